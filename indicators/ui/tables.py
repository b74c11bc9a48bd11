"""Figures as a table that reads like print: hedge and unit in the figure, source beside it.

Choosing a row opens its figure card. Knows nothing of charts or filters.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Literal

import pandas as pd
import streamlit as st

from indicators import text
from indicators.figures.fit import pixels
from indicators.language import mark, messages
from indicators.model import Language
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


def readable(now: Here, rows: pd.DataFrame) -> pd.DataFrame:
    """The rows as a reader sees them, one column for each thing said, in the order of `rows`."""
    return _readable(now.catalogue, _Listed(tuple(rows["observation_id"].tolist()), rows), now.language)


@dataclass(frozen=True, slots=True)
class _Listed:
    """Rows that are the same when their figures are."""

    ids: tuple[str, ...]
    rows: pd.DataFrame = field(compare=False, repr=False)


@lru_cache(maxsize=64)
def _readable(catalogue: Catalogue, listed: _Listed, language: Language) -> pd.DataFrame:
    """The same for every reader, so it is written once; nobody writes into it."""
    say, dataset = messages(language), catalogue.dataset
    found = catalogue.records(listed.rows)
    return pd.DataFrame(
        {
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
    )


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
    table = readable(now, rows).drop(columns=[now.say(_OF[name]) for name in leave_out if name in _OF])
    if lines:
        places = [text.lines_of(locator, now.language) for locator in rows["locator"]]
        table = pd.concat([pd.Series(places, name=now.say("Line")), table], axis=1)
    empty = [column for column in table if not table[column].astype(bool).any()]
    empty += [now.say("Status")] if (rows["status"] == "actual").all() else []
    ids = list(rows["observation_id"])

    def picked() -> None:
        chosen = st.session_state[key].selection.rows
        if chosen:
            open_figure(ids[chosen[0]])

    with st.container(key=f"{key}_frame"):
        st.dataframe(
            table.drop(columns=empty),
            key=key,
            hide_index=True,
            height="content" if isinstance(height, int) and len(rows) * _LINE <= height else height,
            on_select=picked,
            selection_mode="single-row",
            column_config=_widths(now, table),
            alt=now.say.plural("Table of {n} figure", "Table of {n} figures", len(rows)),
        )


def _widths(now: Here, table: pd.DataFrame) -> dict[str, Any]:
    """The columns whose widths are not left to the table."""
    fitted = {name: now.say(name) for name in _FITTED if now.say(name) in table}
    wide = {name: max((pixels(text) for text in table[name].unique()), default=0) for name in fitted.values()}
    columns = {name: min(_WIDEST, int(max(width, pixels(name))) + _PADDING) for name, width in wide.items()}
    config = {name: st.column_config.TextColumn(width=width) for name, width in columns.items()}
    return config | {now.say("Figure"): st.column_config.TextColumn(width="medium")}
