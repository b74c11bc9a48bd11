"""Links to other pages of the dashboard that say exactly what they show.

A link holds the filters it names and the language, so that it can be copied. It is plain HTML;
`assets/interface.js` follows it without loading Streamlit anew.
"""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from indicators.text.markup import NOTHING, fill_template, join_html
from indicators.ui.markup import show_template


def show_links(links: Iterable[tuple[str, str]], label: str = "") -> None:
    """Links beside each other, each an address as above and a text, after a label; nothing where there are none."""
    found = join_html(link_html(href, text) for href, text in links)
    if found:
        named = fill_template("<b>{label}</b>", label=label) if label else NOTHING
        show_template('<div class="ri-row">{named}{found}</div>', named=named, found=found)


def link_html(href: str, text: str | Markup) -> Markup:
    """A link to a page, an address as above and a text or a piece of HTML."""
    return fill_template('<a href="{href}" target="_self">{text}</a>', href=href, text=text)
