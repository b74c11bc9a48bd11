"""One chart in its frame: title, menu, plot, hedge legend, source; a click on a mark opens its figure card."""

from __future__ import annotations

from dataclasses import dataclass, replace

import streamlit as st
from markupsafe import Markup

from indicators.charts import Chart, ChartView
from indicators.charts.legend import legend_entries
from indicators.charts.other_statements import describe_other_statements
from indicators.i18n import Language, Messages, load_messages
from indicators.query import Catalogue, Selection
from indicators.query.caches import cached_on_owner
from indicators.text.markup import NOTHING, fill_template, join_html
from indicators.ui import chart_colours, download_button, figure_table
from indicators.ui.markup import prepare_html, show_html
from indicators.ui.session import Page, open_figure_card
from indicators.ui.streamlit_internals.pacing import let_browser_paint
from indicators.ui.streamlit_internals.raw_html import RawHtml
from indicators.web.composition.chart_menu import chart_menu_html, find_chart_address

#: No modebar: its picture would lack title, hedges and source; ours is in the menu.
_PLOTLY_CONFIG = {"displaylogo": False, "displayModeBar": False, "responsive": True}

_SEEN_KEY = "_first_chart_of"


@dataclass(frozen=True, slots=True)
class _ChartWords:
    """The HTML above and below a plot; `has_address` where the chart can be found by one."""

    above: RawHtml
    below: RawHtml
    has_address: bool


def show_chart(
    page: Page,
    chart: Chart,
    key: str,
    among: Selection | None = None,
    *,
    series: tuple[str, ...] = (),
    has_address: bool = True,
    is_own_page: bool = False,
) -> None:
    """One chart in its frame, with a menu of what can be taken along.

    Its address looks for it `among` the charts of a selection, of a comparison of `series`, or of its own figures by
    their names; it has none where a page alone knows it. Where its figures can be shown in several ways, the reader
    chooses one of them above it. On its own page the title stands above it, and its table below.
    """
    widget, shown = f"chart_{key}_{chart.id}", chart
    scheme = chart_colours.colour_scheme()
    with st.container(border=True, gap="xsmall"):
        if chart.views:
            view = _choose_view(page, chart, f"{widget}_view")
            shown, widget = view.chart, f"{widget}_{view.id}"
        words = _write_words(
            page.catalogue,
            shown,
            chart.ids,
            page.language,
            among,
            series,
            download_button.site_url() if has_address else None,
            is_own_page,
        )
        plot = f"{widget}_{scheme}"  # Streamlit shows a new plot only under a new key
        show_html(words.above)
        st.plotly_chart(
            shown.painted(chart_colours.chart_palette(scheme)),
            theme=None,
            key=plot,
            alt=shown.alt,
            config=_PLOTLY_CONFIG,
            on_select=lambda: _open_clicked_figure(plot),
            selection_mode="points",
        )
        show_html(words.below)
        if is_own_page or not words.has_address:
            _show_table(page, shown, widget, is_open=is_own_page)
    _let_first_chart_paint(page)


@cached_on_owner(maxsize=2048)
def _write_words(
    catalogue: Catalogue,
    chart: Chart,
    figures: tuple[str, ...],
    language: Language,
    among: Selection | None,
    series: tuple[str, ...],
    site: str | None,
    is_own_page: bool,
) -> _ChartWords:
    """The words around a chart of some `figures`: the same for every reader, so they are written once.

    It has an address where the `site` it is on is given. A chart that has views is no key here: they hold a catalogue.
    """
    address = (
        None
        if site is None
        else find_chart_address(catalogue, figures, chart.id, language, among, series, site)
    )
    menu = chart_menu_html(catalogue, chart, address, language, has_table=is_own_page) if address else NOTHING
    title = NOTHING if is_own_page else fill_template('<p class="ri-title">{title}</p>', title=chart.title)
    above = fill_template(
        '{menu}{title}<div class="ri-meta">{subtitle}</div>',
        menu=menu,
        title=title,
        subtitle=chart.subtitle,
    )
    below = _below_html(catalogue, chart, load_messages(language))
    return _ChartWords(prepare_html(above), prepare_html(below), address is not None)


def _below_html(catalogue: Catalogue, chart: Chart, say: Messages) -> Markup:
    """Legend, other statements and sources."""
    legend = legend_entries(chart, say)
    entries = join_html(fill_template("<span>{entry}</span>", entry=entry) for entry in legend)
    hedged = (
        fill_template('<div class="ri-meta ri-legend">{entries}</div>', entries=entries)
        if entries
        else NOTHING
    )
    source = fill_template('<div class="ri-meta">{source}</div>', source=chart.source)
    return hedged + _other_statements_html(catalogue, chart, say) + source


def _show_table(page: Page, chart: Chart, widget: str, *, is_open: bool) -> None:
    """The rows of a chart, made when they are asked for."""
    n = len(chart.ids)
    rows = st.expander(
        page.say.plural("Table of this chart: {n} row", "Table of this chart: {n} rows", n),
        expanded=is_open,
        key=f"{widget}_open",
        on_change="rerun",
        type="compact",
    )
    if rows.open:
        with rows:
            figure_table.show_figures_table(page, chart.rows, f"{widget}_rows")


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


def _other_statements_html(catalogue: Catalogue, chart: Chart, say: Messages) -> Markup:
    """What else was stated of the figures that are drawn, one figure a line."""
    lines = describe_other_statements(catalogue, chart, say)
    return join_html(fill_template('<div class="ri-meta">{line}</div>', line=line) for line in lines)


def _let_first_chart_paint(page: Page) -> None:
    """Wait a moment after the first chart when a choice has changed that charts depend on.

    The browser gathers what comes within a hundredth of a second and draws it in one go, during
    which the page stands still: a reader would see the first chart when the last is done. When a
    page is opened there is nothing to be won: the browser has yet to load what draws charts.
    """
    seen, chosen = st.session_state.get(_SEEN_KEY), page.choices
    if seen is chosen:
        return
    st.session_state[_SEEN_KEY] = chosen
    if seen is not None and replace(seen, figure="") != replace(chosen, figure=""):
        let_browser_paint()


def _open_clicked_figure(plot: str) -> None:
    points = st.session_state[plot].selection.points
    ids = [point.get("customdata") for point in points]
    ids = [id[0] if isinstance(id, list) else id for id in ids if id]
    if ids:
        open_figure_card(ids[0])
