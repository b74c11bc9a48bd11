"""The columns of a packed dataset: what a file of rows holds, and the table that it stands for.

Rows hold what was stated of each figure; what their ids stand for is in the vocabulary and is
added when rows are fetched. Ids are plain text and never missing: `_T` is the sector of a figure
about all of them, `_Z` stands where there is no counterpart or plan, as SDMX writes it.
Knows nothing of engines.
"""

from __future__ import annotations

from typing import Any, Final

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from indicators.model import Dataset
from indicators.packed import Packed
from indicators.table import COLUMNS, NAMED, WORKING, named
from indicators.tally import KEYS

#: key → what stands in a row that has none
MISSING: Final = {"sector": "_T", "counterpart": "_Z", "plan": "_Z"}
_TYPES: Final = {
    "float64": pa.float64(),
    "int64": pa.int64(),
    "datetime64[us]": pa.date32(),
    "bool": pa.bool_(),
}
_DTYPES: Final = {name: dtype for name, (dtype, _) in (COLUMNS | WORKING).items()}
#: column of a file of rows → its type
SCHEMA: Final = pa.schema(
    [(name, _TYPES.get(dtype, pa.string())) for name, dtype in _DTYPES.items() if name not in NAMED]
)
#: Columns whose values come again and again, so that a file holds each once. Plain columns are read
#: in half the time of ones that began with a dictionary and gave it up.
REPEATING: Final = tuple(
    field.name for field in SCHEMA if _DTYPES[field.name] == "category" or pa.types.is_date(field.type)
)


def stored(table: pd.DataFrame) -> pa.Table:
    """The rows of a table as a file holds them."""
    arrays = []
    for field in SCHEMA:
        column = table[field.name]
        if field.name in MISSING:
            column = column.astype(object).where(column.notna(), MISSING[field.name])
        arrays.append(pa.Array.from_pandas(column).cast(field.type))
    return pa.Table.from_arrays(arrays, schema=SCHEMA)


def table(rows: pa.Table, dataset: Dataset) -> pd.DataFrame:
    """The table that rows of a file stand for, in its order."""
    position = rows["position"].to_numpy()
    if (position[1:] < position[:-1]).any():
        rows = rows.take(pa.array(position.argsort()))
    found = pa.table({name: _column(name, rows[name]) for name in SCHEMA.names}).to_pandas()
    return named(found, dataset)


def _column(name: str, column: pa.ChunkedArray) -> Any:
    """A column as pandas takes it without looking at each cell."""
    dtype = _DTYPES[name]
    if dtype == "category":
        texts = column.cast(pa.string()).combine_chunks()
        if name in MISSING:
            texts = pc.if_else(pc.equal(texts, MISSING[name]), None, texts)
        return texts.dictionary_encode()
    if dtype == "str":
        return column.cast(pa.string())
    return column.cast(pa.timestamp("us")) if dtype.startswith("datetime") else column


def combinations_of(packed: Packed) -> pd.DataFrame:
    """The numbers of rows by combination of ids, as they were counted when the dataset was packed.

    Read column by column, for pandas keeps each in a fraction of what Arrow reads it into.
    """
    file = pq.ParquetFile(packed.combinations, read_dictionary=list(KEYS))
    columns = {name: file.read([name]).to_pandas()[name] for name in (*KEYS, "n")}
    return pd.DataFrame(columns, copy=False)
