"""Workbench: try out a data file before it is served; only where the operator offers it."""

from indicators.ui import page_frame, workbench_page
from indicators.ui.session import current_page

page = current_page()
page_frame.show_title(
    page.say("Workbench"),
    page.say(
        "Read an article into figures, or try out a data file or what is to be added to it. Only you see it, nothing is served, and it is gone when you close the page."
    ),
)
workbench_page.show_workbench(page)
