"""Checked rows → the rows in their order, a part at a time, with what depends on it: place, part, which are latest.

Sorted by region, indicator and time, so that a question about one region reads one stretch of the
file.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from indicators.errors import Problem
from indicators.model import Dataset
from indicators.query.packed_dataset import STORED_SCHEMA
from indicators.query.table import PART_ROWS

_SORT_ORDER: Final = "region, indicator, series, status, period_end NULLS FIRST, current, row"


def sort_rows(sorter: Any) -> Iterator[pa.Table]:
    """The rows of the view `checked` in their order, in parts of PART rows."""
    query = f"SELECT {', '.join(STORED_SCHEMA.names)} FROM checked ORDER BY {_SORT_ORDER}"  # noqa: S608 - columns of our own schema
    before, position = None, 0
    for part in _split_parts(sorter.sql(query).to_arrow_reader(PART_ROWS)):
        if before is not None:
            yield _add_positions(before, part, position)
            position += len(before)
        before = part
    if before is not None:
        yield _add_positions(before, None, position)


def _split_parts(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.Table]:
    """The rows of `batches` in pieces of PART rows."""
    held, rows = list[pa.Table](), 0
    for batch in batches:
        held.append(pa.Table.from_batches([batch]).cast(STORED_SCHEMA))
        rows += len(batch)
        while rows >= PART_ROWS:
            whole = pa.concat_tables(held)
            yield whole.slice(0, PART_ROWS).combine_chunks()
            held, rows = [whole.slice(PART_ROWS)], rows - PART_ROWS
    if rows:
        yield pa.concat_tables(held).combine_chunks()


def _add_positions(part: pa.Table, following: pa.Table | None, position: int) -> pa.Table:
    """A part with its places; a row is the latest when the next is of another series or status."""
    last = [None if following is None else following[name][0].as_py() for name in ("series", "status")]
    is_latest = np.zeros(len(part), dtype=bool)
    for name, next_one in zip(("series", "status"), last, strict=True):
        column = part[name].combine_chunks()
        after = pa.concat_arrays([column.slice(1), pa.array([next_one], column.type)])
        is_latest |= pc.fill_null(pc.not_equal(column, after), True).to_numpy(zero_copy_only=False)
    computed = {
        "position": pa.array(np.arange(position, position + len(part))),
        "part": pa.array(np.full(len(part), position // PART_ROWS)),
        "is_latest": pa.array(is_latest),
    }
    return pa.table(
        {name: computed.get(name, part[name]) for name in STORED_SCHEMA.names}, schema=STORED_SCHEMA
    )


def find_duplicate_ids(sorter: Any, file: str, most: int) -> tuple[list[Problem], int]:
    """Figures with the id of one before them: the first `most` in words, and how many there are."""
    problems = []
    again = """SELECT row, first, observation_id FROM (
        SELECT row, observation_id, min(row) OVER (PARTITION BY observation_id) AS first
        FROM checked WHERE observation_id IN (
            SELECT observation_id FROM checked GROUP BY 1 HAVING count(*) > 1)
        ) WHERE row > first"""
    for row, first, id in sorter.execute(f"{again} ORDER BY row LIMIT {most}").fetchall():
        where = f"row {first}" if first > 0 else "the vocabulary"
        message = f"the figure of {where} has the same id {id!r}; give one of them an id of its own in a column 'id'"
        problems.append(Problem(file, row, "id", message, "duplicate-observation"))
    faulty = 0
    if problems:
        (faulty,) = sorter.execute(f"SELECT count(*) FROM ({again})").fetchone()  # noqa: S608 - words of this module alone
    return problems, faulty


def find_missing_headlines(sorter: Any, dataset: Dataset) -> list[Problem]:
    """Figures that the vocabulary names first and that no row is."""
    named = list(dataset.about.headlines)
    there = {
        id
        for (id,) in sorter.execute(
            "SELECT observation_id FROM checked WHERE list_contains(?, observation_id)",
            [named],
        ).fetchall()
    }
    return [
        Problem(dataset.file, 1, 1, f"dataset: headlines: there is no observation {id!r}", "unknown-id")
        for id in named
        if id not in there
    ]
