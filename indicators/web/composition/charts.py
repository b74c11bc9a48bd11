"""The page of charts: small pictures by topic, and one chart with what to know, its files and its like."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from indicators.charts import Chart
from indicators.charts.chart_cache import find_chart
from indicators.errors import UnknownId
from indicators.query import Selection
from indicators.web.composition.blocks import (
    Block,
    ChartBlock,
    Document,
    Download,
    FigureList,
    Gallery,
    Heading,
    Link,
    Links,
    Paragraph,
)
from indicators.web.composition.figures import describe_figure
from indicators.web.composition.filters_chosen import compose_choices
from indicators.web.composition.notices import compose_partial_notice
from indicators.web.composition.overview import charts_to_hang, compose_tile
from indicators.web.composition.view import View

#: Charts of a topic that are offered beside one of them.
MAX_RELATED: Final = 6


def compose_charts_page(view: View) -> Document:
    """The chart that the address names, else the gallery."""
    chart = find_chosen_chart(view)
    return _compose_gallery(view) if chart is None else _compose_chart(view, chart)


def find_chosen_chart(view: View) -> Chart | None:
    """The chart that the address names; None where filters chosen since, or newer data, leave no such chart."""
    if not view.choices.chart:
        return None
    try:
        chosen = view.choices
        return find_chart(view.catalogue, chosen.chart, chosen.selection, view.language, chosen.series)
    except UnknownId:
        return None


def _compose_gallery(view: View) -> Document:
    title, lead = view.say("Charts"), view.say("Each is a page, a file and a picture to take along.")
    head = tuple(compose_choices(view))
    if not view.catalogue.count(view.selection):
        return Document(title, lead, head, is_empty=True)
    return Document(title, lead, (*head, *_compose_topics(view)))


def _compose_topics(view: View) -> Iterator[Block]:
    """The charts of the selection, topic by topic; where there are none, its figures."""
    shown = view.catalogue.rows_to_draw(view.selection)
    yield from compose_partial_notice(view, shown)
    found = charts_to_hang(view)
    if not found:
        records = view.catalogue.records(shown.rows)
        yield FigureList(tuple(describe_figure(view, record) for record in records))
    place = {topic: n for n, topic in enumerate(view.dataset.topics)}
    for topic, charts in groupby(
        sorted(found, key=lambda chart: place[chart.topic]), key=lambda chart: chart.topic
    ):
        yield Heading(view.dataset.label_of("topics", topic, view.language), topic)
        yield Gallery(tuple(compose_tile(view, chart) for chart in charts))
    yield Download(view.selection)


def _compose_chart(view: View, chart: Chart) -> Document:
    return Document(
        chart.title,
        view.dataset.label_of("topics", chart.topic, view.language),
        tuple(_compose_chart_blocks(view, chart)),
    )


def _compose_chart_blocks(view: View, chart: Chart) -> Iterator[Block]:
    """The chart, large, with its note, its rows as files, and other charts of its topic."""
    yield Links((Link(view.say("All charts"), view.address_of("charts", view.selection)),))
    yield ChartBlock(chart, "own", view.selection, view.choices.series, is_own_page=True)
    declared = view.dataset.charts.get(chart.id)
    if declared and declared.note:
        yield Paragraph(declared.note[view.language])
    yield Download(Selection(observation=tuple(sorted(chart.ids))))
    like = [each for each in charts_to_hang(view) if each.topic == chart.topic and each.id != chart.id]
    if like:
        topic = view.dataset.label_of("topics", chart.topic, view.language)
        yield Heading(view.say("More of {topic}", topic=topic), "more")
        yield Gallery(tuple(compose_tile(view, each) for each in like[:MAX_RELATED]))
