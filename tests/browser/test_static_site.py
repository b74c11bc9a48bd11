"""A site of static files from a plain file server: it can be read by everybody, and its search finds what is there."""

from __future__ import annotations

from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import expect

from indicators.i18n import LANGUAGES
from indicators.web.static_site.build import SiteRequest, build_site
from indicators.web.static_site.style import site_style
from tests.browser.inspection import axe

pytestmark = pytest.mark.browser


class QuietHandler(SimpleHTTPRequestHandler):
    """Files of a folder, without a word on standard error."""

    def log_message(self, *_):
        """Say nothing."""


@pytest.fixture(scope="module")
def folder(small_file, tmp_path_factory):
    """A site of the small dataset below a path, with its index of words."""
    root = tmp_path_factory.mktemp("static")
    outcome = build_site(
        SiteRequest(small_file, root / "below", LANGUAGES, "", site_style(), date(2026, 5, 4))
    )
    assert outcome.has_search
    return root


@pytest.fixture(scope="module")
def address(folder):
    """Where a file server has the site."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=folder)) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/below"
        server.shutdown()


@pytest.mark.parametrize("path", ["index.html", "zh/regions/port.html", "data.html"])
def test_pages_are_fit_for_everybody(reader, address, path):
    reader.page.goto(f"{address}/{path}")

    expect(reader.page.get_by_role("heading", level=1)).to_be_in_viewport()
    assert axe(reader.page) == []
    assert reader.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert (reader.faults, reader.console) == ([], [])


def test_links_are_followed_from_disk(browser, folder):
    page = browser.new_page()
    page.goto((folder / "below" / "index.html").as_uri())
    page.get_by_role("link", name="Regions", exact=True).click()
    expect(page).to_have_url((folder / "below" / "regions.html").as_uri())
    page.locator("a[hreflang=zh-Hans]").click()
    expect(page).to_have_url((folder / "below" / "zh" / "regions.html").as_uri())
    page.close()


@pytest.mark.parametrize(
    ("start", "words", "found"),
    [("index.html", "Port", "regions/port.html"), ("zh/index.html", "港", "zh/regions/port.html")],
)
def test_a_search_finds_pages(reader, address, start, words, found):
    page = reader.page
    page.goto(f"{address}/{start}")
    page.get_by_role("searchbox").fill(words)
    page.locator(".ri-search button").click()

    expect(page.locator(f'#ri-results a[href$="{found}"]')).to_be_visible()
    assert axe(page) == []
    assert (reader.faults, reader.console) == ([], [])
