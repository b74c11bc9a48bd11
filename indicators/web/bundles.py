"""Streamlit's scripts and styles, packed: it serves them as they are, three times as long.

Each file is packed once, when it is first asked for, and kept: the files of a release are few
and do not change. Where the browser takes Brotli, it gets that. Knows nothing of pages.
"""

from __future__ import annotations

import asyncio
import gzip
import hashlib
import mimetypes
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Final

import pyarrow as pa
from starlette.datastructures import MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from indicators.api.caller import accepts, has_it, header
from indicators.web.asgi import changing

#: What is worth packing; fonts and pictures are packed already.
_SUFFIXES: Final = (".js", ".css", ".svg", ".json", ".ttf")
_SMALLEST: Final = 1_000
#: Half a second for the longest script, and a seventh shorter than gzip at its best.
_BROTLI_LEVEL: Final = 5
#: Tells Chromium to compile a whole script beside the page while it comes, and not function by function
#: while the reader waits; a comment to everybody else.
_WHOLE: Final = b"//# allFunctionsCalledOnLoad\n"
#: The scripts of a first view of which most runs at once.
_RUN_AT_ONCE: Final = (
    "PlotlyChart.",
    "DataFrame.",
    "StreamlitMarkdown.",
    "index.",
    "protobuf.",
    "react-dom.",
    "emotion-",
    "utils.",
    "styled-components.",
    "useCollection.",
    "Multiselect.",
)
_FOR_EVER: Final = "public, immutable, max-age=31536000"


def _brotli(plain: bytes) -> bytes:
    return bytes(pa.Codec("brotli", compression_level=_BROTLI_LEVEL).compress(plain, asbytes=True))


def _gzip(plain: bytes) -> bytes:
    return gzip.compress(plain, 9, mtime=0)


#: How a file may be packed, the shortest first.
PACKERS: Final[Mapping[str, Callable[[bytes], bytes]]] = (
    {"br": _brotli} if pa.Codec.is_available("brotli") else {}
) | {"gzip": _gzip}


class Bundles:
    """Serves packed what lies in `folder` and is asked for below `prefix`; hands the rest on."""

    def __init__(self, app: ASGIApp, *, folder: Path, prefix: str = "/static/") -> None:
        self._app = app
        self._files = files_in(folder, prefix)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        path = self._files.get(scope["path"]) if scope["type"] == "http" else None
        if path is None or scope["method"] not in ("GET", "HEAD"):
            await self._app(scope, receive, send)
            return
        encoding = next((name for name in PACKERS if accepts(scope, name)), "")
        if not encoding or header(scope, b"range"):
            await self._app(scope, receive, changing(send, _varies))
            return
        body = packed_now(path, encoding) or await asyncio.to_thread(packed, path, encoding)
        headers = {
            "ETag": etag(path, encoding),
            "Content-Encoding": encoding,
            "Cache-Control": _FOR_EVER,
            "Vary": "Accept-Encoding",
        }
        if has_it(scope, headers["ETag"]):
            del headers["Content-Encoding"]
            await Response(status_code=304, headers=headers)(scope, receive, send)
            return
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        await Response(body, 200, headers, kind)(scope, receive, send)


def files_in(folder: Path, prefix: str = "/static/") -> dict[str, Path]:
    """Address → file, for what is worth packing."""
    below = folder / prefix.strip("/")
    found = (path for path in below.rglob("*") if path.suffix in _SUFFIXES and path.is_file())
    return {
        f"{prefix}{path.relative_to(below).as_posix()}": path
        for path in found
        if path.stat().st_size >= _SMALLEST
    }


_kept: Final[dict[tuple[Path, str], bytes]] = {}


def packed_now(path: Path, encoding: str) -> bytes | None:
    """The file at `path` packed, if it was before."""
    return _kept.get((path, encoding))


def packed(path: Path, encoding: str) -> bytes:
    """The file at `path` packed; two who ask for a new one at once both pack it, which harms nobody."""
    found = _kept.get((path, encoding))
    if found is None:
        found = _kept[path, encoding] = PACKERS[encoding](served(path))
    return found


def served(path: Path) -> bytes:
    """The file at `path` as it is sent, before it is packed."""
    plain = path.read_bytes()
    return _WHOLE + plain if path.suffix == ".js" and path.name.startswith(_RUN_AT_ONCE) else plain


def prepare(paths: Iterable[Path]) -> None:
    """Pack `paths` for the first reader."""
    for path in paths:
        packed(path, next(iter(PACKERS)))


@cache
def etag(path: Path, encoding: str) -> str:
    """Names the file as packed by `encoding`."""
    return f'"{hashlib.sha256(packed(path, encoding)).hexdigest()[:24]}-{encoding}"'


def _varies(_: Message, headers: MutableHeaders) -> None:
    headers.add_vary_header("Accept-Encoding")
