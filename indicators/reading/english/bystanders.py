"""Places that a sentence names and that are no region of its figures: partners, yardsticks, what is put in or counted.

"Exports *to Japan*", "ahead of *Gujarat*", "ranks first *in China*", "12 percent *of India's* GDP", "3,500 *Hong Kong* firms".
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from indicators.reading.english.passages import Passage
from indicators.reading.english.region_names import KINDS, PlaceName, code_of_country
from indicators.reading.english.tokens import listed

#: what makes a place a partner or a yardstick: "exports to ASEAN", "behind Maharashtra", "among Chinese cities"
_OTHERS = frozenset(
    listed(
        "to with from than behind ahead against among versus vs alongside neighbouring neighboring bordering beyond above below between by "
        "like via unlike into"
    )
)
#: what makes a place the one where something is
LOCATIVE = frozenset(listed("in for across at throughout within"))
_COMPARING = frozenset(listed("than as with to against"))
_SIDES = frozenset(listed("south north east west capital outside ahead instead border"))
_ASIDE = frozenset(listed("the a an which where whose home capital one located part known"))
#: what is told of partners abroad
_TRADE = frozenset(
    listed(
        "exports imports sales trade visitors tourists arrivals investment investors shipments passengers exported imported buyers partners "
        "partner destinations destination"
    )
)
#: what is sent out of a place: "exports from Foshan"
_SENT = frozenset(listed("exports shipments sales output export those"))
_OPENING_WORDS = frozenset(listed("the while and but in against for , whereas"))
_WIDE = ("country", "union")
#: tokens that the words of a figure may have
_LONGEST = 20


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a sentence is about: the places of the text or paragraph, their country, the places of the sentence."""

    about: tuple[PlaceName, ...] = ()
    home: str = ""
    here: tuple[PlaceName, ...] = ()


def is_bystander(passage: Passage, name: PlaceName, around: Surroundings = Surroundings()) -> bool:
    """Whether a place is a partner or a yardstick, no region of figures."""
    return any(rule(passage, name, around) for rule in _RULES)


def lead_of(passage: Passage, name: PlaceName) -> str:
    """The word that says how a place belongs to the sentence: "in", "to", "of"."""
    words, at = passage.tokens.words, name.first - 1
    while words[at] in ("the", "both", "all", "nearby", "whole", "entire"):
        at -= 1
    return words[at]


def is_counted(passage: Passage, name: PlaceName) -> bool:
    """Whether a place only says which things a number counts: "3,500 Hong Kong and Macao enterprises"."""
    return any(
        spot.number < name.first and name.last <= spot.last
        for spot in passage.spots_between(max(name.first - _LONGEST, 0), name.first)
    )


def is_aside(passage: Passage, name: PlaceName, here: list[PlaceName]) -> bool:
    """Whether a place stands in words put in behind another one: "Songshan Lake, the park in the middle of Dongguan,"."""
    words = passage.tokens.words
    for other in here:
        if other.first >= name.first:
            break
        after = other.last + 1
        if words[after] != "," or lead_of(passage, other) in _OTHERS:
            continue
        if after + 1 == name.first and not name.anaphor:
            return other.kind != name.kind or not name.kind  # "Guangzhou, Guangdong Province"
        if words[after + 1] in _ASIDE:
            end = min(after + 25, passage.tokens.length)
            closing = next((at for at in range(after + 1, end) if words[at] == ","), None)
            if closing and name.first < closing:
                return True
    return False


def _owns(words: list[str], name: PlaceName) -> bool:
    return words[name.last + 1] in ("'", "'s")


def _is_partner(passage: Passage, name: PlaceName, around: Surroundings) -> bool:
    """A foreign country in a sentence about trade: "France took 15 percent of sales"."""
    if name.anaphor or name.kind not in _WIDE or not around.about or around.about[0].kind in _WIDE:
        return False
    code = code_of_country(name.text)
    if code == around.home:
        return False
    begin, end = passage.sentence_of(name.first)
    return bool(_TRADE.intersection(passage.tokens.words[begin : end + 1]))


def _ranks_within(passage: Passage, name: PlaceName, _around: Surroundings) -> bool:
    """Among what something ranks: "ranking first in Guangdong", "the country's busiest"."""
    words = passage.tokens.words
    begin, _ = passage.sentence_of(name.first)
    before = passage.spots_between(begin, name.first - 1)
    if not before or before[-1].mention.measure not in ("rank", "streak"):
        return False
    gap = name.first - before[-1].last
    is_country = name.anaphor and name.kind == "country" and words[name.last + 1] != "average"
    return (gap <= 4 and "," not in words[before[-1].last : name.first]) or (is_country and gap <= 6)


def _is_around(passage: Passage, name: PlaceName, around: Surroundings) -> bool:
    """The country around what is told of, but where it has a figure of its own."""
    if name.kind != "country" or not (name.anaphor or code_of_country(name.text) == around.home != ""):
        return False
    words = passage.tokens.words
    begin, end = passage.sentence_of(name.first)
    within = any(begin <= one.first < name.first and one.kind not in _WIDE for one in around.here)
    if not within and (not around.about or around.about[0].kind in _WIDE):
        return False
    start, _ = passage.clause_of(name.first, name.last)
    if not set(words[start : name.first]) - _OPENING_WORDS:
        return False  # "while India grew 6 percent"
    following = passage.spots_between(name.last, end)
    if _owns(words, name) and following and following[0].first - name.last <= 3:
        return False  # "than the country's 6.5 percent"
    before = passage.spots_between(begin, name.first - 1)
    has_own = before and before[-1].mention.measure not in ("rank", "streak", "share")
    return not (has_own and name.first - before[-1].last <= 3)  # "6.4 percent for India"


def _owns_the_whole(passage: Passage, name: PlaceName, _around: Surroundings) -> bool:
    """What a share is taken of: "13.9 percent of India's GDP"."""
    words = passage.tokens.words
    if lead_of(passage, name) != "of" or not _owns(words, name):
        return False
    before = passage.spots_between(max(name.first - 6, 0), name.first - 1)
    return (
        bool(before)
        and before[-1].mention.measure in ("share", "ratio")
        and words[before[-1].last + 1] == "of"
    )


def _names_another(passage: Passage, name: PlaceName, _around: Surroundings) -> bool:
    """What only names another place: "Guangdong's capital", "the Guangdong city", "south of Leeds", "what India sells"."""
    words = passage.tokens.words
    if _owns(words, name):
        return "capital" in words[name.last + 2 : name.last + 4]
    if name.adjective and words[name.last + 1] in KINDS:
        return True
    return words[name.first - 1] == "what" or (
        lead_of(passage, name) == "of" and words[name.first - 2] in _SIDES
    )


def _is_compared(passage: Passage, name: PlaceName, _around: Surroundings) -> bool:
    """What is compared with: "0.1 points less than in Spain", "as in Hesse"."""
    words, at = passage.tokens.words, name.first - 2
    if lead_of(passage, name) not in LOCATIVE:
        return False
    return words[at] in _COMPARING - {"to"} or (
        words[at] in ("those", "that") and words[at - 1] in _COMPARING
    )


def _is_led_aside(passage: Passage, name: PlaceName, _around: Surroundings) -> bool:
    """Where something goes to or is set against: "to ASEAN", "behind Gujarat"; not where it comes from."""
    lead, words = lead_of(passage, name), passage.tokens.words
    if lead == "from":
        begin, _ = passage.sentence_of(name.first)
        return not _SENT.intersection(words[max(begin, name.first - 8) : name.first])
    if lead in ("neighbouring", "neighboring") and words[name.first - 2] == "of":
        return False
    if _owns(words, name) and lead not in _COMPARING | {"behind", "from"}:
        return False
    return lead in _OTHERS


_RULES: tuple[Callable[[Passage, PlaceName, Surroundings], bool], ...] = (
    _is_partner,
    _ranks_within,
    _is_around,
    _owns_the_whole,
    _names_another,
    _is_compared,
    _is_led_aside,
)
