"""The reading desk by keyboard alone: from a pasted article to figures in the data file."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

ARTICLE = """Shenzhen in numbers

Shenzhen's GDP exceeded 3.8 trillion yuan in 2025. The city has 26,000 high-tech enterprises.
Its imports and exports of goods grew by 4.5 percent in 2025, as officials said on March 3, 2026.
"""


def test_an_article_is_read_by_one_key_a_figure_and_a_double_press_decides_no_other(workbench_server, reader):
    reader.open(f"{workbench_server.url}/workbench?lang=en")
    page = reader.page
    page.get_by_label("Published, such as 2026-02-03").fill("2026-03-03")
    page.keyboard.press("Tab")
    page.keyboard.type("City Gazette")
    page.keyboard.press("Tab")
    reader.settle()
    page.get_by_label("The article", exact=True).fill(ARTICLE)
    page.keyboard.press("Control+Enter")
    cursor = page.locator(".ri-reading [aria-current]")
    expect(cursor).to_contain_text("exceeded 3.8 trillion yuan")
    expect(cursor).to_be_in_viewport()
    reader.settle()

    page.keyboard.press("a")
    expect(cursor).to_contain_text("26,000 high-tech enterprises")
    reader.settle()
    page.keyboard.press("e")
    expect(page.get_by_test_id("stForm").first.locator("input").first).to_be_focused()
    # in a field both Streamlit's own Ctrl+Enter and that of the button send the form
    page.get_by_label("Period", exact=True).fill("2025")
    page.keyboard.press("Control+Enter")
    expect(cursor).to_contain_text("grew by 4.5 percent")
    reader.settle()
    expect(page.get_by_text("to be decided: 1 · accepted: 2")).to_be_visible()

    page.keyboard.press("x")
    expect(page.get_by_text("Every figure is decided.")).to_be_visible()
    reader.settle()
    page.keyboard.press("Control+s")
    expect(page.get_by_text("2 figures are saved in the file.")).to_be_visible()
    saved = workbench_server.data.read_text(encoding="utf-8")
    assert "stated: exceeded 3.8 trillion yuan\n" in saved
    assert "stated: 26,000 high-tech enterprises\n" in saved
    assert "id: shenzhen-in-numbers\n" in saved
