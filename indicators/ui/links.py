"""Links to other pages of the dashboard that say exactly what they show.

A link holds the filters it names and the language, so that it can be copied. It is plain HTML;
`interface` follows it without loading Streamlit anew.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from html import escape
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from indicators.select import Selection
from indicators.ui.address import Choices
from indicators.ui.session import Here
from indicators.ui.site import PAGES
from indicators.ui.style import written


def path(slug: str) -> str:
    """Where the page `slug` lies on this site; the first page is at its root."""
    base = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return "/" + "/".join(part for part in (base, "" if slug == PAGES[0].slug else slug) if part)


def address(now: Here, slug: str, base: Selection, **filters: Any) -> str:
    """Where the page `slug` shows `base` with `filters` changed; escaped for HTML."""
    others = {name: filters.pop(name) for name in ("series", "chart", "figure") if name in filters}
    choices = Choices(replace(base, **filters), now.choices.language, **others)
    return escape(f"{path(slug)}?{urlencode(choices.params())}".removesuffix("?"))


def row(links: Iterable[tuple[str, str]], label: str = "") -> None:
    """Links beside each other, each an address as above and a text, after a label; nothing where there are none."""
    found = "".join(f'<a href="{href}" target="_self">{escape(text)}</a>' for href, text in links)
    if found:
        named = f"<b>{escape(label)}</b>" if label else ""
        written(f'<div class="ri-row">{named}{found}</div>')
