"""Sources: each article with its figures in reading order."""

from dataclasses import replace

from indicators.ui import article_text, download_button, figure_table, filters, page_frame, profile_pages
from indicators.ui.session import current_page

page = current_page()
source = filters.show_subject_choice(page, "source")
selection = replace(page.selection, source=(source,))
shown = page.catalogue.rows_to_draw(selection)
rows = shown.rows.sort_values("line", kind="stable").reset_index(drop=True)
page_frame.show_title(page.dataset.label_of("sources", source, page.language))
profile_pages.show_source_facts(page, source)

article_text.show_article(page, source)
if rows.empty:
    page_frame.show_no_figures(page)
else:
    page_frame.show_partial_notice(page, shown)
    download_button.show_download(page, selection, page.catalogue.figures(selection))
    profile_pages.show_reading_order_heading(page, shown.total)
    figure_table.show_figures_table(
        page, rows, "source_table", height=720, lines=True, leave_out=frozenset({"source"})
    )
