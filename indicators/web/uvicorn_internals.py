"""What leans on uvicorn's insides: its protocols, with bounds on what one caller may hold.

`docs/decisions.md` says what breaks when uvicorn changes them, and `tests/web/test_uvicorn_internals.py`
holds the installed uvicorn to it.
"""

from __future__ import annotations

import asyncio
import sys
from typing import Any

import h11
from starlette.responses import Response
from starlette.types import Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets import http11
from websockets.frames import CloseCode

from indicators.web.http_messages import Refusal, RequestFault, problem_response
from indicators.web.middleware.health_checks import HEALTHY_PATH, READY_PATH

#: Seconds in which a request must be there, head and body, and in which a WebSocket must be open.
REQUEST_TIMEOUT_SECONDS = 30
#: Bytes of a request's head.
MAX_REQUEST_HEAD_BYTES = 64_000
#: Seconds after which who was refused for want of room may ask again.
RETRY_SECONDS = 5
_NO_ROOM = Refusal(503, [RequestFault("too many connections at once")], {"Retry-After": str(RETRY_SECONDS)})

# uvicorn writes the head of a WebSocket's request anew for websockets, which would leave one with a line
# beyond its own limits unanswered. By then it is in memory; `request_limits` refuses what is too large.
http11.MAX_LINE_LENGTH = http11.MAX_NUM_HEADERS = sys.maxsize


class SlowlorisProtection(H11Protocol):
    """HTTP/1.1 that waits for a request only so long, and refuses in the words of the API.

    A caller who sends a request byte by byte, to hold a connection for ever (slowloris), loses it.
    Beyond so many connections all are refused but those who watch over the server.
    """

    _deadline: asyncio.TimerHandle | None = None

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._max_connections, self.limit_concurrency = self.limit_concurrency, None
        self._admitted, self.app = self.app, self._admit

    def connection_made(self, transport: Any) -> None:
        """Begin to wait."""
        super().connection_made(transport)
        self._set_deadline(True)

    def data_received(self, data: bytes) -> None:
        """Take a part of a request; wait on while it is not whole."""
        super().data_received(self._quote_request_line(data))
        self._set_deadline(self in self.connections and self.conn.their_state in (h11.IDLE, h11.SEND_BODY))

    def _quote_request_line(self, data: bytes) -> bytes:
        """A part of a request with an address as people write it, ``?q=港``, quoted as HTTP wants it."""
        is_first_line = self.conn.their_state is h11.IDLE and b"\n" not in self.conn.trailing_data[0]
        if data.isascii() or not is_first_line:
            return data
        line, end, rest = data.partition(b"\n")
        return b"".join(b"%%%02X" % byte if byte > 0x7F else bytes([byte]) for byte in line) + end + rest

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop waiting."""
        self._set_deadline(False)
        super().connection_lost(exc)

    def handle_websocket_upgrade(self, event: h11.Request) -> None:
        """Go on as a WebSocket, where there is room for one."""
        if self._is_full():
            self._refuse(problem_response(_NO_ROOM))
        else:
            super().handle_websocket_upgrade(event)

    def send_400_response(self, msg: str) -> None:
        """Refuse what is no request, or has too long a head."""
        too_large = len(self.conn.trailing_data[0]) > MAX_REQUEST_HEAD_BYTES
        sentence = (
            f"the head of a request holds at most {MAX_REQUEST_HEAD_BYTES:,} bytes" if too_large else msg
        )
        self._refuse(problem_response(Refusal(431 if too_large else 400, [RequestFault(sentence)])))

    def _is_full(self) -> bool:
        limit = self._max_connections
        return limit is not None and max(len(self.connections), len(self.tasks)) > limit

    async def _admit(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, where there is room."""
        if self._is_full() and scope["path"] not in (HEALTHY_PATH, READY_PATH):
            answer = problem_response(_NO_ROOM)
            answer.headers["Connection"] = "close"
            await answer(scope, receive, send)
        else:
            await self._admitted(scope, receive, send)

    def _set_deadline(self, waiting: bool) -> None:
        if waiting and self._deadline is None:
            self._deadline = self.loop.call_later(REQUEST_TIMEOUT_SECONDS, self.transport.close)
        elif not waiting and self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _refuse(self, answer: Response) -> None:
        """Answer past the application, where nothing was answered yet, and hang up."""
        if self.conn.our_state in (h11.IDLE, h11.SEND_RESPONSE):
            headers = [*answer.raw_headers, (b"connection", b"close")]
            head = h11.Response(status_code=answer.status_code, headers=headers)
            for event in (head, h11.Data(data=bytes(answer.body)), h11.EndOfMessage()):
                self.transport.write(self.conn.send(event) or b"")
        if self.cycle is not None:  # what the application may still say of this request is for nobody
            self.cycle.disconnected = True
            self.cycle.message_event.set()
        self.transport.close()


class BoundedWebSocket(WebSocketsSansIOProtocol):
    """A WebSocket that must be open in time, and ends where the other side sends what is none."""

    _deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        """Begin to wait until it is open."""
        super().connection_made(transport)
        self._deadline = self.loop.call_later(REQUEST_TIMEOUT_SECONDS, self._close_unopened)

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop waiting."""
        if self._deadline is not None:
            self._deadline.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take a part of the handshake or of a message."""
        super().data_received(data)
        if self.conn.handshake_exc is not None and not self.handshake_initiated:
            self._refuse_handshake()

    def send_receive_event_to_app(self) -> None:
        """Hand on a message; text that is none ends the connection."""
        if self.curr_msg_data_type == "text":
            try:
                b"".join(self.frames).decode()
            except UnicodeDecodeError:
                self.frames = []
                self.conn.fail(CloseCode.INVALID_DATA, "not UTF-8")
                self.handle_parser_exception()
                return
        super().send_receive_event_to_app()

    def handle_parser_exception(self) -> None:
        """End where what came is no WebSocket, also before it is open."""
        if self.handshake_complete and self.conn.close_sent is not None:
            super().handle_parser_exception()
            return
        self.logger.warning("a caller sent what is no WebSocket")
        self.queue.put_nowait({"type": "websocket.disconnect", "code": 1006})
        self.transport.close()

    def _refuse_handshake(self) -> None:
        """Answer a request that HTTP allows and a WebSocket does not, such as one with a body."""
        answer = problem_response(Refusal(400, [RequestFault("expected the handshake of a WebSocket")]))
        lines = [b"HTTP/1.1 400 Bad Request", b"connection: close"]
        lines += [b"%s: %s" % header for header in answer.raw_headers]
        self.transport.write(b"\r\n".join([*lines, b"", bytes(answer.body)]))
        self.transport.close()

    def _close_unopened(self) -> None:
        if not self.handshake_complete:
            self.transport.close()
