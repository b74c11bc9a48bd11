"""Addresses that pages and API both write: the shortest that says the same, and what reads it back."""

from __future__ import annotations

import pytest

from indicators.query import EVERYTHING, Selection
from indicators.web.site_links import SHORT_LINKS, selection_query


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


def test_short_links_are_four():
    assert SHORT_LINKS == {
        "i": ("indicators", "indicator"),
        "r": ("regions", "region"),
        "f": ("data", "figure"),
        "c": ("charts", "chart"),
    }
