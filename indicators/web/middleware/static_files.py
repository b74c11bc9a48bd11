"""Scripts and styles of pages, packed by content negotiation: Streamlit serves them as they are, three times as long.

Each file is packed once, when it is first asked for, and kept: the files of a release are few
and do not change. Where the browser takes Brotli, it gets that.
"""

from __future__ import annotations

import asyncio
import gzip
import hashlib
import mimetypes
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
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
_CACHE_FOR_EVER: Final = "public, immutable, max-age=31536000"


def _compress_brotli(plain: bytes) -> bytes:
    return bytes(pa.Codec("brotli", compression_level=_BROTLI_LEVEL).compress(plain, asbytes=True))


def _compress_gzip(plain: bytes) -> bytes:
    return gzip.compress(plain, 9, mtime=0)


#: How a file may be packed, the shortest first.
COMPRESSORS: Final[Mapping[str, Callable[[bytes], bytes]]] = (
    {"br": _compress_brotli} if pa.Codec.is_available("brotli") else {}
) | {"gzip": _compress_gzip}


class CompressedFolder:
    """The files of `folder` below `prefix` that are worth packing; each is packed once, and kept.

    `files` leads from address to file. Most of a script whose name begins with one of
    `eager_scripts` runs at once.
    """

    def __init__(
        self, folder: Path, *, prefix: str = "/static/", eager_scripts: tuple[str, ...] = ()
    ) -> None:
        below = folder / prefix.strip("/")
        found = (path for path in below.rglob("*") if path.suffix in _SUFFIXES and path.is_file())
        self.files: Mapping[str, Path] = {
            f"{prefix}{path.relative_to(below).as_posix()}": path
            for path in found
            if path.stat().st_size >= _MIN_BYTES
        }
        self._eager_scripts = eager_scripts
        self._compressed: dict[tuple[Path, str], CompressedFile] = {}

    def find(self, path: Path, encoding: str) -> CompressedFile | None:
        """The file at `path` packed, if it was before."""
        return self._compressed.get((path, encoding))

    def compress(self, path: Path, encoding: str) -> CompressedFile:
        """The file at `path` packed; two who ask for a new one at once both pack it, which harms nobody."""
        found = self.find(path, encoding)
        if found is None:
            body = COMPRESSORS[encoding](self.plain_bytes(path))
            etag = f'"{hashlib.sha256(body).hexdigest()[:24]}-{encoding}"'
            found = self._compressed[path, encoding] = CompressedFile(body, etag)
        return found

    def plain_bytes(self, path: Path) -> bytes:
        """The file at `path` as it is sent, before it is packed."""
        plain, is_eager = path.read_bytes(), path.name.startswith(self._eager_scripts)
        return _COMPILE_HINT + plain if path.suffix == ".js" and is_eager else plain

    def precompress(self, paths: Iterable[Path]) -> None:
        """Pack `paths` for the first reader."""
        for path in paths:
            self.compress(path, next(iter(COMPRESSORS)))


@dataclass(frozen=True, slots=True)
class CompressedFile:
    """The bytes of a packed file, and the ETag that names them."""

    body: bytes
    etag: str


class CompressedFiles:
    """Serves packed what `folder` has at an address; hands the rest on."""

    def __init__(self, app: ASGIApp, *, folder: CompressedFolder) -> None:
        self._app, self._folder = app, folder

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        path = self._folder.files.get(scope["path"]) if scope["type"] == "http" else None
        if path is None or scope["method"] not in ("GET", "HEAD"):
            await self._app(scope, receive, send)
            return
        encoding = next((name for name in COMPRESSORS if accepts_encoding(scope, name)), "")
        if not encoding or request_header(scope, b"range"):
            await self._app(scope, receive, with_changed_headers(send, _add_vary))
            return
        file = self._folder.find(path, encoding)
        if file is None:
            file = await asyncio.to_thread(self._folder.compress, path, encoding)
        headers = {
            "ETag": file.etag,
            "Content-Encoding": encoding,
            "Cache-Control": _CACHE_FOR_EVER,
            "Vary": "Accept-Encoding",
        }
        if matches_etag(scope, file.etag):
            del headers["Content-Encoding"]
            await Response(status_code=304, headers=headers)(scope, receive, send)
            return
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        await Response(file.body, 200, headers, kind)(scope, receive, send)


def _add_vary(_: Message, headers: MutableHeaders) -> None:
    headers.add_vary_header("Accept-Encoding")
