"""A segment being read: its text, where reading stands, and what was found so far."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from decimal import Decimal

from indicators.model.hedges import Qualifier
from indicators.model.quantity import PrintedNumber
from indicators.reading.chinese_script import Script
from indicators.reading.mention import Excused, Measure, Mention, Reading, Reason, Unit

PERCENT = Unit("percent", "percent")
RANK = Unit("rank", "rank")
_CLAUSE_END = re.compile(r"[，。；！？,;!?]")
_CLAUSE = 48
TIMES = Unit("times", "times")


@dataclass(slots=True)
class Page:
    """What is read of a segment, which may be known to be `stated`. `text` is in simplified characters, `floor` where the unread part begins,
    `place` where to go on (words that say nothing are passed over, but may still be a hedge).
    """

    script: Script
    text: str
    segment: str
    stated: bool = False
    mentions: list[Mention] = field(default_factory=list)
    excused: list[Excused] = field(default_factory=list)
    floor: int = 0
    place: int = 0
    last_end: int = 0
    last_percentage: tuple[int, Measure, bool] | None = None
    ends: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.ends = [match.end() for match in _CLAUSE_END.finditer(self.text)]

    def clause_start(self, at: int, floor: int = 0) -> int:
        """Where the clause of what stands at `at` begins, not before `floor`."""
        index = bisect_right(self.ends, at)
        return max(floor, at - _CLAUSE, self.ends[index - 1] if index else 0)

    def clause(self, at: int, floor: int = 0) -> str:
        """The words of its clause before what stands at `at`."""
        return self.text[self.clause_start(at, floor) : at]

    def mention(
        self,
        span: tuple[int, int],
        number: tuple[int, int],
        printed: PrintedNumber,
        unit: Unit,
        measure: Measure,
        qualifier: Qualifier = "exact",
        *,
        to: PrintedNumber | None = None,
        margin: Decimal | None = None,
        falls: bool = False,
        against: str | None = None,
    ) -> None:
        """State a figure; the text up to its end is read."""
        start, end = max(span[0], self.floor), span[1]
        first, last = number
        if self.script.places is not None:
            start, end = self.script.span(start, end)
            first, last = self.script.span(first, last)
        self.mentions.append(
            Mention(
                start, end, self.segment[start:end], first, last, self.segment[first:last], printed, qualifier,
                measure, unit, to, margin, falls, against,
            )
        )  # fmt: skip
        self.floor = self.last_end = span[1]
        if unit.kind == "percent":
            self.last_percentage = span[1], measure, falls

    def excuse(self, start: int, end: int, reason: Reason | None) -> None:
        """Say why there is no figure (an ordinary word needs no reason), and go on at `end`."""
        self.place = max(self.place, end)
        if reason:
            first, last = self.script.span(start, end)
            self.excused.append(Excused(first, last, self.segment[first:last], reason))
            self.floor = end

    def reading(self) -> Reading:
        """What was read."""
        return Reading(tuple(self.mentions), tuple(self.excused))
