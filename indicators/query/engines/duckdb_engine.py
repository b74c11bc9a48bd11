"""The engine of a dataset that outgrows memory: DuckDB over Parquet sorted by region.

Needs the extra `big`. Reads the file of rows for each query and as little of it as the query
needs; keeps nothing but what a running query works on.
"""

from __future__ import annotations

from threading import local
from typing import Any, Final

import duckdb
import narwhals as nw
import pyarrow as pa

from indicators.query.engines.packed_engine import PackedEngine
from indicators.query.packed_dataset import PackedDataset

#: What running queries may use together; beyond it they spill to disk.
MEMORY_LIMIT: Final = "400MB"
_SETTINGS: Final[dict[str, Any]] = {
    "memory_limit": MEMORY_LIMIT,
    "autoinstall_known_extensions": False,  # it fetches nothing from anywhere
    "autoload_known_extensions": False,
}


class DuckdbEngine(PackedEngine):
    """A database in this process over the file of rows of a packed dataset.

    Queries are written over an empty table of the same columns and then asked of the file as SQL:
    whatever is written over the file itself looks into it at every step.
    """

    def __init__(self, packed: PackedDataset) -> None:
        super().__init__(packed)
        file = str(packed.observations).replace("'", "''")
        self._database, self._empty = (duckdb.connect(":memory:", config=_SETTINGS) for _ in range(2))
        self._database.execute("SET parquet_metadata_cache = true")
        self._database.execute(f"CREATE VIEW observations AS SELECT * FROM read_parquet('{file}')")  # noqa: S608 - the name of our own file
        self._empty.execute(f"CREATE TABLE observations AS SELECT * FROM read_parquet('{file}') LIMIT 0")  # noqa: S608 - the name of our own file
        self._mine = local()

    def frame(self) -> Any:
        """All rows as a lazy frame, on a connection of this thread's own."""
        if not hasattr(self._mine, "frame"):
            self._mine.frame = nw.from_native(self._empty.cursor().table("observations"))
        return self._mine.frame

    def answer(self, query: Any) -> pa.Table:
        """The answer to a query as it comes."""
        if not hasattr(self._mine, "database"):
            self._mine.database = self._database.cursor()
        return self._mine.database.sql(query.to_native().sql_query()).to_arrow_table()
