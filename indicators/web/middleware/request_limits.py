"""How much may be asked at once, and which addresses are closed."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from indicators.web.http_messages import MAX_BODY_BYTES, request_header, send_problem

#: Bytes of an address with its query, and of all headers.
MAX_URL_LENGTH, MAX_HEADER_BYTES = 8_000, 16_000


class RequestLimits:
    """Refuses what is too long, too large or closed, before anything reads it.

    `closed` are addresses that answer nobody, with all below them, but for those that are `opened`;
    only below `uploads` a body may be large.
    """

    def __init__(
        self, app: ASGIApp, *, closed: Iterable[str] = (), opened: Iterable[str] = (), uploads: str = ""
    ) -> None:
        self._app, self._uploads = app, uploads
        self._closed, self._opened = tuple(closed), tuple(opened)
        self._websocket_turn = asyncio.Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        refusal = self._refusal_by_path(scope) or self._refusal_by_size(scope)
        if refusal is None:
            if scope["type"] == "websocket":
                await self._wait_for_websocket_turn()
            unlimited = scope["type"] == "websocket" or self._takes_files(scope)
            await self._app(scope, receive if unlimited else _limit_body(receive), send)
        else:
            await send_problem(scope, receive, send, *refusal)

    async def _wait_for_websocket_turn(self) -> None:
        """Let one WebSocket be opened after the other, and whoever else asks be answered in between.

        When a network comes back, all readers connect at the same moment.
        """
        async with self._websocket_turn:
            await asyncio.sleep(0)

    def _takes_files(self, scope: Scope) -> bool:
        return bool(self._uploads) and _is_below(scope["path"], (self._uploads,))

    def _refusal_by_path(self, scope: Scope) -> tuple[int, str] | None:
        is_closed = _is_below(scope["path"], self._closed) and not _is_below(scope["path"], self._opened)
        return (404, "there is nothing here") if is_closed else None

    def _refusal_by_size(self, scope: Scope) -> tuple[int, str] | None:
        length = len(scope.get("raw_path") or b"") + len(scope.get("query_string") or b"")
        if length > MAX_URL_LENGTH:
            return 414, f"an address holds at most {MAX_URL_LENGTH:,} characters; found {length:,}"
        size = sum(len(name) + len(value) for name, value in scope["headers"])
        if size > MAX_HEADER_BYTES:
            return 431, f"the headers hold at most {MAX_HEADER_BYTES:,} characters; found {size:,}"
        body = request_header(scope, b"content-length")
        if body.isdecimal() and int(body[:20]) > MAX_BODY_BYTES and not self._takes_files(scope):
            return 413, f"a body holds at most {MAX_BODY_BYTES:,} bytes; found {int(body[:20]):,}"
        return None


def _is_below(path: str, prefixes: tuple[str, ...]) -> bool:
    return any(path == prefix or path.startswith(f"{prefix}/") for prefix in prefixes)


def _limit_body(receive: Receive) -> Receive:
    """A `receive` that ends a body whose length was not told when it grows too large."""
    held = 0

    async def counting() -> Message:
        nonlocal held
        message = await receive()
        held += len(message.get("body", b""))
        return {"type": "http.disconnect"} if held > MAX_BODY_BYTES else message

    return counting
