"""Does a server stay well while its data file is replaced again and again, now and then by a bad one?

Readers change filters, programs ask the API, and every ten seconds another file is renamed over the
served one. Shows memory along the way (that of the process that reads files included), against the
limit of `deploy/`, then what was lost or failed and every line of log that is no summary.

Run: python -m benchmarks.soak [--seconds 600] [--figures 7000] [--readers 12] [--callers 4]
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import os
import re
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.checking import grown
from benchmarks.readers import DASHBOARD_VISITS, Reader
from benchmarks.servers import Server, running

#: Bytes that a replica may take, as `deploy/` says; this machine need not be able to hold it to them.
LIMIT = 768 * 2**20
#: Serves as `indicators serve` does, on a machine that has LIMIT.
PROGRAM = f"""
import sys
from indicators.check import memory
memory._resident_limits = lambda: [{LIMIT}]
from indicators.cli import main
main(sys.argv[1:], prog_name="indicators")
"""
UPDATE_SECONDS, SAMPLE_SECONDS = 10.0, 0.25
#: Every so many updates a bad file comes.
BAD_EVERY = 3
#: Lines of log that say in short what happened.
SUMMARIES = re.compile(
    r"now serving |keeping the last good data|and [\d,]+ more |\S+: reading it takes more than|\S+:\d+:\d+: |Serving |\s*$"
)
CALLS = (
    "/api/v1/observations.json?limit=50&offset={n}",
    "/api/v1/observations.csv?region=guangzhou",
    "/api/v1/status.json",
    "/api/v1/indicators.json",
    "/healthz",
    "/api/v1/observations.json?q={n}",
)


def bad_files() -> dict[str, bytes]:
    """Kinds of bad file of some megabytes, by name."""
    size = 8 * 2**20
    return {
        "unknown keys": "".join(f"key{n}: value{n}\n" for n in range(size // 18)).encode(),
        "one key": b"key1: value1\n" * (size // 13),
        "empty records": b"indicators: [" + b"{}," * (size // 3) + b"]",
        "aliases": b"- &a x\n- *a\n" * (size // 12),
        "one scalar": b"dataset: " + b"x" * size,
        "deep": b"[" * size,
        "binary": os.urandom(size),
        "half": grown(2_000).encode()[:300_000],
        "too many": grown(45_000).encode(),
    }


@dataclass
class Outcome:
    """What happened meanwhile."""

    began: float = field(default_factory=time.perf_counter)
    samples: list[tuple[float, float, float]] = field(default_factory=list)
    """Seconds since the beginning, MB of the server, MB of it and the processes it started."""
    counts: Counter[str] = field(default_factory=Counter)
    waits: list[float] = field(default_factory=list)
    """Seconds that calls of the API took."""
    changes: list[float] = field(default_factory=list)
    """Seconds from a changed filter to the complete page."""
    complaints: list[str] = field(default_factory=list)

    @property
    def seconds(self) -> float:
        """Since the beginning."""
        return time.perf_counter() - self.began


def resident(pid: int) -> float:
    """MB of memory that a process has to itself or maps (Linux); 0 when it is gone."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20
    except OSError:
        return 0.0


def children(pid: int) -> list[int]:
    """The processes that a process started (Linux)."""
    found = []
    for path in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            found += [int(child) for child in path.read_text().split()]
        except OSError:
            continue
    return found


async def _sample(server: Server, outcome: Outcome, end: float) -> None:
    while outcome.seconds < end:
        own = resident(server.process.pid)
        outcome.samples.append((outcome.seconds, own, own + sum(map(resident, children(server.process.pid)))))
        await asyncio.sleep(SAMPLE_SECONDS)


async def _update(path: Path, figures: int, outcome: Outcome, end: float) -> None:
    """Rename another file over the served one every UPDATE_SECONDS."""
    good = await asyncio.to_thread(grown, figures)
    bad = itertools.cycle((await asyncio.to_thread(bad_files)).items())
    for n in itertools.count(1):
        await asyncio.sleep(UPDATE_SECONDS)
        if outcome.seconds > end:
            return
        name, content = next(bad) if n % BAD_EVERY == 0 else ("good", f"{good}# {n}\n".encode())
        outcome.counts[f"update: {name}"] += 1
        beside = path.with_suffix(".new")
        beside.write_bytes(content)
        beside.replace(path)


async def _read(server: Server, n: int, outcome: Outcome, end: float) -> None:
    """One reader after the other changes a filter and looks whether the address still says so."""
    while outcome.seconds < end:
        reader = Reader(server.url, *DASHBOARD_VISITS[n % len(DASHBOARD_VISITS)])
        try:
            await reader.open()
            name = reader.widget.removeprefix("w_")
            for _ in range(20):
                if outcome.seconds > end:
                    break
                outcome.changes.append(await reader.change())
                outcome.counts["filters changed"] += 1
                await asyncio.sleep(3)
                before = urllib.parse.parse_qs(reader.query).get(name)
                await reader.rerun()
                if urllib.parse.parse_qs(reader.query).get(name) != before:
                    outcome.counts["filters lost"] += 1
            await reader.close()
        except Exception as error:
            outcome.counts["readers cut off"] += 1
            outcome.complaints.append(f"{outcome.seconds:.0f} s: a reader: {error!r}"[:300])
            await asyncio.sleep(1)


def _ask(url: str) -> int:
    try:
        with urllib.request.urlopen(url, timeout=60) as answer:
            answer.read()
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


async def _call(server: Server, n: int, outcome: Outcome, end: float) -> None:
    """One program asks again and again."""
    for k in itertools.count(n):
        if outcome.seconds > end:
            return
        address, start = CALLS[k % len(CALLS)].format(n=k), time.perf_counter()
        try:
            status = await asyncio.to_thread(_ask, server.url + address)
        except OSError as error:
            status = 0
            outcome.complaints.append(f"{outcome.seconds:.0f} s: {address}: {error}")
        outcome.waits.append(time.perf_counter() - start)
        outcome.counts["calls" if status == 200 else f"calls failed with {status}"] += 1
        await asyncio.sleep(0.25)


async def _soak(server: Server, path: Path, chosen: argparse.Namespace) -> Outcome:
    outcome = Outcome()
    await asyncio.gather(
        _sample(server, outcome, chosen.seconds),
        _update(path, chosen.figures, outcome, chosen.seconds),
        *(_read(server, n, outcome, chosen.seconds) for n in range(chosen.readers)),
        *(_call(server, n, outcome, chosen.seconds) for n in range(chosen.callers)),
    )
    return outcome


def _show(outcome: Outcome, log: list[str]) -> None:
    print(f"{'seconds':>8} {'server MB':>10} {'most MB':>8} {'with reading, most MB':>22}")
    for _, group in itertools.groupby(outcome.samples, lambda sample: int(sample[0] // 15)):
        part = list(group)
        print(
            f"{part[-1][0]:>8.0f} {part[-1][1]:>10.0f} {max(s[1] for s in part):>8.0f} {max(s[2] for s in part):>22.0f}"
        )
    most = max(sample[2] for sample in outcome.samples)
    print(f"most memory at once {most:.0f} MB, {'WITHIN' if most <= LIMIT / 2**20 else 'OVER'} the limit")
    for name, times in (("filter to page", outcome.changes), ("call", outcome.waits)):
        ordered = sorted(times) or [0.0]
        print(
            f"{name}: median {ordered[len(ordered) // 2]:.2f} s, 95 of 100 {ordered[len(ordered) * 95 // 100]:.2f} s, worst {ordered[-1]:.2f} s"
        )
    for name, n in sorted(outcome.counts.items()):
        print(f"{name}: {n:,}")
    print(f"filters lost: {outcome.counts['filters lost']}")
    strange = [line for line in log if not SUMMARIES.search(line)]
    print(f"log: {len(log):,} lines, {sum(map(len, log)):,} bytes, {len(strange)} that are no summary")
    print("\n".join([*strange[:20], *outcome.complaints[:20]]))


def main(arguments: list[str]) -> None:
    """Serve, disturb, and show what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--figures", type=int, default=7_000)
    parser.add_argument("--readers", type=int, default=12)
    parser.add_argument("--callers", type=int, default=4)
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        path, log = Path(folder) / "indicators.yaml", Path(folder) / "log"
        path.write_text(grown(chosen.figures), encoding="utf-8")
        command = [sys.executable, "-c", PROGRAM, "serve", "--data", str(path), "--port"]
        with log.open("wb") as lines, running(command, lines) as server:
            server.settle()
            outcome = asyncio.run(_soak(server, path, chosen))
            if server.process.poll() is not None:
                outcome.complaints.append(f"THE SERVER ENDED with {server.process.returncode}")
        _show(outcome, log.read_text(encoding="utf-8", errors="replace").splitlines())


if __name__ == "__main__":
    main(sys.argv[1:])
