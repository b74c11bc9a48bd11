"""The server that `indicators serve` runs: uvicorn with bounds on what one caller may hold, slowloris included."""

from __future__ import annotations

import logging
import resource
import socket
from contextlib import suppress
from typing import Any, Final

import uvicorn

from indicators.errors import IndicatorsError
from indicators.web.settings import Settings
from indicators.web.uvicorn_internals import MAX_REQUEST_HEAD_BYTES, BoundedWebSocket, SlowlorisProtection

log = logging.getLogger(__name__)

#: Seconds for which an idle connection is kept, and for which readers are waited for when the server ends.
KEEP_ALIVE_SECONDS, SHUTDOWN_SECONDS = 5, 5
#: Bytes of one message of a page; connections at once.
MAX_MESSAGE_BYTES, MAX_CONNECTIONS = 4_000_000, 2_000
#: Callers that the system lets wait until the server takes them.
LISTEN_BACKLOG: Final = 1_000
#: Open files of a reader of pages: the connection, and the three of the event loop that Streamlit gives a session.
FILES_OF_READER: Final = 4
#: Open files for all else: data, logs, and those whom there is no room for, who must be told.
OTHER_OPEN_FILES: Final = 512
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


def uvicorn_configuration(app: Any, settings: Settings) -> uvicorn.Config:
    """How the application `app` is served."""
    return uvicorn.Config(
        app,
        http=SlowlorisProtection,
        ws=BoundedWebSocket,
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


def raise_open_files() -> int:
    """Let this process open as many files as it may; how many connections fit among these, each of a reader of pages."""
    with suppress(OSError, ValueError):  # where even asking is forbidden, the operator has set the limit
        _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        wanted = FILES_OF_READER * MAX_CONNECTIONS + OTHER_OPEN_FILES
        soft = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
        if soft != resource.RLIM_INFINITY and soft < wanted:
            soft = wanted if hard == resource.RLIM_INFINITY else min(hard, wanted)
            resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
            if soft < wanted:
                fitting = max(1, (soft - min(OTHER_OPEN_FILES, soft // 2)) // FILES_OF_READER)
                log.warning(
                    "this process may open %s files, %s for each reader of pages: it takes %s connections at once, "
                    "not %s; raise ulimit -n to %s",
                    *(f"{number:,}" for number in (soft, FILES_OF_READER, fitting, MAX_CONNECTIONS, wanted)),
                )
                return fitting
    return MAX_CONNECTIONS


def run_server(app: Any, listening: socket.socket, settings: Settings) -> int:
    """Serve until interrupted; returns the exit code."""
    for name in _SERVER_LOGGERS:  # filters stay where Streamlit sets handlers and levels of its own
        logging.getLogger(name).addFilter(is_worth_logging)
    configuration = uvicorn_configuration(app, settings)
    configuration.limit_concurrency = raise_open_files()
    server = uvicorn.Server(configuration)
    server.run(sockets=[listening])
    return 0 if server.started else 1


def is_worth_logging(record: logging.LogRecord) -> bool:
    """Whether a line of the server is for the operator: not every request and connection is."""
    return record.levelno >= logging.WARNING


def open_listening_socket(host: str, port: int) -> socket.socket:
    """A socket at the address. Raises AddressUnavailable."""
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
