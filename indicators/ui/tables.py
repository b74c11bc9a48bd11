"""Figures as a table that reads like print: hedge and unit in the figure, source beside it.

Choosing a row opens its figure card. Knows nothing of charts or filters.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Literal

import pandas as pd
import pyarrow as pa
import streamlit as st

from indicators import text
from indicators.figures.fit import pixels
from indicators.language import mark, messages
from indicators.model import Dataset, Language
from indicators.select import Catalogue, Figures
from indicators.text import MEASURES, STATUSES
from indicators.ui.session import Here, open_figure
from indicators.ui.style import plain

#: Figures that one table lists.
LISTED = 1_000
#: Pixels of one row.
_LINE = 35
#: Columns that a page about one of them leaves out, by what they show.
_OF = {
    "indicator": mark("Indicator"),
    "region": mark("Region"),
    "sector": mark("Sector"),
    "source": mark("Source"),
}
#: Columns as wide as what stands in them, up to so many pixels: left alone, they are cut at the first rows' width.
_FITTED, _WIDEST, _PADDING = ("Region", "Period", "Sector", "Partner or field"), 240, 18


@dataclass(frozen=True, slots=True)
class _Listed:
    """Rows that are the same when their figures are."""

    ids: tuple[str, ...]
    rows: pd.DataFrame = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class _Printed:
    """Rows as a reader sees them, in the form in which they are sent, and how wide some columns are."""

    table: pa.Table
    widths: Mapping[str, int]


@lru_cache(maxsize=128)
def _printed(
    catalogue: Catalogue, listed: _Listed, language: Language, lines: bool, leave_out: frozenset[str]
) -> _Printed:
    """One column for each thing said, and none that says nothing or is left out.

    The same for every reader, so it is written once.
    """
    say, found = messages(language), catalogue.records(listed.rows)
    told = _told(catalogue.dataset, found, language)
    if lines:
        told = {say("Line"): [text.lines_of(row.locator, language) for row in found]} | told
    silent = {say(_OF[name]) for name in leave_out if name in _OF}
    silent |= {say("Status")} if all(row.status == "actual" for row in found) else set()
    columns = {name: texts for name, texts in told.items() if name not in silent and any(texts)}
    fitted = [name for name in map(say, _FITTED) if name in columns]
    wide = {name: max(pixels(text) for text in {name, *columns[name]}) for name in fitted}
    widths = {name: min(_WIDEST, int(width)) + _PADDING for name, width in wide.items()}
    return _Printed(pa.Table.from_pandas(pd.DataFrame(columns)), widths)


def _told(dataset: Dataset, found: Sequence[Any], language: Language) -> dict[str, list[str]]:
    """What is said of each record, by the names of the columns."""
    say = messages(language)
    return {
        say("Indicator"): [text.name(dataset.indicators, row.indicator, language) for row in found],
        say("Region"): [text.name(dataset.regions, row.region, language) for row in found],
        say("Figure"): [text.figure(row, dataset, say) for row in found],
        say("Period"): [text.period(row.period, language) for row in found],
        say("Sector"): [text.name(dataset.sectors, row.sector, language) for row in found],
        say("Partner or field"): [
            text.name(dataset.counterparts, row.counterpart, language) for row in found
        ],
        say("Printed words"): [row.stated for row in found],
        say("Source"): [str(getattr(row, f"source_short_{language}")) for row in found],
        say("Measure"): [say(MEASURES[row.measure]) for row in found],
        say("Status"): [say(STATUSES[row.status]) for row in found],
    }


def listed(now: Here, figures_found: Figures, key: str, *, height: int) -> None:
    """The table of the first `LISTED` figures, at most `height` pixels high; says so when there are more."""
    rows = figures_found.page(LISTED)
    figures(now, rows, key, height=height)
    if len(rows) < len(figures_found):
        text = now.say(
            "The table lists the first {n} of {total} figures; filters shorten the list, the download holds all.",
            n=now.say.count(len(rows)),
            total=now.say.count(len(figures_found)),
        )
        st.info(plain(text), icon=":material/filter_list:")


def figures(
    now: Here,
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
    printed = _printed(now.catalogue, _Listed(ids, rows), now.language, lines, leave_out)

    def picked() -> None:
        chosen = st.session_state[key].selection.rows
        if chosen:
            open_figure(ids[chosen[0]])

    with st.container(key=f"{key}_frame"):
        st.dataframe(
            printed.table,
            key=key,
            hide_index=True,
            height="content" if isinstance(height, int) and len(rows) * _LINE <= height else height,
            on_select=picked,
            selection_mode="single-row",
            column_config=_widths(now, printed),
            alt=now.say.plural("Table of {n} figure", "Table of {n} figures", len(rows)),
        )


def _widths(now: Here, printed: _Printed) -> dict[str, Any]:
    """The columns whose widths are not left to the table."""
    config = {name: st.column_config.TextColumn(width=width) for name, width in printed.widths.items()}
    return config | {now.say("Figure"): st.column_config.TextColumn(width="medium")}
