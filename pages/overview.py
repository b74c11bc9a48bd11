"""Overview: the front page, charts first."""

from indicators.ui import page_document
from indicators.ui.session import current_page
from indicators.web.composition.overview import compose_overview

page = current_page()
page_document.show_page(page, compose_overview)
