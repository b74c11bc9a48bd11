"""Charts of stated figures: rows of the table → plots with their words, hedges drawn as bounds.

The only place that makes what plotly draws; it is plain data whose colours are names, until
`Chart.painted` puts the colours of one theme in their place.
"""

from __future__ import annotations

from indicators.charts.chart import Chart, ChartView, DrawnKind
from indicators.charts.chart_rows import ChartContext
from indicators.charts.choose_charts import draw_chart, draw_charts, draw_charts_of, draw_declared_chart
from indicators.charts.comparability import Comparability, ComparabilityLevel, judge_comparability
from indicators.charts.comparison import draw_comparison
from indicators.charts.drawn_kinds import DRAWN_KIND_BY_ID
from indicators.charts.theme import ChartPalette

__all__ = [
    "DRAWN_KIND_BY_ID",
    "Chart",
    "ChartContext",
    "ChartPalette",
    "ChartView",
    "Comparability",
    "ComparabilityLevel",
    "DrawnKind",
    "draw_chart",
    "draw_charts",
    "draw_charts_of",
    "draw_comparison",
    "draw_declared_chart",
    "judge_comparability",
]
