"""Every page in English and in the light theme: nothing that axe finds, no clipped label, no sideways scroll at any width."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from indicators.web.composition.site_pages import SITE_PAGES
from tests.browser import inspection, walking
from tests.browser.conftest import Reader, Readers, Server

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def walker(server: Server, readers: Readers) -> Iterator[Reader]:
    """A reader who loads one page and walks on from there; one topic keeps the pages short."""
    with readers.at_an_empty_page() as reader:
        reader.open(f"{server.url}/?topic=output")
        yield reader


@pytest.mark.parametrize("slug", [page.slug for page in SITE_PAGES])
def test_a_page_serves_every_reader(walker, slug):
    walking.to(walker, slug, "en")

    assert walking.inspect(walker, "en") == {}
    assert walker.faults + walker.console == []


def test_a_wide_screen_stretches_no_chart_and_cuts_nothing(walker):
    walking.to(walker, "regions", "en")
    walking.resize(walker, 2560)
    widths = walker.page.locator(".js-plotly-plot").evaluate_all(
        "(all) => all.map((chart) => chart.clientWidth)"
    )

    assert widths
    assert max(widths) <= 1500
    assert inspection.sideways(walker.page) + inspection.clipped(walker.page) == []


def test_what_opens_over_a_page_serves_every_reader(walker):
    walking.resize(walker, walking.DESKTOP)

    assert walking.inspect_open(walker, "en", "yuan") == {}
    assert walker.faults + walker.console == []
