"""Data: every figure, to search, filter and download."""

from indicators.ui import page_document
from indicators.ui.session import current_page
from indicators.web.composition.data import compose_data

page = current_page()
page_document.show_page(page, compose_data)
