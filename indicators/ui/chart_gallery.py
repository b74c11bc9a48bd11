"""The page of charts: small pictures by topic, and one chart with what to know, its files and its like."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Final

import streamlit as st
from markupsafe import Markup

from indicators.charts import Chart
from indicators.charts.chart_cache import charts_of_selection, curated_chart, find_chart
from indicators.charts.svg_sheet import LEAST_WIDTH
from indicators.errors import UnknownId
from indicators.query import EVERYTHING, Selection
from indicators.text.markup import fill_template, join_html
from indicators.ui import cards, chart_colours, chart_panels, download_button, navigation, page_frame
from indicators.ui.markup import show_template
from indicators.ui.session import Page
from indicators.ui.style import escape_markdown
from indicators.web.site_links import THEME_PARAMETER, WIDTH_PARAMETER, chart_file_path, chart_query

#: Charts of a topic that are offered beside one of them.
MAX_RELATED: Final = 6
_TILE_TEMPLATE: Final = '<li><a href="{href}" target="_self"><img src="{picture}" alt="{alt}" loading="lazy" width="{width}"></a></li>'


def show_gallery(page: Page) -> None:
    """Small pictures of the charts of the selection, topic by topic; a click opens one."""
    shown = page.catalogue.rows_to_draw(page.selection)
    if shown.rows.empty:
        page_frame.show_no_figures(page)
        return
    page_frame.show_partial_notice(page, shown)
    found = _charts_to_hang(page)
    if not found:
        cards.show_cards(page, page.catalogue.records(shown.rows))
    place = {topic: n for n, topic in enumerate(page.dataset.topics)}
    ordered = sorted(found, key=lambda chart: place[chart.topic])
    for topic, charts in groupby(ordered, key=lambda chart: chart.topic):
        st.header(escape_markdown(page.dataset.label_of("topics", topic, page.language)), anchor=topic)
        show_tiles(page, list(charts))
    download_button.show_download(page, page.selection, page.catalogue.figures(page.selection))


def _charts_to_hang(page: Page) -> Sequence[Chart]:
    """Those that the dataset declares; where filters are chosen, or it declares none, all there are."""
    if page.selection == EVERYTHING and page.dataset.charts:
        return [curated_chart(page.catalogue, id, page.language) for id in page.dataset.charts]
    return charts_of_selection(page.catalogue, page.selection, page.language)


def show_tiles(page: Page, charts: Sequence[Chart]) -> None:
    """Small pictures, each a link to the page of its chart."""
    tiles = join_html(_tile_html(page, chart) for chart in charts)
    show_template('<ul class="ri-gallery">{tiles}</ul>', tiles=tiles)


def _tile_html(page: Page, chart: Chart) -> Markup:
    query = chart_query(page.catalogue, chart.id, page.selection, page.language)
    looks = f"{WIDTH_PARAMETER}={LEAST_WIDTH}&{THEME_PARAMETER}={chart_colours.colour_scheme()}"
    return fill_template(
        _TILE_TEMPLATE,
        href=page.address_of("charts", page.selection, chart=chart.id),
        picture=chart_file_path(chart.id, "svg", "&".join(filter(None, (query, looks)))),
        alt=chart.alt,
        width=LEAST_WIDTH,
    )


def find_chosen_chart(page: Page) -> Chart | None:
    """The chart that the address names; None where filters chosen since, or newer data, leave no such chart."""
    if not page.choices.chart:
        return None
    try:
        chosen = page.choices
        return find_chart(page.catalogue, chosen.chart, chosen.selection, page.language, chosen.series)
    except UnknownId:
        return None


def show_chart_page(page: Page, chart: Chart) -> None:
    """One chart, large, with its note, its rows as files, and other charts of its topic."""
    topic = page.dataset.label_of("topics", chart.topic, page.language)
    navigation.show_links([(page.address_of("charts", page.selection), page.say("All charts"))])
    page_frame.show_title(chart.title, topic)
    chart_panels.show_chart(page, chart, "own", page.selection, series=page.choices.series, is_own_page=True)
    declared = page.dataset.charts.get(chart.id)
    if declared and declared.note:
        st.markdown(escape_markdown(declared.note[page.language]))
    selection = Selection(observation=tuple(sorted(chart.ids)))
    download_button.show_download(page, selection, page.catalogue.figures(selection), "chart")
    like = [each for each in _charts_to_hang(page) if each.topic == chart.topic and each.id != chart.id]
    if like:
        st.header(escape_markdown(page.say("More of {topic}", topic=topic)), anchor="more")
        show_tiles(page, like[:MAX_RELATED])
