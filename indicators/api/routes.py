"""What is at which address: files of tables, single figures, the package, descriptions.

Every answer of one request comes from one state of the dataset, the one the pages show.
Knows nothing of how files are written.
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
from indicators.api import asked, linked
from indicators.api.addresses import SHORT, base, here, led, moved, short_link
from indicators.api.asked import Asked, Renamed
from indicators.api.openapi import document
from indicators.api.problems import OPEN, Fault, Handler, Refusal, answering, hint, quoted
from indicators.api.respond import Answer, answers, kept, respond, stream
from indicators.api.status import FRESH, told
from indicators.api.texts import llms
from indicators.errors import UnknownId
from indicators.export import Download, Page, Rows
from indicators.export.formats import Format
from indicators.live import shared
from indicators.nearest import nearest
from indicators.select import Catalogue, selection_of

#: Tables longer than this are sent in parts and not kept.
STREAMED_FROM: Final = 5_000
#: Files that say nothing of themselves: by whatever name the site is called, they are the same.
_ROWS_ALONE: Final = ("csv", "sdmx-csv")
_JSON, _LINKED, _TEXT = "application/json", "application/ld+json", "text/markdown; charset=utf-8"


def _catalogue() -> Catalogue:
    return shared().state().catalogue


def _day() -> Any:
    return datetime.now(UTC).date()


def _page_link(request: Request, wanted: Asked) -> str:
    """The page of the dashboard that shows the same rows."""
    return here(request, "/data", Asked(wanted.selection, wanted.language).query())


def table_file(table: str, kind: str, form: Format) -> Handler:
    """The handler that answers with `table` as a file of `form`."""
    path = f"/api/v1/{table}.{form.extension}"
    known = (*asked.EVERY_TABLE, *(asked.PAGING if kind == "json" else ()))
    if kind == "sdmx-csv":
        known = tuple(name for name in known if name != "fields")

    def handler(request: Request) -> Response:
        catalogue = _catalogue()
        try:
            wanted = asked.read(request, catalogue, table, known=known)
        except Renamed as renamed:
            return moved(request, path, renamed.query)
        rows = export.rows_of(catalogue, table, wanted.selection)
        if kind == "xlsx" and len(rows) > export.MAX_ROWS:
            raise Refusal(400, [Fault(str(export.TooManyRows(len(rows))), nearest="csv")])
        about = _about(request, catalogue, wanted, table)
        told_beside = () if kind in _ROWS_ALONE else (about.link, *([about.made] if kind == "xlsx" else []))
        answer = Answer(
            key=(path, wanted, *told_beside),
            version=catalogue.dataset.version,
            mime=form.mime,
            name=""
            if kind == "json"
            else export.filename(wanted.selection, about.made, form.extension, table),
        )
        if kind == "json":
            return _page(request, answer, rows, about, wanted)
        if len(rows) > STREAMED_FROM and form.chunks:
            return stream(request, answer, partial(form.chunks, rows, about))
        return respond(request, answer, partial(form.make, rows, about))

    return handler


def _about(request: Request, catalogue: Catalogue, wanted: Asked, table: str = "observations") -> Download:
    return Download(
        catalogue,
        wanted.selection,
        _day(),
        _page_link(request, wanted),
        wanted.language,
        table,
        wanted.fields,
    )


def _page(request: Request, answer: Answer, rows: Rows, about: Download, wanted: Asked) -> Response:
    """One page of records, with the address of the next."""
    end, total = wanted.offset + wanted.limit, len(rows)
    following = here(request, str(answer.key[0]), wanted.query(offset=end)) if end < total else None
    page = Page(wanted.limit, wanted.offset, total, following)
    linked_answer = replace(answer, links=f'<{following}>; rel="next"' if following else "")

    def make() -> bytes:
        return export.to_json(export.piece(rows, wanted.limit, wanted.offset), about, page)

    return respond(request, linked_answer, make)


def figure(request: Request) -> Response:
    """One figure as JSON-LD."""
    catalogue, id = _catalogue(), request.path_params["id"]
    try:
        wanted = asked.read(request, catalogue, known=("lang",))
        row = catalogue.find(id)
    except UnknownId as unknown:
        told = f"there is no observation {quoted(id)}{hint(unknown.nearest)}"
        raise Refusal(404, [Fault(told, nearest=unknown.nearest)]) from None
    if row.observation_id != id:
        return moved(request, f"/api/v1/observations/{row.observation_id}.json", wanted.query())
    key = ("figure", id, wanted.language, base(request))

    def make() -> bytes:
        record = export.records(pd.DataFrame([row]), wanted.language)[0]
        told = linked.observation(row, record, catalogue.dataset, wanted.language, base(request))
        return orjson.dumps(told, option=orjson.OPT_INDENT_2)

    return respond(request, Answer(key, catalogue.dataset.version, _LINKED), make)


def chart_file(extension: str) -> Handler:
    """The handler that leads from a declared chart to the rows it shows."""

    def handler(request: Request) -> Response:
        catalogue, id = _catalogue(), request.path_params["id"]
        wanted = asked.read(request, catalogue, known=("lang",))
        today = catalogue.dataset.renamed.get(id)
        if today in catalogue.dataset.charts and id not in catalogue.dataset.charts:
            return moved(request, f"/api/v1/charts/{today}.{extension}", wanted.query())
        declared = catalogue.dataset.charts.get(id)
        if declared is None:
            close = nearest(id, catalogue.dataset.charts)
            raise Refusal(404, [Fault(f"there is no chart {quoted(id)}{hint(close)}", nearest=close)])
        rows = replace(wanted, selection=selection_of(declared))
        return led(request, f"/api/v1/observations.{extension}", rows.query())

    return handler


def package(request: Request) -> Response:
    """The data package."""
    catalogue = _catalogue()
    known = tuple(name for name in asked.EVERY_TABLE if name != "fields")
    try:
        wanted = asked.read(request, catalogue, known=known)
    except Renamed as renamed:
        return moved(request, "/api/v1/package.zip", renamed.query)
    if (rows := catalogue.count(wanted.selection)) > export.MAX_ROWS:
        raise Refusal(400, [Fault(str(export.TooManyRows(rows, "package")))])
    about = _about(request, catalogue, wanted)
    form = export.TAKEN_AS["package"]["zip"]
    name = export.filename(wanted.selection, about.made, form.extension, "regional-indicators")
    answer = Answer(("package", wanted, about.link, about.made), catalogue.dataset.version, form.mime, name)
    return respond(request, answer, lambda: form.make(catalogue.figures(wanted.selection), about))


def _described(name: str, mime: str, make: Callable[[Catalogue, str], bytes]) -> Handler:
    """A handler for a document about the whole, which takes no parameter."""

    def handler(request: Request) -> Response:
        catalogue, site = _catalogue(), base(request)
        asked.read(request, catalogue)
        answer = Answer((name, site), catalogue.dataset.version, mime)
        return respond(request, answer, lambda: make(catalogue, site))

    return handler


def _openapi(catalogue: Catalogue, _: str) -> bytes:
    return orjson.dumps(document(catalogue.dataset), option=orjson.OPT_INDENT_2)


def _catalog(catalogue: Catalogue, site: str) -> bytes:
    told = linked.catalogue(catalogue.dataset, catalogue.coverage(), site)
    return orjson.dumps(told, option=orjson.OPT_INDENT_2)


def _llms(catalogue: Catalogue, site: str) -> bytes:
    return llms(catalogue, site).encode()


def status(request: Request) -> Response:
    """What is served, and whether the data file has faults."""
    state = shared().state()
    asked.read(request, state.catalogue)
    document = told(state)
    named = {"Dataset-Version": document["version"], "Dataset-Digest": document["digest"]}
    return Response(orjson.dumps(document, option=orjson.OPT_INDENT_2), 200, OPEN | FRESH | named, _JSON)


def quick(handler: Handler) -> Callable[[Request], Awaitable[Response]]:
    """`handler` in a thread of its own, but for a question that was answered before: that needs none."""

    async def answered(request: Request) -> Response:
        # The day is that of the question: an answer made after midnight is then asked for no more.
        live, scope, day = shared(), request.scope, _day()
        asked_as = (scope["path"], scope["query_string"], request.headers.get("host"), scope["scheme"])
        if live.is_fresh:
            question = (live.state().catalogue.dataset.digest, day, asked_as)
            answer = answers.get(question)
            found = answer and kept(request, answer)
            if found:
                return found
        response = await run_in_threadpool(handler, request)
        answer = getattr(request.state, "answer", None)
        if answer is not None:
            answers.put((answer.digest, day, asked_as), answer)
        return response

    return answered


def routes() -> list[Route]:
    """Every address and who answers there."""
    found = [
        Route(f"/api/v1/{table}.{form.extension}", quick(answering(table_file(table, kind, form))))
        for table, forms in export.TAKEN_AS.items()
        if table != "package"
        for kind, form in forms.items()
    ]
    return [
        *found,
        *(Route(f"/{letter}/{{id}}", answering(short_link(letter))) for letter in SHORT),
        Route("/api/v1/status.json", quick(answering(status))),
        Route("/llms.txt", quick(answering(_described("llms", _TEXT, _llms)))),
        Route("/api/v1/observations/{id}.json", quick(answering(figure))),
        Route("/api/v1/charts/{id}.csv", quick(answering(chart_file("csv")))),
        Route("/api/v1/charts/{id}.json", quick(answering(chart_file("json")))),
        Route("/api/v1/package.zip", quick(answering(package))),
        Route("/api/v1/openapi.json", quick(answering(_described("openapi", _JSON, _openapi)))),
        Route("/api/v1/catalog.jsonld", quick(answering(_described("catalog", _LINKED, _catalog)))),
    ]
