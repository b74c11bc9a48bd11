"""The tools over a catalogue: figures that carry hedge, period, citation and link, honest comparisons, sentences."""

from __future__ import annotations

import pytest

from indicators.web.mcp.tools import MAX_COMPARED, Toolbox, ToolMistake
from tests import world
from tests.real import real

SITE = "https://here.test"
TOOLS = Toolbox(real(), SITE)
CHINESE = Toolbox(real(), SITE, "zh")
TRADE = "goods-trade.guangzhou.2025-01--2025-10"


class TestFigures:
    def test_a_figure_carries_its_hedge_its_period_its_citation_and_a_link(self):
        found = TOOLS.search_figures({"q": "guangzhou foreign trade"})
        [figure] = [figure for figure in found.figures if figure.id == TRADE]

        assert figure.figure == "over 1 trillion yuan"
        assert (figure.hedge, figure.period, figure.status) == ("over", "Jan–Oct 2025", "actual")
        assert (figure.low, figure.high) == (1e12, None)
        assert figure.printed == "surpassed 1 trillion yuan"
        assert figure.citation.startswith(
            "Guangzhou · Goods imports and exports · Jan–Oct 2025: over 1 trillion yuan. "
        )
        assert figure.link == f"{SITE}/f/{TRADE}?lang=en"

    def test_every_figure_of_the_dataset_can_be_told_in_both_languages(self):
        for tools in (TOOLS, CHINESE):
            offset: int | None = 0
            told = 0
            while offset is not None:
                part = tools.search_figures({}, 50, offset)
                told += len(part.figures)
                offset = part.next_offset
                assert all(f.figure and f.period and f.citation and f.link for f in part.figures)
            assert told == len(real())

    def test_without_a_site_a_link_leads_to_the_source(self):
        [figure] = Toolbox(real()).search_figures({"observation": TRADE}).figures

        assert figure.link == real().dataset.sources["peoples-daily-guangzhou"].url

    def test_a_part_names_where_the_next_one_begins(self):
        first = TOOLS.search_figures({"region": ["guangzhou"]}, 3)
        rest = TOOLS.search_figures({"region": ["guangzhou"]}, 50, first.total - 2)

        assert (len(first.figures), first.next_offset) == (3, 3)
        assert (len(rest.figures), rest.next_offset, rest.total) == (2, None, first.total)

    def test_words_that_find_nothing_are_answered_with_words_that_do(self):
        found = TOOLS.search_figures({"q": "guangzuo trade"})

        assert (found.total, found.note) == (0, "nothing fits; did you mean 'Guangzhou' or 'trade'?")

    def test_the_language_is_that_of_every_sentence(self):
        [figure] = CHINESE.search_figures({"observation": TRADE}).figures

        assert (figure.figure, figure.period) == ("超1万亿元", "2025年1—10月")

    @pytest.mark.parametrize(
        ("filters", "sentence"),
        [
            ({"region": ["guangzuo"]}, "there is no region 'guangzuo'; did you mean 'guangzhou'?"),
            ({"from": 2030, "to": 2020}, "expected a year from 2030 to 9999 as to_year; found 2020"),
            (
                {"region": ["guangzuo"], "topic": ["tallent"]},
                "there is no region 'guangzuo'; did you mean 'guangzhou'?; there is no topic 'tallent'; did you mean 'talent'?",
            ),
        ],
    )
    def test_an_id_that_there_is_not_is_answered_with_the_nearest_one(self, filters, sentence):
        with pytest.raises(ToolMistake) as mistake:
            TOOLS.search_figures(filters)

        assert str(mistake.value) == sentence

    def test_one_figure_has_its_definition_and_its_place(self):
        found = TOOLS.get_figure(TRADE)

        assert found.figure.id == TRADE
        assert found.definition == "Value of goods imported and exported over the period, in yuan."
        assert found.place == "People's Daily Online, 16 Dec 2025, lines 5, 6"

    def test_other_statements_of_a_figure_are_told_with_it(self):
        figures = [world.figure("gdp", "5 million"), world.figure("gdp", "6 million", source="monthly")]
        tools = Toolbox(world.catalogue(figures))
        [current] = tools.search_figures({"vintage": "current"}).figures

        assert current.figure == "6 million crowns"
        assert tools.get_figure(current.id).other_statements == [
            "first stated as 5 million crowns, 7 Mar 2025"
        ]

    def test_a_figure_that_there_is_not_is_answered_with_the_nearest_one(self):
        with pytest.raises(ToolMistake, match=f"there is no figure '{TRADE}0'; did you mean '{TRADE}'"):
            TOOLS.get_figure(f"{TRADE}0")


class TestIndicators:
    def test_they_have_ids_definitions_units_and_how_many_figures_there_are(self):
        found = TOOLS.list_indicators("academicians")
        [indicator] = [one for one in found.indicators if one.id == "academicians"]

        assert (indicator.topic, indicator.measure, indicator.unit) == ("talent", "level", "people")
        assert indicator.link == f"{SITE}/i/academicians?lang=en"

    def test_all_of_them_come_in_parts(self):
        ids: list[str] = []
        offset: int | None = 0
        while offset is not None:
            part = TOOLS.list_indicators(limit=50, offset=offset)
            ids += [one.id for one in part.indicators]
            offset = part.next_offset

        assert len(ids) == len(set(ids)) == part.total
        assert set(ids) == {one.id for one in real().dataset.indicators.values() if one.observations}


def land(value: str, **fields: object) -> dict[str, object]:
    return world.figure("gdp", value, **fields)


class TestComparing:
    @pytest.mark.parametrize(
        ("one", "other", "larger"),
        [
            ({"value": "7 million"}, {"value": "5 million"}, 0),
            ({"value": "5 million"}, {"value": "7 million"}, 1),
            ({"value": "5 million"}, {"value": "6 million"}, None),
            ({"value": "5 million", "qualifier": "over"}, {"value": "6 million"}, None),
            ({"value": "6 million", "qualifier": "over"}, {"value": "5 million"}, 0),
            ({"value": "5 million", "qualifier": "over"}, {"value": "5 million", "qualifier": "under"}, 0),
            ({"value": "5 million", "qualifier": "at_least"}, {"value": "5 million", "qualifier": "at_most"}, None),
            ({"value": "5 million", "qualifier": "nearly"}, {"value": "5 million", "qualifier": "at_least"}, 1),
            ({"value": "5 million", "qualifier": "about"}, {"value": "5 million"}, None),
        ],
    )  # fmt: skip
    def test_one_is_larger_where_the_hedges_leave_no_doubt(self, one, other, larger):
        tools = Toolbox(world.catalogue([land(**one), land(**other, region="south")]))
        ids = [figure.id for figure in tools.search_figures({}).figures]
        ids.sort(key=lambda id: "south" in id)
        found = tools.compare(ids)

        assert (found.comparable, found.why_not) == (True, [])
        [pair] = found.order
        assert pair.larger == (None if larger is None else ids[larger])

    @pytest.mark.parametrize(
        ("change", "sentence"),
        [
            ({"period": "2023"}, "they are for different periods: 2024, 2023"),
            ({"status": "target"}, "they are of different status: actual, target"),
        ],
    )
    def test_what_is_not_like_with_like_has_no_order_and_a_reason(self, change, sentence):
        tools = Toolbox(world.catalogue([land("5 million"), land("6 million", region="south", **change)]))
        ids = sorted((f.id for f in tools.search_figures({}).figures), key=lambda id: "south" in id)
        found = tools.compare(ids)

        assert (found.comparable, found.order) == (False, [])
        assert sentence in found.why_not

    @pytest.mark.parametrize("ids", [[TRADE], [TRADE, TRADE], [f"f{n}" for n in range(MAX_COMPARED + 1)]])
    def test_two_different_figures_at_least_are_compared_and_not_too_many(self, ids):
        with pytest.raises(ToolMistake, match="expected 2 to 12 different ids of figures; found "):
            TOOLS.compare(ids)


class TestCharts:
    def test_a_chart_comes_with_the_figures_that_it_draws(self):
        answer, picture = TOOLS.get_chart("guangzhou-rankings", {}, "dark", 640)

        assert picture is not None
        assert picture.startswith(b"\x89PNG")
        assert answer.total == len(answer.figures) > 1
        assert answer.link == f"{SITE}/c/guangzhou-rankings"

    def test_without_an_id_it_is_the_first_chart_of_the_figures_and_others_are_named(self):
        answer, _ = TOOLS.get_chart("", {"region": ["guangdong"]})

        assert answer.id not in answer.other_charts
        assert answer.other_charts
        again, _ = TOOLS.get_chart(next(iter(answer.other_charts)), {"region": ["guangdong"]})
        assert again.title == next(iter(answer.other_charts.values()))

    def test_a_chart_that_there_is_not_is_answered_with_the_nearest_one(self):
        with pytest.raises(ToolMistake, match="did you mean 'guangzhou-rankings'"):
            TOOLS.get_chart("guangzhou-ranking", {})


class TestTexts:
    def test_a_claim_has_a_verdict_a_sentence_and_the_whole_figure(self):
        text = "From January to October 2025 Shenzhen's foreign trade exceeded 1 trillion yuan."
        [claim] = TOOLS.check_text(text).claims

        assert claim.verdict == "other-region"
        assert text[claim.start : claim.end] == claim.printed
        assert [figure.id for figure in claim.figures] == [TRADE]
        assert claim.figures[0].citation
        assert "over 1 trillion yuan" in claim.says
        assert "超1万亿元" in CHINESE.check_text(text).claims[0].says

    def test_a_text_is_read_with_hedge_and_period(self):
        [figure] = TOOLS.read_text("In 2024 exports exceeded 3 million yuan.").figures

        assert (figure["qualifier"], figure["period"], figure["value"]) == ("over", "2024", 3_000_000)

    @pytest.mark.parametrize("ask", [TOOLS.read_text, TOOLS.check_text])
    def test_nothing_is_no_text(self, ask):
        with pytest.raises(ToolMistake, match="expected a text; found nothing"):
            ask(" \n")
