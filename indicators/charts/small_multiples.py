"""Small multiples: a panel for each series of one indicator, all on one axis of values and one of time.

Two panels stand beside each other; down the plot positions are pixels, and every panel has the same scale, so
that what looks taller is more. Its name and latest figure stand above it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from indicators import text
from indicators.charts import captions, plot_frame
from indicators.charts.chart import Drawing, PlotlyData
from indicators.charts.chart_building import build_mark, printed_values
from indicators.charts.chart_rows import ChartContext
from indicators.charts.courses import find_joins
from indicators.charts.lines_chart import CourseLine, build_courses, end_figure, stretches_of_joins
from indicators.charts.marks import ChartMark, base_trace, bound_arrow
from indicators.charts.moments import shift_moment
from indicators.charts.scale import AxisScale, axis_ticks, linear_scale
from indicators.charts.text_metrics import BOLD_FACTOR, PlotMargins, text_width, wrap_text
from indicators.charts.theme import (
    GRID_COLOUR,
    GROUND_COLOUR,
    LINE_HEIGHT,
    MARK_COLOUR,
    MUTED_COLOUR,
    ROW_GAP,
    TICK_FONT_SIZE,
)
from indicators.charts.time_axis import Moment, date_axis, iso_day, period_middle
from indicators.query.table import Row

_PANEL_HEIGHT: Final = 76
_ARROW_LENGTH: Final = 14
#: The parts of the plot's width that the two columns take.
_COLUMNS: Final = ((0.0, 0.47), (0.53, 1.0))
_AXES: Final = ("x", "x2")


@dataclass(frozen=True, slots=True)
class _Panel:
    """A series in its place: column, and the pixel at which zero lies, with what stands above it in lines."""

    course: CourseLine
    lines: list[str]
    column: int
    top: float
    zero: float


@dataclass(frozen=True, slots=True)
class _PanelScale:
    """The scale of every panel: pixels of one step of the axis, and what lies above and below zero."""

    scale: AxisScale
    pixel: float

    def up(self, value: float, panel: _Panel) -> float:
        """The pixel of a value in base units."""
        return panel.zero - self.scale.at(value) * self.pixel


def draw_multiples(records: Sequence[Row], context: ChartContext) -> Drawing:
    """The series on panels of one scale, that with the largest latest figure first."""
    courses = sorted(build_courses(records, context), key=lambda course: -course.last.plot_value)
    ordered = [record for course in courses for record in course.records]
    scale = linear_scale(printed_values(ordered), context.language)
    parts = [
        captions.chart_subtitle([courses[0].records[0], *ordered], context, scale.word, ranked=False),
        context.say("every panel on one scale"),
        captions.dashes_note(ordered, context),
    ]
    return Drawing(ordered, _panels_plot(courses, scale, context), captions.join_subtitle(parts))


def _panels_plot(courses: Sequence[CourseLine], scale: AxisScale, context: ChartContext) -> PlotlyData:
    sign = captions.axis_sign(courses[0].records[0], context)
    places, ticks = axis_ticks(
        scale, 2 * _PANEL_HEIGHT, context.language, sign
    )  # labels lie, the axis stands
    kept = sorted({0, len(places) - 1, *(n for n, place in enumerate(places) if place == 0)})
    places, ticks = [places[n] for n in kept], [ticks[n] for n in kept]
    margins = PlotMargins(round(max(map(text_width, ticks))) + 8, 8)
    width = margins.plot * (_COLUMNS[0][1] - _COLUMNS[0][0])
    every = [record for course in courses for record in course.records]
    moments = [
        Moment(period_middle(r), text.period_label(r, context.dataset, context.language)) for r in every
    ]
    end = max(moments).day
    down = _PanelScale(scale, _PANEL_HEIGHT / (scale.high - scale.low))
    panels, height = _place_panels(courses, down, end, width, context)
    first, last = _ends_with_room(moments, width)
    axes = {
        "xaxis": date_axis(moments, (first, last), width) | {"domain": list(_COLUMNS[0])},
        "xaxis2": date_axis(moments, (first, last), width) | {"domain": list(_COLUMNS[1]), "anchor": "y"},
        "yaxis": plot_frame.pixel_axis(height)
        | {
            "showticklabels": True,
            "tickvals": [
                panel.zero - place * down.pixel for panel in panels if not panel.column for place in places
            ],
            "ticktext": ticks * sum(not panel.column for panel in panels),
            "tickfont": {"size": TICK_FONT_SIZE, "color": MUTED_COLOUR},
            "ticklabelstandoff": 4,
        },
    }
    if len(panels) == 1:
        del axes["xaxis2"]
    marks = {record.Index: build_mark(record, context) for record in every}
    traces = [trace for panel in panels for trace in _draw_panel(panel, down, places, marks, (first, last))]
    notes = [_panel_label(panel) for panel in panels]
    notes += [
        _arrow(marks[record.Index], record, panel, down)
        for panel in panels
        for record in panel.course.records
        if marks[record.Index].side
    ]
    return plot_frame.assemble_plot(traces, axes, notes, height, margins)


def _ends_with_room(moments: Sequence[Moment], width: float) -> tuple[datetime, datetime]:
    """The ends of the axis of a column: half of the widest of its first and last periods beyond them."""
    first, last = min(moments), max(moments)
    pad = min(0.3, max(8.0, text_width(first.label) / 2, text_width(last.label) / 2) / width)
    span = (last.day - first.day) / (1 - 2 * pad)
    return shift_moment(first.day, -span * pad), shift_moment(last.day, span * pad)


def _place_panels(
    courses: Sequence[CourseLine], down: _PanelScale, end: datetime, width: float, context: ChartContext
) -> tuple[list[_Panel], float]:
    """Panels row by row, and the height they take."""
    found, y = [], 0.0
    for start in range(0, len(courses), len(_COLUMNS)):
        row = courses[start : start + len(_COLUMNS)]
        labels = [_label_lines(course, end, down.scale, width, context) for course in row]
        above = LINE_HEIGHT * max(map(len, labels)) + 8
        zero = y + above + down.scale.high * down.pixel
        found += [
            _Panel(course, lines, column, y, zero)
            for column, (course, lines) in enumerate(zip(row, labels, strict=True))
        ]
        y += above + _PANEL_HEIGHT + ROW_GAP
    return found, y - ROW_GAP + 4


def _label_lines(
    course: CourseLine, end: datetime, scale: AxisScale, width: float, context: ChartContext
) -> list[str]:
    """Name, then the latest figure."""
    figure = end_figure(course, end, scale, context)
    names = wrap_text(course.name, width / BOLD_FACTOR)
    if text_width(f"{names[-1]} {figure}") * BOLD_FACTOR <= width:
        return [*names[:-1], f"{names[-1]} {figure}"]
    return names + wrap_text(figure, width / BOLD_FACTOR)


def _panel_label(panel: _Panel) -> plot_frame.Annotation:
    label = plot_frame.row_label(panel.lines, panel.top)
    return label | {"x": _COLUMNS[panel.column][0], "name": panel.course.last.observation_id}


def _draw_panel(
    panel: _Panel,
    down: _PanelScale,
    places: Sequence[float],
    marks: dict[int, ChartMark],
    ends: tuple[datetime, datetime],
) -> Iterator[dict[str, Any]]:
    """Rules at the ticks, the line, and the figures on it."""
    axis = {"xaxis": _AXES[panel.column]}
    for place in places:
        yield axis | {
            "type": "scatter",
            "name": "rule",
            "mode": "lines",
            "x": [iso_day(ends[0]), iso_day(ends[1])],
            "y": [panel.zero - place * down.pixel] * 2,
            "hoverinfo": "skip",
            "line": {"color": GRID_COLOUR if place else MUTED_COLOUR, "width": 1, "dash": "solid"},
        }
    joins = list(find_joins(panel.course.records))
    for dash in dict.fromkeys(join.dash for join in joins):
        path = stretches_of_joins([join for join in joins if join.dash == dash])
        yield axis | {
            "type": "scatter",
            "name": "connector",
            "mode": "lines",
            "x": [None if record is None else iso_day(period_middle(record)) for record in path],
            "y": [None if record is None else down.up(record.plot_value, panel) for record in path],
            "hoverinfo": "skip",
            "line": {"color": MARK_COLOUR, "width": 2, "dash": dash},
        }
    own = [marks[record.Index] for record in panel.course.records]
    hollow = [mark.sign.is_hollow or not mark.is_actual for mark in own]
    yield (
        axis
        | base_trace("scatter", own, down.scale)
        | {
            "x": [iso_day(period_middle(record)) for record in panel.course.records],
            "y": [down.up(mark.value, panel) for mark in own],
            "mode": "markers",
            "cliponaxis": False,
            "marker": {
                "opacity": 1,
                "symbol": [mark.symbol(upright=True) for mark in own],
                "size": [8 if mark.side or one else 5 for mark, one in zip(own, hollow, strict=True)],
                "color": [GROUND_COLOUR if one else MARK_COLOUR for one in hollow],
                "line": {
                    "color": MARK_COLOUR,
                    "width": [1.5 if one or mark.side else 0 for mark, one in zip(own, hollow, strict=True)],
                },
            },
        }
    )


def _arrow(mark: ChartMark, record: Row, panel: _Panel, down: _PanelScale) -> dict[str, Any]:
    return bound_arrow(mark, down.scale) | {
        "xref": _AXES[panel.column],
        "x": iso_day(period_middle(record)),
        "y": down.up(mark.value, panel),
        "ax": 0,
        "ay": -mark.side * _ARROW_LENGTH,
    }
