"""A segment being read: its text, where reading stands, and what was found so far."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal

from indicators.quantity import Printed
from indicators.reading.chinese_script import Script
from indicators.reading.mention import Excused, Hedge, Measure, Mention, Reading, Reason, Unit

PERCENT = Unit("percent", "percent")
RANK = Unit("rank", "rank")
TIMES = Unit("times", "times")


@dataclass(slots=True)
class Page:
    """What is read of a segment. `text` is in simplified characters, `floor` where the unread part begins,
    `place` where to go on (words that say nothing are passed over, but may still be a hedge).
    """

    script: Script
    text: str
    mentions: list[Mention] = field(default_factory=list)
    excused: list[Excused] = field(default_factory=list)
    floor: int = 0
    place: int = 0

    def mention(
        self,
        span: tuple[int, int],
        number: tuple[int, int],
        printed: Printed,
        unit: Unit,
        measure: Measure,
        qualifier: Hedge = "exact",
        *,
        to: Printed | None = None,
        margin: Decimal | None = None,
        falls: bool = False,
        against: str | None = None,
    ) -> None:
        """State a figure; the text up to its end is read."""
        start, end = max(span[0], self.floor), span[1]
        self.mentions.append(
            Mention(
                start, end, self.text[start:end], *number, self.text[slice(*number)], printed, qualifier, measure,
                unit, to, margin, falls, against,
            )
        )  # fmt: skip
        self.floor = end

    def excuse(self, start: int, end: int, reason: Reason | None) -> None:
        """Say why there is no figure (an ordinary word needs no reason), and go on at `end`."""
        self.place = max(self.place, end)
        if reason:
            self.excused.append(Excused(start, end, self.text[start:end], reason))
            self.floor = end

    def reading(self, segment: str) -> Reading:
        """What was read, in the places and words of the segment as written."""
        if self.script.places is None and self.text == segment:
            return Reading(tuple(self.mentions), tuple(self.excused))
        mentions = tuple(self._as_written(one, segment) for one in self.mentions)
        excused = []
        for one in self.excused:
            start, end = self.script.span(one.start, one.end)
            excused.append(Excused(start, end, segment[start:end], one.reason))
        return Reading(mentions, tuple(excused))

    def _as_written(self, one: Mention, segment: str) -> Mention:
        start, end = self.script.span(one.start, one.end)
        first, last = self.script.span(one.number_start, one.number_end)
        return replace(
            one,
            start=start,
            end=end,
            stated=segment[start:end],
            number_start=first,
            number_end=last,
            number=segment[first:last],
        )
