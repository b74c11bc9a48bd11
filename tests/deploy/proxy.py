"""The proxy that is shipped, run by this user on a free port before replicas of a test."""

from __future__ import annotations

import re
import socket
import subprocess
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

DEPLOY = Path(__file__).parent.parent.parent / "deploy"
SERVER = re.compile(r"^( *)server \S+( .*)$", re.MULTILINE)


def written(folder: Path, replicas: list[str], port: int, kind: str = "local") -> Path:
    """The shipped configuration in `folder`: other paths, port and replicas, and not a word else."""
    folder.mkdir(parents=True, exist_ok=True)
    text = (DEPLOY / "nginx" / "nginx.conf").read_text(encoding="utf-8")
    for old, new in (
        ("/run/nginx.pid", str(folder / "pid")),
        ("/var/log/nginx/", f"{folder}/"),
        ("/var/cache/nginx/", f"{folder}/"),
        ("listen 8080;", f"listen 127.0.0.1:{port};"),
    ):
        assert old in text, f"nginx.conf has no {old!r}"
        text = text.replace(old, new)
    (folder / "nginx.conf").write_text(text, encoding="utf-8")
    named = (DEPLOY / "nginx" / f"replicas-{kind}.conf").read_text(encoding="utf-8")
    (folder / "replicas.conf").write_text(_renamed(named, replicas), encoding="utf-8")
    return folder / "nginx.conf"


def _renamed(text: str, replicas: list[str]) -> str:
    """Each block of server lines becomes one line a replica, with the options of its first line."""
    blocks = re.split(r"((?:^ *server .*\n)+)", text, flags=re.MULTILINE)
    for at in range(1, len(blocks), 2):
        indent, options = SERVER.findall(blocks[at])[0]
        blocks[at] = "".join(f"{indent}server {address}{options}\n" for address in replicas)
    return "".join(blocks)


def checked(nginx: str, configuration: Path) -> str:
    """What nginx says of the file when it only reads it; raises when it does not like it."""
    run = subprocess.run(
        [nginx, "-t", "-c", str(configuration)], capture_output=True, text=True, timeout=30, check=True
    )
    return run.stderr


class Proxy:
    """A running proxy; its master process ends with the block."""

    def __init__(self, nginx: str, folder: Path, replicas: list[str]) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = int(probe.getsockname()[1])
        self.url = f"http://127.0.0.1:{port}"
        self.log = folder / "access.log"
        addresses = [urlsplit(url).netloc for url in replicas]
        self._command = [nginx, "-c", str(written(folder, addresses, port)), "-g", "daemon off;"]

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(self._command, stderr=subprocess.DEVNULL)
        address = urlsplit(self.url)
        while True:
            if self._process.poll() is not None:
                raise RuntimeError("the proxy ended before it answered")
            try:
                socket.create_connection((str(address.hostname), int(address.port or 0)), 5).close()
            except OSError:
                continue
            return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.terminate()
        self._process.wait(20)
