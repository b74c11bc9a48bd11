"""What a page does while a reader waits for it.

Streamlit shows the sentence to who has waited for half a second (`DELAY_SECS` in its `spinner`), and takes it away
when the page is there. A button of a download says itself that it is at work.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Final

import streamlit as st

from indicators.i18n import gettext_noop
from indicators.ui.session import Page
from indicators.ui.style import escape_markdown

#: page → what takes long there
_WORK_OF_PAGE: Final = {
    "consistency": gettext_noop("Checking figures against each other …"),
    "factcheck": gettext_noop("Checking the text …"),
    "workbench": gettext_noop("Checking the text …"),
}
_SEARCH: Final = gettext_noop("Searching the figures …")
_DRAWING: Final = gettext_noop("Looking up figures and drawing them …")


def describe_work(page: Page) -> str:
    """What takes longest on a page as it was asked for, in the language of the reader."""
    usual = _SEARCH if page.selection.q else _DRAWING
    return page.say(_WORK_OF_PAGE.get(page.page, usual))


def say_what_it_does(page: Page) -> AbstractContextManager[None]:
    """Inside of it the page is made; whoever waits for longer than half a second reads what it does."""
    return st.spinner(escape_markdown(describe_work(page)))
