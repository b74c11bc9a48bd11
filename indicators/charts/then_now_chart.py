"""Series one under the other, each figure on a line of its own: then and now, and comparisons.

Time runs down: the earlier figure stands above the later, with its period on the left and its value
on the right, so that arrows and labels never meet. Connectors join only figures of one run, and
are dashed when either end is hedged.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any, Final, NamedTuple

from indicators import text
from indicators.charts import captions, plot_frame
from indicators.charts.chart import Drawing, PlotlyData
from indicators.charts.chart_building import build_mark, printed_values
from indicators.charts.chart_rows import ChartContext, can_be_joined, sorted_runs
from indicators.charts.marks import ChartMark, dot_traces, mark_annotations, room_for_marks
from indicators.charts.scale import AxisScale, linear_scale, log_scale
from indicators.charts.text_metrics import PlotMargins, text_width, wrap_text
from indicators.charts.theme import LINE_HEIGHT, MUTED_COLOUR, ROW_GAP
from indicators.model.chart_kinds import needs_log_scale
from indicators.query.table import Row

#: Pixels from the earlier figure down to the later one.
FIGURE_STEP: Final = 24


class DrawnRun(NamedTuple):
    """The figures of one run in time order, with the label of the series in lines."""

    label: list[str]
    periods: list[str]
    marks: list[ChartMark]
    joined: bool


def draw_then_now(records: Sequence[Row], context: ChartContext) -> Drawing:
    """Series of exactly two figures each; the series whose later figure is largest comes first."""
    found = sorted(sorted_runs(records), key=lambda run: -run[-1].plot_value)
    ordered = [record for run in found for record in run]
    several, scale = len(found) > 1, runs_scale(found, context)
    heading = captions.chart_title(ordered, context)
    return Drawing(
        ordered,
        draw_runs(found, scale, context),
        captions.chart_subtitle(ordered, context, scale.word, log=scale.log, ranked=several),
        context.say("{title}, then and now", title=heading) if several else heading,
    )


def draw_series(records: Sequence[Row], context: ChartContext) -> Drawing:
    """Series of any number of figures each, in the order given."""
    found = sorted_runs(records)
    ordered = [record for run in found for record in run]
    scale = runs_scale(found, context)
    subtitle = captions.chart_subtitle(ordered, context, scale.word, log=scale.log, ranked=len(ordered) > 1)
    return Drawing(ordered, draw_runs(found, scale, context), subtitle)


def runs_scale(found: Sequence[Sequence[Row]], context: ChartContext) -> AxisScale:
    """From zero, unless the series are so unlike in size that one would vanish."""
    every = [value for run in found for value in printed_values(run)]
    if min(every) > 0 and needs_log_scale([max(printed_values(run)) for run in found]):
        return log_scale(every)
    return linear_scale(every, context.language)


def draw_runs(
    found: Sequence[Sequence[Row]],
    scale: AxisScale,
    context: ChartContext,
    *,
    marked: Callable[[Row, ChartContext], ChartMark] = build_mark,
    sign: str | None = None,
) -> PlotlyData:
    """Comparable runs one under the other; `marked` makes the mark of a figure."""
    records = [record for run in found for record in run]
    drawn = [_build_run(run, records, context, marked) for run in found]
    sign = captions.axis_sign(records[0], context) if sign is None else sign
    return _runs_plot(drawn, scale, context, sign)


def _build_run(
    run: Sequence[Row],
    records: Sequence[Row],
    context: ChartContext,
    marked: Callable[[Row, ChartContext], ChartMark],
) -> DrawnRun:
    """A series; it needs no label when it is alone and the title says what it is."""
    common, last = captions.common_columns(records) | {"period"}, run[-1]
    one = captions.common_columns(records) >= {"region", "indicator", "sector", "counterpart"}
    alone = one and not captions.status_note(last)
    return DrawnRun(
        label=[] if alone else captions.figure_label(last, context, common),
        periods=[text.period_label(record, context.dataset, context.language) for record in run],
        marks=[replace(marked(record, context), hollow=record is not last) for record in run],
        joined=can_be_joined(run),
    )


def _runs_plot(drawn: Sequence[DrawnRun], scale: AxisScale, context: ChartContext, sign: str) -> PlotlyData:
    gutter = max(text_width(period) for one in drawn for period in one.periods) + 8
    every = [one for series in drawn for one in series.marks]
    found, beside = room_for_marks(every, scale, context.language, sign, bars=False, gutter=gutter)
    placed, labels, height = _place_runs(drawn, found, beside=beside)
    marks = [one for series in placed for one in series.marks]
    axes = {
        "xaxis": plot_frame.value_axis(scale, found, context.language, sign),
        "yaxis": plot_frame.pixel_axis(height, [one.y for one in marks]),
    }
    labels += mark_annotations(marks, scale, bars=False, beside=beside)
    connectors = [
        _draw_connector(then, now, scale)
        for series in placed
        if series.joined
        for then, now in pairwise(series.marks)
    ]
    return plot_frame.assemble_plot([*connectors, *dot_traces(marks, scale)], axes, labels, height, found)


def _place_runs(
    drawn: Sequence[DrawnRun], found: PlotMargins, *, beside: bool
) -> tuple[list[DrawnRun], list[plot_frame.Annotation], float]:
    """Series and labels from the top down, and the height they take."""
    placed, labels, y = [], [], 0.0
    for series in drawn:
        if series.label:
            labels.append(plot_frame.move_to_edge(plot_frame.row_label(series.label, y), found))
            y += LINE_HEIGHT * len(series.label)
        at = []
        for one, period in zip(series.marks, series.periods, strict=True):
            value = [] if beside else wrap_text(one.text)
            if value:
                labels.append(plot_frame.move_to_edge(plot_frame.row_label([], y, value=value), found))
            y += LINE_HEIGHT * len(value) + FIGURE_STEP / 2
            labels.append(plot_frame.period_label(period, y, found))
            at.append(replace(one, y=y))
            y += FIGURE_STEP / 2
        placed.append(series._replace(marks=at))
        y += ROW_GAP
    return placed, labels, y - ROW_GAP / 2


def _draw_connector(then: ChartMark, now: ChartMark, scale: AxisScale) -> dict[str, Any]:
    """Along the line of the larger figure and up or down at the smaller: clear of both labels."""
    hedged = {then.qualifier, now.qualifier} != {"exact"}
    first, second = then.value / scale.step, now.value / scale.step
    return {
        "type": "scatter",
        "name": "connector",
        "mode": "lines",
        "x": [first, min(first, second), second],
        "y": [then.y, now.y if second > first else then.y, now.y],
        "hoverinfo": "skip",
        "line": {"color": MUTED_COLOUR, "width": 1.5, "dash": "dot" if hedged else "solid"},
    }
