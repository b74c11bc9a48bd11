"""How soon a page is there: the first view against the same page as a static file and a bare Streamlit page, in one run.

Run: python -m benchmarks.first_view [folder for a film of a cold load on a slow network]
"""

from __future__ import annotations

import base64
import http.client
import re
import statistics
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import Browser

from benchmarks.browser import CHART, ROOTS, chromium
from benchmarks.servers import DASHBOARD, STREAMLIT, Server, running
from tests.browser.chromium import find

PATH = "/regions?region=guangzhou"
#: Charts that answer a reader's pointer, and a drawn chart of any of the pages.
INTERACTIVE = CHART
CHARTS = f"#ri-first .ri-plot svg, {INTERACTIVE}"
VISITS = 5
#: Seconds after the beginning of a load at which the film has a frame.
FRAMES = (0.3, 1.0, 3.0)
_SCRIPTS = re.compile(
    r"<template.*?</template>|<script.*?</script>|<link rel=\"(?:modulepreload|stylesheet)\"[^>]*>", re.DOTALL
)
_WATCH = """const watch = (name, selector) => {
    const drawn = roots.flatMap((root) => [...root.querySelectorAll(selector)]);
    if (drawn.some((each) => each.checkVisibility({ visibilityProperty: true }))) window[name] = performance.now();
    else requestAnimationFrame(() => watch(name, selector));
};"""


@dataclass(frozen=True)
class Load:
    """One cold load: milliseconds to the first content, the first chart and the first that answers a pointer.

    And what moved, and bytes until the first chart. What a page never has took no time.
    """

    content: float
    chart: float
    interactive: float
    shift: float
    bytes: float


def load(browser: Browser, url: str, chart: str = CHARTS, interactive: str = INTERACTIVE) -> Load:
    """Open a page with an empty cache; `chart` and `interactive` are selectors, the latter empty for a file."""
    page = browser.new_context(viewport={"width": 1440, "height": 1000}).new_page()
    page.add_init_script(
        f"{ROOTS}{_WATCH}watch('chart', {chart!r}); if ({interactive!r}) watch('interactive', {interactive!r})"
    )
    received = 0

    def finished(event: dict[str, Any]) -> None:
        nonlocal received
        received += int(event["encodedDataLength"])

    devtools = page.context.new_cdp_session(page)
    devtools.send("Network.enable")
    devtools.on("Network.loadingFinished", finished)
    page.goto(url, wait_until="commit")
    page.wait_for_function("() => window.chart", timeout=60_000)
    until = received
    if interactive:
        page.wait_for_function("() => window.interactive", timeout=60_000)
    page.wait_for_timeout(500)
    found: list[float] = page.evaluate("""() => new Promise((then) => {
        let shift = 0;
        new PerformanceObserver((list) => list.getEntries().forEach((each) => shift += each.hadRecentInput ? 0 : each.value))
            .observe({ type: "layout-shift", buffered: true });
        const paint = performance.getEntriesByName("first-contentful-paint")[0].startTime;
        setTimeout(() => then([paint, window.chart, window.interactive ?? 0, shift]), 200);
    })""")
    page.context.close()
    return Load(*found, until)


def median_load(loads: Sequence[Load]) -> Load:
    """The median of several loads, each figure by itself."""
    return Load(*(statistics.median(getattr(each, field.name) for each in loads) for field in fields(Load)))


@contextmanager
def static_page(html: str) -> Iterator[str]:
    """The same page as a file, without scripts, on a server of files."""
    with TemporaryDirectory() as folder:
        (Path(folder) / "index.html").write_text(_SCRIPTS.sub("", html).replace('<div id="root"></div>', ""))
        quiet = type("Quiet", (SimpleHTTPRequestHandler,), {"log_message": lambda *_: None})
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(quiet, directory=folder))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/index.html"
        server.shutdown()


def answer_times(server: Server, paths: list[str]) -> tuple[list[float], float]:
    """Milliseconds of each answer, and answers for each second that the server worked."""
    caller, took = http.client.HTTPConnection("127.0.0.1", server.port), []
    before = server.cpu()
    for path in paths:
        start = time.perf_counter()
        caller.request("GET", path, headers={"Accept-Encoding": "gzip"})
        caller.getresponse().read()
        took.append(1000 * (time.perf_counter() - start))
    return took, len(paths) / max(server.cpu() - before, 0.01)


def film(browser: Browser, url: str, folder: Path) -> None:
    """Frames of a cold load at 1.6 Mbit/s and 150 ms, as the browser painted them: a screenshot would wait for fonts."""
    page = browser.new_context(viewport={"width": 1200, "height": 800}).new_page()
    devtools = page.context.new_cdp_session(page)
    network = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 100_000}
    devtools.send("Network.enable")
    devtools.send("Network.emulateNetworkConditions", network)
    painted: list[tuple[float, str]] = []

    def keep(frame: dict[str, Any]) -> None:
        painted.append((frame["metadata"]["timestamp"], frame["data"]))
        devtools.send("Page.screencastFrameAck", {"sessionId": frame["sessionId"]})

    devtools.on("Page.screencastFrame", keep)
    devtools.send("Page.startScreencast", {"format": "png"})
    start = time.time()
    page.goto(url, wait_until="commit")
    page.wait_for_timeout(1000 * (max(FRAMES) + 1))
    devtools.send("Page.stopScreencast")
    for seconds in FRAMES:
        *_, (_, data) = (frame for frame in painted if frame[0] <= start + seconds)
        (folder / f"{seconds:g}s.png").write_bytes(base64.b64decode(data))
    page.context.close()


def main(folder: str = "") -> None:
    """Print what was measured, the dashboard first."""
    with running(DASHBOARD) as ours, running(STREAMLIT) as bare, chromium(find()) as browser:
        ours.settle()
        with urllib.request.urlopen(ours.url + PATH) as answer:
            html = answer.read().decode()
        regions = sorted(set(re.findall(r"/regions\?region=[a-z-]+", html)))
        cold, _ = answer_times(ours, [f"{path}&lang=zh" for path in regions])
        warm, each_second = answer_times(ours, [PATH] * 1_000)
        print(
            f"cold pages: median {statistics.median(cold):.1f} ms, longest {max(cold):.1f} ms ({len(cold)})"
        )
        print(f"warm page: median {statistics.median(warm):.2f} ms; {each_second:.0f} a second of one core")
        with static_page(html) as file:
            pages = {
                "first view": (ours.url + PATH, CHARTS, INTERACTIVE),
                "static page": (file, CHARTS, ""),
                "bare Streamlit": (bare.url, CHARTS, INTERACTIVE),
            }
            rounds = [
                {name: load(browser, *page) for name, page in pages.items()} for _ in range(VISITS + 1)
            ][1:]  # what is done once is left out
        for name in pages:
            found = median_load([each[name] for each in rounds])
            print(
                f"{name}: content {found.content:.0f} ms, chart {found.chart:.0f} ms, interactive"
                f" {found.interactive:.0f} ms, {found.bytes / 1000:.0f} KB, shift {found.shift:.4f}"
            )
        if folder:
            film(browser, ours.url + PATH, Path(folder))


if __name__ == "__main__":
    main(*sys.argv[1:])
