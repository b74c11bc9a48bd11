"""The page that a browser gets before Streamlit fills it: named, described and in the reader's language.

It is Streamlit's own, with another head and another word to readers without scripts. Addresses
that are no page answer 404 with the same shell, which then shows what there is.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from html import escape
from urllib.parse import parse_qs

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from indicators.i18n import (
    LANGUAGES,
    Language,
    Messages,
    find_language,
    load_messages,
    locale_of,
    negotiate_language,
    parse_accept_language,
)
from indicators.model import About
from indicators.query.caches import Caches, cached_on_owner
from indicators.web.api.addresses import HOST_PATTERN
from indicators.web.api.feed import feed_address
from indicators.web.api.query_string import MAX_QUERY_STRING_LENGTH
from indicators.web.http_messages import (
    accepts_encoding,
    matches_etag,
    request_header,
    send_problem,
    without_headers,
)
from indicators.web.paper.first_view import FirstView
from indicators.web.previews import Preview


@dataclass(frozen=True, slots=True)
class Content:
    """What a page says beside what is the same for every page: the dataset, what other sites show of it, its first view.

    `site` is the address that the site is called by, empty where that is none.
    """

    about: About
    preview: Preview | None = None
    site: str = ""
    first: FirstView | None = None


class HtmlShell:
    """Puts our page where Streamlit answers with its own.

    `template` is Streamlit's page and `parts` finds in it what is replaced: "language", "title", "icon",
    "service", "startup", "noscript" and "root"; a part that is not found stays as it is. `icon` is an SVG, `pages` the name
    and the purpose of the page at each address, as message ids; `about` tells what the dataset is now,
    `preview` what other sites show of a link with a query string, `first_view` the page of the site at an address, at a path with one; `heads` what else stands in the head of the page at an address. At `other_paths`, and below
    them, are files and no pages.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        template: str,
        parts: Mapping[str, re.Pattern[str]],
        icon: bytes,
        pages: Mapping[str, tuple[str, str]],
        about: Callable[[], About],
        preview: Callable[[str, Language], Preview | None] = lambda query, language: None,  # noqa: ARG005
        first_view: Callable[[str, str, str, Language], FirstView | None] = lambda *_: None,
        heads: Mapping[str, str] | None = None,
        other_paths: Iterable[str] = (),
    ) -> None:
        self._app, self._template, self._parts = app, template, parts
        self._pages, self._about, self._heads = pages, about, heads or {}
        self._preview, self._first_view = preview, first_view
        self._other_paths = tuple(f"{path}/" for path in other_paths)
        self._pages_of_streamlit: set[str] = set()
        self._icon = f"data:image/svg+xml;base64,{base64.b64encode(icon).decode()}"
        self.caches = Caches(self)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            await self._app(scope, receive, send)
            return
        if f"{scope['path']}/".startswith(self._other_paths):
            await self._send_file(scope, receive, send)
            return
        if not await self._is_page(scope, receive):
            await self._app(scope, receive, send)
            return
        language = requested_language(scope)
        path = scope["path"] if scope["path"] in self._pages else ""
        packed, etag = await run_in_threadpool(self._find_page, scope, path, language)  # it may draw charts
        headers = {
            "ETag": etag,
            "Cache-Control": "no-cache",
            "Vary": "Accept-Encoding, Accept-Language",
            "Content-Language": locale_of(language).tag,
        }
        status = 200 if path else 404
        if status == 200 and matches_etag(scope, etag):
            await Response(status_code=304, headers=headers)(scope, receive, send)
            return
        if accepts_encoding(scope, "gzip"):
            body, headers["Content-Encoding"] = packed, "gzip"
        else:
            body = gzip.decompress(packed)
        await Response(body, status, headers, "text/html; charset=utf-8")(scope, receive, send)

    async def _is_page(self, scope: Scope, receive: Receive) -> bool:
        """Whether Streamlit answers with its page: not to what it refuses, redirects or has a file for.

        At the address of a page it always does once it did; to ask costs as much as all the rest of an answer.
        """
        if scope["path"] in self._pages_of_streamlit:
            return True
        started: list[Message] = []

        async def look(message: Message) -> None:
            started.append(message)

        plain = without_headers(scope, b"if-none-match", b"if-modified-since", b"range", b"accept-encoding")
        await self._app({**plain, "method": "HEAD"}, receive, look)
        is_page = _holds_page(started[0])
        if is_page and scope["path"] in self._pages:
            self._pages_of_streamlit.add(scope["path"])
        return is_page

    async def _send_file(self, scope: Scope, receive: Receive, send: Send) -> None:
        """What Streamlit has here; where it has nothing it answers with its page, as if that were the file."""
        is_page = False

        async def send_other(message: Message) -> None:
            nonlocal is_page
            is_page = is_page or _holds_page(message)
            if not is_page:
                await send(message)

        await self._app(scope, receive, send_other)
        if is_page:
            await send_problem(scope, receive, send, 404, "there is nothing here")

    def _find_content(self, scope: Scope, path: str, language: Language) -> Content:
        """What the page at an address says; nothing of it where the server has no such page or name."""
        host = request_header(scope, b"host")
        query = scope.get("query_string", b"").decode("latin-1")
        about = self._about()
        if not HOST_PATTERN.fullmatch(host) or len(query) > MAX_QUERY_STRING_LENGTH:
            return Content(about)
        site = f"{scope['scheme']}://{host}"
        first = self._first_view(site, path, query, language) if path else None
        return Content(about, self._preview(query, language), site, first)

    def _find_page(self, scope: Scope, path: str, language: Language) -> tuple[bytes, str]:
        """The page packed, and its name; one that nobody can ask for again is not kept."""
        content = self._find_content(scope, path, language)
        if content.first is None or content.first.is_kept:
            return self._keep_page(path, language, content)
        return self._write_page(path, language, content)

    @cached_on_owner(maxsize=512)
    def _keep_page(self, path: str, language: Language, content: Content) -> tuple[bytes, str]:
        return self._write_page(path, language, content)

    def _write_page(self, path: str, language: Language, content: Content) -> tuple[bytes, str]:
        say, about, preview, first = load_messages(language), content.about, content.preview, content.first
        name, purpose = (say(text) for text in self._pages.get(path, ("", "")))
        own = path not in ("", "/")
        title, description = about.title[language], about.description[language]
        title = preview.title if preview and preview.title else f"{name} · {title}" if own else title
        description = f"{purpose} – {description}" if own else description
        shared = preview.tags(content.site, title, description) if preview else ()
        parts = {
            "language": f'<html lang="{locale_of(language).tag}">',
            "title": "\n    ".join([_head_tags(title, description), *shared]),
            "icon": f'<link rel="shortcut icon" type="image/svg+xml" href="{self._icon}" />',
            "service": '<link rel="service-desc" type="application/json" href="/api/v1/openapi.json" />'
            f'\n    <link rel="alternate" type="application/atom+xml" href="{feed_address("", language)}" />',
            "noscript": _noscript_html(),
        }
        head = self._heads.get(path, "")
        if first:
            parts |= self._parts_with(first, head)
            head = first.head()
        page = self._template
        for part, text in parts.items():
            page = self._parts[part].sub(lambda _, text=text: text, page, count=1)  # type: ignore[misc]
        plain = page.replace("</head>", f"{head}</head>", 1).encode()
        return gzip.compress(plain, 6, mtime=0), f'W/"{hashlib.sha256(plain).hexdigest()[:24]}"'

    def _parts_with(self, first: FirstView, head: str) -> dict[str, str]:
        """The parts of a page that is there at once: what starts Streamlit lies inert until that is painted."""
        startup, root = (
            found[0] if (found := self._parts[part].search(self._template)) else ""
            for part in ("startup", "root")
        )
        body = f'<div id="ri-first">{first.body}</div>'
        inert = f'<template id="ri-startup">{startup}{head}</template>'
        return {"startup": "", "noscript": "", "root": "\n    ".join([body, inert, root])}


def _holds_page(message: Message) -> bool:
    """Whether an answer that begins with `message` is a page, or the part of one that was asked for."""
    kind = dict(message.get("headers", ())).get(b"content-type", b"")
    return message.get("status") in (200, 206) and kind.startswith(b"text/html")


def requested_language(scope: Scope) -> Language:
    """The language of `?lang=`, else the one the browser likes best, as on the pages; else English."""
    query: dict[str, list[str]] = parse_qs(scope.get("query_string", b"").decode("latin-1"))
    asked = query.get("lang", [""])[-1]
    if language := find_language(asked):
        return language
    return negotiate_language(parse_accept_language(request_header(scope, b"accept-language")))


def _head_tags(title: str, description: str) -> str:
    return f'<title>{escape(title)}</title>\n    <meta name="description" content="{escape(description)}" />'


def _noscript_html() -> str:
    """What readers without scripts see, in every language."""
    return (
        "<noscript>"
        + "".join(_noscript_paragraph(load_messages(language)) for language in LANGUAGES)
        + "</noscript>"
    )


def _noscript_paragraph(say: Messages) -> str:
    sentence = say("The pages need JavaScript. Without it, the same figures are here as files:")
    links = "".join(
        f' <a href="{address}">{escape(name)}</a>'
        for address, name in (
            ("/api/v1/observations.csv", say("table (CSV)")),
            ("/api/v1/openapi.json", say("API description")),
            ("/llms.txt", say("guide in plain text")),
        )
    )
    return f'<p lang="{say.locale.tag}">{escape(sentence)}{links}</p>'
