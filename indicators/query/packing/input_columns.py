"""The columns of a table to be packed: what they are called, which are needed, what stands where one is missing."""

from __future__ import annotations

import re
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


#: What programs part columns by where commas are the signs of decimals, and people where they are careless.
_SEPARATORS: Final = {
    ";": "semicolons",
    "\t": "tabs",
    "|": "bars",
    "，": "commas of full width",
    "、": "enumeration commas",
    "；": "semicolons of full width",
    "：": "colons of full width",
    ":": "colons",
    " ": "spaces",
}


def _find_other_separator(names: Sequence[str]) -> str:
    """What parts the columns of a header in which commas part none; nothing where it is no such header.

    A first line ``sep=;``, by which Excel is told the separator, is one too.
    """
    header = ",".join(names)
    if re.fullmatch("sep=.", header, re.IGNORECASE):
        return f"a line {header!r}, which only Excel reads"
    valid = {*INPUT_COLUMNS, *COLUMN_ALIASES, *COLUMNS}

    def known(separator: str) -> int:
        return sum(part.strip(" \"'\ufeff").casefold() in valid for part in header.split(separator))

    best = max(_SEPARATORS, key=known)
    if known(best) > max(1, known(",")):
        return _SEPARATORS[best]
    plain = [separator for separator in (";", "\t", "|", "，", "；") if header.count(separator) > len(names)]
    return _SEPARATORS[plain[0]] if plain and not known(",") else ""


def check_header(file: InputFile, fixed: Mapping[str, str]) -> list[Problem]:
    """What is wrong with the columns: unknown, twice, missing."""
    path, valid = str(file.path), [*INPUT_COLUMNS, *COLUMN_ALIASES]
    if other := _find_other_separator(file.columns):
        message = f"expected columns parted by commas; found {other}: save it as CSV UTF-8 (comma delimited)"
        return [Problem(path, file.header_line, "row", message, TableRule.SEPARATOR)]
    found = [COLUMN_ALIASES.get(name, name) for name in file.columns]
    problems = [
        Problem(
            path,
            file.header_line,
            name or "row",
            f"unknown column {name!r}{suggest_valid_words(name, valid)}",
            TableRule.UNKNOWN_COLUMN,
        )
        for name in file.columns
        if name not in (*valid, *COLUMNS)
    ]
    problems += [
        Problem(
            path,
            file.header_line,
            name,
            f"the column {name!r} stands there twice",
            TableRule.DUPLICATE_COLUMN,
        )
        for name in dict.fromkeys(found)
        if found.count(name) > 1
    ]
    problems += [
        Problem(
            path,
            file.header_line,
            name,
            f"the column {name!r} is missing; add it or give --set {name}=VALUE",
            "missing",
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
