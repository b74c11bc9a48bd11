"""The page of charts: a gallery by topic, and one chart for as long as it is among the figures that are chosen."""

from __future__ import annotations

import pytest

from indicators.charts.chart_cache import charts_of_selection, curated_chart
from indicators.query import EVERYTHING, Selection
from indicators.web.composition.blocks import (
    ChartBlock,
    Choices,
    Download,
    FigureList,
    Gallery,
    Heading,
    Links,
    Paragraph,
)
from indicators.web.composition.charts import MAX_RELATED, compose_charts_page, find_chosen_chart
from indicators.web.composition.overview import charts_to_hang
from tests.composing import CATALOGUE, DATASET, blocks_of, led, view_of

GUANGDONG = Selection(region=("guangdong",))
OWN = next(
    chart for chart in charts_of_selection(CATALOGUE, GUANGDONG, "en") if chart.id not in DATASET.charts
)


def composed(selection=EVERYTHING, language="en", **others):
    return compose_charts_page(view_of("charts", selection, language, **others))


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("selection", [EVERYTHING, GUANGDONG])
def test_the_gallery_shows_every_chart_once_topic_by_topic_in_the_order_of_the_dataset(selection, language):
    page = composed(selection, language)
    charts = charts_to_hang(view_of("charts", selection, language))
    headings, galleries = blocks_of(page, Heading), blocks_of(page, Gallery)
    topics = [topic for topic in DATASET.topics if topic in {chart.topic for chart in charts}]

    assert headings == [Heading(DATASET.topics[id].name[language], id) for id in topics]
    assert [{tile.chart.topic for tile in block.tiles} for block in galleries] == [{id} for id in topics]
    assert sorted(chart.id for chart in page.charts()) == sorted(chart.id for chart in charts)
    assert page.blocks[-1] == Download(selection)


def test_figures_that_make_no_chart_are_listed():
    selection = Selection(region=("xiongan",))
    page = composed(selection)

    assert [figure.id for block in blocks_of(page, FigureList) for figure in block.figures] == list(
        CATALOGUE.rows(selection)["observation_id"]
    )
    assert not list(page.charts())


def test_a_gallery_without_figures_is_empty():
    page = composed(Selection(q="xyzzy"))

    assert (page.title, page.is_empty) == ("Charts", True)
    assert [type(block) for block in page.blocks] == [Choices]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("id", DATASET.charts)
def test_a_chart_stands_with_its_note_its_rows_and_others_of_its_topic(id, language):
    chart, page = curated_chart(CATALOGUE, id, language), composed(language=language, chart=id)
    note = DATASET.charts[id].note
    like = [
        other for other in DATASET.charts if curated_chart(CATALOGUE, other, language).topic == chart.topic
    ]

    assert (page.title, page.lead) == (chart.title, DATASET.topics[chart.topic].name[language])
    assert blocks_of(page, ChartBlock) == [ChartBlock(chart, "own", EVERYTHING, is_own_page=True)]
    assert blocks_of(page, Paragraph) == ([Paragraph(note[language])] if note else [])
    assert [block.selection for block in blocks_of(page, Download)] == [
        Selection(observation=tuple(sorted(chart.ids)))
    ]
    [first, *_] = blocks_of(page, Links)
    assert led(first.links)[0][0] == ("/charts", [("lang", language)])
    assert [tile.chart.id for block in blocks_of(page, Gallery) for tile in block.tiles] == [
        other for other in like if other != id
    ][:MAX_RELATED]


def test_a_link_to_a_chart_of_some_filters_shows_it_and_where_a_filter_leaves_none_the_gallery():
    assert find_chosen_chart(view_of("charts", GUANGDONG, chart=OWN.id)).id == OWN.id
    assert composed(GUANGDONG, chart=OWN.id).title == OWN.title

    assert composed(Selection(region=("guangdong",), topic=("talent",)), chart=OWN.id).title == "Charts"
    assert composed(chart="no-such-chart").title == "Charts"
    assert find_chosen_chart(view_of("charts")) is None
