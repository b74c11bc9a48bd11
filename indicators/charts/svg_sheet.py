"""A chart as a sheet that stands alone: title, subtitle, plot, legend, sources and address, in one SVG.

What a page says beside a chart is given as `SheetWords`, so that a picture never has fewer words than the page.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from indicators.charts.chart import Chart
from indicators.charts.svg_elements import BASELINE, attribute, px, svg_text, symbol_shape
from indicators.charts.svg_painter import paint_plot, pattern_prefix
from indicators.charts.text_metrics import text_width, wrap_text
from indicators.charts.theme import (
    BAR_HEIGHT,
    DOT_SIZE,
    FONT_SIZE,
    NARROWEST_WIDTH,
    SERIES_COLOURS,
    ChartPalette,
)

#: Pixels around everything.
PADDING: Final = 16
#: A narrower sheet is this one, made smaller.
LEAST_WIDTH: Final = NARROWEST_WIDTH + 2 * PADDING
_RULE_SPACE: Final = 12


@dataclass(frozen=True, slots=True)
class SheetWords:
    """What stands around the plot of a chart, beside its own title, subtitle and sources.

    `legend` explains the marks present, each entry beginning with its sign; `statements` are what else was stated
    of the figures drawn; `note` what to know; `link` is the address of the chart, empty where it has none.
    """

    legend: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()
    note: str = ""
    link: str = ""


class Sheet(NamedTuple):
    """An SVG document and its size in pixels."""

    svg: str
    width: int
    height: int


def draw_sheet(chart: Chart, words: SheetWords, palette: ChartPalette, width: int, language: str) -> Sheet:
    """The chart as an SVG document `width` pixels wide; `language` is the tag of its words."""
    return _SheetPainter(palette, max(width, LEAST_WIDTH)).draw(chart, words, width, language)


def draw_plot(chart: Chart, palette: ChartPalette, width: int, language: str) -> Sheet:
    """The plot of a chart alone, without ground: for a page that says the words around it itself."""
    inner = max(width, NARROWEST_WIDTH)
    plot = paint_plot(chart.plot, palette, inner, pattern_prefix(chart, inner))
    height = math.ceil(plot.height * width / inner)
    return Sheet(
        _svg_document(chart, str(plot), palette, (inner, plot.height), (width, height), language),
        width,
        height,
    )


def _svg_document(
    chart: Chart,
    content: str,
    palette: ChartPalette,
    size: tuple[float, float],
    shown: tuple[int, int],
    language: str,
) -> str:
    """An SVG of some size, shown in another, that says to a screen reader what it shows."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{shown[0]}" height="{shown[1]}"'
        f' viewBox="0 0 {px(size[0])} {px(size[1])}" role="img" xml:lang="{attribute(language)}"'
        f' font-family="{attribute(palette.font)}">'
        f"<title>{svg_text(chart.title)}</title><desc>{svg_text(chart.alt)}</desc>{content}</svg>"
    )


class _SheetPainter:
    """Things one under the other."""

    def __init__(self, palette: ChartPalette, width: int) -> None:
        self.palette, self.width = palette, width
        self.inner = width - 2 * PADDING
        self.muted = palette.series[8]
        self.parts: list[str] = []
        self.y = float(PADDING)

    def draw(self, chart: Chart, words: SheetWords, shown_width: int, language: str) -> Sheet:
        self._paragraph(chart.title, 18 if self.inner < 480 else 20, self.palette.ink, bold=True)
        self._paragraph(chart.subtitle, 13, self.muted)
        self.y += 8
        plot = paint_plot(chart.plot, self.palette, self.inner, pattern_prefix(chart, self.inner))
        self.parts.append(f'<g transform="translate({PADDING},{px(self.y)})">{plot}</g>')
        self.y += plot.height + 6
        self._legend(words.legend)
        for statement in words.statements:
            self._paragraph(statement, 12, self.muted)
        if words.note:
            self._paragraph(words.note, 13, self.palette.ink)
        self._rule()
        self._paragraph(chart.source, 12, self.muted)
        if words.link:
            self.parts.append(f'<a href="{attribute(words.link)}">')
            self._paragraph(words.link, 12, self.muted)
            self.parts.append("</a>")
        height = self.y + PADDING - 4
        shown_height = math.ceil(height * shown_width / self.width)
        # beyond all edges: the last row of pixels is no whole one
        ground = f'<rect x="-2" y="-2" width="{self.width + 4}" height="{px(height + 4)}" fill="{attribute(self.palette.ground)}"/>'
        svg = _svg_document(
            chart,
            ground + "".join(self.parts),
            self.palette,
            (self.width, height),
            (shown_width, shown_height),
            language,
        )
        return Sheet(svg, shown_width, shown_height)

    def _paragraph(self, words: str, size: int, colour: str, *, bold: bool = False) -> None:
        limit = self.inner * FONT_SIZE / size / (1.05 if bold else 1)
        weight = ' font-weight="600"' if bold else ""
        for line in wrap_text(words, limit) if words else ():
            self.parts.append(
                f'<text x="{PADDING}" y="{px(self.y + size * BASELINE)}" font-size="{size}"{weight}'
                f' fill="{attribute(colour)}">{svg_text(line)}</text>'
            )
            self.y += size * 1.35

    def _rule(self) -> None:
        self.y += _RULE_SPACE / 2
        self.parts.append(
            f'<path d="M{PADDING},{px(self.y)}h{self.inner}" stroke="{attribute(self.palette.grid)}"/>'
        )
        self.y += _RULE_SPACE / 2

    def _legend(self, entries: Sequence[str]) -> None:
        """The signs as they are drawn, with their words, in lines."""
        size, line, x = 13, 20, 0.0
        for entry in entries:
            sign, _, meaning = entry.partition(" ")
            draw = _SIGNS.get(sign)
            shown, room = (meaning, 30 if len(sign) > 1 else 20) if draw else (entry, 0)
            width = text_width(shown) * size / FONT_SIZE
            if x and x + room + width > self.inner:
                x, self.y = 0.0, self.y + line
            if draw:
                self.parts.append(draw(PADDING + x, self.y + line / 2, self.palette))
            for n, words in enumerate(wrap_text(shown, (self.inner - x - room) * FONT_SIZE / size)):
                self.y += line if n else 0
                self.parts.append(
                    f'<text x="{px(PADDING + x + room)}" y="{px(self.y + line / 2 + size * 0.35)}" font-size="{size}"'
                    f' fill="{attribute(self.palette.ink)}">{svg_text(words)}</text>'
                )
            x += room + width + 20
        self.y += line + 2 if entries else 0


def _style(palette: ChartPalette, width: float, *, hollow: bool = False) -> str:
    mark = attribute(palette.colours()[SERIES_COLOURS[0]])
    fill = attribute(palette.ground) if hollow else mark
    return f'fill="{fill}" stroke="{mark}" stroke-width="{width}"'


def _symbol(name: str, size: float, *, hollow: bool = False) -> Callable[[float, float, ChartPalette], str]:
    return lambda x, y, palette: symbol_shape(
        name, x + 7, y, size, _style(palette, 2 if hollow else 0, hollow=hollow)
    )


def _square(x: float, y: float, palette: ChartPalette) -> str:
    return f'<path d="M{px(x + 1)},{px(y - 6)}h12v12h-12z" {_style(palette, 0)}/>'


def _bound(side: int) -> Callable[[float, float, ChartPalette], str]:
    def draw(x: float, y: float, palette: ChartPalette) -> str:
        x += 2 if side > 0 else 24
        style = _style(palette, 2)
        return (
            f'<path d="M{px(x)},{px(y - 7)}v14M{px(x)},{px(y)}h{side * 15}" fill="none" {style.partition(" ")[2]}/>'
            f'<path d="M{px(x + side * 14)},{px(y - 4)}l{side * 7},4l{-side * 7},4z" {_style(palette, 0)}/>'
        )

    return draw


def _span(width: int, *, dotted: bool = False) -> Callable[[float, float, ChartPalette], str]:
    def draw(x: float, y: float, palette: ChartPalette) -> str:
        found = (
            f'<path d="M{px(x + 2)},{px(y)}h20" {_style(palette, width)}/>'
            f'<path d="M{px(x + 2)},{px(y - 7)}v14m20,-14v14" {_style(palette, 2)}/>'
        )
        return found + (symbol_shape("circle", x + 12, y, 9, _style(palette, 0)) if dotted else "")

    return draw


#: The sign that a legend entry begins with → its drawing, as the charts draw it.
_SIGNS: Final[dict[str, Callable[[float, float, ChartPalette], str]]] = {
    "■": _square,
    "●": _symbol("circle", DOT_SIZE),
    "◇": _symbol("diamond", DOT_SIZE - 2, hollow=True),
    "▷": _symbol("triangle-right", BAR_HEIGHT - 2, hollow=True),
    "|→": _bound(1),
    "←|": _bound(-1),
    "├━┤": _span(6),
    "├●┤": _span(2, dotted=True),
}
