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

import streamlit as st
from streamlit import runtime

from indicators.language import Messages, mark
from indicators.ui.components import component
from indicators.ui.session import open_figure

#: As a screen reader or a browser wants them.
TAGS = {"en": "en", "zh": "zh-Hans"}

#: Every word of Streamlit's own that a reader can meet here; {label} stands for a text of ours.
WORDS = (
    mark("Skip to main content"),
    mark("Sidebar"),
    mark("Expand sidebar"),
    mark("Collapse sidebar"),
    mark("App pages"),
    mark("{n} more"),
    mark("Main menu"),
    mark("Theme"),
    mark("System"),
    mark("Light"),
    mark("Dark"),
    mark("Print"),
    mark("Link to heading"),
    mark("Help"),
    mark("Help for {label}"),
    mark("Open"),
    mark("Close"),
    mark("Dismiss"),
    mark("Clear all"),
    mark("Clear value"),
    mark("Clear entry"),
    mark("Clear search"),
    mark("Select all"),
    mark("Selected values"),
    mark("Remove {label}"),
    mark("Choose an option"),
    mark("No results"),
    mark("{n} option available."),
    mark("{n} options available."),
    mark("Copy to clipboard"),
    mark("Copied"),
    mark("Fullscreen"),
    mark("Close fullscreen"),
    mark("Fullscreen: {label}"),
    mark("Close fullscreen: {label}"),
    mark("Search"),
    mark("Search: {label}"),
    mark("Show/hide columns"),
    mark("Show/hide columns: {label}"),
    mark("Clear selection"),
    mark("Clear selection: {label}"),
    mark("Sort ascending"),
    mark("Sort descending"),
    mark("Autosize"),
    mark("Pin column"),
    mark("Unpin column"),
    mark("Hide column"),
    mark("Copy column name"),
    mark("Statistics"),
    mark("Count"),
    mark("Distinct"),
    mark("Empty"),
    mark("Values"),
    mark("Average"),
    mark("Median"),
    mark("Minimum"),
    mark("Maximum"),
    mark("Range"),
    mark("Average length"),
    mark("Minimum length"),
    mark("Maximum length"),
    mark("Top values frequency chart: {label}"),
    mark("Based on sample"),
    mark("No data"),
    mark("Dataframe column menu"),
    mark("text"),
    mark("Type to search"),
    mark("Close Search"),
    mark("Previous Result"),
    mark("Next Result"),
    mark("{n} result"),
    mark("{n} results"),
    mark("Scroll tabs left"),
    mark("Scroll tabs right"),
    mark("Notifications"),
    mark("Upload"),
    mark("file upload"),
    mark("Add files"),
    mark("add icon"),
    mark("Drag and drop a file here"),
    mark("{n} per file"),
    mark("File must be {n} or smaller."),
    mark("{label} files are not allowed."),
    mark("Cancel upload of {label}"),
    mark("Running..."),
    mark("Stop"),
    mark("Connecting"),
    mark("Connection error"),
    mark("Page not found"),
    mark("The page that you have requested does not seem to exist. Running the app's main page."),
)


_KEY = "interface"


def speak(say: Messages, pages: Iterable[str]) -> None:
    """Put the words in place, name the language, and follow links to `pages`; once a run."""
    if not runtime.exists():
        return
    words = {} if say.language == "en" else {word: say(word) for word in WORDS}
    component("interface")(
        key=_KEY,
        data={"lang": TAGS[say.language], "words": words, "pages": ["", *pages]},
        on_scheme_change=lambda: None,
        on_figure_change=_opened,
    )


def _opened() -> None:
    if figure := st.session_state[_KEY].figure:
        open_figure(figure)
