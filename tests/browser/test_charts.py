"""What readers do with charts and figures: reach a card in two clicks, take a chart's rows, print a profile."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import expect

import indicators
from indicators.ui.navigation import SITE_PAGES

pytestmark = pytest.mark.browser
CATALOGUE = indicators.load()
#: Pages on which a figure is a row of a table or a member of a relation; on all others it has a card.
ROWS = ("compare", "data", "sources", "indicators")


def test_a_figure_card_is_at_most_two_clicks_from_the_overview(server, reader):
    """With one small region chosen, which keeps the pages short."""
    reader.open(f"{server.url}/overview?region=maoming")
    page = reader.page
    for named in SITE_PAGES:
        page.get_by_role("link", name=named.title, exact=True).first.click()
        page.wait_for_url(lambda url, slug=named.slug: slug in url or slug == "overview")
        reader.settle()
        if named.slug in ROWS:
            page.locator(".dvn-scroller").first.click(position={"x": 14, "y": 52})
        elif named.slug == "consistency":
            page.locator(".ri-ways a").first.click()
        else:
            page.get_by_role("link", name="About this figure").first.click()
        expect(page.get_by_role("dialog"), named.slug).to_be_visible()
        reader.settle()
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_be_hidden()
        reader.settle()


def test_the_rows_of_a_chart_are_a_file_whose_name_says_what_it_holds(server, reader):
    reader.open(f"{server.url}/indicators?indicator=goods-trade-growth")
    link = reader.page.get_by_role("link", name="Data (CSV) of")
    with reader.page.expect_download() as download:
        link.click()
    rows = list(csv.DictReader(io.StringIO(Path(download.value.path()).read_text(encoding="utf-8-sig"))))

    assert download.value.suggested_filename.startswith("goods-trade-growth_4-figures_")
    assert {row["observation_id"] for row in rows} == {
        f"goods-trade-growth.guangzhou.{partner}.2025-01--2025-10"
        for partner in ("asean", "belt-and-road", "brics", "eu")
    }


def test_the_dark_theme_is_printed_in_dark_ink_on_white(server, reader):
    reader.page.emulate_media(color_scheme="dark")
    reader.open(f"{server.url}/regions?region=hengqin")
    page = reader.page
    page.locator(".js-plotly-plot .main-svg").first.wait_for()
    page.emulate_media(media="print", color_scheme="dark")

    for words in (page.locator("h1").first, page.locator(".ri-title").first, page.locator(".ri-card").first):
        expect(words).to_have_css("color", "rgb(17, 22, 29)")
    chart = Image.open(io.BytesIO(page.locator(".js-plotly-plot").first.screenshot())).convert("L")
    assert chart.getpixel((chart.width - 2, 2)) > 240  # its ground is paper
    assert chart.getextrema()[0] < 60  # its words are ink


def test_a_printed_profile_has_its_charts_whole_and_no_controls(server, reader):
    reader.open(f"{server.url}/regions?region=hengqin")
    page = reader.page
    page.locator(".js-plotly-plot .main-svg").first.wait_for()
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 703, "height": 1000})
    frame, chart = (
        page.locator(where).first.bounding_box()
        for where in ('[data-testid="stVerticalBlock"]:has(> * .ri-title)', ".js-plotly-plot .main-svg")
    )

    for control in ("stSidebar", "stHeader", "stSelectbox", "stPopover"):
        expect(page.get_by_test_id(control).first).to_be_hidden()
    expect(page.get_by_text("About this figure").first).to_be_hidden()
    expect(page.get_by_text("Source: China Daily (Mar 2025)")).to_be_visible()
    assert frame["x"] <= chart["x"]
    assert chart["x"] + chart["width"] <= frame["x"] + frame["width"]
    assert chart["y"] + chart["height"] <= frame["y"] + frame["height"]
