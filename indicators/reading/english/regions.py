"""The region of each figure of a passage.

Looked at, nearest first: the members of a list told "respectively"; "in X" right behind the figure; the nearest place
before it in its sentence, but for bystanders; a place behind it; the place the sentences before spoke of; the
headline's or dateline's.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from indicators.reading.context import Clue
from indicators.reading.english.bystanders import (
    LOCATIVE,
    Surroundings,
    is_aside,
    is_bystander,
    is_counted,
    lead_of,
)
from indicators.reading.english.passages import Passage, Spot
from indicators.reading.english.region_names import PlaceName, country_name, is_dateline, names_between
from indicators.reading.english.verbs import finite_verb

_WIDE = ("country", "union")
#: So many places back "the city" and "both" may mean one.
_REMEMBERED = 40
_PARTS = frozenset((";", "."))
Group = tuple[PlaceName, ...]
#: a name or a word for one, and the places that it means
Told = tuple[PlaceName, Group]


@dataclass(slots=True)
class Places:
    """What a text has told so far, and what it is about.

    `main` are the places of its headline or dateline, `topic` those of the sentence before, `previous` those of the
    paragraph before, `before` all in order; `all` are those of the whole text, `home` the code of their country. `far`:
    this paragraph has named none yet.
    """

    main: Group = ()
    all: Group = ()
    home: str = ""
    topic: Group = ()
    previous: Group = ()
    before: list[PlaceName] = field(default_factory=list)
    far: bool = False

    def begin_paragraph(self) -> None:
        """A new paragraph speaks of the main places again until it names another."""
        if self.main:
            self.previous = self.topic or self.previous
            self.topic = ()
        self.far = True

    def of_kind(self, kind: str) -> PlaceName | None:
        """The place told last that may be of a kind: "the city"."""
        if kind == "country" and self.home:
            return PlaceName(0, 0, country_name(self.home), "country")
        if kind == "region" and (not self.main or self.main[0].kind in _WIDE):
            near = (*self.topic, *self.previous, *self.main)
            return near[0] if near else None
        near = (*self.topic, *self.main, *self.previous)
        told = (*near, *reversed(self.before))
        exact = next((place for place in told if place.kind == kind), None)
        likely = exact or next((place for place in near if not place.kind), None)
        return likely or next((place for place in self.all if place.kind == kind), None)

    def several(self) -> Group:
        """The places that "the two" and "both" mean."""
        if len(self.topic) > 1:
            return self.topic
        if len(self.main) > 1:
            return self.main
        last = dict.fromkeys(place.text for place in reversed(self.before))
        wanted = [*last][:2][::-1]
        return tuple(next(place for place in self.before if place.text == text) for text in wanted)


def is_region(passage: Passage, name: PlaceName) -> bool:
    """Whether figures may be of a place that is named: no bystander, no word for one."""
    return not name.anaphor and not is_bystander(passage, name) and not is_counted(passage, name)


def find_regions(passage: Passage, names: list[PlaceName], places: Places) -> dict[int, Clue]:
    """The region of each figure of a passage, by the first token of its words; `places` goes on."""
    found: dict[int, Clue] = {}
    for begin, end in passage.sentences:
        here = _without_dateline(passage, names_between(names, begin, end))
        sentence = _Sentence(passage, (begin, end), here, places)
        regions = sentence.regions()
        found |= regions
        places.before = [*places.before, *(name for name in here if not name.anaphor)][-_REMEMBERED:]
        if topic := sentence.topic({clue.value for clue in regions.values()}):
            places.topic, places.far = topic, False
    return found


def _without_dateline(passage: Passage, here: list[PlaceName]) -> list[PlaceName]:
    """The places of a sentence but for those that say where the text was written."""
    if len(here) < 2 or not is_dateline(passage.tokens, here[0]):
        return here
    dash = next((at for at, word in enumerate(passage.tokens.words[:16]) if word in ("-", "–", "—")), 0)
    return [name for name in here if name.first > dash] or here[:1]


class _Sentence:
    """A sentence with the places that it names."""

    def __init__(
        self, passage: Passage, span: tuple[int, int], here: list[PlaceName], places: Places
    ) -> None:
        self.passage = passage
        self.words = passage.tokens.words
        self.begin, self.end = span
        self.spots = passage.spots_between(*span)
        self.here = here
        self.places = places
        self.told: list[Told] = [(name, real) for name in here if (real := self._meant(name))]
        around = Surroundings(places.topic or places.main, places.home, tuple(here))
        #: those that figures may be of
        self.regions_told = [pair for pair in self.told if not is_bystander(passage, pair[0], around)]

    def _meant(self, name: PlaceName) -> Group:
        """The places that a name or a word for one means."""
        if not name.anaphor:
            return (name,)
        if name.kind == "several":
            return self.places.several()
        before = (each for each in self.here if each.first < name.first and not each.anaphor)
        first = next((each for each in before if each.kind in (name.kind, "")), None)
        if first and first.kind == name.kind:
            return (first,)
        real = self.places.of_kind(name.kind)
        return (real,) if real else ()

    def regions(self) -> dict[int, Clue]:
        """The region of each figure, by the first token of its words."""
        found = self._respectively() if "respectively" in self.words[self.begin : self.end + 1] else {}
        for spot in self.spots:
            if spot.first in found:
                continue
            chosen = self._owner(spot) or self._behind(spot) or self._before(spot) or self._later(spot)
            if chosen:
                found[spot.first] = self.passage.clue(_join(chosen[1]), chosen[0].first, chosen[0].last)
            elif far := self.places.topic or self.places.main:
                found[spot.first] = Clue(_join(far), guessed=self.places.far or not self.places.topic)
        return found

    def topic(self, chosen: set[str]) -> Group:
        """What the next sentence goes on about: a place before the verb, or one that figures are of; () for none."""
        verb = next(
            (at for at in range(self.begin, self.end + 1) if finite_verb(self.passage.tokens, at)), self.end
        )
        for name, real in self.regions_told:
            if is_aside(self.passage, name, self.here) or is_counted(self.passage, name):
                continue
            if name.first < verb or _join(real) in chosen:
                return real
        return ()

    def _respectively(self) -> dict[int, Clue]:
        """The regions of the members of lists that are told in the order of a list of places."""
        found: dict[int, Clue] = {}
        for group in self._lists():
            first, last = group[0].first, group[-1].last
            while first > 0 and self.words[first - 1] not in _PARTS:
                first -= 1
            while last < self.passage.tokens.length and self.words[last] not in _PARTS:
                last += 1
            if len(group) < 2 or "respectively" not in self.words[first:last]:
                continue
            for spot, real in zip(group, self._members(group) or (), strict=False):
                found[spot.first] = Clue(_join(real))
        return found

    def _members(self, group: list[Spot]) -> list[Group] | None:
        """As many places as a list has figures, in their order."""
        size, told = len(group), self.regions_told
        for at in range(len(told) - size + 1):
            members = told[at : at + size]
            gaps = [self.words[a[0].last + 1 : b[0].first] for a, b in pairwise(members)]
            if all(
                0 < len(gap) <= 3 and set(gap) <= {",", "and", "in", "the", "or", "for", "of"} for gap in gaps
            ):
                return [real for _, real in members]
        if several := next((real for _, real in told if len(real) == size), None):
            return [(one,) for one in several]
        subjects = list(dict.fromkeys(real for name, real in told if name.first < group[0].first))
        if len(subjects) == size and "their" in self.words[self.begin : group[0].first]:
            return subjects
        if len(self.places.topic) == size and not told:
            return [(one,) for one in self.places.topic]
        return None

    def _lists(self) -> list[list[Spot]]:
        """The figures that stand in one list."""
        groups: list[list[Spot]] = []
        for spot in self.spots:
            gap = self.words[groups[-1][-1].last + 1 : spot.first] if groups else []
            if 0 < len(gap) <= 3 and set(gap) <= {",", "and", "by", "at", "or", "about", "of", "ranking"}:
                groups[-1].append(spot)
            else:
                groups.append([spot])
        return groups

    def _owner(self, spot: Spot) -> Told | None:
        """A place whose the figure is: "than India's 6.5 percent"."""
        for name, real in reversed(self.told):
            if self.words[name.last + 1] in ("'", "'s"):
                own = name.last + (3 if self.words[name.last + 1] == "'" else 2)
                if spot.first == own:
                    return name, real
        return None

    def _behind(self, spot: Spot) -> Told | None:
        """A place right behind the figure: "2.7 percent in Foshan", "6.4 per cent for India"."""
        pair = next((pair for pair in self.told if pair[0].first > spot.last), None)
        if not pair or pair not in self.regions_told or spot.mention.measure in ("rank", "streak"):
            return None
        name, words = pair[0], self.words
        if self.passage.spots_between(spot.last + 1, name.first - 1) or name.first - spot.last > 9:
            return None
        if any(self.passage.opens_clause(at) or words[at] == "," for at in range(spot.last + 1, name.first)):
            return None
        owns_whole = words[spot.last + 1] == "of" and words[name.last + 1] in ("'", "'s")
        if spot.mention.measure == "share" and owns_whole:
            return None  # "41 percent of the women in India's factories"
        lead = lead_of(self.passage, name)
        is_set_beside = lead == "of" and spot.mention.measure == "level" and words[spot.first - 1] == "the"
        return self._with_fellows(pair, 1) if lead in LOCATIVE or is_set_beside else None

    def _before(self, spot: Spot) -> Told | None:
        """The nearest place before the figure that may be its region."""
        for pair in reversed(self.regions_told):
            name = pair[0]
            if (
                name.first >= spot.first
                or is_aside(self.passage, name, self.here)
                or is_counted(self.passage, name)
            ):
                continue
            if name.anaphor and name.kind == "country" and spot.mention.measure in ("rank", "streak"):
                continue
            return self._with_fellows(pair, -1)
        return None

    def _later(self, spot: Spot) -> Told | None:
        """A place farther behind, where no other figure stands before it: "rose 3 percent, the bureau in Leeds said"."""
        for name, real in self.regions_told:
            if name.first > spot.last and lead_of(self.passage, name) in LOCATIVE:
                return None if self.passage.spots_between(spot.last + 1, name.first - 1) else (name, real)
        return None

    def _with_fellows(self, pair: Told, step: int) -> Told:
        """The places that share a figure with one beside it: "output of Dongguan and Foshan"."""
        at = self.told.index(pair)
        found = [pair[1]]
        while 0 <= at + step < len(self.told):
            one, other = self.told[min(at, at + step)], self.told[max(at, at + step)]
            gap = self.words[one[0].last + 1 : other[0].first]
            if gap not in (["and"], [","], [",", "and"], ["and", "in"]) or (gap == [","] and len(found) == 1):
                break
            at += step
            if self.told[at][0].anaphor:
                break
            found.append(self.told[at][1])
        return pair[0], tuple(place for group in found[::step] for place in group)


def _join(places: Group) -> str:
    """Their names as one: "Dongguan and Foshan"."""
    texts = list(dict.fromkeys(place.text for place in places))
    return texts[0] if len(texts) == 1 else ", ".join(texts[:-1]) + " and " + texts[-1]
