"""Find the programs that the deployment tests need; run as a script in CI, install Debian's."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

#: program → the Debian package that brings it
PACKAGES = {"nginx": "nginx-light", "systemd-analyze": "systemd"}
_PATH = f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"


def find(program: str) -> str | None:
    """Where `program` is."""
    return shutil.which(program, path=_PATH)


def needed(program: str) -> str:
    """Where `program` is; skips the test without it, and fails it in CI, where it must be."""
    if (path := find(program)) is not None:
        return path
    import pytest  # here, because the script runs before anything is installed

    hint = f"no {program} found: install it (Debian: apt-get install {PACKAGES[program]})"
    if os.environ.get("CI") == "true":
        raise pytest.fail.Exception(hint)
    raise pytest.skip.Exception(hint)


def install() -> None:
    """Install what is missing, in CI only: on a machine of one's own nginx would begin to serve."""
    missing = [package for program, package in PACKAGES.items() if find(program) is None]
    if not missing or os.environ.get("CI") != "true" or shutil.which("apt-get") is None or os.geteuid() != 0:
        return
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing],
    ):
        subprocess.run(command, env=environment, check=False, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    install()
    absent = [program for program in PACKAGES if find(program) is None]
    if absent:
        print(f"some deployment tests are skipped: no {' and no '.join(absent)}", file=sys.stderr)
        sys.exit(1 if os.environ.get("CI") == "true" else 0)
