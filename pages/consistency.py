"""Consistency: figures that are checked against each other, and what they imply of unstated ones."""

from indicators.ui import page_document
from indicators.ui.session import current_page
from indicators.web.composition.consistency import compose_consistency
from indicators.web.composition.findings import select_findings

page = current_page()
page_document.show_page(page, compose_consistency, lambda selection: len(select_findings(page, selection)))
