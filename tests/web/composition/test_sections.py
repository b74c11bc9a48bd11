"""Figures topic by topic: which charts are drawn, in which columns, that lists hold the rest, which topic is open."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest

from indicators.charts import Chart
from indicators.charts.chart_cache import charts_of_selection, curated_chart
from indicators.query import EVERYTHING, Catalogue, Selection, chart_selection
from indicators.web.composition import sections
from indicators.web.composition.blocks import (
    ChartBlock,
    Columns,
    FigureList,
    Heading,
    TopicChoice,
)
from indicators.web.composition.sections import (
    MAX_FIGURES_AT_ONCE,
    charts_of_records,
    compose_charts,
    compose_charts_and_list,
    compose_topics,
)
from tests.composing import CATALOGUE, DATASET, blocks_of, led, view_of

FIRST, SECOND, THIRD, *_ = DATASET.topics
CHARTS = charts_of_selection(CATALOGUE, EVERYTHING, "en")


def figures_in(blocks):
    """The figures of charts and of lists, as often as they stand there."""
    charted = [id for block in blocks_of(blocks, ChartBlock) for id in block.chart.ids]
    return charted + [figure.id for block in blocks_of(blocks, FigureList) for figure in block.figures]


def chart(name, height, *ids, topic=FIRST):
    return SimpleNamespace(id=name, plot={"layout": {"height": height}}, ids=ids, topic=topic)


class TestTopics:
    @pytest.mark.parametrize("language", ["en", "zh"])
    @pytest.mark.parametrize("region", ["guangdong", "china", "maoming", "greater-bay-area"])
    def test_a_page_loses_no_figure_and_shows_none_twice(self, region, language):
        selection = Selection(region=(region,))
        view = view_of("regions", selection, language)
        blocks = list(compose_topics(view, selection, "region", frozenset({"region"})))
        rows = CATALOGUE.rows(CATALOGUE.drawn(selection))
        topics = [topic for topic in DATASET.topics.values() if topic.id in set(rows["topic"])]

        assert sorted(figures_in(blocks)) == sorted(rows["observation_id"])
        assert blocks_of(blocks, Heading) == [
            Heading(topic.name[language], topic.id, topic.description[language]) for topic in topics
        ]
        assert {block.key for block in blocks_of(blocks, ChartBlock)} <= {
            f"region_{topic.id}" for topic in topics
        }

    def test_an_open_topic_alone_is_drawn(self):
        selection = Selection(region=("guangzhou",))
        blocks = list(compose_topics(view_of("regions", selection, show="trade"), selection, "region"))
        rows = CATALOGUE.rows(Selection(region=("guangzhou",), topic=("trade",)))

        assert sorted(figures_in(blocks)) == sorted(rows["observation_id"])
        assert [block.anchor for block in blocks_of(blocks, Heading)] == ["trade"]
        assert [block.chosen for block in blocks_of(blocks, TopicChoice)] == ["trade"]

    def test_all_topics_are_drawn_where_all_are_open(self):
        selection = Selection(region=("guangzhou",))
        blocks = list(compose_topics(view_of("regions", selection, show="all"), selection, "region"))

        assert sorted(figures_in(blocks)) == sorted(
            CATALOGUE.rows(CATALOGUE.drawn(selection))["observation_id"]
        )

    def test_a_list_says_nothing_that_the_page_says_already(self):
        selection = Selection(region=("maoming",))
        for leave_out in (frozenset(), frozenset({"region"})):
            blocks = compose_topics(view_of("regions", selection), selection, "region", leave_out)
            about = [figure.about for block in blocks_of(blocks, FigureList) for figure in block.figures]
            assert about
            assert any("Maoming" in each for each in about) is (not leave_out)


def choice(counts, show="", language="en", selection=EVERYTHING):
    """The choice of a topic on a page with these numbers of figures."""
    view = view_of("regions", selection, language, show=show)
    present = [topic for id, topic in DATASET.topics.items() if counts.get(id, 0)]
    return sections._choose_topic(view, present, counts)


LONG = {FIRST: 1200, SECOND: 5, THIRD: 0}


class TestTheOpenTopic:
    @pytest.mark.parametrize(
        ("counts", "chosen"),
        [
            ({SECOND: MAX_FIGURES_AT_ONCE - 1, FIRST: 1}, None),
            ({SECOND: MAX_FIGURES_AT_ONCE, FIRST: 1}, FIRST),
            ({SECOND: MAX_FIGURES_AT_ONCE + 1, FIRST: 0}, None),
            ({SECOND: MAX_FIGURES_AT_ONCE + 1, THIRD: 1, FIRST: 0}, SECOND),
            ({}, None),
        ],
    )
    def test_a_page_of_few_figures_or_one_topic_shows_all_and_a_longer_one_its_first(self, counts, chosen):
        found = choice(counts)

        assert (found and found.chosen) == chosen

    @pytest.mark.parametrize(
        ("show", "chosen"),
        [("", FIRST), (SECOND, SECOND), ("all", "all"), (THIRD, FIRST)],  # the third has no figures here
    )
    def test_the_topic_of_the_link_is_open_where_it_has_figures(self, show, chosen):
        assert choice(LONG, show).chosen == chosen

    @pytest.mark.parametrize(("language", "every"), [("en", "All topics"), ("zh", "全部主题")])
    def test_every_topic_says_how_much_it_holds_and_leads_to_itself_the_first_without_a_word(
        self, language, every
    ):
        selection = Selection(q="gdp")
        found = choice(LONG, SECOND, language, selection)
        kept = [("q", "gdp"), ("lang", language)]

        assert [id for id, _ in found.links] == [FIRST, SECOND, "all"]
        assert led(link for _, link in found.links) == [
            (("/regions", kept), DATASET.topics[FIRST].name[language], 1200),
            (("/regions", [*kept, ("show", SECOND)]), DATASET.topics[SECOND].name[language], 5),
            (("/regions", [*kept, ("show", "all")]), every, 1205),
        ]


class TestChartsAndList:
    @pytest.mark.parametrize("indicator", ["goods-trade-growth", "gdp", "skilled-talent", "cluster-revenue"])
    def test_the_page_of_an_indicator_shows_each_of_its_figures_once(self, indicator):
        selection = CATALOGUE.drawn(Selection(indicator=(indicator,)))
        rows = CATALOGUE.rows(selection)
        blocks = list(
            compose_charts_and_list(
                view_of("indicators"), rows, CATALOGUE.records(rows), "indicator", EVERYTHING
            )
        )

        assert sorted(figures_in(blocks)) == sorted(rows["observation_id"])
        assert all(block.figures for block in blocks_of(blocks, FigureList))

    @pytest.mark.parametrize(
        ("n", "language", "title"),
        [(0, "en", ""), (1, "en", "Also stated"), (1, "zh", "其他所述数据"), (2, "en", "Also stated")],
    )
    def test_a_list_beside_charts_says_that_it_is_what_else_was_stated(self, n, language, title, monkeypatch):
        records = CATALOGUE.records(CATALOGUE.rows())[:5]
        found = tuple(chart(name, 100, records[k].observation_id) for k, name in enumerate("ab"[:n]))
        monkeypatch.setattr(sections, "charts_of_records", lambda *_: found)
        blocks = list(
            compose_charts_and_list(view_of(language=language), CATALOGUE.rows(), records, "k", EVERYTHING)
        )
        [listed] = blocks_of(blocks, FigureList)

        assert listed.title == title
        assert [figure.id for figure in listed.figures] == [row.observation_id for row in records[n:]]
        # one chart leads with the list beside it, several stand above it
        assert [type(block) for block in blocks] == [[FigureList], [Columns], [Columns, FigureList]][n]
        if n == 1:
            assert blocks[0].leads

    def test_where_charts_hold_all_there_is_no_list(self, monkeypatch):
        records = CATALOGUE.records(CATALOGUE.rows())[:2]
        found = (chart("a", 100, *(row.observation_id for row in records)),)
        monkeypatch.setattr(sections, "charts_of_records", lambda *_: found)

        assert list(compose_charts_and_list(view_of(), CATALOGUE.rows(), records, "k", EVERYTHING)) == [
            ChartBlock(found[0], "k")
        ]

    @pytest.mark.parametrize("language", ["en", "zh"])
    @pytest.mark.parametrize("id", list(DATASET.charts))
    def test_a_declared_chart_comes_first_where_all_its_figures_are_there_and_none_is_drawn_again(
        self, id, language
    ):
        rows = CATALOGUE.rows(CATALOGUE.drawn(chart_selection(DATASET.charts[id])))
        found = charts_of_records(CATALOGUE, rows, CATALOGUE.records(rows), language)
        shown = [figure for each in found for figure in each.ids]

        declared = [each.id in DATASET.charts for each in found]
        own = curated_chart(CATALOGUE, id, language)

        assert declared == sorted(declared, reverse=True)
        assert own in found or any(
            not set(each.ids).isdisjoint(own.ids) for each in found if each.id in DATASET.charts
        )
        assert len(shown) == len(set(shown))

    def test_a_declared_chart_of_which_a_figure_is_missing_is_not_drawn(self):
        id = next(iter(DATASET.charts))
        rows = CATALOGUE.rows(CATALOGUE.drawn(chart_selection(DATASET.charts[id])))
        found = charts_of_records(CATALOGUE, rows, CATALOGUE.records(rows)[1:], "en")

        assert id not in [each.id for each in found]

    def test_of_two_declared_charts_of_the_same_figures_the_first_is_drawn(self):
        id = next(iter(DATASET.charts))
        again = DATASET.charts[id].model_copy(update={"id": "again"})
        charts = {"again": again, id: DATASET.charts[id]}
        catalogue = Catalogue(replace(DATASET, charts=charts))
        rows = catalogue.rows(catalogue.drawn(chart_selection(again)))
        found = charts_of_records(catalogue, rows, catalogue.records(rows), "en")

        assert [each.id for each in found if each.id in charts] == ["again"]

    @pytest.mark.parametrize("language", ["en", "zh"])
    def test_no_figure_is_in_two_charts_of_a_page(self, language):
        rows = CATALOGUE.rows(CATALOGUE.drawn(EVERYTHING))
        found = charts_of_records(CATALOGUE, rows, CATALOGUE.records(rows), language)
        shown = [figure for each in found for figure in each.ids]

        assert len(shown) == len(set(shown))
        assert len({each.id for each in found}) == len(found)


class TestColumns:
    @pytest.mark.parametrize(
        ("heights", "columns"),
        [
            ([100, 100], ["a", "b"]),
            ([100, 100, 100], ["ac", "b"]),
            ([900, 100, 100, 100], ["a", "bcd"]),
            ([400, 100, 99], ["a", "bc"]),
            ([100, 900, 100, 100], ["acd", "b"]),
            # 520 beside 310 + 310: the frame of a chart counts too, and the fourth stands below the first
            ([310, 100, 100, 100], ["ad", "bc"]),
        ],
    )
    def test_charts_are_shared_out_to_columns_of_one_height_in_their_order(self, heights, columns):
        found = [chart(name, height) for name, height in zip("abcdef", heights, strict=False)]
        [block] = compose_charts(view_of(), found, "k")

        assert ["".join(each.chart.id for each in column) for column in block.columns] == columns
        assert not block.leads

    def test_one_chart_goes_across_the_page_and_none_takes_no_room(self):
        [only] = compose_charts(view_of(), CHARTS[:1], "k")

        assert isinstance(only.chart, Chart)
        assert only == ChartBlock(CHARTS[0], "k")
        assert list(compose_charts(view_of(), [], "k")) == []
