"""Compare: up to six series side by side, and whether they can be compared at all."""

from indicators.ui import page_document
from indicators.ui.session import current_page
from indicators.web.composition.compare import compose_compare

page = current_page()
page_document.show_page(page, compose_compare)
