"""A page to take along as one HTML file, which needs nothing from anywhere: for reading, and for print."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from markupsafe import Markup

from indicators.charts import Chart
from indicators.charts.svg_sheet import draw_plot
from indicators.charts.theme import PALETTES
from indicators.text.markup import NOTHING, fill_template, join_html
from indicators.web.brief.parts import Brief, Cell, Drawing, Grid, Part, Passage, Reference, Section

#: Pixels of a plot, as wide as a page of text.
PLOT_WIDTH: Final = 640
_CSS: Final = Markup((Path(__file__).parent / "brief.css").read_text(encoding="utf-8"))  # noqa: S704 - a style sheet of the package
_PAGE_TEMPLATE: Final = """<!doctype html>
<html lang="{tag}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title} – {dataset}</title><meta name="author" content="{dataset}"><meta name="description" content="{lead}">
<meta name="dcterms.created" content="{day}"><style>{css}</style></head><body>
<header><p class="kicker">{dataset}</p><h1>{title}</h1><p class="lead">{lead}</p><dl>{facts}</dl></header>
<main>{parts}</main>
<footer><h2>{references_label}</h2><ol class="references">{references}</ol></footer></body></html>
"""

#: How a chart is drawn on the page.
PlotWriter = Callable[[Chart, str], Markup]


def inline_plot(chart: Chart, tag: str) -> Markup:
    """The plot as a piece of the page, with its words."""
    return Markup(draw_plot(chart, PALETTES["light"], PLOT_WIDTH, tag).svg)  # noqa: S704 - the painter escapes every text


def brief_html(brief: Brief, write_plot: PlotWriter = inline_plot) -> str:
    """The whole document."""
    page = fill_template(
        _PAGE_TEMPLATE,
        tag=brief.language_tag,
        title=brief.title,
        dataset=brief.dataset,
        lead=brief.lead,
        day=brief.day,
        css=_CSS,
        facts=join_html(_fact_html(brief, *pair) for pair in brief.facts),
        parts=join_html(_part_html(part, brief.language_tag, write_plot) for part in brief.parts),
        references_label=brief.references_label,
        references=join_html(map(_reference_html, brief.references)),
    )
    return str(page)


def _fact_html(brief: Brief, term: str, said: str) -> Markup:
    shown = _link_html(said, brief.address if said == brief.address else "")
    return fill_template("<dt>{term}</dt><dd>{shown}</dd>", term=term, shown=shown)


def _link_html(text: str, href: str) -> Markup:
    return fill_template('<a href="{href}">{text}</a>' if href else "{text}", href=href, text=text)


def _part_html(part: Part, tag: str, write_plot: PlotWriter) -> Markup:
    match part:
        case Section(text=text, level=level):
            return fill_template("<h{level}>{text}</h{level}>", level=level, text=text)
        case Passage(text=text, is_remark=is_remark, notes=notes):
            return fill_template(
                "<p{kind}>{text}{notes}</p>",
                kind=Markup(' class="remark"') if is_remark else NOTHING,
                text=text,
                notes=_notes_html(notes),
            )
        case Drawing(chart=chart):
            return fill_template("<figure>{plot}</figure>", plot=write_plot(chart, tag))
        case Grid():
            return _grid_html(part)


def _notes_html(notes: Iterable[int]) -> Markup:
    """The numbers of sources; 0 is none."""
    links = [
        fill_template('<a href="#source-{n}" role="doc-noteref">[{n}]</a>', n=number)
        for number in notes
        if number
    ]
    return fill_template(" <sup>{links}</sup>", links=join_html(links)) if links else NOTHING


def _grid_html(grid: Grid) -> Markup:
    caption = fill_template("<caption>{label}</caption>", label=grid.label) if grid.label else NOTHING
    heads = join_html(fill_template('<th scope="col">{name}</th>', name=name) for name in grid.columns)
    rows = join_html(
        fill_template("<tr>{cells}</tr>", cells=join_html(map(_cell_html, row))) for row in grid.rows
    )
    table = fill_template(
        "<table>{caption}<colgroup>{widths}</colgroup><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>",
        caption=caption,
        widths=join_html(
            fill_template('<col style="width:{share}">', share=f"{share:.1%}")
            for share in grid.column_shares()
        ),
        heads=heads,
        rows=rows,
    )
    return (
        fill_template(
            '<div class="wide" tabindex="0" role="region" aria-label="{label}">{table}</div>',
            label=grid.label,
            table=table,
        )
        if grid.is_wide
        else table
    )


def _cell_html(cell: Cell) -> Markup:
    return fill_template(
        "<td>{text}{notes}</td>", text=_link_html(cell.text, cell.href), notes=_notes_html([cell.note])
    )


def _reference_html(reference: Reference) -> Markup:
    before, url, after = (
        reference.citation.partition(reference.url) if reference.url else (reference.citation, "", "")
    )
    return fill_template(
        '<li id="source-{n}" role="doc-endnote">{before}{link}{after}</li>',
        n=reference.number,
        before=before,
        link=_link_html(url, reference.url) if url else NOTHING,
        after=after,
    )
