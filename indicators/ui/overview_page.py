"""The first page: how much there is, and where it is about.

Counts only; no figure is ever added to another.
"""

from __future__ import annotations

import streamlit as st

from indicators import text
from indicators.charts import chart_cache
from indicators.query import chart_selection
from indicators.ui import chart_panels, download_button, navigation, tile_map
from indicators.ui.session import Page
from indicators.ui.style import escape_markdown


def show_counts(page: Page) -> None:
    """One line: how many figures, of how many regions, from how many sources."""
    say, figures = page.say, page.catalogue.figures(page.selection)
    parts = [
        say.plural("{n} figure", "{n} figures", len(figures)),
        say.plural("{n} indicator", "{n} indicators", len(figures.ids("indicator"))),
        say.plural("{n} region", "{n} regions", len(figures.ids("region"))),
        say.plural("{n} source", "{n} sources", len(figures.ids("source"))),
    ]
    st.markdown(" · ".join(parts))


def show_regions(page: Page) -> None:
    """The regions with their numbers of figures; one click opens the region's page."""
    st.header(page.say("By region"), anchor="regions")
    counts = page.catalogue.counts(page.selection, "region")
    maps = list(page.dataset.maps.values())
    for column, layout in zip(st.columns(len(maps)) if maps else (), maps, strict=True):
        with column:
            tile_map.show_tile_map(page, layout, counts)
    navigation.show_links(
        (
            page.address_of("regions", page.selection, region=(id,)),
            f"{page.dataset.label_of('regions', id, page.language)} · {n}",
        )
        for id, record in page.dataset.regions.items()
        if (n := counts[id])
    )


def show_evidence(page: Page) -> None:
    """Which regions the sources speak of, on which topics."""
    st.header(page.say("What the sources speak of"), anchor="evidence")
    tile_map.show_evidence_matrix(page)


def show_curated_charts(page: Page) -> None:
    """The charts that the dataset declares; the one that the address names is drawn."""
    charts = page.dataset.charts
    if not charts:
        return
    st.header(page.say("Curated charts"), anchor="charts")
    if chosen := charts.get(page.choices.chart):
        selection = page.catalogue.drawn(chart_selection(chosen))
        chart_panels.show_chart(
            page, chart_cache.curated_chart(page.catalogue, chosen.id, page.language), "curated"
        )
        if chosen.note:
            st.caption(escape_markdown(chosen.note[page.language]))
        download_button.show_download(page, selection, page.catalogue.figures(selection), "curated")
    navigation.show_links(
        (
            page.address_of("charts", page.selection, chart=chart.id),
            chart.title[page.language],
        )
        for chart in charts.values()
    )


def show_newest_sources(page: Page) -> None:
    """The sources, the newest first, with their numbers of figures."""
    st.header(page.say("Sources"), anchor="sources")
    counts = page.catalogue.counts(page.selection, "source")
    for source in sorted(page.dataset.sources.values(), key=lambda source: source.published, reverse=True):
        if n := counts[source.id]:
            named = text.add_brackets(
                source.title[page.language], source.publisher[page.language], page.language
            )
            label = f"{text.format_day(source.published, page.language)} · {named} · {n}"
            navigation.show_links([(page.address_of("sources", page.selection, source=(source.id,)), label)])
