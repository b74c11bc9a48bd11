"""Indicators: one indicator – chart, table, definition, sources."""

from indicators.ui import consistency_page, page_document
from indicators.ui.session import current_page
from indicators.web.composition.indicator import compose_indicator
from indicators.web.composition.subjects import find_subject

page = current_page()
page_document.show_document(page, compose_indicator(page))
consistency_page.show_indicator_checks(page, find_subject(page)[1])
