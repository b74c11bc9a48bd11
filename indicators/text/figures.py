"""Figures and intervals in words. The hedge is part of every figure: only `format_without_hedge` writes a value without it."""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal

from indicators.i18n import Language, Messages, add_brackets
from indicators.model import Dataset, Unit
from indicators.model.chart_kinds import FigureSubject, OptionalText
from indicators.model.code_lists import MEASURES
from indicators.model.float64 import EXACT_DIGITS
from indicators.model.hedges import HEDGES, hedge_of_bound
from indicators.model.quantity import parse_printed_number
from indicators.query.table import Row
from indicators.text.number_format import add_unit, axis_scale_step, format_exact, format_number
from indicators.text.period_labels import period_label, timing_note


def format_figure(row: Row, dataset: Dataset, say: Messages) -> str:
    """The figure of a table row with its hedge and unit: "over 1 trillion crowns", "超1万亿克朗"."""
    if row.basis == "implied":
        low, high = _row_bounds(row)
        ends = HEDGES[row.qualifier].brackets(row.value)
        return say(
            "{figure} (implied)", figure=format_interval(low, high, dataset.units[row.unit], say, ends=ends)
        )
    return add_hedge(format_without_hedge(row, dataset, say), row, say)


def format_without_hedge(row: Row, dataset: Dataset, say: Messages) -> str:
    """The figure with its unit and without its hedge; only for marks that draw the hedge."""
    language, unit = say.language, dataset.units[row.unit]
    printed: str = row.printed
    if row.measure == "rank":
        return say("No. {n}", n=int(row.plot_value))
    if row.measure == "streak":
        return say(
            "{n} in a row", n=add_unit(format_number(row.plot_value, row.precision, language), unit, language)
        )
    if "/" in printed:
        percent = format_printed(row, say, add=lambda number: f"{number}%")
        return add_brackets(printed, percent, language)
    sign = "+" if MEASURES[row.measure].is_signed and row.plot_value > 0 and row.qualifier == "exact" else ""
    return sign + format_printed(row, say, add=lambda number: add_unit(number, unit, language))


def format_printed(
    row: Row, say: Messages, *, step: float = 1.0, add: Callable[[str], str] = lambda number: number
) -> str:
    """The printed number without its hedge, of a range both, with the margin that was printed beside it.

    `add` writes the unit after a number. Beside an axis in steps of `step` base units, whose word stands there.
    """

    def written(value: Decimal, precision: Decimal) -> str:
        if "/" in row.printed:
            finest = min(0.1, 10.0 ** _leading_digit_place(float(value)))
            return format_number(float(value), finest, say.language).removesuffix(".0")
        return format_number(float(value), float(precision), say.language, step)

    if row.qualifier != "between" and "±" not in row.printed:
        return add(written(Decimal(row.plot_value), Decimal(row.precision)))
    printed = parse_printed_number(row.printed)
    if printed.ends:
        low, high = (written(end.value, end.precision) for end in printed.ends)
        return join_ends(low, high, say, add)
    number = written(printed.value, printed.precision)
    if printed.margin is None:
        return add(number)
    if say.locale.repeats_percent:
        margin = add(format_exact(float(printed.margin), say.language, step))
        first = add(number) if margin.endswith("%") else number
        return say("{number} ± {margin}", number=first, margin=margin)
    if step == 1:
        step, word = axis_scale_step(abs(float(printed.value)), say.language)
    else:
        word = ""
    margin = format_exact(float(printed.margin), say.language, step)
    number = number.removesuffix(f" {word}")
    return say("{number} ± {margin}", number=number, margin=add(f"{margin} {word}".rstrip()))


def join_ends(low: str, high: str, say: Messages, add: Callable[[str], str] = lambda number: number) -> str:
    """Both ends of a range, the unit behind the second: "5–5.5%", "−2 to 3%", "5%～5.5%"."""
    last = add(high)
    if low.startswith(("-", "−")) or not say.locale.range_dash:
        first = add(low) if last.endswith("%") and say.locale.repeats_percent else low
        return say("{low} to {high}", low=first, high=last)
    return f"{_without_word(low, high)}{say.locale.range_dash}{last}"


def _without_word(number: str, other: str) -> str:
    """A number without the word of its scale where the other one has the same: 1.2 of 1.2–1.5 million."""
    word = number.partition(" ")[2]
    return number.removesuffix(f" {word}") if word and word in other.split(" ") else number


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
        return join_ends(
            first, second, say, lambda number: add_unit(number, unit, language) if unit else number
        )
    if high is None:
        if low is None:
            return say("any value")
        bound = hedge_of_bound("low", low, is_included=ends[0] == "[")
        return say(bound.template_for(low), figure=one(low, ROUND_FLOOR))
    if low == high:
        return one(high, ROUND_HALF_EVEN)
    bound = hedge_of_bound("high", high, is_included=ends[1] == "]")
    return say(bound.template_for(high), figure=one(high, ROUND_CEILING))


def _row_bounds(row: Row) -> tuple[float | None, float | None]:
    """The bounds of a row; None where it is open."""
    low, high = (None if math.isnan(end) else end for end in (row.low, row.high))
    return low, high


def _leading_digit_place(size: float) -> int:
    """The place of the leading digit of `size`: 0 for 1 to 9, -2 for 0.05."""
    return math.floor(math.log10(size)) if size else 0


def format_bounds(row: Row, dataset: Dataset, say: Messages) -> str:
    """Between what ends a stated figure lies, to its last digit: "38.05 to 38.15%", "above 1 trillion crowns".

    Empty where there is nothing between: for places, streaks, ranges and implied figures, which are their span.
    """
    low, high = _row_bounds(row)
    if row.basis == "implied" or MEASURES[row.measure].is_counted or row.qualifier == "between":
        return ""
    rules = HEDGES[row.qualifier].ends(row.plot_value)
    low, high = (None if rule.at == "floor" else end for rule, end in zip(rules, (low, high), strict=True))

    def written(value: float) -> str:
        shown = round(value, 6) if "/" in row.printed else float(f"{value:.{EXACT_DIGITS}g}")
        return format_exact(shown, say.language)

    def of_unit(value: float) -> str:
        return add_unit(written(value), dataset.units[row.unit], say.language)

    if high is None:
        if low is None:
            return ""
        end = of_unit(low)
        return (
            say("above {figure}", figure=end)
            if not rules[0].is_included
            else say("{figure} or more", figure=end)
        )
    if low is None:
        end = of_unit(high)
        return (
            say("below {figure}", figure=end)
            if not rules[1].is_included
            else say("{figure} or less", figure=end)
        )
    if low == high:
        return say("exactly {figure}", figure=of_unit(low))
    first = of_unit(low) if say.locale.repeats_percent and of_unit(high).endswith("%") else written(low)
    return say("{low} to {high}", low=first, high=of_unit(high))


def add_hedge(text: str, row: Row, say: Messages) -> str:
    """`text` with the hedge of `row` said around it."""
    if row.qualifier == "exact":
        return text
    return say(HEDGES[row.qualifier].template_for(row.plot_value), figure=text)


def record_label(dataset: Dataset, section: str, id: OptionalText, language: Language) -> str:
    """What readers know the record `id` of a section by; empty when the figure has none."""
    known = isinstance(id, str) and id in getattr(dataset, section)
    return dataset.label_of(section, str(id), language) if known else ""


def describe_subject(
    row: FigureSubject, dataset: Dataset, language: Language, leave_out: frozenset[str] = frozenset()
) -> str:
    """What a figure speaks of: indicator, region, sector, counterpart, period, timing - but for `leave_out`."""
    parts = {
        "region": record_label(dataset, "regions", row.region, language),
        "indicator": record_label(dataset, "indicators", row.indicator, language),
        "sector": record_label(dataset, "sectors", row.sector, language),
        "counterpart": record_label(dataset, "counterparts", row.counterpart, language),
        "period": period_label(row, dataset, language),
        "timing": timing_note(row, language),
    }
    return " · ".join(text for part, text in parts.items() if text and part not in leave_out)
