"""Rows → the charts that show them, chosen by what the rows are.

A chart has one unit and one measure; ranks stand on ladders, streaks are never drawn, and what
stands alone is left to a card: rows that no chart holds are the page's to show. Nothing is summed,
averaged or spread, and only figures of one thread are joined.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

import pandas as pd

from indicators.charts.bar_chart import draw_bars, draw_part_in_whole, draw_shares_of_whole
from indicators.charts.chart import Chart, DrawnKind, has_several_partners
from indicators.charts.chart_building import printed_values
from indicators.charts.chart_rows import ChartContext, chart_context, group_by_columns, is_dated, sorted_runs
from indicators.charts.line_chart import draw_line_chart
from indicators.charts.rank_chart import draw_rank_chart, group_rankings
from indicators.charts.scale import needs_log_scale
from indicators.charts.then_now_chart import draw_then_now
from indicators.i18n import Messages
from indicators.model import ChartKind, Dataset, DeclaredChart, chart_kinds
from indicators.model.chart_kinds import describe_refusal
from indicators.query.table import Row

#: Measures that stand apart: places have ladders, streaks have cards.
MEASURES_WITHOUT_BARS: Final = ("rank", "streak")


def draw_charts(rows: pd.DataFrame, dataset: Dataset, say: Messages) -> list[Chart]:
    """The charts of `rows`, topic by topic in the order of the dataset; each row is drawn once at most."""
    return draw_charts_of(chart_context(rows, dataset, say))


def draw_charts_of(context: ChartContext) -> list[Chart]:
    """The charts of what a setting holds."""
    place = {topic: place for place, topic in enumerate(context.dataset.topics)}
    topics = sorted(group_by_columns(context.records(), "topic"), key=lambda topic: place[topic[0].topic])
    return [chart for topic in topics for chart in _draw_topic(topic, context)]


def _draw_topic(records: Sequence[Row], context: ChartContext) -> Iterator[Chart]:
    """First what changed, then what stands, then who leads."""
    amounts = [record for record in records if record.measure not in MEASURES_WITHOUT_BARS]
    apart = sorted_runs(amounts)
    lines = [thread for thread in apart if chart_kinds.allows_line(thread)]
    paired = [record for thread in apart if chart_kinds.allows_then_now(thread) for record in thread]
    yield from (draw_line_chart(thread, context) for thread in lines)
    yield from (draw_then_now(group, context) for group in _group_like_with_like(paired))
    left = _exclude(amounts, [*(record for thread in lines for record in thread), *paired])
    while nest := chart_kinds.find_part_of_whole(left, context.dataset.relations.values()):
        yield draw_part_in_whole(nest, context)
        left = _exclude(left, nest[:2])
    for part in (part for group in _group_like_with_like(left) for part in _split_group(group)):
        if len(part) == 1 and part[0].measure == "share":
            yield draw_shares_of_whole(part, context)
        elif len(part) > 1:
            yield draw_bars(_choose_kind(part), part, context)
    yield from (draw_rank_chart(group, context) for group in group_rankings(records))


def _exclude(records: Sequence[Row], others: Iterable[Row]) -> list[Row]:
    taken = {record.Index for record in others}
    return [record for record in records if record.Index not in taken]


def _group_like_with_like(records: Sequence[Row]) -> list[list[Row]]:
    """Records of one unit and one measure."""
    return group_by_columns(records, "measure", "unit")


def _split_group(group: list[Row]) -> Iterator[list[Row]]:
    """Growth and changes of one period, base and timing, the undated alone; shares together.

    Levels are states, or flows over stretches of one length. Growth of one indicator over several
    sectors or partners stands apart.
    """
    if group[0].measure == "level":
        yield from chart_kinds.group_by(group, chart_kinds.level_basis)
        return
    if group[0].measure not in ("growth", "change"):
        yield group
        return
    for part in chart_kinds.group_by(filter(is_dated, group), chart_kinds.growth_basis):
        indicators = group_by_columns(part, "indicator") if part[0].measure == "growth" else []
        apart = [one for one in indicators if has_several_partners(one)]
        yield from apart
        yield _exclude(part, (record for one in apart for record in one))


def _choose_kind(records: Sequence[Row]) -> DrawnKind:
    measure = records[0].measure
    if measure == "growth":
        return "growth"
    if measure == "share":
        return "shares"
    return "dots" if needs_log_scale(printed_values(records)) else "bars"


_DRAW_FUNCTIONS: Final[dict[ChartKind, Callable[[Sequence[Row], ChartContext], Chart]]] = {
    "bars": partial(draw_bars, "bars"),
    "dots": partial(draw_bars, "dots"),
    "growth": partial(draw_bars, "growth"),
    "shares": partial(draw_bars, "shares"),
    "whole": draw_shares_of_whole,
    "nested": draw_part_in_whole,
    "then-now": draw_then_now,
    "line": draw_line_chart,
    "ladder": draw_rank_chart,
}


def draw_declared_chart(chart: DeclaredChart, dataset: Dataset, rows: pd.DataFrame, say: Messages) -> Chart:
    """The declared chart of `rows`, the figures of its selection; those of a valid dataset allow its kind."""
    return replace(draw_chart(chart.kind, rows, dataset, say, chart.title[say.language]), id=chart.id)


def draw_chart(
    kind: ChartKind, rows: pd.DataFrame, dataset: Dataset, say: Messages, heading: str = ""
) -> Chart:
    """The chart of some rows as one kind, under a `heading` that was chosen or the one they give.

    Raises ValueError when they do not allow the kind.
    """
    given = chart_context(rows, dataset, say, heading)
    records = given.records()
    if reason := describe_refusal(kind, records, dataset):
        raise ValueError(reason)
    return _DRAW_FUNCTIONS[kind](records, given)
