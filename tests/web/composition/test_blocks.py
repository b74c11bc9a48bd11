"""Pages as data: what a page holds can be asked of it, however deep it stands."""

from __future__ import annotations

from indicators.charts.chart_cache import charts_of_selection
from indicators.query import EVERYTHING
from indicators.web.composition.blocks import ChartBlock, Columns, Document, Gallery, Heading, Tile
from tests.composing import CATALOGUE

ONE, TWO, THREE, *_ = charts_of_selection(CATALOGUE, EVERYTHING, "en")


def test_the_charts_of_a_page_are_found_in_their_order_in_columns_and_galleries_too():
    inner = Columns(((ChartBlock(TWO, "k"),), (Gallery((Tile(THREE, "/", ""),)),)))
    page = Document("T", "", (Heading("H", "h"), ChartBlock(ONE, "k"), Columns(((inner,), ()))))

    assert list(page.charts()) == [ONE, TWO, THREE]
