"""The page of one indicator: charts, figures, what it means, its sources, others like it."""

from __future__ import annotations

from collections import Counter

import pytest

from indicators import text
from indicators.i18n import load_messages
from indicators.model.code_lists import MEASURES
from indicators.model.hedges import HEDGES
from indicators.query import Selection
from indicators.web.composition.blocks import (
    ChartBlock,
    Choices,
    Citations,
    Download,
    Facts,
    FigureList,
    FigureTable,
    Heading,
    Links,
    SubjectChoice,
)
from indicators.web.composition.indicator import compose_indicator
from tests.composing import CATALOGUE, DATASET, blocks_of, led, section, view_of

SOME = list(DATASET.indicators.items())[::5]


def composed(id, language="en", **filters):
    return compose_indicator(view_of("indicators", Selection(indicator=(id,), **filters), language))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_an_indicator_says_its_definition_shows_each_figure_once_and_then_all_as_a_table(language):
    for id, record in SOME:
        page = composed(id, language)
        ids = CATALOGUE.rows(Selection(indicator=(id,)))["observation_id"]
        charted = [figure for block in blocks_of(page, ChartBlock) for figure in block.chart.ids]
        listed = [figure.id for block in blocks_of(page, FigureList) for figure in block.figures]
        [table] = blocks_of(page, FigureTable)

        assert (page.title, page.lead) == (record.name[language], record.definition[language])
        assert sorted(charted + listed) == sorted(
            CATALOGUE.rows(CATALOGUE.drawn(Selection(indicator=(id,))))["observation_id"]
        )
        assert set(table.rows["observation_id"]) == set(ids)
        assert (table.leave_out, table.label) == (frozenset({"indicator"}), "")
        assert [block.selection for block in blocks_of(page, Download)] == [Selection(indicator=(id,))]
        assert [block.anchor for block in blocks_of(page, Heading)] in (
            ["figures", "about", "sources", "related"],
            ["figures", "about", "sources"],
        )


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_facts_of_an_indicator(language):
    say = load_messages(language)
    mark = {"en": ", ", "zh": "、"}[language]
    semicolon = {"en": "; ", "zh": "；"}[language]
    for id, record in SOME:
        counts = Counter(CATALOGUE.rows(Selection(indicator=(id,)))["qualifier"])
        hedges = [
            say("{n} × {hedge}", n=say.format_count(counts[name]), hedge=say(hedge.meaning))
            for name, hedge in HEDGES.items()
            if counts[name]
        ]
        [facts] = section(composed(id, language), "about")

        assert facts == Facts(
            (
                (say("Topic"), DATASET.topics[record.topic].name[language]),
                (say("Measure"), say(MEASURES[record.measure].label)),
                (say("Unit"), text.unit_name(DATASET.units[record.unit], language)),
                (say("Share of"), record.of[language] if record.of else ""),
                (say("Hedges"), semicolon.join(hedges)),
                (say("Also called"), mark.join(record.aliases)),
                (say("Id"), id),
            )
        )


def test_hedges_in_words():
    [facts] = section(composed("goods-trade-growth"), "about")

    assert dict(facts.pairs)["Hedges"] == "3 × exact as stated; 2 × lower bound (over, more than, exceeded)"


def test_other_indicators_of_the_topic_are_linked_twelve_at_most():
    for id, record in SOME:
        rows = CATALOGUE.rows(Selection(indicator=(id,)))
        region = rows["region"].iloc[0]
        page = composed(id, region=(region,))
        others = [o for o in DATASET.indicators.values() if o.topic == record.topic and o.id != id]
        found = [block for block in section(page, "related") if isinstance(block, Links) and block.label]

        assert [(block.label, led(block.links)) for block in found] == [
            (
                "Same topic",
                [
                    (
                        ("/indicators", [("region", region), ("indicator", o.id), ("lang", "en")]),
                        o.name.en,
                        None,
                    )
                    for o in others[:12]
                ],
            )
        ]
    assert max(sum(o.topic == t for o in DATASET.indicators.values()) for t in DATASET.topics) > 13


def test_the_sources_of_the_figures_are_cited_each_once():
    rows = CATALOGUE.rows(Selection(indicator=("gdp",)))

    assert section(composed("gdp"), "sources") == [Citations(tuple(dict.fromkeys(rows["source"])))]
    assert len(rows) > rows["source"].nunique() > 1


def test_an_indicator_of_which_no_figure_fits_says_what_it_is_and_what_is_chosen():
    page = composed("gdp", q="xyzzy")

    assert page.is_empty
    assert page.lead == DATASET.indicators["gdp"].definition.en
    assert [type(block) for block in page.blocks] == [SubjectChoice, Choices]
