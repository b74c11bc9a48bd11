"""Charts: a gallery by topic; one chart with all that belongs to it."""

from indicators.ui import chart_gallery, page_frame
from indicators.ui.session import current_page

page = current_page()
if chart := chart_gallery.find_chosen_chart(page):
    chart_gallery.show_chart_page(page, chart)
else:
    page_frame.show_title(page.say("Charts"), page.say("Each is a page, a file and a picture to take along."))
    chart_gallery.show_gallery(page)
