"""Small words of ASGI that the middlewares share: change the headers of an answer, refuse to give one.

Knows nothing of what is guarded.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from starlette.datastructures import MutableHeaders
from starlette.types import Message, Receive, Scope, Send

from indicators.api.problems import Fault, Refusal, refused


def changing(send: Send, change: Callable[[Message, MutableHeaders], None]) -> Send:
    """A `send` whose answer begins as `change` leaves it."""

    async def changed(message: Message) -> None:
        if message["type"] == "http.response.start":
            message.setdefault("headers", [])
            change(message, MutableHeaders(scope=message))
        await send(message)

    return changed


async def refuse(scope: Scope, receive: Receive, send: Send, status: int, sentence: str) -> None:
    """Answer with a problem; a WebSocket is not opened."""
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008, "reason": ""})
        return
    close: dict[str, Any] = {"Connection": "close"} if status in (413, 414, 431) else {}
    await refused(Refusal(status, [Fault(sentence)], close))(scope, receive, send)
