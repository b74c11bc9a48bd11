"""How one figure is drawn: its bar end or dot, its hedge, its value label, its hover text.

A hedge is a shape of its own: an arrow of fixed length from a cap at the value (over, at least: to
the right; nearly: to the left) or a hollow diamond (about). Targets and expectations are hatched, what
nobody stated is hollow. Positions down the plot are pixels.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, Final

from indicators.charts.scale import AxisScale, axis_ticks
from indicators.charts.text_metrics import MarkReach, PlotMargins, fit_margins, leaves_room, text_width
from indicators.charts.theme import (
    ARROW_LENGTH,
    BAR_HEIGHT,
    DOT_SIZE,
    FONT_SIZE,
    GROUND_COLOUR,
    INK_COLOUR,
    MARK_COLOUR,
    MUTED_COLOUR,
)
from indicators.i18n import Language, Messages, gettext_noop
from indicators.model.hedges import HEDGES, HedgeMark

_FAINT_OPACITY: Final = 0.7


@dataclass(frozen=True, slots=True, kw_only=True)
class HedgeSign:
    """How figures of one kind of hedge are drawn, and what legends and alternative texts say of them.

    `symbol` is plotly's, empty for the cap of a bound; `legend` is a message, `count` says how many there
    are. `room_left` and `label_shift` are pixels from the value to the left end of the sign (None: that of
    a bar or dot) and to the label on its right.
    """

    symbol: str
    legend: str
    is_hollow: bool = False
    count: Callable[[Messages, int], str] | None = None
    room_left: int | None = None
    label_shift: int = 10


HEDGE_SIGNS: Final[dict[HedgeMark, HedgeSign]] = {
    "exact": HedgeSign(symbol="circle", legend=gettext_noop("● exact as stated")),
    "lower": HedgeSign(
        symbol="",
        legend=gettext_noop("|→ lower bound (over, more than, at least)"),
        count=lambda say, n: say.plural("{n} is a lower bound", "{n} are lower bounds", n),
        label_shift=ARROW_LENGTH + 8,
    ),
    "upper": HedgeSign(
        symbol="",
        legend=gettext_noop("←| upper bound (nearly, almost, less than)"),
        count=lambda say, n: say.plural("{n} is an upper bound", "{n} are upper bounds", n),
        room_left=ARROW_LENGTH + 4,
    ),
    "rounded": HedgeSign(
        symbol="diamond",
        is_hollow=True,
        legend=gettext_noop("◇ rounded (about, approximately)"),
        count=lambda say, n: say.plural("{n} is rounded", "{n} are rounded", n),
        room_left=10,
        label_shift=14,
    ),
}


@dataclass(frozen=True)
class ChartMark:
    """One figure at `value` (base units), `y` pixels down; `text` is its value label, as data.

    `status_note` says why it is not an actual, stated figure (implied, target, expected); `hollow` asks
    for an unfilled dot. `hover` is escaped.
    """

    id: str
    value: float
    y: float
    qualifier: str
    text: str
    hover: str
    status_note: str = ""
    hollow: bool = False

    @property
    def is_actual(self) -> bool:
        """Whether it is an actual, stated figure."""
        return not self.status_note

    @property
    def is_implied(self) -> bool:
        """Whether nobody stated it."""
        return self.status_note == "implied"

    @property
    def side(self) -> int:
        """Where its arrow points: 1 right, -1 left, 0 for none."""
        return HEDGES[self.qualifier].side

    @property
    def sign(self) -> HedgeSign:
        """How its hedge is drawn."""
        return HEDGE_SIGNS[HEDGES[self.qualifier].mark]


def mark_reach(mark: ChartMark, scale: AxisScale, *, bars: bool, beside: bool = True) -> MarkReach:
    """The room that a mark needs around it; `beside` when its label stands there."""
    label = text_width(mark.text) if beside else 0
    left = mark.sign.room_left
    if left is None:
        left = 0 if bars else 8
    return MarkReach(scale.share(label_anchor(mark, bars=bars)), left, mark.sign.label_shift + label)


def label_anchor(mark: ChartMark, *, bars: bool) -> float:
    """The value that the label stands right of: of a bar to the left of zero, zero."""
    return max(mark.value, 0.0) if bars else mark.value


def bar_traces(marks: Sequence[ChartMark], scale: AxisScale) -> list[dict[str, Any]]:
    """Bars from zero, and over them the caps and diamonds of hedges."""
    bars = base_trace("bar", marks, scale) | {
        "orientation": "h",
        "width": [BAR_HEIGHT] * len(marks),
        "marker": {
            "color": [
                GROUND_COLOUR if mark.is_implied or (mark.side < 0 and mark.is_actual) else MARK_COLOUR
                for mark in marks
            ],
            "line": {
                "color": MARK_COLOUR,
                "width": [1.5 if mark.side < 0 or not mark.is_actual else 0 for mark in marks],
            },
            "pattern": {
                "shape": ["" if mark.is_actual or mark.is_implied else "/" for mark in marks],
                "bgcolor": GROUND_COLOUR,
                "size": 7,
                "solidity": 0.25,
            },
        },
    }
    hedged = [mark for mark in marks if mark.qualifier != "exact"]
    return [bars, hedge_trace(hedged, scale)] if hedged else [bars]


def whole_trace(marks: Sequence[ChartMark], height: float = BAR_HEIGHT) -> dict[str, Any]:
    """The whole behind shares, for each mark."""
    return {
        "type": "bar",
        "name": "track",
        "orientation": "h",
        "x": [100] * len(marks),
        "y": [mark.y for mark in marks],
        "width": [height] * len(marks),
        "hoverinfo": "skip",
        "marker": {"color": GROUND_COLOUR, "line": {"color": MUTED_COLOUR, "width": 1}},
    }


def hedge_trace(marks: Sequence[ChartMark], scale: AxisScale, height: float = BAR_HEIGHT) -> dict[str, Any]:
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
            "symbol": [mark.sign.symbol or "line-ns" for mark in marks],
            "size": [height if mark.side else DOT_SIZE + 2 for mark in marks],
            "color": GROUND_COLOUR,
            "line": {"color": INK_COLOUR, "width": [2.5 if mark.side else 2 for mark in marks]},
        },
    }


def dot_trace(marks: Sequence[ChartMark], scale: AxisScale, cap: str = "line-ns") -> dict[str, Any]:
    """Dots, caps and diamonds that stand for themselves."""
    return base_trace("scatter", marks, scale) | {
        "mode": "markers",
        "cliponaxis": False,
        "marker": {
            "opacity": 1,
            "symbol": [mark.sign.symbol or cap for mark in marks],
            "size": [DOT_SIZE + 1 if mark.side else DOT_SIZE for mark in marks],
            "color": [GROUND_COLOUR if _is_hollow(mark) else MARK_COLOUR for mark in marks],
            "line": {
                "color": MARK_COLOUR,
                "width": [1.5 if mark.side and not mark.is_actual else 2.5 for mark in marks],
            },
        },
    }


def _is_hollow(mark: ChartMark) -> bool:
    return mark.hollow or not mark.is_actual or mark.sign.is_hollow


def base_trace(kind: str, marks: Sequence[ChartMark], scale: AxisScale) -> dict[str, Any]:
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


def bound_arrow(mark: ChartMark, scale: AxisScale) -> dict[str, Any]:
    """The arrow of a bound: it starts at the value, its length says nothing."""
    return {
        "name": mark.id,
        "x": scale.at(mark.value),
        "y": mark.y,
        "ax": mark.side * ARROW_LENGTH,
        "ay": 0,
        "text": "",
        "showarrow": True,
        "arrowside": "start",
        "startarrowhead": 2,
        "startarrowsize": 0.9,
        "arrowwidth": 2,
        "arrowcolor": MARK_COLOUR,
        "opacity": 1 if mark.is_actual else _FAINT_OPACITY,
    }


def value_label(mark: ChartMark, scale: AxisScale, *, bars: bool) -> dict[str, Any]:
    """The figure with its hedge in words, right of its mark."""
    return {
        "name": mark.id,
        "x": scale.at(label_anchor(mark, bars=bars)),
        "y": mark.y,
        "text": escape(mark.text, quote=False),
        "showarrow": False,
        "xanchor": "left",
        "xshift": mark.sign.label_shift,
        "yanchor": "middle",
        "bgcolor": GROUND_COLOUR,
        "font": {"size": FONT_SIZE, "color": INK_COLOUR},
    }


def mark_annotations(
    marks: Sequence[ChartMark], scale: AxisScale, *, bars: bool, beside: bool
) -> list[dict[str, Any]]:
    """Arrows, and the value labels when they stand beside their marks."""
    arrows = [bound_arrow(mark, scale) for mark in marks if mark.side]
    return arrows + ([value_label(mark, scale, bars=bars) for mark in marks] if beside else [])


def room_for_marks(
    marks: Sequence[ChartMark],
    scale: AxisScale,
    language: Language,
    sign: str,
    *,
    bars: bool,
    gutter: float = 0,
    beside: bool = True,
) -> tuple[PlotMargins, bool]:
    """The margins, and whether they hold the value labels beside the marks, when that is wanted."""
    roomy = _margins_with_ticks(
        [mark_reach(mark, scale, bars=bars) for mark in marks], scale, language, sign, gutter
    )
    if beside and leaves_room(roomy):
        return roomy, True
    bare = [mark_reach(mark, scale, bars=bars, beside=False) for mark in marks]
    return _margins_with_ticks(bare, scale, language, sign, gutter), False


def _margins_with_ticks(
    reaches: list[MarkReach], scale: AxisScale, language: Language, sign: str, gutter: float
) -> PlotMargins:
    """Margins that hold the marks, and the tick labels that then have room."""
    places, labels = axis_ticks(scale, fit_margins(reaches, gutter).plot, language, sign)
    for place, label in zip(places, labels, strict=True):
        half = text_width(label) / 2
        reaches.append(MarkReach(scale.share(place * scale.step), half, half))
    return fit_margins(reaches, gutter)
