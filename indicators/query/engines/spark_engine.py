"""The engine of a dataset that outgrows one machine: any Spark Connect server, named sc://host:port.

Needs the extra `spark`. The server must see the folder of the packed dataset under the same path.
"""

from __future__ import annotations

from typing import Any

import narwhals as nw
from pyspark.sql.connect.session import SparkSession

from indicators.query.engines.packed_engine import PackedEngine
from indicators.query.packed_dataset import PackedDataset


class SparkEngine(PackedEngine):
    """A session with a server that reads the file of rows of a packed dataset."""

    def __init__(self, packed: PackedDataset, server: str) -> None:
        super().__init__(packed)
        self._session = SparkSession.builder.remote(server).getOrCreate()

    def frame(self) -> Any:
        """All rows as a lazy frame."""
        return nw.from_native(self._session.read.parquet(str(self._packed.observations.resolve())))
