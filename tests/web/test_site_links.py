"""Addresses that pages and API both write: the shortest that says the same, and what reads it back."""

from __future__ import annotations

import pytest

from indicators.query import EVERYTHING, Selection
from indicators.web.site_links import SHORT_LINKS, chart_page_path, chart_query, selection_query
from tests.real import real

CATALOGUE = real()


@pytest.mark.parametrize(
    ("selection", "language", "query"),
    [
        (EVERYTHING, "en", ""),
        (EVERYTHING, "zh", "lang=zh"),
        (Selection(region=("a", "b"), q="x &y"), "en", "region=a&region=b&q=x+%26y"),
        (Selection(within=True), "zh", "within=1&lang=zh"),
    ],
)
def test_a_selection_is_named_by_what_is_not_the_default(selection, language, query):
    assert selection_query(selection, language) == query


@pytest.mark.parametrize(
    ("id", "query"),
    [
        ("guangzhou-trade-growth", "lang=zh"),
        ("bars-x", "region=a&lang=zh"),
        ("compare-own-1-line-x", "series=s.1&series=s.2&lang=zh"),
        ("guangzhou-trade-growth-nosuch", "region=a&lang=zh"),
    ],
)
def test_a_declared_chart_is_found_by_its_id_a_comparison_by_its_series_any_other_by_the_selection(id, query):
    assert chart_query(CATALOGUE, id, Selection(region=("a",)), "zh", ("s.1", "s.2")) == query


def test_the_page_of_a_chart_is_named_by_its_id_and_what_finds_it():
    assert chart_page_path("a", "") == "/charts?chart=a"
    assert chart_page_path("a", "lang=zh") == "/charts?chart=a&lang=zh"


def test_short_links_are_four():
    assert SHORT_LINKS == {
        "i": ("indicators", "indicator"),
        "r": ("regions", "region"),
        "f": ("data", "figure"),
        "c": ("charts", "chart"),
    }
