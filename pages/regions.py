"""Regions: one region's figures, by topic."""

from dataclasses import replace

from indicators.ui import cards, chart_sections, download_button, filters, page_frame, profile_pages
from indicators.ui.session import current_page

page = current_page()
region = filters.show_subject_choice(page, "region")
selection = replace(page.selection, region=(region,))
shown = page.catalogue.rows_to_draw(selection)
rows = shown.rows
page_frame.show_title(
    page.dataset.label_of("regions", region, page.language),
    profile_pages.describe_region(page, region, shown.total),
)

if rows.empty:
    page_frame.show_no_figures(page)
else:
    page_frame.show_partial_notice(page, shown)
    profile_pages.show_region_links(page, region)
    download_button.show_download(page, selection, page.catalogue.figures(selection))
    leave_out = frozenset() if page.selection.within else frozenset({"region"})
    cards.show_cards(page, cards.choose_headlines(page.catalogue, selection, 4), leave_out)
    chart_sections.show_by_topic(page, selection, "region", leave_out)
    profile_pages.show_region_comparison(page, region)
    profile_pages.show_folded_table(page, rows, leave_out)
