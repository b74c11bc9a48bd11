"""Every word of a chart can be read: on no other word, on no line, within the picture, at any width, in both languages.

Boxes are measured in what the SVG painter draws, with `text_metrics`; a real browser measures a few of them in
`tests/browser/test_chart_labels.py`.
"""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import NamedTuple
from xml.etree import ElementTree as ET

import pytest

from indicators.charts.svg_painter import paint_plot
from indicators.charts.text_metrics import BOLD_FACTOR, text_width
from indicators.charts.theme import FONT_SIZE, PALETTES
from tests.charted import EN, ZH, _record, _text, drawn, fig

SVG = "{http://www.w3.org/2000/svg}"
#: Widths of a chart on pages of 390, 720, 1100 and 2400 pixels.
WIDTHS = (350, 680, 1060, 2360)
#: Where words stand along time they are clear on the smallest phones as well, of 320 pixels.
LEAST_WIDTH = 272
TIME_KINDS = ("line", "lines", "multiples", "slopes")
LONG_EN, LONG_ZH = (
    "The Greater Linhai Coastal Development Zone of Nine Harbours",
    "临海沿岸九港综合开发示范区" * 3,
)


class Box(NamedTuple):
    """A word in its rectangle of pixels."""

    left: float
    top: float
    right: float
    bottom: float
    words: str

    def overlaps(self, other: Box) -> bool:
        across = min(self.right, other.right) - max(self.left, other.left)
        return across > 1 and min(self.bottom, other.bottom) - max(self.top, other.top) > 1

    def is_crossed(self, start: tuple[float, float], end: tuple[float, float]) -> bool:
        """Whether a line runs through it, by more than a pixel at its edge."""
        (x0, y0), (x1, y1) = sorted((start, end))
        left, right = max(x0, self.left + 1), min(x1, self.right - 1)
        if left > right:
            return False
        if x0 == x1:
            return min(max(y0, y1), self.bottom - 1) > max(min(y0, y1), self.top + 1)
        low, high = sorted(y0 + (y1 - y0) * (x - x0) / (x1 - x0) for x in (left, right))
        return low < self.bottom - 1 and high > self.top + 1


def cities(count, *, long=False):
    return [
        _record(f"c{n}", f"{LONG_EN[:57]} {n}" if long else f"Linhai {n}", f"{LONG_ZH[:28]}{n}" if long else f"临海{n}", kind="city")
        for n in range(count)
    ]  # fmt: skip


def tiles(count):
    found = [{"at": [n % 4, n // 4], "region": f"c{n}"} for n in range(count)]
    return [{"id": "m", "name": _text("M", "图"), "tiles": found}]


def of_cities(count, periods, value, indicator="gdp", **fields):
    return [fig(indicator, value(n, m), f"c{n}", period, **fields) for n in range(count) for m, period in enumerate(periods)]  # fmt: skip


YEARS = [str(year) for year in range(2012, 2025)]
MONTHS = [f"2024-{month:02d}" for month in range(1, 13)]
QUARTERS = [f"{year}-Q{n}" for year in (2023, 2024) for n in range(1, 5)]
HEDGES = ("over ", "", "about ", "nearly ", "at_most ", "", "under ")
FIGURES = {
    "six cities over thirteen years": of_cities(6, YEARS, lambda n, m: f"{10 + 7 * n + m * (n + 1) % 17}.{m} million"),
    "eight that end at one number": of_cities(8, YEARS, lambda n, m: f"{100 + (12 - m) * n} million"),
    "twelve, four of them grey": of_cities(12, YEARS, lambda n, m: f"{10 + 3 * n + m} million"),
    "sizes from one to a million": of_cities(6, YEARS, lambda n, m: f"{10**n * (m + 10) / 10:g}"),
    "hedged": of_cities(4, YEARS[-7:], lambda n, m: f"{HEDGES[(n + m) % 7]}{20 + 12 * n + m} million"),
    "forecasts": [
        *of_cities(3, YEARS, lambda n, m: f"{20 + 5 * n + m} million"),
        *of_cities(3, ["2026", "2030"], lambda n, m: f"{50 + 3 * n + m} million", status="target"),
    ],
    "rates below zero": of_cities(3, YEARS, lambda n, m: f"{(-1) ** m * (n + 1) * 1.5 + m - 6:.1f}", "growth"),
    "monthly rates": of_cities(3, MONTHS, lambda n, m: f"{4 + n}.{m * 7 % 9}", "rate"),
    "one of thirteen years": of_cities(1, YEARS, lambda n, m: f"{10 + m * 5 % 13 + n}.25 million"),
    "one of quarters": of_cities(1, QUARTERS, lambda n, m: f"{30 + 3 * m + m % 4 * 4 + n} million"),
    "one of months": of_cities(1, MONTHS, lambda n, m: f"{5 + n}.{m * 7 % 5}", "rate"),
    "one below zero": of_cities(1, YEARS, lambda n, m: f"{(-1) ** m * 1.5 + m - 6 + n:.1f}", "growth"),
    "one all below zero": of_cities(1, YEARS, lambda n, m: f"{-30 + m * 7 % 11 + n}.5", "growth"),
    "one that falls to zero": of_cities(1, YEARS, lambda n, m: f"{max(0, 60 - 6 * m + n)} million"),
    "one that jumps": of_cities(1, YEARS, lambda n, m: f"{90 if m % 3 == 0 else 4 + n} million"),
    "one hedged": of_cities(1, YEARS[-7:], lambda n, m: f"{HEDGES[m]}{20 + n + m * 5 % 9} million"),
    "one with forecasts": [
        *of_cities(1, YEARS, lambda n, m: f"{20 + n + m} million"),
        *of_cities(1, ["2025", "2026"], lambda n, m: f"{36 + n + m} million", status="expected"),
    ],
    "thirty rows": of_cities(30, ["2024"], lambda n, m: f"{HEDGES[n % 7]}{5 + n + m}.5 million"),
    "thirty rows around zero": of_cities(30, ["2024"], lambda n, m: f"{HEDGES[n % 7]}{n - 15 + m}.5", "growth"),
    "a single share": of_cities(1, ["2024"], lambda n, m: f"{40 + n + m}", "part"),
    "two periods": of_cities(5, ["2014", "2024"], lambda n, m: f"{20 + n * 2 + m * (9 - 3 * n)} million"),
}  # fmt: skip


def words_of(root) -> list[Box]:
    """Every word with its rectangle, bold words as wide as they are."""
    found = []
    for element in root.iter(f"{SVG}text"):
        size, x, y = (float(element.get(name)) for name in ("font-size", "x", "y"))
        words = "".join(element.itertext())
        bold = "".join(run.text or "" for run in element.iter() if run.get("font-weight") == "bold")
        width = (text_width(words) + (BOLD_FACTOR - 1) * text_width(bold)) * size / FONT_SIZE
        left = x - {"start": 0, "middle": width / 2, "end": width}[element.get("text-anchor")]
        found.append(Box(left, y - 0.74 * size, left + width, y + 0.2 * size, words))
    return found


def lines_of(root) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    """Every stretch of a line that says something of figures."""
    found = []
    for element in root.iter(f"{SVG}polyline"):
        if element.get("class") in ("connector", "span"):
            places = [tuple(map(float, place.split(","))) for place in element.get("points").split()]
            found += list(pairwise(places))
    return found


def unclear(chart, width) -> list[str]:
    """What cannot be read in a chart of this width."""
    area = paint_plot(chart.plot, PALETTES["light"], width, "p")
    root = ET.fromstring(f'<svg xmlns="http://www.w3.org/2000/svg">{area}</svg>')
    words = words_of(root)
    faults = [f"{one.words} on {other.words}" for one, other in combinations(words, 2) if one.overlaps(other)]
    faults += [f"{one.words} on a line" for one in words for line in lines_of(root) if one.is_crossed(*line)]
    faults += [f"{one.words} outside" for one in words if one.left < -1 or one.right > width + 1]
    axis = chart.plot["layout"]["yaxis"]
    if axis.get("zeroline") and axis.get("showticklabels", True):
        low, high = axis["range"]
        margin = chart.plot["layout"]["margin"]
        zero = margin["t"] + (area.height - margin["t"] - margin["b"]) * high / (high - low)
        ends = (margin["l"], zero), (width - margin["r"], zero)
        faults += [f"{one.words} on the axis" for one in words if one.is_crossed(*ends)]
    return faults


@pytest.mark.parametrize("long", [False, True], ids=["short", "long"])
@pytest.mark.parametrize("say", [EN, ZH], ids=["en", "zh"])
@pytest.mark.parametrize("name", FIGURES)
def test_every_word_stands_clear_at_every_width(name, say, long):
    figures = FIGURES[name]
    count = len({one[1]["region"] for one in figures})
    charts = drawn(*figures, say=say, regions=cities(count, long=long), maps=tiles(count))
    shown = [view.chart for chart in charts for view in chart.views] or charts

    assert shown
    assert {
        (chart.kind, width): faults
        for chart in shown
        for width in WIDTHS
        if (faults := unclear(chart, width))
    } == {}
