"""The API described for programs: an OpenAPI 3.1 document, written from the same tables as the routes.

Its paths are here; `parameters` and `schemas` are its components. Knows nothing of requests.
"""

from __future__ import annotations

from typing import Any, Final

import indicators
from indicators.api.addresses import SHORT
from indicators.api.asked import EVERY_TABLE, PAGING
from indicators.api.parameters import FIGURE_ID, parameters, path_id, reference
from indicators.api.problems import MIME
from indicators.api.schemas import PROBLEM, STATUS, page, record
from indicators.export import CODEBOOKS, TAKEN_AS
from indicators.export.documents import licence
from indicators.model import Dataset


def document(dataset: Dataset) -> dict[str, Any]:
    """The whole description; ids are those of `dataset`."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": dataset.about.title.en,
            "description": f"{dataset.about.description.en} Read-only; every answer names the content it is from.",
            "version": indicators.__version__,
            "license": _info_licence(dataset),
        },
        "servers": [{"url": "/"}],
        "paths": {path: {"get": operation} for path, operation in _operations().items()},
        "components": {
            "parameters": parameters(dataset),
            "schemas": {"Problem": PROBLEM} | {name: record(name) for name in CODEBOOKS},
            "responses": {
                "Problem": {
                    "description": "Cannot be answered: one sentence, and the nearest valid value.",
                    "content": {MIME: {"schema": {"$ref": "#/components/schemas/Problem"}}},
                },
                "Same": {"description": "What the caller has is still right."},
                "Moved": {"description": "An id has another name today."},
            },
        },
    }


def _operations() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for table, forms in TAKEN_AS.items():
        for kind, form in forms.items():
            path = f"/api/v1/{table}.{form.extension}"
            content = {form.mime: {"schema": page(table)} if kind == "json" else {}}
            names = [name for name in EVERY_TABLE if name != "fields" or kind not in ("sdmx-csv", "zip")]
            names += PAGING if kind == "json" else []
            taken = [reference(name, table) for name in names]
            what = "The data package" if table == "package" else f"The {table} as {kind}"
            found[path] = _operation(f"{table}_{form.extension}", what, content, taken)
    schema = {"type": "object", "required": ["@context", "@type", "@id", "record"]}
    found["/api/v1/observations/{id}.json"] = _operation(
        "observation",
        "One figure as JSON-LD, with its record",
        {"application/ld+json": {"schema": schema}},
        [path_id("Id of the figure.", FIGURE_ID), reference("lang", "observations")],
        missing=True,
    )
    for kind in ("csv", "json"):
        found[f"/api/v1/charts/{{id}}.{kind}"] = _chart(kind)
    for letter, (_, what) in SHORT.items():
        found[f"/{letter}/{{id}}"] = _short(what)
    found["/api/v1/status.json"] = _status()
    found["/healthz"] = _watched("healthz", "Whether the process answers", "healthy")
    found["/readyz"] = _watched("readyz", "Whether the dataset is read and everything warm", "ready")
    for path, what, mime in _DOCUMENTS:
        found[path] = _operation(path.rpartition("/")[2], what, {mime: {}}, [])
    return found


def _chart(kind: str) -> dict[str, Any]:
    """The way to the rows of a declared chart."""
    found = _operation(
        f"chart_{kind}",
        f"The rows of a declared chart as {kind}",
        {},
        [path_id("Id of the chart.", "^[a-z0-9-]+$"), reference("lang", "observations")],
        missing=True,
    )
    found["responses"] = {"301": found["responses"]["301"], "302": {"description": "Where the rows are."}} | {
        status: answer for status, answer in found["responses"].items() if status in ("400", "404", "414")
    }
    return found


def _short(what: str) -> dict[str, Any]:
    """The way from a short link to a page."""
    return {
        "operationId": f"{what}_page",
        "summary": f"Short link to the page of this {what}",
        "parameters": [path_id("Its id.", FIGURE_ID), reference("lang", "observations")],
        "responses": {
            "302": {"description": "The page, which also says when the id has another name today."}
        },
    }


_DOCUMENTS: Final = (
    ("/api/v1/openapi.json", "This document", "application/json"),
    ("/api/v1/catalog.jsonld", "The dataset in the words of schema.org and DCAT", "application/ld+json"),
    ("/llms.txt", "What is here and how to ask for it, for language models", "text/markdown; charset=utf-8"),
)


def _operation(
    id: str, what: str, content: dict[str, Any], parameters: list[dict[str, Any]], *, missing: bool = False
) -> dict[str, Any]:
    headers = {
        "ETag": {"description": "Names this answer.", "schema": {"type": "string"}},
        "Dataset-Digest": {
            "description": "Names the content it is from.",
            "schema": {"type": "string", "pattern": "^[0-9a-f]{16}$"},
        },
        "Dataset-Version": {
            "description": "What its curators call the content, and after a plus sign its name.",
            "schema": {"type": "string"},
        },
    }
    problem = {"$ref": "#/components/responses/Problem"}
    answers: dict[str, Any] = {
        "200": {"description": what, "headers": headers, "content": content},
        "304": {"$ref": "#/components/responses/Same"},
        "400": problem,
        "414": problem,
    }
    if parameters:
        answers["301"] = {"$ref": "#/components/responses/Moved"}
    if missing:
        answers["404"] = problem
    return {"operationId": id, "summary": what, "parameters": parameters, "responses": answers}


def _status() -> dict[str, Any]:
    """What is served, which is never cached."""
    what = "What is served, since when, and what is wrong with a newer data file"
    operation = _operation("status", what, {"application/json": {"schema": STATUS}}, [])
    del operation["responses"]["304"]
    return operation


def _watched(id: str, what: str, word: str) -> dict[str, Any]:
    schema = {"type": "object", "required": ["status"], "properties": {"status": {"const": word}}}
    answers: dict[str, Any] = {
        "200": {"description": what, "content": {"application/json": {"schema": schema}}}
    }
    if id == "readyz":
        answers["503"] = {"$ref": "#/components/responses/Problem"}
    return {"operationId": id, "summary": what, "parameters": [], "responses": answers}


def _info_licence(dataset: Dataset) -> dict[str, str]:
    named = licence(dataset)
    return {"name": named["title"]} | ({"url": named["path"]} if "path" in named else {})
