"""Links to other pages of the dashboard that say exactly what they show.

A link holds the filters it names and the language, so that it can be copied.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from indicators.resources import PAGES
from indicators.select import Selection
from indicators.ui.address import Choices
from indicators.ui.session import Here
from indicators.ui.style import plain


def to_page(
    now: Here, slug: str, label: str, base: Selection, icon: str | None = None, **filters: Any
) -> None:
    """A link to the page `slug` showing `base` with `filters` changed."""
    series, chart = filters.pop("series", ()), filters.pop("chart", "")
    choices = Choices(replace(base, **filters), now.choices.language, series=series, chart=chart)
    st.page_link(
        PAGES / f"{slug}.py", label=plain(label), icon=icon, query_params=choices.params(), width="content"
    )
