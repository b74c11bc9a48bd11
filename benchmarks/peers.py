"""A region's page beside the same made with other tools: first chart, and from a filter to its chart, in one run.

All read the same export: plain Streamlit with plotly.express, and Dash (the extra `bench`). They are asked in turns,
so that what else the machine does comes to all. Run: python -m benchmarks.peers
"""

from __future__ import annotations

import re
import statistics
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from playwright.sync_api import Browser, Page

import indicators
from benchmarks.browser import CHART, IDLE, REDRAWN, chromium, visit
from benchmarks.peer_pages.figures import FILE_VARIABLE, REGION
from benchmarks.servers import DASHBOARD, running, streamlit_command
from indicators.export import FORMATS_OF_TABLE, Download
from tests.browser.chromium import find

FOLDER: Final = Path(__file__).parent / "peer_pages"
#: Chosen in turns, by how their names begin: each has charts and cards, and none is shown before it is chosen.
TOPICS: Final = ("talent", "exhibitions")
ROUNDS: Final = 5


@dataclass(frozen=True)
class Peer:
    """A page that is timed: how it is served, and how a topic is chosen on it and taken back."""

    name: str
    command: list[str]
    path: str
    health: str
    idle: str
    choose: Callable[[Page, str], None]
    """Opens the filter and calls for the option; the click on it is timed."""
    undo: Callable[[Page, str], None]


def _option(page: Page, topic: str) -> None:
    page.evaluate(REDRAWN)
    page.get_by_role("option", name=re.compile(f"^{topic}", re.IGNORECASE)).click()


def _choose_in_streamlit(page: Page, topic: str) -> None:
    page.locator(".st-key-w_topic input").click()
    page.get_by_role("option").first.wait_for()
    _option(page, topic)


def _undo_in_streamlit(page: Page, topic: str) -> None:  # noqa: ARG001 - it is the only one chosen
    page.keyboard.press("Escape")
    page.locator(".st-key-w_topic [data-tag] button").first.click()


def _choose_in_dash(page: Page, topic: str) -> None:
    page.locator("#topic").click()
    page.get_by_role("option").first.wait_for()
    _option(page, topic)


def _undo_in_dash(page: Page, topic: str) -> None:
    page.get_by_role("option", name=re.compile(f"^{topic}", re.IGNORECASE)).click()
    page.keyboard.press("Escape")


PEERS: Final = (
    Peer(
        "plain Streamlit",
        streamlit_command(FOLDER / "streamlit_page.py"),
        "",
        "/_stcore/health",
        IDLE,
        _choose_in_streamlit,
        _undo_in_streamlit,
    ),
    Peer(
        "Dash",
        [sys.executable, "-m", "benchmarks.peer_pages.dash_page"],
        "",
        "/",
        CHART,
        _choose_in_dash,
        _undo_in_dash,
    ),
    Peer(
        "dashboard",
        DASHBOARD,
        f"/regions?region={REGION}",
        "/readyz",
        IDLE,
        _choose_in_streamlit,
        _undo_in_streamlit,
    ),
)


class FilteredPage:
    """One open page, on which a topic is chosen again and again."""

    def __init__(self, browser: Browser, peer: Peer, url: str) -> None:
        self._peer, self._page = (
            peer,
            browser.new_context(viewport={"width": 1440, "height": 1000}).new_page(),
        )
        self._page.goto(url)
        self._page.wait_for_selector(CHART, timeout=60_000)
        self._rest()

    def _rest(self) -> None:
        self._page.wait_for_selector(self._peer.idle)
        self._page.wait_for_timeout(500)

    def seconds(self, topic: str) -> float:
        """From the click on a topic to the frame that shows a chart drawn anew."""
        self._peer.choose(self._page, topic)
        took = float(self._page.evaluate("() => window.redrawn")) / 1000
        self._rest()
        self._page.evaluate(REDRAWN)
        self._peer.undo(self._page, topic)
        self._page.evaluate("() => window.redrawn")
        self._rest()
        return took


def export_figures(file: Path) -> None:
    """Every figure as CSV, as a reader takes it."""
    catalogue, everything = indicators.load(), indicators.Selection()
    about = Download(catalogue, everything, date(2026, 11, 28))
    file.write_bytes(FORMATS_OF_TABLE["observations"]["csv"].write(catalogue.figures(everything), about))


def measure() -> Iterator[tuple[str, dict[str, float]]]:
    """What is waited for → seconds by the name of the page, medians."""
    with TemporaryDirectory() as folder, ExitStack() as stack:
        file = Path(folder) / "figures.csv"
        export_figures(file)
        urls = {
            peer.name: stack.enter_context(
                running(peer.command, health=peer.health, **{FILE_VARIABLE: str(file)})
            ).url
            + peer.path
            for peer in PEERS
        }
        browser = stack.enter_context(chromium(find()))
        yield from _measure_visits(browser, urls)
        yield "filter to chart", _measure_filters(browser, urls)


def _measure_visits(browser: Browser, urls: dict[str, str]) -> Iterator[tuple[str, dict[str, float]]]:
    """What is done once, on a server that was just started, is left out."""
    visits = [
        {peer.name: visit(browser, urls[peer.name], idle=peer.idle) for peer in PEERS}
        for _ in range(ROUNDS + 1)
    ][1:]
    for what in ("cold", "warm"):
        seconds = {name: statistics.median(getattr(each[name], what) for each in visits) for name in urls}
        yield f"first chart, {what} browser", seconds


def _measure_filters(browser: Browser, urls: dict[str, str]) -> dict[str, float]:
    pages = {peer.name: FilteredPage(browser, peer, urls[peer.name]) for peer in PEERS}
    rounds = [
        {name: page.seconds(TOPICS[turn % 2]) for name, page in pages.items()}
        for turn in range(2 * ROUNDS + 2)
    ][2:]
    return {name: statistics.median(each[name] for each in rounds) for name in pages}


def main() -> None:
    """Print one table."""
    names = [peer.name for peer in PEERS]
    print(f"| what | {' | '.join(names)} | {' | '.join(f'ours / {name}' for name in names[:-1])} |")
    print(f"|---|{'--:|' * (2 * len(names) - 1)}")
    for what, seconds in measure():
        found = [f"{seconds[name]:.3f} s" for name in names]
        ratios = [f"{seconds[names[-1]] / seconds[name]:.2f}" for name in names[:-1]]
        print(f"| {' | '.join([what, *found, *ratios])} |", flush=True)


if __name__ == "__main__":
    main()
