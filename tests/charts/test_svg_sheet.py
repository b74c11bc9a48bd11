"""The plot of a chart alone: for a page that says the words around it itself."""

from __future__ import annotations

import math
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from indicators.charts.chart_cache import charts_of_selection
from indicators.charts.svg_sheet import SheetWords, draw_plot, draw_sheet
from indicators.charts.theme import NARROWEST_WIDTH, PALETTES
from indicators.query import EVERYTHING
from tests.real import real

CHARTS = charts_of_selection(real(), EVERYTHING, "en")
KINDS = list({chart.kind: chart for chart in CHARTS}.values())
SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("chart", KINDS, ids=lambda chart: chart.kind)
def test_a_plot_has_no_ground_and_no_words_but_those_within_it(chart):
    palette = PALETTES["light"]
    plot = draw_plot(chart, palette, 400, "en")
    root = ET.fromstring(plot.svg)
    words = "".join("".join(text.itertext()) for text in root.iter(f"{SVG}text"))
    grounds = [rect for rect in root.findall(f"{SVG}rect") if rect.get("width") == "400"]

    assert grounds == []
    assert chart.title not in words
    assert chart.source not in words
    assert plot.height < draw_sheet(chart, SheetWords(), palette, 400, "en").height


@pytest.mark.parametrize("chart", KINDS, ids=lambda chart: chart.kind)
def test_a_plot_says_to_a_screen_reader_what_it_shows(chart):
    root = ET.fromstring(draw_plot(chart, PALETTES["dark"], 400, "zh-Hans").svg)

    assert root.find(f"{SVG}title").text == chart.title
    assert root.find(f"{SVG}desc").text == chart.alt
    assert root.get("role") == "img"
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "zh-Hans"


def test_a_plot_narrower_than_a_phone_is_that_of_a_phone_made_smaller():
    chart, palette = CHARTS[0], PALETTES["light"]
    phone, half = (
        draw_plot(chart, palette, width, "en") for width in (NARROWEST_WIDTH, NARROWEST_WIDTH // 2)
    )

    assert ET.fromstring(half.svg).get("viewBox") == ET.fromstring(phone.svg).get("viewBox")
    assert (half.width, phone.width) == (NARROWEST_WIDTH // 2, NARROWEST_WIDTH)
    assert half.height == pytest.approx(phone.height / 2, abs=1)
    assert phone.height == math.ceil(float(ET.fromstring(phone.svg).get("viewBox").split()[3]))


def test_what_a_chart_is_called_is_never_markup():
    chart = replace(CHARTS[0], title="<script>&", alt="</desc><b>")
    root = ET.fromstring(draw_plot(chart, PALETTES["light"], 400, 'e"n').svg)

    assert (root.find(f"{SVG}title").text, root.find(f"{SVG}desc").text) == ("<script>&", "</desc><b>")
