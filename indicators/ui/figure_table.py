"""Figures as a table that reads like print: hedge and unit in the figure, source beside it.

Choosing a row opens its figure card.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import inf, isnan
from typing import Any, Literal

import pandas as pd
import streamlit as st
from pandas.io.formats.style import Styler

from indicators.charts.text_metrics import text_width
from indicators.i18n import Language, load_messages
from indicators.model.code_lists import MEASURES, RELEASES, STATUSES
from indicators.query import Catalogue
from indicators.query.caches import cached_on_owner
from indicators.query.table import Row
from indicators.ui.session import Page, open_figure_card
from indicators.ui.streamlit_internals.sortable_table import SortKeys, sortable_table
from indicators.web.composition.figure_columns import figure_columns

#: Pixels of one row.
_ROW_HEIGHT = 35
#: Columns as wide as what stands in them, up to so many pixels: left alone, they are cut at the first rows' width.
_FITTED_COLUMNS, _MAX_COLUMN_WIDTH, _CELL_PADDING = (
    ("Region", "Period", "Sector", "Partner or field"),
    240,
    18,
)


@dataclass(frozen=True, slots=True)
class _ListedRows:
    """Rows that are the same when their figures are."""

    ids: tuple[str, ...]
    rows: pd.DataFrame = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class _BuiltTable:
    """Rows as a reader sees them, in the form in which they are sent, and how wide some columns are."""

    table: Styler
    widths: Mapping[str, int]


@cached_on_owner(maxsize=128)
def _build_table(
    catalogue: Catalogue, listed: _ListedRows, language: Language, lines: bool, leave_out: frozenset[str]
) -> _BuiltTable:
    """One column for each thing said, and none that says nothing or is left out.

    The same for every reader, so it is written once.
    """
    say, found = load_messages(language), catalogue.records(listed.rows)
    columns = figure_columns(catalogue, found, language, leave_out, lines=lines)
    fitted = [name for name in map(say, _FITTED_COLUMNS) if name in columns]
    wide = {name: max(text_width(text) for text in {name, *columns[name]}) for name in fitted}
    widths = {name: min(_MAX_COLUMN_WIDTH, int(width)) + _CELL_PADDING for name, width in wide.items()}
    order = {name: keys for name, keys in _sort_keys(found, language).items() if name in columns}
    return _BuiltTable(sortable_table(columns, order), widths)


def _sort_keys(found: Sequence[Row], language: Language) -> dict[str, SortKeys]:
    """By what columns are sorted whose words do not say it: quantity, time, place in a text, order of a list."""
    say = load_messages(language)
    return {
        say("Line"): [tuple(map(int, filter(None, row.locator.split(";")))) or None for row in found],
        say("Figure"): [_quantity_key(row) for row in found],
        say("Period"): [
            None if pd.isna(row.period_start) else (row.period_start, row.period_end) for row in found
        ],
        say("Measure"): _list_order(MEASURES, (row.measure for row in found)),
        say("Status"): _list_order(STATUSES, (row.status for row in found)),
        say("Release"): _list_order(RELEASES, (row.release for row in found)),
    }


def _quantity_key(row: Row) -> tuple[float, float, float] | None:
    """Where a figure is placed among others, and of those placed alike its bounds."""
    low, high = (-inf if isnan(row.low) else row.low), (inf if isnan(row.high) else row.high)
    return None if isnan(row.plot_value) else (row.plot_value, low, high)


def _list_order(codes: Iterable[str], ids: Iterable[Any]) -> SortKeys:
    places = {id: place for place, id in enumerate(codes)}
    return [places.get(id) for id in ids]


def show_figures_table(
    page: Page,
    rows: pd.DataFrame,
    key: str,
    *,
    height: int | Literal["auto", "content"] = "auto",
    lines: bool = False,
    leave_out: frozenset[str] = frozenset(),
) -> None:
    """The table of `rows`, of a number of pixels at most; `lines` shows where each is printed.

    Columns that say nothing are left out, and what the page already says: `leave_out`.
    """
    ids = tuple(rows["observation_id"].tolist())
    printed = _build_table(page.catalogue, _ListedRows(ids, rows), page.language, lines, leave_out)

    def picked() -> None:
        chosen = st.session_state[key].selection.rows
        if chosen:
            open_figure_card(ids[chosen[0]])

    with st.container(key=f"{key}_frame"):
        st.dataframe(
            printed.table,
            key=key,
            hide_index=True,
            height="content" if isinstance(height, int) and len(rows) * _ROW_HEIGHT <= height else height,
            on_select=picked,
            selection_mode="single-row",
            column_config=_column_widths(page, printed),
            alt=page.say.plural("Table of {n} figure", "Table of {n} figures", len(rows)),
        )


def _column_widths(page: Page, printed: _BuiltTable) -> dict[str, Any]:
    """The columns whose widths are not left to the table."""
    config = {name: st.column_config.TextColumn(width=width) for name, width in printed.widths.items()}
    return config | {page.say("Figure"): st.column_config.TextColumn(width="medium")}
