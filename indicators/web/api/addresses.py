"""Addresses of the site as the caller knows them, and answers that lead from one to another."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import parse_qsl, urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from indicators.web.http_messages import OPEN_HEADERS, Handler
from indicators.web.site_links import SHORT_LINKS

#: What the name of a site looks like, with its port.
HOST_PATTERN: Final = re.compile(r"[A-Za-z0-9.\-]{1,253}(:[0-9]{1,5})?|\[[0-9a-fA-F:.]{2,45}\](:[0-9]{1,5})?")


def site_address(request: Request) -> str:
    """The address of the site as the caller knows it; empty when that is not an address."""
    host = request.headers.get("host", "")
    return f"{request.scope['scheme']}://{host}" if HOST_PATTERN.fullmatch(host) else ""


def absolute_address(request: Request, path: str, query: str) -> str:
    """The whole address of a path of the site."""
    return f"{site_address(request)}{path}" + (f"?{query}" if query else "")


def redirect_for_good(request: Request, path: str, query: str) -> Response:
    """Where something is for good."""
    return redirect_to(request, path, query, 301)


def redirect_to(request: Request, path: str, query: str, status: int = 302) -> Response:
    """Where something is today."""
    there = absolute_address(request, path, query)
    return RedirectResponse(there, status, OPEN_HEADERS | {"Cache-Control": "public, no-cache"})


def short_link_handler(letter: str) -> Handler:
    """The handler that leads from a short link to the page it stands for.

    The page says what it makes of the id, one of old or one that does not exist included. A chart is looked for
    among those of the figures that the query chooses, so all of it goes along; else only the language.
    """
    page, name = SHORT_LINKS[letter]

    def handler(request: Request) -> Response:
        asked = parse_qsl(request.scope["query_string"].decode("latin-1"))
        if letter != "c":
            asked = [("lang", language)] if (language := dict(asked).get("lang")) else []
        kept = [(key, value) for key, value in asked if key != name]
        return redirect_to(request, f"/{page}", urlencode([(name, request.path_params["id"]), *kept]))

    return handler
