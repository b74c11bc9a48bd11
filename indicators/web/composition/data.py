"""The page of all figures: to search, filter and download."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from indicators.query import SelectedFigures, Selection
from indicators.web.composition.blocks import Block, Document, Download, FigureTable, Paragraph, SearchBox
from indicators.web.composition.filters_chosen import compose_choices
from indicators.web.composition.view import View

#: Figures that one table lists.
MAX_TABLE_ROWS: Final = 1_000


def compose_data(view: View) -> Document:
    """The figures that fit the filters, the first of them as a table."""
    say, figures = view.say, view.catalogue.figures(view.selection)
    lead = say(
        "{count} of {total}, each with the words it was printed in.",
        count=say.plural("{n} figure", "{n} figures", len(figures)),
        total=say.format_count(view.catalogue.count(Selection(implied=view.selection.implied))),
    )
    head: tuple[Block, ...] = (SearchBox(view.selection.q), *compose_choices(view))
    if not len(figures):
        return Document(say("Data"), lead, head, is_empty=True)
    return Document(say("Data"), lead, (*head, Download(view.selection), *_compose_table(view, figures)))


def _compose_table(view: View, figures: SelectedFigures) -> Iterator[Block]:
    """The table of the first figures; says so when there are more."""
    rows = figures.page(MAX_TABLE_ROWS)
    yield FigureTable(rows, "data_table")
    if len(rows) < len(figures):
        text = view.say(
            "The table lists the first {n} of {total} figures; filters shorten the list, the download holds all.",
            n=view.say.format_count(len(rows)),
            total=view.say.format_count(len(figures)),
        )
        yield Paragraph(text, "notice")
