"""About: method, hedges, licence and how programs get the data."""

from indicators.ui import about_page, page_frame
from indicators.ui.session import current_page

page = current_page()
page_frame.show_title(page.say("About"), page.dataset.about.description[page.language])
about_page.show_method(page)
about_page.show_hedges(page)
about_page.show_api_examples(page)
about_page.show_licence(page)
