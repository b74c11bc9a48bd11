"""Figures as a table, and the sources they are from."""

from __future__ import annotations

from typing import Final

from markupsafe import Markup

from indicators import text
from indicators.text import citations
from indicators.text.markup import NOTHING, fill_template, join_html
from indicators.web.composition.blocks import Citations, FigureTable
from indicators.web.composition.figure_columns import figure_columns
from indicators.web.composition.view import View

#: Figures that one table lists.
MAX_TABLE_ROWS: Final = 50
_TABLE_TEMPLATE: Final = (
    '<div class="ri-scroll" tabindex="0" role="region" aria-label="{name}"><table class="ri-table">'
    "<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>{more}"
)
_FOLD_TEMPLATE: Final = '<details class="ri-fold"><summary>{label}</summary>{content}</details>'
_CITATION_TEMPLATE: Final = '<div class="ri-name"><b>{named}</b></div><p class="ri-meta">{cited}</p>'


def table_html(view: View, block: FigureTable) -> Markup:
    """The first rows of a table, each with a link to its figure; folded where it has a label."""
    rows = view.catalogue.records(block.rows[:MAX_TABLE_ROWS])
    columns = figure_columns(
        view.catalogue, rows, view.language, block.leave_out, lines=block.in_reading_order
    )
    total = len(block.rows)
    name = view.say.plural("Table of {n} figure", "Table of {n} figures", total)
    linked = view.say("Figure")
    body = join_html(
        fill_template(
            "<tr>{cells}</tr>",
            cells=join_html(
                _cell_html(view, row.observation_id if name == linked else "", cell)
                for name, cell in zip(columns, cells, strict=True)
            ),
        )
        for row, cells in zip(rows, zip(*columns.values(), strict=True), strict=True)
    )
    heads = join_html(fill_template('<th scope="col">{name}</th>', name=name) for name in columns)
    table = fill_template(
        _TABLE_TEMPLATE, name=name, heads=heads, body=body, more=_more_html(view, len(rows), total)
    )
    return fill_template(_FOLD_TEMPLATE, label=block.label, content=table) if block.label else table


def _cell_html(view: View, id: str, cell: str) -> Markup:
    if not id:
        return fill_template("<td>{cell}</td>", cell=cell)
    href = view.addresses.figure_address(id, view.language)
    return fill_template('<td><a href="{href}">{cell}</a></td>', href=href, cell=cell)


def _more_html(view: View, shown: int, total: int) -> Markup:
    if shown >= total:
        return NOTHING
    told = view.say.plural("and {n} more figure", "and {n} more figures", total - shown)
    return fill_template('<p class="ri-meta">{told}</p>', told=told)


def citations_html(view: View, block: Citations) -> Markup:
    """The sources by name, each cited in full."""
    return join_html(_citation_html(view, id) for id in block.sources)


def _citation_html(view: View, id: str) -> Markup:
    source = view.dataset.sources[id]
    named = text.add_brackets(source.title[view.language], source.publisher[view.language], view.language)
    return fill_template(_CITATION_TEMPLATE, named=named, cited=citations.cite_source(source, view.say))
