"""A real server, a real Chromium, and pages that fail a test on any error or request to another host."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright

from tests.articles import SOURCE, article_lines
from tests.browser.chromium import HINT, find

ROOT = Path(__file__).parent.parent.parent
DATA = ROOT / "data" / "indicators.yaml"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
IDLE = '[data-testid="stApp"][data-test-script-state="notRunning"][data-test-connection-state="CONNECTED"]'
#: Streamlit asks for these below the page's own address first, and then at the root: the first answer is 404.
PROBES = ("/_stcore/health", "/_stcore/host-config")
expect.set_options(timeout=30_000)


@dataclass
class Server:
    """A running dashboard with a data file of its own."""

    url: str
    data: Path
    process: subprocess.Popen[bytes]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _start(folder: Path, text: str = "", *options: str) -> Server:
    """A server with a data file in `folder`; on another port where somebody was quicker to take the first."""
    data = folder / "indicators.yaml"
    if text:
        data.write_text(text, encoding="utf-8")
    else:
        shutil.copy(DATA, data)
    for _ in range(3):
        url = f"http://127.0.0.1:{(port := _free_port())}"
        command = [sys.executable, "-m", "indicators", "serve", "--port", str(port), "--data", str(data)]
        with (folder / "server.log").open("wb") as log:
            process = subprocess.Popen([*command, "--metrics", *options], cwd=folder, stdout=log, stderr=log)
        if _answers(url, process):
            return Server(url, data, process)
    raise RuntimeError((folder / "server.log").read_text(encoding="utf-8"))


def _answers(url: str, process: subprocess.Popen[bytes]) -> bool:
    """Wait until the server is ready; whether it is, or has ended."""
    opener = urllib.request.build_opener()
    while process.poll() is None:
        try:
            opener.open(f"{url}/readyz", timeout=5).close()
        except OSError:
            with suppress(subprocess.TimeoutExpired):
                process.wait(0.1)
        else:
            return True
    return False


def _stop(server: Server) -> None:
    server.process.terminate()
    server.process.wait(20)


@pytest.fixture(scope="package")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for the tests that only read."""
    server = _start(tmp_path_factory.mktemp("server"))
    yield server
    _stop(server)


@pytest.fixture(scope="module")
def fresh_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that no other module has visited, with a data file a test may break."""
    server = _start(tmp_path_factory.mktemp("fresh"))
    yield server
    _stop(server)


@pytest.fixture(scope="module")
def articles_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that has the text of one source."""
    folder = tmp_path_factory.mktemp("articles")
    (folder / f"{SOURCE}.txt").write_text("\n".join(article_lines()), encoding="utf-8")
    server = _start(folder, "", "--articles", str(folder))
    yield server
    _stop(server)


@pytest.fixture(scope="module")
def workbench_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with a Workbench, on a data file that a test may write."""
    server = _start(tmp_path_factory.mktemp("workbench"), "", "--workbench")
    yield server
    _stop(server)


@pytest.fixture
def replicas(tmp_path: Path) -> Iterator[list[Server]]:
    """Two servers of the same data, for what must go on when one of them ends."""
    folders = [tmp_path / name for name in ("one", "other")]
    for folder in folders:
        folder.mkdir()
    with ThreadPoolExecutor() as both:
        started = list(both.map(_start, folders))
    yield started
    for server in started:
        _stop(server)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """A browser for the tests of this folder: while Playwright runs, its event loop keeps others off this thread."""
    path = find()
    if path is None:
        if os.environ.get("CI") == "true":
            pytest.fail(HINT)
        pytest.skip(HINT)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


class Reader:
    """Somebody at a browser. `faults` gathers what must not happen, whatever the test looks at.

    `asked` holds the addresses the page has asked for, `console` the errors in the browser's console.
    """

    def __init__(self, context: BrowserContext) -> None:
        self.page: Page = context.new_page()
        self.faults: list[str] = []
        self.asked: list[str] = []
        self.console: list[str] = []
        self.page.on("pageerror", lambda error: self.faults.append(f"script error: {error}"))
        self.page.on("console", self._told)
        self.page.on("dialog", self._spoken_to)
        self.page.on("request", self._asked)
        self.page.on("response", self._answered)

    def _told(self, message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            self.faults.append(f"against the policy: {message.text}")
        elif message.type == "error" and not message.location["url"].endswith(PROBES):
            self.console.append(message.text)

    def _spoken_to(self, dialog: object) -> None:
        self.faults.append(f"dialog: {dialog.message}")  # type: ignore[attr-defined]
        dialog.dismiss()  # type: ignore[attr-defined]

    def _asked(self, request: object) -> None:
        url = request.url  # type: ignore[attr-defined]
        self.asked.append(url)
        if not url.startswith(("http://127.0.0.1", "ws://127.0.0.1", "data:", "blob:")):
            self.faults.append(f"request to another host: {url}")

    def _answered(self, response: object) -> None:
        url = response.url  # type: ignore[attr-defined]
        if response.status >= 400 and not url.endswith(PROBES):  # type: ignore[attr-defined]
            self.faults.append(f"{response.status}: {url}")  # type: ignore[attr-defined]

    def forget(self) -> None:
        """Begin anew: nothing has happened and nothing was asked for."""
        for each in (self.faults, self.asked, self.console):
            each.clear()

    def leave(self) -> None:
        """Close what is open and keep nothing of it, nor of what the test set."""
        self.page.evaluate(
            "() => { if (origin !== 'null') { localStorage.clear(); sessionStorage.clear(); } }"
        )
        self.page.goto("about:blank")
        self.page.emulate_media(media="null", color_scheme="null", reduced_motion="null")

    def open(self, url: str) -> None:
        """Follow a link and wait until the page is complete."""
        self.page.goto(url)
        self.settle()

    def settle(self) -> None:
        """Wait until no script runs, nothing on the page is stale and its first view is gone, three looks in a row."""
        self.page.wait_for_selector(IDLE)
        self.page.wait_for_function(
            """() => {
                const busy = !document.querySelector('IDLE') || document.querySelector('[data-stale="true"], [data-testid="stSkeleton"], [data-testid="stAppSkeleton"], #ri-first');
                window.calm = busy ? 0 : (window.calm || 0) + 1;
                if (window.calm < 3) return false;
                window.calm = 0;
                return true;
            }""".replace("IDLE", IDLE),
            polling=120,
        )

    @property
    def query(self) -> str:
        """What the address says after the question mark."""
        return self.page.url.partition("?")[2]


class Readers:
    """One reader of each kind, so that scripts are fetched and compiled once."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._known: dict[str, Reader] = {}

    @contextmanager
    def at_an_empty_page(self, **options: object) -> Iterator[Reader]:
        """The reader whose browser has these `options` of a context, such as a viewport; faults are told at the end."""
        options = {"viewport": {"width": 1440, "height": 1000}, "locale": "en-GB"} | options
        if repr(options) not in self._known:
            context = self._browser.new_context(**options)  # type: ignore[arg-type]
            context.set_default_timeout(30_000)
            self._known[repr(options)] = Reader(context)
        reader = self._known[repr(options)]
        reader.forget()
        yield reader
        reader.leave()
        reader.page.set_viewport_size(options["viewport"])  # type: ignore[arg-type]
        assert reader.faults == []


@pytest.fixture(scope="package")
def readers(browser: Browser) -> Readers:
    return Readers(browser)


@pytest.fixture
def reader(readers: Readers, request: pytest.FixtureRequest) -> Iterator[Reader]:
    """Somebody at a desk; parametrise with options of a context for somebody else."""
    with readers.at_an_empty_page(**getattr(request, "param", {})) as reader:
        yield reader
