"""The arithmetic of relations: how each member follows from the others, and when intervals agree.

Pure functions of intervals. The verdict does not depend on which member is computed, for each
stands once in its formula. Knows nothing of records.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Literal, TypeAlias, get_args

from indicators.interval import Interval, NoAnswerReason, common, point

Verdict = Literal["reconciles", "reconciles-if", "does-not-reconcile", "cannot-check"]
Reason = Literal["touch", "hedge", "unstated", "open"] | NoAnswerReason
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)

#: role → what is known of it; roles of several figures hold several
Values: TypeAlias = Mapping[str, tuple[Interval, ...]]


def only(values: Values, role: str) -> Interval:
    """What is known of a role of one figure."""
    return values[role][0]


def _grown(values: Values, years: int) -> Interval:
    return (only(values, "rate").scaled(Fraction(1, 100)) + point(1)).power(years)


def _rate(ratio: Interval) -> Interval:
    return (ratio - point(1)).scaled(100)


def _total(values: Values, _: int) -> Interval:
    return sum(values["parts"], point(0))


Formula: TypeAlias = Callable[[Values, int], Interval]
#: The first role that has an answer is computed; readers know rates and shares best.
FORMULAS: dict[str, dict[str, Formula]] = {
    "growth": {
        "rate": lambda v, _: _rate(only(v, "later") / only(v, "earlier")),
        "later": lambda v, _: only(v, "earlier") * _grown(v, 1),
        "earlier": lambda v, _: only(v, "later") / _grown(v, 1),
    },
    "cagr": {
        "rate": lambda v, years: _rate((only(v, "last") / only(v, "first")).root(years)),
        "last": lambda v, years: only(v, "first") * _grown(v, years),
        "first": lambda v, years: only(v, "last") / _grown(v, years),
    },
    "share": {
        "share": lambda v, _: (only(v, "part") / only(v, "whole")).scaled(100),
        "part": lambda v, _: (only(v, "whole") * only(v, "share")).scaled(Fraction(1, 100)),
        "whole": lambda v, _: (only(v, "part") / only(v, "share")).scaled(100),
    },
    "difference": {
        "change": lambda v, _: only(v, "later") - only(v, "earlier"),
        "later": lambda v, _: only(v, "earlier") + only(v, "change"),
        "earlier": lambda v, _: only(v, "later") - only(v, "change"),
    },
    "sum": {"total": _total},
    "count": {"count": lambda v, _: point(len(v["items"]))},
}


def solve(kind: str, role: str, values: Values, years: int = 1) -> Interval:
    """What the other members of a relation make of `role`; raises NoAnswer."""
    return FORMULAS[kind][role](values, years)


def compared(intervals: list[Interval], plain: list[Interval]) -> tuple[Verdict, Reason | None]:
    """Whether `intervals` have a number in common; `plain` are the same with hedges read as "about"."""
    overlap = common(intervals)
    if overlap is None:
        return "does-not-reconcile", None
    if overlap.is_point and not any(one.is_point for one in intervals):
        return "reconciles-if", "touch"
    return ("reconciles", None) if common(plain) else ("reconciles-if", "hedge")
