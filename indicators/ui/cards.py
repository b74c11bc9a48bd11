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

from indicators import text
from indicators.select import Catalogue, Selection
from indicators.text import STATUSES
from indicators.ui.session import Here
from indicators.ui.style import filled, written

#: The measures that headlines have, the first first.
_RANK = {"level": 0, "share": 1, "growth": 2}
_CARD = """<div class="ri-card"><div class="ri-name">{name}</div><div class="ri-figure">{figure}</div>
<div class="ri-meta">{about}</div><div class="ri-meta">{printed}</div>"""
#: The link leads to the figure by itself; where our script listens, its card opens on this page instead.
_OPEN = (
    '<a class="ri-open" href="/f/{id}?lang={lang}" data-figure="{id}">{open}<span>{which}</span></a></div>'
)


def wall(
    now: Here, records: Iterable[Any], leave_out: frozenset[str] = frozenset(), *, width: int = 230
) -> None:
    """A card for each record, flowing with the width; `leave_out` names what the page already says."""
    hung([card(now, row, leave_out) for row in records], width)


def hung(cards: Iterable[str], width: int) -> None:
    """Cards side by side, each at least `width` pixels wide: all in one element, for each costs its time."""
    written(f'<div class="ri-wall" style="--ri-card: {width}px">{"".join(cards)}</div>')


def card(now: Here, row: Any, leave_out: frozenset[str] = frozenset(), more: str = "") -> str:
    """One figure as HTML: what, how much with its hedge, of whom and when, where it was printed, `more`."""
    about = text.subject(row, now.dataset, now.language, leave_out | {"indicator"})
    if row.status != "actual":
        about = f"{now.say(STATUSES[row.status])} · {about}"
    name = text.name(now.dataset.indicators, row.indicator, now.language)
    told = filled(
        _CARD,
        name=name,
        figure=text.figure(row, now.dataset, now.say),
        about=about,
        printed=text.where_printed(row, now.say),
    )
    way = filled(
        _OPEN,
        id=row.observation_id,
        lang=now.language,
        open=now.say("About this figure"),
        which=text.labelled("", name, now.language),
    )
    return f"{told}{more}{way}"


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
