"""The API described for programs: an OpenAPI 3.1 document, written from the same tables as the routes.

Knows nothing of requests.
"""

from __future__ import annotations

from typing import Any, Final

import indicators
from indicators.api.asked import EVERY_TABLE, LIMIT, MOST, PAGING
from indicators.api.problems import MIME
from indicators.api.status import STATES
from indicators.export import CODEBOOKS, TAKEN_AS
from indicators.export.documents import licence
from indicators.language import LANGUAGES
from indicators.model import Dataset
from indicators.select import DIMENSIONS, MAX_FIGURES, MAX_QUERY, SWITCHES
from indicators.tally import ids

_JSON_TYPES: Final = {"float64": "number", "int64": "integer", "list": "array"}
#: What ids of figures look like.
FIGURE_ID: Final = "^[a-z0-9.-]+$"
_SENTENCES: Final = {
    "q": "Only figures that every word finds, in any order: in names, aliases and definitions of what they are of, or in their printed words. English, Chinese and pinyin; a word written nowhere is taken for the one it is nearly.",
    "within": "1 takes each region with everything inside it.",
    "implied": "1 adds figures that nobody stated but others imply.",
    "lang": "Language of texts that are kept in one column.",
    "fields": "The columns to have, in this order, with commas between; every one when left out.",
    "limit": "Records on one page.",
    "offset": "Records to leave out before the page.",
}


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
            "parameters": _parameters(dataset),
            "schemas": {"Problem": _PROBLEM} | {name: _record(name) for name in CODEBOOKS},
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
            content = {form.mime: {"schema": _page(table)} if kind == "json" else {}}
            names = [name for name in EVERY_TABLE if name != "fields" or kind not in ("sdmx-csv", "zip")]
            names += PAGING if kind == "json" else []
            parameters = [_reference(name, table) for name in names]
            what = "The data package" if table == "package" else f"The {table} as {kind}"
            found[path] = _operation(f"{table}_{form.extension}", what, content, parameters)
    schema = {"type": "object", "required": ["@context", "@type", "@id", "record"]}
    found["/api/v1/observations/{id}.json"] = _operation(
        "observation",
        "One figure as JSON-LD, with its record",
        {"application/ld+json": {"schema": schema}},
        [
            {
                "name": "id",
                "in": "path",
                "required": True,
                "description": "Id of the figure.",
                "schema": {"type": "string", "pattern": FIGURE_ID},
            },
            _reference("lang", "observations"),
        ],
        missing=True,
    )
    for kind in ("csv", "json"):
        found[f"/api/v1/charts/{{id}}.{kind}"] = _chart(kind)
    for letter, what in _SHORT.items():
        found[f"/{letter}/{{id}}"] = _short(what)
    found["/api/v1/status.json"] = _status()
    found["/healthz"] = _watched("healthz", "Whether the process answers", "healthy")
    found["/readyz"] = _watched("readyz", "Whether the dataset is read and everything warm", "ready")
    for path, what, mime in _DOCUMENTS:
        found[path] = _operation(path.rpartition("/")[2], what, {mime: {}}, [])
    return found


def _chart(kind: str) -> dict[str, Any]:
    """The way to the rows of a declared chart."""
    id = {
        "name": "id",
        "in": "path",
        "required": True,
        "description": "Id of the chart.",
        "schema": {"type": "string", "pattern": "^[a-z0-9-]+$"},
    }
    found = _operation(
        f"chart_{kind}",
        f"The rows of a declared chart as {kind}",
        {},
        [id, _reference("lang", "observations")],
        missing=True,
    )
    found["responses"] = {"301": found["responses"]["301"], "302": {"description": "Where the rows are."}} | {
        status: answer for status, answer in found["responses"].items() if status in ("400", "404", "414")
    }
    return found


def _short(what: str) -> dict[str, Any]:
    """The way from a short link to a page."""
    id = {
        "name": "id",
        "in": "path",
        "required": True,
        "description": "Its id.",
        "schema": {"type": "string", "pattern": FIGURE_ID},
    }
    return {
        "operationId": f"{what}_page",
        "summary": f"Short link to the page of this {what}",
        "parameters": [id, _reference("lang", "observations")],
        "responses": {
            "302": {"description": "The page, which also says when the id has another name today."}
        },
    }


#: Letter of a short link → what it leads to.
_SHORT: Final = {"i": "indicator", "r": "region", "f": "figure"}
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
    whole, text = {"type": "integer", "minimum": 0}, {"type": "string"}
    problem = {"line": whole, "column": whole, "message": text, "rule": text}
    schema = {
        "type": "object",
        "required": ["state", "version", "digest", "since", "counts", "detail", "problem_count", "problems"],
        "properties": {
            "state": {"enum": list(STATES)},
            "version": text,
            "digest": text,
            "since": {"type": "string", "format": "date-time"},
            "counts": {"type": "object", "additionalProperties": whole},
            "detail": {"type": ["string", "null"], "description": "What is wrong with the data file."},
            "problem_count": whole,
            "problems": {
                "type": "array",
                "items": {"type": "object", "required": list(problem), "properties": problem},
            },
        },
    }
    what = "What is served, since when, and what is wrong with a newer data file"
    operation = _operation("status", what, {"application/json": {"schema": schema}}, [])
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


def _named(name: str, table: str) -> str:
    return f"{table}_fields" if name == "fields" else name


def _reference(name: str, table: str) -> dict[str, str]:
    return {"$ref": f"#/components/parameters/{_named(name, table)}"}


def _parameters(dataset: Dataset) -> dict[str, Any]:
    """Every parameter once; the fields of each table are its own."""
    return {
        _named(name, table): _parameter(name, dataset, table)
        for table in CODEBOOKS
        for name in (*EVERY_TABLE, *PAGING)
    }


def _parameter(name: str, dataset: Dataset, table: str) -> dict[str, Any]:
    parameter: dict[str, Any] = {"name": name, "in": "query", "required": False}
    if name in DIMENSIONS:
        return parameter | {
            "description": f"Only this {name}; may be repeated.",
            "schema": {"type": "array", "items": {"type": "string", "enum": list(ids(dataset, name))}},
        }
    if name == "observation":
        items = {"type": "string", "pattern": FIGURE_ID, "maxLength": MAX_QUERY}
        return parameter | {
            "description": "Only the figure with this id, stated or implied; may be repeated.",
            "schema": {"type": "array", "items": items, "maxItems": MAX_FIGURES},
        }
    if name == "fields":
        items = {"type": "string", "enum": list(CODEBOOKS[table])}
        schema: dict[str, Any] = {"type": "array", "items": items, "minItems": 1}
        return parameter | {
            "description": _SENTENCES[name],
            "schema": schema,
            "style": "form",
            "explode": False,
        }
    schemas: dict[str, dict[str, Any]] = {
        "q": {"type": "string", "maxLength": MAX_QUERY},
        "lang": {"type": "string", "enum": list(LANGUAGES), "default": "en"},
        "limit": {"type": "integer", "minimum": 1, "maximum": MOST, "default": LIMIT},
        "offset": {"type": "integer", "minimum": 0, "maximum": 10**9, "default": 0},
        **{switch: {"type": "string", "enum": ["0", "1"], "default": "0"} for switch in SWITCHES},
    }
    return parameter | {"description": _SENTENCES[name], "schema": schemas[name]}


def _page(table: str) -> dict[str, Any]:
    whole = {"type": "integer", "minimum": 0}
    return {
        "type": "object",
        "required": [
            "dataset",
            "version",
            "digest",
            "total",
            "limit",
            "offset",
            "next",
            "columns",
            "records",
        ],
        "properties": {
            "dataset": {"type": "string"},
            "table": {"const": table},
            "licence": {"type": "string"},
            "version": {"type": "string"},
            "digest": {"type": "string"},
            "filters": {"type": "array"},
            "link": {"type": ["string", "null"]},
            "total": whole,
            "limit": whole,
            "offset": whole,
            "next": {"type": ["string", "null"]},
            "columns": {"type": "array"},
            "sources": {"type": "array"},
            "records": {"type": "array", "items": {"$ref": f"#/components/schemas/{table}"}},
        },
    }


def _record(table: str) -> dict[str, Any]:
    properties = {}
    for name, (dtype, meaning) in CODEBOOKS[table].items():
        kind = _JSON_TYPES.get(dtype, "string")
        items = {"items": {"type": "string"}} if kind == "array" else {}
        properties[name] = {"type": [kind, "null"], "description": meaning, **items}
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _info_licence(dataset: Dataset) -> dict[str, str]:
    named = licence(dataset)
    return {"name": named["title"]} | ({"url": named["path"]} if "path" in named else {})


_PROBLEM: Final = {
    "type": "object",
    "description": "A problem, RFC 9457.",
    "required": ["type", "title", "status", "detail", "nearest", "errors"],
    "properties": {
        "type": {"const": "about:blank"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "One sentence."},
        "nearest": {"type": ["string", "null"], "description": "The valid value that was most likely meant."},
        "errors": {
            "type": "array",
            "description": "Everything that is wrong, the first of which is the detail.",
        },
    },
}
