"""The columns of a table to be packed: what they are called, which are needed, what stands where one is missing.

Knows nothing of what a cell may hold.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from indicators.errors import Problem
from indicators.packing.source import TableFile
from indicators.table import COLUMNS
from indicators.wording import expected

#: column → what it holds. The names of the observations of the data file, and those of files taken away.
FIELDS: Final = (
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
RENAMED: Final = {"locator": "at", "observation_id": "id"}
NEEDED: Final = ("indicator", "region", "period", "timing", "value", "source")
DEFAULTS: Final = {"qualifier": "exact", "status": "actual"}
Columns = dict[str, pa.Array]


def heading_faults(file: TableFile, fixed: Mapping[str, str]) -> list[Problem]:
    """What is wrong with the columns: unknown, twice, missing."""
    path, valid = str(file.path), [*FIELDS, *RENAMED]
    found = [RENAMED.get(name, name) for name in file.columns]
    problems = [
        Problem(path, 1, name or "row", f"unknown column {name!r}{expected(name, valid)}", "unknown-column")
        for name in file.columns
        if name not in (*valid, *COLUMNS)
    ]
    problems += [
        Problem(path, 1, name, f"the column {name!r} stands there twice", "duplicate-column")
        for name in dict.fromkeys(found)
        if found.count(name) > 1
    ]
    problems += [
        Problem(
            path, 1, name, f"the column {name!r} is missing; add it or give --set {name}=VALUE", "missing"
        )
        for name in NEEDED
        if name not in found and name not in fixed
    ]
    return problems


def filled(
    rows: np.ndarray[Any, Any], batch: pa.RecordBatch, names: Sequence[str], fixed: Mapping[str, str]
) -> Columns:
    """Every column of FIELDS: as given, else fixed, else by default."""
    given = {RENAMED.get(name, name): batch.column(place) for place, name in enumerate(names)}
    empty = pa.nulls(len(batch), pa.string())
    columns = {name: given.get(name, empty) for name in FIELDS}
    for name, value in {**DEFAULTS, **fixed}.items():
        columns[name] = pc.fill_null(columns[name], value)
    columns["stated"] = pc.coalesce(columns["stated"], columns["value"])
    columns["at"] = pc.coalesce(columns["at"], pa.array(rows).cast(pa.string()))
    for name in ("speaker", "note"):
        columns[f"{name}_zh"] = pc.coalesce(columns[f"{name}_zh"], columns[name])
    return columns
