"""The charts of a page: those of some figures, topic by topic or all at once, in columns; then cards for the rest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pandas as pd
import streamlit as st

from indicators.charts import Chart, chart_cache
from indicators.query import Catalogue, Selection
from indicators.query.caches import cached_on_owner
from indicators.query.table import Row
from indicators.ui import cards, chart_panels, filters
from indicators.ui.markup import show_template
from indicators.ui.session import Page
from indicators.ui.style import escape_markdown

#: Pixels that title, legend and source take around a plot.
_FRAME_HEIGHT: Final = 210.0


def show_by_topic(
    page: Page, selection: Selection, key: str, leave_out: frozenset[str] = frozenset()
) -> None:
    """For each topic that is open its charts, then cards for the figures no chart holds."""
    asked, selection = selection, page.catalogue.drawn(selection)
    rows = page.catalogue.rows_to_draw(selection).rows
    records = page.catalogue.records(rows)
    counts = page.catalogue.counts(selection, "topic")
    for topic in filters.choose_topics(page, counts):
        st.header(escape_markdown(page.dataset.label_of("topics", topic.id, page.language)), anchor=topic.id)
        show_template('<div class="ri-meta">{text}</div>', text=topic.description[page.language])
        own = [record for record in records if record.topic == topic.id]
        _show_charts_and_cards(page, rows, own, f"{key}_{topic.id}", asked, leave_out)


@cached_on_owner(maxsize=64)
def _figures_across_plans(catalogue: Catalogue, selection: Selection, plan: str) -> tuple[Row, ...]:
    """The figures of the series with an outcome in the plan and one before it, up to the end of the plan."""
    first, last = catalogue.dataset.plans[plan].start, catalogue.dataset.plans[plan].end
    rows = catalogue.records(catalogue.rows_to_draw(selection).rows)
    outcomes = [row for row in rows if row.status == "actual" and row.period_end.year <= last]
    before = {row.series for row in outcomes if row.period_end.year < first}
    within = {row.series for row in outcomes if row.plan == plan}
    return tuple(row for row in outcomes if row.series in before & within)


def show_since_earlier_plans(page: Page, plan: str) -> None:
    """What the sources state both for a plan and for a time before it."""
    selection = page.catalogue.drawn(page.selection.without("plan"))
    rows = page.catalogue.rows_to_draw(selection).rows
    records = _figures_across_plans(page.catalogue, selection, plan)
    found = chart_cache.charts_of_rows(page.catalogue, rows, records, page.language)
    if not found:
        return
    st.header(escape_markdown(page.say("Since the plans before")), anchor="since")
    description = page.say("What our sources state of this plan and of an earlier time.")
    show_template('<div class="ri-meta">{text}</div>', text=description)
    _show_in_columns(page, found, "since")


def show_charts_and_cards(
    page: Page, selection: Selection, key: str, leave_out: frozenset[str] = frozenset()
) -> None:
    """The charts that the selection allows, then cards for the figures no chart holds."""
    rows = page.catalogue.rows_to_draw(page.catalogue.drawn(selection)).rows
    _show_charts_and_cards(page, rows, page.catalogue.records(rows), key, selection, leave_out)


def _show_charts_and_cards(
    page: Page,
    rows: pd.DataFrame,
    records: list[Row],
    key: str,
    selection: Selection,
    leave_out: frozenset[str],
) -> None:
    found = chart_cache.charts_of_rows(page.catalogue, rows, records, page.language)
    _show_in_columns(page, found, key, selection)
    shown = {id for chart in found for id in chart.ids}
    if rest := [record for record in records if record.observation_id not in shown]:
        cards.show_cards(page, rest, leave_out)


def _show_in_columns(page: Page, found: Sequence[Chart], key: str, among: Selection | None = None) -> None:
    """One chart across the page, several in two columns; all `among` the charts of a selection."""
    if len(found) == 1:
        chart_panels.show_chart(page, found[0], key, among)
    elif found:
        for column, own in zip(st.columns(2), _balance_columns(found), strict=True):
            with column:
                for chart in own:
                    chart_panels.show_chart(page, chart, key, among)


def _balance_columns(found: Sequence[Chart]) -> tuple[list[Chart], list[Chart]]:
    """The charts in two columns of about one height, each in its order."""
    columns: tuple[list[Chart], list[Chart]] = ([], [])
    heights = [0.0, 0.0]
    for chart in found:
        lower = heights.index(min(heights))
        columns[lower].append(chart)
        heights[lower] += chart.plot["layout"]["height"] + _FRAME_HEIGHT
    return columns
