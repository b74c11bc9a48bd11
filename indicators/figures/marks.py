"""How one figure is drawn: its bar end or dot, its hedge, its value label, its hover text.

A hedge is a shape of its own: an arrow of fixed length from a cap at the value (over, at least: to
the right; nearly: to the left) or a hollow diamond (about). Targets and expectations are hatched, what
nobody stated is hollow. Positions down the figure are pixels. Knows nothing of rows or datasets.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, Final

from indicators.figures.fit import Reach, pixels
from indicators.figures.scale import Scale
from indicators.figures.theme import ARROW, BAR, DOT, FONT, GROUND, INK, MARK, MUTED
from indicators.quantity import BOUNDS

_FAINT: Final = 0.7


@dataclass(frozen=True)
class Mark:
    """One figure at `value` (base units), `y` pixels down; `text` is its value label, as data.

    `standing` says why it is not an actual, stated figure (implied, target, expected); `hollow` asks
    for an unfilled dot. `hover` is escaped.
    """

    id: str
    value: float
    y: float
    qualifier: str
    text: str
    hover: str
    standing: str = ""
    hollow: bool = False

    @property
    def firm(self) -> bool:
        """Whether it is an actual, stated figure."""
        return not self.standing

    @property
    def implied(self) -> bool:
        """Whether nobody stated it."""
        return self.standing == "implied"

    @property
    def side(self) -> int:
        """Where its arrow points: 1 right, -1 left, 0 for none."""
        return BOUNDS.get(self.qualifier, 0)


def shift(mark: Mark) -> int:
    """Pixels from the value to the label on its right."""
    if mark.side > 0:
        return ARROW + 8
    return 10 if mark.side < 0 else 14 if mark.qualifier == "about" else 10


def reach(mark: Mark, scale: Scale, *, bars: bool, beside: bool = True) -> Reach:
    """The room that a mark needs around it; `beside` when its label stands there."""
    label = pixels(mark.text) if beside else 0
    left = ARROW + 4 if mark.side < 0 else 10 if mark.qualifier == "about" else 0 if bars else 8
    return Reach(scale.share(anchor(mark, bars=bars)), left, shift(mark) + label)


def anchor(mark: Mark, *, bars: bool) -> float:
    """The value that the label stands right of: of a bar to the left of zero, zero."""
    return max(mark.value, 0.0) if bars else mark.value


def bar_traces(marks: Sequence[Mark], scale: Scale) -> list[dict[str, Any]]:
    """Bars from zero, and over them the caps and diamonds of hedges."""
    bars = figures_trace("bar", marks, scale) | {
        "orientation": "h",
        "width": [BAR] * len(marks),
        "marker": {
            "color": [GROUND if mark.implied or (mark.side < 0 and mark.firm) else MARK for mark in marks],
            "line": {
                "color": MARK,
                "width": [1.5 if mark.side < 0 or not mark.firm else 0 for mark in marks],
            },
            "pattern": {
                "shape": ["" if mark.firm or mark.implied else "/" for mark in marks],
                "bgcolor": GROUND,
                "size": 7,
                "solidity": 0.25,
            },
        },
    }
    hedged = [mark for mark in marks if mark.qualifier != "exact"]
    return [bars, ends_trace(hedged, scale)] if hedged else [bars]


def track_trace(marks: Sequence[Mark], height: float = BAR) -> dict[str, Any]:
    """The whole behind shares, for each mark."""
    return {
        "type": "bar",
        "name": "track",
        "orientation": "h",
        "x": [100] * len(marks),
        "y": [mark.y for mark in marks],
        "width": [height] * len(marks),
        "hoverinfo": "skip",
        "marker": {"color": GROUND, "line": {"color": MUTED, "width": 1}},
    }


def ends_trace(marks: Sequence[Mark], scale: Scale, height: float = BAR) -> dict[str, Any]:
    """Caps and diamonds at the ends of bars of this height; the bars beneath answer the pointer."""
    return {
        "type": "scatter",
        "name": "ends",
        "mode": "markers",
        "x": [mark.value / scale.step for mark in marks],
        "y": [mark.y for mark in marks],
        "hoverinfo": "skip",
        "cliponaxis": False,
        "marker": {
            "opacity": 1,
            "symbol": ["line-ns" if mark.side else "diamond" for mark in marks],
            "size": [height if mark.side else DOT + 2 for mark in marks],
            "color": GROUND,
            "line": {"color": INK, "width": [2.5 if mark.side else 2 for mark in marks]},
        },
    }


def dot_trace(marks: Sequence[Mark], scale: Scale, cap: str = "line-ns") -> dict[str, Any]:
    """Dots, caps and diamonds that stand for themselves."""
    return figures_trace("scatter", marks, scale) | {
        "mode": "markers",
        "cliponaxis": False,
        "marker": {
            "opacity": 1,
            "symbol": [_symbol(mark, cap) for mark in marks],
            "size": [DOT + 1 if mark.side else DOT for mark in marks],
            "color": [GROUND if _unfilled(mark) else MARK for mark in marks],
            "line": {"color": MARK, "width": [1.5 if mark.side and not mark.firm else 2.5 for mark in marks]},
        },
    }


def _symbol(mark: Mark, cap: str) -> str:
    if mark.side:
        return cap
    return "diamond" if mark.qualifier == "about" else "circle"


def _unfilled(mark: Mark) -> bool:
    return mark.hollow or not mark.firm or mark.qualifier == "about"


def figures_trace(kind: str, marks: Sequence[Mark], scale: Scale) -> dict[str, Any]:
    """What every trace of figures carries: places, hover texts, ids."""
    return {
        "type": kind,
        "name": "figures",
        "x": [mark.value / scale.step for mark in marks],
        "y": [mark.y for mark in marks],
        "customdata": [mark.id for mark in marks],
        "hovertext": [mark.hover for mark in marks],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "unselected": {"marker": {"opacity": 1}},
    }


def arrow(mark: Mark, scale: Scale) -> dict[str, Any]:
    """The arrow of a bound: it starts at the value, its length says nothing."""
    return {
        "name": mark.id,
        "x": scale.at(mark.value),
        "y": mark.y,
        "ax": mark.side * ARROW,
        "ay": 0,
        "text": "",
        "showarrow": True,
        "arrowside": "start",
        "startarrowhead": 2,
        "startarrowsize": 0.9,
        "arrowwidth": 2,
        "arrowcolor": MARK,
        "opacity": 1 if mark.firm else _FAINT,
    }


def value_label(mark: Mark, scale: Scale, *, bars: bool) -> dict[str, Any]:
    """The figure with its hedge in words, right of its mark."""
    return {
        "name": mark.id,
        "x": scale.at(anchor(mark, bars=bars)),
        "y": mark.y,
        "text": escape(mark.text, quote=False),
        "showarrow": False,
        "xanchor": "left",
        "xshift": shift(mark),
        "yanchor": "middle",
        "bgcolor": GROUND,
        "font": {"size": FONT, "color": INK},
    }


def notes(marks: Sequence[Mark], scale: Scale, *, bars: bool, beside: bool) -> list[dict[str, Any]]:
    """Arrows, and the value labels when they stand beside their marks."""
    arrows = [arrow(mark, scale) for mark in marks if mark.side]
    return arrows + ([value_label(mark, scale, bars=bars) for mark in marks] if beside else [])
