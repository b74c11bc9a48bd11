"""The arithmetic of relations: how each member follows from the others, and when intervals agree.

Pure functions of intervals. The verdict does not depend on which member is computed, for each
stands once in its formula.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Literal, TypeAlias, get_args

from indicators.consistency.interval import Interval, UndefinedReason, intersect_all, point_interval

Verdict = Literal["reconciles", "reconciles-if", "does-not-reconcile", "cannot-check"]
Reason = Literal["touch", "hedge", "unstated", "open"] | UndefinedReason
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)

#: role → what is known of it; roles of several figures hold several
MemberValues: TypeAlias = Mapping[str, tuple[Interval, ...]]


def single_value(values: MemberValues, role: str) -> Interval:
    """What is known of a role of one figure."""
    return values[role][0]


def _growth_factor(values: MemberValues, years: int) -> Interval:
    return (single_value(values, "rate").scale(Fraction(1, 100)) + point_interval(1)).power(years)


def _ratio_to_percent(ratio: Interval) -> Interval:
    return (ratio - point_interval(1)).scale(100)


def _sum_of_parts(values: MemberValues, _: int) -> Interval:
    return sum(values["parts"], point_interval(0))


Formula: TypeAlias = Callable[[MemberValues, int], Interval]
#: The first role that has an answer is computed; readers know rates and shares best.
FORMULAS: dict[str, dict[str, Formula]] = {
    "growth": {
        "rate": lambda v, _: _ratio_to_percent(single_value(v, "later") / single_value(v, "earlier")),
        "later": lambda v, _: single_value(v, "earlier") * _growth_factor(v, 1),
        "earlier": lambda v, _: single_value(v, "later") / _growth_factor(v, 1),
    },
    "cagr": {
        "rate": lambda v, years: _ratio_to_percent(
            (single_value(v, "last") / single_value(v, "first")).root(years)
        ),
        "last": lambda v, years: single_value(v, "first") * _growth_factor(v, years),
        "first": lambda v, years: single_value(v, "last") / _growth_factor(v, years),
    },
    "share": {
        "share": lambda v, _: (single_value(v, "part") / single_value(v, "whole")).scale(100),
        "part": lambda v, _: (single_value(v, "whole") * single_value(v, "share")).scale(Fraction(1, 100)),
        "whole": lambda v, _: (single_value(v, "part") / single_value(v, "share")).scale(100),
    },
    "difference": {
        "change": lambda v, _: single_value(v, "later") - single_value(v, "earlier"),
        "later": lambda v, _: single_value(v, "earlier") + single_value(v, "change"),
        "earlier": lambda v, _: single_value(v, "later") - single_value(v, "change"),
    },
    "sum": {"total": _sum_of_parts},
    "count": {"count": lambda v, _: point_interval(len(v["items"]))},
}


def solve_member(kind: str, role: str, values: MemberValues, years: int = 1) -> Interval:
    """What the other members of a relation make of `role`; raises NoAnswer."""
    return FORMULAS[kind][role](values, years)


def compare_intervals(intervals: list[Interval], plain: list[Interval]) -> tuple[Verdict, Reason | None]:
    """Whether `intervals` have a number in common; `plain` are the same with hedges read as "about"."""
    overlap = intersect_all(intervals)
    if overlap is None:
        return "does-not-reconcile", None
    if overlap.is_point and not any(one.is_point for one in intervals):
        return "reconciles-if", "touch"
    return ("reconciles", None) if intersect_all(plain) else ("reconciles-if", "hedge")
