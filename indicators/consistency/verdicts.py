"""Verdicts: when intervals agree, and why the answer is not simply yes or no.

A verdict on a relation does not depend on which member is computed, for each stands once in its formula.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from indicators.i18n import gettext_noop
from indicators.model.code_lists import Code, CodeList
from indicators.model.interval import Interval, UndefinedReason, intersect_all

VerdictId = Literal["reconciles", "reconciles-if", "does-not-reconcile", "cannot-check"]
ReasonId = Literal["touch", "hedge", "unstated", "open"] | UndefinedReason


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict(Code):
    """What came of a relation: `sign` stands before its label, and the greatest `urgency` is shown first."""

    sign: str
    urgency: int


VERDICTS: Final = CodeList(
    Verdict(
        id="reconciles",
        label=gettext_noop("reconciles"),
        description="the intervals overlap",
        sign="✓",
        urgency=1,
    ),
    Verdict(
        id="reconciles-if",
        label=gettext_noop("reconciles only if …"),
        description="the intervals overlap in one shared end point alone, or only beyond the printed number of an open-ended hedge",
        sign="≈",
        urgency=2,
    ),
    Verdict(
        id="does-not-reconcile",
        label=gettext_noop("does not reconcile"),
        description="the intervals have no number in common",
        sign="✕",
        urgency=3,
    ),
    Verdict(
        id="cannot-check",
        label=gettext_noop("cannot check"),
        description="there is nothing to compare",
        sign="○",
        urgency=0,
    ),
    summary=gettext_noop("reconciles, reconciles-if, does-not-reconcile or cannot-check"),
)
#: Why a verdict is not simply yes or no; the description is a message to translate.
REASONS: Final = CodeList(
    Code(
        id="touch",
        description=gettext_noop("They meet in one number only: both would have to stand exactly there."),
    ),
    Code(
        id="hedge",
        description=gettext_noop(
            "They meet only where an “over”, “at least”, “under” or “up to” reaches beyond the number printed after it."
        ),
    ),
    Code(
        id="unstated",
        description=gettext_noop("One of the figures was never stated; the others imply it."),
    ),
    Code(
        id="open",
        description=gettext_noop("The figures are open-ended, so that no value could contradict them."),
    ),
    Code(
        id="zero-divisor",
        description=gettext_noop("It would take a division by something that may be zero."),
    ),
    Code(
        id="negative-root",
        description=gettext_noop("It would take the root of something that may be negative."),
    ),
    summary=gettext_noop("why the verdict is not simply yes or no; empty otherwise"),
)


def compare_intervals(intervals: list[Interval], plain: list[Interval]) -> tuple[VerdictId, ReasonId | None]:
    """Whether `intervals` have a number in common; `plain` are the same with hedges read as "about"."""
    overlap = intersect_all(intervals)
    if overlap is None:
        return "does-not-reconcile", None
    if overlap.is_point and not any(one.is_point for one in intervals):
        return "reconciles-if", "touch"
    return ("reconciles", None) if intersect_all(plain) else ("reconciles-if", "hedge")
