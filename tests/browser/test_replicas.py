"""Two replicas behind the proxy that is shipped: one dies under load, and nobody loses anything."""

from __future__ import annotations

import re
import threading

import httpx
import pytest
from playwright.sync_api import expect

import indicators
from tests.deploy.proxy import Proxy
from tests.deploy.tools import needed

pytestmark = pytest.mark.browser
CATALOGUE = indicators.load()
CONNECTED = '[data-testid="stApp"][data-test-connection-state="CONNECTED"]'
PROGRAMS = 3
ASKED = (
    "/api/v1/observations.json?region=guangdong",
    "/api/v1/observations.csv?topic=talent",
    "/api/v1/regions.json",
    "/api/v1/observations.parquet",
    "/llms.txt",
)


@pytest.fixture
def proxy(replicas, tmp_path):
    with Proxy(needed("nginx"), tmp_path / "proxy", [server.url for server in replicas]) as proxy:
        yield proxy


class Program(threading.Thread):
    """A client that asks again and again, and once more when it gets no answer, as clients do."""

    def __init__(self, url: str, until: threading.Event) -> None:
        super().__init__()
        self.url, self.until = url, until
        self.asked, self.again = 0, 0
        self.failed: list[str] = []

    def run(self) -> None:
        with httpx.Client(base_url=self.url, timeout=30) as client:
            while not self.until.wait(0.03):
                path = ASKED[self.asked % len(ASKED)]
                self.asked += 1
                if self._fault(client, path):
                    self.again += 1
                    if fault := self._fault(client, path):
                        self.failed.append(f"{path}: {fault}")

    @staticmethod
    def _fault(client: httpx.Client, path: str) -> str:
        try:
            answer = client.get(path)
        except httpx.TransportError as error:
            return repr(error)
        return "" if answer.status_code == 200 and answer.content else str(answer.status_code)


@pytest.fixture
def programs(proxy):
    """The load: programs that ask until the test has ended."""
    until = threading.Event()
    running = [Program(proxy.url, until) for _ in range(PROGRAMS)]
    for program in running:
        program.start()
    yield running
    until.set()
    for program in running:
        program.join()


def sessions(server):
    """How many readers are connected to this replica now."""
    counts = httpx.get(f"{server.url}/_stcore/metrics", timeout=10).text
    return int(float(re.search(r"^active_sessions (\S+)$", counts, re.MULTILINE)[1]))


def lead(**filters):
    return f"{len(CATALOGUE.observations(**filters))} figure"


def test_a_replica_dies_and_readers_and_programs_go_on(replicas, proxy, programs, reader):
    page, query = reader.page, "region=guangdong&topic=talent"
    reader.open(f"{proxy.url}/data?{query}")
    expect(page.locator(".ri-lead")).to_contain_text(lead(region="guangdong", topic="talent"))
    [home] = [server for server in replicas if sessions(server)]
    [other] = [server for server in replicas if server is not home]
    before = [program.asked for program in programs]

    home.process.kill()
    home.process.wait()
    page.wait_for_selector(CONNECTED, state="detached")
    page.wait_for_selector(CONNECTED)
    reader.settle()

    # The same reader on the same page with the same filters, in a new session of the other replica.
    assert sessions(other) == 1
    assert reader.query == query
    expect(page.locator(".ri-lead")).to_contain_text(lead(region="guangdong", topic="talent"))
    expect(page.locator(".st-key-w_topic")).to_contain_text("Talent and skills")
    # … and the page is alive: another filter gives other rows.
    page.locator(".st-key-w_topic").get_by_role("combobox").click()
    page.get_by_role("option").filter(has_text="Economic output").click()
    expect(page).to_have_url(f"{proxy.url}/data?{query}&topic=output")
    expect(page.locator(".ri-lead")).to_contain_text(lead(region="guangdong", topic=["talent", "output"]))

    # Programs never stopped; the proxy asked the other replica where the dead one did not answer.
    assert all(program.asked > count for program, count in zip(programs, before, strict=True))
    assert [program.failed for program in programs] == [[]] * PROGRAMS
    assert re.search(
        r" 127\.0\.0\.1:\d+, 127\.0\.0\.1:\d+ \d+, (200|101)$", proxy.log.read_text(), re.MULTILINE
    )
