"""Charts on a page: title, plot, source, hedge legend; a click on a mark opens its figure card.

What is drawn is decided in `charts`; here it is put on the page, and kept for the next reader
who asks for the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pandas as pd
import streamlit as st
from markupsafe import Markup

from indicators.charts import DRAWN_KIND_BY_ID, Chart, ChartContext, draw_charts_of, draw_declared_chart
from indicators.charts.marks import HEDGE_SIGNS
from indicators.i18n import Language, gettext_noop, load_messages
from indicators.model.hedges import HEDGES
from indicators.query import MAX_NAMED_FIGURES, Catalogue, Selection, chart_selection
from indicators.query.caches import cached_on_owner
from indicators.query.table import Row
from indicators.ui import cards, chart_colours, figure_table, filters, picture_buttons
from indicators.ui.markup import NOTHING, fill_template, join_html, show_html, show_template
from indicators.ui.session import Page, open_figure_card
from indicators.ui.streamlit_internals.pacing import let_browser_paint
from indicators.ui.style import escape_markdown
from indicators.web.site_links import selection_query

#: Pixels that title, legend and source take around a plot.
FRAME_HEIGHT = 210.0

#: No modebar: its picture would lack title, hedges and source; ours is below the chart.
_PLOTLY_CONFIG = {"displaylogo": False, "displayModeBar": False, "responsive": True}

_SEEN_KEY = "_first_chart_of"

_BAR_LEGEND = gettext_noop("■ exact as stated")


@dataclass(frozen=True, slots=True)
class _DrawnFigures:
    """Figures that are the same when their ids are, with the records and the table to draw them from."""

    ids: tuple[str, ...]
    records: tuple[Row, ...] = field(compare=False, repr=False)
    table: pd.DataFrame = field(compare=False, repr=False)


@cached_on_owner(maxsize=1024)
def _draw_figures(catalogue: Catalogue, figures: _DrawnFigures, language: Language) -> tuple[Chart, ...]:
    """The charts of some figures; shared by all readers, for they are plain data nobody changes."""
    given = ChartContext(figures.table, catalogue.dataset, load_messages(language), chosen=figures.records)
    return tuple(draw_charts_of(given))


def _charts_of_rows(page: Page, rows: pd.DataFrame, records: Iterable[Row]) -> tuple[Chart, ...]:
    """The charts of some records of `rows`: the same ones under whatever filters they are shown."""
    own = tuple(records)
    ids = tuple(record.observation_id for record in own)
    return _draw_figures(
        page.catalogue, _DrawnFigures(ids, own, page.catalogue.table_of(rows)), page.language
    )


@cached_on_owner(maxsize=256)
def curated_chart(catalogue: Catalogue, chart: str, language: Language) -> Chart:
    """A chart that the dataset declares."""
    found = catalogue.dataset.charts[chart]
    rows = catalogue.rows_to_draw(chart_selection(found)).rows
    return draw_declared_chart(found, catalogue.dataset, rows, load_messages(language))


def show_by_topic(
    page: Page, selection: Selection, key: str, leave_out: frozenset[str] = frozenset()
) -> None:
    """For each topic that is open its charts, then cards for the figures no chart holds."""
    rows = page.catalogue.rows_to_draw(selection).rows
    records = page.catalogue.records(rows)
    counts = page.catalogue.counts(selection, "topic")
    for topic in filters.choose_topics(page, counts):
        st.header(escape_markdown(topic.name[page.language]), anchor=topic.id)
        show_template('<div class="ri-meta">{text}</div>', text=topic.description[page.language])
        own = [record for record in records if record.topic == topic.id]
        _show_charts_and_cards(page, own, _charts_of_rows(page, rows, own), f"{key}_{topic.id}", leave_out)


@cached_on_owner(maxsize=64)
def _figures_across_plans(catalogue: Catalogue, selection: Selection, plan: str) -> tuple[Any, ...]:
    """The figures of the series with an outcome in the plan and one before it, up to the end of the plan."""
    first, last = catalogue.dataset.plans[plan].start, catalogue.dataset.plans[plan].end
    rows = catalogue.records(catalogue.rows_to_draw(selection).rows)
    told = [row for row in rows if row.status == "actual" and row.period_end.year <= last]
    before = {row.series for row in told if row.period_end.year < first}
    within = {row.series for row in told if row.plan == plan}
    return tuple(row for row in told if row.series in before & within)


def show_since_earlier_plans(page: Page, plan: str) -> None:
    """What the sources state both for a plan and for a time before it."""
    selection = page.selection.without("plan")
    rows = page.catalogue.rows_to_draw(selection).rows
    found = _charts_of_rows(page, rows, _figures_across_plans(page.catalogue, selection, plan))
    if not found:
        return
    st.header(escape_markdown(page.say("Since the plans before")), anchor="since")
    told = page.say("What our sources state of this plan and of an earlier time.")
    show_template('<div class="ri-meta">{text}</div>', text=told)
    _show_in_columns(page, found, "since")


def show_charts_and_cards(
    page: Page, selection: Selection, key: str, leave_out: frozenset[str] = frozenset()
) -> None:
    """The charts that the selection allows, then cards for the figures no chart holds."""
    rows = page.catalogue.rows_to_draw(selection).rows
    records = page.catalogue.records(rows)
    _show_charts_and_cards(page, records, _charts_of_rows(page, rows, records), key, leave_out)


def _show_charts_and_cards(
    page: Page, records: list[Row], found: Sequence[Chart], key: str, leave_out: frozenset[str]
) -> None:
    _show_in_columns(page, found, key)
    shown = {id for chart in found for id in chart.ids}
    if rest := [record for record in records if record.observation_id not in shown]:
        cards.show_cards(page, rest, leave_out)


def _show_in_columns(page: Page, found: Sequence[Chart], key: str) -> None:
    """One chart across the page, several in two columns."""
    if len(found) == 1:
        show_chart(page, found[0], key)
    elif found:
        for column, own in zip(st.columns(2), _balance_columns(found), strict=True):
            with column:
                for chart in own:
                    show_chart(page, chart, key)


def _balance_columns(found: Sequence[Chart]) -> tuple[list[Chart], list[Chart]]:
    """The charts in two columns of about one height, each in its order."""
    columns: tuple[list[Chart], list[Chart]] = ([], [])
    heights = [0.0, 0.0]
    for chart in found:
        lower = heights.index(min(heights))
        columns[lower].append(chart)
        heights[lower] += chart.plot["layout"]["height"] + FRAME_HEIGHT
    return columns


def show_chart(page: Page, chart: Chart, key: str, *, pictures: bool = True) -> None:
    """One chart in its frame, to be taken as a picture; the table of its rows is made when it is opened."""
    widget = f"chart_{key}_{chart.id}"
    scheme = chart_colours.colour_scheme()
    plot = f"{widget}_{scheme}"  # Streamlit shows a new plot only under a new key
    with st.container(border=True, gap="xsmall"):
        show_template(
            '<p class="ri-title">{title}</p><div class="ri-meta">{subtitle}</div>',
            title=chart.title,
            subtitle=chart.subtitle,
        )
        st.plotly_chart(
            chart.painted(chart_colours.chart_palette(scheme)),
            theme=None,
            key=plot,
            alt=chart.alt,
            config=_PLOTLY_CONFIG,
            on_select=lambda: _open_clicked_figure(plot),
            selection_mode="points",
        )
        legend = _legend_entries(page, chart)
        told = join_html(fill_template("<span>{entry}</span>", entry=entry) for entry in legend)
        hedged = fill_template('<div class="ri-meta ri-legend">{told}</div>', told=told) if told else NOTHING
        source = fill_template('<div class="ri-meta">{source}</div>', source=chart.source)
        taken = (
            picture_buttons.picture_buttons_html(
                page, chart, plot, "   ".join(legend), chart_file_links(page, chart)
            )
            if pictures
            else NOTHING
        )
        show_html(hedged + source + taken)
        rows = st.expander(
            page.say.plural("Table of this chart: {n} row", "Table of this chart: {n} rows", len(chart.ids)),
            key=f"{widget}_open",
            on_change="rerun",
            type="compact",
        )
        if rows.open:
            with rows:
                figure_table.show_figures_table(page, chart.rows, f"{widget}_rows")
    _let_first_chart_paint(page)


def _let_first_chart_paint(page: Page) -> None:
    """Wait a moment after the first chart when a choice has changed that charts depend on.

    The browser gathers what comes within a hundredth of a second and draws it in one go, during
    which the page stands still: a reader would see the first chart when the last is done. When a
    page is opened there is nothing to be won: the browser has yet to load what draws charts.
    """
    chosen = replace(page.choices, figure="")
    seen = st.session_state.get(_SEEN_KEY)
    st.session_state[_SEEN_KEY] = chosen
    if seen not in (None, chosen):
        let_browser_paint()


def _legend_entries(page: Page, chart: Chart) -> list[str]:
    """What the marks mean that this chart has, where some are hedged."""
    if not chart.hedges:
        return []
    legends = [HEDGE_SIGNS[HEDGES[hedge].mark].legend for hedge in chart.hedges]
    if chart.has_exact:
        legends.insert(
            0, _BAR_LEGEND if DRAWN_KIND_BY_ID[chart.kind].has_bars else HEDGE_SIGNS["exact"].legend
        )
    return list(dict.fromkeys(map(page.say, legends)))


def chart_file_links(page: Page, chart: Chart) -> Markup:
    """Links to the rows of a chart as files; empty when they are more than an address can name."""
    if len(chart.ids) > MAX_NAMED_FIGURES:
        return NOTHING
    query = selection_query(Selection(observation=tuple(sorted(chart.ids))), page.language)
    return join_html(
        fill_template(
            '<a href="{href}" download aria-label="{told}">{name}</a>',
            href=f"/api/v1/observations.{kind}?{query}",
            told=page.say("Data ({kind}) of {title}", kind=kind.upper(), title=chart.title),
            name=kind.upper(),
        )
        for kind in ("csv", "xlsx", "json")
    )


def _open_clicked_figure(plot: str) -> None:
    points = st.session_state[plot].selection.points
    ids = [point.get("customdata") for point in points]
    ids = [id[0] if isinstance(id, list) else id for id in ids if id]
    if ids:
        open_figure_card(ids[0])
