"""A server of ours on a socket of its own, for tests that speak to it as the network does."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn
from starlette.types import ASGIApp

from indicators.web import uvicorn_server
from indicators.web.settings import Settings


@contextmanager
def listening(app: ASGIApp, *, limit: int | None = None, **chosen: Any) -> Iterator[int]:
    """The port of a server of `app` that ends with the test; `limit` is how many connections it takes."""
    sockets = [uvicorn_server.open_listening_socket("127.0.0.1", 0)]
    config = uvicorn_server.uvicorn_configuration(app, Settings(**chosen))
    config.limit_concurrency = limit or config.limit_concurrency
    config.timeout_graceful_shutdown = 1  # by then the test has what it asked for
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": sockets})
    thread.start()
    try:
        yield sockets[0].getsockname()[1]
    finally:
        server.should_exit = True
        thread.join(20)
