"""A dataset full of markup in a real browser: shown as it is written, nothing made of it, nothing run, nothing lost by it."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from indicators.yamlfile import parse_document
from tests.browser.conftest import ROOT, Reader, Server, _start, _stop
from tests.hostile import EATEN, hostile

pytestmark = pytest.mark.browser

#: Everything in the page that the texts could have made.
MADE = """() => ({
    scripts: [...document.querySelectorAll('script:not([src], [type="application/ld+json"])')].filter(s => s.textContent.includes('alert')).length,
    pictures: [...document.querySelectorAll('img')].filter(i => !i.src.startsWith('data:')).length,
    broken: [...document.querySelectorAll('script[type="application/ld+json"]')].filter(s => { try { return !JSON.parse(s.textContent) } catch { return true } }).length,
    links: [...document.querySelectorAll('a[href*="evil.example"], a[href^="javascript"], svg a')].map(a => a.outerHTML),
    formulas: document.querySelectorAll('.katex').length,
    coloured: document.querySelectorAll('[class*="stMarkdownColored"]').length,
    headings: [...document.querySelectorAll('h1, h2, h3')].filter(h => h.textContent.trim() === 'heading').length,
    beyond: document.documentElement.scrollWidth - innerWidth,
})"""
NOTHING = {
    "scripts": 0,
    "pictures": 0,
    "broken": 0,
    "links": [],
    "formulas": 0,
    "coloured": 0,
    "headings": 0,
    "beyond": 0,
}

#: Elements that lost what the page gave them, because a sanitizer took a name for markup.
BARE = """() => ({
    unnamed: [...document.querySelectorAll('.ri-menu :is(summary, button, [download])')].filter(b => !b.title || !b.ariaLabel).length,
    dead: [...document.querySelectorAll('.ri-menu code')].filter(c => !c.textContent || c.textContent.includes('\u200b')).length,
    unlinked: [...document.querySelectorAll('.stHtml a')].filter(a => !a.getAttribute('href')).length,
})"""
WHOLE = {"unnamed": 0, "dead": 0, "unlinked": 0}


def _renamed(node: Any, names: Iterator[str]) -> Any:
    """A tree in which every name in both languages and every short one ends with what a sanitizer looks for."""
    if isinstance(node, list):
        return [_renamed(each, names) for each in node]
    if not isinstance(node, dict):
        return node
    if set(node) == {"en", "zh"}:
        name = next(names)
        return {"en": f"{node['en']} {name}", "zh": f"{node['zh']} {name}"}
    return {key: _renamed(value, names) for key, value in node.items()}


@pytest.fixture(scope="module")
def hostile_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of data whose texts are full of what browsers, sanitizers and Streamlit might take for markup."""
    small = (ROOT / "tests" / "data" / "small.yaml").read_text(encoding="utf-8")
    tree = _renamed(parse_document(hostile(small, "isle"), "small.yaml").root, itertools.cycle(EATEN))
    server = _start(tmp_path_factory.mktemp("hostile"), json.dumps(tree, ensure_ascii=False, indent=1))
    yield server
    _stop(server)


@pytest.mark.parametrize("reader", [{"viewport": {"width": 390, "height": 900}}], indirect=True)
def test_words_of_the_dataset_make_nothing_of_the_page_and_take_nothing_from_it(
    hostile_server: Server, reader: Reader
) -> None:
    for page in (
        "plans?lang=en",
        "regions?lang=zh&region=isle",
        "compare?lang=en",
        "sources?lang=zh",
        "data?lang=en&figure=gdp.ostland.2024",
    ):
        reader.open(f"{hostile_server.url}/{page}")

        assert reader.page.evaluate(MADE) == NOTHING, page
        assert reader.page.evaluate(BARE) == WHOLE, page
        in_tables = page.startswith("sources")  # which are pictures
        assert in_tables or "evil.example" in reader.page.inner_text("body"), page
    expect(reader.page.get_by_role("dialog")).to_be_visible()


def test_a_picture_is_saved_and_bears_the_name_as_it_is(hostile_server: Server, reader: Reader) -> None:
    reader.open(f"{hostile_server.url}/indicators?lang=en&indicator=gdp")
    assert reader.page.evaluate(BARE) == WHOLE
    title = reader.page.locator(".ri-title").first.inner_text()
    assert any(name in title for name in EATEN)

    reader.page.locator(".ri-menu summary").first.click()
    with reader.page.expect_download() as saved:
        reader.page.get_by_role("link", name=f"Picture (SVG) of {title}", exact=True).first.click()

    text = Path(saved.value.path()).read_text(encoding="utf-8")
    assert f"<title>{title.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')}</title>" in text
