"""Checked rows → the rows in their order, a part at a time, with what depends on it: place, part, which are latest.

Sorted by region, indicator and time, so that a question about one region reads one stretch of the
file. Knows nothing of files.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from indicators.stored import SCHEMA
from indicators.table import PART

_ORDER: Final = "region, indicator, series, status, period_end NULLS FIRST, row"


def ordered(sorter: Any) -> Iterator[pa.Table]:
    """The rows of the view `checked` in their order, in parts of PART rows."""
    query = f"SELECT {', '.join(SCHEMA.names)} FROM checked ORDER BY {_ORDER}"  # noqa: S608 - columns of our own schema
    before, position = None, 0
    for part in _parts(sorter.sql(query).to_arrow_reader(PART)):
        if before is not None:
            yield _placed(before, part, position)
            position += len(before)
        before = part
    if before is not None:
        yield _placed(before, None, position)


def _parts(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.Table]:
    """The rows of `batches` in pieces of PART rows."""
    held, rows = list[pa.Table](), 0
    for batch in batches:
        held.append(pa.Table.from_batches([batch]).cast(SCHEMA))
        rows += len(batch)
        while rows >= PART:
            whole = pa.concat_tables(held)
            yield whole.slice(0, PART).combine_chunks()
            held, rows = [whole.slice(PART)], rows - PART
    if rows:
        yield pa.concat_tables(held).combine_chunks()


def _placed(part: pa.Table, following: pa.Table | None, position: int) -> pa.Table:
    """A part with its places; a row is the latest when the next is of another series or status."""
    last = [None if following is None else following[name][0].as_py() for name in ("series", "status")]
    is_latest = np.zeros(len(part), dtype=bool)
    for name, next_one in zip(("series", "status"), last, strict=True):
        column = part[name].combine_chunks()
        after = pa.concat_arrays([column.slice(1), pa.array([next_one], column.type)])
        is_latest |= pc.fill_null(pc.not_equal(column, after), True).to_numpy(zero_copy_only=False)
    computed = {
        "position": pa.array(np.arange(position, position + len(part))),
        "part": pa.array(np.full(len(part), position // PART)),
        "is_latest": pa.array(is_latest),
    }
    return pa.table({name: computed.get(name, part[name]) for name in SCHEMA.names}, schema=SCHEMA)
