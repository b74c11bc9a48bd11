"""The application at /api, /llms.txt and the short links, and how it stands beside the dashboard's.

Knows nothing of what is answered.
"""

from __future__ import annotations

from typing import Any, Final

from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from indicators.api.addresses import SHORT
from indicators.api.caller import accepts, without
from indicators.api.problems import OPEN, Fault, Refusal, hint, quoted, refused
from indicators.api.routes import routes
from indicators.live import shared
from indicators.nearest import nearest

#: Where the description is found by who knows no address yet.
_ENTRANCES: Final = ("/api", "/api/", "/api/v1", "/api/v1/")
_OURS: Final = ("/api/", *(f"/{letter}/" for letter in SHORT))
_METHODS: Final = "GET, HEAD"
_PREFLIGHT: Final = OPEN | {
    "Access-Control-Allow-Methods": _METHODS,
    "Access-Control-Allow-Headers": "*",
    "Access-Control-Max-Age": "86400",
}
_LOOKED_AT = 200


def application() -> Starlette:
    """Everything at /api, /llms.txt and the short links."""
    app = Starlette(
        routes=[*routes(), *(Route(path, _to_description) for path in _ENTRANCES)],
        middleware=[
            Middleware(Named),
            Middleware(Preflight),
            Middleware(Packed, minimum_size=1_000, compresslevel=6),
        ],
        exception_handlers={404: _unknown_path, 405: _wrong_method, HTTPException: _other},
    )
    app.router.redirect_slashes = False
    return app


class Beside:
    """Hands requests for the API to it, all others on.

    It stands before what guards the dashboard's paths, so that also a path that no server likes
    is answered in the words of the API.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app, self._api = app, application()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        path = scope.get("path", "")
        ours = scope["type"] == "http" and (path in ("/api", "/llms.txt") or path.startswith(_OURS))
        await (self._api if ours else self._app)(scope, receive, send)


class Named:
    """Tells of every answer which content it is from; of those from none, such as a refusal, the present one."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""

        async def named(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                dataset = shared().now.catalogue.dataset
                headers.setdefault("Dataset-Version", dataset.version)
                headers.setdefault("Dataset-Digest", dataset.digest)
            await send(message)

        await self._app(scope, receive, named)


class Preflight:
    """Answers browsers that ask whether they may ask."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a preflight, hand on the rest."""
        asks = any(name == b"access-control-request-method" for name, _ in scope.get("headers", ()))
        app: Any = self._app
        if scope["type"] == "http" and scope["method"] == "OPTIONS" and asks:
            app = Response(status_code=204, headers=_PREFLIGHT)
        await app(scope, receive, send)


class Packed(GZipMiddleware):
    """Packs answers as Starlette does, but for callers who name gzip to refuse it."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        refused = scope["type"] == "http" and not accepts(scope, "gzip")
        await super().__call__(without(scope, b"accept-encoding") if refused else scope, receive, send)


def _to_description(_: Request) -> Response:
    return RedirectResponse("/api/v1/openapi.json", 307, OPEN)


def _unknown_path(request: Request, _: Exception) -> Response:
    path = request.scope["path"]
    close = nearest(path[:_LOOKED_AT], [route.path for route in request.app.routes])
    return refused(Refusal(404, [Fault(f"there is nothing at {quoted(path)}{hint(close)}", nearest=close)]))


def _wrong_method(request: Request, _: Exception) -> Response:
    told = f"expected GET or HEAD; found {quoted(request.method)}"
    return refused(Refusal(405, [Fault(told, nearest="GET")], {"Allow": _METHODS}))


def _other(_: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    return refused(Refusal(status, [Fault("this cannot be answered")]))
