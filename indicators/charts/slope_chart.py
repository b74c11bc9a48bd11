"""Then and now as slopes: the first and the last period that all or most series of one indicator have.

The earlier figures stand left with their numbers, the later ones right with names and numbers; what joins them is
dotted where an end is rounded. Bounds and ranges are no numbers to join: such figures are never drawn so.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any, Final

from indicators.charts import captions, plot_frame
from indicators.charts.chart import Drawing, PlotlyData
from indicators.charts.chart_building import build_mark, printed_values
from indicators.charts.chart_rows import ChartContext
from indicators.charts.end_labels import LABEL_SHIFT, EndLabel, label_lines, place_end_labels
from indicators.charts.lines_chart import CourseLine, build_courses
from indicators.charts.marks import ChartMark, base_trace, sign_shapes, span_traces
from indicators.charts.ranking_chart import missing_note
from indicators.charts.scale import AxisScale, linear_scale
from indicators.charts.text_metrics import PlotMargins, text_width
from indicators.charts.theme import GRID_COLOUR, GROUND_COLOUR, MUTED_COLOUR, TICK_FONT_SIZE
from indicators.model.chart_kinds import find_common_periods
from indicators.query.table import Row

_PLOT_HEIGHT: Final = 300
_DOT_SIZE: Final = 9
#: Where then and now stand across the plot.
_PLACES: Final = (0, 1)


def draw_slopes(records: Sequence[Row], context: ChartContext) -> Drawing:
    """The series with an outcome in both periods, that with the largest later figure first."""
    common = find_common_periods(records)
    periods = common[0][0], common[-1][0]
    shown = [record for _, group in (common[0], common[-1]) for record in group]
    courses = sorted(build_courses(shown, context), key=lambda course: -course.last.plot_value)
    ordered = [record for course in courses for record in course.records]
    scale = linear_scale(printed_values(ordered), context.language)
    labels = [
        captions.shared_period_label([one for one in shown if one.period == period], context)
        for period in periods
    ]
    parts = [
        captions.chart_subtitle(ordered, context, scale.word, ranked=False),
        context.say("{one} and {other}", one=labels[0], other=labels[1]),
        missing_note(len(courses), records, context),
    ]
    return Drawing(ordered, _slope_plot(courses, scale, context, labels), captions.join_subtitle(parts))


def _slope_plot(
    courses: Sequence[CourseLine], scale: AxisScale, context: ChartContext, periods: Sequence[str]
) -> PlotlyData:
    before = [
        EndLabel(
            course.records[0].observation_id,
            scale.at(course.records[0].plot_value),
            course.colour,
            [("", captions.label_figure(course.records[0], scale.step, context))],
        )
        for course in courses
    ]
    after = [
        EndLabel(
            course.last.observation_id,
            scale.at(course.last.plot_value),
            course.colour,
            label_lines(course.name, captions.label_figure(course.last, scale.step, context)),
        )
        for course in courses
    ]
    height = max(_PLOT_HEIGHT, *(round(sum(label.size for label in side)) for side in (before, after)))
    margins = PlotMargins(
        *(
            round(max(max(label.width for label in side) + LABEL_SHIFT, text_width(period) / 2)) + 2
            for side, period in ((before, periods[0]), (after, periods[1]))
        )
    )
    unit = (scale.high - scale.low) / (height - 16)
    ends = scale.low - 8 * unit, scale.high + 8 * unit
    marks = {record.Index: build_mark(record, context) for course in courses for record in course.records}
    traces = [
        *(_draw_slope(course, scale) for course in courses),
        *(trace for course in courses for trace in _draw_dots(course, marks, scale)),
    ]
    notes = [
        *place_end_labels(before, _PLACES[0], ends, height, side=-1),
        *place_end_labels(after, _PLACES[1], ends, height),
    ]
    axes = {"xaxis": _period_axis(periods), "yaxis": _bare_axis(ends)}
    return plot_frame.assemble_plot(traces, axes, notes, height, margins)


def _draw_slope(course: CourseLine, scale: AxisScale) -> dict[str, Any]:
    exact = all(record.qualifier == "exact" for record in course.records)
    return {
        "type": "scatter",
        "name": "connector",
        "mode": "lines",
        "x": list(_PLACES),
        "y": [scale.at(record.plot_value) for record in course.records],
        "hoverinfo": "skip",
        "line": {"color": course.colour, "width": 2, "dash": "solid" if exact else "dot"},
    }


def _draw_dots(course: CourseLine, marks: dict[int, ChartMark], scale: AxisScale) -> list[dict[str, Any]]:
    own = [marks[record.Index] for record in course.records]
    dots = base_trace("scatter", own, scale)
    dots |= {
        "x": list(_PLACES),
        "y": dots["x"],
        "mode": "markers",
        "cliponaxis": False,
        "marker": {
            "opacity": 1,
            **sign_shapes(own, [_DOT_SIZE] * len(own), upright=True),
            "color": [GROUND_COLOUR if mark.sign.is_hollow else course.colour for mark in own],
            "line": {"color": course.colour, "width": [2 if mark.sign.is_hollow else 0 for mark in own]},
        },
    }
    margins = [(mark, place) for mark, place in zip(own, _PLACES, strict=True) if mark.span]
    spans = span_traces(
        [mark for mark, _ in margins], scale, [place for _, place in margins], colour=course.colour
    )
    return [*spans, dots]


def _period_axis(periods: Sequence[str]) -> dict[str, Any]:
    """Then at the left end and now at the right, each with an upright rule."""
    return {
        "range": list(_PLACES),
        "tickmode": "array",
        "tickvals": list(_PLACES),
        "ticktext": [escape(period, quote=False) for period in periods],
        "tickangle": 0,
        "ticklabeloverflow": "allow",
        "tickfont": {"size": TICK_FONT_SIZE, "color": MUTED_COLOUR},
        "showgrid": True,
        "gridcolor": GRID_COLOUR,
        "zeroline": False,
        "fixedrange": True,
        "automargin": False,
        "title": {"text": ""},
    }


def _bare_axis(ends: Sequence[float]) -> dict[str, Any]:
    """A value axis whose numbers stand at the dots; only zero is told by a rule where there is less."""
    return {
        "range": list(ends),
        "showticklabels": False,
        "ticks": "",
        "showgrid": False,
        "zeroline": True,
        "zerolinecolor": MUTED_COLOUR,
        "zerolinewidth": 1,
        "fixedrange": True,
        "automargin": False,
        "title": {"text": ""},
    }
