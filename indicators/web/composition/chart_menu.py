"""The menu "⋯" of a chart: picture, data, table, link, embed code and citation, as HTML that needs no scripts.

What is to be copied can be selected with one click; `assets/chart_menu.js` adds buttons' work, and closes the menu.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from indicators.charts import Chart
from indicators.charts.chart_cache import find_declared_chart
from indicators.charts.comparison import is_comparison
from indicators.charts.png_painter import can_paint_png
from indicators.charts.sheet_words import sheet_words
from indicators.charts.svg_sheet import draw_sheet
from indicators.charts.theme import PALETTES
from indicators.export import OFFERED_FORMATS
from indicators.i18n import Language, Messages, load_messages
from indicators.query import MAX_NAMED_FIGURES, Catalogue, Selection
from indicators.query.caches import cached_on_owner
from indicators.text.citations import cite_chart
from indicators.text.markup import NOTHING, fill_template, join_html
from indicators.web.embedded_chart import FRAME_WIDTH, frame_html
from indicators.web.site_links import (
    BOM_QUERY,
    SCALE_PARAMETER,
    WIDTH_PARAMETER,
    chart_file_path,
    chart_link,
    chart_page_path,
    chart_query,
    embed_path,
)

#: Pixels of a picture: wide enough for a slide.
_PICTURE_WIDTH, _PICTURE_SCALE = 900, 2

_MENU_TEMPLATE: Final = (
    '<details class="ri-menu"><summary title="{name}" aria-label="{name}">⋯</summary>'
    '<dl>{entries}</dl><span role="status"></span></details>'
)
_ENTRY_TEMPLATE: Final = "<dt>{label}</dt><dd>{content}</dd>"
_FILE_TEMPLATE: Final = '<a href="{href}" download="" title="{name}" aria-label="{name}">{kind}</a>'
_TABLE_TEMPLATE: Final = '<a href="{href}" target="_self">{label}</a>'
_COPY_TEMPLATE: Final = '<code>{text}</code><button type="button" title="{name}" aria-label="{name}" data-copied="{copied}">{label}</button>'


@dataclass(frozen=True, slots=True)
class ChartAddress:
    """Where a chart is: the query string that finds its id, on the site at `site`; this is empty where nobody knows."""

    id: str
    query: str
    site: str = ""

    @property
    def link(self) -> str:
        """What a reader passes on."""
        return self.site + chart_link(self.id, self.query)

    @property
    def embed(self) -> str:
        """What a frame on another site shows."""
        return self.site + embed_path(self.id, self.query)

    @property
    def page(self) -> str:
        """The path of its page."""
        return chart_page_path(self.id, self.query)

    def file(self, extension: str, more: str = "") -> str:
        """The path of a file of it; `more` is asked of the file besides."""
        return chart_file_path(self.id, extension, "&".join(filter(None, (self.query, more))))


def find_chart_address(
    catalogue: Catalogue,
    figures: tuple[str, ...],
    id: str,
    language: Language,
    among: Selection | None = None,
    series: tuple[str, ...] = (),
    site: str = "",
) -> ChartAddress | None:
    """Where the chart of some `figures` is, shown as the view with this id; None where an address cannot name so many.

    It is found `among` the charts of a selection, or of a comparison of `series`; without these, among those of its
    own figures.
    """
    if among is None:
        is_found_alone = is_comparison(id) or find_declared_chart(catalogue, id, language)
        if not is_found_alone and len(figures) > MAX_NAMED_FIGURES:
            return None
        among = Selection(observation=tuple(sorted(figures)))
    return ChartAddress(id, chart_query(catalogue, id, among, language, series), site)


@cached_on_owner(maxsize=2048)
def chart_menu_html(
    catalogue: Catalogue, chart: Chart, address: ChartAddress, language: Language, *, has_table: bool = False
) -> Markup:
    """The menu of a chart at an address; it names no table's page where the chart `has_table` beside it."""
    say = load_messages(language)
    citation = cite_chart(chart.title, chart.subtitle, chart.source, address.link, catalogue.dataset, say)
    code = _embed_code(catalogue, chart, address, language)
    entries = [
        _entry(say("Picture"), join_html(_picture_links(chart, address, say))),
        _entry(say("Data file"), join_html(_data_links(chart, address, say))),
        _entry(say("Table"), NOTHING if has_table else _table_link(chart, address, say)),
        _entry(say("Link"), _copy_html(say("Copy the link"), address.link, say)),
        _entry(say("Embed"), _copy_html(say("Copy the code that shows this chart on a page"), code, say)),
        _entry(say("Cite"), _copy_html(say("Copy the citation"), citation, say)),
    ]
    name = say("Picture, data and link of {title}", title=chart.title)
    return fill_template(_MENU_TEMPLATE, name=name, entries=join_html(entries))


def _embed_code(catalogue: Catalogue, chart: Chart, address: ChartAddress, language: Language) -> str:
    """The code of a frame as high as the chart is in it."""
    words = sheet_words(catalogue, chart, language, address.link)
    tag = load_messages(language).locale.tag
    frame = draw_sheet(chart, words, PALETTES["light"], FRAME_WIDTH, tag)
    return frame_html(address.embed, chart.title, frame.width, frame.height)


def _entry(label: str, content: Markup) -> Markup:
    return fill_template(_ENTRY_TEMPLATE, label=label, content=content) if content else NOTHING


def _picture_links(chart: Chart, address: ChartAddress, say: Messages) -> list[Markup]:
    """PNG only where this server can draw it."""
    size = f"{WIDTH_PARAMETER}={_PICTURE_WIDTH}"
    pictures = [("png", f"{size}&{SCALE_PARAMETER}={_PICTURE_SCALE}")] if can_paint_png() else []
    return [
        fill_template(
            _FILE_TEMPLATE,
            href=address.file(extension, more),
            name=say("Picture ({kind}) of {title}", kind=extension.upper(), title=chart.title),
            kind=extension.upper(),
        )
        for extension, more in (*pictures, ("svg", size))
    ]


def _data_links(chart: Chart, address: ChartAddress, say: Messages) -> list[Markup]:
    """None where the chart has more figures than an address can name."""
    if len(chart.ids) > MAX_NAMED_FIGURES:
        return []
    return [
        fill_template(
            _FILE_TEMPLATE,
            href=address.file(form.extension, BOM_QUERY if form.takes_bom else ""),
            name=say("Data ({kind}) of {title}", kind=form.label, title=chart.title),
            kind=form.label,
        )
        for form in OFFERED_FORMATS
        if form.is_beside_charts
    ]


def _table_link(chart: Chart, address: ChartAddress, say: Messages) -> Markup:
    n = len(chart.ids)
    return fill_template(_TABLE_TEMPLATE, href=address.page, label=say.plural("{n} row", "{n} rows", n))


def _copy_html(name: str, text: str, say: Messages) -> Markup:
    return fill_template(_COPY_TEMPLATE, text=text, name=name, label=say("Copy"), copied=say("Copied"))
