"""What Streamlit says itself, in the reader's language, and the language the page is in.

Streamlit speaks English only: the names of its buttons, its menus, what it says of an empty list.
`assets/interface.js` puts our words in their place as they appear, tells browsers and screen
readers the language of the page, also after a switch, and keeps it in the links that Streamlit
makes. Of the data only addresses pass here: a link of ours to a figure opens its card on the page,
and one to a page or to other filters is followed without loading Streamlit anew.

It also tells a change of theme, which Streamlit does not run the page for: charts are then drawn
anew in the colours of the other theme.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import streamlit as st
from streamlit import runtime

from indicators.i18n import Language, Messages, gettext_noop, load_messages
from indicators.ui.session import open_figure_card
from indicators.ui.streamlit_internals.browser_scripts import browser_component

#: Every word of Streamlit's own that a reader can meet here; {label} stands for a text of ours.
STREAMLIT_WORDS = (
    gettext_noop("Skip to main content"),
    gettext_noop("Sidebar"),
    gettext_noop("Expand sidebar"),
    gettext_noop("Collapse sidebar"),
    gettext_noop("App pages"),
    gettext_noop("{n} more"),
    gettext_noop("Main menu"),
    gettext_noop("Theme"),
    gettext_noop("System"),
    gettext_noop("Light"),
    gettext_noop("Dark"),
    gettext_noop("Print"),
    gettext_noop("Link to heading"),
    gettext_noop("Help"),
    gettext_noop("Help for {label}"),
    gettext_noop("Open"),
    gettext_noop("Close"),
    gettext_noop("Dismiss"),
    gettext_noop("Clear all"),
    gettext_noop("Clear value"),
    gettext_noop("Clear entry"),
    gettext_noop("Decrement"),
    gettext_noop("Increment"),
    gettext_noop("Select all"),
    gettext_noop("Selected values"),
    gettext_noop("Remove {label}"),
    gettext_noop("Choose an option"),
    gettext_noop("No results"),
    gettext_noop("{n} option available."),
    gettext_noop("{n} options available."),
    gettext_noop("Copy to clipboard"),
    gettext_noop("Copied"),
    gettext_noop("Fullscreen"),
    gettext_noop("Close fullscreen"),
    gettext_noop("Fullscreen: {label}"),
    gettext_noop("Close fullscreen: {label}"),
    gettext_noop("Search"),
    gettext_noop("Search: {label}"),
    gettext_noop("Show/hide columns"),
    gettext_noop("Show/hide columns: {label}"),
    gettext_noop("Clear selection"),
    gettext_noop("Clear selection: {label}"),
    gettext_noop("Sort ascending"),
    gettext_noop("Sort descending"),
    gettext_noop("Autosize"),
    gettext_noop("Pin column"),
    gettext_noop("Unpin column"),
    gettext_noop("Hide column"),
    gettext_noop("Copy column name"),
    gettext_noop("Statistics"),
    gettext_noop("Count"),
    gettext_noop("Distinct"),
    gettext_noop("Empty"),
    gettext_noop("Values"),
    gettext_noop("Average"),
    gettext_noop("Median"),
    gettext_noop("Minimum"),
    gettext_noop("Maximum"),
    gettext_noop("Range"),
    gettext_noop("Average length"),
    gettext_noop("Minimum length"),
    gettext_noop("Maximum length"),
    gettext_noop("Top values frequency chart: {label}"),
    gettext_noop("Based on sample"),
    gettext_noop("No data"),
    gettext_noop("Dataframe column menu"),
    gettext_noop("text"),
    gettext_noop("Type to search"),
    gettext_noop("Close Search"),
    gettext_noop("Previous Result"),
    gettext_noop("Next Result"),
    gettext_noop("{n} result"),
    gettext_noop("{n} results"),
    gettext_noop("Scroll tabs left"),
    gettext_noop("Scroll tabs right"),
    gettext_noop("Notifications"),
    gettext_noop("Upload"),
    gettext_noop("file upload"),
    gettext_noop("Add files"),
    gettext_noop("add icon"),
    gettext_noop("Drag and drop a file here"),
    gettext_noop("{n} per file"),
    gettext_noop("File must be {n} or smaller."),
    gettext_noop("{label} files are not allowed."),
    gettext_noop("Cancel upload of {label}"),
    gettext_noop("Running..."),
    gettext_noop("Stop"),
    gettext_noop("Connecting"),
    gettext_noop("Connection error"),
    gettext_noop("Page not found"),
    gettext_noop("The page that you have requested does not seem to exist. Running the app's main page."),
)


_WIDGET_KEY = "interface"


@cache
def _translate_words(language: Language) -> dict[str, str]:
    """Words of Streamlit that are others in a language."""
    say = load_messages(language)
    return {word: said for word in STREAMLIT_WORDS if (said := say(word)) != word}


def translate_streamlit(say: Messages, pages: Iterable[str]) -> None:
    """Put the words in place, name the language, and follow links to `pages`; once a run."""
    if not runtime.exists():
        return
    words = _translate_words(say.language)
    browser_component("interface")(
        key=_WIDGET_KEY,
        data={"lang": say.locale.tag, "words": words, "pages": ["", *pages]},
        on_scheme_change=lambda: None,
        on_figure_change=_open_linked_figure,
    )


def _open_linked_figure() -> None:
    if figure := st.session_state[_WIDGET_KEY].figure:
        open_figure_card(figure)
