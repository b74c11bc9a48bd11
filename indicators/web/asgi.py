"""Small words of ASGI that the middlewares share: read a header, change the headers of an answer.

Knows nothing of what is guarded.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from starlette.datastructures import MutableHeaders
from starlette.types import Message, Receive, Scope, Send

from indicators.api.problems import Fault, Refusal, refused


def header(scope: Scope, name: bytes) -> str:
    """The first header called `name`, in lower case; empty when there is none."""
    return next((value.decode("latin-1") for key, value in scope["headers"] if key == name), "")


def without(scope: Scope, *names: bytes) -> Scope:
    """`scope` as it would be had the caller not sent the headers `names`."""
    return {**scope, "headers": [pair for pair in scope["headers"] if pair[0] not in names]}


def changing(send: Send, change: Callable[[Message, MutableHeaders], None]) -> Send:
    """A `send` whose answer begins as `change` leaves it."""

    async def changed(message: Message) -> None:
        if message["type"] == "http.response.start":
            message.setdefault("headers", [])
            change(message, MutableHeaders(scope=message))
        await send(message)

    return changed


def accepts(scope: Scope, encoding: str) -> bool:
    """Whether the caller takes an answer packed by `encoding`."""
    for offer in header(scope, b"accept-encoding").split(","):
        name, _, weight = offer.partition(";")
        if name.strip().lower() == encoding:
            return weight.replace(" ", "").lower() not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False


def has_it(scope: Scope, etag: str) -> bool:
    """Whether the caller keeps the answer that `etag` names."""
    known = {tag.strip().removeprefix("W/") for tag in header(scope, b"if-none-match").split(",")}
    return bool(known & {"*", etag.removeprefix("W/")})


async def refuse(scope: Scope, receive: Receive, send: Send, status: int, sentence: str) -> None:
    """Answer with a problem; a WebSocket is not opened."""
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008, "reason": ""})
        return
    close: dict[str, Any] = {"Connection": "close"} if status in (413, 414, 431) else {}
    await refused(Refusal(status, [Fault(sentence)], close))(scope, receive, send)
