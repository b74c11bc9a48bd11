"""Bars from zero, growth, shares of wholes, parts in a whole; dots on a log axis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate
from typing import Any, Final

from indicators.charts import captions, plot_frame
from indicators.charts.chart import Drawing, PlotlyData, value_order
from indicators.charts.chart_building import build_mark, printed_values
from indicators.charts.chart_rows import ChartContext
from indicators.charts.figure_rows import draw_figure_rows
from indicators.charts.marks import (
    ChartMark,
    bar_traces,
    base_trace,
    bound_arrow,
    dot_traces,
    hedge_traces,
    mark_annotations,
    room_for_marks,
    whole_trace,
)
from indicators.charts.scale import AxisScale, linear_scale, log_scale
from indicators.charts.text_metrics import wrap_text
from indicators.charts.theme import GROUND_COLOUR, INK_COLOUR, LINE_HEIGHT, ROW_GAP, SERIES_COLOURS
from indicators.model.chart_kinds import find_part_of_whole
from indicators.query.table import Row


def draw_bars(records: Sequence[Row], context: ChartContext) -> Drawing:
    """Bars from zero, to the left for what shrinks; largest first."""
    scale = linear_scale(printed_values(records), context.language)
    return draw_figure_rows(records, context, scale, bar_traces, bars=True)


def draw_dots(records: Sequence[Row], context: ChartContext) -> Drawing:
    """Dots on a log axis; largest first."""
    scale = log_scale(printed_values(records))
    return draw_figure_rows(records, context, scale, dot_traces, guides=True)


def draw_shares(records: Sequence[Row], context: ChartContext) -> Drawing:
    """Shares on tracks that are their wholes; largest first."""
    scale = linear_scale(printed_values(records), context.language, whole=100)
    return draw_figure_rows(records, context, scale, _share_traces, bars=True, beside=False)


def _share_traces(marks: Sequence[ChartMark], scale: AxisScale) -> list[dict[str, Any]]:
    return [whole_trace(marks), *bar_traces(marks, scale)]


#: The height of the bar that is a whole, and of a part drawn inside it.
WHOLE_BAR_HEIGHT: Final = 30
PART_BAR_HEIGHT: Final = 14
#: Hues of parts in order: neighbours are unlike for colour-blind eyes too, and the order is that of the labels.
_PART_COLOURS: Final = (
    SERIES_COLOURS[0],
    SERIES_COLOURS[1],
    SERIES_COLOURS[5],
    SERIES_COLOURS[3],
    SERIES_COLOURS[6],
    SERIES_COLOURS[7],
)


def draw_shares_of_whole(records: Sequence[Row], context: ChartContext) -> Drawing:
    """One share, or several that are parts of one whole, as one bar to 100 %."""
    if len(records) == 1:
        return draw_shares(records, context)
    ordered = sorted(records, key=value_order, reverse=True)
    scale = linear_scale(printed_values(ordered), context.language, whole=100)
    plot = _stacked_plot(ordered, scale, context)
    return Drawing(ordered, plot, captions.chart_subtitle(ordered, context, ""))


def _stacked_plot(records: Sequence[Row], scale: AxisScale, context: ChartContext) -> PlotlyData:
    marks = [build_mark(record, context) for record in records]
    ends = list(accumulate(one.value for one in marks))
    ended = [_shift_mark(one, end - one.value) for one, end in zip(marks, ends, strict=True)]
    found, _ = room_for_marks(ended, scale, context.language, "%", bars=True, beside=False)
    common, labels, y = captions.common_columns(records), [], 0.0
    for record, one, hue in zip(records, marks, _PART_COLOURS * len(marks), strict=False):
        lines = captions.figure_label(record, context, common)
        value = wrap_text(f"{plot_frame.COLOUR_SQUARE} {one.text}")
        labels.append(plot_frame.row_label(lines, y, value=value, square=hue))
        y += LINE_HEIGHT * (len(lines) + len(value)) + 4
    y += ROW_GAP + WHOLE_BAR_HEIGHT / 2
    placed = [replace(one, y=y) for one in ended]
    labels += [bound_arrow(one, scale) | {"y": y - WHOLE_BAR_HEIGHT / 2 - 5} for one in placed if one.side]
    axes = {
        "xaxis": plot_frame.value_axis(scale, found, context.language, "%"),
        "yaxis": plot_frame.pixel_axis(y + WHOLE_BAR_HEIGHT / 2 + 4),
    }
    traces = [
        whole_trace(placed[:1], WHOLE_BAR_HEIGHT),
        _draw_segments(marks, scale, y),
        *hedge_traces(placed, scale, WHOLE_BAR_HEIGHT, INK_COLOUR),
    ]
    return plot_frame.assemble_plot(traces, axes, labels, y + WHOLE_BAR_HEIGHT / 2 + 4, found)


def _shift_mark(mark: ChartMark, start: float) -> ChartMark:
    """A mark whose part begins where others end."""
    span = mark.span and (mark.span[0] + start, mark.span[1] + start)
    return replace(mark, value=mark.value + start, span=span)


def _draw_segments(marks: Sequence[ChartMark], scale: AxisScale, y: float) -> dict[str, Any]:
    """The parts, each beginning where the one before it ends as stated."""
    hues = [_PART_COLOURS[n % len(_PART_COLOURS)] for n in range(len(marks))]
    return base_trace("bar", marks, scale) | {
        "orientation": "h",
        "base": [0, *accumulate(one.value / scale.step for one in marks[:-1])],
        "y": [y] * len(marks),
        "width": [WHOLE_BAR_HEIGHT] * len(marks),
        "marker": {
            "color": [GROUND_COLOUR if one.is_implied else hue for one, hue in zip(marks, hues, strict=True)],
            "line": {
                "color": [
                    hue if one.is_implied else GROUND_COLOUR for one, hue in zip(marks, hues, strict=True)
                ],
                "width": 2,
            },
            "pattern": {
                "shape": ["" if one.is_actual or one.is_implied else "/" for one in marks],
                "bgcolor": GROUND_COLOUR,
            },
        },
    }


def draw_part_in_whole(records: Sequence[Row], context: ChartContext) -> Drawing:
    """A part inside its whole, which a relation joins to their share; that stands in words beside the part."""
    found = find_part_of_whole(records, context.dataset.relations.values())
    if found is None:
        raise ValueError("no relation joins a share, its part and its whole among these rows")
    outer, inner, share = found
    scale = linear_scale(printed_values([outer, inner]), context.language)
    plot = _part_in_whole_plot(outer, inner, share, scale, context)
    subtitle = captions.chart_subtitle([outer, inner], context, scale.word)
    return Drawing([outer, inner], plot, subtitle)


def _part_in_whole_plot(
    outer: Row, inner: Row, share: Row, scale: AxisScale, context: ChartContext
) -> PlotlyData:
    marks = [build_mark(record, context) for record in (outer, inner)]
    found, _ = room_for_marks(marks, scale, context.language, "", bars=True, beside=False)
    common, labels, y = captions.common_columns([outer, inner]), [], 0.0
    tails = ["", build_mark(share, context).text]
    for record, one, tail in zip((outer, inner), marks, tails, strict=True):
        lines, value = captions.figure_label(record, context, common), wrap_text(one.text)
        after = wrap_text(context.say("{share} of the whole", share=tail)) if tail else []
        labels.append(plot_frame.row_label(lines, y, value=value, tail=after))
        same_line = not after or plot_frame.fits_on_one_line(value, after)
        y += LINE_HEIGHT * (len(lines) + len(value) + (0 if same_line else len(after))) + 4
    y += ROW_GAP + WHOLE_BAR_HEIGHT / 2
    placed = [replace(one, y=y) for one in marks]
    height = y + WHOLE_BAR_HEIGHT / 2 + 4
    axes = {
        "xaxis": plot_frame.value_axis(scale, found, context.language),
        "yaxis": plot_frame.pixel_axis(height),
    }
    labels += mark_annotations(placed, scale, bars=True, beside=False)
    bars, *ends = bar_traces(placed, scale)
    bars["width"] = [WHOLE_BAR_HEIGHT, PART_BAR_HEIGHT]
    bars["marker"] |= {"opacity": [0.3, 1]}
    return plot_frame.assemble_plot([bars, *ends], axes, labels, height, found)
