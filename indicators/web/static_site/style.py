"""The style sheet of a static site: that of pages before Streamlit draws them, in the colours of charts."""

from __future__ import annotations

from typing import Final

from indicators.charts.theme import PALETTES
from indicators.web.paper.first_view import PaperLook, paper_style

#: The ground of what stands beside the page, and links.
_SIDES: Final = {"light": ("#F4F5F7", "#1F5F93"), "dark": ("#262730", "#7DB7E8")}
_OWN_RULES: Final = """
#ri-first .ri-table :is(th, td) { height: auto; padding-block: 0.4rem; white-space: normal; overflow: visible; vertical-align: top; }
#ri-results { display: flex; flex-direction: column; gap: 0.8rem; padding-inline-start: 1.5rem; }
"""


def site_style() -> str:
    """As text; it asks for no font: readers' own letters are there at once."""
    looks = {scheme: PaperLook(palette, *_SIDES[scheme]) for scheme, palette in PALETTES.items()}
    rules = paper_style(looks, "").split("\n")
    own_font = '@font-face { font-family: "First Sans";'
    return "\n".join(rule for rule in rules if not rule.startswith(own_font)) + _OWN_RULES
