"""Which figures a page shows first."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from typing import Any

import pandas as pd

from indicators.query import Catalogue, Selection
from indicators.query.caches import cached_on_owner
from indicators.query.table import Row

#: The measures that headlines have, the first first.
_MEASURE_ORDER = {"level": 0, "share": 1, "growth": 2}


@cached_on_owner(maxsize=512)
def choose_headlines(catalogue: Catalogue, selection: Selection, most: int = 6) -> tuple[Any, ...]:
    """Up to `most` figures to show first: the curated ones in their order, then one a topic.

    The richest topics come first; only actual levels, shares and growth, the latest first.
    """
    rows = catalogue.rows_to_draw(catalogue.drawn(selection)).rows
    records = [record for record in catalogue.records(rows) if record.current or selection.observation]
    order = {id: index for index, id in enumerate(catalogue.dataset.about.headlines)}
    place = {record.observation_id: _headline_place(record, order) for record in records}
    first = [record for record in records if place[record.observation_id] < math.inf]
    first.sort(key=lambda record: place[record.observation_id])
    topics = {record.topic for record in first}
    rest = [
        record
        for record in records
        if record.status == "actual" and record.measure in _MEASURE_ORDER and record.topic not in topics
    ]
    richness = Counter(record.topic for record in rest)
    rest.sort(
        key=lambda record: (-richness[record.topic], _MEASURE_ORDER[record.measure], _days_ago_order(record))
    )
    one_each = {record.topic: record for record in reversed(rest)}  # the first of each topic stays
    first += (record for record in rest if one_each[record.topic] is record)
    return tuple(first[:most])


def _headline_place(record: Row, order: Mapping[str, int]) -> float:
    """The place of a figure among the curated ones, which name any of its statements; infinite where it is none."""
    statements = record.vintages.split(";") if isinstance(record.vintages, str) else [record.observation_id]
    return min((order[id] for id in statements if id in order), default=math.inf)


def _days_ago_order(record: Row) -> float:
    """Days by which figures are ordered, the latest first; what has no date is last."""
    return math.inf if pd.isna(record.period_end) else -record.period_end.toordinal()
