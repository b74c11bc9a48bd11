"""Table rows → plain values, column by column and a few thousand rows at a time.

What every file format starts from: text, numbers, and one mark for what is missing. Works on
the categories of a column instead of its cells, which is what makes long tables quick.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

import numpy as np
import pandas as pd

from indicators.i18n import DEFAULT_LANGUAGE, Language
from indicators.query import Catalogue, PlacedFigures, SelectedFigures
from indicators.query.caches import cached_on_owner
from indicators.query.table import COLUMNS, localised_column
from indicators.yamlfile.progress import Report, report_nothing

#: What is written: a table, or figures that are fetched part by part.
Rows = pd.DataFrame | SelectedFigures
#: A part of it: of a table in memory, where its rows stand there.
PartOfRows = pd.DataFrame | PlacedFigures

#: Rows that are turned into text at once; files longer than this are written in parts.
CHUNK_ROWS = 5_000


def _identity(value: Any) -> Any:
    return value


#: What is done here, as those read who wait for it.
WRITING_PHASE: Final = "writing rows"


def split_rows(rows: Rows, size: int = CHUNK_ROWS, report: Report = report_nothing) -> Iterator[pd.DataFrame]:
    """`rows` in pieces of `size` rows; one empty piece when there are none. `report` is told of each."""
    done, total = 0, max(len(rows), 1)
    for part in rows.parts(size) if isinstance(rows, SelectedFigures) else _split_table(rows, size):
        report(WRITING_PHASE, done / total, done)
        yield part
        done += len(part)
    report(WRITING_PHASE, 1.0, done)


def _split_table(rows: pd.DataFrame, size: int) -> Iterator[pd.DataFrame]:
    for start in range(0, max(len(rows), 1), size):
        yield rows.iloc[start : start + size]


def slice_rows(rows: Rows, limit: int, offset: int) -> PartOfRows:
    """`limit` rows after the first `offset`."""
    return (
        rows.catalogue.placed(rows.selection, limit, offset)
        if isinstance(rows, SelectedFigures)
        else rows.iloc[offset : offset + limit]
    )


def fetch_all(rows: Rows) -> pd.DataFrame:
    """`rows` as one table, for what cannot be written in parts."""
    return rows.all() if isinstance(rows, SelectedFigures) else rows


def ids_in(rows: Rows | PlacedFigures, key: str, column: str | None = None) -> set[str]:
    """The ids of `key` that `rows` have; in a table, in its `column` where that has another name."""
    if isinstance(rows, SelectedFigures):
        return rows.ids(key)
    if isinstance(rows, PlacedFigures):
        return {id for id in plain_columns(rows, [key], DEFAULT_LANGUAGE)[key] if id is not None}
    return set(rows[column or key].dropna().unique())


def translated_column(rows: pd.DataFrame, name: str, language: Language) -> pd.Series[Any]:
    """The column `name`, or the one that holds the same in `language`."""
    translated = localised_column(name, language)
    return rows[translated if translated in rows else name]


def plain_columns(
    rows: PartOfRows,
    names: Iterable[str],
    language: Language,
    *,
    text: Callable[[str], Any] = _identity,
    number: Callable[[float], Any] = _identity,
    flag: Callable[[bool], Any] = _identity,
) -> dict[str, list[Any]]:
    """The columns `names` as lists: `text`, `number` and `flag` are applied to what is there, None is missing.

    Dates are ISO text. Of a table in memory the values are kept: to cut it for a few rows takes longer than they do.
    """
    if isinstance(rows, PlacedFigures):
        whole = {name: _held_values(rows.catalogue, name, language, text, number, flag) for name in names}
        return {name: [values[place] for place in rows.places] for name, values in whole.items()}
    return {
        name: _plain_values(translated_column(rows, name, language), text, number, flag) for name in names
    }


@cached_on_owner(maxsize=256)
def _held_values(
    catalogue: Catalogue,
    name: str,
    language: Language,
    text: Callable[[str], Any],
    number: Callable[[float], Any],
    flag: Callable[[bool], Any],
) -> list[Any]:
    """A column of the table in memory."""
    return _plain_values(translated_column(catalogue.held_table, name, language), text, number, flag)


def _plain_values(
    column: pd.Series[Any],
    text: Callable[[str], Any],
    number: Callable[[float], Any],
    flag: Callable[[bool], Any],
) -> list[Any]:
    if column.dtype.kind == "M":
        days = np.datetime_as_string(column.to_numpy().astype("datetime64[D]"))
        return [None if day == "NaT" else text(day) for day in days.tolist()]
    if isinstance(column.dtype, pd.CategoricalDtype):
        codes, categories = column.cat.codes.tolist(), column.dtype.categories
        if len(categories) > len(codes):
            found = {code: text(categories[code]) for code in set(codes) if code >= 0}
            return [found.get(code) for code in codes]
        known = [*map(text, categories.tolist()), None]  # missing has the code -1: the last
        return [known[code] for code in codes]
    if column.dtype.kind in "fi":
        return [number(value) if value == value else None for value in column.tolist()]
    if column.dtype.kind == "b":
        return [flag(value) for value in column.tolist()]
    return [text(value) if isinstance(value, str) else None for value in column.tolist()]


def plain_records(rows: pd.DataFrame, language: Language = DEFAULT_LANGUAGE) -> list[dict[str, Any]]:
    """The rows as plain values: text, float, bool, None; dates as ISO text; contract columns only."""
    found = plain_columns(rows, COLUMNS, language)
    return [dict(zip(found, values, strict=True)) for values in zip(*found.values(), strict=True)]


def format_flag(value: bool) -> str:
    """Yes or no as Table Schema, SDMX and most programs read it: true, false."""
    return "true" if value else "false"
