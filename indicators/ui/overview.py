"""The first page: how much there is, and where it is about.

Counts only; no figure is ever added to another.
"""

from __future__ import annotations

import streamlit as st

from indicators import text
from indicators.select import selection_of
from indicators.ui import download, links, plots, tiles
from indicators.ui.session import Here


def measure_of_things(now: Here) -> None:
    """One line: how many figures, of how many regions, from how many sources."""
    say, figures = now.say, now.catalogue.figures(now.selection)
    parts = [
        say.plural("{n} figure", "{n} figures", len(figures)),
        say.plural("{n} indicator", "{n} indicators", len(figures.ids("indicator"))),
        say.plural("{n} region", "{n} regions", len(figures.ids("region"))),
        say.plural("{n} source", "{n} sources", len(figures.ids("source"))),
    ]
    st.markdown(" · ".join(parts))


def places(now: Here) -> None:
    """The regions with their numbers of figures; one click opens the region's page."""
    st.header(now.say("By region"), anchor="regions")
    counts = now.catalogue.counts(now.selection, "region")
    maps = list(now.dataset.maps.values())
    for column, layout in zip(st.columns(len(maps)) if maps else (), maps, strict=True):
        with column:
            tiles.tile_map(now, layout, counts)
    links.row(
        (links.address(now, "regions", now.selection, region=(id,)), f"{record.name[now.language]} · {n}")
        for id, record in now.dataset.regions.items()
        if (n := counts[id])
    )


def evidence(now: Here) -> None:
    """Which regions the sources speak of, on which topics."""
    st.header(now.say("What the sources speak of"), anchor="evidence")
    tiles.evidence_matrix(now)


def curated_charts(now: Here) -> None:
    """The charts that the dataset declares; the one that the address names is drawn."""
    charts = now.dataset.charts
    if not charts:
        return
    st.header(now.say("Curated charts"), anchor="charts")
    if chosen := charts.get(now.choices.chart):
        selection = selection_of(chosen)
        plots.show(now, plots.curated(now.catalogue, chosen.id, now.language), "curated")
        download.control(now, selection, now.catalogue.figures(selection), "curated")
    links.row(
        (links.address(now, "overview", now.selection, chart=chart.id), chart.title[now.language])
        for chart in charts.values()
    )


def newest_sources(now: Here) -> None:
    """The sources, the newest first, with their numbers of figures."""
    st.header(now.say("Sources"), anchor="sources")
    counts = now.catalogue.counts(now.selection, "source")
    for source in sorted(now.dataset.sources.values(), key=lambda source: source.published, reverse=True):
        if n := counts[source.id]:
            named = text.aside(source.title[now.language], source.publisher[now.language], now.language)
            label = f"{text.day(source.published, now.language)} · {named} · {n}"
            links.row([(links.address(now, "sources", now.selection, source=(source.id,)), label)])
