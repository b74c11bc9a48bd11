"""What leans on uvicorn's insides: its HTTP/1.1 protocol, with a bound on how long and how large a request may be.

`docs/decisions.md` says what breaks when uvicorn changes it, and `tests/web/test_uvicorn_internals.py`
holds the installed uvicorn to it.
"""

from __future__ import annotations

import asyncio
from typing import Any

import h11
from starlette.responses import Response
from uvicorn.protocols.http.h11_impl import H11Protocol

from indicators.web.http_messages import Refusal, RequestFault, problem_response

#: Seconds in which a request must be there, head and body.
REQUEST_TIMEOUT_SECONDS = 30
#: Bytes of a request's head.
MAX_REQUEST_HEAD_BYTES = 64_000


class SlowlorisProtection(H11Protocol):
    """HTTP/1.1 that waits for a request only so long, and refuses in the words of the API.

    A caller who sends a request byte by byte, to hold a connection for ever (slowloris), loses it.
    """

    _deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        """Begin to wait."""
        super().connection_made(transport)
        self._set_deadline(True)

    def data_received(self, data: bytes) -> None:
        """Take a part of a request; wait on while it is not whole."""
        super().data_received(data)
        self._set_deadline(self in self.connections and self.conn.their_state in (h11.IDLE, h11.SEND_BODY))

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop waiting."""
        self._set_deadline(False)
        super().connection_lost(exc)

    def send_400_response(self, msg: str) -> None:
        """Refuse what is no request, or has too long a head."""
        too_large = len(self.conn.trailing_data[0]) > MAX_REQUEST_HEAD_BYTES
        sentence = (
            f"the head of a request holds at most {MAX_REQUEST_HEAD_BYTES:,} bytes" if too_large else msg
        )
        answer = problem_response(Refusal(431 if too_large else 400, [RequestFault(sentence)]))
        self._send(answer)
        self.transport.close()

    def _set_deadline(self, waiting: bool) -> None:
        if waiting and self._deadline is None:
            self._deadline = self.loop.call_later(REQUEST_TIMEOUT_SECONDS, self.transport.close)
        elif not waiting and self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _send(self, answer: Response) -> None:
        headers = [*answer.raw_headers, (b"connection", b"close")]
        head = h11.Response(status_code=answer.status_code, headers=headers)
        for event in (head, h11.Data(data=bytes(answer.body)), h11.EndOfMessage()):
            self.transport.write(self.conn.send(event) or b"")
