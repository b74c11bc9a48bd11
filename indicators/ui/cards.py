"""Figures as cards: headlines, ranks, streaks, and whatever stands alone."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd
from markupsafe import Markup

from indicators import text
from indicators.model.code_lists import STATUSES
from indicators.query import Catalogue, Selection
from indicators.query.caches import cached_on_owner
from indicators.query.table import Row
from indicators.text.markup import NOTHING, fill_template, join_html
from indicators.ui.markup import show_template
from indicators.ui.session import Page

#: The measures that headlines have, the first first.
_MEASURE_ORDER = {"level": 0, "share": 1, "growth": 2}
_CARD_TEMPLATE = """<div class="ri-card"><div class="ri-name">{name}</div><div class="ri-figure">{figure}</div>
<div class="ri-meta">{about}</div><div class="ri-meta">{printed}</div>"""
#: The link leads to the figure by itself; where our script listens, its card opens on this page instead.
_OPEN_LINK_TEMPLATE = (
    '<a class="ri-open" href="/f/{id}?lang={lang}" data-figure="{id}">{open}<span>{which}</span></a></div>'
)


def show_cards(
    page: Page, records: Iterable[Row], leave_out: frozenset[str] = frozenset(), *, width: int = 230
) -> None:
    """A card for each record, flowing with the width; `leave_out` names what the page already says."""
    show_card_grid([card_html(page, row, leave_out) for row in records], width)


def show_card_grid(cards: Iterable[Markup], width: int) -> None:
    """Cards side by side, each at least `width` pixels wide: all in one element, for each costs its time."""
    show_template(
        '<div class="ri-wall" style="--ri-card: {width}px">{cards}</div>', width=width, cards=join_html(cards)
    )


def card_html(
    page: Page, row: Row, leave_out: frozenset[str] = frozenset(), more: Markup = NOTHING
) -> Markup:
    """One figure as HTML: what, how much with its hedge, of whom and when, where it was printed, `more`."""
    about = text.describe_subject(row, page.dataset, page.language, leave_out | {"indicator"})
    if row.status != "actual":
        about = f"{page.say(STATUSES[row.status].label)} · {about}"
    name = text.record_label(page.dataset, "indicators", row.indicator, page.language)
    lead = fill_template(
        _CARD_TEMPLATE,
        name=name,
        figure=text.format_figure(row, page.dataset, page.say),
        about=about,
        printed=text.describe_origin(row, page.say),
    )
    statements = page.catalogue.vintages_of([row]).get(row.observation_id, ())
    others = text.describe_other_statements(row, statements, page.dataset, page.say)
    if others:
        line = text.join_clauses(others, page.language)
        lead += fill_template('<div class="ri-meta">{others}</div>', others=line)
    way = fill_template(
        _OPEN_LINK_TEMPLATE,
        id=row.observation_id,
        lang=page.language,
        open=page.say("About this figure"),
        which=text.add_label("", name, page.language),
    )
    return lead + more + way


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
