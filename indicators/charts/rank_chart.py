"""Rank ladder: places downwards from the first, dots with labels; never bars, for a place is no amount.

A rung is a place. Rungs nobody stands on are kept where they are few, and drawn as a gap where
they are many. Hedged ranks ("among the top three") have no rung and stay cards.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, Final, NamedTuple

from indicators import text
from indicators.charts import captions, plot_frame
from indicators.charts.chart import Drawing, PlotlyData
from indicators.charts.chart_building import build_mark
from indicators.charts.chart_rows import ChartContext, all_agree, group_by_columns
from indicators.charts.marks import ChartMark, dot_trace
from indicators.charts.scale import AxisScale
from indicators.charts.text_metrics import LABEL_WIDTH, PlotMargins, text_width, wrap_text
from indicators.charts.theme import AXIS_HEIGHT, INK_COLOUR, LINE_HEIGHT, ROW_GAP
from indicators.query.table import Row

#: Pixels of a rung nobody stands on, and how many such rungs in a row are drawn.
EMPTY_PLACE_HEIGHT: Final = 24
MAX_EMPTY_PLACES: Final = 4
#: Pixels from the dots, which stand on the left edge of the plot, to their labels.
_LABEL_SHIFT: Final = 14


class RankPlace(NamedTuple):
    """A place with the figures that stand on it; "⋮" stands for many that nobody stands on."""

    name: str
    records: list[Row]


def draw_ranks(records: Sequence[Row], context: ChartContext) -> Drawing:
    """Exact ranks of one region, or one ranking over regions."""
    ordered = sorted(records, key=lambda record: record.plot_value)
    several = not (all_agree(ordered, "indicator") and all_agree(ordered, "counterpart"))
    parts = [context.say("place, first on top")]
    common = captions.common_columns(ordered)
    if "counterpart" in common:
        parts.append(
            text.record_label(context.dataset, "counterparts", ordered[0].counterpart, context.language)
        )
    if "period" in common:
        parts.append(captions.shared_period_label(ordered, context))
    if several:
        parts.append(context.say("each ranking counts for itself"))
    return Drawing(
        ordered, _rank_plot(ordered, context), captions.join_subtitle(parts), _rank_title(ordered, context)
    )


def _rank_title(records: Sequence[Row], context: ChartContext) -> str:
    if all_agree(records, "topic") or not all_agree(records, "region"):
        return captions.chart_title(records, context)
    region = text.record_label(context.dataset, "regions", records[0].region, context.language)
    return context.say("{region} · Places in rankings", region=region)


def _rank_places(records: Sequence[Row], context: ChartContext) -> Iterator[RankPlace]:
    """From the first place to the last that somebody stands on."""
    last = 0
    for group in group_by_columns(records, "plot_value"):
        place = int(group[0].plot_value)
        empty = range(last + 1, place)
        if len(empty) > MAX_EMPTY_PLACES:
            yield RankPlace("⋮", [])
        else:
            yield from (RankPlace(context.say("No. {n}", n=n), []) for n in empty)
        yield RankPlace(context.say("No. {n}", n=place), group)
        last = place


def _rank_plot(records: Sequence[Row], context: ChartContext) -> PlotlyData:
    rungs, common = list(_rank_places(records, context)), captions.common_columns(records)
    found = PlotMargins(round(max(text_width(rung.name) for rung in rungs)) + 16, 8)
    marks: list[ChartMark] = []
    labels: list[plot_frame.Annotation] = []
    y, guides = 0.0, []
    for rung in rungs:
        guides += [y - ROW_GAP / 2] if y else []
        top = y + LINE_HEIGHT / 2
        labels.append(plot_frame.period_label(rung.name, top, found))
        if rung.records:
            labels[-1]["font"] = labels[-1]["font"] | {"color": INK_COLOUR}
        for record in rung.records:
            marks.append(replace(build_mark(record, context), value=0.0, y=y + LINE_HEIGHT / 2))
            first, second = _rank_label(record, context, common, LABEL_WIDTH - found.left - _LABEL_SHIFT)
            labels.append(plot_frame.row_label(first, y, small=second) | {"xshift": _LABEL_SHIFT})
            y += LINE_HEIGHT * len(first + second) + ROW_GAP / 2
        y += ROW_GAP / 2 if rung.records else EMPTY_PLACE_HEIGHT
    axes = {"xaxis": plot_frame.hidden_axis(0, 1), "yaxis": plot_frame.pixel_axis(y, guides)}
    plot = plot_frame.assemble_plot([_rank_dots(marks)], axes, labels, y, found)
    plot["layout"]["height"] -= AXIS_HEIGHT - 4
    plot["layout"]["margin"]["b"] = 4
    return plot


def _rank_label(
    record: Row, context: ChartContext, common: frozenset[str], limit: float
) -> tuple[list[str], list[str]]:
    """What is ranked, then in whose company and when."""
    dataset, language = context.dataset, context.language
    second = text.describe_subject(record, dataset, language, common | {"region", "indicator"})
    beside = frozenset({"sector", "counterpart", "period"})
    if second and not text.describe_subject(record, dataset, language, common | beside):
        return wrap_text(second, limit), []
    first = captions.figure_label(record, context, common | beside, limit)
    return first, wrap_text(second, limit) if second else []


def _rank_dots(marks: Sequence[ChartMark]) -> dict[str, Any]:
    """Dots in one column: only how far down they stand says anything."""
    return dot_trace(marks, AxisScale(0, 1, 1.0, ""))
