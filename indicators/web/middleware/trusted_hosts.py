"""By which names the server may be called, and from which sites a WebSocket may be opened or an assistant may ask.

A page of another site that makes its own name point to this machine (DNS rebinding) gets nothing,
nor does one that opens a WebSocket to it (cross-site WebSocket hijacking), and no question of this
kind reaches Streamlit, which would ask the internet for its own address first.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Iterable
from typing import Final
from urllib.parse import urlsplit

from starlette.types import ASGIApp, Receive, Scope, Send

from indicators.web.http_messages import quote_input, request_header, send_problem, without_headers

#: What a server is called on its own machine.
LOOPBACK_NAMES: Final = ("localhost", "127.0.0.1", "::1")
_ANY_ADDRESS: Final = ("0.0.0.0", "::", "*")  # noqa: S104 - compared with, not bound to
_HOST: Final = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(:[0-9]{1,5})?")


class TrustedHosts:
    """Hands on what is asked of this server by a name that it has.

    Names are the loopback ones, the address it listens on and those the operator allows, where
    `*.example.org` stands for every name below it and `*` for all. A server that listens on every
    address may also be called by any address, which no other site can point elsewhere, and by the
    name of its machine. At `own_paths` no page of another site may ask.
    """

    def __init__(
        self, app: ASGIApp, *, host: str = "", allowed: Iterable[str] = (), own_paths: Iterable[str] = ()
    ) -> None:
        self._app, self._own_paths = app, tuple(own_paths)
        self._everywhere = host in _ANY_ADDRESS
        own = [socket.gethostname(), socket.getfqdn()] if self._everywhere else [host]
        self._names = {_normalise_host(name) for name in (*LOOPBACK_NAMES, *own, *allowed) if name}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        host = request_header(scope, b"host")
        name = host_name(host)
        if not name:
            await send_problem(scope, receive, send, 400, f"{quote_input(host)} is not the name of a host")
        elif not self._is_own_name(name):
            await send_problem(scope, receive, send, 421, f"this server is not called {quote_input(name)}")
        elif scope["type"] == "websocket" and not self._is_same_origin(scope, host):
            await send_problem(scope, receive, send, 403, "another site may not open a connection")
        elif scope["path"] in self._own_paths and not self._is_same_origin(scope, host):
            await send_problem(scope, receive, send, 403, "a page of another site may not ask here")
        else:
            foreign = scope["type"] == "websocket" and _origin_host(scope) != host
            await self._app(without_headers(scope, b"origin") if foreign else scope, receive, send)

    def _is_own_name(self, name: str) -> bool:
        if name in self._names or "*" in self._names:
            return True
        if self._everywhere and _is_ip_address(name):
            return True
        return any(pattern.startswith("*.") and name.endswith(pattern[1:]) for pattern in self._names)

    def _is_same_origin(self, scope: Scope, host: str) -> bool:
        """Whether a page of this server asks, or a program; a proxy may have changed the name of one."""
        site = _origin_host(scope)
        if not request_header(scope, b"origin") or site == host:
            return True
        name = host_name(site)
        return bool(name) and "*" not in (name, *self._names) and self._is_own_name(name)


def host_name(host: str) -> str:
    """The name in a `Host` header, without its port; empty when it is none."""
    found = _HOST.fullmatch(host)
    return _normalise_host(found[1]) if found else ""


def _normalise_host(name: str) -> str:
    return name.strip("[]").lower().rstrip(".")


def _origin_host(scope: Scope) -> str:
    try:
        return urlsplit(request_header(scope, b"origin")).netloc
    except ValueError:
        return ""


def _is_ip_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
