"""What readers do with charts and figures: reach a card in two clicks, take a chart's rows, print a profile."""

from __future__ import annotations

import csv
import io
import math
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import expect

import indicators
from tests.browser import walking

pytestmark = pytest.mark.browser
CATALOGUE = indicators.load()
#: Pages on which a figure has a card, is a row of a table, and a member of a relation: what leads to its card there.
WAYS = {"overview": ".ri-open", "data": ".dvn-scroller", "consistency": ".ri-ways a"}


def test_a_figure_card_is_at_most_two_clicks_from_the_overview(server, reader):
    """With one small region chosen, which keeps the pages short. That all pages have such ways, tests of pages say."""
    reader.open(f"{server.url}/overview?region=maoming")
    page = reader.page
    for slug, way in WAYS.items():
        walking.to(reader, slug, "en")
        page.locator(way).first.click(position={"x": 14, "y": 52} if slug == "data" else None)
        expect(page.get_by_role("dialog"), slug).to_be_visible()
        reader.settle()
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_be_hidden()
        reader.settle()


def test_the_rows_of_a_chart_are_a_file_whose_name_says_what_it_holds(server, reader):
    reader.open(f"{server.url}/indicators?indicator=goods-trade-growth")
    reader.page.locator(".ri-menu summary").click()
    link = reader.page.get_by_role("link", name="Data (CSV) of")
    with reader.page.expect_download() as download:
        link.click()
    rows = list(csv.DictReader(io.StringIO(Path(download.value.path()).read_text(encoding="utf-8-sig"))))

    assert download.value.suggested_filename.startswith("goods-trade-growth_guangzhou_plan-14_")
    assert {row["observation_id"] for row in rows} == {
        f"goods-trade-growth.guangzhou.{partner}.2025-01--2025-10"
        for partner in ("asean", "belt-and-road", "brics", "eu")
    }


def test_a_profile_in_the_dark_theme_is_printed_in_dark_ink_on_white_its_charts_whole_and_no_controls(
    server, reader
):
    reader.page.emulate_media(color_scheme="dark")
    reader.open(f"{server.url}/regions?region=hengqin")
    page = reader.page
    page.locator(".js-plotly-plot .main-svg").first.wait_for()
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print", color_scheme="dark")
    page.set_viewport_size({"width": 703, "height": 1000})
    frame, chart = (
        page.locator(where).first.bounding_box()
        for where in ('[data-testid="stVerticalBlock"]:has(> * .ri-title)', ".js-plotly-plot .main-svg")
    )

    for control in ("stSidebar", "stHeader", "stSelectbox", "stPopover"):
        expect(page.get_by_test_id(control).first).to_be_hidden()
    expect(page.get_by_text("About this figure").first).to_be_hidden()
    expect(page.get_by_text("Source: China Daily (Mar 2025)", exact=True)).to_be_visible()
    assert frame["x"] <= chart["x"]
    assert chart["x"] + chart["width"] <= frame["x"] + frame["width"]
    assert chart["y"] + chart["height"] <= frame["y"] + frame["height"]
    for words in (page.locator("h1").first, page.locator(".ri-title").first, page.locator(".ri-card").first):
        expect(words).to_have_css("color", "rgb(17, 22, 29)")
    picture = Image.open(io.BytesIO(page.locator(".js-plotly-plot").first.screenshot())).convert("L")
    assert picture.getpixel((picture.width - 2, 2)) > 240  # its ground is paper
    assert picture.getextrema()[0] < 60  # its words are ink


#: Where the words and marks of every chart stand that plotly drew, and where in the server's picture of its width.
PLACES = """async () => {
    const middles = (elements, left, top) => [...elements]
        .filter((e) => Number(getComputedStyle(e).opacity) > 0)
        .map((e) => e.getBoundingClientRect())
        .filter((box) => box.width > 0 && box.height > 0) // caps of bounds are lines
        .map((box) => [(box.left + box.right) / 2 - left, (box.top + box.bottom) / 2 - top, box.width]);
    const words = (elements, left, top) => [...elements]
        .filter((e) => e.textContent.trim() && !e.querySelector("tspan.line"))
        .map((e) => [e.textContent.trim(), ...middles([e], left, top)[0].slice(0, 2)]);
    const charts = [...document.querySelectorAll("details.ri-menu")].map(async (menu) => {
        const plot = menu.closest('[data-testid="stVerticalBlock"]').querySelector(".js-plotly-plot");
        const box = plot.getBoundingClientRect();
        const link = menu.querySelector('[href*=".svg"]').href.replace("width=900", `width=${Math.round(box.width) + 32}`);
        const sheet = document.createElement("div");
        sheet.style.cssText = "position: absolute; left: 0; top: 0";
        sheet.innerHTML = await (await fetch(link)).text();
        document.body.append(sheet);
        const drawn = sheet.querySelector("svg > g");
        const { e: left, f: top } = drawn.getScreenCTM();
        const found = {
            title: sheet.querySelector("title").textContent,
            words: [
                words(plot.querySelectorAll(".annotation-text, .annotation-text tspan.line"), box.left, box.top),
                words(drawn.querySelectorAll(".label"), left, top),
            ],
            marks: [
                middles(plot.querySelectorAll(".bars .point path, .scatterlayer path.point"), box.left, box.top),
                middles(drawn.querySelectorAll("[data-observation] > :is(rect, circle, path)"), left, top),
            ],
        };
        sheet.remove();
        return found;
    });
    return Promise.all(charts);
}"""


def test_a_picture_has_words_and_marks_where_the_page_has_them(server, reader):
    reader.page.set_viewport_size({"width": 1440, "height": 1000})
    reader.open(f"{server.url}/regions?region=guangzhou&show=all")
    walking.drawn(reader)
    charts = reader.page.evaluate(PLACES)

    assert len(charts) > 15
    assert sum(len(chart["marks"][1]) for chart in charts) > 30
    for chart in charts:
        (words, painted_words), (marks, painted) = (map(sorted, chart[kind]) for kind in ("words", "marks"))
        assert [word for word, *_ in words] == [word for word, *_ in painted_words], chart["title"]
        strayed = [(a, b) for a, b in zip(words, painted_words, strict=True) if math.dist(a[1:], b[1:]) > 3]
        strayed += [one for one in painted if min(math.dist(one, mark) for mark in marks) > 1.5]
        assert strayed == [], chart["title"]
