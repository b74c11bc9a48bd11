"""A figure as Streamlit takes it, without the price of plotly's objects.

Streamlit makes plotly's objects of plain data to check them, which costs more than all else a chart
costs, and copies whatever it is given; it only wants their plain form. Our figures are plain data
that nobody changes, and the tests hold each kind of them to plotly's own check, so a `Drawing` says
it is a figure and gives its plain form as it stands. Knows nothing of what is drawn.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from plotly.basedatatypes import BaseFigure
from plotly.graph_objects import Figure as PlotlyFigure
from plotly.io import templates


class Drawing(BaseFigure):  # type: ignore[misc]  # plotly tells no types
    """A figure made ready; all it can do is tell its plain form."""

    def __init__(self, figure: dict[str, Any]) -> None:
        # That of plotly is left out on purpose: it is what costs.
        self._plain = {
            "data": figure["data"],
            "layout": {"template": _template(templates.default)} | figure["layout"],
        }

    def to_dict(self) -> dict[str, Any]:
        """The plain form that plotly's object of the same figure has; shared: never changed."""
        return self._plain

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._plain['layout'].get('height')} pixels high)"


@cache
def _template(name: str) -> dict[str, Any]:
    """What plotly adds to a figure that names no template, where `name` is the usual one."""
    found: dict[str, Any] = PlotlyFigure(layout_template=name).to_dict()["layout"]["template"]
    return found
