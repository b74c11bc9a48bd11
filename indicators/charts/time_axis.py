"""An axis of time: the moment at which a figure stands, and the periods that are told below."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from html import escape
from typing import Any, NamedTuple

from indicators.charts.moments import start_of_day
from indicators.charts.text_metrics import text_width
from indicators.charts.theme import (
    GRID_COLOUR,
    LEAST_CHART_WIDTH,
    MUTED_COLOUR,
    NARROWEST_WIDTH,
    TICK_FONT_SIZE,
)
from indicators.model.chart_kinds import cell_text
from indicators.model.period import parse_period
from indicators.query.table import Row


class Moment(NamedTuple):
    """The middle of a period, and what people call it."""

    day: datetime
    label: str


def period_middle(record: Row) -> datetime:
    """The day in the middle of the period of a figure."""
    start, end = period_ends(record)
    return start + (end - start) / 2


def period_ends(record: Row) -> tuple[datetime, datetime]:
    """Where the first and the last day begin."""
    return start_of_day(record.period_start.date()), start_of_day(record.period_end.date())


def several_years(record: Row) -> tuple[datetime, datetime] | None:
    """First and last day of a period of several years."""
    several = parse_period(cell_text(record.period)).kind.id == "years"
    return period_ends(record) if several else None


def iso_day(moment: datetime) -> str:
    """A day as plotly reads it."""
    return moment.date().isoformat()


def date_axis(moments: Iterable[Moment], ends: tuple[datetime, datetime], width: float) -> dict[str, Any]:
    """A date axis with the periods that have room, counted from the latest.

    `width` are its pixels on the narrowest page; on the smallest phones it is less.
    """
    first, last = ends
    width -= NARROWEST_WIDTH - LEAST_CHART_WIDTH
    shown: list[Moment] = []
    for moment in sorted(set(moments), key=lambda moment: moment.day, reverse=True):
        before = (shown[-1].day - moment.day) / (last - first) * width if shown else width
        if not shown or before > (text_width(moment.label) + text_width(shown[-1].label)) / 2:
            shown.append(moment)
    return {
        "type": "date",
        "range": [first.isoformat(), last.isoformat()],
        "tickmode": "array",
        "tickvals": [iso_day(moment.day) for moment in shown],
        "ticktext": [escape(moment.label, quote=False) for moment in shown],
        "tickangle": 0,
        "ticklabeloverflow": "allow",  # plotly leaves out a label that passes the edge by a pixel
        "tickfont": {"size": TICK_FONT_SIZE, "color": MUTED_COLOUR},
        "ticklabelstandoff": 3,  # clear of the lowest number of the axis beside it
        "showgrid": False,
        "fixedrange": True,
        "automargin": False,
        "title": {"text": ""},
    }


def upright_axis(
    places: Sequence[float], labels: Sequence[str], ends: Sequence[float], *, log: bool = False
) -> dict[str, Any]:
    """A value axis that goes up the plot."""
    return {
        **({"type": "log"} if log else {}),
        "range": list(ends),
        "tickmode": "array",
        "tickvals": list(places),
        "ticktext": list(labels),
        "tickfont": {"size": TICK_FONT_SIZE, "color": MUTED_COLOUR},
        "showgrid": True,
        "gridcolor": GRID_COLOUR,
        "zeroline": not log,
        "zerolinecolor": MUTED_COLOUR,
        "zerolinewidth": 1,
        "ticklabelstandoff": 4,
        "fixedrange": True,
        "automargin": False,
        "title": {"text": ""},
    }
