"""Find a Chromium or Chrome for the browser tests; run as a script, install Debian's where that may be done."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

#: Chromium without a window of its own, where Debian has it, draws the same with a fifth less work.
LIGHT = "chromium-headless-shell"
NAMES = (LIGHT, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
HINT = "no Chromium or Chrome found: install one (Debian: apt-get install chromium fonts-noto-cjk) or set CHROMIUM=/its/path"


def find() -> str | None:
    """The browser to drive: $CHROMIUM, else the first known name on the path."""
    named = os.environ.get("CHROMIUM")
    if named:
        return named if Path(named).is_file() else None
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    return found or (str(MAC) if MAC.is_file() else None)


def install() -> None:
    """Install Debian's Chromium when this is Debian and we are its administrator: the light one, else the other."""
    if shutil.which("apt-get") is None or not hasattr(os, "geteuid") or os.geteuid() != 0:
        return
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    get = ["apt-get", "install", "-y", "-qq", "--no-install-recommends"]
    for command in (["apt-get", "update", "-qq"], [*get, "fonts-noto-cjk"], [*get, LIGHT]):
        subprocess.run(command, env=environment, check=False, stdout=subprocess.DEVNULL)
    if find() is None:
        subprocess.run([*get, "chromium"], env=environment, check=False, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    if (os.environ.get("CI") == "true" and shutil.which(LIGHT) is None) or find() is None:
        install()
    if find() is None:
        print(f"browser tests are skipped: {HINT}", file=sys.stderr)
        sys.exit(1 if os.environ.get("CI") == "true" else 0)
