"""Three readers beside twenty callers who ask the API for what nobody asked before.

A page must open, and a filter change, in at most twice the time that it takes without them: 95 of 100.
Both are measured in turns, for what else the machine does comes and goes.

Run: python -m benchmarks.callers [CHECKOUT], where another checkout is measured by the same callers.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path
from urllib.parse import quote

from benchmarks import checking
from benchmarks.readers import DASHBOARD_VISITS, Reader
from benchmarks.servers import DASHBOARD, ROOT, Server, running

FIGURES = 10_000
READERS, CALLERS = 3, 20
ROUNDS, SECONDS = 3, 12.0
_WORDS = [
    "trade",
    "guangzhou",
    "nansha",
    "growth",
    "exports",
    "billion",
    "percent",
    "revenue",
    "port",
    "firms",
    "area",
    "bay",
    "广州",
    "外贸",
]
_FIELDS = [
    "period",
    "value",
    "low",
    "high",
    "qualifier",
    "basis",
    "unit",
    "status",
    "stated",
    "source",
    "timing",
    "publisher",
]


def new_search(number: int) -> str:
    """The address of a search that no other number gives."""
    return f"/api/v1/observations.json?q={quote(_WORDS[number % len(_WORDS)])}%20{1_000_001 + 2 * number}"


def _new_file(number: int) -> str:
    """A workbook of every figure: other columns each time."""
    chosen = [name for place, name in enumerate(_FIELDS) if (number + 1) >> place & 1]
    return f"/api/v1/observations.xlsx?fields=region,indicator,{','.join(chosen)}"


#: What nobody asked before, by a number that does not come again.
NEW_QUESTIONS = {"searches": new_search, "XLSX files": _new_file}


async def status_of(server: Server, path: str) -> int:
    """The status of the answer at `path`, which is read to its end."""
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    try:
        writer.write(
            f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nConnection: close\r\n\r\n".encode()
        )
        answer = await reader.read(12)
        while await reader.read(1 << 16):
            pass
        return int(answer[9:12])
    finally:
        writer.close()


async def _ask_without_end(
    server: Server, question: Callable[[int], str], numbers: Iterator[int], answers: Counter[int]
) -> None:
    async def call() -> None:
        while True:
            with suppress(OSError, ValueError):
                answers[await status_of(server, question(next(numbers)))] += 1

    await asyncio.gather(*(call() for _ in range(CALLERS)))


async def read(server: Server, seconds: float) -> tuple[list[float], list[float]]:
    """Seconds that each opening of a page and each change of a filter took three readers."""
    opened: list[float] = []
    changed: list[float] = []

    async def read(number: int) -> None:
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            reader = Reader(server.url, *DASHBOARD_VISITS[number % len(DASHBOARD_VISITS)])
            opened.append(await reader.open())
            for _ in range(4):
                await asyncio.sleep(0.3)
                changed.append(await reader.change())
            await reader.close()
            number += READERS

    await asyncio.gather(*(read(number) for number in range(READERS)))
    return opened, changed


async def _beside(work: Awaitable[None], server: Server) -> tuple[list[float], list[float]]:
    callers = asyncio.ensure_future(work)
    try:
        return await read(server, SECONDS)
    finally:
        callers.cancel()
        with suppress(asyncio.CancelledError):
            await callers


def _p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


def measured(checkout: Path = ROOT) -> Iterator[tuple[str, float, float, str]]:
    """What is measured, alone and beside the callers, and what these were answered."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "grown.yaml"
        path.write_text(checking.grown(FIGURES), encoding="utf-8")
        with running([*DASHBOARD[:-1], "--data", str(path), "--port"], checkout=checkout) as server:
            server.settle()
            yield from _measured(server)


def _measured(server: Server) -> Iterator[tuple[str, float, float, str]]:
    asyncio.run(read(server, 3.0))
    for name, question in NEW_QUESTIONS.items():
        alone: tuple[list[float], list[float]] = ([], [])
        beside: tuple[list[float], list[float]] = ([], [])
        answers, numbers = Counter[int](), count()
        for _ in range(ROUNDS):
            for found, times in (
                (alone, asyncio.run(read(server, SECONDS))),
                (beside, asyncio.run(_beside(_ask_without_end(server, question, numbers, answers), server))),
            ):
                found[0].extend(times[0])
                found[1].extend(times[1])
        told = ", ".join(f"{status}: {n / SECONDS / ROUNDS:.1f}/s" for status, n in sorted(answers.items()))
        for n, what in enumerate(("page", "filter")):
            yield f"{what} beside {CALLERS} callers of new {name}", _p95(alone[n]), _p95(beside[n]), told


def main(checkout: Path = ROOT) -> None:
    """Print one line a measurement."""
    for what, alone, beside, told in measured(checkout):
        print(f"{what:<48} alone {alone:.3f} s, beside {beside:.3f} s, ratio {beside / alone:.2f} ({told})")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
