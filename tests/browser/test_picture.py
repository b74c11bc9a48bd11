"""A chart saved as a picture: every word burnt in, always on white paper, nothing asked of another host."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from tests.browser import walking
from tests.browser.conftest import Reader, Readers, Server

pytestmark = pytest.mark.browser
PATH = "/indicators?indicator=goods-trade-growth"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def desk(server: Server, readers: Readers) -> Iterator[Reader]:
    """A reader of the light page, which the tests leave as they found it."""
    with readers.at_an_empty_page() as reader:
        reader.open(server.url + PATH)
        walking.drawn(reader)
        yield reader


@pytest.fixture(scope="module")
def phone(server: Server, readers: Readers) -> Iterator[Reader]:
    """A reader of the dark page in Chinese on a phone."""
    with readers.at_an_empty_page(viewport={"width": 390, "height": 844}, color_scheme="dark") as reader:
        reader.open(f"{server.url}{PATH}&lang=zh")
        walking.drawn(reader)
        yield reader


def saved(reader, kind):
    """The file that the first chart's button gives."""
    button = reader.page.get_by_role("button", name=re.compile(rf"\({kind}\)|{kind}")).first
    with reader.page.expect_download() as download:
        button.click()
    return download.value


def shown(reader, part):
    return reader.page.locator(part).first.inner_text()


def words(root):
    """The text of an SVG, spaces out: a line may break anywhere."""
    lines = [text for each in root.iter(f"{SVG}text") for text in each.itertext()]
    return re.sub(r"\s+", "", "".join(lines))


def bare(text):
    return re.sub(r"\s+", "", text)


def colours(root):
    return {each.get(name) for each in root.iter() for name in ("fill", "stroke")} - {None, "none"}


@pytest.mark.parametrize(("who", "lang"), [("desk", "en"), ("phone", "zh")])
def test_an_svg_holds_every_word_that_must_stand_beside_the_chart(server, request, who, lang):
    reader = request.getfixturevalue(who)
    title, subtitle = shown(reader, ".ri-title"), shown(reader, ".ri-title + .ri-meta")
    file = saved(reader, "SVG")
    text = Path(file.path()).read_text(encoding="utf-8")
    root = ET.fromstring(text)
    found = words(root)

    assert file.suggested_filename.startswith("growth-goods-trade-growth")
    assert file.suggested_filename.endswith(".svg")
    assert bare(title) in found
    assert bare(subtitle) in found
    assert bare("人民网" if lang == "zh" else "People's Daily Online (16 Dec 2025)") in found
    assert f"{server.url}/indicators?indicator=goods-trade-growth&lang={lang}" in found
    legend = reader.page.locator(".ri-meta").filter(has_text="|→").first.inner_text().splitlines()
    assert len(legend) == 2, "exact figures and lower bounds"
    for hedge in legend:
        assert bare(hedge.partition(" ")[2]) in found
    assert "20%" in found
    assert root.find(f"{SVG}title").text == title
    assert root.find(f"{SVG}desc").text
    assert "http" not in re.sub(re.escape(server.url) + r"|http://www\.w3\.org/[\w/]+", "", text)


def test_a_png_is_large_and_on_white_paper_in_the_dark_theme_and_on_a_phone_too(phone):
    file = saved(phone, "PNG")
    picture = Image.open(file.path()).convert("RGBA")
    shades = sorted(picture.getcolors(picture.width * picture.height), reverse=True)

    assert file.suggested_filename.endswith(".png")
    assert picture.width >= 1600
    assert picture.getpixel((0, 0)) == (255, 255, 255, 255)
    assert shades[0][1] == (255, 255, 255, 255)
    assert shades[1][1] == (67, 106, 172, 255), "the bars wear the first colour of the light theme"


def test_the_dark_theme_gives_the_picture_of_the_light_one(desk):
    light = ET.parse(saved(desk, "SVG").path()).getroot()
    walking.theme(desk, "dark")
    dark = ET.parse(saved(desk, "SVG").path()).getroot()
    walking.theme(desk, "light")

    assert words(light) == words(dark)
    assert "rgb(67, 106, 172)" in colours(light)
    assert colours(dark) == colours(light)


def test_the_buttons_are_reached_and_pressed_by_keyboard(desk):
    title = shown(desk, ".ri-title")
    png = desk.page.get_by_role("button", name=f"Picture (PNG) of {title}")
    svg = desk.page.get_by_role("button", name=f"Picture (SVG) of {title}")
    png.focus()
    desk.page.keyboard.press("Tab")
    assert svg.evaluate("e => e.matches(':focus-visible') && getComputedStyle(e).outlineStyle === 'solid'")
    with desk.page.expect_download() as download:
        desk.page.keyboard.press("Enter")
    assert download.value.suggested_filename.endswith(".svg")
    assert min(svg.bounding_box()["width"], svg.bounding_box()["height"]) >= 24
    assert svg.evaluate("e => e.getRootNode().activeElement === e"), "focus stays where it was"


def test_the_script_comes_from_this_server_as_a_file(server, desk):
    """So that a content security policy needs to trust nothing but our own origin."""
    assert any(url.startswith(server.url) and url.endswith("/picture.js") for url in desk.asked)
    assert not any(url.startswith("blob:") for url in desk.asked)
