"""A page that was composed as data, shown by Streamlit: its words as HTML, its choices, charts and tables as widgets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

import streamlit as st
from markupsafe import Markup

from indicators.query import Selection
from indicators.text.markup import join_html
from indicators.ui import (
    article_text,
    chart_colours,
    chart_panels,
    download_button,
    figure_table,
    filters,
    page_frame,
    search_results,
    source_citations,
)
from indicators.ui.markup import show_html
from indicators.ui.session import Page
from indicators.ui.streamlit_internals.sortable_table import sortable_table
from indicators.web.composition.blocks import (
    Article,
    Block,
    ChartBlock,
    Citations,
    Columns,
    Document,
    Download,
    FigureTable,
    FilterSwitch,
    Gallery,
    SearchBox,
    SeriesChoice,
    SubjectChoice,
    TextTable,
    TopicChoice,
    ViewChoice,
    group_blocks,
)
from indicators.web.composition.page_cache import compose_once
from indicators.web.composition.view import View
from indicators.web.paper.blocks import block_html, gallery_html

#: Pixels of a table that is not folded away.
_TABLE_HEIGHT: Final = 720
#: How wide a leading column is beside one that follows.
_LEADING_WIDTHS: Final = (1.5, 1)


def show_page(
    page: Page, compose: Callable[[View], Document], left: Callable[[Selection], int] | None = None
) -> None:
    """The page that `compose` makes of what the reader chose."""
    show_document(page, compose_once(compose, page), left)


def show_document(page: Page, document: Document, left: Callable[[Selection], int] | None = None) -> None:
    """The title and what follows; of a page without figures also what to do about it.

    `left` counts what a page shows other than figures.
    """
    page_frame.show_title(document.title, document.lead)
    show_blocks(page, document.blocks, document.written)
    if document.is_empty:
        page_frame.show_no_figures(page, left)


def show_blocks(
    page: Page, blocks: Sequence[Block], written: dict[tuple[str, int], Markup] | None = None
) -> None:
    """Blocks in their order; those that are nothing but HTML in one piece, for each costs its time.

    A piece that was `written` before is taken as it is.
    """
    written = {} if written is None else written
    for place, (group, run) in enumerate(group_blocks(blocks)):
        if group == "words":
            key = chart_colours.colour_scheme(), place
            if key not in written:
                written[key] = join_html(_block_html(page, block) for block in run)
            show_html(written[key])
        elif group == "controls":
            with st.container(horizontal=True, vertical_alignment="bottom"):
                _show_widgets(page, run)
        else:
            _show_widgets(page, run)


def _show_widgets(page: Page, blocks: Iterable[Block]) -> None:
    for block in blocks:
        _WIDGETS[type(block)](page, block)


def _block_html(page: Page, block: Block) -> Markup:
    if isinstance(block, Gallery):
        return gallery_html(block.tiles, chart_colours.colour_scheme())
    return block_html(page, block)


def _show_chart(page: Page, block: ChartBlock) -> None:
    chart_panels.show_chart(
        page, block.chart, block.key, block.among, series=block.series, is_own_page=block.is_own_page
    )


def _show_download(page: Page, block: Download) -> None:
    download_button.show_download(page, block.selection, page.catalogue.figures(block.selection))


def _show_columns(page: Page, block: Columns) -> None:
    widths = (
        _LEADING_WIDTHS if block.leads and len(block.columns) == len(_LEADING_WIDTHS) else len(block.columns)
    )
    for column, own in zip(st.columns(widths, gap="medium"), block.columns, strict=True):
        with column:
            show_blocks(page, own)


def _show_table(page: Page, block: FigureTable) -> None:
    """The table; where it has a label it is made when it is opened."""
    if not block.label:
        figure_table.show_figures_table(
            page,
            block.rows,
            block.key,
            height=_TABLE_HEIGHT,
            lines=block.in_reading_order,
            leave_out=block.leave_out,
        )
        return
    fold = st.expander(block.label, key=f"{block.key}_open", on_change="rerun", type="compact")
    if fold.open:
        with fold:
            figure_table.show_figures_table(page, block.rows, block.key, leave_out=block.leave_out)


def _show_text_table(page: Page, block: TextTable) -> None:  # noqa: ARG001 - as all widgets
    columns = dict(zip(block.columns, map(list, zip(*block.rows, strict=True)), strict=True))
    order = {block.columns[0]: list(block.order)} if block.order else {}
    last = block.columns[-1]
    st.dataframe(
        sortable_table(columns, order),
        key=block.key,
        hide_index=True,
        height="auto",
        column_config={last: st.column_config.TextColumn(width="large")},
        alt=block.label,
    )


#: How each of `WIDGET_BLOCKS` and `CONTROL_BLOCKS` is shown.
_WIDGETS: Final[dict[type[Any], Callable[[Page, Any], None]]] = {
    Article: lambda page, block: article_text.show_article(page, block.source),
    ChartBlock: _show_chart,
    Citations: lambda page, block: source_citations.show_citations(page, block.sources),
    Columns: _show_columns,
    Download: _show_download,
    FigureTable: _show_table,
    FilterSwitch: lambda page, block: filters.show_filter_switch(page, block),
    SearchBox: lambda page, _: search_results.show_search_box(page),
    SeriesChoice: lambda page, block: filters.show_series_choice(page, block),
    SubjectChoice: lambda page, block: filters.show_subject_choice(page, block),
    TextTable: _show_text_table,
    TopicChoice: lambda page, block: filters.show_topic_choice(page, block),
    ViewChoice: lambda page, block: filters.show_view_choice(page, block),
}
