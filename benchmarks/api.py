"""The API against a route that returns the same bytes ready-made, over loopback, in one process.

Ratios, not milliseconds, travel between machines: 1.0 would mean that asking, checking and
naming the answer cost nothing. Run: python benchmarks/api.py
"""

from __future__ import annotations

import http.client
import socket
import threading
import time

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from indicators.paths import DATA_FILE
from indicators.web.api import ApiDispatcher
from indicators.web.live_catalogue import LiveCatalogue
from indicators.web.page_runs import PageRuns

with socket.socket() as _free:
    _free.bind(("127.0.0.1", 0))
    PORT = _free.getsockname()[1]
SECONDS, ROUNDS = 2.0, 3
QUESTIONS = {
    "page of 1": "/api/v1/observations.json?limit=1",
    "one plan and region": "/api/v1/observations.json?region=guangzhou&plan=14",
    "every figure": "/api/v1/observations.json",
    "every figure as CSV": "/api/v1/observations.csv",
    "one figure": "/api/v1/observations/gdp.greater-bay-area.2024.json",
}


def fetch(connection: http.client.HTTPConnection, path: str, headers: dict[str, str]) -> bytes:
    """The body at `path`."""
    connection.request("GET", path, headers=headers)
    return connection.getresponse().read()


def rate(path: str, headers: dict[str, str]) -> float:
    """Requests a second that one client gets answered, one after the other; the best of some rounds."""
    connection = http.client.HTTPConnection("127.0.0.1", PORT)
    fetch(connection, path, headers)
    best = 0.0
    for _ in range(ROUNDS):
        done, start = 0, time.perf_counter()
        while time.perf_counter() - start < SECONDS / ROUNDS:
            fetch(connection, path, headers)
            done += 1
        best = max(best, done / (time.perf_counter() - start))
    connection.close()
    return best


def served(ready: dict[str, bytes]) -> uvicorn.Server:
    """A running server of the API and of a route that returns what lies `ready`."""

    async def answer(request: Request) -> Response:
        packed = {"Content-Encoding": "gzip"} if "gzip" in request.headers.get("accept-encoding", "") else {}
        return Response(ready[request.url.query], headers=packed, media_type="application/json")

    app = ApiDispatcher(
        Starlette(routes=[Route("/ready", answer)]), live=LiveCatalogue(DATA_FILE), pages=PageRuns()
    )
    server = uvicorn.Server(uvicorn.Config(app, port=PORT, log_level="warning"))
    threading.Thread(target=server.run, daemon=True).start()
    while not server.started:
        time.sleep(0.05)
    return server


def main() -> None:
    """Print one line a question."""
    ready: dict[str, bytes] = {}
    server = served(ready)
    print(f"{'question':<22}{'':<7}{'bytes':>9}{'ready/s':>9}{'API/s':>9}{'ratio':>7}")
    for packing, headers in (("plain", {}), ("gzip", {"Accept-Encoding": "gzip"})):
        for name, path in QUESTIONS.items():
            ready["x"] = fetch(http.client.HTTPConnection("127.0.0.1", PORT), path, headers)
            plain, ours = rate("/ready?x", headers), rate(path, headers)
            print(f"{name:<22}{packing:<7}{len(ready['x']):>9,}{plain:>9.0f}{ours:>9.0f}{plain / ours:>7.2f}")
    server.should_exit = True


if __name__ == "__main__":
    main()
