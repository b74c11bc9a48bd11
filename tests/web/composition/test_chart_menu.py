"""The menu of a chart: what it offers, under which addresses, in words that name the chart."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from html import escape, unescape

import pytest

from indicators.charts import png_painter
from indicators.charts.chart_cache import curated_chart
from indicators.charts.sheet_words import sheet_words
from indicators.charts.svg_sheet import draw_sheet
from indicators.charts.theme import PALETTES
from indicators.query import MAX_NAMED_FIGURES
from indicators.web.composition.chart_menu import ChartAddress, chart_menu_html
from tests.noting import CATALOGUE

CHART = curated_chart(CATALOGUE, "guangzhou-trade-growth", "en")
FRAME_HEIGHT = draw_sheet(
    CHART, sheet_words(CATALOGUE, CHART, "en", "https://a.example/c/x"), PALETTES["light"], 640, "en"
).height
FILES = "/api/v1/charts/guangzhou-trade-growth"


def menu(chart=CHART, language="en", *, query="", has_table=False):
    address = ChartAddress(chart.id, query, "https://a.example")
    return chart_menu_html(CATALOGUE, chart, address, language, has_table=has_table)


def entries(html):
    """What the menu says: label → the words of its links, or of what is to be copied."""
    parts = re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", html)
    return {label: [unescape(each) for each in re.findall(r">([^<>]+)<", part)] for label, part in parts}


def links(html):
    return [unescape(each) for each in re.findall(r'href="([^"]*)"', html)]


def test_it_offers_picture_data_table_link_code_and_citation():
    assert entries(menu()) == {
        "Picture": ["PNG", "SVG"],
        "Data file": ["XLSX", "CSV", "JSON"],
        "Table": ["4 rows"],
        "Link": ["https://a.example/c/guangzhou-trade-growth", "Copy"],
        "Embed": [
            '<iframe src="https://a.example/embed/c/guangzhou-trade-growth"'
            f' title="{escape(CHART.title)}" width="640" height="{FRAME_HEIGHT}"'
            ' style="border:0;max-width:100%" loading="lazy"></iframe>',
            "Copy",
        ],
        "Cite": [
            f"{CHART.title} ({CHART.subtitle}). {CHART.source}. In: Regional Indicators, version"
            f" {CATALOGUE.dataset.version}, https://a.example/c/guangzhou-trade-growth",
            "Copy",
        ],
    }
    assert list(entries(menu(language="zh"))) == ["图片", "数据", "表格", "链接", "嵌入", "引用"]


@pytest.mark.parametrize(("query", "first", "more"), [("", "?", ""), ("lang=zh", "?lang=zh&", "?lang=zh")])
def test_every_file_and_the_table_have_an_address_that_finds_the_chart(query, first, more):
    table = "/charts?chart=guangzhou-trade-growth" + (f"&{query}" if query else "")

    assert links(menu(query=query)) == [
        f"{FILES}.png{first}width=900&scale=2",
        f"{FILES}.svg{first}width=900",
        f"{FILES}.xlsx{more}",
        f"{FILES}.csv{first}bom=1",
        f"{FILES}.json{more}",
        table,
    ]


def test_where_no_png_can_be_drawn_none_is_offered(monkeypatch):
    monkeypatch.setattr(png_painter, "has_chinese_font", lambda: False)
    assert entries(menu(replace(CHART)))["Picture"] == ["SVG"]
    monkeypatch.undo()
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    png_painter.has_chinese_font.cache_clear()
    assert entries(menu(replace(CHART)))["Picture"] == ["SVG"]


def test_where_the_table_stands_below_the_chart_no_link_leads_to_it():
    assert "Table" not in entries(menu(has_table=True))


def test_rows_that_no_address_can_name_are_no_files():
    def of(n):
        return entries(menu(replace(CHART, ids=tuple(f"f{k}" for k in range(n)))))

    assert "Data file" in of(MAX_NAMED_FIGURES)
    assert "Data file" not in of(MAX_NAMED_FIGURES + 1)


@pytest.mark.parametrize(
    ("language", "names"),
    [
        (
            "en",
            [
                "Picture, data and link of {}",
                "Picture (PNG) of {}",
                "Picture (SVG) of {}",
                "Data (XLSX) of {}",
                "Data (CSV) of {}",
                "Data (JSON) of {}",
                "Copy the link",
                "Copy the code that shows this chart on a page",
                "Copy the citation",
            ],
        ),
        (
            "zh",
            [
                "{}的图片、数据与链接",
                "{}（PNG图片）",
                "{}（SVG图片）",
                "{}（XLSX数据）",
                "{}（CSV数据）",
                "{}（JSON数据）",
                "复制链接",
                "复制在网页上显示此图的代码",
                "复制引用文字",
            ],
        ),
    ],
)
def test_what_is_pressed_is_named_by_what_it_gives_and_of_which_chart(language, names):
    html = menu(replace(CHART, title='"T" <b>'), language)
    told = re.findall(r'title="([^"]*)" aria-label="([^"]*)"', html)

    assert [unescape(title) for title, _ in told] == [name.format('"T" <b>') for name in names]
    assert all(title == label for title, label in told)
    assert "<b>" not in html


def test_what_was_copied_is_told_in_a_status_that_is_empty_before():
    html = menu()

    assert set(re.findall(r'data-copied="([^"]*)"', html)) == {"Copied"}
    assert html.endswith('</dl><span role="status"></span></details>')
