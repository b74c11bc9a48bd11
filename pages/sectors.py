"""Sectors: one sector across regions and periods."""

from dataclasses import replace

from indicators.ui import chart_sections, download_button, filters, page_frame, profile_pages
from indicators.ui.session import current_page

page = current_page()
sector = filters.show_subject_choice(page, "sector")
selection = replace(page.selection, sector=(sector,))
shown = page.catalogue.rows_to_draw(selection)
rows = shown.rows
page_frame.show_title(
    page.dataset.label_of("sectors", sector, page.language), profile_pages.describe_sector(page, selection)
)

if rows.empty:
    page_frame.show_no_figures(page)
else:
    page_frame.show_partial_notice(page, shown)
    profile_pages.show_sector_links(page, sector)
    download_button.show_download(page, selection, page.catalogue.figures(selection))
    chart_sections.show_by_topic(page, selection, "sector", frozenset({"sector"}))
    profile_pages.show_folded_table(page, rows, frozenset({"sector"}))
