"""Indicators: one indicator – chart, table, definition, sources."""

from dataclasses import replace

from indicators.ui import (
    chart_sections,
    consistency_page,
    download_button,
    figure_table,
    filters,
    page_frame,
    profile_pages,
)
from indicators.ui.session import current_page

page = current_page()
indicator = filters.show_subject_choice(page, "indicator")
selection = replace(page.selection, indicator=(indicator,))
shown = page.catalogue.rows_to_draw(selection)
rows = shown.rows
page_frame.show_title(
    page.dataset.label_of("indicators", indicator, page.language),
    page.dataset.indicators[indicator].definition[page.language],
)

if rows.empty:
    page_frame.show_no_figures(page)
else:
    page_frame.show_partial_notice(page, shown)
    chart_sections.show_charts_and_cards(page, selection, "indicator", frozenset({"indicator"}))
    profile_pages.show_table_heading(page)
    download_button.show_download(page, selection, page.catalogue.figures(selection))
    figure_table.show_figures_table(page, rows, "indicator_table", leave_out=frozenset({"indicator"}))
    profile_pages.show_indicator_facts(page, indicator, rows)
    consistency_page.show_indicator_checks(page, indicator)
    profile_pages.show_source_citations(page, rows)
    profile_pages.show_related_indicators(page, indicator)
