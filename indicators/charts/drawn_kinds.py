"""The register of what is drawn: each kind of chart with its drawing and the words that speak of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from indicators.charts import (
    bar_chart,
    captions,
    line_chart,
    line_options,
    lines_chart,
    rank_chart,
    ranking_chart,
    slope_chart,
    small_multiples,
    then_now_chart,
    tile_chart,
)
from indicators.charts.chart import (
    Chart,
    ChartView,
    Drawing,
    DrawnKind,
    common_id_parts,
    family_id_parts,
    growth_id_parts,
    measure_id_parts,
    run_id_parts,
)
from indicators.charts.chart_building import build_chart
from indicators.charts.chart_rows import ChartContext
from indicators.i18n import gettext_noop
from indicators.model import CHART_KINDS
from indicators.model.chart_kinds import describe_refusal
from indicators.query.table import Row

DRAWN_KINDS: Final = (
    DrawnKind(
        id="bars",
        draw=bar_chart.draw_bars,
        opening=gettext_noop("Bar chart: {title}."),
        id_parts=measure_id_parts,
        has_bars=True,
    ),
    DrawnKind(
        id="dots",
        draw=bar_chart.draw_dots,
        opening=gettext_noop("Dot chart on a log scale: {title}."),
        id_parts=measure_id_parts,
    ),
    DrawnKind(
        id="growth",
        draw=bar_chart.draw_bars,
        opening=gettext_noop("Bar chart: {title}."),
        id_parts=growth_id_parts,
        has_bars=True,
    ),
    DrawnKind(
        id="shares",
        draw=bar_chart.draw_shares,
        opening=gettext_noop("Bar chart: {title}."),
        id_parts=measure_id_parts,
        has_bars=True,
    ),
    DrawnKind(
        id="whole",
        draw=bar_chart.draw_shares_of_whole,
        opening=gettext_noop("Bar of a whole: {title}."),
        id_parts=common_id_parts,
        has_bars=True,
    ),
    DrawnKind(
        id="nested",
        draw=bar_chart.draw_part_in_whole,
        opening=gettext_noop("Part within its whole: {title}."),
        id_parts=common_id_parts,
        has_bars=True,
    ),
    DrawnKind(
        id="then-now",
        draw=then_now_chart.draw_then_now,
        opening=gettext_noop("Chart of two periods: {title}."),
        id_parts=measure_id_parts,
        is_course=True,
    ),
    DrawnKind(
        id="line",
        draw=line_chart.draw_line,
        opening=gettext_noop("Line chart: {title}."),
        id_parts=run_id_parts,
        is_course=True,
    ),
    DrawnKind(
        id="lines",
        draw=lines_chart.draw_lines,
        opening=gettext_noop("Lines: {title}."),
        id_parts=family_id_parts,
        is_course=True,
    ),
    DrawnKind(
        id="ranking",
        draw=ranking_chart.draw_ranking,
        opening=gettext_noop("Ranking: {title}."),
        id_parts=family_id_parts,
        has_bars=True,
    ),
    DrawnKind(
        id="slopes",
        draw=slope_chart.draw_slopes,
        opening=gettext_noop("Slopes, then and now: {title}."),
        id_parts=family_id_parts,
        is_course=True,
    ),
    DrawnKind(
        id="multiples",
        draw=small_multiples.draw_multiples,
        opening=gettext_noop("Small multiples on one axis: {title}."),
        id_parts=family_id_parts,
        is_course=True,
    ),
    DrawnKind(
        id="tiles",
        draw=tile_chart.draw_tiles,
        opening=gettext_noop("Tile map: {title}."),
        id_parts=family_id_parts,
        has_signs=False,
    ),
    DrawnKind(
        id="ladder",
        draw=rank_chart.draw_ranks,
        opening=gettext_noop("Rank ladder, first place on top: {title}."),
        id_parts=common_id_parts,
        lowest_first=True,
    ),
    # Only a comparison draws it.
    DrawnKind(
        id="series",
        draw=then_now_chart.draw_series,
        opening=gettext_noop("Series one under the other: {title}."),
        id_parts=measure_id_parts,
    ),
)
DRAWN_KIND_BY_ID: Final = {kind.id: kind for kind in DRAWN_KINDS}


def draw_as(kind: str, records: Sequence[Row], context: ChartContext) -> Chart:
    """The chart of records that allow the kind with this id, with what other kinds make of them."""
    chart = _draw_alone(kind, records, context)
    others = [
        other
        for other in (CHART_KINDS[kind].views if kind in CHART_KINDS else ())
        if not describe_refusal(other, records, context.dataset)
    ]
    views = [_view(other, context, partial(_draw_view, chart, other, records, context)) for other in others]
    if "lines" in (kind, *others):
        views += _optional_views(chart, records, context)
    if not views:
        return chart
    return replace(chart, views=(_view(kind, context, lambda: chart), *views))


def _view(kind: str, context: ChartContext, draw: Callable[[], Chart]) -> ChartView:
    return ChartView(kind, context.say(CHART_KINDS[kind].label), draw)


def _draw_view(chart: Chart, kind: str, records: Sequence[Row], context: ChartContext) -> Chart:
    """The same figures as another kind, under the id of their chart."""
    return replace(_draw_alone(kind, records, context), id=f"{chart.id}-{kind}")


def _optional_views(chart: Chart, records: Sequence[Row], context: ChartContext) -> Iterator[ChartView]:
    """What a reader may ask of lines: a log axis, and an index of any period that all series have."""
    lines = DRAWN_KIND_BY_ID["lines"]

    def draw(id: str, drawing: Callable[[], Drawing]) -> Callable[[], Chart]:
        return lambda: replace(build_chart(lines, drawing(), context), id=f"{chart.id}-{id}")

    if line_options.allows_log(records):
        drawing = partial(line_options.draw_log_lines, records, context)
        yield ChartView("log", context.say("Log scale"), draw("log", drawing))
    choices = []
    for period in line_options.index_periods(records, context):
        drawing = partial(line_options.draw_index_lines, records, context, period)
        label = captions.shared_period_label([one for one in records if one.period == period], context)
        id = f"index-{period.replace('/', '-')}"
        choices.append(ChartView(id, label, draw(id, drawing)))
    if choices:
        yield ChartView("index", context.say("Index"), choices[0].draw, tuple(choices))


def _draw_alone(kind: str, records: Sequence[Row], context: ChartContext) -> Chart:
    found = DRAWN_KIND_BY_ID[kind]
    return build_chart(found, found.draw(records, context), context)
