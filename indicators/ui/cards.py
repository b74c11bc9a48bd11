"""Figures as cards: headlines, ranks, streaks, and whatever stands alone.

Knows nothing of charts or filters; everything about one figure is in `figurecard`.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import pandas as pd
import streamlit as st

from indicators import text
from indicators.select import Catalogue, Selection
from indicators.text import STATUSES
from indicators.ui.session import Here, open_figure
from indicators.ui.style import html

#: The measures that headlines have, the first first.
_RANK = {"level": 0, "share": 1, "growth": 2}
_CARD = """<div class="ri-name">{name}</div><div class="ri-figure">{figure}</div>
<div class="ri-meta">{about}</div><div class="ri-meta">{printed}</div>"""


def wall(
    now: Here, records: Iterable[Any], key: str, leave_out: frozenset[str] = frozenset(), *, width: int = 230
) -> None:
    """A card for each record, flowing with the width; `leave_out` names what the page already says."""
    with st.grid("auto", min_column_width=width, key=f"wall_{key}"):
        for row in records:
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
def headlines(catalogue: Catalogue, selection: Selection, most: int = 6) -> tuple[Any, ...]:
    """Up to `most` figures to show first: the curated ones in their order, then one a topic.

    The richest topics come first; only actual levels, shares and growth, the latest first.
    """
    records = catalogue.records(catalogue.shown(selection).rows)
    place = {id: index for index, id in enumerate(catalogue.dataset.about.headlines)}
    first = [record for record in records if record.observation_id in place]
    first.sort(key=lambda record: place[record.observation_id])
    told = {record.topic for record in first}
    rest = [
        record
        for record in records
        if record.status == "actual" and record.measure in _RANK and record.topic not in told
    ]
    richness = Counter(record.topic for record in rest)
    rest.sort(key=lambda record: (-richness[record.topic], _RANK[record.measure], _age(record)))
    one_each = {record.topic: record for record in reversed(rest)}  # the first of each topic stays
    first += (record for record in rest if one_each[record.topic] is record)
    return tuple(first[:most])


def _age(record: Any) -> float:
    """Days by which figures are ordered, the latest first; what has no date is last."""
    return math.inf if pd.isna(record.period_end) else -record.period_end.toordinal()
