"""Data: every figure, to search, filter and download."""

from indicators.query import Selection
from indicators.ui import download_button, figure_table, page_frame, search_results
from indicators.ui.session import current_page

page = current_page()
figures = page.catalogue.figures(page.selection)
heading = page.say.plural("{n} figure", "{n} figures", len(figures))
page_frame.show_title(
    page.say("Data"),
    page.say(
        "{count} of {total}, each with the words it was printed in.",
        count=heading,
        total=page.say.format_count(page.catalogue.count(Selection(implied=page.selection.implied))),
    ),
)

search_results.show_search_box(page)

if not len(figures):
    page_frame.show_no_figures(page)
else:
    download_button.show_download(page, page.selection, figures)
    figure_table.show_first_figures(page, figures, "data_table", height=720)
