"""What is at which address: files of tables, single figures, the package, descriptions.

Every answer of one request comes from one state of the dataset, the one the pages show.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import Any, Final

import orjson
import pandas as pd
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from indicators import export
from indicators.errors import UnknownId
from indicators.export import Download, RecordPage, Rows
from indicators.export.formats import FileFormat
from indicators.i18n import load_messages
from indicators.query import Catalogue
from indicators.web.api import json_ld, query_string
from indicators.web.api.addresses import (
    absolute_address,
    redirect_for_good,
    short_link_handler,
    site_address,
)
from indicators.web.api.briefs import brief_handler, brief_path
from indicators.web.api.charts import (
    CHART_FILES,
    PICTURE_TYPES,
    describe_charts,
    picture_handler,
    respond_embedded,
    respond_oembed,
    rows_handler,
)
from indicators.web.api.feed import FEED_MIME, FEED_PATH, feed_text
from indicators.web.api.guides import llms_text
from indicators.web.api.openapi import openapi_document
from indicators.web.api.query_string import ApiQuery, RenamedIds
from indicators.web.api.responses import (
    Representation,
    answer_cache,
    cached_response,
    drop_other_bodies,
    respond,
    stream_response,
)
from indicators.web.api.sitemap import robots_txt, sitemap_xml
from indicators.web.api.status import NO_STORE, status_document
from indicators.web.api.work_queue import WorkQueues
from indicators.web.brief_formats import BRIEF_FORMATS
from indicators.web.http_messages import (
    OPEN_HEADERS,
    Handler,
    Refusal,
    RequestFault,
    answer_with_problems,
    nearest_hint,
    problem_response,
    quote_input,
)
from indicators.web.live_catalogue import LiveCatalogue
from indicators.web.site_links import SHORT_LINKS, selection_query

#: Tables longer than this are sent in parts and not kept.
MIN_STREAMED_ROWS: Final = 5_000
_JSON, _LINKED, _TEXT = "application/json", "application/ld+json", "text/markdown; charset=utf-8"


def _live_of(request: Request) -> LiveCatalogue:
    """What the application that was asked serves."""
    live: LiveCatalogue = request.app.state.live
    return live


def _current_catalogue(request: Request) -> Catalogue:
    return _live_of(request).state().catalogue


def _today() -> Any:
    return datetime.now(UTC).date()


def _page_link(request: Request, wanted: ApiQuery) -> str:
    """The page of the dashboard that shows the same rows."""
    return absolute_address(request, "/data", selection_query(wanted.selection, wanted.language))


def table_handler(table: str, form: FileFormat) -> Handler:
    """The handler that answers with `table`, or the data package, as a file of `form`."""
    path = f"/api/v1/{table}.{form.extension}"
    known = query_string.file_parameters(form)

    def handler(request: Request) -> Response:
        catalogue = _current_catalogue(request)
        try:
            wanted = query_string.read_query(request, catalogue, table, known=known)
        except RenamedIds as renamed:
            return redirect_for_good(request, path, renamed.query)
        rows = export.select_rows(catalogue, table, wanted.selection)
        if form.container and len(rows) > export.MAX_ROWS:
            other = "csv" if "csv" in export.FORMATS_OF_TABLE[table] else None
            raise Refusal(
                400, [RequestFault(str(export.TooManyRows(len(rows), form.container)), nearest=other)]
            )
        about = _download_of(request, catalogue, wanted, table)
        # What a file does not name is no part of its key: by whatever name the site is called, it is the same.
        named = ([about.link] if form.has_link else []) + ([about.made] if form.has_day else [])
        answer = Representation(
            key=(path, wanted, *named),
            version=catalogue.dataset.version,
            mime=form.media_type,
            name=export.file_name(
                wanted.selection,
                about.made,
                form.extension,
                table,
                about.language_mark,
                wanted.fields,
                wanted.part,
            ),
            is_saved=not form.is_paged,
        )
        if form.is_paged:
            return _respond_page(request, answer, rows, about, wanted)
        if len(rows) > MIN_STREAMED_ROWS and not form.container:
            return stream_response(request, answer, partial(form.chunks, rows, about))
        return respond(request, answer, partial(form.write, rows, about))

    return handler


def _download_of(
    request: Request, catalogue: Catalogue, wanted: ApiQuery, table: str = "observations"
) -> Download:
    return Download(
        catalogue,
        wanted.selection,
        _today(),
        _page_link(request, wanted),
        wanted.language,
        table,
        wanted.fields,
        wanted.bom,
    )


def _respond_page(
    request: Request, answer: Representation, rows: Rows, about: Download, wanted: ApiQuery
) -> Response:
    """One page of records, with the address of the next."""
    end, total = wanted.offset + wanted.limit, len(rows)
    following = (
        absolute_address(request, str(answer.key[0]), wanted.query(offset=end)) if end < total else None
    )
    page = RecordPage(wanted.limit, wanted.offset, total, following)
    linked_answer = replace(answer, links=f'<{following}>; rel="next"' if following else "")

    def make() -> bytes:
        table = export.to_json(export.slice_rows(rows, wanted.limit, wanted.offset), about, page)
        if about.table != "charts":
            return table
        return orjson.dumps(orjson.loads(table) | describe_charts(request, about.catalogue, wanted))

    return respond(request, linked_answer, make)


def respond_figure(request: Request) -> Response:
    """One figure as JSON-LD."""
    catalogue, id = _current_catalogue(request), request.path_params["id"]
    try:
        wanted = query_string.read_query(request, catalogue, known=("lang",))
        row = catalogue.find(id)
    except UnknownId as unknown:
        message = f"there is no observation {quote_input(id)}{nearest_hint(unknown.nearest)}"
        raise Refusal(404, [RequestFault(message, nearest=unknown.nearest)]) from None
    if row.observation_id != id:
        return redirect_for_good(request, f"/api/v1/observations/{row.observation_id}.json", wanted.query())
    key = ("figure", id, wanted.language, site_address(request))

    def make() -> bytes:
        record = export.plain_records(pd.DataFrame([row]), wanted.language)[0]
        document = json_ld.observation_json_ld(
            row, record, catalogue.dataset, wanted.language, site_address(request)
        )
        return orjson.dumps(document, option=orjson.OPT_INDENT_2)

    return respond(request, Representation(key, catalogue.dataset.version, _LINKED), make)


def _document_handler(name: str, mime: str, make: Callable[[Catalogue, str], bytes]) -> Handler:
    """A handler for a document about the whole, which takes no parameter."""

    def handler(request: Request) -> Response:
        catalogue, site = _current_catalogue(request), site_address(request)
        query_string.read_query(request, catalogue)
        answer = Representation((name, site), catalogue.dataset.version, mime)
        return respond(request, answer, lambda: make(catalogue, site))

    return handler


def respond_feed(request: Request) -> Response:
    """What was added and revised, as Atom."""
    catalogue, site = _current_catalogue(request), site_address(request)
    language = query_string.read_query(request, catalogue, known=("lang",)).language
    answer = Representation(("feed", language, site), catalogue.dataset.version, FEED_MIME, is_saved=False)
    return respond(request, answer, lambda: feed_text(catalogue, load_messages(language), site).encode())


def _openapi_bytes(catalogue: Catalogue, _: str) -> bytes:
    return orjson.dumps(openapi_document(catalogue.dataset), option=orjson.OPT_INDENT_2)


def _catalog_bytes(catalogue: Catalogue, site: str) -> bytes:
    document = json_ld.catalogue_json_ld(catalogue.dataset, catalogue.coverage(), site)
    return orjson.dumps(document, option=orjson.OPT_INDENT_2)


def _llms_bytes(catalogue: Catalogue, site: str) -> bytes:
    return llms_text(catalogue, site).encode()


def _sitemap_bytes(catalogue: Catalogue, site: str) -> bytes:
    return sitemap_xml(catalogue.dataset, site).encode()


def _robots_bytes(_: Catalogue, site: str) -> bytes:
    return robots_txt(site).encode()


def respond_status(request: Request) -> Response:
    """What is served, and whether the data file has faults."""
    state = _live_of(request).state()
    query_string.read_query(request, state.catalogue)
    document = status_document(state)
    named = {"Dataset-Version": document["version"], "Dataset-Digest": document["digest"]}
    return Response(
        orjson.dumps(document, option=orjson.OPT_INDENT_2), 200, OPEN_HEADERS | NO_STORE | named, _JSON
    )


def answer_from_cache(handler: Handler, *, is_long: bool = False) -> Callable[[Request], Awaitable[Response]]:
    """`handler` in a thread when its turn comes, but for a question that was answered before: that needs neither.

    What takes long has a queue of its own.
    """

    async def answered(request: Request) -> Response:
        # The day is that of the question: an answer made after midnight is then asked for no more.
        live, scope, day = _live_of(request), request.scope, _today()
        asked_as = (scope["path"], scope["query_string"], request.headers.get("host"), scope["scheme"])
        if live.is_fresh:
            question = (live.state().catalogue.dataset.digest, day, asked_as)
            answer = answer_cache.get(question)
            found = answer and cached_response(request, answer)
            if found:
                return found
        queues: WorkQueues = request.app.state.queues
        try:
            async with (queues.long if is_long else queues.short).turn():
                response = await run_in_threadpool(handler, request)
        except Refusal as refusal:
            return problem_response(refusal)
        answer = getattr(request.state, "answer", None)
        if answer is not None:
            answer_cache.put((answer.digest, day, asked_as), answer)
            if answer.digest != request.app.state.content:
                request.app.state.content = answer.digest
                answer_cache.drop_others(answer.digest)
                drop_other_bodies(answer.digest)
        return response

    return answered


def api_routes() -> list[Route]:
    """Every address and who answers there."""
    found = [
        Route(
            f"/api/v1/{table}.{form.extension}",
            answer_from_cache(answer_with_problems(table_handler(table, form)), is_long=bool(form.container)),
        )
        for table, forms in export.FORMATS_OF_TABLE.items()
        for form in forms.values()
    ]
    return [
        *found,
        *(
            Route(f"/{letter}/{{id}}", answer_with_problems(short_link_handler(letter)))
            for letter in SHORT_LINKS
        ),
        Route("/api/v1/status.json", answer_with_problems(respond_status)),
        *(
            Route(path, answer_from_cache(answer_with_problems(_document_handler(path, mime, make))))
            for path, mime, make in (
                ("/llms.txt", _TEXT, _llms_bytes),
                ("/robots.txt", "text/plain; charset=utf-8", _robots_bytes),
                ("/sitemap.xml", "application/xml", _sitemap_bytes),
            )
        ),
        Route(FEED_PATH, answer_from_cache(answer_with_problems(respond_feed))),
        Route("/api/v1/observations/{id}.json", answer_from_cache(answer_with_problems(respond_figure))),
        *(
            Route(
                f"/api/v1/charts/{{id}}.{kind}",
                answer_from_cache(
                    answer_with_problems(
                        picture_handler(kind) if kind in PICTURE_TYPES else rows_handler(kind)
                    )
                ),
            )
            for kind in CHART_FILES
        ),
        *(
            Route(
                brief_path(form),
                answer_from_cache(answer_with_problems(brief_handler(form)), is_long=True),
            )
            for form in BRIEF_FORMATS
        ),
        Route("/api/v1/oembed.json", answer_from_cache(answer_with_problems(respond_oembed))),
        Route("/embed/c/{id}", answer_from_cache(answer_with_problems(respond_embedded))),
        Route(
            "/api/v1/openapi.json",
            answer_from_cache(answer_with_problems(_document_handler("openapi", _JSON, _openapi_bytes))),
        ),
        Route(
            "/api/v1/catalog.jsonld",
            answer_from_cache(answer_with_problems(_document_handler("catalog", _LINKED, _catalog_bytes))),
        ),
    ]
