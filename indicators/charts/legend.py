"""The legend of a chart: what the marks mean that it has, where some of its figures are hedged."""

from __future__ import annotations

from typing import Final

from indicators.charts.chart import Chart
from indicators.charts.drawn_kinds import DRAWN_KIND_BY_ID
from indicators.charts.marks import HEDGE_SIGNS
from indicators.i18n import Messages, gettext_noop

_BAR_LEGEND: Final = gettext_noop("■ exact as stated")


def legend_entries(chart: Chart, say: Messages) -> tuple[str, ...]:
    """What the marks of a chart mean, each entry beginning with its sign; nothing where all are exact."""
    kind = DRAWN_KIND_BY_ID[chart.kind]
    if not chart.marks or not kind.has_signs:
        return ()
    legends = [HEDGE_SIGNS[mark].legend for mark in chart.marks]
    if chart.has_exact:
        legends.insert(0, _BAR_LEGEND if kind.has_bars else HEDGE_SIGNS["exact"].legend)
    return tuple(dict.fromkeys(map(say, legends)))
