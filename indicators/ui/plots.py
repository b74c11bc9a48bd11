"""Charts on a page: title, figure, source, hedge legend; a click on a mark opens its figure card.

What is drawn is decided in `figures`; here it is put on the page, and kept for the next reader
who asks for the same.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from indicators.api.asked import Asked
from indicators.figures import Chart, Setting, charts_of, declared
from indicators.language import mark, messages
from indicators.model import Language
from indicators.select import MAX_FIGURES, Catalogue, Selection, selection_of
from indicators.ui import cards, colours, picture, tables, topics
from indicators.ui.session import Here, open_figure
from indicators.ui.style import filled, html, plain, written

#: Pixels that title, legend and source take around a figure.
FRAME_HEIGHT = 210.0

#: Kinds of chart whose exact figures end in no mark of their own.
_BARS = ("bars", "growth", "shares", "whole", "nested")

#: No modebar: its picture would lack title, hedges and source; ours is below the chart.
_CONFIG = {"displaylogo": False, "displayModeBar": False, "responsive": True}

#: Seconds: twice as long as the browser gathers what it draws in one go.
_GATHERED = 0.02
_SEEN = "_first_chart_of"

_LEGEND = {
    "exact": mark("● exact as stated"),
    "bar": mark("■ exact as stated"),
    "over": mark("|→ lower bound (over, more than, at least)"),
    "at_least": mark("|→ lower bound (over, more than, at least)"),
    "nearly": mark("←| upper bound (nearly, almost, less than)"),
    "about": mark("◇ rounded (about, approximately)"),
}


@dataclass(frozen=True, slots=True)
class _Drawn:
    """Figures that are the same when their ids are, with the records and the table to draw them from."""

    ids: tuple[str, ...]
    records: tuple[Any, ...] = field(compare=False, repr=False)
    table: pd.DataFrame = field(compare=False, repr=False)


@lru_cache(maxsize=1024)
def _drawn(catalogue: Catalogue, figures: _Drawn, language: Language) -> tuple[Chart, ...]:
    """The charts of some figures; shared by all readers, for they are plain data nobody changes."""
    given = Setting(figures.table, catalogue.dataset, messages(language), chosen=figures.records)
    return tuple(charts_of(given))


def _charts_of(now: Here, rows: pd.DataFrame, records: Iterable[Any]) -> tuple[Chart, ...]:
    """The charts of some records of `rows`: the same ones under whatever filters they are shown."""
    own = tuple(records)
    ids = tuple(record.observation_id for record in own)
    return _drawn(now.catalogue, _Drawn(ids, own, now.catalogue.table_of(rows)), now.language)


@lru_cache(maxsize=256)
def curated(catalogue: Catalogue, chart: str, language: Language) -> Chart:
    """A chart that the dataset declares."""
    found = catalogue.dataset.charts[chart]
    rows = catalogue.shown(selection_of(found)).rows
    return declared(found, catalogue.dataset, rows, messages(language))


def by_topic(now: Here, selection: Selection, key: str, leave_out: frozenset[str] = frozenset()) -> None:
    """For each topic that is open its charts, then cards for the figures no chart holds."""
    rows = now.catalogue.shown(selection).rows
    records = now.catalogue.records(rows)
    counts = now.catalogue.counts(selection, "topic")
    for topic in topics.shown(now, counts):
        st.header(plain(topic.name[now.language]), anchor=topic.id)
        html('<div class="ri-meta">{text}</div>', text=topic.description[now.language])
        own = [record for record in records if record.topic == topic.id]
        _all_of(now, own, _charts_of(now, rows, own), f"{key}_{topic.id}", leave_out)


@lru_cache(maxsize=64)
def _since(catalogue: Catalogue, selection: Selection, plan: str) -> tuple[Any, ...]:
    """The figures of the series with an outcome in the plan and one before it, up to the end of the plan."""
    first, last = catalogue.dataset.plans[plan].start, catalogue.dataset.plans[plan].end
    rows = catalogue.records(catalogue.shown(selection).rows)
    told = [row for row in rows if row.status == "actual" and row.period_end.year <= last]
    before = {row.series for row in told if row.period_end.year < first}
    within = {row.series for row in told if row.plan == plan}
    return tuple(row for row in told if row.series in before & within)


def since(now: Here, plan: str) -> None:
    """What the sources state both for a plan and for a time before it."""
    selection = now.selection.without("plan")
    rows = now.catalogue.shown(selection).rows
    found = _charts_of(now, rows, _since(now.catalogue, selection, plan))
    if not found:
        return
    st.header(plain(now.say("Since the plans before")), anchor="since")
    told = now.say("What our sources state of this plan and of an earlier time.")
    html('<div class="ri-meta">{text}</div>', text=told)
    _side_by_side(now, found, "since")


def all_of(now: Here, selection: Selection, key: str, leave_out: frozenset[str] = frozenset()) -> None:
    """The charts that the selection allows, then cards for the figures no chart holds."""
    rows = now.catalogue.shown(selection).rows
    records = now.catalogue.records(rows)
    _all_of(now, records, _charts_of(now, rows, records), key, leave_out)


def _all_of(
    now: Here, records: list[Any], found: Sequence[Chart], key: str, leave_out: frozenset[str]
) -> None:
    _side_by_side(now, found, key)
    shown = {id for chart in found for id in chart.ids}
    if rest := [record for record in records if record.observation_id not in shown]:
        cards.wall(now, rest, leave_out)


def _side_by_side(now: Here, found: Sequence[Chart], key: str) -> None:
    """One chart across the page, several in two columns."""
    if len(found) == 1:
        show(now, found[0], key)
    elif found:
        for column, own in zip(st.columns(2), _shared_out(found), strict=True):
            with column:
                for chart in own:
                    show(now, chart, key)


def _shared_out(found: Sequence[Chart]) -> tuple[list[Chart], list[Chart]]:
    """The charts in two columns of about one height, each in its order."""
    columns: tuple[list[Chart], list[Chart]] = ([], [])
    heights = [0.0, 0.0]
    for chart in found:
        lower = heights.index(min(heights))
        columns[lower].append(chart)
        heights[lower] += chart.figure["layout"]["height"] + FRAME_HEIGHT
    return columns


def show(now: Here, chart: Chart, key: str, *, pictures: bool = True) -> None:
    """One chart in its frame, to be taken as a picture; the table of its rows is made when it is opened."""
    widget = f"chart_{key}_{chart.id}"
    scheme = colours.scheme()
    plot = f"{widget}_{scheme}"  # Streamlit shows a new figure only under a new key
    with st.container(border=True, gap="xsmall"):
        html(
            '<p class="ri-title">{title}</p><div class="ri-meta">{subtitle}</div>',
            title=chart.title,
            subtitle=chart.subtitle,
        )
        st.plotly_chart(
            chart.drawing(colours.palette(scheme)),
            theme=None,
            key=plot,
            alt=chart.alt,
            config=_CONFIG,
            on_select=lambda: _clicked(plot),
            selection_mode="points",
        )
        legend = _legend(now, chart)
        told = "".join(filled("<span>{entry}</span>", entry=entry) for entry in legend)
        hedged = f'<div class="ri-meta ri-legend">{told}</div>' if told else ""
        source = filled('<div class="ri-meta">{source}</div>', source=chart.source)
        taken = picture.row(now, chart, plot, "   ".join(legend), files(now, chart)) if pictures else ""
        written(f"{hedged}{source}{taken}")
        rows = st.expander(
            now.say.plural("Table of this chart: {n} row", "Table of this chart: {n} rows", len(chart.ids)),
            key=f"{widget}_open",
            on_change="rerun",
            type="compact",
        )
        if rows.open:
            with rows:
                tables.figures(now, chart.rows, f"{widget}_rows")
    _let_the_first_be_seen(now)


def _let_the_first_be_seen(now: Here) -> None:
    """Wait a moment after the first chart when a choice has changed that charts depend on.

    The browser gathers what comes within a hundredth of a second and draws it in one go, during
    which the page stands still: a reader would see the first chart when the last is done. When a
    page is opened there is nothing to be won: the browser has yet to load what draws charts.
    """
    chosen = replace(now.choices, figure="")
    seen = st.session_state.get(_SEEN)
    st.session_state[_SEEN] = chosen
    if seen not in (None, chosen):
        time.sleep(_GATHERED)


def _legend(now: Here, chart: Chart) -> list[str]:
    """What the marks mean that this chart has, where some are hedged."""
    if not chart.hedges:
        return []
    exact = ("bar" if chart.kind in _BARS else "exact",) if chart.has_exact else ()
    return list(dict.fromkeys(now.say(_LEGEND[mark]) for mark in (*exact, *chart.hedges)))


def files(now: Here, chart: Chart) -> str:
    """Links to the rows of a chart as files; empty when they are more than an address can name."""
    if len(chart.ids) > MAX_FIGURES:
        return ""
    query = Asked(Selection(observation=tuple(sorted(chart.ids))), now.language).query()
    return "".join(
        f'<a href="{escape(f"/api/v1/observations.{kind}?{query}")}" download aria-label="{escape(told)}">{kind.upper()}</a>'
        for kind in ("csv", "xlsx", "json")
        for told in (now.say("Data ({kind}) of {title}", kind=kind.upper(), title=chart.title),)
    )


def _clicked(plot: str) -> None:
    points = st.session_state[plot].selection.points
    ids = [point.get("customdata") for point in points]
    ids = [id[0] if isinstance(id, list) else id for id in ids if id]
    if ids:
        open_figure(ids[0])
