"""Printed numbers of a whole column → the intervals they state, by the rules of `quantity`.

Plain numbers (93200, -1.50) are read together; every other way to print one is left to
`quantity`, once for each text. Ends are quotients of whole numbers that floats hold exactly, so
they are the very floats that `quantity` gives.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from indicators.quantity import SMALL_COUNT, parse_printed, quantity

#: More digits than these are left to exact arithmetic.
_DIGITS: Final = 14
_PLAIN: Final = rf"^-?[0-9]{{1,{_DIGITS}}}(\.[0-9]{{1,{_DIGITS}}})?$"
_TENS: Final = 10.0 ** np.arange(_DIGITS + 2)

Floats = NDArray[np.float64]
Places = NDArray[np.bool_]


@dataclass(frozen=True)
class Numbers:
    """What the printed numbers of a column say: NaN where there is none or where an end is open.

    `read` tells which texts are numbers; `form` is "whole", "decimal" or another of `Printed`.
    """

    read: Places
    value: Floats
    low: Floats
    high: Floats
    precision: Floats
    form: NDArray[Any]


def numbers(texts: pa.Array, qualifier: NDArray[Any], kind: NDArray[Any], measure: NDArray[Any]) -> Numbers:
    """The numbers that `texts` print, under the hedge, kind of unit and measure of each."""
    plain = pc.fill_null(pc.match_substring_regex(texts, _PLAIN), False).to_numpy(zero_copy_only=False)
    digits = pc.replace_substring(texts, ".", "")
    plain &= pc.fill_null(pc.less_equal(pc.utf8_length(digits), _DIGITS), False).to_numpy(
        zero_copy_only=False
    )
    value, low, high, size = (np.full(len(texts), np.nan) for _ in range(4))
    form = np.full(len(texts), "", dtype=object)
    found = Numbers(plain.copy(), value, low, high, precision=size, form=form)
    _read_plain(found, texts, digits, plain, qualifier, kind, measure)
    _read_others(found, texts, np.flatnonzero(~plain), qualifier, kind, measure)
    return found


def _read_plain(
    found: Numbers,
    texts: pa.Array,
    digits: pa.Array,
    plain: Places,
    qualifier: NDArray[Any],
    kind: NDArray[Any],
    measure: NDArray[Any],
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
    hedge, unit, asked = qualifier[plain], kind[plain], measure[plain]
    whole, percent = decimals == 0, np.isin(unit, ("percent", "points"))
    margin = np.where(whole & percent, 5.0, 5.0 * _TENS[zeros])  # in tenths of the last digit
    small = whole & np.isin(unit, ("count", "duration")) & (np.abs(number) < SMALL_COUNT)
    margin = np.where((unit == "rank") | small, 0.0, margin)
    margin = np.where(hedge == "about", 10.0 * _TENS[zeros], margin)
    below, above = np.isin(hedge, ("over", "at_least")), hedge == "nearly"
    scale = _TENS[decimals]
    value = number / scale
    low, high = ((10.0 * number + side * margin) / (10.0 * scale) for side in (-1.0, 1.0))
    floor = np.where(np.isin(asked, ("growth", "change")), np.nan, 0.0)
    found.value[plain] = value
    found.low[plain] = np.where(above, floor, np.where(below, value, low))
    found.high[plain] = np.where(below, np.nan, np.where(above, value, high))
    found.precision[plain] = np.where(whole, _TENS[zeros], 1.0 / scale)
    found.form[plain] = np.where(whole, "whole", "decimal")


def _read_others(
    found: Numbers,
    texts: pa.Array,
    places: NDArray[np.int64],
    qualifier: NDArray[Any],
    kind: NDArray[Any],
    measure: NDArray[Any],
) -> None:
    known: dict[tuple[Any, ...], tuple[Any, ...] | None] = {}
    for place, text in zip(places.tolist(), texts.take(pa.array(places)).to_pylist(), strict=True):
        key = text, qualifier[place], kind[place], measure[place]
        if key not in known:
            known[key] = _stated(*key)
        if (stated := known[key]) is not None:
            found.read[place] = True
            (
                found.value[place],
                found.low[place],
                found.high[place],
                found.precision[place],
                found.form[place],
            ) = stated


def _stated(text: str | None, qualifier: Any, kind: Any, measure: Any) -> tuple[Any, ...] | None:
    try:
        printed = parse_printed(text or "")
    except ValueError:
        return None
    found = quantity(printed, qualifier, kind, measure)
    low, high = (np.nan if end is None else float(end) for end in (found.low, found.high))
    return float(found.value), low, high, float(printed.precision), printed.form
