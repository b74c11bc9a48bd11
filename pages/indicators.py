"""Indicators: every one by topic; one with chart, table, definition, sources."""

from indicators.ui import consistency_page, page_document
from indicators.ui.session import current_page
from indicators.web.composition.indicator import compose_indicator
from indicators.web.composition.subjects import find_subject

page = current_page()
page_document.show_document(page, compose_indicator(page))
if chosen := find_subject(page)[1]:
    consistency_page.show_indicator_checks(page, chosen)
