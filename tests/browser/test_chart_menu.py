"""The menu of a chart: reached by keyboard, closed as menus close, and what it gives has every word of the chart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser import walking
from tests.browser.conftest import Reader, Readers, Server

pytestmark = pytest.mark.browser
PATH = "/indicators?indicator=goods-trade-growth"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def desk(server: Server, readers: Readers) -> Iterator[Reader]:
    """A reader of the light page, which the tests leave as they found it."""
    with readers.at_an_empty_page(permissions=["clipboard-read", "clipboard-write"]) as reader:
        reader.open(server.url + PATH)
        walking.drawn(reader)
        yield reader


def test_it_opens_and_closes_by_keyboard_and_a_click_beside_it_closes_it(desk):
    page = desk.page
    menu = page.locator("details.ri-menu").first
    opener, table = menu.locator("summary"), menu.get_by_role("link").last
    opener.focus()
    page.keyboard.press("Enter")
    expect(table).to_be_visible()
    page.keyboard.press("Tab")
    first = menu.get_by_role("link").first
    expect(first).to_be_focused()
    assert first.evaluate("e => getComputedStyle(e).outlineStyle === 'solid'")
    assert min(first.bounding_box()["width"], first.bounding_box()["height"]) >= 24
    page.keyboard.press("Escape")
    expect(table).to_be_hidden()
    expect(opener).to_be_focused()

    opener.click()
    expect(table).to_be_visible()
    page.locator("h1").first.click()
    expect(table).to_be_hidden()


def test_link_code_and_citation_are_copied_whole_and_that_is_told(server, desk):
    page = desk.page
    menu = page.locator("details.ri-menu").first
    menu.locator("summary").click()
    copied = []
    for button in menu.get_by_role("button").all():
        button.click()
        expect(menu.get_by_role("status")).to_have_text("Copied")
        copied.append(page.evaluate("navigator.clipboard.readText()"))
    page.keyboard.press("Escape")
    link, code, citation = copied

    assert link == f"{server.url}/c/guangzhou-trade-growth"  # the dataset declares it
    assert code.startswith(f'<iframe src="{link.replace("/c/", "/embed/c/")}" title="')
    assert code.endswith("</iframe>")
    assert citation.endswith(link)
    assert desk.page.locator(".ri-title").first.inner_text() in citation


def test_a_picture_holds_every_word_that_must_stand_beside_the_chart(server, desk):
    page = desk.page
    title, subtitle = (
        page.locator(part).first.inner_text() for part in (".ri-title", ".ri-title + .ri-meta")
    )
    legend = page.locator(".ri-meta").filter(has_text="|→").first.inner_text().splitlines()
    menu = page.locator("details.ri-menu").first
    menu.locator("summary").click()
    with page.expect_download() as download:
        menu.get_by_role("link", name=f"Picture (SVG) of {title}").click()
    page.keyboard.press("Escape")
    text = Path(download.value.path()).read_text(encoding="utf-8")
    root = ET.fromstring(text)
    found = _bare("".join(word for each in root.iter(f"{SVG}text") for word in each.itertext()))

    assert re.fullmatch(r"guangzhou-trade-growth\S*\.svg", download.value.suggested_filename)
    assert len(legend) == 2, "exact figures and lower bounds"
    for words in (
        title,
        subtitle,
        *(hedge.partition(" ")[2] for hedge in legend),
        "People's Daily Online (16 Dec 2025)",
        f"{server.url}/c/guangzhou-trade-growth",
        "20%",
    ):
        assert _bare(words) in found
    assert root.find(f"{SVG}title").text == title
    assert root.find(f"{SVG}desc").text


def _bare(text: str) -> str:
    """Without spaces: a line may break anywhere."""
    return re.sub(r"\s+", "", text)


def test_on_a_dark_phone_it_lies_at_the_thumb_and_its_png_is_large_and_on_white_paper(server, readers):
    size = {"width": 390, "height": 844}
    with readers.at_an_empty_page(viewport=size, color_scheme="dark") as reader:
        reader.open(f"{server.url}{PATH}&lang=zh")
        walking.drawn(reader)
        menu = reader.page.locator("details.ri-menu").first
        menu.locator("summary").click()
        box = menu.locator("dl").bounding_box()
        with reader.page.expect_download() as download:
            menu.get_by_role("link", name="PNG").click()
        picture = Image.open(download.value.path()).convert("RGBA")
    shades = sorted(picture.getcolors(picture.width * picture.height), reverse=True)

    assert (box["x"], box["width"], round(box["y"] + box["height"])) == (0, 390, 844)
    assert download.value.suggested_filename.endswith(".png")
    assert picture.width == 1800
    assert picture.getpixel((0, 0)) == shades[0][1] == (255, 255, 255, 255)
    assert shades[1][1] == (67, 106, 172, 255), "the bars wear the first colour of the light theme"


def test_the_script_comes_from_this_server_as_a_file(server, desk):
    """So that a content security policy needs to trust nothing but our own origin."""
    assert any(url.startswith(server.url) and url.endswith("/chart_menu.js") for url in desk.asked)
    assert not any(url.startswith("blob:") for url in desk.asked)
