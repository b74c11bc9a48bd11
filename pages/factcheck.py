"""Check a text: what the sources say of the figures of a draft."""

from indicators.ui import factcheck_page, page_frame
from indicators.ui.session import current_page

page = current_page()
page_frame.show_title(
    page.say("Check a text"),
    page.say(
        "Paste a draft: each of its figures is compared with what was stated – number, hedge, period, region. What no source here states is said to be not found, which does not make it wrong."
    ),
)
factcheck_page.show_factcheck(page)
