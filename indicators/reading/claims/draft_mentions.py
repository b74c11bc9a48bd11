"""What of a draft is a claim: the figures that it states, and small numbers that a dataset may know.

The reader of prose leaves aside what is too small to tell ("the eighth cluster", "43 of which"). Where a dataset has
a figure of it, it is one: such mentions are `uncertain`, and claims only where one matches.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from indicators.model.quantity import parse_printed_number
from indicators.reading import read, read_context
from indicators.reading.context import Context
from indicators.reading.drafting.surroundings import Surroundings, find_surroundings
from indicators.reading.mention import Mention, Reading, Unit

#: A sum that names a class ("trillion-yuan clusters", 万亿元级) says nothing of how much there is.
_CLASS_BEHIND: Final = re.compile(
    r"[\s-]*(?:(?:yuan|dollar)[\s-]+)?(?:\w+[\s-]+)?(?:class|club|cluster|level|tier)\b|元?级|元?級",
    re.IGNORECASE,
)
_CLASS_WORDS: Final = re.compile(r"[级級]$")
_HYPHENATED: Final = re.compile(r"\w-\w")
#: The first place without a number: "leads the nation", 领跑全国.
_LEAD: Final = re.compile(
    r"\b(?:lead(?:s|ing)?|led|top(?:s|ped)|tops)\s+(?:the\s+(?:nation|country|province|provinces|world)|all\s+(?:provinces|cities))\b"
    r"|(?:领跑|領跑|领先|領先|领衔|領銜)(?:于)?(?:全国|全國|全省|全球)|(?:全国|全國|全省|全球)(?:领先|領先)(?!水平|的|地位|企业)",
    re.IGNORECASE,
)
_DECADES: Final = re.compile(r"decades?\b", re.IGNORECASE)
_IN_A_ROW: Final = re.compile(r"\s*(?:in a row|running|straight|on end|on the trot)\b", re.IGNORECASE)
_ORDINAL: Final = re.compile(
    r"first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:st|nd|rd|th)", re.IGNORECASE
)
_ENDS_PLACE: Final = re.compile(
    r"\s*(?:[.,;:)]|$|(?:in|among|on|nationally|nationwide|worldwide|globally|and|by|overall)\b)",
    re.IGNORECASE,
)
#: Two percentages of which one came to be the other are levels, such as shares; they are growth where the words say so.
_FROM: Final = re.compile(r"\bfrom\s+$", re.IGNORECASE)
_FROM_TO: Final = re.compile(
    r"\bfrom\s+[\d.]+\s*(?:%|per\s?cent)(?:\s+in\s+\d{4})?,?\s+to\s+$", re.IGNORECASE
)
_TO: Final = re.compile(r"(?:\s+in\s+\d{4})?,?\s+to\s+[\d.]+\s*(?:%|per\s?cent)", re.IGNORECASE)
_SAYS_GROWTH: Final = re.compile(r"\bgrowth|\brates?\b|\bpace\b|\bincreases?\s+of\b", re.IGNORECASE)
_RANK: Final = Unit("rank", "rank")
_YEARS: Final = Unit("years", "duration")


@dataclass(frozen=True, slots=True)
class DraftMention:
    """A mention with what surrounds it; an `uncertain` one is a claim only where a figure matches."""

    mention: Mention
    context: Context
    around: Surroundings
    uncertain: bool = False


def read_claims(text: str, language: str, known_places: Iterable[str] = ()) -> list[DraftMention]:
    """Every mention of `text` that may be a claim, in reading order. ValueError for a language there is none of."""
    places = tuple(known_places)
    plain = read(text, language)
    plain = Reading(tuple(one for one in plain.mentions if not _names_class(one, text)), plain.excused)
    found = _surrounded(text, plain, language, places)
    if small := _small_numbers(text, language, plain, found):
        every = sorted((*plain.mentions, *small), key=lambda one: one.start)
        starts = {one.start for one in small}
        among = _surrounded(text, Reading(tuple(every), plain.excused), language, places)
        found += [replace(one, uncertain=True) for one in among if one.mention.start in starts]
    return sorted(found, key=lambda one: one.mention.start)


def _surrounded(text: str, reading: Reading, language: str, places: tuple[str, ...]) -> list[DraftMention]:
    contexts = read_context(text, reading, language, known_places=places)
    around = find_surroundings(text, reading.mentions, contexts)
    return [
        DraftMention(_as_level(mention, text, words), context, words)
        for mention, context, words in zip(reading.mentions, contexts, around, strict=True)
    ]


def _small_numbers(text: str, language: str, plain: Reading, found: Sequence[DraftMention]) -> list[Mention]:
    """What prose leaves aside, but for numbers of a period or another duration."""
    taken = [(one.start, one.end) for one in plain.mentions]
    clues = (clue for one in found for clue in (one.context.period, one.context.base_period) if clue)
    taken += [(clue.start, clue.end) for clue in clues if clue.start is not None and clue.end is not None]
    small: list[Mention] = []
    for one in (*read(text, language, stated=True).mentions, *_leads(text)):
        mention = _as_place(_whole_streak(one, text), text)
        is_time = mention.unit.kind == "duration" and mention.measure != "streak"
        if (
            is_time
            or _names_class(mention, text)
            or any(start < mention.end and mention.start < end for start, end in taken)
        ):
            continue
        small.append(mention)
        taken.append((mention.start, mention.end))
    return small


def _names_class(one: Mention, text: str) -> bool:
    """Whether it is the name of a class of things."""
    if one.qualifier not in ("exact", "at_least") or one.unit.kind not in ("money", "other", "count"):
        return False
    if _CLASS_WORDS.search(one.stated):
        return True
    behind = _CLASS_BEHIND.match(text, one.end)
    return bool(behind) and (bool(_HYPHENATED.search(one.stated)) or not one.stated.isascii())


def _leads(text: str) -> Iterator[Mention]:
    """First places that no number says."""
    for match in _LEAD.finditer(text):
        start, end = match.span()
        line = text.count("\n", 0, start) + 1
        yield Mention(
            start, end, match[0], start, end, match[0], parse_printed_number("1"), "exact", "rank", _RANK, line=line
        )  # fmt: skip


def _as_place(one: Mention, text: str) -> Mention:
    """An ordinal behind which nothing stands that it could count is a place: "first in 2025"."""
    if one.unit.name or not _ORDINAL.fullmatch(one.stated) or not _ENDS_PLACE.match(text, one.end):
        return one
    return replace(one, measure="rank", unit=_RANK)


def _as_level(one: Mention, text: str, around: Surroundings) -> Mention:
    """A percentage of "from 35 percent in 2021 to 38.1 percent" is a share, unless the sentence speaks of growth."""
    if one.measure != "growth" or one.unit.kind != "percent" or _SAYS_GROWTH.search(around.sentence):
        return one
    before = text[max(0, one.start - 60) : one.start]
    is_level = _FROM_TO.search(before) or (_FROM.search(before) and _TO.match(text, one.end))
    return replace(one, measure="share") if is_level else one


def _whole_streak(one: Mention, text: str) -> Mention:
    """Years in a row, where they are told in decades."""
    behind = _IN_A_ROW.match(text, one.end)
    if not behind or not (decades := _DECADES.search(one.stated)) or decades.end() != len(one.stated):
        return one
    years = replace(one.printed, value=one.printed.value * 10, unit=Decimal(1), significant=Decimal(1))
    end = behind.end()
    return replace(one, end=end, stated=text[one.start : end], printed=years, measure="streak", unit=_YEARS)
