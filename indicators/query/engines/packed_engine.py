"""What every engine does alike with the answers it gets about the rows of a packed dataset."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pyarrow as pa

from indicators.query.packed_dataset import PackedDataset, from_stored_rows, read_combinations


class PackedEngine:
    """An engine that keeps the rows elsewhere and asks for what a question needs."""

    held = False

    def __init__(self, packed: PackedDataset) -> None:
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
        return from_stored_rows(self.answer(query), self._packed.dataset)

    def combinations(self) -> pd.DataFrame:
        """As they were counted when the dataset was packed."""
        return read_combinations(self._packed)
