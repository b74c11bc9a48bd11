"""What every engine does alike with the answers it gets about the rows of a packed dataset.

Knows no database: an engine adds `frame`, its rows as a lazy frame.
"""

from __future__ import annotations

from typing import Any

import pandas as pd
import pyarrow as pa

from indicators.packed import Packed
from indicators.stored import combinations_of, table


class Asked:
    """An engine that keeps the rows elsewhere and asks for what a question needs."""

    held = False

    def __init__(self, packed: Packed) -> None:
        self._packed = packed

    def answer(self, query: Any) -> pa.Table:
        """The answer to a query as it comes."""
        return query.collect("pyarrow").to_native()

    def collect(self, query: Any) -> pd.DataFrame:
        """The answer to a query."""
        found: pd.DataFrame = self.answer(query).to_pandas()
        return found

    def rows(self, query: Any) -> pd.DataFrame:
        """The answer to a query that gives whole rows."""
        return table(self.answer(query), self._packed.dataset)

    def combinations(self) -> pd.DataFrame:
        """As they were counted when the dataset was packed."""
        return combinations_of(self._packed)
