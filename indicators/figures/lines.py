"""One series over three periods or more on a time axis, with bands for the plans it runs through.

Figures of a year or less are dots in the middle of their period, joined, dashed where an end is
hedged. Figures of several years are bars over those years and are never joined: they are no points.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import pairwise
from typing import Any, Final, NamedTuple

import pandas as pd

from indicators import text
from indicators.figures import frame, words
from indicators.figures.bands import bands
from indicators.figures.chart import Chart, Figure
from indicators.figures.compose import compose, mark, values
from indicators.figures.fit import Margins, pixels
from indicators.figures.marks import Mark, arrow, dot_trace
from indicators.figures.scale import Scale, linear, ticks
from indicators.figures.setting import Record, Setting
from indicators.figures.theme import ARROW, FONT, GRID, INK, LINE, MARK, MUTED, TICK_FONT
from indicators.figures.threads import in_time

HEIGHT: Final = 260


class Point(NamedTuple):
    """A figure at a day (the middle of its period), with a short label in units of the axis.

    `span` is the first and last day of a period of several years, which is drawn over them.
    """

    mark: Mark
    day: pd.Timestamp
    span: tuple[pd.Timestamp, pd.Timestamp] | None
    period: str
    short: str


def draw_line(records: Sequence[Record], setting: Setting) -> Chart:
    """One series through time; the records are one thread."""
    return draw_line_within(records, records, setting)


def draw_line_within(records: Sequence[Record], everyone: Sequence[Record], setting: Setting) -> Chart:
    """A line on the axes that hold `everyone`, so that several such lines can be compared."""
    ordered = in_time(records)
    scale = linear(values(everyone), setting.language)
    points = [_point(record, scale, setting) for record in ordered]
    days = [day for record in everyone for day in _span(record) or (_middle(record),)]
    figure = _figure(points, scale, (min(days), max(days)), words.sign(ordered[0], setting), setting)
    subtitle = words.subtitle(ordered, setting, scale.word, ranked=False)
    return compose("line", ordered, setting, figure=figure, subtitle=subtitle)


def _middle(record: Record) -> pd.Timestamp:
    start: pd.Timestamp = record.period_start
    half: pd.Timedelta = (record.period_end - start) / 2
    return start + half


def _span(record: Record) -> tuple[pd.Timestamp, pd.Timestamp] | None:
    """First and last day of a period of several years."""
    several = record.period_end.year > record.period_start.year
    return (record.period_start, record.period_end) if several else None


def _point(record: Record, scale: Scale, setting: Setting) -> Point:
    number = text.number(record.value / scale.step, record.precision / scale.step, setting.language)
    short = text.hedged(number + words.sign(record, setting), record, setting.say)
    period = text.period(record.period, setting.language)
    return Point(mark(record, setting), _middle(record), _span(record), period, short)


def _figure(
    points: Sequence[Point],
    scale: Scale,
    ends: tuple[pd.Timestamp, pd.Timestamp],
    sign: str,
    setting: Setting,
) -> Figure:
    places, labels = ticks(scale, HEIGHT, setting.language, sign)
    found = Margins(round(max(pixels(label) for label in labels)) + 8, 8)
    pad = max(pixels(point.short) for point in points) / 2 / found.plot
    margin = (ends[1] - ends[0]) * (pad / (1 - 2 * pad))
    first, last = ends[0] - margin, ends[1] + margin
    levels = _levels(points, found.plot * (1 - 2 * pad), ends)
    notes = [_arrow(point, scale) for point in points if point.mark.side]
    notes += [
        _label(point, scale, level) for point, level in zip(points, levels, strict=True) if level is not None
    ]
    above = ARROW + LINE * (1.5 + max(level or 0 for level in levels))
    top = scale.high + (scale.high - scale.low) * above / (HEIGHT - above)
    shapes, names = bands(setting.dataset.plans.values(), first, last, found.plot, setting.language)
    top += (scale.high - scale.low) * (LINE / HEIGHT if names else 0)
    axes = {
        "xaxis": _time_axis(points, (first, last), found),
        "yaxis": _value_axis(places, labels, [scale.low, top]),
        "shapes": shapes,
    }
    joins = [] if any(point.span for point in points) else _joins(points, scale)
    traces = [*_spans(points, scale), *joins, _dots(points, scale)]
    return frame.figure(traces, axes, names + notes, HEIGHT, found)


def _days(points: Sequence[Point]) -> list[str]:
    return [point.day.date().isoformat() for point in points]


def _dots(points: Sequence[Point], scale: Scale) -> dict[str, Any]:
    """Dots; for a span only what answers the pointer, and the diamond or cap of its hedge."""
    found = dot_trace([point.mark for point in points], scale, cap="line-ew")
    exact_span = [bool(point.span) and point.mark.qualifier == "exact" for point in points]
    found["marker"]["opacity"] = [0.0 if bare else 1.0 for bare in exact_span]
    found["unselected"] = {"marker": {}} if any(exact_span) else found["unselected"]
    return found | {"x": _days(points), "y": found["x"]}


def _spans(points: Sequence[Point], scale: Scale) -> list[dict[str, Any]]:
    """A horizontal bar over the years of every figure of several years."""
    return [
        {
            "type": "scatter",
            "name": "span",
            "mode": "lines",
            "x": [day.date().isoformat() for day in point.span],
            "y": [point.mark.value / scale.step] * 2,
            "hoverinfo": "skip",
            "line": {
                "color": MARK,
                "width": 5 if point.mark.firm else 2,
                "dash": "solid" if point.mark.firm else "dash",
            },
        }
        for point in points
        if point.span
    ]


def _joins(points: Sequence[Point], scale: Scale) -> list[dict[str, Any]]:
    """A join for each two neighbours; dashed when either is hedged."""
    return [
        {
            "type": "scatter",
            "name": "connector",
            "mode": "lines",
            "x": _days(two),
            "y": [point.mark.value / scale.step for point in two],
            "hoverinfo": "skip",
            "line": {
                "color": MUTED,
                "width": 1.5,
                "dash": "solid" if all(point.mark.qualifier == "exact" for point in two) else "dot",
            },
        }
        for two in pairwise(points)
    ]


def _arrow(point: Point, scale: Scale) -> dict[str, Any]:
    """The arrow of a bound, up or down."""
    upright = {"x": _days([point])[0], "y": point.mark.value / scale.step}
    return arrow(point.mark, scale) | upright | {"ax": 0, "ay": -point.mark.side * ARROW}


def _label(point: Point, scale: Scale, level: int) -> dict[str, Any]:
    above = ARROW + 4 if point.mark.side > 0 else 10
    return {
        "name": point.mark.id,
        "x": _days([point])[0],
        "y": point.mark.value / scale.step,
        "text": escape(point.short, quote=False),
        "showarrow": False,
        "yanchor": "bottom",
        "yshift": above + level * LINE,
        "font": {"size": FONT, "color": INK},
    }


def _levels(
    points: Sequence[Point], width: float, ends_of_time: tuple[pd.Timestamp, pd.Timestamp]
) -> list[int | None]:
    """How high above its dot each label stands so that none overlap at `width` pixels.

    Hedged figures, both ends and the extremes are always labelled; others only where there is room
    (None: no label; its hover text and the table have it).
    """
    first, span = ends_of_time[0], (ends_of_time[1] - ends_of_time[0]).days
    heights = [point.mark.value for point in points]
    taken: list[tuple[int, float, float]] = []
    levels: list[int | None] = [None] * len(points)
    ends = {0, len(points) - 1, heights.index(max(heights)), heights.index(min(heights))}
    must = {n for n, point in enumerate(points) if point.mark.qualifier != "exact"} | ends
    for n in sorted(range(len(points)), key=lambda n: (n not in must, n)):
        middle, half = (points[n].day - first).days / span * width, pixels(points[n].short) / 2 + 3
        for level in range(len(points) if n in must else 1):
            if all(
                level != other or middle + half < left or middle - half > right
                for other, left, right in taken
            ):
                taken.append((level, middle - half, middle + half))
                levels[n] = level
                break
    return levels


def _time_axis(
    points: Sequence[Point], ends: tuple[pd.Timestamp, pd.Timestamp], found: Margins
) -> dict[str, Any]:
    """A date axis with the periods that have room, counted from the latest."""
    first, last = ends
    width = found.plot
    shown: list[Point] = []
    for point in reversed(points):
        before = (shown[-1].day - point.day) / (last - first) * width if shown else width
        if not shown or before > (pixels(point.period) + pixels(shown[-1].period)) / 2:
            shown.append(point)
    return {
        "type": "date",
        "range": [first.isoformat(), last.isoformat()],
        "tickmode": "array",
        "tickvals": _days(shown),
        "ticktext": [escape(point.period, quote=False) for point in shown],
        "tickfont": {"size": TICK_FONT, "color": MUTED},
        "showgrid": False,
        "fixedrange": True,
        "automargin": False,
        "title": {"text": ""},
    }


def _value_axis(places: list[float], labels: list[str], ends: list[float]) -> dict[str, Any]:
    return {
        "range": ends,
        "tickmode": "array",
        "tickvals": places,
        "ticktext": labels,
        "tickfont": {"size": TICK_FONT, "color": MUTED},
        "showgrid": True,
        "gridcolor": GRID,
        "zeroline": True,
        "zerolinecolor": MUTED,
        "zerolinewidth": 1,
        "ticklabelstandoff": 4,
        "fixedrange": True,
        "automargin": False,
        "title": {"text": ""},
    }
