"""The two servers that are compared: the dashboard, and a bare Streamlit page. Both on loopback.

A server is started as its operator would start it and ended by its own process id.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

ROOT = Path(__file__).parent.parent
BARE = Path(__file__).parent / "bare" / "page.py"
DASHBOARD = [sys.executable, "-m", "indicators", "serve", "--port"]


def streamlit_command(page: Path) -> list[str]:
    """What serves a page of plain Streamlit."""
    options = ["--server.address=127.0.0.1", "--server.headless=true", "--browser.gatherUsageStats=false"]
    return [sys.executable, "-m", "streamlit", "run", str(page), *options, "--server.port"]


STREAMLIT = streamlit_command(BARE)


@dataclass(frozen=True)
class Server:
    """A server that answers."""

    process: subprocess.Popen[bytes]
    port: int
    seconds: float
    """From the command to the first answer."""

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    def settle(self) -> None:
        """Wait until what is done once, beside the first answers, is done."""
        _wait(f"{self.url}/readyz", self.process)

    def memory(self) -> float:
        """Resident memory in MB (Linux)."""
        return self._status("VmRSS") / 1024

    def cpu(self) -> float:
        """Seconds of processor time used so far (Linux)."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def _status(self, name: str) -> float:
        lines = Path(f"/proc/{self.process.pid}/status").read_text().splitlines()
        return float(next(line for line in lines if line.startswith(f"{name}:")).split()[1])


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(
    command: list[str],
    log: int | IO[bytes] = subprocess.DEVNULL,
    checkout: Path = ROOT,
    health: str = "/_stcore/health",
    **environment: str,
) -> Iterator[Server]:
    """A server for the time of the block; its port is added to the command, what it says goes to `log`.

    It answers at `health` once it is up, and is started with more of an `environment`.
    """
    port, start = free_port(), time.perf_counter()
    variables = os.environ | {"PYTHONPATH": str(checkout)} | environment
    process = subprocess.Popen([*command, str(port)], cwd=checkout, env=variables, stdout=log, stderr=log)
    try:
        _wait(f"http://127.0.0.1:{port}{health}", process)
        yield Server(process, port, time.perf_counter() - start)
    finally:
        process.terminate()
        process.wait(20)


def _wait(url: str, process: subprocess.Popen[bytes]) -> None:
    end = time.perf_counter() + 60
    while time.perf_counter() < end and process.poll() is None:
        try:
            urllib.request.urlopen(url, timeout=5).close()
        except OSError:
            time.sleep(0.02)
        else:
            return
    raise RuntimeError("the server did not answer")
