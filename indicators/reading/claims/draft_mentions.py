"""What of a draft is a claim: the figures that it states, and small numbers that a dataset may know.

The reader of prose leaves aside what is too small to tell ("the eighth cluster", "43 of which"). Where a dataset has
a figure of it, it is one: such mentions are `uncertain`, and claims only where one matches.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from indicators.model.quantity import parse_printed_number
from indicators.reading import read
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
_RANK: Final = Unit("rank", "rank")
_YEARS: Final = Unit("years", "duration")


@dataclass(frozen=True, slots=True)
class ClaimReading:
    """The mentions of a draft in reading order, and the starts of those that are claims only where they match."""

    reading: Reading
    uncertain: frozenset[int]


def read_claims(text: str, language: str) -> ClaimReading:
    """Every mention of `text` that may be a claim. ValueError for a language there is none of."""
    plain = read(text, language)
    certain = [one for one in plain.mentions if not _names_class(one, text)]
    taken = [(one.start, one.end) for one in plain.mentions]
    small: list[Mention] = []
    for one in (*read(text, language, stated=True).mentions, *_leads(text)):
        if not any(start < one.end and one.start < end for start, end in taken) and not _names_class(
            one, text
        ):
            small.append(_whole_streak(one, text))
            taken.append((small[-1].start, small[-1].end))
    mentions = tuple(sorted((*certain, *small), key=lambda one: one.start))
    return ClaimReading(Reading(mentions, plain.excused), frozenset(one.start for one in small))


def _names_class(one: Mention, text: str) -> bool:
    """Whether it is the name of a class of things."""
    if one.qualifier != "exact" or one.unit.kind not in ("money", "other", "count"):
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


def _whole_streak(one: Mention, text: str) -> Mention:
    """Years in a row, where they are told in decades."""
    behind = _IN_A_ROW.match(text, one.end)
    if not behind or not (decades := _DECADES.search(one.stated)) or decades.end() != len(one.stated):
        return one
    years = replace(one.printed, value=one.printed.value * 10, unit=Decimal(1), significant=Decimal(1))
    end = behind.end()
    return replace(one, end=end, stated=text[one.start : end], printed=years, measure="streak", unit=_YEARS)
