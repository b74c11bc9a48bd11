"""The front page: charts of many topics first, then topics, regions and what is new, each with its number of figures."""

from __future__ import annotations

import re
from dataclasses import replace
from types import SimpleNamespace

import pytest

from indicators import text
from indicators.charts.chart_cache import charts_of_selection, curated_chart
from indicators.query import EVERYTHING, Catalogue, Selection
from indicators.web.composition.blocks import (
    Cards,
    ChartBlock,
    Choices,
    Download,
    EvidenceMatrix,
    FigureTable,
    Gallery,
    Heading,
    Index,
    Links,
    News,
    Paragraph,
    SearchBox,
    TileMap,
)
from indicators.web.composition.headlines import choose_headlines
from indicators.web.composition.overview import (
    MAX_FRONT_CHARTS,
    charts_to_hang,
    compose_overview,
    compose_tile,
    describe_extent,
    spread_over_topics,
)
from tests.composing import CATALOGUE, DATASET, blocks_of, led, section, view_of
from tests.noting import asked, rows_of


def composed(selection=EVERYTHING, language="en", **others):
    return compose_overview(view_of("overview", selection, language, **others))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_page_says_what_the_dataset_is_and_has_a_box_to_search_in(language):
    page = composed(Selection(q="gdp"), language)

    assert (page.title, page.lead) == (
        DATASET.about.title[language],
        DATASET.about.description[language],
    )
    assert [type(block) for block in page.blocks[:2]] == [SearchBox, Choices]
    assert page.blocks[0] == SearchBox("gdp")


def test_charts_come_first_and_the_table_of_all_figures_last():
    page = composed()

    assert [heading.anchor for heading in blocks_of(page, Heading)] == [
        "charts",
        "topics",
        "regions",
        "sources",
        "evidence",
        "figures",
    ]
    assert blocks_of(page, EvidenceMatrix) == [EvidenceMatrix()]
    assert blocks_of(page, Download) == [Download(EVERYTHING)]
    [table] = blocks_of(page, FigureTable)
    assert page.blocks[-1] is table
    assert table.label == f"Table of {len(CATALOGUE)} figures"


def test_a_page_without_figures_offers_to_search_and_to_take_filters_away():
    page = composed(Selection(q="xyzzy"))

    assert page.is_empty
    assert [type(block) for block in page.blocks] == [SearchBox, Choices]


class TestCharts:
    @pytest.mark.parametrize("language", ["en", "zh"])
    def test_declared_charts_hang_each_with_the_address_of_its_page(self, language):
        gallery, more = section(composed(language=language), "charts")
        charts = [curated_chart(CATALOGUE, id, language) for id in DATASET.charts]

        assert type(gallery) is Gallery
        assert [tile.chart.id for tile in gallery.tiles] == [
            chart.id for chart in spread_over_topics(charts, DATASET.topics, MAX_FRONT_CHARTS)
        ]
        assert [asked(tile.href) for tile in gallery.tiles] == [
            ("/charts", [("lang", language), ("chart", tile.chart.id)]) for tile in gallery.tiles
        ]
        assert isinstance(more, Links)
        assert led(more.links)[0][0] == ("/charts", [("lang", language)])

    def test_under_filters_those_of_the_figures_that_fit_hang_and_lead_to_themselves(self):
        selection = Selection(region=("guangdong",))
        view = view_of("overview", selection)

        assert charts_to_hang(view) == charts_of_selection(CATALOGUE, selection, "en")
        for chart in charts_to_hang(view):
            tile = compose_tile(view, chart)
            path, pairs = asked(tile.href)
            assert path == "/charts"
            assert ("chart", chart.id) in pairs
            assert ("region", "guangdong") in pairs
            # a declared chart is a file by its id alone, any other among the figures that are chosen
            assert ("region=guangdong" in tile.query) is (chart.id not in DATASET.charts)

    def test_a_dataset_that_declares_no_charts_hangs_those_it_has(self, small):
        without = Catalogue(replace(small.dataset, charts={}))
        view = view_of("overview", catalogue=without)

        assert charts_to_hang(view) == charts_of_selection(without, EVERYTHING, "en")
        assert charts_to_hang(view)

    def test_where_figures_make_no_chart_they_stand_there_themselves(self):
        selection = Selection(region=("xiongan",))
        page = composed(selection)

        assert "charts" not in [heading.anchor for heading in blocks_of(page, Heading)]
        [cards] = blocks_of(page, Cards)
        assert [figure.id for figure in cards.figures] == [
            row.observation_id for row in choose_headlines(CATALOGUE, selection)
        ]

    @pytest.mark.parametrize("language", ["en", "zh"])
    @pytest.mark.parametrize("id", [*DATASET.charts, ""])
    def test_the_declared_chart_that_a_link_of_old_names_is_drawn_with_its_note(self, id, language):
        page = composed(Selection(topic=("trade",)), language, chart=id)
        note = DATASET.charts[id].note if id else None

        assert [(block.chart.id, block.key) for block in blocks_of(page, ChartBlock)] == (
            [(id, "curated")] if id else []
        )
        assert blocks_of(page, Paragraph) == ([Paragraph(note[language], "meta")] if note else [])


@pytest.mark.parametrize(
    ("topics", "most", "found"),
    [
        ("", 9, ""),
        ("AAA", 2, "a0 a1"),
        ("AAB", 9, "a0 b0 a1"),
        ("BBA", 9, "a0 b0 b1"),  # topics in the order of the dataset
        ("AABBC", 3, "a0 b0 c0"),
        ("AABBC", 4, "a0 b0 c0 a1"),
        ("CAAAB", 9, "a0 b0 c0 a1 a2"),
    ],
)
def test_charts_are_of_as_many_topics_as_there_are_in_turns(topics, most, found):
    seen = {}
    charts = []
    for topic in topics:
        charts.append(SimpleNamespace(topic=topic, id=f"{topic.lower()}{seen.setdefault(topic, 0)}"))
        seen[topic] += 1

    assert " ".join(chart.id for chart in spread_over_topics(charts, "ABC", most)) == found


@pytest.mark.parametrize(
    ("selection", "language", "extent"),
    [
        (EVERYTHING, "en", None),
        (Selection(region=("xiongan",)), "en", "1 figure · 1 indicator · 1 region · 1 source"),
        (Selection(region=("maoming",)), "en", None),
        (Selection(region=("maoming",)), "zh", None),
    ],
)
def test_how_much_there_is_of_each(selection, language, extent):
    found = describe_extent(view_of("overview", selection, language))
    rows = CATALOGUE.rows(selection)
    counts = [len(rows), *(rows[name].nunique() for name in ("indicator", "region", "source"))]

    assert [int(n) for n in re.findall(r"\d+", found)] == counts
    if extent:
        assert found == extent
    elif language == "en":
        assert re.sub(r"\d+", "n", found).startswith("n figures · n indicators · n region")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_topics_with_figures_are_linked_with_their_number_and_the_filters(language):
    selection = Selection(region=("guangzhou",), topic=("trade", "talent"))
    counts = CATALOGUE.rows(selection)["topic"].value_counts()
    [index] = section(composed(selection, language), "topics")

    assert led(index.links) == [
        (
            ("/topics", [("region", "guangzhou"), ("topic", t.id), ("lang", language)]),
            t.name[language],
            counts[t.id],
        )
        for t in DATASET.topics.values()
        if counts.get(t.id, 0)
    ]
    for link in index.links:
        assert len(rows_of(CATALOGUE, link.href)) == link.count


@pytest.mark.parametrize("language", ["en", "zh"])
def test_regions_with_figures_are_linked_with_their_number_and_the_filters(language):
    selection = Selection(topic=("industry-clusters",))
    page = composed(selection, language)
    counts = CATALOGUE.rows(selection)["region"].value_counts()
    [index] = [block for block in section(page, "regions") if isinstance(block, Index)]

    assert led(index.links) == [
        (
            ("/regions", [("region", r.id), ("topic", "industry-clusters"), ("lang", language)]),
            r.name[language],
            counts[r.id],
        )
        for r in DATASET.regions.values()
        if counts.get(r.id, 0)
    ]
    for link in index.links:
        assert len(rows_of(CATALOGUE, link.href)) == link.count
    maps = blocks_of(page, TileMap)
    assert [block.layout for block in maps] == list(DATASET.maps.values())
    assert all(
        {id: n for id, n in block.counts if n} == {id: n for id, n in counts.items() if n} for block in maps
    )


def test_a_dataset_without_maps_has_no_place_for_them(small):
    without = Catalogue(replace(small.dataset, maps={}))

    assert [type(block) for block in section(composed(catalogue=without), "regions")] == [Index]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_sources_stand_newest_first_with_their_date_their_name_and_their_number(language):
    selection = Selection(region=("guangzhou",))
    counts = CATALOGUE.rows(selection)["source"].value_counts()
    newest = sorted(DATASET.sources.values(), key=lambda source: source.published, reverse=True)
    sources = [source for source in newest if counts.get(source.id, 0)]
    [news] = blocks_of(composed(selection, language), News)

    assert led(news.links) == [
        (
            ("/sources", [("region", "guangzhou"), ("source", s.id), ("lang", language)]),
            s.title[language],
            counts[s.id],
        )
        for s in sources
    ]
    assert [link.note for link in news.links] == [
        f"{text.format_day(s.published, language)} · {(s.short or s.publisher)[language]}" for s in sources
    ]
