"""The bounds of figures: those that a table gives beside the printed value, and whether they fit its hedge.

Whole columns at once; the same test says of a single row what is wrong. Knows nothing of other rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from indicators.packing.numbers import Floats, Numbers, Places
from indicators.quantity import Quantity


def ends(
    columns: Mapping[str, pa.Array], found: Numbers, hedge: NDArray[Any], measure: NDArray[Any]
) -> tuple[Floats, Floats, Places]:
    """The bounds of each row: those it gives where it gives any, else those its print means; which do not fit."""
    given = [_given(columns[name]) for name in ("low", "high")]
    has = [pc.is_valid(columns[name]).to_numpy(zero_copy_only=False) for name in ("low", "high")]
    unfit = (has[0] & np.isnan(given[0])) | (has[1] & np.isnan(given[1]))
    either = has[0] | has[1]
    low, high = (
        np.where(either, own, meant) for own, meant in zip(given, (found.low, found.high), strict=True)
    )
    unfit |= either & ~_fit(found.value, low, high, hedge, measure)
    return low, high, unfit


def _given(column: pa.Array) -> Floats:
    """Numbers in plain figures; NaN for what is none."""
    plain = pc.match_substring_regex(column, r"^-?[0-9]+(\.[0-9]+)?$")
    found: Floats = pc.if_else(plain, column, None).cast(pa.float64()).to_numpy(zero_copy_only=False)
    return found.astype("float64")


def _fit(value: Any, low: Any, high: Any, hedge: NDArray[Any], measure: NDArray[Any]) -> Places:
    """Whether bounds are those of the hedge."""
    below, above = np.isin(hedge, ("over", "at_least")), hedge == "nearly"
    floor = np.where(np.isin(measure, ("growth", "change")), np.isnan(low), low == 0)
    around = (low <= value) & ((value <= high) | (np.isnan(high) & (hedge == "about")))
    found: Places = np.where(
        below, (low == value) & np.isnan(high), np.where(above, floor & (high == value), around)
    )
    return found


def end_faults(cells: Mapping[str, Any], meant: Quantity, measure: str) -> Iterable[tuple[str, str, str]]:
    """Why the bounds of one row do not fit; nothing when it gives none."""
    if cells["low"] is None and cells["high"] is None:
        return
    for name in ("low", "high"):
        if cells[name] is not None and np.isnan(_given(pa.array([cells[name]]))[0]):
            yield name, f"expected a number in plain figures, such as 1250.5; found {cells[name]!r}", "bound"
            return
    low, high = (_given(pa.array([cells[name]], pa.string())) for name in ("low", "high"))
    value = np.array([float(meant.value)])
    if _fit(value, low, high, np.array([cells["qualifier"]]), np.array([measure]))[0]:
        return
    meaning = {
        "over": "low is the value and high is empty",
        "at_least": "low is the value and high is empty",
        "nearly": "high is the value and low is 0, or empty for a growth or change",
    }.get(cells["qualifier"], "low is at most, high at least the value")
    yield (
        "low" if cells["low"] is not None else "high",
        f"the bounds do not fit the hedge {cells['qualifier']} of {value[0]:g}: {meaning}; found low {cells['low'] or 'empty'}, high {cells['high'] or 'empty'}",
        "bound",
    )
