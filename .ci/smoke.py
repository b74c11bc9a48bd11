"""Install the wheel in a folder into a fresh environment, and use it as its users do: python .ci/smoke.py dist

Needs nothing but Python; runs on Linux, macOS and Windows. Ends with 1 and what went wrong.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
import venv
from pathlib import Path

CHECKOUT = Path(__file__).parent.parent
STARTING_SECONDS = 120


def install(wheel: Path, folder: Path) -> Path:
    """Make an environment in `folder` with the wheel and the pinned versions; returns its folder of programs."""
    venv.create(folder, with_pip=True)
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    pins = CHECKOUT / "constraints.txt"
    subprocess.run(
        [programs / "python", "-m", "pip", "install", "--quiet", "--constraint", pins, wheel], check=True
    )
    return programs


def answer(address: str) -> bytes:
    """What the server sends for `address`; waits until it has started."""
    end = time.monotonic() + STARTING_SECONDS
    while True:
        try:
            with urllib.request.urlopen(address, timeout=10) as response:
                return response.read()
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


def use(indicators: Path, folder: Path) -> None:
    """Check, export, begin a dataset, serve: away from the checkout, so that only the wheel is there."""

    def run(*words: str) -> str:
        return subprocess.run(
            [indicators, *words], cwd=folder, check=True, capture_output=True, encoding="utf-8"
        ).stdout

    run("init", "region")
    assert "no problems" in run("check", "region/indicators.yaml")
    header, first, *_ = run("export", "observations", "--format", "csv", "--region", "guangzhou").splitlines()
    assert header.startswith("observation_id,")
    assert first
    port = free_port()
    server = subprocess.Popen([indicators, "serve", "--port", str(port)], cwd=folder)
    try:
        site = f"http://127.0.0.1:{port}"
        answer(f"{site}/readyz")
        assert json.loads(answer(f"{site}/api/v1/status.json"))["digest"]
        assert b"</html>" in answer(f"{site}/regions?region=guangzhou")
    finally:
        server.terminate()
        server.wait(timeout=30)


def main() -> None:
    """Use the one wheel in the folder that is named."""
    (wheel,) = Path(sys.argv[1]).resolve().glob("regional_indicators-*.whl")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        programs = install(wheel, Path(folder) / "environment")
        use(programs / "indicators", Path(folder))
    print(f"{wheel.name}: checked, exported, served")


if __name__ == "__main__":
    main()
