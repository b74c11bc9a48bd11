"""Verdicts: when intervals agree, and why the answer is not simply yes or no.

A verdict on a relation does not depend on which member is computed, for each stands once in its formula.
"""

from __future__ import annotations

from typing import Literal, get_args

from indicators.model.interval import Interval, UndefinedReason, intersect_all

Verdict = Literal["reconciles", "reconciles-if", "does-not-reconcile", "cannot-check"]
Reason = Literal["touch", "hedge", "unstated", "open"] | UndefinedReason
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)


def compare_intervals(intervals: list[Interval], plain: list[Interval]) -> tuple[Verdict, Reason | None]:
    """Whether `intervals` have a number in common; `plain` are the same with hedges read as "about"."""
    overlap = intersect_all(intervals)
    if overlap is None:
        return "does-not-reconcile", None
    if overlap.is_point and not any(one.is_point for one in intervals):
        return "reconciles-if", "touch"
    return ("reconciles", None) if intersect_all(plain) else ("reconciles-if", "hedge")
