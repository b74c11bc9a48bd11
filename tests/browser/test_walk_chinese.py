"""Every page in Chinese and in the dark theme: no English word, nothing that axe finds, no clipped label, no sideways scroll."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from indicators.web.composition.site_pages import SITE_PAGES
from tests.browser import inspection, walking
from tests.browser.conftest import Reader, Readers, Server

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def walker(server: Server, readers: Readers) -> Iterator[Reader]:
    """A reader whose browser asks for Chinese, who loads one page and walks on from there; one topic keeps the pages short."""
    with readers.at_an_empty_page(locale="zh-CN", color_scheme="dark") as reader:
        reader.open(f"{server.url}/?topic=data-digital")
        yield reader


@pytest.mark.parametrize("slug", [page.slug for page in SITE_PAGES])
def test_a_page_serves_every_reader(walker, slug):
    walking.to(walker, slug, "zh")

    assert walking.inspect(walker, "zh") == {}
    assert walker.faults + walker.console == []


def test_what_opens_over_a_page_serves_every_reader(walker):
    assert walking.inspect_open(walker, "zh", "5,800") == {}
    assert walker.faults + walker.console == []


def test_a_switch_of_language_reaches_the_page_and_streamlits_own_words(walker):
    walking.to(walker, "about", "zh")
    page = walker.page
    root, skip, sidebar = (
        page.locator("html"),
        page.get_by_test_id("stSkipToContent"),
        page.get_by_test_id("stSidebar"),
    )
    expect(root).to_have_attribute("lang", "zh-Hans")
    expect(skip).to_have_text("跳到主要内容")

    page.locator(".st-key-w_lang").get_by_text("English").click()
    expect(root).to_have_attribute("lang", "en")
    expect(skip).to_have_text("Skip to main content")
    expect(sidebar).to_have_attribute("aria-label", "Sidebar")
    walker.settle()
    assert walker.query == "topic=data-digital&lang=en", "the language changes and nothing else"

    page.locator(".st-key-w_lang").get_by_text("简体中文").click()
    expect(root).to_have_attribute("lang", "zh-Hans")
    expect(sidebar).to_have_attribute("aria-label", "侧边栏")


def test_the_navigation_keeps_the_language_for_those_who_open_it_in_a_new_tab(walker):
    """After a choice: before one, the browser asks for the same language in every tab."""
    expect(walker.page.get_by_test_id("stTopNavLink").nth(1)).to_have_attribute(
        "href", re.compile(r"/charts\?lang=zh$")
    )


def test_a_theme_chosen_in_the_menu_recolours_the_charts_too(walker):
    walking.to(walker, "plans", "zh")
    page = walker.page
    tick = page.locator(".js-plotly-plot .main-svg text").first
    expect(tick).to_have_css("fill", "rgb(168, 181, 190)")
    page.get_by_test_id("stMainMenu").get_by_role("button").click()
    page.get_by_role("menuitemradio", name="浅色").click()

    expect(page.locator(".stApp")).to_have_css("background-color", "rgb(255, 255, 255)")
    expect(tick).to_have_css("fill", "rgb(59, 62, 66)")
    assert inspection.faint(page) == []


def test_what_streamlit_says_of_a_column_is_chinese_too(walker):
    """The menu of a header and its statistics. A table is a picture: where a column ends, the cursor says."""
    page = walker.page
    page.keyboard.press("Escape")
    walking.to(walker, "data", "zh")
    walking.still(page)
    table = page.get_by_test_id("stDataFrame").first
    for end in range(120, 460, 6):
        table.hover(position={"x": end, "y": 17})
        if "col-resize" in page.locator(".dvn-scroller").first.get_attribute("style"):
            break
    table.hover(position={"x": end - 60, "y": 17})
    table.click(position={"x": end - 18, "y": 17})
    menu = page.get_by_test_id("stDataFrameColumnMenu")
    statistics = page.get_by_test_id("stDataFrameStatisticsMenu")
    menu.get_by_role("menuitem", name="统计").hover()
    expect(statistics.locator("dt")).to_have_text(
        ["取值", "空值", "不同值", "最小长度", "最大长度", "平均长度"]
    )
    assert inspection.english(page) + inspection.axe(page) == []
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()


def test_what_streamlit_says_of_an_empty_list_is_chinese_too(walker):
    page = walker.page
    page.keyboard.press("Escape")
    walking.to(walker, "data", "zh")
    page.locator(".st-key-w_region").get_by_role("combobox").click()
    page.keyboard.type("zzz")
    expect(page.get_by_role("listbox")).to_have_text("没有匹配项")
    assert inspection.english(page) == []
