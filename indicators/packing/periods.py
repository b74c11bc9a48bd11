"""The periods of a whole column, each text read once: their days, their plans, what series of them share.

Knows nothing of other columns.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from indicators.model import Dataset
from indicators.period import Period, parse_period, plan_of


class Periods:
    """The periods of a column, each text read once."""

    def __init__(self, texts: pa.Array, dataset: Dataset) -> None:
        encoded = texts.dictionary_encode()
        self._codes = encoded.indices
        self._each = [_period(text) for text in encoded.dictionary.to_pylist()]
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
    def like(self) -> pa.Array:
        """What periods of one series share."""
        return pc.fill_null(
            self._take([period and period.like for period in self._each], pa.string()), "undated"
        )

    @property
    def plan(self) -> pa.Array:
        """The plans that hold them."""
        return self._take([plan and plan.id for plan in self._plans], pa.string())

    def _take(self, values: Iterable[Any], kind: pa.DataType) -> pa.Array:
        return pa.array(list(values), kind).take(self._codes)


def _period(text: str) -> Period | None:
    try:
        return parse_period(text)
    except ValueError:
        return None
