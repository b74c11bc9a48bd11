"""Links to other pages of the dashboard that say exactly what they show.

A link holds the filters it names and the language, so that it can be copied. It is plain HTML;
`assets/interface.js` follows it without loading Streamlit anew.
"""

from __future__ import annotations

from collections.abc import Iterable

from indicators.ui.markup import show_html
from indicators.web.paper.links import link_row_html


def show_links(links: Iterable[tuple[str, str]], label: str = "") -> None:
    """Links beside each other, each an address and a text, after a label; nothing where there are none."""
    if html := link_row_html(links, label):
        show_html(html)
