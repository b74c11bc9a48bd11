"""The printed words in sight: an article with its figures marked, and pages of others opened at the words."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from indicators.curation.printed_places import PrintedFigure, find_context
from indicators.reading.article import Article
from indicators.text.text_fragment import add_text_fragment
from tests.articles import ROWS, SOURCE
from tests.browser import inspection
from tests.browser.conftest import Reader, Server

ARTICLE = """Exports of the port grew by 5% in 2024, R&D-intensive ones, it said, by 12%.
Exports of the port grew by 5% in 2025.
2025年进出口总值9.32万亿元，同比增长8.5%。
其中，出口6.1万亿元，同比增长8.5%；高新技术企业超2.5万家。"""
GAP = '<div style="height: 3000px"></div>'


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A page of a publisher: the lines of the article, each a screen below the one before."""
    folder: Path = tmp_path_factory.mktemp("site")
    lines = "".join(f"{GAP}<p>{line.replace('&', '&amp;')}</p>" for line in ARTICLE.splitlines())
    (folder / "page.html").write_text(f"<!doctype html><meta charset=utf-8>{lines}{GAP}", encoding="utf-8")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/page.html"
        server.shutdown()


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.mark.browser
@pytest.mark.parametrize(
    ("stated", "line"),
    [
        ("R&D-intensive ones, it said, by 12%", 1),
        ("grew by 5%", 2),
        ("9.32万亿元", 3),
        ("增长8.5%", 4),
        ("超2.5万家", 4),
    ],
)
def test_a_browser_opens_the_page_at_the_printed_words(site: str, page: Page, stated: str, line: int) -> None:
    found = find_context(Article(ARTICLE), PrintedFigure("a", stated, (line,)))
    assert found is not None
    address = add_text_fragment(f"{site}?a=1#none", found.words, found.before, found.after)
    page.goto("about:blank")
    page.goto(address)
    page.wait_for_function("scrollY > 0")

    tops = page.eval_on_selector_all("p", "all => all.map(each => each.getBoundingClientRect().top)")
    height = page.evaluate("innerHeight")
    assert [0 < top < height for top in tops] == [n == line for n in range(1, 5)]


@pytest.mark.browser
@pytest.mark.parametrize(
    ("reader", "language"),
    [({}, "en"), ({"viewport": {"width": 390, "height": 800}, "color_scheme": "dark"}, "zh")],
    indirect=["reader"],
    ids=["wide and light", "phone and dark"],
)
def test_an_article_is_read_with_its_figures_marked_and_each_opens_its_card_by_key(
    reader: Reader, articles_server: Server, language: str
) -> None:
    page = reader.page
    reader.open(f"{articles_server.url}/sources?source={SOURCE}&lang={language}")
    marks = page.locator(".ri-article a.ri-printed")
    assert marks.count() >= len(ROWS)
    assert inspection.axe(page) + inspection.sideways(page) == []

    figure, words = marks.last.get_attribute("data-figure"), marks.last.inner_text()
    marks.last.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog").locator(".ri-quote mark")).to_have_text(words)
    reader.settle()
    assert f"figure={figure}" in reader.query
    assert inspection.axe(page, "[role=dialog]") == []
