"""The engine of a dataset that fits into memory: one pandas table."""

from __future__ import annotations

from typing import Any

import narwhals as nw
import pandas as pd

from indicators.query.facets import FACET_KEYS


class PandasEngine:
    """The table itself. Shared by all readers: never changed."""

    held = True

    def __init__(self, table: pd.DataFrame) -> None:
        self.table = table

    def frame(self) -> Any:
        """All rows as a lazy frame."""
        return nw.from_native(self.table).lazy()

    def collect(self, query: Any) -> pd.DataFrame:
        """The answer to a query."""
        found: pd.DataFrame = query.collect("pandas").to_native()
        return found.reset_index(drop=True)

    def rows(self, query: Any) -> pd.DataFrame:
        """The answer to a query that gives whole rows, which pandas keeps in order."""
        return self.collect(query)

    def combinations(self) -> pd.DataFrame:
        """Each row for itself."""
        return self.table[list(FACET_KEYS)].assign(n=1, n_current=self.table["current"])
