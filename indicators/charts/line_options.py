"""What a reader may ask of lines beside the plain ones: a log axis, and an index of a period of their choice.

Both are offered where they are honest alone: of exact levels above zero, stated or measured. Neither is ever the
first view, and an index says that it is computed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from html import escape
from typing import Final

from indicators import text
from indicators.charts import captions
from indicators.charts.chart import Drawing
from indicators.charts.chart_building import build_mark
from indicators.charts.chart_rows import ChartContext
from indicators.charts.lines_chart import build_courses, draw_course_lines
from indicators.charts.marks import ChartMark
from indicators.charts.scale import linear_scale, log_scale
from indicators.model.chart_kinds import cell_text, find_common_periods, series_courses
from indicators.query.table import Row

#: Above this ratio of largest to smallest a log axis shows what a linear one does not.
_LEAST_LOG_RATIO: Final = 5
_INDEX_PRECISION: Final = 0.1


def allows_log(records: Sequence[Row]) -> bool:
    """Whether a log axis would be honest, and show more than a linear one."""
    values = [record.plot_value for record in records]
    return _are_exact_levels(records) and max(values) / min(values) >= _LEAST_LOG_RATIO


def index_periods(records: Sequence[Row], context: ChartContext) -> list[str]:
    """The periods that may be 100: those that every series has an outcome of; none where an index would mislead."""
    is_percent = context.dataset.units[records[0].unit].kind == "percent"
    if is_percent or not _are_exact_levels(records):
        return []
    count = len(series_courses(records))
    return [period for period, group in find_common_periods(records) if len(group) == count]


def _are_exact_levels(records: Sequence[Row]) -> bool:
    return all(
        record.measure == "level"
        and record.qualifier == "exact"
        and "±" not in record.printed
        and record.basis == "stated"
        and record.plot_value > 0
        for record in records
    )


def draw_log_lines(records: Sequence[Row], context: ChartContext) -> Drawing:
    """The lines on a log axis: equal growth is equally steep."""
    scale = log_scale([record.plot_value for record in records])
    return draw_course_lines(build_courses(records, context), scale, context)


def draw_index_lines(records: Sequence[Row], context: ChartContext, period: str) -> Drawing:
    """Every series as a percentage of its own figure in `period`."""
    bases = {
        record.series: record.plot_value
        for record in records
        if cell_text(record.period) == period and record.status == "actual"
    }
    indexed = [_index_row(record, bases[record.series]) for record in records]
    marks = {
        record.Index: _index_mark(build_mark(record, context), one.plot_value, context)
        for record, one in zip(records, indexed, strict=True)
    }
    base = captions.shared_period_label([one for one in records if one.period == period], context)
    subtitle = captions.join_subtitle(
        [
            context.say("index, {period} = 100 in every series", period=base),
            context.say("computed from the stated figures"),
        ]
    )
    scale = linear_scale([record.plot_value for record in indexed], context.language)
    scale = replace(scale, low=scale.low * scale.step, high=scale.high * scale.step, step=1.0, word="")
    drawing = draw_course_lines(build_courses(indexed, context), scale, context, marks)
    stated = {record.Index: record for record in records}
    return drawing._replace(records=[stated[one.Index] for one in drawing.records], subtitle=subtitle)


def _index_row(record: Row, base: float) -> Row:
    """The same row with its index in the place of its number; a row is a named tuple."""
    index = record.plot_value / base * 100
    found: Row = record._replace(plot_value=index, precision=_INDEX_PRECISION)  # type: ignore[attr-defined]
    return found


def _index_mark(mark: ChartMark, index: float, context: ChartContext) -> ChartMark:
    """The mark at its index, which is told before the figure as it was stated."""
    written = text.format_number(index, _INDEX_PRECISION, context.language)
    return replace(mark, value=index, hover=f"<b>{escape(written, quote=False)}</b><br>{mark.hover}")
