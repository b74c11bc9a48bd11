"""The application at /api, the documents at the root and the short links, and how it stands beside the dashboard's."""

from __future__ import annotations

from collections.abc import Mapping
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

from indicators.charts.theme import PALETTES, ChartPalette, ColourScheme
from indicators.i18n.letters import find_nearest
from indicators.web.api.feed import FEED_PATH
from indicators.web.api.routes import api_routes
from indicators.web.api.texts import TEXT_METHOD, TEXT_PATHS, text_routes
from indicators.web.api.work_queue import WorkQueues
from indicators.web.http_messages import (
    OPEN_HEADERS,
    Refusal,
    RequestFault,
    accepts_encoding,
    nearest_hint,
    problem_response,
    quote_input,
    without_headers,
)
from indicators.web.live_catalogue import LiveCatalogue
from indicators.web.page_runs import PageRuns
from indicators.web.rate_limit import RateLimit
from indicators.web.site_links import SHORT_LINKS

#: Where the description is found by who knows no address yet.
_OPENAPI_REDIRECTS: Final = ("/api", "/api/", "/api/v1", "/api/v1/")
_API_PREFIXES: Final = ("/api/", "/embed/", *(f"/{letter}/" for letter in SHORT_LINKS))
#: Documents at the root, where those who know no address look.
_ROOT_DOCUMENTS: Final = ("/llms.txt", "/robots.txt", "/sitemap.xml", FEED_PATH)
_ALLOWED_METHODS: Final = "GET, HEAD"
_PREFLIGHT_HEADERS: Final = OPEN_HEADERS | {
    "Access-Control-Allow-Headers": "*",
    "Access-Control-Max-Age": "86400",
}
_MAX_PATH_COMPARED = 200


def build_application(
    live: LiveCatalogue,
    pages: PageRuns,
    palettes: Mapping[ColourScheme, ChartPalette] = PALETTES,
    queues: WorkQueues | None = None,
) -> Starlette:
    """Everything at /api, the documents at the root, the short links and frames, of what `live` holds at the time.

    `pages` come first; pictures are painted in `palettes`. `queues` are those of the server, where others share them.
    """
    app = Starlette(
        routes=[
            *api_routes(),
            *text_routes(),
            *(Route(path, _redirect_to_openapi) for path in _OPENAPI_REDIRECTS),
        ],
        middleware=[
            Middleware(VersionHeaders, live=live),
            Middleware(CorsPreflight),
            Middleware(RefusableGzip, minimum_size=1_000, compresslevel=6),
        ],
        exception_handlers={
            404: _answer_unknown_path,
            405: _answer_wrong_method,
            HTTPException: _answer_other_error,
        },
    )
    app.router.redirect_slashes = False
    app.state.live, app.state.queues, app.state.content = live, queues or WorkQueues(pages), ""
    app.state.palettes, app.state.rate_limit = palettes, RateLimit()
    return app


class ApiDispatcher:
    """Hands requests for the API to it, all others on.

    It stands before what guards the dashboard's paths, so that also a path that no server likes
    is answered in the words of the API.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        live: LiveCatalogue,
        pages: PageRuns,
        palettes: Mapping[ColourScheme, ChartPalette] = PALETTES,
        queues: WorkQueues | None = None,
    ) -> None:
        self._app, self._api = app, build_application(live, pages, palettes, queues)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        path = scope.get("path", "")
        ours = scope["type"] == "http" and (
            path in ("/api", *_ROOT_DOCUMENTS) or path.startswith(_API_PREFIXES)
        )
        await (self._api if ours else self._app)(scope, receive, send)


class VersionHeaders:
    """Tells of every answer which content it is from; of those from none, such as a refusal, the present one."""

    def __init__(self, app: ASGIApp, *, live: LiveCatalogue) -> None:
        self._app, self._live = app, live

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""

        async def named(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                dataset = self._live.now.catalogue.dataset
                headers.setdefault("Dataset-Version", dataset.version)
                headers.setdefault("Dataset-Digest", dataset.digest)
            await send(message)

        await self._app(scope, receive, named)


class CorsPreflight:
    """Answers a CORS preflight: a browser asks whether a page of another site may ask."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a preflight, hand on the rest."""
        asks = any(name == b"access-control-request-method" for name, _ in scope.get("headers", ()))
        app: Any = self._app
        if scope["type"] == "http" and scope["method"] == "OPTIONS" and asks:
            allowed = TEXT_METHOD if scope["path"] in TEXT_PATHS else _ALLOWED_METHODS
            headers = _PREFLIGHT_HEADERS | {"Access-Control-Allow-Methods": allowed}
            app = Response(status_code=204, headers=headers)
        await app(scope, receive, send)


class RefusableGzip(GZipMiddleware):
    """Content negotiation of the encoding: packs as Starlette does, but not for callers who refuse it as `gzip;q=0`."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        refused = scope["type"] == "http" and not accepts_encoding(scope, "gzip")
        await super().__call__(
            without_headers(scope, b"accept-encoding") if refused else scope, receive, send
        )


def _redirect_to_openapi(_: Request) -> Response:
    return RedirectResponse("/api/v1/openapi.json", 307, OPEN_HEADERS)


def _answer_unknown_path(request: Request, _: Exception) -> Response:
    path = request.scope["path"]
    close = find_nearest(path[:_MAX_PATH_COMPARED], [route.path for route in request.app.routes])
    return problem_response(
        Refusal(
            404,
            [RequestFault(f"there is nothing at {quote_input(path)}{nearest_hint(close)}", nearest=close)],
        )
    )


def _answer_wrong_method(request: Request, _: Exception) -> Response:
    takes_texts = request.scope["path"] in TEXT_PATHS
    expected, nearest, allowed = (
        (TEXT_METHOD, TEXT_METHOD, TEXT_METHOD) if takes_texts else ("GET or HEAD", "GET", _ALLOWED_METHODS)
    )
    message = f"expected {expected}; found {quote_input(request.method)}"
    return problem_response(Refusal(405, [RequestFault(message, nearest=nearest)], {"Allow": allowed}))


def _answer_other_error(_: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    return problem_response(Refusal(status, [RequestFault("this cannot be answered")]))
