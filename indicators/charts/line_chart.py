"""One series over three periods or more on a time axis, with bands for the plans it runs through.

Figures of a year or less are dots in the middle of their period, joined, dashed where an end is
hedged. Figures of several years are bars over those years and are never joined: they are no points.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from html import escape
from operator import itemgetter
from typing import Any, Final, NamedTuple

from indicators import text
from indicators.charts import captions, plot_frame
from indicators.charts.chart import Drawing, PlotlyData
from indicators.charts.chart_building import build_mark, printed_values
from indicators.charts.chart_rows import ChartContext, sort_by_time
from indicators.charts.courses import find_joins, sorted_course
from indicators.charts.marks import ChartMark, bound_arrow, dot_trace, span_traces
from indicators.charts.moments import shift_moment
from indicators.charts.plot_frame import draw_plan_bands
from indicators.charts.point_labels import LabelledPoint, LabelPlace, Line, PlotRoom, place_point_labels
from indicators.charts.scale import AxisScale, axis_ticks, linear_scale
from indicators.charts.text_metrics import PlotMargins, text_width
from indicators.charts.theme import (
    ARROW_LENGTH,
    FONT_SIZE,
    INK_COLOUR,
    LINE_HEIGHT,
    MARK_COLOUR,
    MUTED_COLOUR,
)
from indicators.charts.time_axis import Moment, date_axis, period_middle, several_years, upright_axis
from indicators.query.table import Row

LINE_PLOT_HEIGHT: Final = 260
#: The most lines of numbers that stand above the highest point.
_MOST_LEVELS: Final = 7


class LinePoint(NamedTuple):
    """A figure at a day (the middle of its period), with a short label in units of the axis.

    `span` is the first and last day of a period of several years, which is drawn over them.
    """

    record: Row
    mark: ChartMark
    day: datetime
    span: tuple[datetime, datetime] | None
    period: str
    short: str


def draw_line(records: Sequence[Row], context: ChartContext) -> Drawing:
    """One series through time; the records are one comparable run."""
    return draw_line_on_axes(records, records, context)


def draw_line_on_axes(records: Sequence[Row], everyone: Sequence[Row], context: ChartContext) -> Drawing:
    """A line on the axes that hold `everyone`, so that several such lines can be compared."""
    ordered = sort_by_time(records)
    scale = linear_scale(printed_values(everyone), context.language)
    points = [_line_point(record, scale, context) for record in ordered]
    days = [day for record in everyone for day in several_years(record) or (period_middle(record),)]
    plot = _line_plot(points, scale, (min(days), max(days)), captions.axis_sign(ordered[0], context), context)
    course = sorted_course(records)
    subtitle = captions.chart_subtitle(course, context, scale.word, ranked=False)
    return Drawing(ordered, plot, captions.join_subtitle([subtitle, captions.dashes_note(course, context)]))


def _line_point(record: Row, scale: AxisScale, context: ChartContext) -> LinePoint:
    short = captions.short_figure(record, scale.step, context)
    period = text.period_label(record, context.dataset, context.language)
    mark = build_mark(record, context)
    return LinePoint(record, mark, period_middle(record), several_years(record), period, short)


def _line_plot(
    points: Sequence[LinePoint],
    scale: AxisScale,
    ends: tuple[datetime, datetime],
    sign: str,
    context: ChartContext,
) -> PlotlyData:
    places, labels = axis_ticks(scale, LINE_PLOT_HEIGHT, context.language, sign)
    found = PlotMargins(round(max(text_width(label) for label in labels)) + 8, 8)
    pad = _pixels_beside(points, found) / found.plot
    margin = (ends[1] - ends[0]) * (pad / (1 - 2 * pad))
    first, last = shift_moment(ends[0], -margin), shift_moment(ends[1], margin)
    missing = [
        round(pad * found.plot) if shown < margin else 0 for shown in (ends[0] - first, last - ends[1])
    ]
    found = PlotMargins(found.left + missing[0], found.right + missing[1])
    shapes, names = draw_plan_bands(context.dataset.plans.values(), first, last, found.plot, context.language)
    kept = LINE_HEIGHT + 2 if names else 0
    layout = _lay_out_labels(points, scale, (first, last), found, kept)
    notes = [_draw_arrow(point, scale) for point in points if point.mark.side]
    placed = [(point, place) for point, place in zip(points, layout.places, strict=True) if place is not None]
    notes += [_draw_leader(point, scale, place) for point, place in placed if _is_far(point, place)]
    notes += [_point_label(point, scale, place) for point, place in placed]
    axes = {
        "xaxis": date_axis([Moment(point.day, point.period) for point in points], (first, last), found.plot),
        "yaxis": upright_axis(places, labels, layout.ends),
        "shapes": shapes,
    }
    joins = _draw_joins(points, scale)
    ranges = span_traces([point.mark for point in points], scale, _iso_days(points))
    traces = [*_draw_spans(points, scale), *joins, *ranges, _draw_dots(points, scale)]
    return plot_frame.assemble_plot(traces, axes, names + notes, LINE_PLOT_HEIGHT, found)


def _pixels_beside(points: Sequence[LinePoint], found: PlotMargins) -> float:
    """The room that the labels of the first and the last point need beside it: their numbers and their periods."""
    return max(
        max(text_width(point.short) for point in points) / 2,
        text_width(points[0].period) / 2 - found.left,
        text_width(points[-1].period) / 2 - found.right,
    )


def _iso_days(points: Sequence[LinePoint]) -> list[str]:
    return [point.day.date().isoformat() for point in points]


def _draw_dots(points: Sequence[LinePoint], scale: AxisScale) -> dict[str, Any]:
    """Dots; for a span only what answers the pointer, and the diamond or cap of its hedge."""
    found = dot_trace([point.mark for point in points], scale, upright=True)
    exact_span = [bool(point.span) and point.mark.qualifier == "exact" for point in points]
    found["marker"]["opacity"] = [
        0.0 if bare or point.mark.is_range else 1.0 for bare, point in zip(exact_span, points, strict=True)
    ]
    found["unselected"] = {"marker": {}} if any(exact_span) else found["unselected"]
    return found | {"x": _iso_days(points), "y": found["x"]}


def _draw_spans(points: Sequence[LinePoint], scale: AxisScale) -> list[dict[str, Any]]:
    """A horizontal bar over the years of every figure of several years, of a range at both of its ends."""
    return [
        {
            "type": "scatter",
            "name": "span",
            "mode": "lines",
            "x": [day.date().isoformat() for day in point.span],
            "y": [value / scale.step] * 2,
            "hoverinfo": "skip",
            "line": {
                "color": MARK_COLOUR,
                "width": 5 if point.mark.is_actual else 2,
                "dash": "solid" if point.mark.is_actual else "dash",
            },
        }
        for point in points
        if point.span
        for value in (point.mark.span if point.mark.is_range and point.mark.span else (point.mark.value,))
    ]


def _draw_joins(points: Sequence[LinePoint], scale: AxisScale) -> list[dict[str, Any]]:
    """A join for each two neighbours; dotted when either is hedged, dashed to what has not happened."""
    at = {point.mark.id: point for point in points}
    found = []
    for join in find_joins([point.record for point in points]):
        two = [at[record.observation_id] for record in (join.then, join.now)]
        found.append(
            {
                "type": "scatter",
                "name": "connector",
                "mode": "lines",
                "x": _iso_days(two),
                "y": [point.mark.value / scale.step for point in two],
                "hoverinfo": "skip",
                "line": {"color": MUTED_COLOUR, "width": 1.5, "dash": join.dash},
            }
        )
    return found


def _draw_arrow(point: LinePoint, scale: AxisScale) -> dict[str, Any]:
    """The arrow of a bound, up or down."""
    upright = {"x": _iso_days([point])[0], "y": point.mark.value / scale.step}
    return bound_arrow(point.mark, scale) | upright | {"ax": 0, "ay": -point.mark.side * ARROW_LENGTH}


def _draw_leader(point: LinePoint, scale: AxisScale, place: LabelPlace) -> dict[str, Any]:
    """A thin line from a point to its number where that stands far above it."""
    return {
        "name": "leader",
        "x": _iso_days([point])[0],
        "y": point.mark.value / scale.step,
        "text": "",
        "showarrow": True,
        "arrowside": "none",
        "arrowhead": 0,
        "arrowwidth": 0.75,
        "arrowcolor": MUTED_COLOUR,
        "ax": 0,
        "ay": -place.up,
    }


def _is_far(point: LinePoint, place: LabelPlace) -> bool:
    return place.up > (ARROW_LENGTH if point.mark.side > 0 else 0) + 2 * LINE_HEIGHT


def _point_label(point: LinePoint, scale: AxisScale, place: LabelPlace) -> dict[str, Any]:
    return {
        "name": point.mark.id,
        "x": _iso_days([point])[0],
        "y": point.mark.value / scale.step,
        "text": escape(point.short, quote=False),
        "showarrow": False,
        "xanchor": place.anchor,
        "xshift": place.shift,
        "yanchor": "bottom",
        "yshift": place.up,
        "font": {"size": FONT_SIZE, "color": INK_COLOUR},
    }


class _LabelLayout(NamedTuple):
    """Where the numbers stand, and the ends of the value axis that give them room."""

    places: list[LabelPlace | None]
    ends: tuple[float, float]


def _lay_out_labels(
    points: Sequence[LinePoint],
    scale: AxisScale,
    ends_of_time: tuple[datetime, datetime],
    found: PlotMargins,
    kept: float,
) -> _LabelLayout:
    """The numbers in the least room above the line that holds them all; `kept` pixels at the top are taken.

    Hedged figures, both ends and the extremes always have theirs; others only where there is room (their hover
    text and the table have them).
    """
    layouts: list[tuple[float, _LabelLayout]] = []
    for level in range(_MOST_LEVELS):
        ends = _ends_up(points, scale, kept + ARROW_LENGTH + LINE_HEIGHT * (1.5 + level))
        marks, lines, zero = _place_in_pixels(points, scale, ends_of_time, ends)
        room = PlotRoom(found.left, found.right, LINE_PLOT_HEIGHT, zero, kept)
        places, clutter = place_point_labels(marks, lines, room)
        layouts.append((clutter, _LabelLayout(places, ends)))
        if not clutter:
            break
    return min(layouts, key=itemgetter(0))[1]


def _ends_up(points: Sequence[LinePoint], scale: AxisScale, above: float) -> tuple[float, float]:
    """The ends of the value axis: room above the highest point, and below for numbers and arrows that would leave it.

    Above zero nothing stands below the lowest point: there the axis begins at zero.
    """
    lowest = min(
        (point.mark.value / scale.step for point in points if point.mark.side < 0), default=scale.high
    )
    span, below = scale.high - scale.low, LINE_HEIGHT + 8.0 if scale.low < 0 else 0.0
    unit = span / (LINE_PLOT_HEIGHT - above - below)
    below = max(below, ARROW_LENGTH + 4 - (lowest - scale.low) / unit)
    unit = span / (LINE_PLOT_HEIGHT - above - below)
    return scale.low - below * unit, scale.high + above * unit


def _place_in_pixels(
    points: Sequence[LinePoint],
    scale: AxisScale,
    ends_of_time: tuple[datetime, datetime],
    ends: tuple[float, float],
) -> tuple[list[LabelledPoint], list[Line], float]:
    """The points with their marks, the lines between them and over several years, and the zero line."""
    (first, last), (low, high) = ends_of_time, ends

    def down(value: float) -> float:
        return (high - value / scale.step) / (high - low) * LINE_PLOT_HEIGHT

    def across(day: datetime) -> float:
        return (day - first) / (last - first)

    heights = [point.mark.value for point in points]
    ends_and_extremes = {0, len(points) - 1, heights.index(max(heights)), heights.index(min(heights))}
    marks = []
    for n, point in enumerate(points):
        y, side = down(point.mark.value), point.mark.side
        span = [down(value) for value in point.mark.span or ()]
        marks.append(
            LabelledPoint(
                across(point.day),
                y,
                min(y - (ARROW_LENGTH if side > 0 else 0), *span, y),
                max(y + (ARROW_LENGTH if side < 0 else 0), *span, y),
                point.short,
                n in ends_and_extremes or point.mark.qualifier != "exact",
            )
        )
    at = {point.mark.id: (across(point.day), down(point.mark.value)) for point in points}
    joins = find_joins([point.record for point in points])
    lines = [Line(*at[join.then.observation_id], *at[join.now.observation_id]) for join in joins]
    lines += [
        Line(across(point.span[0]), down(point.mark.value), across(point.span[1]), down(point.mark.value))
        for point in points
        if point.span
    ]
    return marks, lines, down(0.0)
