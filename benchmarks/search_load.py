"""How long a program waits for a new search, alone and beside three readers who use pages, at 10,000 figures.

Both are measured in turns, for what else the machine does comes and goes: a new search every tenth of a second.

Run: python -m benchmarks.search_load [CHECKOUT], where another checkout is measured by the same callers.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path

from benchmarks import callers, checking
from benchmarks.servers import DASHBOARD, ROOT, Server, running

ROUNDS, SECONDS, PAUSE_SECONDS = 4, 10.0, 0.1


async def _search(server: Server, numbers: Iterator[int]) -> list[float]:
    """Milliseconds that each of a row of new searches took."""
    waits, end = [], time.perf_counter() + SECONDS
    while time.perf_counter() < end:
        start = time.perf_counter()
        status = await callers.status_of(server, callers.new_search(next(numbers)))
        assert status == 200, status
        waits.append(1000 * (time.perf_counter() - start))
        await asyncio.sleep(PAUSE_SECONDS)
    return waits


async def _beside(server: Server, numbers: Iterator[int]) -> list[float]:
    readers = asyncio.ensure_future(callers.read(server, 2 * SECONDS))
    await asyncio.sleep(0.5)
    try:
        return await _search(server, numbers)
    finally:
        readers.cancel()
        with suppress(asyncio.CancelledError):
            await readers


def main(checkout: Path = ROOT) -> None:
    """Print the waits, and the processor time that the server takes for a search."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "grown.yaml"
        path.write_text(checking.grown(callers.FIGURES), encoding="utf-8")
        with running([*DASHBOARD[:-1], "--data", str(path), "--port"], checkout=checkout) as server:
            server.settle()
            numbers = count()
            asyncio.run(_search(server, numbers))
            alone: list[float] = []
            beside: list[float] = []
            processor = 0.0
            for _ in range(ROUNDS):
                before = server.cpu()
                alone += asyncio.run(_search(server, numbers))
                processor += server.cpu() - before
                beside += asyncio.run(_beside(server, numbers))
    for name, waits in (("alone", alone), (f"beside {callers.READERS} readers", beside)):
        quantiles = statistics.quantiles(waits, n=20)
        print(
            f"{name:<16} median {statistics.median(waits):.1f} ms, 95 of 100 {quantiles[-1]:.1f} ms ({len(waits)})"
        )
    print(f"processor time a search: {1000 * processor / len(alone):.1f} ms")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
