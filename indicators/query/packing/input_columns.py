"""The columns of a table to be packed: what they are called, which are needed, what stands where one is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from indicators.check.messages import suggest_valid_words
from indicators.errors import Problem
from indicators.query.packing.input_file import InputFile
from indicators.query.packing.rules import TableRule
from indicators.query.table import COLUMNS

#: column → what it holds. The names of the observations of the data file, and those of files taken away.
INPUT_COLUMNS: Final = (
    "indicator",
    "region",
    "sector",
    "counterpart",
    "period",
    "timing",
    "value",
    "low",
    "high",
    "qualifier",
    "status",
    "release",
    "base_period",
    "stated",
    "usd",
    "source",
    "at",
    "speaker",
    "speaker_zh",
    "note",
    "note_zh",
    "id",
)
COLUMN_ALIASES: Final = {"locator": "at", "observation_id": "id"}
REQUIRED_COLUMNS: Final = ("indicator", "region", "period", "timing", "value", "source")
COLUMN_DEFAULTS: Final = {"qualifier": "exact", "status": "actual"}
Columns = dict[str, pa.Array]


def check_header(file: InputFile, fixed: Mapping[str, str]) -> list[Problem]:
    """What is wrong with the columns: unknown, twice, missing."""
    path, valid = str(file.path), [*INPUT_COLUMNS, *COLUMN_ALIASES]
    found = [COLUMN_ALIASES.get(name, name) for name in file.columns]
    problems = [
        Problem(
            path,
            1,
            name or "row",
            f"unknown column {name!r}{suggest_valid_words(name, valid)}",
            TableRule.UNKNOWN_COLUMN,
        )
        for name in file.columns
        if name not in (*valid, *COLUMNS)
    ]
    problems += [
        Problem(path, 1, name, f"the column {name!r} stands there twice", TableRule.DUPLICATE_COLUMN)
        for name in dict.fromkeys(found)
        if found.count(name) > 1
    ]
    problems += [
        Problem(
            path, 1, name, f"the column {name!r} is missing; add it or give --set {name}=VALUE", "missing"
        )
        for name in REQUIRED_COLUMNS
        if name not in found and name not in fixed
    ]
    return problems


def fill_columns(
    rows: np.ndarray[Any, Any], batch: pa.RecordBatch, names: Sequence[str], fixed: Mapping[str, str]
) -> Columns:
    """Every column of `INPUT_COLUMNS`: as given, else fixed, else by default."""
    given = {COLUMN_ALIASES.get(name, name): batch.column(place) for place, name in enumerate(names)}
    empty = pa.nulls(len(batch), pa.string())
    columns = {name: given.get(name, empty) for name in INPUT_COLUMNS}
    for name, value in {**COLUMN_DEFAULTS, **fixed}.items():
        columns[name] = pc.fill_null(columns[name], value)
    columns["value"] = pc.coalesce(columns["value"], _join_ranges(columns))
    columns["stated"] = pc.coalesce(columns["stated"], columns["value"])
    columns["at"] = pc.coalesce(columns["at"], pa.array(rows).cast(pa.string()))
    for name in ("speaker", "note"):
        columns[f"{name}_zh"] = pc.coalesce(columns[f"{name}_zh"], columns[name])
    return columns


def _join_ranges(columns: Columns) -> pa.Array:
    """The ranges that files taken away tell by their bounds alone, as they would be printed."""
    is_range = pc.fill_null(pc.equal(columns["qualifier"], "between"), False)
    return pc.if_else(is_range, pc.binary_join_element_wise(columns["low"], columns["high"], "–"), None)
