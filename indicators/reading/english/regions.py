"""The region of each figure of a passage.

Looked at, nearest first: the members of a list told "respectively"; "in X" right behind the figure; the nearest place
before it in its sentence, but for partners, comparisons and what is only put in; the place the sentences before spoke of; the
headline's or dateline's.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field

from indicators.reading.context import Clue
from indicators.reading.english.passages import Passage, Spot
from indicators.reading.english.region_names import KINDS, PlaceName, code_of_country, country_name
from indicators.reading.english.tokens import listed
from indicators.reading.english.verbs import finite_verb


@dataclass(slots=True)
class Places:
    """What has been told so far: the `main` places of the text, the ones of the `topic`, all in order."""

    main: tuple[PlaceName, ...] = ()
    topic: tuple[PlaceName, ...] = ()
    previous: tuple[PlaceName, ...] = ()  # the topic of the paragraph before
    before: list[PlaceName] = field(default_factory=list)
    all: list[PlaceName] = field(default_factory=list)
    home: str = ""  # the code of the country that the main places are in
    far: bool = False

    def of_kind(self, kind: str) -> PlaceName | None:
        """The last place told that may be of a kind."""
        if kind == "country" and self.home:
            return PlaceName(0, 0, country_name(self.home), "country")
        is_any = kind == "region" and (not self.main or self.main[0].kind in ("country", "union"))
        near = (*self.topic, *self.previous, *self.main) if is_any else (*self.topic, *self.main, *self.previous)
        if is_any and near:
            return near[0]
        for place in near:
            if place.kind == kind:
                return place
        for place in reversed(self.before):
            if place.kind == kind:
                return place
        for place in near:
            if not place.kind:
                return place
        return next((place for place in self.all if place.kind == kind), None)


#: what makes a place a partner or a yardstick: "exports to ASEAN", "behind Maharashtra", "among Chinese cities"
_OTHERS = frozenset(
    listed(
        "to with from than behind ahead against among versus vs alongside neighbouring neighboring bordering beyond above below between by like via unlike into"
    )
)
_LOCATIVE = frozenset(listed("in for across at throughout within"))
_ASIDE = frozenset(listed("the a an which where whose home capital one located part known which"))


def find_regions(passage: Passage, names: list[PlaceName], places: Places) -> dict[int, Clue]:
    """The region of each figure of a passage, by the first token of its words; `places` goes on."""
    found: dict[int, Clue] = {}
    for begin, end in passage.sentences:
        here = [name for name in names if begin <= name.first <= end]
        spots = passage.spots_between(begin, end)
        told = [(name, _resolve(name, places, here)) for name in here]
        usable = [(name, real) for name, real in told if real]
        if spots:
            found |= _sentence_regions(passage, spots, usable, places)
        subjects = [
            real
            for name, real in usable
            if not _is_other(passage, name, places)
            and not _is_aside(passage, name, here)
            and not _is_counted(passage, name)
        ]
        for name, _real in usable:
            if not name.anaphor:
                places.before.append(name)
        verb = next((at for at in range(begin, end + 1) if finite_verb(passage.tokens, at)), end)
        leading = [
            real
            for name, real in usable
            if real in subjects and (name.first < verb or any(_joined(real) == found[spot.first].value for spot in spots if spot.first in found))
        ]
        if leading:
            places.topic = leading[0]
            places.far = False
    return found


def _resolve(name: PlaceName, places: Places, here: list[PlaceName]) -> tuple[PlaceName, ...]:
    """The places that a name or a word for one means."""
    if not name.anaphor:
        return (name,)
    if name.kind == "several":
        if len(places.topic) > 1:
            return places.topic
        if len(places.main) > 1:
            return places.main
        recent: list[PlaceName] = []
        for place in reversed(places.before):
            if place.text not in [one.text for one in recent]:
                recent.insert(0, place)
            if len(recent) == 2:
                break
        return tuple(recent)
    before = [
        place
        for place in here
        if place.first < name.first and not place.anaphor and place.kind in (name.kind, "")
    ]
    if before and before[0].kind == name.kind:
        return (before[0],)
    real = places.of_kind(name.kind)
    return (real,) if real else ()


Usable = list[tuple[PlaceName, tuple[PlaceName, ...]]]


def _sentence_regions(passage: Passage, spots: list[Spot], usable: Usable, places: Places) -> dict[int, Clue]:
    words = passage.tokens.words
    found: dict[int, Clue] = {}
    begin, end = passage.sentence_of(spots[0].first)
    here = [name for name, _ in usable]
    if "respectively" in words[begin : end + 1]:
        found |= _respectively(passage, spots, usable, places)
    for spot in spots:
        if spot.first in found:
            continue
        chosen = _behind(passage, spot, usable, places) or _before(passage, spot, usable, here, places)
        if chosen:
            name, real = chosen
            found[spot.first] = _clue(passage, real, name)
            continue
        later = [
            pair
            for pair in usable
            if pair[0].first > spot.last
            and not _is_other(passage, pair[0], places)
            and _is_locative(passage, pair[0])
        ]
        if later and not passage.spots_between(spot.last + 1, later[0][0].first - 1):
            found[spot.first] = _clue(passage, later[0][1], later[0][0])
        elif places.topic or places.main:
            found[spot.first] = Clue(
                _joined(places.topic or places.main), guessed=places.far or not places.topic
            )
    return found


def _clue(passage: Passage, real: tuple[PlaceName, ...], name: PlaceName) -> Clue:
    return passage.clue(_joined(real), name.first, name.last)


def _joined(places: tuple[PlaceName, ...]) -> str:
    texts = list(dict.fromkeys(place.text for place in places))
    return texts[0] if len(texts) == 1 else ", ".join(texts[:-1]) + " and " + texts[-1]


def _respectively(passage: Passage, spots: list[Spot], usable: Usable, places: Places) -> dict[int, Clue]:
    """The regions of the members of lists that are told in the order of a list of places."""
    words = passage.tokens.words
    found: dict[int, Clue] = {}
    for group in _lists_of_spots(words, spots):
        size = len(group)
        if "respectively" not in words[_part_start(words, group[0].first) : _part_end(passage, group[-1].last)]:
            continue
        if size < 2:
            continue
        best: list[tuple[PlaceName, ...]] | None = None
        begin, _end = passage.sentence_of(group[0].first)
        span = [pair for pair in usable if not _is_other(passage, pair[0], places)]
        # a list of places as long, before or behind
        for at in range(len(span) - size + 1):
            members = span[at : at + size]
            if all(_joins(words[a[0].last + 1 : b[0].first]) for a, b in itertools.pairwise(members)):
                best = [real for _, real in members]
                break
        if best is None:
            several = next((real for _, real in span if len(real) == size), None)
            best = [(one,) for one in several] if several else None
        if best is None:
            subjects = [real for name, real in span if name.first < group[0].first]
            distinct = list(dict.fromkeys(subjects))
            if len(distinct) == size and "their" in words[begin : group[0].first]:
                best = distinct
        if best is None and len(places.topic) == size and not span:
            best = [(one,) for one in places.topic]
        if best:
            for spot, real in zip(group, best, strict=True):
                found[spot.first] = (
                    passage.segment.clue(_joined(real), 0, 0) if False else Clue(_joined(real), None, None)
                )
    return found


def _part_start(words: list[str], i: int) -> int:
    while i > 0 and words[i - 1] not in (";", "."):
        i -= 1
    return i


def _part_end(passage: Passage, i: int) -> int:
    while i < passage.tokens.length and passage.tokens.words[i] not in (";", "."):
        i += 1
    return i


def _joins(gap: list[str]) -> bool:
    return 0 < len(gap) <= 3 and set(gap) <= {",", "and", "in", "the", "or", "for", "of"}


def _lists_of_spots(words: list[str], spots: list[Spot]) -> list[list[Spot]]:
    groups: list[list[Spot]] = []
    for spot in spots:
        gap = words[groups[-1][-1].last + 1 : spot.first] if groups else None
        if (
            gap is not None
            and 0 < len(gap) <= 3
            and set(gap) <= {",", "and", "by", "at", "or", "about", "of", "ranking"}
        ) and not (gap == [","] and len(gap) == 1 and False):
            groups[-1].append(spot)
            continue
        groups.append([spot])
    return groups


def _behind(passage: Passage, spot: Spot, usable: Usable, places: Places) -> tuple[PlaceName, tuple[PlaceName, ...]] | None:
    """A place right behind the figure: "2.7 percent in Foshan", "6.4 per cent for India"."""
    words = passage.tokens.words
    for name, real in usable:
        if name.first <= spot.last:
            continue
        if passage.spots_between(spot.last + 1, name.first - 1) or name.first - spot.last > 9:
            return None
        if any(passage.opens_clause(at) or words[at] == "," for at in range(spot.last + 1, name.first)):
            return None
        lead = _lead(passage, name)
        if _is_other(passage, name, places) or _is_whole(words, spot, name):
            return None
        if lead in _LOCATIVE or (
            lead == "of" and spot.mention.measure == "level" and _is_compared_value(words, spot)
        ):
            if name.anaphor and spot.mention.measure in ("rank", "streak"):
                return None
            if spot.mention.measure in ("rank", "streak"):
                return None
            return name, _with_fellows(passage, name, real, usable, ahead=True)
        return None
    return None


def _with_fellows(
    passage: Passage, name: PlaceName, real: tuple[PlaceName, ...], usable: Usable, *, ahead: bool
) -> tuple[PlaceName, ...]:
    """The places that share a figure with one beside it: "output of Dongguan and Foshan"."""
    words = passage.tokens.words
    at = next(i for i, pair in enumerate(usable) if pair[0] is name)
    step = 1 if ahead else -1
    found = [real]
    while 0 <= at + step < len(usable):
        one, other = sorted((usable[at], usable[at + step]), key=lambda pair: pair[0].first)
        gap = words[one[0].last + 1 : other[0].first]
        if gap not in (["and"], [","], [",", "and"], ["and", "in"]) or (gap == [","] and len(found) == 1):
            break
        at += step
        if usable[at][0].anaphor:
            break
        found.append(usable[at][1])
    if not ahead:
        found.reverse()
    return tuple(place for places in found for place in places)


def _is_whole(words: list[str], spot: Spot, name: PlaceName) -> bool:
    """Whether a place owns what a share is taken of: "41 percent of the women in India's factories"."""
    return spot.mention.measure == "share" and words[spot.last + 1] == "of" and words[name.last + 1] in ("'", "'s")


def _is_compared_value(words: list[str], spot: Spot) -> bool:
    return words[spot.first - 1] == "the"


def _before(
    passage: Passage, spot: Spot, usable: Usable, here: list[PlaceName], places: Places
) -> tuple[PlaceName, tuple[PlaceName, ...]] | None:
    """The nearest place before the figure that may be its region; whose it is above all: "than India's 6.5 percent"."""
    words = passage.tokens.words
    for name, real in reversed(usable):
        if name.last < spot.first <= name.last + 3 and words[name.last + 1] in ("'", "'s"):
            if spot.first == name.last + (3 if words[name.last + 1] == "'" else 2):
                return name, real
    for name, real in reversed(usable):
        if name.first >= spot.first:
            continue
        if _is_other(passage, name, places) or _is_aside(passage, name, here) or _is_counted(passage, name):
            continue
        if name.anaphor and name.kind == "country" and spot.mention.measure in ("rank", "streak"):
            continue
        return name, _with_fellows(passage, name, real, usable, ahead=False)
    return None


def _lead(passage: Passage, name: PlaceName) -> str:
    words, at = passage.tokens.words, name.first - 1
    while words[at] in ("the", "both", "all", "nearby", "whole", "entire"):
        at -= 1
    return words[at]


def _is_locative(passage: Passage, name: PlaceName) -> bool:
    return _lead(passage, name) in _LOCATIVE


def _is_other(passage: Passage, name: PlaceName, places: Places | None = None) -> bool:
    """Whether a place is a partner or a yardstick, no region of figures."""
    lead = _lead(passage, name)
    words = passage.tokens.words
    if places and (_is_partner(passage, name, places) or _is_yardstick(passage, name, places)):
        return True
    if words[name.last + 1] in ("'", "'s") and lead not in (
        "than",
        "behind",
        "against",
        "to",
        "with",
        "from",
    ):
        return words[name.last + 2] in ("capital",) or words[name.last + 3] == "capital"
    if lead == "of":
        at = name.first - 2
        while words[at] in ("the", "of"):
            at -= 1
        return words[at] in (
            "south",
            "north",
            "east",
            "west",
            "capital",
            "outside",
            "ahead",
            "instead",
            "border",
        )
    if lead in _LOCATIVE and words[name.first - 2] in ("than", "as", "with", "those", "that", "against"):
        return words[name.first - 2] not in ("those", "that") or words[name.first - 3] in ("than", "as", "with", "to", "against")
    if lead == "from":
        clause = words[max(passage.sentence_of(name.first)[0], name.first - 8) : name.first]
        return not {"exports", "shipments", "sales", "output", "export"} & set(clause)
    if name.anaphor and name.kind == "country" and words[name.last + 1 : name.last + 2] != ["average"]:
        spots = passage.spots_between(max(name.first - 6, 0), name.first - 1)
        if spots and spots[-1].mention.measure == "rank" and not passage.tokens.stops(name.first - 1):
            return True
    if words[name.first - 1] == "what" or (name.adjective and words[name.last + 1] in KINDS):
        return True
    if lead in _OTHERS:
        return not (lead in ("neighbouring", "neighboring") and passage.tokens.words[name.first - 2] == "of")
    if lead in ("and", ","):
        return False
    return False


#: what is told of partners abroad
_TRADE = frozenset(
    listed("exports imports sales trade visitors tourists arrivals investment investors shipments passengers exported imported buyers partners partner destinations destination")
)


def _is_partner(passage: Passage, name: PlaceName, places: Places) -> bool:
    """Whether a foreign country is a partner of the place that the text is about: "France took 15 percent of sales"."""
    if name.anaphor or name.kind not in ("country", "union") or not places.main or places.main[0].kind in ("country", "union"):
        return False
    if places.home and code_of_country(name.text) == places.home:
        return False
    if not places.home and not code_of_country(name.text):
        return False
    begin, end = passage.sentence_of(name.first)
    return bool(_TRADE.intersection(passage.tokens.words[begin : end + 1]))


def _is_yardstick(passage: Passage, name: PlaceName, places: Places) -> bool:
    """Whether a place only says among what something ranks, or is the country around the places told of."""
    words = passage.tokens.words
    begin, end = passage.sentence_of(name.first)
    before = passage.spots_between(begin, name.first - 1)
    if before and before[-1].mention.measure in ("rank", "streak") and name.first - before[-1].last <= 4:
        if "," not in words[before[-1].last : name.first]:
            return True
    is_around = name.kind == "country" and (name.anaphor or code_of_country(name.text) == places.home != "")
    about = places.topic or places.main
    if not is_around or not about or about[0].kind in ("country", "union"):
        return False
    start, _ = passage.clause_of(name.first, name.last)
    opening = [word for word in words[start : name.first] if word not in ("the", "while", "and", "but", "in", "against", "for", ",", "whereas")]
    owner = words[name.last + 1] in ("'", "'s") and any(spot.first - name.last <= 3 for spot in passage.spots_between(name.last, end)[:1])
    behind = before and before[-1].mention.measure not in ("rank", "streak", "share") and name.first - before[-1].last <= 3
    return bool(opening) and not owner and not behind


def is_region(passage: Passage, name: PlaceName) -> bool:
    """Whether figures may be of a place that is named: no partner, no yardstick, no word for one."""
    return not name.anaphor and not _is_other(passage, name) and not _is_counted(passage, name)


def _is_aside(passage: Passage, name: PlaceName, here: list[PlaceName]) -> bool:
    """Whether a place stands in words put in behind another one: "Songshan Lake, the park in the middle of Dongguan,"."""
    words = passage.tokens.words
    for other in here:
        if other.first >= name.first:
            break
        after = other.last + 1
        if words[after] != ",":
            continue
        if after + 1 == name.first and not name.anaphor:
            return other.kind != name.kind or not name.kind  # "Guangzhou, Guangdong Province"
        if words[after + 1] in _ASIDE:
            closing = next(
                (at for at in range(after + 1, min(after + 25, passage.tokens.length)) if words[at] == ","),
                None,
            )
            if closing and name.first < closing:
                return True
    return False


def _is_counted(passage: Passage, name: PlaceName) -> bool:
    """Whether a place only says which things a number counts: "3,500 Hong Kong and Macao enterprises"."""
    return any(spot.number < name.first and name.last <= spot.last for spot in passage.spots)
