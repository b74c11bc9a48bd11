"""How much may be asked at once, and which of Streamlit's addresses are closed."""

from __future__ import annotations

from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from indicators.web.http_messages import request_header, send_problem

#: Bytes of an address with its query, of all headers, and of a body where none is expected.
MAX_URL_LENGTH, MAX_HEADER_BYTES, MAX_BODY_BYTES = 8_000, 16_000, 64_000
_UPLOAD_PATH: Final = "/_stcore/upload_file"
_METRICS_PATH: Final = "/_stcore/metrics"
_CLOSED_PATHS: Final = ("/_stcore/agent", "/_stcore/script-health-check")


class RequestLimits:
    """Refuses what is too long, too large or closed, before anything reads it."""

    def __init__(self, app: ASGIApp, *, uploads: bool = False, metrics: bool = False) -> None:
        self._app, self._uploads = app, uploads
        self._closed = (
            _CLOSED_PATHS + (() if uploads else (_UPLOAD_PATH,)) + (() if metrics else (_METRICS_PATH,))
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        told = self._refusal(scope)
        if told is None:
            counted = receive if self._takes_files(scope) else _limit_body(receive)
            await self._app(scope, counted, send)
        else:
            await send_problem(scope, receive, send, *told)

    def _takes_files(self, scope: Scope) -> bool:
        return self._uploads and bool(_is_below(scope["path"], (_UPLOAD_PATH,)))

    def _refusal(self, scope: Scope) -> tuple[int, str] | None:
        length = len(scope.get("raw_path") or b"") + len(scope.get("query_string") or b"")
        if length > MAX_URL_LENGTH:
            return 414, f"an address holds at most {MAX_URL_LENGTH:,} characters; found {length:,}"
        size = sum(len(name) + len(value) for name, value in scope["headers"])
        if size > MAX_HEADER_BYTES:
            return 431, f"the headers hold at most {MAX_HEADER_BYTES:,} characters; found {size:,}"
        if _is_below(scope["path"], self._closed):
            return 404, "there is nothing here"
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
