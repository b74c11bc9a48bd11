"""Compare: up to six series side by side, and whether they can be compared at all."""

from indicators.ui import compare_page, download_button, figure_table, page_frame
from indicators.ui.session import current_page

page = current_page()
page_frame.show_title(
    page.say("Compare"),
    page.say("Up to six series side by side, and a plain answer to whether they can be compared."),
)
series = compare_page.show_series_picker(page)
rows = page.catalogue.rows_of_series(series)

if not series and not page.catalogue.count(page.selection):
    page_frame.show_no_figures(page)
elif rows.empty:
    begin = compare_page.show_suggestions(page)
    if begin:
        compare_page.show_example(page, begin)
        figure_table.show_figures_table(page, page.catalogue.rows_of_series(begin), "compare_table")
else:
    compare_page.show_comparability(page, series)
    compare_page.show_panels(page, series, compare_page.show_axes_choice(page, series))
    download_button.show_download(page, page.selection, rows)
    figure_table.show_figures_table(page, rows, "compare_table")
