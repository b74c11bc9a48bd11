"""Does memory stay flat while a data file is replaced again and again, and pages and files are asked for?

Run: python -m benchmarks.updates [updates] [figures]
"""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from benchmarks.checking import grown
from benchmarks.readers import DASHBOARD_VISITS, Reader
from benchmarks.servers import DASHBOARD, Server, running

#: Asked of every version: what keeps answers in the server.
CALLS = (
    "/api/v1/observations.csv?region=guangzhou",
    "/api/v1/observations.xlsx?region=guangdong",
    "/api/v1/observations.json?q=trade",
    "/api/v1/indicators.csv",
    "/llms.txt",
    "/api/v1/catalog.jsonld",
)
#: Updates after which memory is what it then stays, and the part of it by which it may differ (0-1).
SETTLED, TOLERANCE = 5, 0.10
#: Seconds within which a new version is served.
PATIENCE = 120.0


def _digest(server: Server) -> str:
    with urllib.request.urlopen(f"{server.url}/api/v1/status.json", timeout=60) as answer:
        return str(json.load(answer)["digest"])


def _replace(server: Server, path: Path, text: str) -> None:
    """Put `text` in the place of the served file and wait until it is served."""
    before, end = _digest(server), time.perf_counter() + PATIENCE
    beside = path.with_suffix(".new")
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)
    while _digest(server) == before:
        if time.perf_counter() > end:
            raise RuntimeError("the new version is not served")
        time.sleep(0.2)


async def _visit(server: Server) -> None:
    """Open each page and change a filter there."""
    for each in DASHBOARD_VISITS:
        reader = Reader(server.url, *each)
        await reader.open()
        await reader.change()
        await reader.close()


def main(updates: int, figures: int) -> None:
    """Print the memory after each update, and whether it stayed flat."""
    text, found = grown(figures), []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "indicators.yaml"
        path.write_text(text, encoding="utf-8")
        with running([*DASHBOARD[:-1], "--data", str(path), "--port"]) as server:
            server.settle()
            print(f"{'updates':>8} {'MB':>7}\n{0:>8} {server.memory():>7.1f}", flush=True)
            for n in range(1, updates + 1):
                _replace(server, path, f"{text}# {n}\n")
                asyncio.run(_visit(server))
                for address in CALLS:
                    urllib.request.urlopen(server.url + address, timeout=60).read()
                found.append(server.memory())
                print(f"{n:>8} {found[-1]:>7.1f}", flush=True)
    settled = found[SETTLED - 1 :]
    grew = max(settled) / settled[0] - 1
    print(
        f"after update {SETTLED} it grew by {grew:.1%} at most: {'flat' if grew <= TOLERANCE else 'NOT FLAT'}"
    )


if __name__ == "__main__":
    main(*(int(each) for each in (sys.argv[1:3] + ["40", "7000"][len(sys.argv) - 1 :])))
