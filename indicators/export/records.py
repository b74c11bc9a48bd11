"""Table rows → plain values, column by column and a few thousand rows at a time.

What every file format starts from: text, numbers, and one mark for what is missing. Works on
the categories of a column instead of its cells, which is what makes long tables quick.
Knows nothing of file formats.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

import pandas as pd

from indicators.model import Language
from indicators.select import Figures
from indicators.table import COLUMNS

#: What is written: a table, or figures that are fetched part by part.
Rows = pd.DataFrame | Figures

#: Rows that are turned into text at once; files longer than this are written in parts.
PART = 5_000
_TRANSLATED: Final = {
    "source_title": "source_title_zh",
    "publisher": "publisher_zh",
    "speaker": "speaker_zh",
    "note": "note_zh",
}


def _same(value: Any) -> Any:
    return value


def parts(rows: Rows, size: int = PART) -> Iterator[pd.DataFrame]:
    """`rows` in pieces of `size` rows; one empty piece when there are none."""
    if isinstance(rows, Figures):
        yield from rows.parts(size)
        return
    for start in range(0, max(len(rows), 1), size):
        yield rows.iloc[start : start + size]


def piece(rows: Rows, limit: int, offset: int) -> pd.DataFrame:
    """`limit` rows after the first `offset`."""
    return rows.page(limit, offset) if isinstance(rows, Figures) else rows.iloc[offset : offset + limit]


def at_once(rows: Rows) -> pd.DataFrame:
    """`rows` as one table, for what cannot be written in parts."""
    return rows.all() if isinstance(rows, Figures) else rows


def named(rows: Rows, key: str, column: str | None = None) -> set[str]:
    """The ids of `key` that `rows` have; in a table, in its `column` where that has another name."""
    return rows.ids(key) if isinstance(rows, Figures) else set(rows[column or key].dropna().unique())


def column_of(rows: pd.DataFrame, name: str, language: Language) -> pd.Series[Any]:
    """The column `name`, in Chinese where there is a Chinese one and it is asked for."""
    translated = _TRANSLATED.get(name, name) if language == "zh" else name
    return rows[translated if translated in rows else name]


def columns(
    rows: pd.DataFrame,
    names: Iterable[str],
    language: Language,
    *,
    text: Callable[[str], Any] = _same,
    number: Callable[[float], Any] = _same,
) -> dict[str, list[Any]]:
    """The columns `names` as lists: `text` and `number` are applied to what is there, None is missing.

    Dates are ISO text.
    """
    return {name: _values(column_of(rows, name, language), text, number) for name in names}


def _values(column: pd.Series[Any], text: Callable[[str], Any], number: Callable[[float], Any]) -> list[Any]:
    if column.dtype.kind == "M":
        column = column.astype("category")
        days = pd.DatetimeIndex(column.cat.categories).strftime("%Y-%m-%d")
        column = column.cat.rename_categories(days.tolist())
    if isinstance(column.dtype, pd.CategoricalDtype):
        known = [*map(text, column.cat.categories), None]  # missing has the code -1: the last
        return [known[code] for code in column.cat.codes]
    if column.dtype.kind in "fi":
        return [number(value) if value == value else None for value in column.tolist()]
    return [text(value) if isinstance(value, str) else None for value in column.tolist()]


def records(rows: pd.DataFrame, language: Language = "en") -> list[dict[str, Any]]:
    """The rows as plain values: text, float, None; dates as ISO text; contract columns only."""
    found = columns(rows, COLUMNS, language)
    return [dict(zip(found, values, strict=True)) for values in zip(*found.values(), strict=True)]


def plain_number(value: float) -> str:
    """A number with a dot and no exponent: 1100000000000, 24.75."""
    if float(value).is_integer():
        return str(int(value))
    return format(value, "f").rstrip("0") if abs(value) < 1e-4 else repr(value)
