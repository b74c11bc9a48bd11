"""Every page in English: nothing that axe finds, no clipped label, no sideways scroll, in both themes and at every width."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from indicators.ui.navigation import SITE_PAGES
from tests.browser import walking
from tests.browser.conftest import Reader, Server

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def walker(server: Server, browser: Browser) -> Iterator[Reader]:
    """A reader who loads one page and walks on from there; one topic keeps the pages short."""
    context = browser.new_context(viewport={"width": walking.DESKTOP, "height": 1000}, locale="en-GB")
    context.set_default_timeout(30_000)
    reader = Reader(context)
    reader.open(f"{server.url}/?topic=output")
    yield reader
    context.close()


@pytest.mark.parametrize("slug", [page.slug for page in SITE_PAGES])
def test_a_page_serves_every_reader(walker, slug):
    walking.to(walker, slug, "en")

    assert walking.inspect(walker, "en") == {}
    assert walker.faults + walker.console == []


def test_a_wide_screen_stretches_no_chart(walker):
    walking.to(walker, "regions", "en")
    walking.resize(walker, 2560)
    widths = walker.page.locator(".js-plotly-plot").evaluate_all(
        "(all) => all.map((chart) => chart.clientWidth)"
    )

    assert widths
    assert max(widths) <= 1500


def test_what_opens_over_a_page_serves_every_reader(walker):
    walking.resize(walker, walking.DESKTOP)

    assert walking.inspect_open(walker, "en", "yuan") == {}
    assert walker.faults + walker.console == []
