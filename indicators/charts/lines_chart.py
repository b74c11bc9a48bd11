"""Several series of one indicator on one axis of time, each with its name where its line ends.

Up to eight are in colour and named beside the plot, in their own colour and with their latest figure; the others
are grey and say their names when pointed at. What is expected or aimed at continues a line dashed, and over a
gap nothing is joined. A hedged figure keeps its sign.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Final, NamedTuple

from indicators import text
from indicators.charts import captions, plot_frame
from indicators.charts.captions import STATUS_NOTES, status_note
from indicators.charts.chart import Drawing, PlotlyData
from indicators.charts.chart_building import build_mark, printed_values
from indicators.charts.chart_rows import ChartContext
from indicators.charts.courses import Join, find_joins, sorted_course
from indicators.charts.end_labels import LABEL_SHIFT, EndLabel, label_lines, place_end_labels
from indicators.charts.marks import ChartMark, base_trace, bound_arrow, sign_shapes, span_traces
from indicators.charts.moments import shift_moment
from indicators.charts.scale import AxisScale, axis_ticks, linear_scale
from indicators.charts.text_metrics import PlotMargins, text_width
from indicators.charts.theme import (
    ARROW_LENGTH,
    GROUND_COLOUR,
    LINE_HEIGHT,
    MUTED_COLOUR,
    SERIES_COLOURS,
)
from indicators.charts.time_axis import Moment, date_axis, iso_day, period_middle, several_years, upright_axis
from indicators.model.chart_kinds import find_series_column, series_courses
from indicators.query.table import Row

#: The most series that are told apart by colour.
MAX_NAMED: Final = 8
LINES_PLOT_HEIGHT: Final = 300
_EXACT_SIZE: Final = 6
_HEDGED_SIZE: Final = 10


class CourseLine(NamedTuple):
    """One series: its figures (outcomes first), its name, its colour, and whether it is named in the plot."""

    records: Sequence[Row]
    name: str
    colour: str
    is_named: bool

    @property
    def last(self) -> Row:
        """The figure at which the line ends."""
        return max(self.records, key=period_middle)


def draw_lines(records: Sequence[Row], context: ChartContext) -> Drawing:
    """Series of one indicator through time."""
    scale = linear_scale(printed_values(records), context.language)
    return draw_course_lines(build_courses(records, context), scale, context)


def draw_course_lines(
    courses: Sequence[CourseLine],
    scale: AxisScale,
    context: ChartContext,
    marks: Mapping[int, ChartMark] | None = None,
) -> Drawing:
    """The lines of some series on an axis; `marks` are those of the figures by their place, where they are not plain."""
    ordered = [record for course in courses for record in course.records]
    found = marks or {record.Index: build_mark(record, context) for record in ordered}
    plot = _lines_plot(courses, scale, context, found)
    return Drawing(ordered, plot, lines_subtitle(courses, ordered, scale.word, context, log=scale.log))


def build_courses(records: Sequence[Row], context: ChartContext) -> list[CourseLine]:
    """The series in order of appearance; of more than can be told apart those are named whose latest is highest."""
    found = [sorted_course(course) for course in series_courses(records)]
    highest = {
        course[0].series
        for course in sorted(found, key=lambda course: -max(course, key=period_middle).plot_value)[:MAX_NAMED]
    }
    hues = iter(SERIES_COLOURS)
    lines = []
    for course in found:
        is_named = course[0].series in highest
        name = series_name(course[0], records, context)
        lines.append(CourseLine(course, name, next(hues) if is_named else MUTED_COLOUR, is_named))
    return lines


def series_name(record: Row, records: Sequence[Row], context: ChartContext) -> str:
    """What sets a series apart from the others: its region, sector or partner."""
    column = find_series_column(records)
    name = text.record_label(context.dataset, f"{column}s", getattr(record, column), context.language)
    return name or text.record_label(context.dataset, "indicators", record.indicator, context.language)


def lines_subtitle(
    courses: Sequence[CourseLine],
    records: Sequence[Row],
    word: str,
    context: ChartContext,
    *,
    log: bool = False,
) -> str:
    """Unit and what all share, what dashes mean, and how many series are not named in the plot."""
    say = context.say
    parts = [captions.chart_subtitle([courses[0].records[0], *records], context, word, log=log, ranked=False)]
    parts.append(captions.dashes_note(records, context))
    named = sum(course.is_named for course in courses)
    if named < len(courses):
        parts.append(
            say("the {named} with the highest latest figure of {n} are named", named=named, n=len(courses))
        )
    return captions.join_subtitle(parts)


def _lines_plot(
    courses: Sequence[CourseLine], scale: AxisScale, context: ChartContext, marks: Mapping[int, ChartMark]
) -> PlotlyData:
    every = [record for course in courses for record in course.records]
    moments = [
        Moment(period_middle(r), text.period_label(r, context.dataset, context.language)) for r in every
    ]
    ends = min(moments).day, max(moments).day
    named = [course for course in courses if course.is_named]
    labels = [_end_label(course, ends[1], scale, context) for course in named]
    height = max(LINES_PLOT_HEIGHT, round(sum(label.size for label in labels)))
    sign = captions.axis_sign(every[0], context)
    places, ticks = axis_ticks(scale, height, context.language, sign)
    margins = PlotMargins(
        round(max(map(text_width, ticks))) + 8,
        round(max(label.width for label in labels)) + LABEL_SHIFT + 2,
    )
    first, last = _ends_with_room(moments, ends, margins)
    bands, names = plot_frame.draw_plan_bands(
        context.dataset.plans.values(), first, last, margins.plot, context.language
    )
    low, high = _ends_up(list(marks.values()), scale, height, LINE_HEIGHT + 4 if names else 8)
    notes = list(place_end_labels(labels, last.isoformat(), (low, high), height))
    arrows = [
        _upright_arrow(marks[record.Index], record, course, scale)
        for course in courses
        for record in course.records
        if marks[record.Index].side
    ]
    axes = {
        "xaxis": date_axis(moments, (first, last), margins.plot),
        "yaxis": upright_axis(places, ticks, (low, high), log=scale.log),
        "shapes": bands,
    }
    traces = [*_draw_courses(courses, marks, scale, last), *_draw_marks(courses, marks, scale)]
    return plot_frame.assemble_plot(traces, axes, names + arrows + notes, height, margins)


def _ends_with_room(
    moments: Sequence[Moment], ends: tuple[datetime, datetime], margins: PlotMargins
) -> tuple[datetime, datetime]:
    """The ends of the axis: half a mark beyond the first and the last figure, and the first period whole."""
    label = min(moments).label
    before = max(8.0, text_width(label) / 2 - margins.left) / margins.plot
    after = 7 / margins.plot
    span = (ends[1] - ends[0]) / (1 - before - after)
    return shift_moment(ends[0], -span * before), shift_moment(ends[1], span * after)


def _ends_up(
    marks: Sequence[ChartMark], scale: AxisScale, height: float, above: float
) -> tuple[float, float]:
    """The ends of the value axis, with room for what stands above the highest mark and below the lowest."""
    found = marks
    up = max(
        [
            above + (ARROW_LENGTH if m.side > 0 else 0)
            for m in found
            if m.right_end == max(x.right_end for x in found)
        ]
        + [above]
    )
    down = [
        ARROW_LENGTH + 4
        for m in found
        if m.side < 0 and m.value / scale.step <= scale.low + (scale.high - scale.low) * 0.1
    ]
    below = max([*down, 8.0 if scale.low < 0 else 0.0])
    unit = (scale.high - scale.low) / (height - up - below)
    return scale.low - below * unit, scale.high + up * unit


def _end_label(course: CourseLine, end: datetime, scale: AxisScale, context: ChartContext) -> EndLabel:
    """Name and latest figure."""
    lines = label_lines(course.name, end_figure(course, end, scale, context))
    return EndLabel(course.last.observation_id, scale.at(course.last.plot_value), course.colour, lines)


def end_figure(course: CourseLine, end: datetime, scale: AxisScale, context: ChartContext) -> str:
    """The latest figure of a series, with its period where others go on."""
    last = course.last
    figure = captions.label_figure(last, scale.step, context)
    if note := status_note(last):
        figure = f"{figure} · {context.say(STATUS_NOTES[note])}"
    if period_middle(last) < end:
        figure = f"{figure} · {text.period_label(last, context.dataset, context.language)}"
    return figure


def _upright_arrow(mark: ChartMark, record: Row, course: CourseLine, scale: AxisScale) -> dict[str, Any]:
    return bound_arrow(mark, scale) | {
        "x": iso_day(period_middle(record)),
        "y": mark.value / scale.step,
        "ax": 0,
        "ay": -mark.side * ARROW_LENGTH,
        "arrowcolor": course.colour,
        "opacity": 1 if course.is_named else 0.5,
    }


def _draw_courses(
    courses: Sequence[CourseLine], marks: Mapping[int, ChartMark], scale: AxisScale, end: datetime
) -> Iterator[dict[str, Any]]:
    """The lines of each series, a trace for each stroke; the grey ones below the others."""
    for course in sorted(courses, key=lambda course: course.is_named):
        joins = list(find_joins(course.records))
        for dash in dict.fromkeys(join.dash for join in joins):
            own = [join for join in joins if join.dash == dash]
            yield _stroke(
                "connector", stretches_of_joins(own), scale, course, dash, 2.0 if course.is_named else 1.0
            )
        last = period_middle(course.last)
        if course.is_named and last < shift_moment(end, -(end - last) * 0.5):
            value = course.last.plot_value / scale.step
            yield _stroke("leader", [], scale, course, "solid", 0.75) | {
                "x": [iso_day(last), iso_day(end)],
                "y": [value, value],
            }
        if any(several_years(record) for record in course.records):
            yield from _draw_spans(course, scale)
        spans = [(marks[r.Index], iso_day(period_middle(r))) for r in course.records if marks[r.Index].span]
        yield from span_traces(
            [mark for mark, _ in spans], scale, [day for _, day in spans], colour=course.colour
        )


def stretches_of_joins(joins: Sequence[Join]) -> list[Row | None]:
    """The figures along the joins of one stroke, None where it is lifted."""
    path: list[Row | None] = []
    for join in joins:
        if not path or path[-1] is None or path[-1].Index != join.then.Index:
            path += [None, join.then] if path else [join.then]
        path.append(join.now)
    return path


def _stroke(
    name: str, path: Sequence[Row | None], scale: AxisScale, course: CourseLine, dash: str, width: float
) -> dict[str, Any]:
    return {
        "type": "scatter",
        "name": name,
        "mode": "lines",
        "x": [None if record is None else iso_day(period_middle(record)) for record in path],
        "y": [None if record is None else record.plot_value / scale.step for record in path],
        "hoverinfo": "skip",
        "opacity": 1 if course.is_named else 0.5,
        "line": {"color": course.colour, "width": width, "dash": dash},
    }


def _draw_spans(course: CourseLine, scale: AxisScale) -> Iterator[dict[str, Any]]:
    """A bar over the years of every figure of several years."""
    for record in course.records:
        if years := several_years(record):
            dash = "dash" if status_note(record) else "solid"
            yield _stroke("span", [], scale, course, dash, 4.0) | {
                "x": [iso_day(day) for day in years],
                "y": [record.plot_value / scale.step] * 2,
            }


def _draw_marks(
    courses: Sequence[CourseLine], marks: Mapping[int, ChartMark], scale: AxisScale
) -> Iterator[dict[str, Any]]:
    """Dots and signs of the figures of each series in its colour, the grey ones below the others."""
    for course in sorted(courses, key=lambda course: course.is_named):
        own = [marks[record.Index] for record in course.records]
        places = base_trace("scatter", own, scale)
        grey = 0 if course.is_named else 2
        hollow = [mark.sign.is_hollow or not mark.is_actual for mark in own]
        yield places | {
            "x": [iso_day(period_middle(record)) for record in course.records],
            "y": places["x"],
            "mode": "markers",
            "cliponaxis": False,
            "opacity": 1 if course.is_named else 0.5,
            "marker": {
                "opacity": [0.0 if mark.is_range else 1.0 for mark in own],
                **sign_shapes(
                    own,
                    [
                        (_HEDGED_SIZE if mark.side or mark.sign.is_hollow else _EXACT_SIZE) - grey
                        for mark in own
                    ],
                    upright=True,
                ),
                "color": [GROUND_COLOUR if one else course.colour for one in hollow],
                "line": {
                    "color": course.colour,
                    "width": [
                        2.0 if one or mark.side else 0.0 for one, mark in zip(hollow, own, strict=True)
                    ],
                },
            },
        }
