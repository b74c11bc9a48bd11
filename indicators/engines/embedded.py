"""The engine of a dataset that outgrows memory: DuckDB over Parquet sorted by region.

Needs the extra `big`. Reads the file of rows for each query and as little of it as the query
needs; keeps nothing but what a running query works on.
"""

from __future__ import annotations

from threading import local
from typing import Any, Final

import duckdb
import narwhals as nw

from indicators.engines.asked import Asked
from indicators.packed import Packed

#: What running queries may use together; beyond it they spill to disk.
MEMORY: Final = "400MB"
_SETTINGS: Final[dict[str, Any]] = {
    "memory_limit": MEMORY,
    "autoinstall_known_extensions": False,  # it fetches nothing from anywhere
    "autoload_known_extensions": False,
}


class Embedded(Asked):
    """A database in this process over the file of rows of a packed dataset."""

    def __init__(self, packed: Packed) -> None:
        super().__init__(packed)
        self._database = duckdb.connect(":memory:", config=_SETTINGS)
        self._database.execute("SET parquet_metadata_cache = true")
        file = str(packed.observations).replace("'", "''")
        self._database.execute(f"CREATE VIEW observations AS SELECT * FROM read_parquet('{file}')")  # noqa: S608 - the name of our own file
        self._mine = local()

    def frame(self) -> Any:
        """All rows as a lazy frame, on a connection of this thread's own."""
        if not hasattr(self._mine, "frame"):
            self._mine.frame = nw.from_native(self._database.cursor().table("observations"))
        return self._mine.frame
