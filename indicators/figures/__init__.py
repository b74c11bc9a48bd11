"""Charts of stated figures: rows of the table → figures with their words, hedges drawn as bounds.

The only place that makes plotly figures; they are plain data whose colours are names, until a
`drawing` paints them for one theme. Knows nothing of widgets or pages.
"""

from __future__ import annotations

from indicators.figures.chart import Chart, Kind
from indicators.figures.choose import charts, charts_of
from indicators.figures.comparable import Answer, Verdict, comparability
from indicators.figures.compare import compare
from indicators.figures.declare import declared, draw
from indicators.figures.setting import Setting
from indicators.figures.theme import Palette

__all__ = [
    "Answer",
    "Chart",
    "Kind",
    "Palette",
    "Setting",
    "Verdict",
    "charts",
    "charts_of",
    "comparability",
    "compare",
    "declared",
    "draw",
]
