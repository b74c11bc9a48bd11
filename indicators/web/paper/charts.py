"""Charts as drawings in a page: in its text, so that they are there with it, and in the colours of its theme."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from markupsafe import Markup

from indicators.charts import Chart
from indicators.charts.legend import legend_entries
from indicators.charts.other_statements import describe_other_statements
from indicators.charts.svg_sheet import draw_plot
from indicators.charts.theme import NARROWEST_WIDTH, palette_of_properties
from indicators.export import OFFERED_FORMATS
from indicators.i18n import Language, locale_of
from indicators.query import Selection
from indicators.text.markup import NOTHING, fill_template, join_html
from indicators.web.composition.blocks import ChartBlock, FigureTable, Tile
from indicators.web.composition.chart_menu import chart_menu_html, find_chart_address
from indicators.web.composition.view import View
from indicators.web.paper.tables import table_html
from indicators.web.site_links import BOM_QUERY, selection_query

#: Widths at which a chart is drawn: the widest that fits is shown.
CHART_WIDTHS: Final = (NARROWEST_WIDTH, 720)
_PALETTE: Final = palette_of_properties("inherit")
_CHART_TEMPLATE: Final = (
    '<figure class="ri-frame">{views}{menu}{title}<div class="ri-meta">{subtitle}</div><div class="ri-plot">{plots}</div>'
    '{legend}{others}<figcaption class="ri-meta">{source}</figcaption>{table}</figure>'
)
_TILE_TEMPLATE: Final = (
    '<li><a href="{href}" target="_self"><span class="ri-title">{title}</span><span class="ri-meta">{subtitle}</span>'
    '{picture}<span class="ri-meta">{source}</span></a></li>'
)


def chart_html(view: View, block: ChartBlock, site: str) -> Markup:
    """A chart in its frame, the first of its views: every word that stands beside it, its menu, and its other views."""
    chart = block.chart.views[0].chart if block.chart.views else block.chart
    address = find_chart_address(
        view.catalogue, block.chart.ids, chart.id, view.language, block.among, block.series, site
    )
    menu = (
        chart_menu_html(view.catalogue, chart, address, view.language, has_table=block.is_own_page)
        if address
        else NOTHING
    )
    title = (
        NOTHING if block.is_own_page else fill_template('<p class="ri-title">{title}</p>', title=chart.title)
    )
    entries = join_html(
        fill_template("<span>{entry}</span>", entry=entry) for entry in legend_entries(chart, view.say)
    )
    return fill_template(
        _CHART_TEMPLATE,
        views=_views_html(view, block),
        menu=menu,
        title=title,
        subtitle=chart.subtitle,
        plots=join_html(_plot_html(view, chart, width) for width in CHART_WIDTHS),
        legend=fill_template('<div class="ri-meta ri-legend">{entries}</div>', entries=entries)
        if entries
        else NOTHING,
        others=join_html(
            fill_template('<div class="ri-meta">{line}</div>', line=line)
            for line in describe_other_statements(view.catalogue, chart, view.say)
        ),
        source=chart.source,
        table=_own_table_html(view, chart) if block.is_own_page or not address else NOTHING,
    )


def _views_html(view: View, block: ChartBlock) -> Markup:
    """The ways to show a chart, each a link to the page of the chart shown so; nothing where there is one way."""
    links = []
    for n, each in enumerate(block.chart.views):
        address = find_chart_address(
            view.catalogue, block.chart.ids, each.chart.id, view.language, block.among, block.series
        )
        if address:
            links.append(
                fill_template(
                    '<a href="{href}"{current}>{label}</a>',
                    href=address.page,
                    current=NOTHING if n else Markup(' aria-current="true"'),
                    label=each.label,
                )
            )
    if len(links) < 2:
        return NOTHING
    return fill_template(
        '<nav class="ri-switch" aria-label="{label}">{links}</nav>',
        label=view.say("How to show it"),
        links=join_html(links),
    )


def _own_table_html(view: View, chart: Chart) -> Markup:
    n = len(chart.ids)
    label = view.say.plural("Table of this chart: {n} row", "Table of this chart: {n} rows", n)
    return table_html(view, FigureTable(chart.rows, f"{chart.id}_rows", label=label))


def drawn_gallery_html(view: View, tiles: Iterable[Tile]) -> Markup:
    """Small charts, each a link to the chart."""
    items = join_html(
        fill_template(
            _TILE_TEMPLATE,
            href=tile.href,
            title=tile.chart.title,
            subtitle=tile.chart.subtitle,
            picture=_plot_html(view, tile.chart, NARROWEST_WIDTH),
            source=tile.chart.source,
        )
        for tile in tiles
    )
    return fill_template('<ul class="ri-gallery">{items}</ul>', items=items)


def _plot_html(view: View, chart: Chart, width: int) -> Markup:
    drawn = draw_plot(chart, _PALETTE, width, locale_of(view.language).tag)
    return Markup(drawn.svg)  # noqa: S704 - the painter escapes every text


def file_links(selection: Selection, language: Language) -> list[tuple[str, str]]:
    """Where the figures of a selection are as files, and what each kind is called."""
    query = selection_query(selection, language)
    found = []
    for form in OFFERED_FORMATS:
        if "observations" not in form.tables:
            continue
        asked = "&".join(filter(None, (query, BOM_QUERY if form.takes_bom else "")))
        path = f"/api/v1/observations.{form.extension}"
        found.append((f"{path}?{asked}" if asked else path, form.label))
    return found


def files_html(links: Iterable[tuple[str, str]]) -> Markup:
    """Files beside each other."""
    items = join_html(
        fill_template('<a href="{href}">{name}</a>', href=href, name=name) for href, name in links
    )
    return fill_template('<div class="ri-files">{items}</div>', items=items)
