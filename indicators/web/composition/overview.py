"""The front page: charts first, then topics, regions and what is new."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from indicators import text
from indicators.charts import Chart
from indicators.charts.chart_cache import charts_of_selection, curated_chart
from indicators.query import EVERYTHING
from indicators.web.composition.blocks import (
    Block,
    Cards,
    ChartBlock,
    Columns,
    Document,
    Download,
    EvidenceMatrix,
    FigureTable,
    Gallery,
    Heading,
    Index,
    Link,
    Links,
    News,
    Paragraph,
    SearchBox,
    Tile,
    TileMap,
)
from indicators.web.composition.figures import describe_figure
from indicators.web.composition.filters_chosen import compose_choices
from indicators.web.composition.headlines import choose_headlines
from indicators.web.composition.notices import compose_partial_notice
from indicators.web.composition.view import View
from indicators.web.site_links import chart_query

#: Charts that the front page shows.
MAX_FRONT_CHARTS: Final = 9


def compose_overview(view: View) -> Document:
    """What the dataset is, in one sentence; a gallery of charts; topics, regions, sources; the matrix of both."""
    about = view.dataset.about
    head: tuple[Block, ...] = (SearchBox(view.selection.q), *compose_choices(view))
    if not view.catalogue.count(view.selection):
        return Document(about.title[view.language], about.description[view.language], head, is_empty=True)
    return Document(
        about.title[view.language], about.description[view.language], (*head, *_compose_body(view))
    )


def _compose_body(view: View) -> Iterator[Block]:
    say = view.say
    yield from compose_partial_notice(view, view.catalogue.rows_to_draw(view.selection))
    yield from _compose_named_chart(view)
    charts = charts_to_hang(view)
    if charts:
        yield Heading(say("Start with a chart"), "charts", describe_extent(view))
        yield Gallery(
            tuple(
                compose_tile(view, chart)
                for chart in spread_over_topics(charts, view.dataset.topics, MAX_FRONT_CHARTS)
            )
        )
        yield Links((Link(say("All charts"), view.address_of("charts", view.selection)),))
    else:
        headlines = choose_headlines(view.catalogue, view.selection)
        yield Cards(tuple(describe_figure(view, row) for row in headlines))
    yield Heading(say("By topic"), "topics")
    yield Index(tuple(compose_topic_links(view)))
    counts = view.catalogue.counts(view.selection, "region")
    maps = tuple(TileMap(layout, tuple(counts.items())) for layout in view.dataset.maps.values())
    regions = tuple(
        Link(
            view.dataset.label_of("regions", id, view.language),
            view.address_of("regions", view.selection.without("region"), region=(id,)),
            n,
        )
        for id in view.dataset.regions
        if (n := counts[id])
    )
    yield Heading(say("By region"), "regions")
    if maps:
        yield Columns(tuple((each,) for each in maps))
    yield Index(regions)
    yield Heading(say("New in the data"), "sources", say("Sources by date"))
    yield News(tuple(_compose_news(view)))
    yield Heading(say("What the sources speak of"), "evidence")
    yield EvidenceMatrix()
    yield Heading(say("All figures"), "figures")
    yield Download(view.selection)
    shown = view.catalogue.rows_to_draw(view.selection)
    label = say.plural("Table of {n} figure", "Table of {n} figures", len(shown.rows))
    yield FigureTable(shown.rows, "overview_table", label=label)


def _compose_named_chart(view: View) -> Iterator[Block]:
    """The declared chart that the address names, as links of old do."""
    declared = view.dataset.charts.get(view.choices.chart)
    if declared:
        yield ChartBlock(curated_chart(view.catalogue, declared.id, view.language), "curated")
        if declared.note:
            yield Paragraph(declared.note[view.language], "meta")


def describe_extent(view: View) -> str:
    """One line: how many figures, of how many regions, from how many sources."""
    say, figures = view.say, view.catalogue.figures(view.selection)
    parts = [
        say.plural("{n} figure", "{n} figures", len(figures)),
        say.plural("{n} indicator", "{n} indicators", len(figures.ids("indicator"))),
        say.plural("{n} region", "{n} regions", len(figures.ids("region"))),
        say.plural("{n} source", "{n} sources", len(figures.ids("source"))),
    ]
    return " · ".join(parts)


def charts_to_hang(view: View) -> Sequence[Chart]:
    """The charts that the dataset declares; where filters are chosen, or it declares none, all there are."""
    if view.selection == EVERYTHING and view.dataset.charts:
        return [curated_chart(view.catalogue, id, view.language) for id in view.dataset.charts]
    return charts_of_selection(view.catalogue, view.selection, view.language)


def spread_over_topics(charts: Sequence[Chart], topics: Iterable[str], most: int) -> list[Chart]:
    """Up to `most` of some charts, of as many topics as there are: the first of each, then the second, and on."""
    seen: dict[str, int] = {}
    turns = []
    for chart in charts:
        turns.append(seen.get(chart.topic, 0))
        seen[chart.topic] = turns[-1] + 1
    place = {topic: n for n, topic in enumerate(topics)}
    order = sorted(range(len(charts)), key=lambda n: (turns[n], place[charts[n].topic]))
    return [charts[n] for n in order[:most]]


def compose_tile(view: View, chart: Chart) -> Tile:
    """A small picture of a chart that leads to its page."""
    return Tile(
        chart,
        view.address_of("charts", view.selection, chart=chart.id),
        chart_query(view.catalogue, chart.id, view.selection, view.language),
    )


def compose_topic_links(view: View) -> Iterator[Link]:
    """The topics that have figures, in the order of the dataset, which is by weight."""
    counts = view.catalogue.counts(view.selection, "topic")
    for id, n in ((id, counts[id]) for id in view.dataset.topics):
        if n:
            label = view.dataset.label_of("topics", id, view.language)
            yield Link(label, view.address_of("topics", view.selection.without("topic"), topic=(id,)), n)


def _compose_news(view: View) -> Iterator[Link]:
    """The sources, the newest first, with their numbers of figures."""
    counts = view.catalogue.counts(view.selection, "source")
    for source in sorted(view.dataset.sources.values(), key=lambda source: source.published, reverse=True):
        if n := counts[source.id]:
            day = text.format_day(source.published, view.language)
            yield Link(
                source.title[view.language],
                view.address_of("sources", view.selection.without("source"), source=(source.id,)),
                n,
                f"{day} · {(source.short or source.publisher)[view.language]}",
            )
