"""What a stated value can be: which forms of print go with a measure, and between what bounds it lies."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from indicators.model.code_lists import MEASURES, Measure
from indicators.model.quantity import PrintedNumber


@dataclass(frozen=True, slots=True)
class ValueRule:
    """A rule about the values of `measures`.

    `is_broken` takes a value in base units and the form of its print (of a range each end, in its own form and as
    a range), and uses nothing but the operators that numbers and numpy columns share: of columns it gives a mask.
    `message` says what was expected. A rule that `is_lifted_by_indicator` does not hold where the indicator says
    that its figures can be negative.
    """

    message: str
    measures: tuple[str, ...]
    is_broken: Callable[[Any, Any], Any]
    is_lifted_by_indicator: bool = False


#: How a number is printed that counts in its own unit, not in parts or times of another.
AMOUNT_FORMS: Final = ("whole", "scaled", "decimal")


def _other_measures(*ids: Measure) -> tuple[str, ...]:
    return tuple(id for id in MEASURES if id not in ids)


#: In the order in which they are looked at: of several that a value breaks, the first is reported.
VALUE_RULES: Final = (
    ValueRule(
        "a fraction states a share, and this is a {measure}",
        _other_measures("share"),
        lambda _, form: form == "fraction",
    ),
    ValueRule(
        "a multiple states a growth, and this is a {measure}",
        _other_measures("growth"),
        lambda _, form: form == "multiple",
    ),
    ValueRule(
        "a share lies between 0 and 100 percent",
        ("share",),
        lambda value, _: (value < 0) | (value > 100),
    ),
    ValueRule(
        "a rank is a whole number from 1",
        ("rank",),
        lambda value, form: (value < 1) | (form != "whole"),
    ),
    ValueRule(
        "a level cannot be negative: expected 0 or more, or 'negative: true' on its indicator",
        ("level",),
        lambda value, _: value < 0,
        is_lifted_by_indicator=True,
    ),
    ValueRule(
        "a {measure} cannot be negative",
        tuple(id for id, measure in MEASURES.items() if id != "level" and not measure.is_signed),
        lambda value, _: value < 0,
    ),
)


def find_value_fault(
    printed: PrintedNumber, measure: Measure, *, can_be_negative: bool = False
) -> str | None:
    """Why a figure of `measure` cannot have this value; None when it can. Its indicator says what `can_be_negative`."""
    stated = [(end.value, form) for end in printed.ends or (printed,) for form in {printed.form, end.form}]
    for rule in VALUE_RULES:
        if can_be_negative and rule.is_lifted_by_indicator:
            continue
        if measure in rule.measures and any(rule.is_broken(*one) for one in stated):
            return rule.message.format(measure=measure)
    return None
