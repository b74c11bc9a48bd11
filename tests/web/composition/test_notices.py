"""A page that draws a part of its figures says which, how many of how many, and where all are."""

from __future__ import annotations

import pandas as pd
import pytest

from indicators.query import MAX_DRAWN_ROWS, DrawnRows
from indicators.web.composition.blocks import Paragraph
from indicators.web.composition.notices import compose_partial_notice
from tests.composing import view_of


def partly(n, total, language="en"):
    shown = DrawnRows(pd.DataFrame({"observation_id": range(n)}), total)
    return list(compose_partial_notice(view_of("regions", language=language), shown))


def test_a_page_that_draws_all_its_figures_says_nothing_of_it():
    assert partly(3, 3) == partly(MAX_DRAWN_ROWS, MAX_DRAWN_ROWS) == []


@pytest.mark.parametrize("n", [2, MAX_DRAWN_ROWS - 1])
def test_a_page_that_draws_the_latest_of_each_series_says_so(n):
    assert partly(n, 12_345) == [
        Paragraph(
            f"{n} of 12,345 figures are drawn: the latest of each series. Filters show fewer figures in full; the download and the page Data hold all.",
            "notice",
        )
    ]


@pytest.mark.parametrize("n", [MAX_DRAWN_ROWS, MAX_DRAWN_ROWS + 1])
def test_a_page_that_draws_as_many_as_it_can_says_that_too(n):
    assert partly(n, 2_000) == [
        Paragraph(
            f"{n} of 2,000 figures are drawn: the latest of each series, as many as there is room for. Filters show fewer figures in full; the download and the page Data hold all.",
            "notice",
        )
    ]
    assert "2000" in partly(n, 2_000, "zh")[0].text
