"""Charts of stated figures: rows of the table → figures with their words, hedges drawn as bounds.

The only place that makes plotly figures; they are plain data whose colours are names, until a
`Drawing` paints them for one theme. Knows nothing of widgets or pages.
"""

from __future__ import annotations

from indicators.figures.chart import Chart, Kind
from indicators.figures.choose import charts, charts_of
from indicators.figures.comparable import Answer, Verdict, comparability
from indicators.figures.compare import MODES, Mode, compare, modes
from indicators.figures.declare import declared
from indicators.figures.drawing import Drawing
from indicators.figures.ladder import ladder, ladders
from indicators.figures.lines import line
from indicators.figures.pairs import then_now
from indicators.figures.rows import bars, dots, growth, shares
from indicators.figures.setting import Setting
from indicators.figures.theme import Palette
from indicators.figures.whole import nested, whole

__all__ = [
    "MODES",
    "Answer",
    "Chart",
    "Drawing",
    "Kind",
    "Mode",
    "Palette",
    "Setting",
    "Verdict",
    "bars",
    "charts",
    "charts_of",
    "comparability",
    "compare",
    "declared",
    "dots",
    "growth",
    "ladder",
    "ladders",
    "line",
    "modes",
    "nested",
    "shares",
    "then_now",
    "whole",
]
