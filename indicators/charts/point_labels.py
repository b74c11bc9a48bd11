"""Places for the numbers at the points of a line: on no line, no mark, no axis and no other number, at any width.

The width of a chart is not known when it is drawn, so a place must be free at each of `WIDTHS`: down the plot
pixels are the same at all of them, across they are shares of the width.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from indicators.charts.text_metrics import text_width
from indicators.charts.theme import LEAST_CHART_WIDTH, LINE_HEIGHT, NARROWEST_WIDTH

#: Widths of a chart, in pixels, from the narrowest phone to the widest screen.
WIDTHS: Final = (LEAST_CHART_WIDTH, NARROWEST_WIDTH, 640, 1100, 2400)
#: Pixels from a mark to its number, and between two numbers across.
_ABOVE: Final = 10
_BESIDE: Final = 3
#: Half of the width of a mark, and of an arrow's head.
_MARK: Final = 6
_HEAD: Final = 5
#: The most lines of numbers above a point.
_MOST_LEVELS: Final = 8

Anchor = Literal["left", "center", "right"]


class Box(NamedTuple):
    """A rectangle of pixels, from its left upper to its right lower corner."""

    left: float
    top: float
    right: float
    bottom: float

    def overlap(self, other: Box) -> float:
        """The area that both have in common."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across * down if across > 0 and down > 0 else 0.0

    def length_inside(self, x0: float, y0: float, x1: float, y1: float) -> float:
        """The length across of the part of a line that lies inside."""
        start, end = max(self.left, min(x0, x1)), min(self.right, max(x0, x1))
        if start > end:
            return 0.0
        if x0 == x1:
            inside = min(self.bottom, max(y0, y1)) - max(self.top, min(y0, y1))
            return max(0.0, inside)
        slope = (y1 - y0) / (x1 - x0)
        ends = sorted(
            ((start, y0 + slope * (start - x0)), (end, y0 + slope * (end - x0))), key=lambda at: at[1]
        )
        (_, high), (_, low) = ends
        if low < self.top or high > self.bottom:
            return 0.0
        return max(1.0, end - start)


class Line(NamedTuple):
    """A line of the plot, across from one share of its width to another, with the pixels down at both."""

    start: float
    y0: float
    end: float
    y1: float


@dataclass(frozen=True, slots=True)
class LabelledPoint:
    """A point at `share` of the plot's width, `y` pixels down, with the number to stand at it.

    `top` and `bottom` are the pixels at which its mark ends, with arrow and span; a number that `must` stand is
    never left out.
    """

    share: float
    y: float
    top: float
    bottom: float
    text: str
    must: bool


class LabelPlace(NamedTuple):
    """Where the number of a point stands: pixels up from the point to its lower edge, and how it hangs across."""

    up: float
    anchor: Anchor = "center"

    @property
    def shift(self) -> float:
        """Pixels across from the point."""
        return {"left": -_MARK, "center": 0, "right": _MARK}[self.anchor]


@dataclass(frozen=True, slots=True)
class PlotRoom:
    """The plot: its margins across, its height, the pixel of the zero line, and what is kept free at the top."""

    left: float
    right: float
    height: float
    zero: float
    kept: float


def place_point_labels(
    points: Sequence[LabelledPoint], lines: Sequence[Line], room: PlotRoom
) -> tuple[list[LabelPlace | None], float]:
    """The place of each number, None for one that is left out, and how much of what must stand is not clear."""
    placed: list[LabelPlace | None] = [None] * len(points)
    clutter = 0.0
    for n in sorted(range(len(points)), key=lambda n: (not points[n].must, n)):
        best: tuple[float, LabelPlace] | None = None
        for place in _candidates(points[n]):
            cost = sum(_cost(n, place, points, lines, placed, room, width) for width in WIDTHS)
            if best is None or cost < best[0]:
                best = cost, place
            if not cost:
                break
        if best and (points[n].must or not best[0]):
            placed[n] = best[1]
            clutter += best[0]
    return placed, clutter


def _candidates(point: LabelledPoint) -> Iterator[LabelPlace]:
    """Places from the plainest on: right above, a line higher, below, to the sides; what must stand also far above."""
    above = max(_ABOVE, point.y - point.top + _BESIDE + 1)
    below = min(-_MARK, point.y - point.bottom) - LINE_HEIGHT
    yield LabelPlace(above)
    if point.must:
        yield LabelPlace(above + LINE_HEIGHT)
    yield LabelPlace(below)
    for up in (above, below, above - _ABOVE, below + _ABOVE):
        yield LabelPlace(up, "right")
        yield LabelPlace(up, "left")
    if point.must:
        yield from (LabelPlace(above + level * LINE_HEIGHT) for level in range(2, _MOST_LEVELS))
        yield LabelPlace(below - LINE_HEIGHT)


def label_box(point: LabelledPoint, place: LabelPlace, room: PlotRoom, width: float) -> Box:
    """Where a number stands in a chart of this width, from the left edge of the plot."""
    x = point.share * (width - room.left - room.right) + place.shift
    wide = text_width(point.text)
    left = {"left": x, "center": x - wide / 2, "right": x - wide}[place.anchor]
    bottom = point.y - place.up
    return Box(left, bottom - LINE_HEIGHT + 2, left + wide, bottom)


def _cost(
    n: int,
    place: LabelPlace,
    points: Sequence[LabelledPoint],
    lines: Sequence[Line],
    placed: Sequence[LabelPlace | None],
    room: PlotRoom,
    width: float,
) -> float:
    """How much of what else is drawn lies under a number."""
    box = label_box(points[n], place, room, width)
    plot = width - room.left - room.right
    cost = max(0.0, -1 - box.left) + max(0.0, box.right - plot - room.right - 1)
    cost += 20 * (max(0.0, room.kept - box.top) + max(0.0, box.bottom - room.height + 1))
    if box.top < room.zero < box.bottom:
        cost += box.right - box.left
    near = Box(box.left - _BESIDE, box.top, box.right + _BESIDE, box.bottom)
    for other, there in enumerate(placed):
        if there is not None and other != n:
            cost += 3 * near.overlap(label_box(points[other], there, room, width))
    for point in points:
        x = point.share * plot
        if box.left - 80 < x < box.right + 80:
            cost += box.overlap(Box(x - _MARK, point.y - _MARK, x + _MARK, point.y + _MARK))
            cost += box.overlap(Box(x - _HEAD, point.top, x + _HEAD, point.bottom))
    for line in lines:
        cost += box.length_inside(line.start * plot, line.y0, line.end * plot, line.y1)
    return cost
