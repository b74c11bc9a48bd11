"""One indicator over regions, sectors or partners in the latest period that all or most of them have.

It is drawn as figures of one period always are: bars from zero, each share beside its whole. Periods are never mixed.
"""

from __future__ import annotations

from collections.abc import Sequence

from indicators.charts import bar_chart, captions
from indicators.charts.chart import Drawing
from indicators.charts.chart_rows import ChartContext
from indicators.model.chart_kinds import find_common_periods, series_courses
from indicators.query.table import Row


def draw_ranking(records: Sequence[Row], context: ChartContext) -> Drawing:
    """The figures of the latest common period, the largest first."""
    _, latest = find_common_periods(records)[-1]
    draw = bar_chart.draw_shares if latest[0].measure == "share" else bar_chart.draw_bars
    drawing = draw(latest, context)
    note = missing_note(len(latest), records, context)
    return drawing._replace(subtitle=captions.join_subtitle([drawing.subtitle, note]))


def missing_note(shown: int, records: Sequence[Row], context: ChartContext) -> str:
    """How many series have the period that is shown, where not all have it."""
    count = len(series_courses(records))
    if shown == count:
        return ""
    return context.say("stated of {shown} of {n}", shown=shown, n=count)
