"""The bounds of figures: those that a table gives beside the printed value, and whether they fit its hedge.

Whole columns at once; the same test says of a single row what is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from indicators.errors import Fault
from indicators.model.code_lists import MEASURES, UNIT_KINDS
from indicators.model.float64 import EXACT_DIGITS, check_float64
from indicators.model.hedges import HEDGES, Hedge
from indicators.model.quantity import check_kept, parse_printed_number, quantity_of
from indicators.query.packing.rules import TableRule


def resolve_bounds(
    columns: Mapping[str, pa.Array], found: NumberColumn, hedge: NDArray[Any]
) -> tuple[Floats, Floats, RowMask]:
    """The bounds of each row: those it gives where it gives any, else those its print means; which do not fit."""
    given = [_parse_plain_numbers(columns[name]) for name in ("low", "high")]
    has = [pc.is_valid(columns[name]).to_numpy(zero_copy_only=False) for name in ("low", "high")]
    unfit = (has[0] & np.isnan(given[0])) | (has[1] & np.isnan(given[1]))
    either = has[0] | has[1]
    low, high = (
        np.where(either, own, meant) for own, meant in zip(given, (found.low, found.high), strict=True)
    )
    unfit |= either & ~_do_bounds_fit(found, low, high, hedge)
    return low, high, unfit


def _parse_plain_numbers(column: pa.Array) -> Floats:
    """Numbers in plain figures; NaN for what is none, and for what a table would not keep to its last digit."""
    plain = pc.match_substring_regex(column, _PLAIN_BOUND)
    found: Floats = pc.if_else(plain, column, None).cast(pa.float64()).to_numpy(zero_copy_only=False)
    found = found.astype("float64") + 0.0  # the zero of "-0" has no sign
    is_long = pc.fill_null(pc.and_(plain, pc.greater(pc.utf8_length(column), EXACT_DIGITS)), False)
    places = np.flatnonzero(is_long.to_numpy(zero_copy_only=False))
    for place, text in zip(places.tolist(), column.take(pa.array(places)).to_pylist(), strict=True):
        if _find_bound_fault(text):
            found[place] = np.nan
    return found


def _find_bound_fault(text: str) -> str | None:
    """Why a text is no bound; None when it is one."""
    if not re.fullmatch(_PLAIN_BOUND, text):
        return f"expected a number in plain figures, such as 1250.5; found {text!r}"
    try:
        check_float64(Decimal(text))
    except ValueError as error:
        return f"{error}; found {text!r}"
    return None


def _do_bounds_fit(found: NumberColumn, low: Floats, high: Floats, hedge: NDArray[Any]) -> RowMask:
    """Whether bounds are those of the hedge: where it says how far they lie, as it says, else around the value."""
    value, falls = found.value, found.value < 0
    around = (low <= value), (value <= high) | (np.isnan(high) & np.isnan(found.high))
    exact = _are_equal(low, found.low), _are_equal(high, found.high)
    fits = np.zeros(len(value), bool)
    for one in HEDGES.values():
        for sign in (-1, 1):
            rules = one.ends(sign)
            ends = [exact[n] if rule.at in _CERTAIN_ENDS else around[n] for n, rule in enumerate(rules)]
            fits |= (hedge == one.id) & (falls == (sign < 0)) & ends[0] & ends[1]
    return fits


def _are_equal(one: Floats, other: Floats) -> RowMask:
    found: RowMask = (one == other) | (np.isnan(one) & np.isnan(other))
    return found


def check_bounds(
    cells: Mapping[str, Any], kind: str, measure: str, *, can_be_negative: bool
) -> Iterable[Fault]:
    """Why the bounds of one row do not fit; nothing when it gives none."""
    if cells["low"] is None and cells["high"] is None:
        return
    for name in ("low", "high"):
        if cells[name] is not None and (message := _find_bound_fault(cells[name])):
            yield Fault(TableRule.BOUND, (name,), message)
            return
    low, high = (_parse_plain_numbers(pa.array([cells[name]], pa.string())) for name in ("low", "high"))
    hedge = np.array([cells["qualifier"]])
    found = parse_number_column(
        pa.array([cells["value"]]), hedge, np.array([kind]), np.array([measure]), np.array([can_be_negative])
    )
    if _do_bounds_fit(found, low, high, hedge)[0]:
        return
    meaning = _describe_bounds(HEDGES[cells["qualifier"]], found.value[0])
    message = f"the bounds do not fit the hedge {cells['qualifier']} of {cells['value']}: {meaning}; found low {cells['low'] or 'empty'}, high {cells['high'] or 'empty'}"
    yield Fault(TableRule.BOUND, ("low" if cells["low"] is not None else "high",), message)


def _describe_bounds(hedge: Hedge, value: float) -> str:
    """What the bounds of a hedge are; what is the value itself comes first."""
    if hedge.mark == "range":
        return "low and high are its ends"
    first, last = hedge.ends(value)
    floor = "0" if value < 0 else "0, or empty for what can be negative"
    low, high = (_CERTAIN_ENDS.get(rule.at) for rule in (first, last))
    if low is None and high is None:
        return "low is at most, high at least the value"
    low = f"low is {low or 'at most the value'}".format(floor=floor)
    high = f"high is {high or 'at least the value'}".format(floor=floor)
    return f"{low} and {high}" if first.at == "value" else f"{high} and {low}"


_PLAIN_BOUND: Final = r"^-?[0-9]+(\.[0-9]+)?$"
#: More digits than these are left to exact arithmetic.
_MAX_EXACT_DIGITS: Final = 14
_PLAIN_NUMBER: Final = rf"^-?[0-9]{{1,{_MAX_EXACT_DIGITS}}}(\.[0-9]{{1,{_MAX_EXACT_DIGITS}}})?$"
_POWERS_OF_TEN: Final = 10.0 ** np.arange(_MAX_EXACT_DIGITS + 2)

#: where an end of the interval lies, if it is known to the digit → the bound that it has
_CERTAIN_ENDS: Final = {
    "value": "the value",
    "upper end": "the upper end",
    "open": "empty",
    "floor": "{floor}",
}

Floats = NDArray[np.float64]
RowMask = NDArray[np.bool_]


@dataclass(frozen=True)
class NumberColumn:
    """What the printed numbers of a column say: NaN where there is none or where an end is open.

    `read` tells which texts are numbers; `form` is "whole", "decimal" or another of `PrintedNumber`. The `value`
    of a range is its middle; `low_form` and `high_form` are the forms of its ends, of another number its own.
    """

    read: RowMask
    value: Floats
    low: Floats
    high: Floats
    precision: Floats
    form: NDArray[Any]
    low_form: NDArray[Any]
    high_form: NDArray[Any]


def parse_number_column(
    texts: pa.Array,
    qualifier: NDArray[Any],
    kind: NDArray[Any],
    measure: NDArray[Any],
    can_be_negative: RowMask | None = None,
) -> NumberColumn:
    """The numbers that `texts` print, under the hedge, kind of unit and measure of each.

    `can_be_negative` are those of indicators whose figures can; without it the measures alone tell.
    """
    if can_be_negative is None:
        can_be_negative = np.isin(measure, [id for id, code in MEASURES.items() if code.is_signed])
    plain = pc.fill_null(pc.match_substring_regex(texts, _PLAIN_NUMBER), False).to_numpy(zero_copy_only=False)
    digits = pc.replace_substring(texts, ".", "")
    plain &= pc.fill_null(pc.less_equal(pc.utf8_length(digits), _MAX_EXACT_DIGITS), False).to_numpy(
        zero_copy_only=False
    )
    value, low, high, size = (np.full(len(texts), np.nan) for _ in range(4))
    form, *ends = (np.full(len(texts), "", dtype=object) for _ in range(3))
    found = NumberColumn(plain.copy(), value, low, high, size, form, *ends)
    _read_plain(found, texts, digits, plain, qualifier, kind, can_be_negative)
    _read_others(found, texts, np.flatnonzero(~plain), qualifier, kind, measure, can_be_negative)
    return found


def _read_plain(
    found: NumberColumn,
    texts: pa.Array,
    digits: pa.Array,
    plain: RowMask,
    qualifier: NDArray[Any],
    kind: NDArray[Any],
    can_be_negative: RowMask,
) -> None:
    only = pa.array(plain)
    texts, digits = texts.filter(only), digits.filter(only)
    number = digits.cast(pa.int64()).to_numpy().astype("float64")  # exact: at most 14 digits
    point = pc.find_substring(texts, ".").to_numpy()
    decimals = np.where(point < 0, 0, pc.utf8_length(texts).to_numpy() - point - 1)
    bare = pc.utf8_ltrim(pc.utf8_ltrim(digits, "-"), "0")
    zeros = (pc.utf8_length(bare).to_numpy() - pc.utf8_length(pc.utf8_rtrim(bare, "0")).to_numpy()) * (
        decimals == 0
    )
    hedge, unit, is_signed = qualifier[plain], kind[plain], can_be_negative[plain]
    whole = decimals == 0
    half = np.full(len(number), np.nan)  # in tenths of the last digit
    for kind_code in UNIT_KINDS.values():
        own = np.flatnonzero(unit == kind_code.id)
        is_exact = kind_code.is_exact | (whole[own] & (np.abs(number[own]) < kind_code.exact_below))
        digit = 5.0 if kind_code.counts_zeros else 5.0 * _POWERS_OF_TEN[zeros[own]]
        half[own] = np.where(is_exact, 0.0, digit)
    scale = _POWERS_OF_TEN[decimals]
    value, falls = number / scale, number < 0
    size = np.abs(number)
    ends: dict[str, Floats] = {
        "value": np.abs(value),
        "upper end": np.abs(value),
        "open": np.full(len(number), np.nan),
        "floor": np.where(is_signed & ~falls, np.nan, 0.0),
    }
    margins: dict[str, Floats] = {"half unit": half, "one unit": 10.0 * _POWERS_OF_TEN[zeros]}
    below, above = (
        ends | {at: (10.0 * size + side * margin) / (10.0 * scale) for at, margin in margins.items()}
        for side in (-1.0, 1.0)
    )
    is_hedged = [hedge == one.id for one in HEDGES.values()]
    low = np.select(is_hedged, [below[one.low.at] for one in HEDGES.values()])
    high = np.select(is_hedged, [above[one.high.at] for one in HEDGES.values()])
    found.value[plain] = value
    found.low[plain] = np.where(falls, -high, low) + 0.0  # the zero that a fall ends at has no sign
    found.high[plain] = np.where(falls, -low, high) + 0.0
    found.precision[plain] = np.where(whole, _POWERS_OF_TEN[zeros], 1.0 / scale)
    for form in (found.form, found.low_form, found.high_form):
        form[plain] = np.where(whole, "whole", "decimal")


def _read_others(
    found: NumberColumn,
    texts: pa.Array,
    places: NDArray[np.int64],
    qualifier: NDArray[Any],
    kind: NDArray[Any],
    measure: NDArray[Any],
    can_be_negative: RowMask,
) -> None:
    known: dict[tuple[Any, ...], tuple[Any, ...] | None] = {}
    for place, text in zip(places.tolist(), texts.take(pa.array(places)).to_pylist(), strict=True):
        key = text, qualifier[place], kind[place], measure[place], can_be_negative[place]
        if key not in known:
            known[key] = _parse_number(*key)
        if (stated := known[key]) is not None:
            found.read[place] = True
            (
                found.value[place],
                found.low[place],
                found.high[place],
                found.precision[place],
                found.form[place],
                found.low_form[place],
                found.high_form[place],
            ) = stated


def _parse_number(
    text: str | None, qualifier: Any, kind: Any, measure: Any, can_be_negative: Any
) -> tuple[Any, ...] | None:
    try:
        printed = parse_printed_number(text or "")
        check_kept(printed)
    except ValueError:
        return None
    # of an unknown indicator, whose measure and kind of unit are empty: no matter
    found = quantity_of(
        printed, qualifier, kind or "other", measure or "level", can_be_negative=bool(can_be_negative)
    )
    low, high = (np.nan if end is None else float(end) for end in (found.low, found.high))
    forms = [end.form for end in printed.ends or (printed, printed)]
    return float(printed.value), low, high, float(printed.precision), printed.form, *forms
