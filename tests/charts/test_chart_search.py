"""The charts that a search finds: by their titles, by their figures, the best first."""

from __future__ import annotations

from dataclasses import replace

import pytest

from indicators.charts.chart_cache import charts_of_selection
from indicators.charts.chart_search import MAX_DRAWN_FIGURES, search_charts
from indicators.query import EVERYTHING, Catalogue, Selection
from tests.real import real

CATALOGUE = real()


def ids(query, language="en"):
    return [chart.id for chart in search_charts(CATALOGUE, query, language)]


@pytest.mark.parametrize(
    ("query", "chart"),
    [
        ("Guangzhou trade by partner", "guangzhou-trade-growth"),
        ("对东盟进出口", "guangzhou-trade-growth"),
        ("广州对东盟进出口", "guangzhou-trade-growth"),
        ("GDP of regions", "gdp-of-regions"),
        ("京津冀 经济总量", "gdp-of-regions"),
        ("14.5万亿", "gdp-of-regions"),
        ("technology contracts", "technology-contracts"),
        ("exhibitions abroad", "exhibition-organisers-abroad"),
        ("Guangzhou rankings", "guangzhou-rankings"),
    ],
)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_best_chart_is_the_one_that_readers_mean(query, chart, language):
    assert ids(query, language)[0] == chart


@pytest.mark.parametrize("chart", CATALOGUE.dataset.charts)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_declared_chart_is_found_by_its_title_and_by_its_id(chart, language):
    assert chart in ids(CATALOGUE.dataset.charts[chart].title[language])
    assert chart in ids(chart)


def test_charts_of_the_figures_found_follow_those_that_the_dataset_declares():
    found = ids("talent")
    declared = [id for id in found if id in CATALOGUE.dataset.charts]

    assert declared
    assert found[: len(declared)] == declared
    assert set(found[len(declared) :]) <= {
        chart.id for chart in charts_of_selection(CATALOGUE, Selection(q="talent"), "en")
    }


@pytest.mark.parametrize("most", [1, 2, 3])
def test_no_more_are_drawn_than_are_asked_for(most):
    assert [chart.id for chart in search_charts(CATALOGUE, "talent", "en", most)] == ids("talent")[:most]


def test_a_chart_of_no_more_than_a_declared_one_shows_is_not_shown_beside_it():
    assert ids("Guangzhou trade by partner") == ["guangzhou-trade-growth"]


def test_charts_of_very_many_figures_are_not_drawn_for_a_search():
    assert CATALOGUE.count(Selection(q="guangzhou")) > MAX_DRAWN_FIGURES
    assert set(ids("guangzhou")) <= set(CATALOGUE.dataset.charts)


@pytest.mark.parametrize("query", ["", "xyzzy", "!!!", "\x00"])
def test_what_finds_nothing_finds_no_chart(query):
    assert ids(query) == []


def test_a_dataset_without_charts_has_those_of_its_figures():
    made = Catalogue(replace(CATALOGUE.dataset, charts={}))

    assert made.count(EVERYTHING)
    assert [chart.id for chart in search_charts(made, "trade ASEAN EU", "en")] == [
        chart.id for chart in charts_of_selection(made, Selection(q="trade ASEAN EU"), "en")
    ]
