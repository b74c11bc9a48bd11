"""Figures that may be joined, in the order of time.

What may be joined is ruled in `kinds`. Knows nothing of how charts are drawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from indicators import kinds
from indicators.figures.setting import Record


def threads(records: Iterable[Record]) -> list[list[Record]]:
    """The threads of `records`, each in time order, in order of appearance."""
    return [in_time(thread) for thread in kinds.threads(records)]


def in_time(records: Sequence[Record]) -> list[Record]:
    """Records in chronological order, the undated first."""
    return sorted(records, key=lambda record: record.period_end.value if dated(record) else 0)


def dated(record: Record) -> bool:
    """Whether a figure names its period."""
    return isinstance(record.period, str)


def joins(thread: Sequence[Record]) -> bool:
    """Whether the figures of a thread may be joined: periods of their own, of what is no change already."""
    return kinds.periods(thread) > 1 and thread[0].measure in kinds.MEASURES["line"]
