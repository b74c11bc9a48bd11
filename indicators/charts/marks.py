"""How one figure is drawn: its bar end or dot, its hedge, its value label, its hover text.

A hedge is a shape of its own: an arrow of fixed length from a cap at the value (over, at least: away
from zero; under, at most: towards it), a hollow wedge on it that points to it (nearly) or a hollow diamond
(about); a range is a span with a cap at both ends, a margin a thinner one around its value. Targets and
expectations are hatched, what nobody stated is hollow. Positions down the plot are pixels.
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
#: The wedge of a fall, which is nearer to zero than its number: it comes from the other side.
_WEDGES_OF_FALLS: Final = {"triangle-right": "triangle-left", "triangle-up": "triangle-down"}


@dataclass(frozen=True, slots=True, kw_only=True)
class HedgeSign:
    """How figures of one kind of hedge are drawn, and what legends and alternative texts say of them.

    `symbol` is plotly's across the plot, `upright` up and down, both empty for the cap of a bound; `legend`
    is a message, `count` says how many there are. `room_left` and `label_shift` are pixels from the value
    to the left end of the sign (None: that of a bar or dot) and to the label on its right. `span_width` is
    that of the line from end to end, for what has two.
    """

    symbol: str
    legend: str
    upright: str = ""
    is_hollow: bool = False
    count: Callable[[Messages, int], str] | None = None
    room_left: int | None = None
    label_shift: int = 10
    span_width: int = 0


HEDGE_SIGNS: Final[dict[HedgeMark, HedgeSign]] = {
    "exact": HedgeSign(symbol="circle", upright="circle", legend=gettext_noop("● exact as stated")),
    "lower": HedgeSign(
        symbol="",
        legend=gettext_noop("|→ lower bound (over, more than, at least)"),
        count=lambda say, n: say.plural("{n} is a lower bound", "{n} are lower bounds", n),
    ),
    "upper": HedgeSign(
        symbol="",
        legend=gettext_noop("←| upper bound (under, less than, at most)"),
        count=lambda say, n: say.plural("{n} is an upper bound", "{n} are upper bounds", n),
    ),
    "below": HedgeSign(
        symbol="triangle-right",
        upright="triangle-up",
        is_hollow=True,
        legend=gettext_noop("▷ just below (nearly, almost, close to)"),
        count=lambda say, n: say.plural(
            "{n} is just short of its number", "{n} are just short of their numbers", n
        ),
        room_left=10,
        label_shift=14,
    ),
    "rounded": HedgeSign(
        symbol="diamond",
        upright="diamond",
        is_hollow=True,
        legend=gettext_noop("◇ rounded (about, approximately)"),
        count=lambda say, n: say.plural("{n} is rounded", "{n} are rounded", n),
        room_left=10,
        label_shift=14,
    ),
    "range": HedgeSign(
        symbol="circle",
        upright="circle",
        legend=gettext_noop("├━┤ range (between, from … to)"),
        count=lambda say, n: say.plural("{n} is a range", "{n} are ranges", n),
        span_width=7,
    ),
    "margin": HedgeSign(
        symbol="circle",
        upright="circle",
        legend=gettext_noop("├●┤ stated with a margin (±)"),
        count=lambda say, n: say.plural("{n} has a margin", "{n} have margins", n),
        span_width=2,
    ),
}


@dataclass(frozen=True)
class ChartMark:
    """One figure at `value` (base units), `y` pixels down; `text` is its value label, as data.

    `status_note` says why it is not an actual, stated figure (implied, target, expected); `hollow` asks
    for an unfilled dot. `hover` is escaped. `span` are the ends of a range, or of a stated margin.
    """

    id: str
    value: float
    y: float
    qualifier: str
    text: str
    hover: str
    status_note: str = ""
    hollow: bool = False
    span: tuple[float, float] | None = None

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
        hedge = HEDGES[self.qualifier]
        return hedge.side(self.value) if hedge.is_bound else 0

    @property
    def points_inward(self) -> bool:
        """Whether its arrow points to where its bar comes from: the true figure may end anywhere in it."""
        return self.side > 0 if self.value < 0 else self.side < 0

    @property
    def is_range(self) -> bool:
        """Whether no one number was stated."""
        return self.qualifier == "between"

    @property
    def bar_end(self) -> float:
        """Where a bar from zero ends: of a range at the end that is surely reached."""
        if not (self.is_range and self.span):
            return self.value
        low, high = self.span
        return 0.0 if low < 0 < high else max(low, 0.0) + min(high, 0.0)

    @property
    def right_end(self) -> float:
        """The value at which its shape ends on the right."""
        return max(self.value, self.span[1]) if self.span else self.value

    @property
    def sign(self) -> HedgeSign:
        """How its hedge is drawn."""
        has_margin = self.span is not None and not self.is_range
        return HEDGE_SIGNS["margin" if has_margin else HEDGES[self.qualifier].mark]

    def symbol(self, *, upright: bool = False) -> str:
        """Plotly's name of its shape: of a bound a cap across the axis."""
        found = self.sign.upright if upright else self.sign.symbol
        if self.value < 0:
            found = _WEDGES_OF_FALLS.get(found, found)
        return found or ("line-ew" if upright else "line-ns")


#: Wedges → the degrees by which one that points up is turned to them. Turned, it is moved back along its own axis.
WEDGE_TURNS: Final = {"triangle-up": 0, "triangle-right": 90, "triangle-down": 180, "triangle-left": -90}


def sign_shapes(
    marks: Sequence[ChartMark], sizes: Sequence[float], *, upright: bool = False
) -> dict[str, Any]:
    """The shapes of marks of these sizes, each at its number: a wedge ends there, all of it on the near side."""
    symbols = [mark.symbol(upright=upright) for mark in marks]
    if not WEDGE_TURNS.keys() & {*symbols}:
        return {"symbol": symbols, "size": list(sizes)}
    return {
        "symbol": ["triangle-up" if symbol in WEDGE_TURNS else symbol for symbol in symbols],
        "size": list(sizes),
        "angle": [WEDGE_TURNS.get(symbol, 0) for symbol in symbols],
        "standoff": [
            size / 2 if symbol in WEDGE_TURNS else 0 for symbol, size in zip(symbols, sizes, strict=True)
        ],
    }


def mark_reach(mark: ChartMark, scale: AxisScale, *, bars: bool, beside: bool = True) -> MarkReach:
    """The room that a mark needs around it; `beside` when its label stands there."""
    label = text_width(mark.text) if beside else 0
    left = ARROW_LENGTH + 4 if mark.side < 0 else mark.sign.room_left
    if left is None:
        left = 0 if bars else 8
    return MarkReach(scale.share(label_anchor(mark, bars=bars)), left, label_shift(mark, bars=bars) + label)


def label_anchor(mark: ChartMark, *, bars: bool) -> float:
    """The value that the label stands right of: of a bar to the left of zero, zero."""
    return max(mark.right_end, 0.0) if bars else mark.right_end


def label_shift(mark: ChartMark, *, bars: bool) -> int:
    """Pixels from there to the label: an arrow to the right stands between."""
    has_arrow = mark.side > 0 and label_anchor(mark, bars=bars) == mark.value
    return ARROW_LENGTH + 8 if has_arrow else mark.sign.label_shift


def bar_traces(marks: Sequence[ChartMark], scale: AxisScale) -> list[dict[str, Any]]:
    """Bars from zero, and over them the caps and diamonds of hedges."""
    bars = base_trace("bar", marks, scale) | {
        "orientation": "h",
        "x": [mark.bar_end / scale.step for mark in marks],
        "width": [BAR_HEIGHT] * len(marks),
        "marker": {
            "color": [
                GROUND_COLOUR if mark.is_implied or (mark.points_inward and mark.is_actual) else MARK_COLOUR
                for mark in marks
            ],
            "line": {
                "color": MARK_COLOUR,
                "width": [1.5 if mark.points_inward or not mark.is_actual else 0 for mark in marks],
            },
            "pattern": {
                "shape": ["" if mark.is_actual or mark.is_implied else "/" for mark in marks],
                "bgcolor": GROUND_COLOUR,
                "size": 7,
                "solidity": 0.25,
            },
        },
    }
    return [bars, *hedge_traces(marks, scale)]


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


def hedge_traces(
    marks: Sequence[ChartMark], scale: AxisScale, height: float = BAR_HEIGHT, span_colour: str = MARK_COLOUR
) -> list[dict[str, Any]]:
    """Caps, wedges and diamonds at the ends of bars of this height, and the spans of those that have one."""
    ends = [mark for mark in marks if mark.side or mark.sign.is_hollow]
    return [
        *span_traces(marks, scale, colour=span_colour),
        *([_end_trace(ends, scale, height)] if ends else []),
    ]


def _end_trace(marks: Sequence[ChartMark], scale: AxisScale, height: float) -> dict[str, Any]:
    """The signs of hedges; the bars beneath answer the pointer."""
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
            **sign_shapes(marks, [height if mark.side else DOT_SIZE + 2 for mark in marks]),
            "color": GROUND_COLOUR,
            "line": {"color": INK_COLOUR, "width": [2.5 if mark.side else 2 for mark in marks]},
        },
    }


def span_traces(
    marks: Sequence[ChartMark],
    scale: AxisScale,
    upright: Sequence[str | int] = (),
    *,
    colour: str = MARK_COLOUR,
) -> list[dict[str, Any]]:
    """A line from end to end of every range and margin, with a cap at both; the mark itself answers the pointer.

    `upright` are the places along an axis of time, for values that go up the plot.
    """
    found = []
    for n, mark in enumerate(marks):
        if mark.span is None:
            continue
        values, across = [end / scale.step for end in mark.span], [upright[n] if upright else mark.y] * 2
        line_colour = colour if mark.is_range else INK_COLOUR  # a margin lies over its own bar
        found.append(
            {
                "type": "scatter",
                "name": "span",
                "mode": "lines+markers",
                "x": across if upright else values,
                "y": values if upright else across,
                "hoverinfo": "skip",
                "cliponaxis": False,
                "opacity": 1 if mark.is_actual else _FAINT_OPACITY,
                "line": {"color": line_colour, "width": mark.sign.span_width},
                "marker": {
                    "symbol": "line-ew" if upright else "line-ns",
                    "size": BAR_HEIGHT,
                    "color": line_colour,
                    "line": {"color": INK_COLOUR, "width": 2},
                },
            }
        )
    return found


def dot_traces(
    marks: Sequence[ChartMark], scale: AxisScale, upright: Sequence[str] = ()
) -> list[dict[str, Any]]:
    """Dots and signs that stand for themselves, and the spans of those that have one beneath them."""
    return [*span_traces(marks, scale, upright), dot_trace(marks, scale, upright=bool(upright))]


def dot_trace(marks: Sequence[ChartMark], scale: AxisScale, *, upright: bool = False) -> dict[str, Any]:
    """Dots, caps, wedges and diamonds that stand for themselves; of a range only what answers the pointer."""
    has_ranges = any(mark.is_range for mark in marks)
    return base_trace("scatter", marks, scale) | {
        "mode": "markers",
        "cliponaxis": False,
        "marker": {
            "opacity": [0.0 if mark.is_range else 1.0 for mark in marks] if has_ranges else 1,
            **sign_shapes(
                marks, [DOT_SIZE + 1 if mark.side else DOT_SIZE for mark in marks], upright=upright
            ),
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
        "xshift": label_shift(mark, bars=bars),
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
