"""Overview: what is here, at a glance."""

import streamlit as st

from indicators.ui import cards, download_button, figure_table, overview_page, page_frame, search_results
from indicators.ui.session import current_page
from indicators.ui.style import escape_markdown

page = current_page()
shown = page.catalogue.rows_to_draw(page.selection)
rows = shown.rows
page_frame.show_title(page.dataset.about.title[page.language], page.dataset.about.description[page.language])

search_results.show_search_box(page)

if rows.empty:
    page_frame.show_no_figures(page)
else:
    overview_page.show_counts(page)
    page_frame.show_partial_notice(page, shown)
    cards.show_cards(page, cards.choose_headlines(page.catalogue, page.selection), width=300)
    overview_page.show_regions(page)
    overview_page.show_evidence(page)
    overview_page.show_curated_charts(page)
    overview_page.show_newest_sources(page)
    st.header(escape_markdown(page.say("All figures")), anchor="figures")
    download_button.show_download(page, page.selection, page.catalogue.figures(page.selection))
    figure_table.show_figures_table(page, rows, "overview_table")
