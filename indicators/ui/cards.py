"""Figures as cards, of records that a page has in hand."""

from __future__ import annotations

from collections.abc import Iterable

from indicators.query.table import Row
from indicators.ui.markup import show_html
from indicators.ui.session import Page
from indicators.web.composition.figures import describe_figure
from indicators.web.paper.blocks import card_grid_html, card_html


def show_cards(page: Page, records: Iterable[Row]) -> None:
    """A card for each record, flowing with the width."""
    show_html(card_grid_html(card_html(page, describe_figure(page, row)) for row in records))
