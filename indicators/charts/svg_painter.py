"""A plot as SVG, painted on the server: the marks, axes and words that plotly draws in a page, at any width.

A plot is plain data in a small part of plotly's vocabulary (`PlotlyData`). This painter knows that part and no
more: bars that lie, lines and markers; a linear, logarithmic or time axis across and a linear one up; bands from
top to bottom; labels and arrows that hang on a place by pixels. `tests/charts/test_svg_painter.py` holds every
kind of chart to it. All words are data: they become text, never markup.

Colours are whatever CSS takes, so an SVG within a page can be painted with custom properties of that page.
"""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from html import unescape
from itertools import repeat
from typing import Any, Final, Literal

from indicators.charts.chart import Chart, PlotlyData
from indicators.charts.marks import WEDGE_TURNS
from indicators.charts.moments import start_of_day
from indicators.charts.svg_elements import BASELINE, attribute, px, svg_text, symbol_shape
from indicators.charts.theme import FONT_SIZE, LINE_HEIGHT, ChartPalette, apply_palette

_TAG: Final = re.compile(r'<br>|</?b>|<span style="color:([^"]*)">|</span>')
_DASHES: Final = {"dash": "6 4", "dot": "2 3"}

#: Plotly's name of a symbol and the degrees by which it is turned → its name as it then looks.
_TURNED: Final = {("triangle-up", angle): symbol for symbol, angle in WEDGE_TURNS.items()}

AxisKind = Literal["linear", "log", "date"]


@dataclass(frozen=True, slots=True)
class PlotArea:
    """A painted plot: its elements, and the room it takes in pixels."""

    elements: tuple[str, ...]
    width: float
    height: float

    def __str__(self) -> str:
        return "".join(self.elements)


@dataclass(frozen=True, slots=True)
class _Axis:
    """From `low` to `high` (their log10, or seconds) over the pixels from `first` on, `length` long."""

    kind: AxisKind
    low: float
    high: float
    first: float
    length: float

    def place(self, value: Any, *, is_logged: bool = False) -> float:
        """The pixel of a value of a trace; `is_logged` where a log axis takes it as it stands."""
        at = _seconds(value) if self.kind == "date" else float(value)
        if self.kind == "log" and not is_logged:
            at = math.log10(at)
        return self.first + (at - self.low) / (self.high - self.low) * self.length


def paint_plot(plot: PlotlyData, palette: ChartPalette, width: float, prefix: str) -> PlotArea:
    """A plot in the colours of `palette`, `width` pixels wide.

    `prefix` begins the ids of patterns, so that several plots can stand in one page.
    """
    painted = apply_palette({"data": plot["data"], "layout": plot["layout"]}, palette)
    return _PlotPainter(painted["data"], painted["layout"], width, prefix).paint()


def pattern_prefix(chart: Chart, width: float) -> str:
    """Begins the ids of what is defined within the SVG of a chart: a page may hold it at several widths."""
    named = "\n".join((chart.id, *chart.ids, f"{width:g}"))
    return "p" + hashlib.sha256(named.encode()).hexdigest()[:8]


class _PlotPainter:
    """Paints one plot."""

    def __init__(
        self,
        traces: Sequence[dict[str, Any]],
        layout: dict[str, Any],
        width: float,
        prefix: str,
    ) -> None:
        margin = layout["margin"]
        self.traces, self.layout, self.prefix = traces, layout, prefix
        self.width, self.height = width, float(layout["height"])
        self.left, self.top = float(margin["l"]), float(margin["t"])
        self.plot_width = max(1.0, width - margin["l"] - margin["r"])
        self.plot_height = self.height - margin["t"] - margin["b"]
        self.bottom = self.top + self.plot_height
        self.columns = {
            name.replace("axis", ""): self._column(axis)
            for name, axis in layout.items()
            if name.startswith("xaxis")
        }
        self.across = self.columns["x"]
        self.up = _axis(layout["yaxis"], self.bottom, -self.plot_height)
        self.patterns: dict[str, str] = {}

    def _column(self, axis: dict[str, Any]) -> _Axis:
        """The axis across a part of the plot, or all of it."""
        start, end = axis.get("domain", (0, 1))
        return _axis(axis, self.left + start * self.plot_width, (end - start) * self.plot_width)

    def paint(self) -> PlotArea:
        """Bands, grid, bars, lines and markers, then arrows and words: each over those before it."""
        parts = [*map(self._band, self.layout.get("shapes", ())), *self._axes()]
        for trace in sorted(self.traces, key=lambda trace: trace["type"] != "bar"):
            parts += self._bars(trace) if trace["type"] == "bar" else self._scatter(trace)
        notes = self.layout.get("annotations", ())
        parts += [self._arrow(note) for note in notes if note["showarrow"]]
        parts += [self._words(note) for note in notes if not note["showarrow"]]
        defined = f"<defs>{''.join(self.patterns.values())}</defs>" if self.patterns else ""
        return PlotArea((defined, *parts), self.width, self.height)

    # Behind the marks

    def _band(self, shape: dict[str, Any]) -> str:
        x0, x1 = (self.across.place(shape[end]) for end in ("x0", "x1"))
        return (
            f'<rect x="{px(x0)}" y="{px(self.top)}" width="{px(x1 - x0)}" height="{px(self.plot_height)}"'
            f' fill="{attribute(shape["fillcolor"])}" opacity="{shape["opacity"]}"/>'
        )

    def _axes(self) -> Iterator[str]:
        """Grid lines, the line at zero, and the words of both axes."""
        for name in (*(f"{column[0]}axis{column[1:]}" for column in self.columns), "yaxis"):
            axis, is_across = self.layout[name], name != "yaxis"
            scale = self.columns[name.replace("axis", "")] if is_across else self.up
            places = [scale.place(value) for value in axis.get("tickvals", ())]
            if axis.get("showgrid"):
                dash = f' stroke-dasharray="{_DASHES["dot"]}"' if axis.get("griddash") == "dot" else ""
                style = f'stroke="{attribute(axis["gridcolor"])}"{dash}'
                yield from (self._rule(place, style, is_across=is_across) for place in places)
            if axis.get("zeroline") and scale.kind == "linear" and scale.low <= 0 <= scale.high:
                style = f'stroke="{attribute(axis["zerolinecolor"])}"'
                yield self._rule(scale.place(0), style, is_across=is_across)
            if axis.get("showticklabels", True):
                labels = zip(places, axis.get("ticktext", ()), strict=True)
                yield from (self._tick(place, label, axis, is_across=is_across) for place, label in labels)

    def _rule(self, place: float, style: str, *, is_across: bool) -> str:
        start = (
            f"M{px(place)},{px(self.top)}v{px(self.plot_height)}"
            if is_across
            else f"M{px(self.left)},{px(place)}h{px(self.plot_width)}"
        )
        return f'<path d="{start}" {style}/>'

    def _tick(self, place: float, label: str, axis: dict[str, Any], *, is_across: bool) -> str:
        size, colour = axis["tickfont"]["size"], attribute(axis["tickfont"]["color"])
        apart = axis.get("ticklabelstandoff", 0)
        x, y, anchor = (
            (place, self.bottom + 6 + apart + size, "middle")
            if is_across
            else (self.left - apart - 2, place + size * 0.35, "end")
        )
        words = svg_text(unescape(label))
        return (
            f'<text class="tick" x="{px(x)}" y="{px(y)}" text-anchor="{anchor}"'
            f' font-size="{size}" fill="{colour}">{words}</text>'
        )

    # Marks

    def _bars(self, trace: dict[str, Any]) -> Iterator[str]:
        marker, count = trace["marker"], len(trace["x"])
        line = marker.get("line", {})
        patterns = marker.get("pattern", {})
        rows = zip(
            trace["x"],
            trace["y"],
            _each(trace.get("base", 0), count),
            _each(trace["width"], count),
            _each(marker["color"], count),
            _each(line.get("color", "none"), count),
            _each(line.get("width", 0), count),
            _each(patterns.get("shape", ""), count),
            _each(marker.get("opacity", 1), count),
            _titles(trace, count),
            strict=False,
        )
        for length, y, base, thick, fill, stroke, stroke_width, shape, opacity, (id, title) in rows:
            x0, x1 = sorted((self.across.place(base), self.across.place(base + length)))
            paint = self._hatch(fill, patterns["bgcolor"]) if shape else attribute(fill)
            edge = f' stroke="{attribute(stroke)}" stroke-width="{px(stroke_width)}"' if stroke_width else ""
            faint = f' opacity="{opacity}"' if opacity != 1 else ""
            top = self.up.place(y) - thick / 2
            yield _mark(
                id,
                title,
                f'<rect x="{px(x0)}" y="{px(top)}" width="{px(x1 - x0)}" height="{px(thick)}"'
                f' fill="{paint}"{edge}{faint}/>',
            )

    def _hatch(self, colour: str, ground: str) -> str:
        """The address of a pattern of oblique lines."""
        name = f"{self.prefix}-{len(self.patterns)}"
        if colour not in self.patterns:
            self.patterns[colour] = (
                f'<pattern id="{name}" width="7" height="7" patternUnits="userSpaceOnUse">'
                f'<path d="M0,0h7v7h-7z" fill="{attribute(ground)}"/>'
                f'<path d="M-1,1l2,-2M0,7l7,-7M6,8l2,-2" stroke="{attribute(colour)}" stroke-width="1.7"/></pattern>'
            )
        else:
            name = f"{self.prefix}-{list(self.patterns).index(colour)}"
        return f"url(#{name})"

    def _scatter(self, trace: dict[str, Any]) -> Iterator[str]:
        stretches = _stretches(trace["x"], trace["y"])
        across = self.columns[trace.get("xaxis", "x")]
        drawn = [[(across.place(x), self.up.place(y)) for x, y in stretch] for stretch in stretches]
        faint = f' opacity="{trace["opacity"]}"' if trace.get("opacity", 1) != 1 else ""
        if "lines" in trace["mode"]:
            line = trace["line"]
            dash = f' stroke-dasharray="{_DASHES[line["dash"]]}"' if line.get("dash") in _DASHES else ""
            for stretch in drawn:
                points = " ".join(f"{px(x)},{px(y)}" for x, y in stretch)
                yield (
                    f'<polyline class="{attribute(trace["name"])}" points="{points}" fill="none"'
                    f' stroke="{attribute(line["color"])}" stroke-width="{line["width"]:g}"{dash}{faint}/>'
                )
        if "markers" in trace["mode"]:
            yield from self._markers(trace, [place for stretch in drawn for place in stretch], faint)

    def _markers(
        self, trace: dict[str, Any], places: Sequence[tuple[float, float]], faint: str
    ) -> Iterator[str]:
        marker, count = trace["marker"], len(places)
        line = marker.get("line", {})
        rows = zip(
            places,
            _each(marker["symbol"], count),
            _each(marker["size"], count),
            _each(marker["color"], count),
            _each(line.get("color", "none"), count),
            _each(line.get("width", 0), count),
            _each(marker.get("opacity", 1), count),
            _each(marker.get("angle", 0), count),
            _each(marker.get("standoff", 0), count),
            _titles(trace, count),
            strict=False,
        )
        for (x, y), symbol, size, fill, stroke, stroke_width, opacity, angle, standoff, (id, title) in rows:
            if opacity:
                style = (
                    f'fill="{attribute(fill)}" stroke="{attribute(stroke)}" stroke-width="{px(stroke_width)}"'
                )
                turned = _TURNED.get((symbol, angle), symbol)
                dx, dy = (standoff * turn(math.radians(angle)) for turn in (math.sin, math.cos))
                yield _mark(id, title, symbol_shape(turned, x - dx, y + dy, size, style + faint))

    # Over the marks

    def _anchor(self, note: dict[str, Any]) -> tuple[float, float]:
        """The place that a label or arrow hangs on."""
        x = (
            self.left + note["x"] * self.plot_width
            if note.get("xref") == "paper"
            else self.columns[note.get("xref", "x")].place(note["x"], is_logged=True)
        )
        y = (
            self.bottom - note["y"] * self.plot_height
            if note.get("yref") == "paper"
            else self.up.place(note["y"], is_logged=True)
        )
        return x + note.get("xshift", 0), y - note.get("yshift", 0)

    def _arrow(self, note: dict[str, Any]) -> str:
        x, y = self._anchor(note)
        ax, ay = note["ax"], note["ay"]
        if note["arrowside"] == "none":
            return (
                f'<path class="leader" d="M{px(x)},{px(y)}l{px(ax)},{px(ay)}"'
                f' stroke="{attribute(note["arrowcolor"])}" stroke-width="{note["arrowwidth"]}"/>'
            )
        length = math.hypot(ax, ay)
        dx, dy = ax / length, ay / length
        tip_x, tip_y = x + ax, y + ay
        back_x, back_y, half = tip_x - 7 * dx, tip_y - 7 * dy, 4.5
        colour = attribute(note["arrowcolor"])
        faint = f' opacity="{note["opacity"]}"' if note.get("opacity", 1) != 1 else ""
        return (
            f'<g class="bound"{faint}><path d="M{px(x)},{px(y)}L{px(back_x)},{px(back_y)}" stroke="{colour}"'
            f' stroke-width="{note["arrowwidth"]}"/><path d="M{px(tip_x)},{px(tip_y)}'
            f"L{px(back_x - half * dy)},{px(back_y + half * dx)}"
            f'L{px(back_x + half * dy)},{px(back_y - half * dx)}z" fill="{colour}"/></g>'
        )

    def _words(self, note: dict[str, Any]) -> str:
        x, y = self._anchor(note)
        size = note["font"]["size"]
        lines = styled_lines(note["text"])
        step = LINE_HEIGHT * size / FONT_SIZE
        block = step * len(lines)
        top = {"top": y, "bottom": y - block}.get(note.get("yanchor", "middle"), y - block / 2)
        anchor = {"left": "start", "right": "end"}.get(note.get("xanchor", "center"), "middle")
        halo = (
            f' stroke="{attribute(note["bgcolor"])}" stroke-width="3" stroke-linejoin="round" paint-order="stroke"'
            if note.get("bgcolor")
            else ""
        )
        written = [
            f'<text class="label" x="{px(x)}" y="{px(top + n * step + size * BASELINE)}"'
            f' text-anchor="{anchor}" font-size="{size}" fill="{attribute(note["font"]["color"])}"{halo}>'
            + "".join(runs)
            + "</text>"
            for n, runs in enumerate(lines)
            if runs
        ]
        return "".join(written)


def _axis(axis: dict[str, Any], first: float, length: float) -> _Axis:
    kind: AxisKind = axis.get("type", "linear")
    low, high = map(_seconds, axis["range"]) if kind == "date" else map(float, axis["range"])
    return _Axis(kind, low, high, first, length)


def _seconds(moment: str) -> float:
    """Of a day or a moment as ISO 8601 writes it."""
    return (datetime.fromisoformat(moment) - start_of_day(date.min)).total_seconds()


def _stretches(across: Sequence[Any], up: Sequence[Any]) -> list[list[tuple[Any, Any]]]:
    """The places of a trace, parted where the pen is lifted: at a place that is none."""
    found: list[list[tuple[Any, Any]]] = [[]]
    for x, y in zip(across, up, strict=True):
        if x is None or y is None:
            found.append([])
        else:
            found[-1].append((x, y))
    return found


def _each(value: Any, count: int) -> Iterable[Any]:
    """One value a mark: plotly takes one for all, too."""
    return value if isinstance(value, list) else repeat(value, count)


def _titles(trace: dict[str, Any], count: int) -> Iterable[tuple[str, str]]:
    """The id and what the pointer is told of each mark of figures; nothing of other marks."""
    if "customdata" not in trace:
        return repeat(("", ""), count)
    return zip(trace["customdata"], map(plain_words, trace["hovertext"]), strict=True)


def _mark(id: str, title: str, shape: str) -> str:
    if not id:
        return shape
    return f'<g data-observation="{attribute(id)}"><title>{svg_text(title)}</title>{shape}</g>'


def styled_lines(words: str) -> list[list[str]]:
    """Words with plotly's little HTML as lines of `tspan` elements and text, escaped for XML."""
    lines: list[list[str]] = [[]]
    bold, colours, start = False, [""], 0
    for tag in [*_TAG.finditer(words), None]:
        piece = unescape(words[start : tag.start() if tag else len(words)])
        if piece:
            weight = ' font-weight="bold"' if bold else ""
            fill = f' fill="{attribute(colours[-1])}"' if colours[-1] else ""
            run = svg_text(piece)
            lines[-1].append(f"<tspan{weight}{fill}>{run}</tspan>" if weight or fill else run)
        if tag is None:
            break
        start = tag.end()
        if tag[0] == "<br>":
            lines.append([])
        elif tag[0] in ("<b>", "</b>"):
            bold = tag[0] == "<b>"
        elif tag[0] == "</span>":
            colours = colours[:-1] or [""]
        else:
            colours = [*colours, unescape(tag[1])]
    return lines


def plain_words(words: str) -> str:
    """The words that plotly's little HTML says, a line a line."""
    return unescape(_TAG.sub(lambda tag: "\n" if tag[0] == "<br>" else "", words))
