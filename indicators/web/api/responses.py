"""Bodies → answers that caches and browsers understand: ETag, 304, gzip, names of files.

A body is made once for each content and question and kept, plain and packed, while there is
room.
"""

from __future__ import annotations

import gzip
import hashlib
import math
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from functools import cached_property
from threading import Lock
from typing import Final, Generic, TypeVar

from cachetools import LRUCache
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

import indicators
from indicators.export import FILE_FORMATS
from indicators.web.api.work_queue import WorkQueues
from indicators.web.http_messages import OPEN_HEADERS, accepts_encoding, matches_etag

#: Bytes of bodies that are kept, and of one body at most.
CACHE_BYTES, MAX_CACHED_BYTES = 64_000_000, 8_000_000
#: Bodies shorter than this are not worth packing.
_MIN_COMPRESSED_BYTES: Final = 1_000
_VARIES: Final = {"Vary": "Accept-Encoding"}
_GZIP: Final = {"Content-Encoding": "gzip"} | _VARIES
#: Documents about the whole are text; of the files, some are packed as they are.
_COMPRESSED_TYPES: Final = frozenset(
    {form.media_type for form in FILE_FORMATS if form.is_compressed} | {"image/png"}
)


@dataclass(frozen=True, slots=True)
class ResponseBody:
    """What an answer holds, and the same packed, where that is shorter."""

    plain: bytes
    packed: bytes | None

    def __len__(self) -> int:
        return len(self.plain) + len(self.packed or b"")


CachedItem = TypeVar("CachedItem")


class LruCache(Generic[CachedItem]):
    """Items by their question while there is room, the last used kept. Safe to use from many threads.

    `maxsize` counts items, or what `getsizeof` says of them; an item larger than `largest` is not kept.
    """

    def __init__(
        self,
        maxsize: int,
        getsizeof: Callable[[CachedItem], float] | None = None,
        largest: float = math.inf,
    ) -> None:
        self._items: LRUCache[Hashable, CachedItem] = LRUCache(maxsize, getsizeof)
        self._largest = min(largest, maxsize)
        self._lock = Lock()

    def get(self, key: Hashable) -> CachedItem | None:
        """The item of `key`, if it is still there."""
        with self._lock:
            return self._items.get(key)

    def questions(self) -> list[Hashable]:
        """The questions of all that is kept."""
        with self._lock:
            return list(self._items)

    def drop_others(self, content: str) -> None:
        """Drop the items whose key does not begin with `content`."""
        with self._lock:
            for key in [key for key in self._items if not (isinstance(key, tuple) and key[0] == content)]:
                del self._items[key]

    def put(self, key: Hashable, item: CachedItem) -> None:
        """Keep `item`, unless one of this `key` is there, dropping those that were not used for longest."""
        if self._items.getsizeof(item) <= self._largest:
            with self._lock:
                self._items.setdefault(key, item)


@dataclass(frozen=True)
class Representation:
    """What is asked and how it is answered.

    `key` is everything the body depends on but for the content of the dataset, which `version` names. What `is_saved` is kept by a browser under its `name`; other answers are shown, and
    bear it in case they are kept.
    """

    key: tuple[Hashable, ...]
    version: str
    mime: str
    name: str = ""
    links: str = ""
    is_saved: bool = True

    @property
    def digest(self) -> str:
        """The name of the content alone."""
        return self.version.rpartition("+")[2]

    @cached_property
    def etag(self) -> str:
        """Names the body; weak, because packed and plain are one."""
        whole = (indicators.__version__, self.digest, self.key)
        return f'W/"{hashlib.sha256(repr(whole).encode()).hexdigest()[:24]}"'

    @cached_property
    def headers(self) -> dict[str, str]:
        """The headers of the answer, whether or not it has a body."""
        headers = OPEN_HEADERS | {
            "ETag": self.etag,
            "Cache-Control": "public, no-cache",  # keep it, and ask each time whether it still holds
            "Dataset-Digest": self.digest,
            "Dataset-Version": self.version,
        }
        headers |= {"Link": self.links} if self.links else {}
        disposition = "attachment" if self.is_saved else "inline"
        named = {"Content-Disposition": f'{disposition}; filename="{self.name}"'} if self.name else {}
        return headers | named


body_cache = LruCache[ResponseBody](CACHE_BYTES, len, MAX_CACHED_BYTES)
#: Questions as they were asked → their answers, so that the same question need not be read again.
answer_cache = LruCache[Representation](4_000)


def drop_other_bodies(content: str) -> None:
    """Drop the bodies about any other content than that of this digest: it was replaced, and nobody asks for it."""
    body_cache.drop_others(content)


def respond(request: Request, answer: Representation, make: Callable[[], bytes]) -> Response:
    """The answer with the body that `make` gives, or 304 when the caller has it already."""
    found = cached_response(request, answer)
    if found is not None:
        return found
    body = _compress_body(make(), answer.mime)
    body_cache.put((answer.digest, answer.key), body)
    return _encoded_response(body, request, answer)


def cached_response(request: Request, answer: Representation) -> Response | None:
    """The answer without making anything: 304, or the body that was kept; else None."""
    request.state.answer = answer
    if matches_etag(request.scope, answer.etag):
        return _same(answer)
    body = body_cache.get((answer.digest, answer.key))
    return None if body is None else _encoded_response(body, request, answer)


def _same(answer: Representation) -> Response:
    return Response(status_code=304, headers=answer.headers | _VARIES)


def _encoded_response(body: ResponseBody, request: Request, answer: Representation) -> Response:
    if body.packed is not None and accepts_encoding(request.scope, "gzip"):
        return Response(body.packed, 200, answer.headers | _GZIP, answer.mime)
    return Response(body.plain, 200, answer.headers, answer.mime)


def stream_response(
    request: Request, answer: Representation, chunks: Callable[[], Iterator[bytes]]
) -> Response:
    """The answer in parts, for a body too long to keep; a caller who only looks gets no part."""
    if matches_etag(request.scope, answer.etag):
        return _same(answer)
    if request.method == "HEAD":
        return StreamingResponse(iter(()), 200, answer.headers, answer.mime)
    queues: WorkQueues = request.app.state.queues
    return StreamingResponse(queues.short.in_parts(chunks()), 200, answer.headers, answer.mime)


def _compress_body(plain: bytes, mime: str) -> ResponseBody:
    if len(plain) < _MIN_COMPRESSED_BYTES or mime in _COMPRESSED_TYPES:
        return ResponseBody(plain, None)
    return ResponseBody(plain, gzip.compress(plain, 6, mtime=0))
