"""Parquet: plain columns for data frames and databases, with the codebook in its metadata.

Text columns are text (no dictionaries to decode), days are days. Written one row group at a
time.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import Any, Final

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from indicators.export.download import Download
from indicators.export.json_file import file_description
from indicators.export.plain_values import Rows, split_rows, translated_column

#: Rows in one group: large enough to compress well, small enough to hold one at a time.
ROW_GROUP_SIZE = 50_000
_TYPES: Final = {
    "float64": pa.float64(),
    "int64": pa.int64(),
    "datetime64[us]": pa.date32(),
    "bool": pa.bool_(),
}


class _Sink(io.RawIOBase):
    """Takes what the writer writes and hands it on in parts."""

    def __init__(self) -> None:
        self._held: list[bytes] = []
        self._position = 0

    def writable(self) -> bool:
        """It is only written to."""
        return True

    def write(self, data: Any) -> int:
        """Hold `data` until it is taken."""
        self._held.append(bytes(data))
        self._position += len(self._held[-1])
        return len(self._held[-1])

    def tell(self) -> int:
        """How much was written so far: the writer notes where its row groups stand."""
        return self._position

    def take(self) -> bytes:
        """What was written since the last call."""
        held, self._held = b"".join(self._held), []
        return held


def parquet_chunks(rows: Rows, about: Download) -> Iterator[bytes]:
    """The file in parts, so that a long table is never held twice."""
    schema, sink = _parquet_schema(rows, about), _Sink()
    with pq.ParquetWriter(sink, schema, compression="zstd") as writer:
        for part in split_rows(rows, ROW_GROUP_SIZE, about.report):
            writer.write_table(_arrow_table(part, schema, about))
            yield sink.take()
    yield sink.take()


def to_parquet(rows: Rows, about: Download) -> bytes:
    """The whole file."""
    return b"".join(parquet_chunks(rows, about))


def _parquet_schema(rows: Rows, about: Download) -> Any:
    description = file_description(rows, about)
    del description["columns"]  # every field carries its own meaning
    fields = [
        pa.field(name, _TYPES.get(dtype, pa.string()), metadata={"meaning": meaning})
        for name, (dtype, meaning) in about.codebook.items()
    ]
    return pa.schema(
        fields, metadata={name: _metadata_text(value) for name, value in description.items() if value}
    )


def _metadata_text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _arrow_table(rows: pd.DataFrame, schema: Any, about: Download) -> Any:
    arrays = [
        pa.Array.from_pandas(translated_column(rows, field.name, about.language)).cast(field.type)
        for field in schema
    ]
    return pa.Table.from_arrays(arrays, schema=schema)
