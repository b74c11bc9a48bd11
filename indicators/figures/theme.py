"""Colours and sizes of every chart.

The colours are names, so that one figure serves light and dark: `drawing` puts a `Palette` in
their place, for whoever shows it. Unpainted they are plain near-blacks. `SERIES` are the ten of
`chartCategoricalColors` in `.streamlit/config.toml`; the ninth there is a grey with at least 8:1
on both grounds, so it serves as `MUTED`.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import cycle
from typing import Final

SERIES: Final[tuple[str, ...]] = tuple(f"#0000{n:02d}" for n in range(1, 11))
#: Text and the caps of hedged bars.
INK: Final = "#000037"
#: Ticks, connectors, second lines of labels.
MUTED: Final = SERIES[8]
#: The ground of the page, to make marks hollow.
GROUND: Final = "#000038"
#: Lines behind the marks.
GRID: Final = "#000034"
#: What figures are drawn in. Told apart by place and label, so one hue is enough.
MARK: Final = SERIES[0]


@dataclass(frozen=True, slots=True)
class Palette:
    """What the names of colours stand for in one theme, and its font; all as CSS writes them."""

    series: tuple[str, ...]
    ink: str
    ground: str
    grid: str
    font: str

    def colours(self) -> dict[str, str]:
        """The colour of each name; the series begin again where they run out."""
        series = dict(zip(SERIES, cycle(self.series), strict=False))
        return {**series, INK: self.ink, GROUND: self.ground, GRID: self.grid}


# All in pixels.
#: The narrowest a chart must be readable at: a phone of 390 less its margins.
NARROW: Final = 350
#: The least that must be left for the plot itself at that width, beside the value labels.
LEAST_PLOT: Final = 120
FONT: Final = 14
TICK_FONT: Final = 12
LINE: Final = 18
BAR: Final = 16
GAP: Final = 13
ARROW: Final = 26
DOT: Final = 12
TOP: Final = 4
AXIS: Final = 28
