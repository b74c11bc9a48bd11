"""The protocol at /mcp of a server (Streamable HTTP): every request is a session of its own, nothing is kept.

The SDK is loaded when somebody first asks, so that a server starts as quickly as without it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextvars import ContextVar
from importlib import import_module
from typing import Any, Final, TypeVar

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from indicators.query import Catalogue
from indicators.web.api.addresses import site_address
from indicators.web.api.work_queue import WorkQueues
from indicators.web.http_messages import MAX_BODY_BYTES, Refusal, RequestFault, problem_response, quote_input
from indicators.web.live_catalogue import LiveCatalogue
from indicators.web.rate_limit import RateLimit, caller_address

T = TypeVar("T")

MCP_PATH: Final = "/mcp"
#: Requests of an address a minute: a question of an assistant is three or four of them.
REQUESTS_A_MINUTE: Final = 240
_site: ContextVar[str] = ContextVar("site", default="")


class McpDispatcher:
    """Answers by the protocol at its path, so often to each address, and hands all other requests on."""

    def __init__(self, app: ASGIApp, *, live: LiveCatalogue, queues: WorkQueues) -> None:
        self._app, self._live, self._queues = app, live, queues
        self._rate_limit = RateLimit(REQUESTS_A_MINUTE)
        self._loading = asyncio.Lock()
        self._server: Any = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http" or scope["path"] != MCP_PATH:
            await self._app(scope, receive, send)
            return
        if (
            scope["method"] != "POST"
        ):  # a session ends with its answer: there is nothing to listen to, or to end
            message = f"expected POST; found {quote_input(scope['method'])}"
            refusal = Refusal(405, [RequestFault(message, nearest="POST")], {"Allow": "POST"})
            await problem_response(refusal)(scope, receive, send)
            return
        try:
            self._rate_limit.take_turn(caller_address(scope))
        except Refusal as refusal:
            await problem_response(refusal)(scope, receive, send)
            return
        async with self._loading:
            if self._server is None:
                self._server = await run_in_threadpool(self._load)
        _site.set(site_address(Request(scope)))
        manager = self._open_session()
        async with manager.run():
            await manager.handle_request(scope, receive, send)

    def _load(self) -> Any:
        protocol = import_module("indicators.web.mcp.protocol")
        return protocol.build_server(self._catalogue, _site.get, self._work)

    def _open_session(self) -> Any:
        """What manages one session; who may ask, by which name and how much, was looked at before (`middleware`)."""
        security = import_module("mcp.server.transport_security")
        self._server.streamable_http_app(
            json_response=True,
            stateless_http=True,
            max_request_body_size=MAX_BODY_BYTES,
            transport_security=security.TransportSecuritySettings(enable_dns_rebinding_protection=False),
        )
        return self._server.session_manager

    def _catalogue(self) -> Catalogue:
        return self._live.state().catalogue

    async def _work(self, work: Callable[[], T]) -> T:
        async with self._queues.texts.turn():
            return await run_in_threadpool(work)
