"""Figures and intervals in words. The hedge is part of every figure: only `format_without_hedge` writes a value without it."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal
from typing import Protocol

from indicators.i18n import Language, Messages, add_brackets, gettext_noop
from indicators.model import Dataset, Text, Unit
from indicators.model.chart_kinds import FigureSubject, OptionalText
from indicators.model.code_lists import MEASURES
from indicators.model.hedges import HEDGES, hedge_of_bound
from indicators.query.table import Row
from indicators.text.number_format import add_unit, format_exact, format_number
from indicators.text.period_labels import period_label

_UNDER_TEMPLATE = gettext_noop("under {figure}")
_UP_TO_TEMPLATE = gettext_noop("up to {figure}")
_LESS_THAN = re.compile(r"\b(less|fewer|under|below|short)\b|不足|不到|低于", re.IGNORECASE)


def format_figure(row: Row, dataset: Dataset, say: Messages) -> str:
    """The figure of a table row with its hedge and unit: "over 1 trillion crowns", "超1万亿克朗"."""
    if row.basis == "implied":
        low, high = _row_bounds(row)
        ends = HEDGES[row.qualifier].brackets
        return say(
            "{figure} (implied)", figure=format_interval(low, high, dataset.units[row.unit], say, ends=ends)
        )
    return add_hedge(format_without_hedge(row, dataset, say), row, say)


def format_without_hedge(row: Row, dataset: Dataset, say: Messages) -> str:
    """The figure with its unit and without its hedge; only for marks that draw the hedge."""
    language, unit = say.language, dataset.units[row.unit]
    printed: str = row.printed
    if row.measure == "rank":
        return say("No. {n}", n=int(row.value))
    if row.measure == "streak":
        return say(
            "{n} in a row", n=add_unit(format_number(row.value, row.precision, language), unit, language)
        )
    if "/" in printed:
        return add_brackets(
            printed, f"{format_number(row.value, 0.1, language).removesuffix('.0')}%", language
        )
    sign = "+" if MEASURES[row.measure].is_signed and row.value > 0 and row.qualifier == "exact" else ""
    text = format_number(row.value, row.precision, language)
    return sign + add_unit(text, unit, language)


def format_interval(
    low: float | None, high: float | None, unit: Unit | None, say: Messages, *, ends: str = "[]"
) -> str:
    """An interval, rounded outward to what its width can show: "38.07–38.19%", "over 8 trillion crowns".

    `ends` are its brackets, as mathematics writes them: "(" leaves an end out.
    """
    language = say.language

    def written(value: float, rounding: str, finest: float) -> str:
        rounded = Decimal(repr(value)).quantize(Decimal(1).scaleb(_leading_digit_place(finest)), rounding)
        return format_exact(float(rounded), language)

    def one(value: float, rounding: str) -> str:
        text = written(value, rounding, abs(value) / 10**3)
        return add_unit(text, unit, language) if unit else text

    if low is not None and high is not None and low not in (0, high):
        first = written(low, ROUND_FLOOR, (high - low) / 10)
        second = written(high, ROUND_CEILING, (high - low) / 10)
        last = add_unit(second, unit, language) if unit else second
        if low < 0 or not say.locale.range_dash:
            return _join_range(first, last, unit, say)
        number_of, _, word = second.rpartition(" ")
        return f"{first.removesuffix(f' {word}') if number_of else first}{say.locale.range_dash}{last}"
    if high is None:
        if low is None:
            return say("any value")
        bound = hedge_of_bound("lower", is_included=ends[0] == "[")
        return say(bound.template, figure=one(low, ROUND_FLOOR))
    if low == high:
        return one(high, ROUND_HALF_EVEN)
    template = _UNDER_TEMPLATE if ends[1] == ")" else _UP_TO_TEMPLATE
    return say(template, figure=one(high, ROUND_CEILING))


def _join_range(low: str, high: str, unit: Unit | None, say: Messages) -> str:
    """Both ends of a range in words: "−2 to 3%", "-2%～3%"."""
    if unit and unit.name[say.language] == "%" and say.locale.repeats_percent:
        low = add_unit(low, unit, say.language)
    return say("{low} to {high}", low=low, high=high)


def _row_bounds(row: Row) -> tuple[float | None, float | None]:
    """The bounds of a row; None where it is open."""
    low, high = (None if math.isnan(end) else end for end in (row.low, row.high))
    return low, high


def _leading_digit_place(size: float) -> int:
    """The place of the leading digit of `size`: 0 for 1 to 9, -2 for 0.05."""
    return math.floor(math.log10(size)) if size else 0


def format_bounds(row: Row, dataset: Dataset, say: Messages) -> str:
    """Between what ends a stated figure lies, to its last digit: "38.05 to 38.15%", "above 1 trillion crowns".

    Empty where there is nothing between: for places, streaks and implied figures, which are their span.
    """
    low, high = _row_bounds(row)
    if row.basis == "implied" or row.measure in ("rank", "streak"):
        return ""

    def written(value: float) -> str:
        return format_exact(round(value, 6), say.language)

    def of_unit(value: float) -> str:
        return add_unit(written(value), dataset.units[row.unit], say.language)

    if high is None:
        if low is None:
            return ""
        end = of_unit(low)
        return (
            say("above {figure}", figure=end)
            if not HEDGES[row.qualifier].low.is_included
            else say("{figure} or more", figure=end)
        )
    if low is None or HEDGES[row.qualifier].low.at == "floor":
        return say("below {figure}", figure=of_unit(high))
    if low == high:
        return say("exactly {figure}", figure=of_unit(low))
    return _join_range(written(low), of_unit(high), dataset.units[row.unit], say)


def add_hedge(text: str, row: Row, say: Messages) -> str:
    """`text` with the hedge of `row` said around it."""
    if row.qualifier == "exact":
        return text
    says_less = row.qualifier == "nearly" and _LESS_THAN.search(row.stated)
    return say(_UNDER_TEMPLATE if says_less else HEDGES[row.qualifier].template, figure=text)


class NamedRecord(Protocol):
    """A record that readers know by its name."""

    @property
    def name(self) -> Text:
        """What it is called."""


def record_name(records: Mapping[str, NamedRecord], id: OptionalText, language: Language) -> str:
    """The name of the record `id`; empty when the figure has none."""
    return records[id].name[language] if isinstance(id, str) and id in records else ""


def describe_subject(
    row: FigureSubject, dataset: Dataset, language: Language, leave_out: frozenset[str] = frozenset()
) -> str:
    """What a figure speaks of: indicator, region, sector, counterpart, period - but for `leave_out`."""
    parts = {
        "region": record_name(dataset.regions, row.region, language),
        "indicator": record_name(dataset.indicators, row.indicator, language),
        "sector": record_name(dataset.sectors, row.sector, language),
        "counterpart": record_name(dataset.counterparts, row.counterpart, language),
        "period": period_label(row, dataset, language),
    }
    return " · ".join(text for part, text in parts.items() if text and part not in leave_out)
