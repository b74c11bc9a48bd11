"""Charts: a gallery by topic; one chart with all that belongs to it."""

from indicators.ui import page_document
from indicators.ui.session import current_page
from indicators.web.composition.charts import compose_charts_page

page = current_page()
page_document.show_page(page, compose_charts_page)
