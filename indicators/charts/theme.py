"""A plot as Streamlit takes it, in the colours of one theme and without the price of plotly's objects.

Our plots are plain data that nobody changes, and the tests hold each kind of them to plotly's own
check, so a `PaintedChart` is a `PlainFigure`, which is taken as it stands.

In the browser Streamlit hands every plot to plotly twice: as it came, and once more with what a
click does put in and, where it is to have Streamlit's own theme, with a template of that. A plot
that has its colours, names a revision of its data and holds the rest already is found the same the
second time, and is drawn once.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import cycle
from typing import Any, Final, Literal

from indicators.charts.plotly_internals import PlainFigure

#: What plotly reads as text with a little HTML; every colour stands in a property whose name ends with "color".
_TEXT_PROPERTIES: Final = frozenset({"text", "hovertext", "ticktext"})
#: A name of a colour in a text: of letters of ours, or data that look like one. No data hold "<": they are escaped.
_NAME_IN_TEXT: Final = re.compile(r'(<span style="color:)?#(0000[0-9]{2})')
#: What Streamlit puts into a plot whose points can be chosen. Its data never change: other data are another plot.
_STREAMLIT_LAYOUT: Final = {
    "clickmode": "event+select",
    "dragmode": "pan",
    "hovermode": "closest",
    "datarevision": 1,
}


class PaintedChart(PlainFigure):
    """A plot made ready; all it can do is tell its plain form."""

    def __init__(self, plot: dict[str, Any], palette: ChartPalette) -> None:
        layout = plot["layout"] | _theme_layout(palette.font) | _STREAMLIT_LAYOUT
        super().__init__(apply_palette({"data": plot["data"], "layout": layout}, palette))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._plain['layout'].get('height')} pixels high)"


def _theme_layout(family: str) -> dict[str, Any]:
    """The ground and the letters of every plot."""
    return {
        "paper_bgcolor": GROUND_COLOUR,
        "plot_bgcolor": GROUND_COLOUR,
        "font": {"family": family, "size": TICK_FONT_SIZE, "color": INK_COLOUR},
        "hoverlabel": {
            "align": "left",
            "bgcolor": GROUND_COLOUR,
            "bordercolor": MUTED_COLOUR,
            "font": {"family": family, "color": INK_COLOUR, "size": FONT_SIZE - 1},
        },
    }


def apply_palette(plot: dict[str, Any], palette: ChartPalette) -> dict[str, Any]:
    """The same plot with the colours of `palette` in the place of their names.

    Only what is a colour is painted. In the words of the data such a name is written with a character
    reference, which plotly reads as the same letters: Streamlit's page, which has these names too,
    puts colours for them wherever they stand.
    """
    colours = palette.colours()
    return {name: _paint(value, name, colours) for name, value in plot.items()}


def _paint(value: Any, name: str, colours: Mapping[str, str]) -> Any:
    """What stands in the property `name`, or in a list there."""
    if isinstance(value, dict):
        return {name: _paint(inner, name, colours) for name, inner in value.items()}
    if isinstance(value, list):
        return [_paint(item, name, colours) for item in value]
    if isinstance(value, str) and name.endswith("color"):
        return colours.get(value, value)
    if isinstance(value, str) and name in _TEXT_PROPERTIES and "#0000" in value:
        return _NAME_IN_TEXT.sub(lambda found: _paint_letters(found, colours), value)
    return value


def _paint_letters(found: re.Match[str], colours: Mapping[str, str]) -> str:
    colour = f"#{found[2]}"
    return found[1] + colours.get(colour, colour) if found[1] else f"&#35;{found[2]}"


def colour_letters(letters: str, colour: str) -> str:
    """Letters in a colour that is painted with the plot; `letters` are HTML, as plotly reads it."""
    return f'<span style="color:{colour}">{letters}</span>'


SERIES_COLOURS: Final[tuple[str, ...]] = tuple(f"#0000{n:02d}" for n in range(1, 11))
#: Text and the caps of hedged bars.
INK_COLOUR: Final = "#000037"
#: Ticks, connectors, second lines of labels.
MUTED_COLOUR: Final = SERIES_COLOURS[8]
#: The ground of the page, to make marks hollow.
GROUND_COLOUR: Final = "#000038"
#: Lines behind the marks.
GRID_COLOUR: Final = "#000034"
#: What stated figures are drawn in. Told apart by place and label, so one hue is enough.
MARK_COLOUR: Final = SERIES_COLOURS[0]


@dataclass(frozen=True, slots=True)
class ChartPalette:
    """What the names of colours stand for in one theme, and its font; all as CSS writes them."""

    series: tuple[str, ...]
    ink: str
    ground: str
    grid: str
    font: str

    def colours(self) -> dict[str, str]:
        """The colour of each name; the series begin again where they run out."""
        series = dict(zip(SERIES_COLOURS, cycle(self.series), strict=False))
        return {**series, INK_COLOUR: self.ink, GROUND_COLOUR: self.ground, GRID_COLOUR: self.grid}


# All in pixels.
#: The narrowest a chart must be readable at: a phone of 390 less its margins.
NARROWEST_WIDTH: Final = 350
#: The width of a chart on the smallest phones, of 320: words of a time axis still stand apart there.
LEAST_CHART_WIDTH: Final = 272
#: The least that must be left for the plot itself at that width, beside the value labels.
MIN_PLOT_WIDTH: Final = 120
FONT_SIZE: Final = 14
TICK_FONT_SIZE: Final = 12
LINE_HEIGHT: Final = 18
BAR_HEIGHT: Final = 16
ROW_GAP: Final = 13
ARROW_LENGTH: Final = 26
DOT_SIZE: Final = 12
TOP_MARGIN: Final = 4
AXIS_HEIGHT: Final = 28


ColourScheme = Literal["light", "dark"]
_FONT: Final = (
    "'Source Sans', 'Noto Sans SC', 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', sans-serif"
)
#: The colours of the product, as its settings give them to Streamlit.
PALETTES: Final[Mapping[ColourScheme, ChartPalette]] = {
    "light": ChartPalette(
        series=(
            *("#436AAC", "#A05605", "#075A34", "#5E2C7F", "#8A1307"),
            *("#1499AE", "#B38301", "#D42674", "#3B3E42", "#436AAC"),
        ),
        ink="#11161D",
        ground="#FFFFFF",
        grid="#D5DAE1",
        font=_FONT,
    ),
    "dark": ChartPalette(
        series=(
            *("#347CE3", "#F49A26", "#20C087", "#D199F4", "#FC0346"),
            *("#91EAFC", "#ECDF76", "#C25989", "#A8B5BE", "#347CE3"),
        ),
        ink="#EDEBE6",
        ground="#171614",
        grid="#3C3A36",
        font=_FONT,
    ),
}


_GROUNDS: Final = ("ink", "ground", "grid")


def custom_properties(palette: ChartPalette) -> str:
    """The colours of a palette as CSS custom properties, for drawings in `palette_of_properties`."""
    named = [(name, getattr(palette, name)) for name in _GROUNDS]
    named += [
        (f"s{n}", colour)
        for n, colour in zip(range(len(SERIES_COLOURS)), cycle(palette.series), strict=False)
    ]
    return ";".join(f"--{name}:{colour}" for name, colour in named)


def palette_of_properties(font: str) -> ChartPalette:
    """Names of custom properties in the place of colours: the page around a drawing says which theme it is in."""
    return ChartPalette(
        series=tuple(f"var(--s{n})" for n in range(len(SERIES_COLOURS))),
        **{name: f"var(--{name})" for name in _GROUNDS},
        font=font,
    )
