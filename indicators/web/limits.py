"""How much may be asked at once, and which of Streamlit's addresses are closed.

Knows nothing of who asks.
"""

from __future__ import annotations

from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from indicators.api.caller import header
from indicators.web.asgi import refuse

#: Bytes of an address with its query, of all headers, and of a body where none is expected.
LONGEST_URL, LARGEST_HEAD, LARGEST_BODY = 8_000, 16_000, 64_000
_UPLOADS: Final = "/_stcore/upload_file"
_METRICS: Final = "/_stcore/metrics"
_CLOSED: Final = ("/_stcore/agent", "/_stcore/script-health-check")


class Limits:
    """Refuses what is too long, too large or closed, before anything reads it."""

    def __init__(self, app: ASGIApp, *, uploads: bool = False, metrics: bool = False) -> None:
        self._app, self._uploads = app, uploads
        self._closed = _CLOSED + (() if uploads else (_UPLOADS,)) + (() if metrics else (_METRICS,))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        told = self._refusal(scope)
        if told is None:
            counted = receive if self._takes_files(scope) else _counted(receive)
            await self._app(scope, counted, send)
        else:
            await refuse(scope, receive, send, *told)

    def _takes_files(self, scope: Scope) -> bool:
        return self._uploads and bool(_is_below(scope["path"], (_UPLOADS,)))

    def _refusal(self, scope: Scope) -> tuple[int, str] | None:
        length = len(scope.get("raw_path") or b"") + len(scope.get("query_string") or b"")
        if length > LONGEST_URL:
            return 414, f"an address holds at most {LONGEST_URL:,} characters; found {length:,}"
        size = sum(len(name) + len(value) for name, value in scope["headers"])
        if size > LARGEST_HEAD:
            return 431, f"the headers hold at most {LARGEST_HEAD:,} characters; found {size:,}"
        if _is_below(scope["path"], self._closed):
            return 404, "there is nothing here"
        body = header(scope, b"content-length")
        if body.isdecimal() and int(body[:20]) > LARGEST_BODY and not self._takes_files(scope):
            return 413, f"a body holds at most {LARGEST_BODY:,} bytes; found {int(body[:20]):,}"
        return None


def _is_below(path: str, prefixes: tuple[str, ...]) -> bool:
    return any(path == prefix or path.startswith(f"{prefix}/") for prefix in prefixes)


def _counted(receive: Receive) -> Receive:
    """A `receive` that ends a body whose length was not told when it grows too large."""
    held = 0

    async def counting() -> Message:
        nonlocal held
        message = await receive()
        held += len(message.get("body", b""))
        return {"type": "http.disconnect"} if held > LARGEST_BODY else message

    return counting
