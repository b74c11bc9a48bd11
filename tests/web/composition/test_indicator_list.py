"""The list of indicators: each by topic with its latest figure, one click from its page."""

from __future__ import annotations

import pytest

from indicators.query import EVERYTHING, Selection
from indicators.web.composition.blocks import Heading, IndicatorList, Links, SubjectChoice
from indicators.web.composition.indicator import compose_indicator
from indicators.web.paper.blocks import block_html
from tests.composing import CATALOGUE, DATASET, blocks_of, led, view_of


def lines_of(document):
    return [line for block in blocks_of(document, IndicatorList) for line in block.lines]


def line_of(name, document):
    [line] = [line for line in lines_of(document) if line.link.text == name]
    return line


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_indicator_with_figures_stands_there_once_and_leads_to_its_page(language):
    counts = CATALOGUE.counts(EVERYTHING, "indicator")
    document = compose_indicator(view_of("indicators", language=language))

    assert sorted(led(line.link for line in lines_of(document))) == sorted(
        (
            ("/indicators", [("indicator", id), ("lang", language)]),
            DATASET.indicators[id].name[language],
            n,
        )
        for id, n in counts.items()
        if n
    )
    assert all(line.latest.figure for line in lines_of(document))


def test_topics_stand_in_the_order_of_the_dataset_each_a_jump_away_and_their_indicators_by_weight():
    document = compose_indicator(view_of("indicators"))
    headings = blocks_of(document, Heading)
    [jumps] = blocks_of(document, Links)

    assert [heading.anchor for heading in headings] == [
        id for id in DATASET.topics if CATALOGUE.counts(EVERYTHING, "topic")[id]
    ]
    assert [(link.text, link.href) for link in jumps.links] == [
        (heading.text, f"/indicators?lang=en#{heading.anchor}") for heading in headings
    ]
    for block in blocks_of(document, IndicatorList):
        counts = [line.link.count for line in block.lines]
        assert counts == sorted(counts, reverse=True)


def test_a_line_says_the_latest_figure_with_its_hedge_and_period_and_of_how_much_there_are_others():
    document = compose_indicator(view_of("indicators"))
    gdp, trade = line_of("Gross domestic product", document), line_of("Goods imports and exports", document)

    assert (gdp.latest.figure, gdp.latest.subject) == ("53.8 billion yuan", "Hengqin · 2024")
    assert gdp.extent == "3 regions · 2 periods"
    assert (trade.latest.figure, trade.latest.subject) == ("over 1 trillion yuan", "Guangzhou · Jan–Oct 2025")
    assert (trade.extent, trade.strokes) == ("", ())


def test_only_a_line_has_a_picture_which_is_the_line_and_no_more():
    view = view_of("indicators")
    document = compose_indicator(view)
    [stroke] = line_of("Gross domestic product", document).strokes
    written = {bool(line.strokes): block_html(view, IndicatorList((line,))) for line in lines_of(document)}

    assert tuple(stroke) == (0, 1, 1, 0)  # from the lower left to the upper right
    assert written[True].count("<img") == 1
    assert "<img" not in written[False]


def test_filters_shorten_the_list_and_travel_on():
    selection = Selection(region=("hengqin",))
    document = compose_indicator(view_of("indicators", selection))

    assert {line.latest.about.split(" · ")[0] for line in lines_of(document)} == {"Hengqin"}
    assert all("region=hengqin" in line.link.href for line in lines_of(document))
    assert compose_indicator(view_of("indicators", Selection(q="nothing like it"))).is_empty


def test_the_choice_of_an_indicator_offers_the_list_and_the_page_of_one_leads_back_to_it():
    every = (("/indicators", [("lang", "en")]), "All indicators", None)
    for selection, chosen in ((EVERYTHING, ""), (Selection(indicator=("gdp",)), "gdp")):
        view = view_of("indicators", selection)
        [choice] = blocks_of(compose_indicator(view), SubjectChoice)

        assert (choice.chosen, led([choice.every])) == (chosen, [every])
        assert ("All indicators" in block_html(view, choice)) is bool(chosen)
