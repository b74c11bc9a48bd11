"""What leans on plotly's insides: plain data that count as plotly's own object, without its price.

Streamlit makes plotly's objects of plain data to check them, which costs more than all else a chart
costs, and copies whatever it is given; it only wants their plain form. `docs/decisions.md` says what
breaks when plotly changes this, and `tests/charts/test_plotly_internals.py` holds the installed
plotly to it.
"""

from __future__ import annotations

from typing import Any

from plotly.basedatatypes import BaseFigure


class PlainFigure(BaseFigure):  # type: ignore[misc]  # plotly tells no types
    """A figure that is its plain form, and can do nothing but tell it; whoever makes it has checked it."""

    def __init__(self, plain: dict[str, Any]) -> None:
        # That of plotly is left out on purpose: it is what costs.
        self._plain = plain

    def to_dict(self) -> dict[str, Any]:
        """The plain form that plotly's object of the same plot has; shared: never changed."""
        return self._plain
