"""A plot as SVG: the marks and words that plotly draws, at the same places, at any width."""

from __future__ import annotations

import math
import re
from xml.etree import ElementTree as ET

import pytest

from indicators.charts import ChartPalette, chart_cache
from indicators.charts.legend import legend_entries
from indicators.charts.svg_painter import paint_plot, plain_words, styled_lines
from indicators.charts.svg_sheet import LEAST_WIDTH, SheetWords, draw_sheet
from indicators.i18n import load_messages
from tests.charted import EN, ZH, _record, drawn, fig
from tests.real import real

SVG = "{http://www.w3.org/2000/svg}"
PALETTE = ChartPalette(
    series=tuple(f"#11{n:02d}{n:02d}" for n in range(10)), ink="#222222", ground="#FFFFFF", grid="#DDDDDD", font="sans-serif"
)  # fmt: skip
CATALOGUE = real()
STOCK = [(id, language) for id in CATALOGUE.dataset.charts for language in ("en", "zh")]


def stock_charts():
    """The declared charts, and what the dataset gives of itself: every kind there is."""
    yield from (chart_cache.curated_chart(CATALOGUE, id, language) for id, language in STOCK)
    rows = CATALOGUE.rows_to_draw().rows
    for language in ("en", "zh"):
        yield from chart_cache.charts_of_rows(CATALOGUE, rows, CATALOGUE.records(rows), language)


def land_charts():
    """Lines over six regions with hedges, a gap and a target, and every other way to show them."""
    cities = [_record(f"c{n}", f"City {n}", f"城{n}", kind="city") for n in range(6)]
    tiles = [{"at": [n % 3, n // 3], "region": f"c{n}"} for n in range(6)]
    words = {(1, 2016): "over ", (2, 2017): "about ", (3, 2018): "nearly ", (4, 2019): "at_most "}
    figures = [
        fig("gdp", f"{words.get((n, year), '')}{10 * n + year - 2000} million", f"c{n}", str(year))
        for n in range(6)
        for year in range(2014, 2025)
        if (n, year) != (5, 2020)
    ]
    target = fig("gdp", "90 million", "c2", "2030", status="target")
    for say in (EN, ZH):
        (chart,) = drawn(
            *figures, target, say=say, regions=cities,
            maps=[{"id": "m", "name": {"en": "M", "zh": "图"}, "tiles": tiles}],
        )  # fmt: skip
        yield from (view.chart for view in chart.views)


CHARTS = [*stock_charts(), *land_charts()]


def painted(chart, width=640):
    area = paint_plot(chart.plot, PALETTE, width, "p")
    return ET.fromstring(f'<svg xmlns="http://www.w3.org/2000/svg">{area}</svg>')


def words_of(root):
    return ["".join(element.itertext()) for element in root.iter(f"{SVG}text")]


def words_of_plot(plot):
    layout = plot["layout"]
    for axis in (axis for name, axis in layout.items() if re.match("[xy]axis", name)):
        if axis.get("showticklabels", True):
            yield from (plain_words(label) for label in axis.get("ticktext", ()))
    for note in layout["annotations"]:
        if not note["showarrow"]:
            yield from filter(None, plain_words(note["text"]).split("\n"))


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: f"{chart.id}-{chart.kind}")
def test_every_chart_has_the_words_the_marks_and_the_arrows_of_plotly(chart):
    root, plot = painted(chart), chart.plot

    assert sorted(words_of(root)) == sorted(words_of_plot(plot))
    figures = [trace for trace in plot["data"] if "customdata" in trace]
    drawn = [group.get("data-observation") for group in root.iter(f"{SVG}g") if group.get("data-observation")]
    ranges = {
        id
        for trace in figures
        if trace["type"] == "scatter" and isinstance(trace["marker"].get("opacity"), list)
        for id, opacity in zip(trace["customdata"], trace["marker"]["opacity"], strict=True)
        if not opacity
    }
    assert sorted(drawn) == sorted(id for trace in figures for id in trace["customdata"] if id not in ranges)
    pointers = [note for note in plot["layout"]["annotations"] if note["showarrow"]]
    arrows = sum(note["arrowside"] == "start" for note in pointers)
    assert sum(path.get("class") == "leader" for path in root.iter(f"{SVG}path")) == len(pointers) - arrows
    assert sum(group.get("class") == "bound" for group in root.iter(f"{SVG}g")) == arrows
    lines = [trace for trace in plot["data"] if trace["type"] == "scatter" and "lines" in trace["mode"]]
    stretches = sum(1 + trace["x"].count(None) for trace in lines)
    assert len(list(root.iter(f"{SVG}polyline"))) == stretches


@pytest.mark.parametrize("chart", [chart for chart in CHARTS if chart.kind in ("bars", "growth")])
@pytest.mark.parametrize("width", [350, 1100])
def test_bars_are_as_long_as_their_numbers_on_the_axis(chart, width):
    layout = chart.plot["layout"]
    (trace,) = [trace for trace in chart.plot["data"] if trace.get("customdata")]
    low, high = layout["xaxis"]["range"]
    pixel = (width - layout["margin"]["l"] - layout["margin"]["r"]) / (high - low)

    lengths = {
        group.get("data-observation"): float(group.find(f"{SVG}rect").get("width"))
        for group in painted(chart, width).iter(f"{SVG}g")
        if group.get("data-observation")
    }

    assert lengths == {
        id: pytest.approx(abs(x) * pixel, abs=0.06)
        for id, x in zip(trace["customdata"], trace["x"], strict=True)
    }


def test_a_log_axis_places_by_powers_of_ten_and_a_time_axis_by_days():
    note = {
        "text": "a",
        "showarrow": False,
        "y": 0,
        "font": {"size": 14, "color": "#000037"},
        "xanchor": "left",
    }
    axis = {"range": [0, 3], "showgrid": False}
    plot = {
        "data": [],
        "layout": {
            "height": 100,
            "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
            "xaxis": axis | {"type": "log"},
            "yaxis": {"range": [0, 1], "showgrid": False},
            "annotations": [note | {"x": math.log10(10.0**power)} for power in (0, 1, 3)],
        },
    }
    root = ET.fromstring(
        f'<svg xmlns="http://www.w3.org/2000/svg">{paint_plot(plot, PALETTE, 300, "p")}</svg>'
    )

    assert [element.get("x") for element in root.iter(f"{SVG}text")] == ["0", "100", "300"]

    plot["layout"]["xaxis"] = axis | {"type": "date", "range": ["2024-01-01", "2024-01-31"]}
    plot["layout"]["annotations"] = [note | {"x": day} for day in ("2024-01-01", "2024-01-11", "2024-01-31")]
    root = ET.fromstring(
        f'<svg xmlns="http://www.w3.org/2000/svg">{paint_plot(plot, PALETTE, 300, "p")}</svg>'
    )

    assert [element.get("x") for element in root.iter(f"{SVG}text")] == ["0", "100", "300"]


def test_words_stay_words_whatever_the_data_say():
    hostile = '&lt;script&gt;alert(1)&lt;/script&gt; &amp;amp; "]]&gt; \x00\x0b'

    assert styled_lines(f"<b>{hostile}</b><br>b") == [
        [
            '<tspan font-weight="bold">&lt;script&gt;alert(1)&lt;/script&gt; &amp;amp; "]]&gt; \ufffd\ufffd</tspan>'
        ],
        ["b"],
    ]


def test_words_in_colour_and_bold_keep_them_over_lines():
    assert styled_lines('a <b>b<br>c</b><span style="color:#123456">d</span>') == [
        ["a ", '<tspan font-weight="bold">b</tspan>'],
        ['<tspan font-weight="bold">c</tspan>', '<tspan fill="#123456">d</tspan>'],
    ]


@pytest.mark.parametrize("width", [320, LEAST_WIDTH, 720, 2400])
def test_a_sheet_has_every_word_and_stays_as_wide_as_was_asked(width):
    chart = chart_cache.curated_chart(CATALOGUE, "guangzhou-trade-growth", "en")
    legend = legend_entries(chart, load_messages("en"))
    words = SheetWords(legend, ("first stated as 4%",), "A note.", "https://example.org/c/x?a=1&b=2")

    root = ET.fromstring(draw_sheet(chart, words, PALETTE, width, "en").svg)

    assert root.get("width") == str(width)
    assert float(root.get("viewBox").split()[2]) == max(width, LEAST_WIDTH)
    told = " ".join(words_of(root))
    for each in (
        chart.title,
        chart.source,
        "first stated as 4%",
        "A note.",
        words.link,
        *(entry.split(" ", 1)[1] for entry in legend),
    ):
        assert each.replace(" ", "") in told.replace(" ", "")
    assert root.find(f"{SVG}title").text == chart.title
    assert root.find(f"{SVG}desc").text == chart.alt
    right = [float(element.get("x")) for element in root.iter(f"{SVG}text")]
    assert max(right) < max(width, LEAST_WIDTH)
