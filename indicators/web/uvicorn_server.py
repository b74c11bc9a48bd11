"""The server that `indicators serve` runs: uvicorn with bounds on what one caller may hold."""

from __future__ import annotations

import asyncio
import logging
import socket
from typing import Any, Final

import h11
import uvicorn
from starlette.responses import Response
from uvicorn.protocols.http.h11_impl import H11Protocol

from indicators.errors import IndicatorsError
from indicators.web.http_messages import Refusal, RequestFault, problem_response
from indicators.web.settings import Settings

#: Seconds in which a request must be there, head and body; for which an idle connection is kept; and
#: for which readers are waited for when the server ends.
REQUEST_TIMEOUT_SECONDS, KEEP_ALIVE_SECONDS, SHUTDOWN_SECONDS = 30, 5, 5
#: Bytes of a request's head, of one message of a page; connections at once.
MAX_REQUEST_HEAD_BYTES, MAX_MESSAGE_BYTES, MAX_CONNECTIONS = 64_000, 4_000_000, 2_000
#: Callers that the system lets wait until the server takes them.
LISTEN_BACKLOG: Final = 1_000
_LOGGING_CONFIG: Final[dict[str, Any]] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "%(asctime)s %(levelname)s %(message)s", "datefmt": "%Y-%m-%dT%H:%M:%S%z"}
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "loggers": {"indicators": {"handlers": ["stderr"], "level": "INFO", "propagate": False}},
}
_SERVER_LOGGERS: Final = ("uvicorn", "uvicorn.access", "uvicorn.asgi", "uvicorn.error", "websockets")


class AddressUnavailable(IndicatorsError):
    """The address is taken, or not one of this machine."""


class SlowlorisProtection(H11Protocol):
    """HTTP/1.1 that waits for a request only so long, and refuses in the words of the API."""

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


def uvicorn_configuration(app: Any, settings: Settings) -> uvicorn.Config:
    """How the application `app` is served."""
    return uvicorn.Config(
        app,
        http=SlowlorisProtection,
        ws="websockets-sansio",
        ws_max_size=MAX_MESSAGE_BYTES,
        ws_per_message_deflate=True,
        log_config=_LOGGING_CONFIG,
        access_log=False,
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=list(settings.trusted_proxies),
        server_header=False,
        limit_concurrency=MAX_CONNECTIONS,
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=SHUTDOWN_SECONDS,
        h11_max_incomplete_event_size=MAX_REQUEST_HEAD_BYTES,
    )


def run_server(app: Any, listening: socket.socket, settings: Settings) -> int:
    """Serve until interrupted; returns the exit code."""
    for name in _SERVER_LOGGERS:  # filters stay where Streamlit sets handlers and levels of its own
        logging.getLogger(name).addFilter(_is_worth_logging)
    server = uvicorn.Server(uvicorn_configuration(app, settings))
    server.run(sockets=[listening])
    return 0 if server.started else 1


def _is_worth_logging(record: logging.LogRecord) -> bool:
    """Whether a line of the server is for the operator: not every request and connection is."""
    return record.levelno >= logging.WARNING


def open_listening_socket(host: str, port: int) -> socket.socket:
    """A socket at the address. Raises CannotListen."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
    except OSError as error:
        raise AddressUnavailable(f"cannot listen on {host} port {port}: {error.strerror}") from None
    # The protocol is named, or asyncio would leave Nagle's delay on.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if family == socket.AF_INET6:
            listening.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen(LISTEN_BACKLOG)
    except OSError as error:
        listening.close()
        raise AddressUnavailable(f"cannot listen on {host} port {port}: {error.strerror}") from None
    return listening
