"""How far long work is: whoever works says it to a `Report`, whoever asked for the work decides what becomes of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

Item = TypeVar("Item")

#: Told what is done now (``checking rows``), the share of it that is done (0–1, None: unknown), and how many
#: of them that are. It is told often and must be quick.
Report = Callable[[str, float | None, int], None]


def report_nothing(phase: str, share: float | None, done: int) -> None:
    """Nobody asked how far the work is."""


def track(items: Iterable[Item], report: Report, phase: str, total: int) -> Iterator[Item]:
    """The `total` items, with a word before each and one after the last."""
    done = 0
    for done, item in enumerate(items):
        report(phase, done / total if total else None, done)
        yield item
    report(phase, 1.0, total if total else done)
