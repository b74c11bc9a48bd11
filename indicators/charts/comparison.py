"""Series beside each other: on axes of their own, on one axis, or as an index.

What cannot be shown honestly is not drawn: a shared axis needs one unit and one measure, an index
an exact, stated level of every series in one period all of them have. The rows are the page's
choice, up to six series; a series here is an indicator of one region, sector and counterpart, and
only its comparable runs are joined.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

import pandas as pd

from indicators import text
from indicators.charts import captions
from indicators.charts.chart import Chart, Drawing
from indicators.charts.chart_building import build_chart, build_mark, printed_values
from indicators.charts.chart_rows import ChartContext, all_agree, chart_context, is_bound, sorted_runs
from indicators.charts.drawn_kinds import DRAWN_KIND_BY_ID, draw_as
from indicators.charts.line_chart import draw_line_on_axes
from indicators.charts.marks import ChartMark
from indicators.charts.scale import linear_scale
from indicators.charts.then_now_chart import draw_runs
from indicators.i18n import Messages
from indicators.model import Dataset, chart_kinds
from indicators.query.table import Row

#: More than six lines or panels cannot be told apart.
MAX_SERIES: Final = 6
#: What the ids of charts of a comparison begin with: no other chart has such.
_ID_PREFIX: Final = "compare-"


def is_comparison(id: str) -> bool:
    """Whether a chart of this id is one of series that a reader chose, and found by these alone."""
    return id.startswith(_ID_PREFIX)


def draw_comparison(rows: pd.DataFrame, dataset: Dataset, say: Messages, mode: str) -> list[Chart]:
    """The series of `rows` in the given mode; empty where that mode would mislead. Streaks stay cards."""
    given = chart_context(rows, dataset, say)
    found = [one for one in group_by_series(given.records()) if one[0].measure != "streak"]
    charts = _DRAW_BY_MODE[mode](found, given) if found else []
    return [replace(chart, id=f"{_ID_PREFIX}{mode}-{n}-{chart.id}") for n, chart in enumerate(charts, 1)]


def group_by_series(records: Sequence[Row]) -> list[list[Row]]:
    """What a reader calls a series: one indicator of one region, sector and counterpart, in any periods."""
    return chart_kinds.group_by(
        records,
        lambda one: (
            one.indicator,
            one.region,
            chart_kinds.cell_text(one.sector),
            chart_kinds.cell_text(one.counterpart),
        ),
    )


def find_base_period(found: Sequence[Sequence[Row]]) -> str:
    """The first period in which every series has one exact, stated level above zero; empty if none."""
    shared: set[str] | None = None
    for one in found:
        exact = {
            chart_kinds.cell_text(record.period)
            for record in one
            if record.measure == "level"
            and (record.qualifier, record.basis, record.status) == ("exact", "stated", "actual")
            and record.plot_value > 0
        }
        shared = exact if shared is None else shared & exact
    dated = sorted((shared or set()) - {""})
    return dated[0] if dated else ""


def _draw_own_axes(found: list[list[Row]], context: ChartContext) -> list[Chart]:
    """A panel for every series."""
    return [_draw_panel(one, context) for one in found]


def _draw_panel(records: Sequence[Row], context: ChartContext) -> Chart:
    if records[0].measure == "rank" and all(record.qualifier == "exact" for record in records):
        return draw_as("ladder", records, context)
    is_line = chart_kinds.allows_line(records) and len(sorted_runs(records)) == 1
    return draw_as("line" if is_line else "series", records, context)


def _draw_shared_axis(found: list[list[Row]], context: ChartContext) -> list[Chart]:
    """One axis, where unit and measure are equal: lines in panels of one size, else one chart."""
    everyone = [record for one in found for record in one]
    if not (all_agree(everyone, "unit") and all_agree(everyone, "measure")):
        return []
    if everyone[0].measure == "rank":
        exact = all(record.qualifier == "exact" for record in everyone)
        return [draw_as("ladder", everyone, context)] if exact and all_agree(everyone, "counterpart") else []
    if all(len(sorted_runs(one)) == 1 and chart_kinds.allows_line(one) for one in found):
        line = DRAWN_KIND_BY_ID["line"]
        return [build_chart(line, draw_line_on_axes(one, everyone, context), context) for one in found]
    return [draw_as("series", everyone, context)]


def _draw_index(found: list[list[Row]], context: ChartContext) -> list[Chart]:
    """Every series as a percentage of its own level in the base period, which all have.

    Only figures of the run of that level are shown: a target or a part of a year has another base.
    """
    period = find_base_period(found)
    if not period or len(found) < 2:
        return []
    apart: list[list[Row]] = []
    bases: dict[int, float] = {}
    for one in found:
        (run,) = [
            run
            for run in sorted_runs(one)
            if any(chart_kinds.cell_text(r.period) == period and r.qualifier == "exact" for r in run)
            and (run[0].basis, run[0].status) == ("stated", "actual")
        ][:1]
        base = next(
            r.plot_value for r in run if chart_kinds.cell_text(r.period) == period and r.qualifier == "exact"
        )
        bases |= {record.Index: base for record in run}
        apart.append(run)
    if any(record.plot_value < 0 for run in apart for record in run):
        return []  # a balance that turns is no percentage of what it was
    if all(len(run) < 2 for run in apart) or not all_agree([run[0] for run in apart], "timing"):
        return []
    return [_draw_index_chart(apart, bases, period, context)]


def _draw_index_chart(
    apart: list[list[Row]], bases: dict[int, float], period: str, context: ChartContext
) -> Chart:
    ordered = [record for run in apart for record in run]
    scale = linear_scale(
        [value / bases[record.Index] * 100 for record in ordered for value in printed_values([record])],
        context.language,
    )
    plot = draw_runs(apart, scale, context, marked=partial(_index_mark, bases), sign="")
    base = captions.shared_period_label([one for one in ordered if one.period == period], context)
    parts = [context.say("index, {period} = 100 in every series", period=base)]
    if any(is_bound(record) for record in ordered):
        parts.append(context.say("bounds (arrows) are not ranked against exact figures"))
    return build_chart(
        DRAWN_KIND_BY_ID["series"], Drawing(ordered, plot, captions.join_subtitle(parts)), context
    )


#: Axes of their own, one axis, or an index.
_DRAW_BY_MODE: Final[dict[str, Callable[[list[list[Row]], ChartContext], list[Chart]]]] = {
    "own": _draw_own_axes,
    "shared": _draw_shared_axis,
    "index": _draw_index,
}
AXES_MODES: Final = tuple(_DRAW_BY_MODE)


def _index_mark(bases: dict[int, float], record: Row, context: ChartContext) -> ChartMark:
    """The mark at the index, which says the hedged index and the figure as stated."""
    found, base = build_mark(record, context), bases[record.Index] / 100
    span = None if found.span is None else (found.span[0] / base, found.span[1] / base)

    def written(value: float) -> str:
        return text.format_number(value, 0.1 if value < 10 else 1, context.language)

    if span and found.is_range:
        index = text.join_ends(written(span[0]), written(span[1]), context.say)
    else:
        index = text.add_hedge(written(found.value / base), record, context.say)
    label = context.say("{index} ({figure})", index=index, figure=found.text)
    return replace(found, value=found.value / base, span=span, text=label)
