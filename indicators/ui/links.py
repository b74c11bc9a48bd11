"""Links to other pages of the dashboard that say exactly what they show.

A link holds the filters it names and the language, so that it can be copied.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from html import escape
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from indicators.resources import PAGES
from indicators.select import Selection
from indicators.ui.address import Choices
from indicators.ui.session import Here
from indicators.ui.style import plain, written


def to_page(
    now: Here, slug: str, label: str, base: Selection, icon: str | None = None, **filters: Any
) -> None:
    """A link to the page `slug` showing `base` with `filters` changed."""
    series, chart = filters.pop("series", ()), filters.pop("chart", "")
    choices = Choices(replace(base, **filters), now.choices.language, series=series, chart=chart)
    st.page_link(
        PAGES / f"{slug}.py", label=plain(label), icon=icon, query_params=choices.params(), width="content"
    )


def address(now: Here, slug: str, base: Selection, **filters: Any) -> str:
    """Where the page `slug` shows `base` with `filters` changed, for a link in HTML; `interface` follows it without a new load."""
    series, figure = filters.pop("series", ()), filters.pop("figure", "")
    choices = Choices(replace(base, **filters), now.choices.language, series=series, figure=figure)
    return escape(f"/{slug}?{urlencode(choices.params())}".removesuffix("?"))


def row(label: str, links: Iterable[tuple[str, str]]) -> None:
    """A label and links beside each other, each an address as above and a text; nothing where there are none."""
    found = "".join(f'<a href="{href}" target="_self">{escape(text)}</a>' for href, text in links)
    if found:
        written(f'<div class="ri-row"><b>{escape(label)}</b>{found}</div>')
