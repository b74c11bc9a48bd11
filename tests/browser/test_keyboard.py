"""By keyboard alone: from the first page to a file on the reader's disk, and in and out of a figure card."""

from __future__ import annotations

import csv
import io
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Error, Locator, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

import indicators
from tests.browser.conftest import Reader

pytestmark = pytest.mark.browser

#: What shows where one is: an outline, a shadow or, around a field, a border in the theme's own colour.
_SEEN = """() => {
    let at = document.activeElement;
    while (at.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    const marked = (element) => {
        const style = getComputedStyle(element);
        const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
        return outlined || style.boxShadow !== "none" || style.borderTopColor === "rgb(47, 91, 160)";
    };
    let around = at.matches("input") ? 5 : 1, seen = false;
    for (let element = at; element && around--; element = element.parentElement) seen ||= marked(element);
    return at.matches(":focus-visible") && at.getBoundingClientRect().width > 0 && seen;
}"""


_AT = "() => document.activeElement.outerHTML.slice(0, 300)"


def tab_to(reader: Reader, goal: Locator, most: int = 60) -> None:
    """Press Tab until `goal` has the focus; wherever it stands on the way can be seen, a moment later at most."""
    for _ in range(most):
        reader.page.keyboard.press("Tab")
        with suppress(Error):  # a border takes its colour a moment after the key
            reader.page.wait_for_function(_SEEN, timeout=5_000)
        if not reader.page.evaluate(_SEEN):
            raise AssertionError(f"no focus to be seen on {reader.page.evaluate(_AT)}")
        if goal.evaluate("(element) => element.getRootNode().activeElement === element"):
            return
    raise AssertionError(f"{goal} was not reached in {most} steps")


def step_into(reader: Reader, first: Locator) -> None:
    """Go on from the button of a popover to the `first` thing in it: where its content comes late, by one key."""
    expect(first).to_be_visible()
    is_there = "(element) => element.getRootNode().activeElement === element"
    with suppress(PlaywrightTimeoutError):
        reader.page.wait_for_function(is_there, arg=first.element_handle(), timeout=2_000)
    if not first.evaluate(is_there):
        tab_to(reader, first, most=2)


def test_from_the_first_page_to_a_file_by_keyboard_alone(server, reader):
    reader.page.emulate_media(reduced_motion="reduce")
    reader.open(f"{server.url}/?topic=talent")
    page = reader.page
    skip = page.get_by_role("link", name="Skip to main content")
    tab_to(reader, skip, most=1)
    expect(skip).to_be_in_viewport()

    tab_to(reader, page.get_by_test_id("stTopNav").get_by_role("link", name="Data", exact=True))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Data")
    reader.settle()
    tab_to(reader, page.locator(".st-key-download_page button").first)
    page.keyboard.press("Enter")
    step_into(reader, page.get_by_role("button", name="XLSX", exact=True).first)
    csv_button = page.get_by_role("button", name="CSV", exact=True).first
    tab_to(reader, csv_button, most=2)
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    rows = list(csv.DictReader(io.StringIO(Path(download.value.path()).read_text(encoding="utf-8-sig"))))
    expected = indicators.load().observations(topic="talent")

    assert download.value.suggested_filename.startswith("talent_")
    assert [row["observation_id"] for row in rows] == list(expected["observation_id"])
    assert [row["stated"] for row in rows] == list(expected["stated"])


def test_the_skip_link_leads_past_navigation_and_filters_and_a_popover_gives_the_focus_back(server, reader):
    reader.open(f"{server.url}/data?topic=talent")
    opener = reader.page.locator(".st-key-download_page button").first
    reader.page.keyboard.press("Tab")
    reader.page.keyboard.press("Enter")
    tab_to(reader, opener, most=3)
    reader.page.keyboard.press("Enter")
    body = reader.page.get_by_test_id("stPopoverBody")
    step_into(reader, body.get_by_role("button").first)

    reader.page.keyboard.press("Escape")
    expect(body).to_be_hidden()
    expect(opener).to_be_focused()


def test_a_figure_card_is_opened_and_left_by_keyboard_and_focus_comes_back(server, reader):
    reader.open(f"{server.url}/regions?region=guangdong&topic=talent")
    page = reader.page
    reader.page.keyboard.press("Tab")
    reader.page.keyboard.press("Enter")
    link = page.locator("[data-figure]").first
    tab_to(reader, link)
    page.keyboard.press("Enter")
    card = page.get_by_role("dialog")
    expect(card).to_be_visible()
    reader.settle()
    assert card.evaluate("(card) => card.contains(document.activeElement)")

    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    reader.settle()
    assert "figure=" not in reader.query
