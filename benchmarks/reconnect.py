"""What one server takes when all its readers connect at the same moment, and do so again: after a restart, or
when a network comes back.

The server is started with the open files that `deploy/` allows; its threads, open files and memory are
counted meanwhile and set beside what `deploy/` allows. Every reader must get a whole page, both times, and
the second time asks for the session it had, as a browser does.

Run: python -m benchmarks.reconnect [--readers 200] (Linux; on two cores about two minutes for 200 readers)
"""

from __future__ import annotations

import argparse
import asyncio
import re
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import yaml

from benchmarks.readers import DASHBOARD_VISITS, Reader
from benchmarks.servers import DASHBOARD, ROOT, Server, running
from benchmarks.soak import children, resident

SAMPLE_SECONDS, HEALTH_SECONDS = 0.02, 0.25


@dataclass(frozen=True)
class Usage:
    """Threads, open files and MB of memory: what a server uses at most, or may use."""

    threads: int
    files: int
    memory: float


@dataclass(frozen=True)
class Outcome:
    """What happened."""

    rounds: list[list[float]]
    """For each time they connected: the seconds each reader waited for a whole page."""
    peak: Usage
    health: float
    """The longest that `/healthz` took to answer meanwhile, in seconds."""
    log: list[str]
    """What the server said after its start."""


def shipped() -> Usage:
    """What `deploy/` allows one replica; where its files differ, the least."""
    compose = yaml.safe_load((ROOT / "deploy" / "compose.yaml").read_text(encoding="utf-8"))
    replica = compose["services"]["replica"]
    limits, files = replica["deploy"]["resources"]["limits"], replica["ulimits"]["nofile"]
    unit = (ROOT / "deploy" / "systemd" / "regional-indicators@.service").read_text(encoding="utf-8")
    given = {name: int(number) for name, number in re.findall(r"^(\w+)=(\d+)M?$", unit, re.MULTILINE)}
    return Usage(
        min(limits["pids"], given["TasksMax"]),
        min(files["soft"], files["hard"], given["LimitNOFILE"]),
        min(int(limits["memory"].removesuffix("M")), given["MemoryMax"]),
    )


def reconnect(readers: int, limits: Usage) -> Outcome:
    """`readers` connect at once, are all cut off, and connect at once again; any failure is raised."""
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "log"
        command = ["prlimit", f"--nofile={limits.files}:{limits.files}", *DASHBOARD]
        with log.open("wb") as lines, running(command, lines) as server:
            server.settle()
            said = log.stat().st_size
            with _sampled(server) as samples, _asked(f"{server.url}/healthz") as health:
                rounds = asyncio.run(_connect_twice(server.url, readers))
            later = log.read_bytes()[said:].decode(errors="replace").splitlines()
    peak = Usage(*(max(values) for values in zip(*samples, strict=True)))
    return Outcome(rounds, peak, max(health), later)


async def _connect_twice(url: str, readers: int) -> list[list[float]]:
    group = [Reader(url, *DASHBOARD_VISITS[n % len(DASHBOARD_VISITS)]) for n in range(readers)]
    rounds = []
    for _ in range(2):
        rounds.append(await asyncio.gather(*(reader.open() for reader in group)))
        await asyncio.gather(*(reader.close() for reader in group))
    return rounds


@contextmanager
def _sampled(server: Server) -> Iterator[list[tuple[int, int, float]]]:
    """Threads, files and MB of the server and the processes it started, counted again and again (Linux)."""
    samples: list[tuple[int, int, float]] = []
    end = threading.Event()

    def sample() -> None:
        while not end.wait(SAMPLE_SECONDS):
            pid = server.process.pid
            every = [pid, *children(pid)]
            threads = sum(_entries(f"/proc/{each}/task") for each in every)
            samples.append((threads, _entries(f"/proc/{pid}/fd"), sum(map(resident, every))))

    sampler = threading.Thread(target=sample)
    sampler.start()
    try:
        yield samples
    finally:
        end.set()
        sampler.join()


@contextmanager
def _asked(url: str) -> Iterator[list[float]]:
    """Seconds that each of a row of calls took until it was answered."""
    waits: list[float] = []
    end = threading.Event()

    def ask() -> None:
        while not waits or not end.wait(HEALTH_SECONDS):
            start = time.perf_counter()
            with urllib.request.urlopen(url, timeout=120) as answer:
                answer.read()
            waits.append(time.perf_counter() - start)

    caller = threading.Thread(target=ask)
    caller.start()
    try:
        yield waits
    finally:
        end.set()
        caller.join()


def _entries(folder: str) -> int:
    try:
        return sum(1 for _ in Path(folder).iterdir())
    except OSError:  # a process that ended meanwhile
        return 0


def main(arguments: list[str]) -> None:
    """Print what was used beside what is allowed, and how long readers waited."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--readers", type=int, default=200)
    readers = parser.parse_args(arguments).readers
    limits, start = shipped(), time.perf_counter()
    outcome = reconnect(readers, limits)
    seconds, peak = time.perf_counter() - start, outcome.peak
    print(f"| {readers} readers at once, twice | most | allowed |\n|---|--:|--:|")
    print(f"| threads | {peak.threads} | {limits.threads:,} |")
    print(f"| open files | {peak.files} | {limits.files:,} |")
    print(f"| memory | {peak.memory:.0f} MB | {limits.memory:.0f} MB |")
    for name, waits in zip(("first", "again"), outcome.rounds, strict=True):
        print(
            f"{name}: the first reader had a page after {min(waits):.1f} s, the last after {max(waits):.1f} s"
        )
    print(f"/healthz answered after {outcome.health:.1f} s at the latest")
    print(f"{seconds:.0f} s in all; lines of log: {len(outcome.log)}")
    print("\n".join(outcome.log[:20]))


if __name__ == "__main__":
    main(sys.argv[1:])
