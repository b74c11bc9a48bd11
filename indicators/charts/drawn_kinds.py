"""The register of what is drawn: each kind of chart with its drawing and the words that speak of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from indicators.charts import bar_chart, line_chart, rank_chart, then_now_chart
from indicators.charts.chart import (
    Chart,
    DrawnKind,
    common_id_parts,
    growth_id_parts,
    measure_id_parts,
    run_id_parts,
)
from indicators.charts.chart_building import build_chart
from indicators.charts.chart_rows import ChartContext
from indicators.i18n import gettext_noop
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
    """The chart of records that allow the kind with this id."""
    found = DRAWN_KIND_BY_ID[kind]
    return build_chart(found, found.draw(records, context), context)
