"""A figure as Streamlit takes it, in the colours of one theme and without the price of plotly's objects.

Streamlit makes plotly's objects of plain data to check them, which costs more than all else a chart
costs, and copies whatever it is given; it only wants their plain form. Our figures are plain data
that nobody changes, and the tests hold each kind of them to plotly's own check, so a `Drawing` says
it is a figure and gives its plain form as it stands.

In the browser Streamlit hands every figure to plotly twice: as it came, and once more with what a
click does put in and, where it is to have Streamlit's own theme, with a template of that. A figure
that has its colours, names a revision of its data and holds the rest already is found the same the
second time, and is drawn once. Knows nothing of what is drawn.
"""

from __future__ import annotations

import json
import re
from typing import Any, Final

from plotly.basedatatypes import BaseFigure

from indicators.figures.theme import FONT, GROUND, INK, MUTED, TICK_FONT, Palette

_NAME: Final = re.compile(r"#0000[0-9]{2}")
#: What Streamlit puts into a figure whose points can be chosen. Its data never change: other data are another figure.
_SETTLED: Final = {
    "clickmode": "event+select",
    "dragmode": "pan",
    "hovermode": "closest",
    "datarevision": 1,
}


class Drawing(BaseFigure):  # type: ignore[misc]  # plotly tells no types
    """A figure made ready; all it can do is tell its plain form."""

    def __init__(self, figure: dict[str, Any], palette: Palette) -> None:
        # That of plotly is left out on purpose: it is what costs.
        layout = figure["layout"] | _worn(palette.font) | _SETTLED
        self._plain = painted({"data": figure["data"], "layout": layout}, palette)

    def to_dict(self) -> dict[str, Any]:
        """The plain form that plotly's object of the same figure has; shared: never changed."""
        return self._plain

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._plain['layout'].get('height')} pixels high)"


def _worn(family: str) -> dict[str, Any]:
    """The ground and the letters of every figure."""
    return {
        "paper_bgcolor": GROUND,
        "plot_bgcolor": GROUND,
        "font": {"family": family, "size": TICK_FONT, "color": INK},
        "hoverlabel": {
            "align": "left",
            "bgcolor": GROUND,
            "bordercolor": MUTED,
            "font": {"family": family, "color": INK, "size": FONT - 1},
        },
    }


def painted(figure: dict[str, Any], palette: Palette) -> dict[str, Any]:
    """The same figure with the colours of `palette` in the place of their names."""
    colours = palette.colours()
    told = _NAME.sub(lambda name: colours.get(name[0], name[0]), json.dumps(figure))
    found: dict[str, Any] = json.loads(told)
    return found
