"""A region's page beside the same made with other tools: first content, first chart, bytes, and from a filter to its chart.

All read the same export, in one run: a bare Streamlit page, plain Streamlit with plotly.express, Dash, Panel and
Datasette, whose chart is a table (the extra `bench`), and our page as a static file. They are asked in turns, so that
what else the machine does comes to all. Run: python -m benchmarks.peers
"""

from __future__ import annotations

import re
import statistics
import sys
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from playwright.sync_api import Browser, Page

import indicators
from benchmarks.browser import CHART, IDLE, REDRAWN, ROOTS, chromium
from benchmarks.first_view import CHARTS, INTERACTIVE, Load, load, median_load, static_page
from benchmarks.peer_pages.figures import FILE_VARIABLE, REGION
from benchmarks.servers import DASHBOARD, STREAMLIT, running, streamlit_command
from indicators.export import FORMATS_OF_TABLE, Download
from tests.browser.chromium import find

FOLDER: Final = Path(__file__).parent / "peer_pages"
#: Chosen in turns, by how their names begin: each has charts and cards, and none is shown before it is chosen.
TOPICS: Final = ("talent", "exhibitions")
ROUNDS: Final = 5
TABLE: Final = "table.rows-and-columns"
#: Resolves when nothing on the page has changed for half a second.
_QUIET: Final = """() => new Promise((done) => {
  let timer;
  const wait = () => { clearTimeout(timer); timer = setTimeout(() => { look.disconnect(); done(); }, 500); };
  const look = new MutationObserver(wait);
  roots.forEach((root) => look.observe(root, {subtree: true, childList: true, attributes: true}));
  wait();
})"""


@dataclass(frozen=True)
class Filter:
    """How a topic is chosen on a page and taken back; `choose` leads to the click that is timed."""

    idle: str
    choose: Callable[[Page, str], None]
    undo: Callable[[Page, str], None]


@dataclass(frozen=True, eq=False)
class Peer:
    """A page that is timed: how it is served, what on it is its chart and answers a pointer, and its filter if it has one."""

    name: str
    command: list[str]
    path: str = ""
    health: str = "/"
    chart: str = CHARTS
    interactive: str = INTERACTIVE
    filter: Filter | None = None


def _named(topic: str) -> re.Pattern[str]:
    return re.compile(f"^{topic}", re.IGNORECASE)


def _option(page: Page, topic: str) -> None:
    page.get_by_role("option").first.wait_for()
    page.evaluate(REDRAWN)
    page.get_by_role("option", name=_named(topic)).click()


def _choose_in_streamlit(page: Page, topic: str) -> None:
    page.locator(".st-key-w_topic input").click()
    _option(page, topic)


def _undo_in_streamlit(page: Page, topic: str) -> None:  # noqa: ARG001 - it is the only one chosen
    page.keyboard.press("Escape")
    page.evaluate(REDRAWN)
    page.locator(".st-key-w_topic [data-tag] button").first.click()


def _choose_in_dash(page: Page, topic: str) -> None:
    page.locator("#topic").click()
    _option(page, topic)


def _undo_in_dash(page: Page, topic: str) -> None:
    page.evaluate(REDRAWN)
    page.get_by_role("option", name=_named(topic)).click()
    page.keyboard.press("Escape")


def _press(page: Page, topic: str) -> None:
    page.evaluate(REDRAWN)
    page.get_by_role("button", name=_named(topic)).click()


def _follow_facet(page: Page, topic: str) -> None:
    """Its filters are links: from the click to the first paint of the page behind it."""
    page.evaluate("() => addEventListener('click', () => { sessionStorage.clicked = Date.now() }, true)")
    page.locator(".facet-results").get_by_role("link", name=topic, exact=True).click()
    page.wait_for_url(f"**topic={topic}*")
    page.evaluate("""() => { window.redrawn = new Promise((done) => new PerformanceObserver((paints) => {
        const paint = paints.getEntriesByName("first-contentful-paint")[0];
        if (paint) done(performance.timeOrigin + paint.startTime - sessionStorage.clicked);
    }).observe({ type: "paint", buffered: true })) }""")


def _go_back(page: Page, topic: str) -> None:  # noqa: ARG001 - there is one page to go back to
    page.go_back()
    page.wait_for_selector(TABLE)
    page.evaluate("() => { window.redrawn = 0 }")


IN_STREAMLIT: Final = Filter(IDLE, _choose_in_streamlit, _undo_in_streamlit)
OURS: Final = Peer("dashboard", DASHBOARD, f"/regions?region={REGION}", "/readyz", filter=IN_STREAMLIT)
PEERS: Final = (
    OURS,
    Peer("bare Streamlit", STREAMLIT, health="/_stcore/health"),
    Peer(
        "plain Streamlit",
        streamlit_command(FOLDER / "streamlit_page.py"),
        health="/_stcore/health",
        filter=IN_STREAMLIT,
    ),
    Peer(
        "Dash",
        [sys.executable, "-m", "benchmarks.peer_pages.dash_page"],
        filter=Filter(CHART, _choose_in_dash, _undo_in_dash),
    ),
    Peer(
        "Panel",
        [sys.executable, "-m", "benchmarks.peer_pages.panel_page"],
        filter=Filter(CHART, _press, _press),
    ),
    Peer(
        "Datasette (table)",
        [sys.executable, "-m", "benchmarks.peer_pages.datasette_page"],
        "/figures/region?_facet=topic",
        chart=TABLE,
        interactive="",
        filter=Filter(TABLE, _follow_facet, _go_back),
    ),
)
STATIC: Final = Peer("static page", [], interactive="")


class FilteredPage:
    """One open page, on which a topic is chosen again and again."""

    def __init__(self, browser: Browser, peer: Peer, found: Filter, url: str) -> None:
        self._filter = found
        self._page = browser.new_context(viewport={"width": 1440, "height": 1000}).new_page()
        self._page.add_init_script(ROOTS)
        self._page.goto(url)
        self._page.wait_for_selector(peer.interactive or peer.chart, timeout=60_000)
        self._rest()

    def _rest(self) -> None:
        self._page.wait_for_selector(self._filter.idle)
        self._page.evaluate(_QUIET)

    def seconds(self, topic: str) -> float:
        """From the click on a topic to the frame that shows a chart drawn anew."""
        self._filter.choose(self._page, topic)
        took = float(self._page.evaluate("() => window.redrawn")) / 1000
        self._rest()
        self._filter.undo(self._page, topic)
        self._page.evaluate("() => window.redrawn")
        self._rest()
        return took


def export_figures(file: Path) -> None:
    """Every figure as CSV, as a reader takes it."""
    catalogue, everything = indicators.load(), indicators.Selection()
    about = Download(catalogue, everything, date(2026, 11, 28))
    file.write_bytes(FORMATS_OF_TABLE["observations"]["csv"].write(catalogue.figures(everything), about))


@contextmanager
def _serving() -> Iterator[dict[Peer, str]]:
    """Every page and its address."""
    with TemporaryDirectory() as folder, ExitStack() as stack:
        file = Path(folder) / "figures.csv"
        export_figures(file)
        urls = {}
        for peer in PEERS:
            server = running(peer.command, health=peer.health, **{FILE_VARIABLE: str(file)})
            urls[peer] = stack.enter_context(server).url + peer.path
        with urllib.request.urlopen(urls[OURS]) as answer:
            yield urls | {STATIC: stack.enter_context(static_page(answer.read().decode()))}


def _measure_loads(browser: Browser, urls: dict[Peer, str]) -> dict[Peer, Load]:
    """What is done once, on a server that was just started, is left out."""
    rounds = [
        {peer: load(browser, url, peer.chart, peer.interactive) for peer, url in urls.items()}
        for _ in range(ROUNDS + 1)
    ][1:]
    return {peer: median_load([each[peer] for each in rounds]) for peer in urls}


def _measure_filters(browser: Browser, urls: dict[Peer, str]) -> dict[Peer, float]:
    pages = {peer: FilteredPage(browser, peer, peer.filter, url) for peer, url in urls.items() if peer.filter}
    rounds = [
        {peer: page.seconds(TOPICS[turn % 2]) for peer, page in pages.items()} for turn in range(ROUNDS + 3)
    ][2:]
    return {peer: statistics.median(each[peer] for each in rounds) for peer in pages}


def main() -> None:
    """Print one table: each page, and how many times as long as ours it took."""
    with _serving() as urls, chromium(find()) as browser:
        loads, filters = _measure_loads(browser, urls), _measure_filters(browser, urls)
    print("| page | first content | first chart | chart that answers | KB to first chart | filter to chart |")
    print("|---|--:|--:|--:|--:|--:|")
    for peer in urls:
        found = {
            of: (
                of_load.content,
                of_load.chart,
                of_load.interactive,
                of_load.bytes,
                1000 * filters.get(of, 0),
            )
            for of, of_load in ((peer, loads[peer]), (OURS, loads[OURS]))
        }
        cells = [
            f"{number / 1000:.{0 if column == 3 else 3}f} ({number / ours:.2f})" if number else "–"
            for column, (number, ours) in enumerate(zip(found[peer], found[OURS], strict=True))
        ]
        print(f"| {' | '.join([peer.name, *cells])} |", flush=True)


if __name__ == "__main__":
    main()
