"""Streamlit's scripts and styles, packed: it serves them as they are, three times as long.

Each file is packed once, when it is first asked for, and kept: the files of a release are few
and do not change. Where the browser takes Brotli, it gets that.
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

from indicators.web.http_messages import accepts_encoding, matches_etag, request_header, with_changed_headers

#: What is worth packing; fonts and pictures are packed already.
_SUFFIXES: Final = (".js", ".css", ".svg", ".json", ".ttf")
_MIN_BYTES: Final = 1_000
#: Half a second for the longest script, and a seventh shorter than gzip at its best.
_BROTLI_LEVEL: Final = 5
#: Tells Chromium to compile a whole script beside the page while it comes, and not function by function
#: while the reader waits; a comment to everybody else.
_COMPILE_HINT: Final = b"//# allFunctionsCalledOnLoad\n"
#: The scripts of a first view of which most runs at once.
_EAGER_SCRIPTS: Final = (
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
_CACHE_FOR_EVER: Final = "public, immutable, max-age=31536000"


def _compress_brotli(plain: bytes) -> bytes:
    return bytes(pa.Codec("brotli", compression_level=_BROTLI_LEVEL).compress(plain, asbytes=True))


def _compress_gzip(plain: bytes) -> bytes:
    return gzip.compress(plain, 9, mtime=0)


#: How a file may be packed, the shortest first.
COMPRESSORS: Final[Mapping[str, Callable[[bytes], bytes]]] = (
    {"br": _compress_brotli} if pa.Codec.is_available("brotli") else {}
) | {"gzip": _compress_gzip}


class CompressedFiles:
    """Serves packed what lies in `folder` and is asked for below `prefix`; hands the rest on."""

    def __init__(self, app: ASGIApp, *, folder: Path, prefix: str = "/static/") -> None:
        self._app = app
        self._files = compressible_files(folder, prefix)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        path = self._files.get(scope["path"]) if scope["type"] == "http" else None
        if path is None or scope["method"] not in ("GET", "HEAD"):
            await self._app(scope, receive, send)
            return
        encoding = next((name for name in COMPRESSORS if accepts_encoding(scope, name)), "")
        if not encoding or request_header(scope, b"range"):
            await self._app(scope, receive, with_changed_headers(send, _add_vary))
            return
        body = cached_compressed_bytes(path, encoding) or await asyncio.to_thread(
            compressed_bytes, path, encoding
        )
        headers = {
            "ETag": file_etag(path, encoding),
            "Content-Encoding": encoding,
            "Cache-Control": _CACHE_FOR_EVER,
            "Vary": "Accept-Encoding",
        }
        if matches_etag(scope, headers["ETag"]):
            del headers["Content-Encoding"]
            await Response(status_code=304, headers=headers)(scope, receive, send)
            return
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        await Response(body, 200, headers, kind)(scope, receive, send)


def compressible_files(folder: Path, prefix: str = "/static/") -> dict[str, Path]:
    """Address → file, for what is worth packing."""
    below = folder / prefix.strip("/")
    found = (path for path in below.rglob("*") if path.suffix in _SUFFIXES and path.is_file())
    return {
        f"{prefix}{path.relative_to(below).as_posix()}": path
        for path in found
        if path.stat().st_size >= _MIN_BYTES
    }


_compressed_cache: Final[dict[tuple[Path, str], bytes]] = {}


def cached_compressed_bytes(path: Path, encoding: str) -> bytes | None:
    """The file at `path` packed, if it was before."""
    return _compressed_cache.get((path, encoding))


def compressed_bytes(path: Path, encoding: str) -> bytes:
    """The file at `path` packed; two who ask for a new one at once both pack it, which harms nobody."""
    found = _compressed_cache.get((path, encoding))
    if found is None:
        found = _compressed_cache[path, encoding] = COMPRESSORS[encoding](plain_bytes(path))
    return found


def plain_bytes(path: Path) -> bytes:
    """The file at `path` as it is sent, before it is packed."""
    plain = path.read_bytes()
    return _COMPILE_HINT + plain if path.suffix == ".js" and path.name.startswith(_EAGER_SCRIPTS) else plain


def precompress(paths: Iterable[Path]) -> None:
    """Pack `paths` for the first reader."""
    for path in paths:
        compressed_bytes(path, next(iter(COMPRESSORS)))


@cache
def file_etag(path: Path, encoding: str) -> str:
    """Names the file as packed by `encoding`."""
    return f'"{hashlib.sha256(compressed_bytes(path, encoding)).hexdigest()[:24]}-{encoding}"'


def _add_vary(_: Message, headers: MutableHeaders) -> None:
    headers.add_vary_header("Accept-Encoding")
