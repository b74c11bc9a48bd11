"""The engine of a dataset that outgrows one machine: any Spark Connect server, named sc://host:port.

Needs the extra `spark`. The server must see the folder of the packed dataset under the same path.
"""

from __future__ import annotations

from typing import Any

import narwhals as nw
import pandas as pd
from pyspark.sql.connect.session import SparkSession

from indicators.packed import Packed
from indicators.stored import combinations_of, table


class Cluster:
    """A session with a server that reads the file of rows of a packed dataset."""

    held = False

    def __init__(self, packed: Packed, server: str) -> None:
        self._packed = packed
        self._session = SparkSession.builder.remote(server).getOrCreate()

    def frame(self) -> Any:
        """All rows as a lazy frame."""
        return nw.from_native(self._session.read.parquet(str(self._packed.observations.resolve())))

    def collect(self, query: Any) -> pd.DataFrame:
        """The answer to a query."""
        found: pd.DataFrame = query.collect("pyarrow").to_native().to_pandas()
        return found

    def rows(self, query: Any) -> pd.DataFrame:
        """The answer to a query that gives whole rows."""
        return table(query.collect("pyarrow").to_native(), self._packed.dataset)

    def combinations(self) -> pd.DataFrame:
        """As they were counted when the dataset was packed."""
        return combinations_of(self._packed)
