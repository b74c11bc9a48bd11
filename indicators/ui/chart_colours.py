"""The colours of charts: those that Streamlit paints the page around them with, light or dark.

Where the server's settings name none, Streamlit has colours of its own, and so have charts. Knows
nothing of charts.
"""

from __future__ import annotations

from functools import cache
from typing import Final

import streamlit as st

from indicators.charts import ChartPalette
from indicators.charts.theme import ColourScheme
from indicators.web.paper.first_view import PaperLook

#: Ink, ground and grid of a server without settings.
_DEFAULT_COLOURS: Final = {
    "light": ("#31333F", "#FFFFFF", "#E6EAF1"),
    "dark": ("#FAFAFA", "#0E1117", "#31333F"),
}
#: The ground of what stands beside the page, and links.
_DEFAULT_SIDES: Final = {"light": ("#F0F2F6", "#0068C9"), "dark": ("#262730", "#3D9DF3")}
#: And its series; the ninth is a grey.
_DEFAULT_SERIES: Final = (
    *("#0068C9", "#FF8700", "#29B09D", "#6D3FC0", "#FF2B2B"),
    *("#83C9FF", "#7DEFA1", "#FFD16A", "#808495"),
)


def colour_scheme() -> ColourScheme:
    """Whether this reader sees the page light or dark."""
    return "dark" if st.context.theme.type == "dark" else "light"


@cache
def chart_palette(scheme: ColourScheme) -> ChartPalette:
    """The colours of charts on a light or dark page; settings are read once."""
    ink, ground, grid = _DEFAULT_COLOURS[scheme]
    return ChartPalette(
        series=tuple(st.get_option(f"theme.{scheme}.chartCategoricalColors") or _DEFAULT_SERIES),
        ink=st.get_option(f"theme.{scheme}.textColor") or ink,
        ground=st.get_option(f"theme.{scheme}.backgroundColor") or ground,
        grid=st.get_option(f"theme.{scheme}.borderColor") or grid,
        font=st.get_option("theme.font") or "sans-serif",
    )


def paper_look(scheme: ColourScheme) -> PaperLook:
    """The colours of a light or dark page before Streamlit draws it."""
    aside, link = _DEFAULT_SIDES[scheme]
    return PaperLook(
        chart_palette(scheme),
        st.get_option(f"theme.{scheme}.secondaryBackgroundColor") or aside,
        st.get_option(f"theme.{scheme}.linkColor") or link,
    )
