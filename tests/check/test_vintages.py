"""Statements of one figure in a data file: their ids, what relations and charts mean by them, what is refused."""

import random

import pytest

from indicators.check.dataset_file import parse_dataset
from indicators.errors import InvalidDataset
from tests import world
from tests.world import figure

FIRST = figure("growth", "4.2", period="2012", source="daily")
REVISED = figure("growth", "4.6", period="2012", source="monthly")


def catalogue(*figures, relations=(), **sections):
    return world.catalogue(figures, relations, **sections)


def told(found):
    """Each figure of the table: its id, its printed words, and whether it is the current statement."""
    return list(
        zip(
            *(found.rows()[name].tolist() for name in ("observation_id", "stated", "vintage", "current")),
            strict=True,
        )
    )


def problems(*figures, relations=()):
    with pytest.raises(InvalidDataset) as caught:
        parse_dataset(world.text(figures, relations))
    return [problem.message for problem in caught.value.problems]


def test_the_first_has_its_plain_id_a_later_one_that_of_its_source_behind_it_and_is_current():
    assert told(catalogue(REVISED, FIRST)) == [
        ("growth.land.2012.monthly", "printed 4.6", "2025-04", True),
        ("growth.land.2012", "printed 4.2", "2025-03-07", False),
    ]


def test_headline_and_text_of_one_source_are_one_figure_and_the_narrower_is_current():
    headline = figure("gdp", "1 trillion", qualifier="at_least", stated="at least 1 trillion", at=[1])
    text = figure("gdp", "1.1 trillion", stated="1.1 trillion", at=[7])

    assert told(catalogue(text, headline)) == [
        ("gdp.land.2024.daily", "1.1 trillion", "2025-03-07", True),
        ("gdp.land.2024", "at least 1 trillion", "2025-03-07", False),
    ]


def test_the_order_of_the_figures_changes_nothing():
    figures = [FIRST, REVISED, REVISED | {"source": "yearly"}, FIRST | {"stated": "over four", "at": [2]}]
    expected = sorted(told(catalogue(*figures)))
    for seed in range(6):
        random.Random(seed).shuffle(figures)
        assert sorted(told(catalogue(*figures))) == expected


def test_every_statement_names_all_of_its_figure_in_order_of_publication():
    rows = catalogue(REVISED, FIRST, figure("gdp", 5)).rows()

    assert dict(zip(rows["observation_id"], rows["vintages"].where(rows["vintages"].notna(), ""), strict=True)) == {
        "growth.land.2012.monthly": "growth.land.2012;growth.land.2012.monthly",
        "growth.land.2012": "growth.land.2012;growth.land.2012.monthly",
        "gdp.land.2024": "",
    }  # fmt: skip


def test_a_relation_that_names_a_figure_means_its_current_statement():
    figures = [
        figure("gdp", "100.0", period="2023"),
        figure("gdp", "104.0", id="gdp.now"),
        figure("growth", 9),
    ]
    relation = world.relation(
        "r", "growth", {"earlier": "gdp.land.2023", "later": "gdp.now", "rate": "growth.land.2024"}
    )
    [before] = catalogue(*figures, relations=[relation]).audit.findings
    [after] = catalogue(*figures, figure("growth", 4, source="monthly"), relations=[relation]).audit.findings

    assert (before.verdict, before.relation.figures[2]) == ("does-not-reconcile", "growth.land.2024")
    assert (after.verdict, after.relation.figures[2]) == ("reconciles", "growth.land.2024.monthly")


def test_a_relation_that_names_an_id_that_was_given_means_that_statement():
    figures = [
        FIRST | {"id": "growth.first"},
        REVISED,
        figure("growth", "4.2", period="2012", region="north"),
    ]
    relation = world.relation("r", "same", {"figures": ["growth.first", "growth.north.2012"]})

    [finding] = catalogue(*figures, relations=[relation]).audit.findings
    assert finding.relation.figures == ("growth.first", "growth.north.2012")


def test_a_relation_between_two_statements_of_one_figure_compares_these():
    relation = world.relation("r", "same", {"figures": ["growth.land.2012", "growth.land.2012.monthly"]})

    [finding] = catalogue(FIRST, REVISED, relations=[relation]).audit.findings
    assert finding.verdict == "does-not-reconcile"


def test_a_relation_of_dollars_is_about_what_was_printed_beside_them():
    figures = [
        figure("gdp", 100, usd="10"),
        figure("trade", 50, usd="5"),
        figure("gdp", 101, source="monthly"),
    ]
    relation = world.relation("r", "exchange", {"figures": ["gdp.land.2024", "trade.land.2024"]})

    [finding] = catalogue(*figures, relations=[relation]).audit.findings
    assert finding.relation.figures == ("gdp.land.2024", "trade.land.2024")


def test_a_declared_chart_is_of_current_statements():
    years = [figure("gdp", year, period=str(year)) for year in (2021, 2022, 2023)]
    revised = figure("gdp", 5, period="2023", source="monthly")
    chart = {
        "id": "c",
        "title": world.both("C", "图"),
        "selection": {"indicator": "gdp"},
        "kind": "line",
    }

    assert parse_dataset(world.text([*years, revised], charts=[chart])).charts.keys() == {"c"}


def test_the_same_words_of_one_source_are_refused_where_they_stand_again():
    [message] = problems(FIRST, FIRST | {"at": [9]})

    assert message == (
        "indicator 'growth', observation 2: the figure on line 1 is of the same thing, from the same source and in "
        "the same words; expected one figure with the lines of both in 'at', or other words"
    )


def test_a_third_statement_of_one_source_has_a_number_behind_its_id():
    third = REVISED | {"stated": "over four", "qualifier": "over", "at": [12]}
    dataset = parse_dataset(world.text([FIRST, REVISED, third]))

    assert sorted(one.id or one.plain_key(head.id) for head, one in dataset.observations()) == [
        "growth.land.2012",
        "growth.land.2012.monthly",
        "growth.land.2012.monthly.2",
    ]
