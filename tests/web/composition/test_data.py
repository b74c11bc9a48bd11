"""The page of all figures: how many, the first of them as a table, all to take along."""

from __future__ import annotations

import pytest

from indicators.query import Selection
from indicators.web.composition.blocks import Download, FigureTable, Paragraph, SearchBox
from indicators.web.composition.data import MAX_TABLE_ROWS, compose_data
from tests.composing import CATALOGUE, blocks_of, view_of
from tests.noting import Variant


class Many:
    """So many figures, of which a page asks for the first."""

    def __init__(self, n):
        self.n, self.asked = n, []

    def __len__(self):
        return self.n

    def page(self, limit):
        self.asked.append(limit)
        rows = CATALOGUE.rows()
        return rows.iloc[[k % len(rows) for k in range(min(limit, self.n))]]


@pytest.mark.parametrize("n", [1, MAX_TABLE_ROWS - 1, MAX_TABLE_ROWS, MAX_TABLE_ROWS + 1])
def test_a_list_that_is_cut_says_so(n):
    found = Many(n)
    document = compose_data(view_of("data", catalogue=Variant(figures=lambda _: found)))
    [table] = blocks_of(document, FigureTable)

    assert found.asked == [1_000]
    assert len(table.rows) == min(n, MAX_TABLE_ROWS)
    assert [each.text for each in blocks_of(document, Paragraph)] == (
        [
            "The table lists the first 1,000 of 1,001 figures; filters shorten the list, the download holds all."
        ]
        if n > MAX_TABLE_ROWS
        else []
    )


def test_the_page_says_of_how_many_figures_it_shows_some_and_offers_them_as_files():
    selection = Selection(region=("guangzhou",), q="trade")
    document, n = compose_data(view_of("data", selection)), CATALOGUE.count(selection)

    assert document.lead == f"{n} figures of {CATALOGUE.count()}, each with the words it was printed in."
    assert blocks_of(document, SearchBox) == [SearchBox("trade")]
    assert blocks_of(document, Download) == [Download(selection)]


def test_without_figures_there_is_neither_a_table_nor_a_file():
    document = compose_data(view_of("data", Selection(region=("macao",), status=("target",))))

    assert document.is_empty
    assert blocks_of(document, FigureTable) == blocks_of(document, Download) == []
