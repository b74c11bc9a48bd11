"""Rows → the charts that show them, chosen by what the rows are.

A chart has one unit and one measure; ranks stand on ladders, streaks are never drawn, and what
stands alone is left to a card: rows that no chart holds are the page's to show. Nothing is summed,
averaged or spread, and only figures of one comparable run are joined.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Final

import pandas as pd

from indicators.charts.chart import Chart, rename_chart
from indicators.charts.chart_rows import ChartContext, chart_context, group_by_columns, sorted_runs
from indicators.charts.drawn_kinds import draw_as
from indicators.i18n import Messages
from indicators.model import CHART_KINDS, ChartKind, ChartKindId, Dataset, DeclaredChart
from indicators.model.chart_kinds import count_periods, describe_refusal, repeats_a_bound
from indicators.query.table import Row

_KINDS_BY_PREFERENCE: Final = sorted(
    (kind for kind in CHART_KINDS.values() if kind.group), key=attrgetter("preference")
)


def draw_charts(rows: pd.DataFrame, dataset: Dataset, say: Messages) -> list[Chart]:
    """The charts of `rows`, topic by topic in the order of the dataset; each row is drawn once at most.

    Indicators that are not `charted`, and bounds that a later period has again, are left to cards.
    """
    return draw_charts_of(chart_context(rows, dataset, say))


def draw_charts_of(context: ChartContext) -> list[Chart]:
    """The charts of the rows of a context."""
    place = {topic: place for place, topic in enumerate(context.dataset.topics)}
    topics = sorted(
        group_by_columns(_choose_charted(context), "topic"), key=lambda topic: place[topic[0].topic]
    )
    return [chart for topic in topics for chart in _draw_topic(topic, context)]


def _choose_charted(context: ChartContext) -> list[Row]:
    """The rows that charts may show unasked; of one bound that was stated of several periods the last only."""
    rows = [one for one in context.records() if context.dataset.indicators[one.indicator].charted]
    said_again = {
        one.Index
        for run in sorted_runs(rows)
        if count_periods(run) == 2 and repeats_a_bound(run)
        for one in run[:-1]
    }
    return [one for one in rows if one.Index not in said_again]


def _draw_topic(records: Sequence[Row], context: ChartContext) -> Iterator[Chart]:
    """First what changed, then what stands, then who leads; what a chart holds is left to no other."""
    left = list(records)
    for group, kinds in groupby(_KINDS_BY_PREFERENCE, attrgetter("group")):
        charts = list(_draw_groups(group(left, context.dataset), list(kinds), context))
        yield from charts
        drawn = {place for chart in charts for place in chart.places}
        left = [record for record in left if record.Index not in drawn]


def _draw_groups(
    groups: Iterable[list[Row]], kinds: Sequence[ChartKind], context: ChartContext
) -> Iterator[Chart]:
    """Each group as the first of the kinds that suits it."""
    for records in groups:
        kind = next((kind for kind in kinds if kind.suits(records, context.dataset)), None)
        if kind:
            yield draw_as(kind.id, records, context)


def draw_declared_chart(chart: DeclaredChart, dataset: Dataset, rows: pd.DataFrame, say: Messages) -> Chart:
    """The declared chart of `rows`, the figures of its selection; those of a valid dataset allow its kind."""
    return rename_chart(draw_chart(chart.kind, rows, dataset, say, chart.title[say.language]), chart.id)


def draw_chart(
    kind: ChartKindId, rows: pd.DataFrame, dataset: Dataset, say: Messages, heading: str = ""
) -> Chart:
    """The chart of some rows as one kind, under a `heading` that was chosen or the one they give.

    Raises ValueError when they do not allow the kind.
    """
    given = chart_context(rows, dataset, say, heading)
    records = given.records()
    if reason := describe_refusal(kind, records, dataset):
        raise ValueError(reason)
    return draw_as(kind, records, given)
