"""What a figure is of, and with whom or among whom: the noun that it counts, or the subject of its clause.

Looked at, nearest first: the noun that a number counts ("482 little giant firms"); a noun that has it ("a GDP of 3 trillion");
what stands before the verb of its clause; the subject of the clause before, as a guess.
"""

from __future__ import annotations

from collections.abc import Sequence

from indicators.reading.context import Clue
from indicators.reading.english.bystanders import lead_of
from indicators.reading.english.directions import SIGNS
from indicators.reading.english.passages import Passage, Spot
from indicators.reading.english.period_phrases import PeriodPhrase
from indicators.reading.english.region_names import PlaceName, names_between
from indicators.reading.english.tokens import listed
from indicators.reading.english.verbs import finite_verb

#: So many words say what is measured.
_LONGEST = 6
_EMPTY = frozenset(
    listed(
        "the a an its their his her our this that these those it they he she we there some such all total and but while whereas as which with "
        "of in on at for to from by , ; : -- - – — ( ) or also both then overall meanwhile however among under according up down so"
    )
)
#: nouns that only say how much it is or how it moved
_MOVEMENTS = frozenset(
    listed(
        "rise increase growth drop fall decline decrease gain jump surge average total rate level record high low number amount value change "
        "expansion contraction rebound pace maximum minimum sum"
    )
)
_HAVE = frozenset(listed("of at with"))
_TRADE_LEADS = frozenset(listed("to with from between"))
_GENERIC = frozenset(listed("times percent points units items members"))
_AMONG = frozenset(listed("in among of across within"))
_GROUP_ENDS = frozenset(
    listed(", . ; : ) and or but for with after behind in by to last this ( who which that while")
)


def find_subject(passage: Passage, spot: Spot, silent: frozenset[int], before: Clue | None) -> Clue | None:
    """What is measured, in a few words; `silent` are tokens of places and periods, `before` what the figure before is of."""
    if counted := _counted(passage, spot):
        return counted
    start, _ = passage.clause_of(spot.number, spot.last)
    begin, _ = passage.sentence_of(spot.number)
    if found := _having(passage, spot, start, silent):
        return found
    while True:
        if found := _before_verb(passage, start, spot.number, silent):
            return found
        if start <= begin:
            break
        start = passage.clause_of(start - 1, start - 1)[0]
    beside = _noun_phrase(passage, max(begin, spot.first - 6), spot.first, silent)
    return beside or (Clue(before.value, before.start, before.end, guessed=True) if before else None)


def _counted(passage: Passage, spot: Spot) -> Clue | None:
    """The noun that a number counts."""
    if spot.mention.unit.kind != "count" or spot.mention.measure not in ("level", "change"):
        return None
    words = passage.tokens.words
    first = spot.last
    while (
        first > spot.number + 1
        and (words[first - 1] not in _EMPTY or passage.tokens.hyphenates(first - 1))
        and not words[first - 1][:1].isdigit()
    ):
        first -= 1
    while first < spot.last and (
        words[first] in _SCALES or words[first] in ("more", "new", "fewer", "additional", "'", '"', "“", "‘")
    ):
        first += 1
    noun = words[spot.last]
    if first > spot.last or noun in _GENERIC or words[first][:1].isdigit() or noun in _SCALES:
        return None
    return passage.clue(passage.tokens.printed(first, spot.last), first, spot.last)


_SCALES = frozenset(listed("million billion trillion thousand hundred lakh crore m bn tn k"))


def _having(passage: Passage, spot: Spot, start: int, silent: frozenset[int]) -> Clue | None:
    """A noun that has the figure: "a GDP of over 3 trillion yuan", "sales of 4 million"."""
    words, at = passage.tokens.words, spot.first - 1
    if words[at] != "of" or at - 1 < start or words[at - 1] in _MOVEMENTS or not words[at - 1].isalpha():
        return None
    return _noun_phrase(passage, start, at, silent)


def _before_verb(passage: Passage, start: int, stop: int, silent: frozenset[int]) -> Clue | None:
    """What stands before the nearest verb of a clause that has a subject, or before the word that says up or down."""
    begin = next((at + 1 for at in range(stop - 1, start, -1) if passage.tokens.words[at] in _REPORTS), start)
    for at in range(stop - 1, begin, -1):
        if _is_verb(passage, at) and (found := _noun_phrase(passage, begin, at, silent)):
            return found
    return None


def _is_verb(passage: Passage, at: int) -> bool:
    return (
        passage.tokens.words[at] in SIGNS
        or passage.tokens.words[at] in _AIMS
        or finite_verb(passage.tokens, at) is not None
    )


_REPORTS = frozenset(listed("said says announced noted added reported estimates estimated"))
_AIMS = frozenset(listed("aims expects plans targets tops tables saw sees hopes wants will posted"))


def _noun_phrase(passage: Passage, start: int, stop: int, silent: frozenset[int]) -> Clue | None:
    """The last run of words before `stop` that no comma, place or period breaks, without articles: at most a few."""
    words = passage.tokens.words
    last = stop - 1
    while last >= start and (last in silent or words[last] in _EMPTY or not words[last][:1].isalpha()):
        last -= 1
    if last < start:
        return None
    first = last
    if stop - last > _FAR or _is_verb(passage, last) or words[last] in _HEDGES:
        return None
    while (
        first > start
        and last - first + 1 < _LONGEST
        and first - 1 not in silent
        and _goes_on(words, first - 1)
    ):
        if _is_verb(passage, first - 1) or words[first - 1] in _BREAKS:
            break
        first -= 1
    while first < last and (words[first] in _EMPTY or not words[first][:1].isalpha() or words[first] == "s"):
        first += 1
    if len(words[last]) < 2 or words[last] in _DAYS:
        return None
    if (
        words[first] in _EMPTY
        or first in silent
        or (first == last and words[first] in _MOVEMENTS - {"growth"})
    ):
        return None
    return passage.clue(passage.tokens.printed(first, last), first, last)


_DAYS = frozenset(listed("monday tuesday wednesday thursday friday saturday sunday be become"))
_HEDGES = frozenset(
    listed("about over almost nearly around some least more than roughly approximately just only close")
)
_BREAKS = frozenset(
    listed("to that but while its their with by from which who while for as when where after before")
)
#: So many tokens of places, periods and small words may stand between a subject and its verb.
_FAR = 8


def _goes_on(words: Sequence[str], at: int) -> bool:
    return words[at].isalpha() or words[at] in ("-", "&", "'")


def find_counterpart(passage: Passage, spot: Spot, names: list[PlaceName]) -> Clue | None:
    """The partner of a trade, or the group that something ranks in."""
    if spot.mention.measure in ("rank", "streak"):
        return _group(passage, spot)
    start, _ = passage.clause_of(spot.number, spot.last)
    for name in reversed(names_between(names, start, spot.number - 1)):
        if not name.anaphor:
            is_led = lead_of(passage, name) in _TRADE_LEADS and passage.tokens.words[name.last + 1] not in (
                "'",
                "'s",
            )
            is_sent = (
                lead_of(passage, name) == "from" and "exports" in passage.tokens.words[start : name.first]
            )
            if is_led and not is_sent:
                return passage.clue(name.text, name.first, name.last)
    return None


def _group(passage: Passage, spot: Spot) -> Clue | None:
    words, at = passage.tokens.words, spot.last
    if words[at] in ("nationwide", "globally", "worldwide", "nationally"):
        return passage.clue(passage.tokens.printed(at, at), at, at)
    first = at + 1
    if words[first] in ("nationwide", "globally", "worldwide", "nationally"):
        return passage.clue(passage.tokens.printed(first, first), first, first)
    if words[first] not in _AMONG:
        return None
    first += 1
    last = first
    while (
        last - first < _LONGEST
        and words[last + 1] not in _GROUP_ENDS
        and (words[last + 1].isalnum() or words[last + 1] in ("'", "-"))
    ):
        last += 1
    if last >= passage.tokens.length or not words[first][:1].isalnum():
        return None
    return passage.clue(passage.tokens.printed(first, last), first, last)


def silent_tokens(passage: Passage, names: list[PlaceName], phrases: list[PeriodPhrase]) -> frozenset[int]:
    """The tokens that say where, when and how much, not what."""
    spans = [(one.first, one.last) for one in names]
    spans += [(one.first, one.last) for one in phrases]
    spans += [(one.first, one.last) for one in passage.spots]
    return frozenset(at for first, last in spans for at in range(first, last + 1))
