"""What a reader at a browser waits for: first chart, chart after a filter, bytes over the wire.

Chromium, driven by Playwright. A cold browser has an empty cache; a warm one has been here before
and opens the page in a new tab.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
CHART = ".js-plotly-plot .main-svg"
TABLE = '[data-testid="stDataFrame"]'
#: Keeps every shadow root of a page, in which some tools draw, and tells of new ones.
ROOTS = """window.roots = [document];
const attach = Element.prototype.attachShadow;
Element.prototype.attachShadow = function (...given) {
  const root = attach.apply(this, given);
  roots.push(root);
  dispatchEvent(new CustomEvent('root', {detail: root}));
  return root;
};"""
IDLE = '[data-testid="stApp"][data-test-script-state="notRunning"]'
#: Starts at the next click; resolves with the milliseconds until the frame that shows a chart drawn anew.
REDRAWN = """() => { window.redrawn = new Promise((done, fail) => {
  let start = null;
  addEventListener('click', () => { start = start ?? performance.now(); }, {capture: true, once: true});
  // what the pointer shows over a chart is none of its marks
  const chart = (node) => node.nodeType === 1 && (node.closest('.cartesianlayer') || node.querySelector('.main-svg'));
  const look = new MutationObserver((changes) => {
    if (start === null || !changes.some((c) => (c.type === 'attributes' ? [c.target] : [...c.addedNodes]).some(chart))) return;
    look.disconnect();
    requestAnimationFrame(() => done(performance.now() - start));
  });
  const observe = (root) => look.observe(root, {subtree: true, childList: true, attributes: true, attributeFilter: ['d', 'points']});
  (window.roots ?? [document.body]).forEach(observe);
  addEventListener('root', (event) => observe(event.detail));
  setTimeout(() => fail(new Error('no chart was drawn anew')), 30000);
}); }"""


@dataclass(frozen=True)
class Visit:
    """One opened page."""

    cold: float
    """Seconds until the first chart shows, empty cache."""
    warm: float
    """Seconds until the first chart shows, second visit."""
    wire: float
    """Bytes received over HTTP by the cold visit, as sent (compressed where they were)."""


@contextmanager
def chromium(executable: str | None) -> Iterator[Browser]:
    """A headless browser for the time of the block."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        yield browser
        browser.close()


def visit(browser: Browser, url: str, wait_for: str = CHART, idle: str = IDLE) -> Visit:
    """Open `url` twice with one browser profile that starts empty; `idle` is there when the page has come whole."""
    context = browser.new_context(viewport={"width": 1440, "height": 1000})
    received = 0

    def finished(event: dict[str, Any]) -> None:
        nonlocal received
        received += int(event["encodedDataLength"])

    page = context.new_page()
    devtools = context.new_cdp_session(page)
    devtools.send("Network.enable")
    devtools.on("Network.loadingFinished", finished)
    cold = _seconds_to(page, url, wait_for)
    page.wait_for_selector(idle)
    page.wait_for_load_state("networkidle")
    wire = received
    page.close()
    warm = _seconds_to(context.new_page(), url, wait_for)
    context.close()
    return Visit(cold, warm, wire)


def typical(visits: Sequence[Visit]) -> Visit:
    """The median of several visits, each figure by itself."""
    return Visit(
        *(statistics.median(getattr(each, field.name) for each in visits) for field in fields(Visit))
    )


def _seconds_to(page: Page, url: str, wait_for: str) -> float:
    start = time.perf_counter()
    page.goto(url, wait_until="commit")
    page.wait_for_selector(wait_for, state="visible", timeout=60_000)
    return time.perf_counter() - start


def filter_times(browser: Browser, url: str, key: str, times: int) -> list[float]:
    """Seconds from choosing in the multiselect `key` to a chart drawn anew, `times` over."""
    page = browser.new_context(viewport={"width": 1440, "height": 1000}).new_page()
    page.goto(url)
    page.wait_for_selector(CHART, timeout=60_000)
    took = []
    for turn in range(times):
        page.wait_for_selector(IDLE)
        page.locator(f".st-key-{key} input").click()
        option = page.get_by_role("option").nth(1 + turn % 2)  # the first option chooses all
        option.wait_for()
        page.evaluate(REDRAWN)
        option.click()
        took.append(page.evaluate("() => window.redrawn") / 1000)
        page.wait_for_selector(IDLE)
        page.keyboard.press("Escape")
        page.locator(f".st-key-{key} [data-tag] button").first.click()
    page.context.close()
    return took
