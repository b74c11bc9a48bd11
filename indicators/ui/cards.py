"""Figures as cards: headlines, ranks, streaks, and whatever stands alone.

Knows nothing of charts or filters; everything about one figure is in `figurecard`.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import pandas as pd
import streamlit as st

from indicators import text
from indicators.select import Catalogue, Selection
from indicators.text import STATUSES
from indicators.ui.session import Here, open_figure
from indicators.ui.style import html

_CARD = """<div class="ri-name">{name}</div><div class="ri-figure">{figure}</div>
<div class="ri-meta">{about}</div><div class="ri-meta">{printed}</div>"""


def wall(
    now: Here, rows: pd.DataFrame, key: str, leave_out: frozenset[str] = frozenset(), *, width: int = 230
) -> None:
    """A card for each row, flowing with the width; `leave_out` names what the page already says."""
    with st.grid("auto", min_column_width=width, key=f"wall_{key}"):
        for row in now.catalogue.records(rows):
            with st.container(
                border=True, gap="xsmall", height="stretch", key=f"card_{key}_{row.observation_id}"
            ):
                card(now, row, key, leave_out)


def card(now: Here, row: Any, key: str, leave_out: frozenset[str] = frozenset()) -> None:
    """One figure: what, how much with its hedge, of whom and when, where it was printed."""
    about = text.subject(row, now.dataset, now.language, leave_out | {"indicator"})
    if row.status != "actual":
        about = f"{now.say(STATUSES[row.status])} · {about}"
    html(
        _CARD,
        name=text.name(now.dataset.indicators, row.indicator, now.language),
        figure=text.figure(row, now.dataset, now.say),
        about=about,
        printed=text.where_printed(row, now.say),
    )
    st.button(
        now.say("About this figure"),
        key=f"open_{key}_{row.observation_id}",
        type="tertiary",
        icon=":material/info:",
        on_click=open_figure,
        args=(row.observation_id,),
    )


@lru_cache(maxsize=512)
def headlines(catalogue: Catalogue, selection: Selection, most: int = 6) -> pd.DataFrame:
    """Up to `most` rows to show first: the curated ones in their order, then one a topic.

    The richest topics come first; only actual levels, shares and growth, the latest first.
    """
    rows, curated = catalogue.shown(selection).rows, catalogue.dataset.about.headlines
    place = {id: index for index, id in enumerate(curated)}
    first = rows[rows["observation_id"].isin(curated)]
    first = first.sort_values("observation_id", key=lambda ids: ids.map(place))
    rank = {"level": 0, "share": 1, "growth": 2}
    rest = rows[
        (rows["status"] == "actual") & rows["measure"].isin(list(rank)) & ~rows["topic"].isin(first["topic"])
    ]
    rest = rest.assign(
        _richness=rest.groupby("topic", observed=True)["value"].transform("size"),
        _rank=rest["measure"].map(rank).astype(int),
    ).sort_values(["_richness", "_rank", "period_end"], ascending=[False, True, False], kind="stable")
    return pd.concat([first, rest.drop_duplicates("topic")]).head(most)
