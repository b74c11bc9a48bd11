"""The periods of a whole column, each text read once: their days, their plans, what series of them share."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from indicators.model import Dataset
from indicators.model.period import Period, parse_period, plan_of
from indicators.query.text_normalisation import normalise_words


class PeriodColumn:
    """The periods of a column, each text read once."""

    def __init__(self, texts: pa.Array, dataset: Dataset) -> None:
        encoded = texts.dictionary_encode()
        self._codes = encoded.indices
        self._each = [_parse_or_none(text) for text in encoded.dictionary.to_pylist()]
        self._plans = [plan_of(period, dataset.plans.values()) if period else None for period in self._each]
        unread = self._take([period is None for period in self._each], pa.bool_())
        self.bad: NDArray[np.bool_] = pc.fill_null(unread, False).to_numpy(zero_copy_only=False)

    @property
    def start(self) -> pa.Array:
        """First days."""
        return self._take([period and period.start for period in self._each], pa.date32())

    @property
    def end(self) -> pa.Array:
        """Last days."""
        return self._take([period and period.end for period in self._each], pa.date32())

    @property
    def text(self) -> pa.Array:
        """Their spellings: a quarter is written as months."""
        return self._take([period and period.text for period in self._each], pa.string())

    @property
    def series_kind(self) -> pa.Array:
        """What periods of one series share."""
        return pc.fill_null(
            self._take([period and period.series_kind for period in self._each], pa.string()), "undated"
        )

    @property
    def plan(self) -> pa.Array:
        """The plans that hold them."""
        return self._take([plan and plan.id for plan in self._plans], pa.string())

    def _take(self, values: Iterable[Any], kind: pa.DataType) -> pa.Array:
        return pa.array(list(values), kind).take(self._codes)


def _parse_or_none(text: str) -> Period | None:
    try:
        return parse_period(text)
    except ValueError:
        return None


#: Numbers that are a word as they stand, but for the sign: the most of a long table.
_PLAIN_WORD: Final = r"^-?[0-9]+(\.[0-9]+)?$"


def build_search_text(stated: pa.Array, start: pa.Array, end: pa.Array) -> pa.Array:
    """What `table` writes of the words a figure is stated in and of the years it speaks of."""
    first, last = (pc.utf8_lpad(pc.year(days).cast(pa.string()), 4, "0") for days in (start, end))
    years = pc.binary_join_element_wise(
        pc.fill_null(first, ""), pc.if_else(pc.equal(first, last), None, last), " ", null_handling="skip"
    )
    plain = pc.fill_null(pc.match_substring_regex(stated, _PLAIN_WORD), False)
    words = pc.utf8_ltrim(stated, "-")
    places = np.flatnonzero(~plain.to_numpy(zero_copy_only=False))
    if len(places):
        others = pa.array(places)
        said = [normalise_words(text or "").strip() for text in stated.take(others).to_pylist()]
        words = pc.replace_with_mask(words, pc.invert(plain), pa.array(said, pa.string()))
    whole = pc.binary_join_element_wise(words, years, " ")
    return pc.binary_join_element_wise("", pc.utf8_trim_whitespace(whole), "", " ")
