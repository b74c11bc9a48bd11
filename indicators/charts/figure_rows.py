"""Charts of one row a figure: its label above, its mark below, the largest first; a kind draws the marks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from indicators import text
from indicators.charts import captions, plot_frame
from indicators.charts.chart import Drawing, value_order
from indicators.charts.chart_building import build_mark
from indicators.charts.chart_rows import ChartContext
from indicators.charts.marks import ChartMark, mark_annotations, room_for_marks
from indicators.charts.scale import AxisScale
from indicators.charts.text_metrics import wrap_text
from indicators.charts.theme import BAR_HEIGHT, LINE_HEIGHT, ROW_GAP
from indicators.query.table import Row


class _LabelledMark(NamedTuple):
    """A figure with its label in lines; `whole` is what it is a share of, when that must be said."""

    label: list[str]
    whole: list[str]
    mark: ChartMark


def draw_figure_rows(
    records: Sequence[Row],
    context: ChartContext,
    scale: AxisScale,
    draw_marks: Callable[[Sequence[ChartMark], AxisScale], list[dict[str, Any]]],
    *,
    bars: bool = False,
    beside: bool = True,
    guides: bool = False,
) -> Drawing:
    """The rows with their marks as `draw_marks` makes them: the traces of marks that have their places.

    Labels stand right of the marks where `beside` wants it and they have room, of `bars` never left of zero;
    `guides` lead from the edge to each mark.
    """
    ordered = sorted(records, key=value_order, reverse=True)
    sign, rows = captions.axis_sign(ordered[0], context), _labelled_marks(ordered, context)
    margins, beside = room_for_marks(
        [row.mark for row in rows], scale, context.language, sign, bars=bars, beside=beside
    )
    placed, labels, height = _place_marks(rows, beside=beside)
    axes = {
        "xaxis": plot_frame.value_axis(scale, margins, context.language, sign),
        "yaxis": plot_frame.pixel_axis(height, [mark.y for mark in placed] if guides else ()),
    }
    labels += mark_annotations(placed, scale, bars=bars, beside=beside)
    plot = plot_frame.assemble_plot(draw_marks(placed, scale), axes, labels, height, margins)
    subtitle = captions.chart_subtitle(ordered, context, scale.word, log=scale.log, ranked=len(ordered) > 1)
    return Drawing(ordered, plot, subtitle)


def _labelled_marks(records: Sequence[Row], context: ChartContext) -> list[_LabelledMark]:
    """Every figure with its label; a whole that not all share, or of one alone, is named at the figure."""
    labels = _mark_labels(records, context)
    name_it = len(captions.whole_names(records, context)) > 1 or len(records) == 1
    found = []
    for record, label in zip(records, labels, strict=True):
        whole = captions.whole_name(record, context) if name_it else ""
        tail = wrap_text(context.say("of {whole}", whole=whole)) if whole else []
        found.append(_LabelledMark(label, tail, build_mark(record, context)))
    return found


def _mark_labels(records: Sequence[Row], context: ChartContext) -> list[list[str]]:
    """What each figure speaks of, but for what all share; where two read the same, the place it is printed at."""
    if len(records) == 1 and not context.heading and not captions.status_note(records[0]):
        return [[]]
    common = captions.common_columns(records)
    found = [captions.figure_label(record, context, common) for record in records]
    return [
        label + wrap_text(text.describe_origin(record, context.say)) if found.count(label) > 1 else label
        for record, label in zip(records, found, strict=True)
    ]


def _place_marks(
    rows: Sequence[_LabelledMark], *, beside: bool
) -> tuple[list[ChartMark], list[plot_frame.Annotation], float]:
    """Marks and labels from the top down, and the height they take."""
    placed, labels, y = [], [], 0.0
    for row in rows:
        value = [] if beside else wrap_text(row.mark.text)
        tail = [] if row.whole and plot_frame.fits_on_one_line(value, row.whole) else row.whole
        labels.append(plot_frame.row_label(row.label, y, value=value, tail=row.whole))
        y += LINE_HEIGHT * (len(row.label) + len(tail) + len(value)) + 4 + BAR_HEIGHT / 2
        placed.append(replace(row.mark, y=y))
        y += BAR_HEIGHT / 2 + ROW_GAP
    return placed, labels, y - ROW_GAP / 2
