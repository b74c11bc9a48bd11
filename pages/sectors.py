"""Sectors: one sector across regions and periods."""

from indicators.ui import page_document
from indicators.ui.session import current_page
from indicators.web.composition.subjects import compose_subject

page = current_page()
page_document.show_page(page, compose_subject)
