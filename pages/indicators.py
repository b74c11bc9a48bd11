"""Indicators: every one by topic; one with chart, table, definition, sources."""

from indicators.ui import page_document
from indicators.ui.session import current_page
from indicators.web.composition.indicator import compose_indicator

page = current_page()
page_document.show_page(page, compose_indicator)
