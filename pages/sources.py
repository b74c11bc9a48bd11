"""Sources: each article with its figures in reading order."""

from indicators.ui import page_document
from indicators.ui.session import current_page
from indicators.web.composition.source import compose_source

page = current_page()
page_document.show_page(page, compose_source)
