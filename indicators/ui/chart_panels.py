"""One chart in its frame: title, plot, hedge legend, source, pictures and files; a click on a mark opens its figure card."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st
from markupsafe import Markup

from indicators.charts import Chart, ChartView
from indicators.charts.legend import legend_entries
from indicators.charts.other_statements import describe_other_statements
from indicators.export import OFFERED_FORMATS
from indicators.query import MAX_NAMED_FIGURES, Selection
from indicators.text.markup import NOTHING, fill_template, join_html
from indicators.ui import chart_colours, figure_table, picture_buttons
from indicators.ui.markup import show_html, show_template
from indicators.ui.session import Page, open_figure_card
from indicators.ui.streamlit_internals.pacing import let_browser_paint
from indicators.web.site_links import BOM_QUERY, selection_query

#: No modebar: its picture would lack title, hedges and source; ours is below the chart.
_PLOTLY_CONFIG = {"displaylogo": False, "displayModeBar": False, "responsive": True}

_SEEN_KEY = "_first_chart_of"


def show_chart(page: Page, chart: Chart, key: str, *, pictures: bool = True, titled: bool = True) -> None:
    """One chart in its frame, to be taken as a picture; the table of its rows is made when it is opened.

    Where its figures can be shown in several ways, the reader chooses one of them above it. It is not `titled`
    where the page has its title.
    """
    widget = f"chart_{key}_{chart.id}"
    scheme = chart_colours.colour_scheme()
    with st.container(border=True, gap="xsmall"):
        if chart.views:
            view = _choose_view(page, chart, f"{widget}_view")
            chart, widget = view.chart, f"{widget}_{view.id}"
        plot = f"{widget}_{scheme}"  # Streamlit shows a new plot only under a new key
        title = fill_template('<p class="ri-title">{title}</p>', title=chart.title) if titled else NOTHING
        show_template('{title}<div class="ri-meta">{subtitle}</div>', title=title, subtitle=chart.subtitle)
        st.plotly_chart(
            chart.painted(chart_colours.chart_palette(scheme)),
            theme=None,
            key=plot,
            alt=chart.alt,
            config=_PLOTLY_CONFIG,
            on_select=lambda: _open_clicked_figure(plot),
            selection_mode="points",
        )
        legend = legend_entries(chart, page.say)
        entries = join_html(fill_template("<span>{entry}</span>", entry=entry) for entry in legend)
        hedged = (
            fill_template('<div class="ri-meta ri-legend">{entries}</div>', entries=entries)
            if entries
            else NOTHING
        )
        source = fill_template('<div class="ri-meta">{source}</div>', source=chart.source)
        taken = (
            picture_buttons.picture_buttons_html(
                page, chart, plot, "   ".join(legend), chart_file_links(page, chart)
            )
            if pictures
            else NOTHING
        )
        show_html(hedged + _other_statements_html(page, chart) + source + taken)
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


def _choose_view(page: Page, chart: Chart, key: str) -> ChartView:
    """The way to show a chart that its reader has chosen: the best unless they did."""
    views = {view.id: view for view in chart.views}
    st.segmented_control(
        page.say("How to show it"),
        list(views),
        format_func=lambda id: views[id].label,
        default=next(iter(views)),
        key=key,
        required=True,
        label_visibility="collapsed",
    )
    view = views.get(st.session_state.get(key, ""), chart.views[0])
    return _choose_base(page, view, f"{key}_base") if view.choices else view


def _choose_base(page: Page, view: ChartView, key: str) -> ChartView:
    """The index of the period that its reader has chosen, the first unless they did."""
    choices = {one.id: one for one in view.choices}
    st.selectbox(
        page.say("100 is the figure of"), list(choices), format_func=lambda id: choices[id].label, key=key
    )
    return choices.get(st.session_state.get(key, ""), view.choices[0])


def _other_statements_html(page: Page, chart: Chart) -> Markup:
    """What else was stated of the figures that are drawn, one figure a line."""
    lines = describe_other_statements(page.catalogue, chart, page.say)
    return join_html(fill_template('<div class="ri-meta">{line}</div>', line=line) for line in lines)


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


def chart_file_links(page: Page, chart: Chart) -> Markup:
    """Links to the rows of a chart as files; empty when they are more than an address can name."""
    if len(chart.ids) > MAX_NAMED_FIGURES:
        return NOTHING
    query = selection_query(Selection(observation=tuple(sorted(chart.ids))), page.language)
    return join_html(
        fill_template(
            '<a href="{href}" download="{file}" aria-label="{label}">{name}</a>',
            href=f"/api/v1/observations.{form.extension}?{query}"
            + (f"&{BOM_QUERY}" if form.takes_bom else ""),
            file=picture_buttons.chart_file_name(chart, page.language, form.extension),
            label=page.say("Data ({kind}) of {title}", kind=form.label, title=chart.title),
            name=form.label,
        )
        for form in OFFERED_FORMATS
        if form.is_beside_charts
    )


def _open_clicked_figure(plot: str) -> None:
    points = st.session_state[plot].selection.points
    ids = [point.get("customdata") for point in points]
    ids = [id[0] if isinstance(id, list) else id for id in ids if id]
    if ids:
        open_figure_card(ids[0])
