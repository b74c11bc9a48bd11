"""The API described for programs: an OpenAPI 3.1 document, written from the same tables as the routes.

Its paths are here; `parameters` and `schemas` are its components.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

import indicators
from indicators.charts.comparison import MAX_SERIES
from indicators.export import CODEBOOKS, FORMATS_OF_TABLE, PACKAGE
from indicators.export.package_texts import licence_record
from indicators.i18n import DEFAULT_LANGUAGE, LANGUAGES
from indicators.model import Dataset
from indicators.model.dimensions import DIMENSIONS_BY_ID
from indicators.query import DIMENSION_FILTERS, MAX_NAMED_FIGURES
from indicators.query.filters import FIGURE_ID_PATTERN, OTHER_FILTERS_BY_ID
from indicators.text import escape_commonmark, to_one_line
from indicators.web.api.briefs import BRIEF_PARAMETERS, brief_path
from indicators.web.api.chart_query import ANY_THEME, CHART_PARAMETERS, SCALE, THEMES, WIDTH, WORDS
from indicators.web.api.charts import CHART_FILES, CHART_ID_PATTERN, PICTURE_TYPES
from indicators.web.api.feed import FEED_MIME, FEED_PATH
from indicators.web.api.query_string import (
    BOM_PARAMETER,
    LIMIT,
    OFFSET,
    PAGING_PARAMETERS,
    TABLE_PARAMETERS,
    file_parameters,
)
from indicators.web.api.response_schemas import (
    FACTCHECK_SCHEMA,
    PROBLEM_SCHEMA,
    READ_SCHEMA,
    STATUS_SCHEMA,
    page_schema,
    record_schema,
)
from indicators.web.api.texts import FACTCHECK_PATH, JSON_TYPE, PLAIN_TYPE, READ_PATH
from indicators.web.brief_formats import BRIEF_FORMATS, BriefFormat
from indicators.web.http_messages import MAX_BODY_BYTES, PROBLEM_MIME
from indicators.web.rate_limit import TURNS_A_MINUTE
from indicators.web.site_links import SERIES_PARAMETER, SHORT_LINKS, THEME_PARAMETER, WORDS_PARAMETER
from indicators.web.text_answers import TEXT_LANGUAGES


def openapi_document(dataset: Dataset) -> dict[str, Any]:
    """The whole description; ids are those of `dataset`."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": to_one_line(dataset.about.title.en),
            "description": f"{escape_commonmark(dataset.about.description.en)} Read-only; every answer names the content it is from.",
            "version": indicators.__version__,
            "license": _info_licence(dataset),
        },
        "servers": [{"url": "/"}],
        "paths": {path: {"get": operation} for path, operation in _all_operations().items()}
        | {path: {"post": operation} for path, operation in _text_operations().items()},
        "components": {
            "parameters": describe_parameters(dataset),
            "schemas": {"Problem": PROBLEM_SCHEMA} | {name: record_schema(name) for name in CODEBOOKS},
            "responses": {
                "Problem": {
                    "description": "Cannot be answered: one sentence, and the nearest valid value.",
                    "content": {PROBLEM_MIME: {"schema": {"$ref": "#/components/schemas/Problem"}}},
                },
                "Same": {"description": "What the caller has is still right."},
                "Moved": {"description": "An id has another name today."},
            },
        },
    }


def _all_operations() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for table, forms in FORMATS_OF_TABLE.items():
        for form in forms.values():
            path = f"/api/v1/{table}.{form.extension}"
            content = {form.media_type: {"schema": page_schema(table)} if form.is_paged else {}}
            names = file_parameters(form)
            taken = [parameter_reference(name, table) for name in names]
            what = "The data package" if table == PACKAGE else f"The {table} as {form.id}"
            found[path] = _operation(f"{table}_{form.extension}", what, content, taken)
    schema = {"type": "object", "required": ["@context", "@type", "@id", "record"]}
    found["/api/v1/observations/{id}.json"] = _operation(
        "observation",
        "One figure as JSON-LD, with its record",
        {"application/ld+json": {"schema": schema}},
        [path_parameter("Id of the figure.", FIGURE_ID_PATTERN), parameter_reference("lang", "observations")],
        missing=True,
    )
    for kind in CHART_FILES:
        found[f"/api/v1/charts/{{id}}.{kind}"] = (
            _picture_operation(kind) if kind in PICTURE_TYPES else _chart_operation(kind)
        )
    for brief_form in BRIEF_FORMATS:
        found[brief_path(brief_form)] = _brief_operation(brief_form)
    found["/embed/c/{id}"] = _embed_operation()
    found["/api/v1/oembed.json"] = _oembed_operation()
    for letter, (_, what) in SHORT_LINKS.items():
        found[f"/{letter}/{{id}}"] = _short_link_operation(what)
    found["/api/v1/status.json"] = _status_operation()
    found["/healthz"] = _health_operation("healthz", "Whether the process answers", "healthy")
    found["/readyz"] = _health_operation("readyz", "Whether the dataset is read and everything warm", "ready")
    found[FEED_PATH] = _operation(
        "feed",
        "What was added and revised, by edition and source, as an Atom feed",
        {FEED_MIME: {}},
        [parameter_reference("lang", "observations")],
    )
    del found[FEED_PATH]["responses"]["301"]
    for path, what, mime in _DOCUMENTS:
        found[path] = _operation(path.rpartition("/")[2], what, {mime: {}}, [])
    return found


def _text_operations() -> dict[str, dict[str, Any]]:
    """What is asked with a text."""
    return {
        READ_PATH: _text_operation("read", "Every figure that a text states", READ_SCHEMA),
        FACTCHECK_PATH: _text_operation(
            "factcheck", "Whether the figures that a text states agree with the dataset", FACTCHECK_SCHEMA
        ),
    }


def _text_operation(id: str, what: str, schema: dict[str, Any]) -> dict[str, Any]:
    language = {"type": "string", "enum": list(TEXT_LANGUAGES), "default": TEXT_LANGUAGES[0]}
    lang = {"type": "string", "enum": list(LANGUAGES), "default": DEFAULT_LANGUAGE}
    text = {"type": "string", "minLength": 1}
    fields = {
        "type": "object",
        "required": ["text"],
        "properties": {"text": text, "language": language, "lang": lang},
        "additionalProperties": False,
    }
    problem = {"$ref": "#/components/responses/Problem"}
    return {
        "operationId": id,
        "summary": f"{what}; nothing of it is kept",
        "parameters": [
            {
                "name": "language",
                "in": "query",
                "description": "Language of the text; auto finds out line by line.",
                "schema": language,
            },
            {
                "name": "lang",
                "in": "query",
                "description": "Language of sentences in the answer.",
                "schema": lang,
            },
        ],
        "requestBody": {
            "required": True,
            "description": f"At most {MAX_BODY_BYTES:,} bytes; {TURNS_A_MINUTE} a minute from one address.",
            "content": {PLAIN_TYPE: {"schema": text}, JSON_TYPE: {"schema": fields}},
        },
        "responses": {"200": {"description": what, "content": {JSON_TYPE: {"schema": schema}}}}
        | dict.fromkeys(("400", "413", "414", "415", "429", "503"), problem),
    }


def _chart_operation(kind: str) -> dict[str, Any]:
    """The way to the rows of a chart."""
    names = (*CHART_PARAMETERS, *((BOM_PARAMETER,) if kind == "csv" else ()))
    found = _operation(
        f"chart_{kind}", f"The rows of a chart as {kind}", {}, _chart_parameters(names), missing=True
    )
    answers = found["responses"]
    found["responses"] = {"301": answers["301"], "302": {"description": "Where the rows are."}} | {
        status: answers[status] for status in ("400", "404", "414")
    }
    found["responses"]["410"] = answers["400"]
    return found


def _chart_parameters(names: Iterable[str]) -> list[dict[str, Any]]:
    """The id of a chart, and the filters that say among which figures it is looked for."""
    id = path_parameter(
        "Id of a chart: one that the dataset declares, else one of the figures that the filters choose, or of series compared.",
        CHART_ID_PATTERN,
    )
    series = {
        "name": SERIES_PARAMETER,
        "in": "query",
        "description": "A series that is compared in the chart; may be repeated.",
        "schema": {"type": "array", "items": {"type": "string"}, "maxItems": MAX_SERIES},
    }
    return [
        id,
        *(
            series if name == SERIES_PARAMETER else parameter_reference(name, "observations")
            for name in names
        ),
    ]


def _picture_operation(kind: str) -> dict[str, Any]:
    """A chart as a picture."""
    numbers = (WIDTH, SCALE) if kind == "png" else (WIDTH,)
    parameters = [
        *_chart_parameters(CHART_PARAMETERS),
        _theme_parameter(THEMES),
        _words_parameter(),
        *(
            {"name": number.name, "in": "query", "description": number.meaning} | {"schema": number.schema}
            for number in numbers
        ),
    ]
    found = _operation(
        f"chart_{kind}", f"A chart as a picture ({kind})", {PICTURE_TYPES[kind]: {}}, parameters, missing=True
    )
    problem = found["responses"]["400"]
    found["responses"] |= {"410": problem} | ({"501": problem} if kind == "png" else {})
    return found


def _brief_operation(form: BriefFormat) -> dict[str, Any]:
    """A page to take along."""
    parameters = [parameter_reference(name, "observations") for name in BRIEF_PARAMETERS]
    what = f"The page about the region, sector, plan or topic that is named first, as one file ({form.label})"
    found = _operation(f"brief_{form.id}", what, {form.media_type: {}}, parameters)
    found["responses"]["501"] = found["responses"]["400"]
    return found


def _theme_parameter(themes: Sequence[str]) -> dict[str, Any]:
    schema = {"type": "string", "enum": list(themes), "default": themes[0]}
    return {"name": THEME_PARAMETER, "in": "query", "description": "Colours of the chart.", "schema": schema}


def _words_parameter() -> dict[str, Any]:
    schema = {"type": "string", "enum": list(WORDS), "default": WORDS[0]}
    meaning = "Which words stand around the plot: all – title, legend, sources, address –, or none."
    return {"name": WORDS_PARAMETER, "in": "query", "description": meaning, "schema": schema}


def _embed_operation() -> dict[str, Any]:
    """A chart for the frames of other sites."""
    parameters = [*_chart_parameters(CHART_PARAMETERS), _theme_parameter((ANY_THEME, *THEMES))]
    found = _operation(
        "embedded_chart",
        "A chart as a page for the frames of other sites",
        {"text/html; charset=utf-8": {}},
        parameters,
        missing=True,
    )
    found["responses"]["410"] = found["responses"]["400"]
    return found


def _oembed_operation() -> dict[str, Any]:
    """What oEmbed tells of a chart."""
    parameters: list[dict[str, Any]] = [
        {
            "name": "url",
            "in": "query",
            "required": True,
            "description": "The address of a chart.",
            "schema": {"type": "string"},
        },
        *(
            {
                "name": name,
                "in": "query",
                "description": "The most that the frame may measure.",
                "schema": {"type": "string"},
            }
            for name in ("maxwidth", "maxheight")
        ),
        {"name": "format", "in": "query", "schema": {"type": "string", "enum": ["json"], "default": "json"}},
    ]
    found = _operation(
        "oembed",
        "How another site shows a chart (oEmbed)",
        {"application/json": {}},
        parameters,
        missing=True,
    )
    found["responses"]["410"] = found["responses"]["400"]
    return found


def _short_link_operation(what: str) -> dict[str, Any]:
    """The way from a short link to a page."""
    return {
        "operationId": f"{what}_page",
        "summary": f"Short link to the page of this {what}",
        "parameters": [
            path_parameter("Its id.", FIGURE_ID_PATTERN),
            parameter_reference("lang", "observations"),
        ],
        "responses": {
            "302": {"description": "The page, which also says when the id has another name today."}
        },
    }


_DOCUMENTS: Final = (
    ("/api/v1/openapi.json", "This document", "application/json"),
    ("/api/v1/catalog.jsonld", "The dataset in the words of schema.org and DCAT", "application/ld+json"),
    ("/llms.txt", "What is here and how to ask for it, for language models", "text/markdown; charset=utf-8"),
    ("/robots.txt", "What programs that read sites may read", "text/plain; charset=utf-8"),
    ("/sitemap.xml", "Every page in every language, for search engines", "application/xml"),
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


def _status_operation() -> dict[str, Any]:
    """What is served, which is never cached."""
    what = "What is served, since when, and what is wrong with a newer data file"
    operation = _operation("status", what, {"application/json": {"schema": STATUS_SCHEMA}}, [])
    del operation["responses"]["304"]
    return operation


def _health_operation(id: str, what: str, word: str) -> dict[str, Any]:
    schema = {"type": "object", "required": ["status"], "properties": {"status": {"const": word}}}
    answers: dict[str, Any] = {
        "200": {"description": what, "content": {"application/json": {"schema": schema}}}
    }
    if id == "readyz":
        answers["503"] = {"$ref": "#/components/responses/Problem"}
    return {"operationId": id, "summary": what, "parameters": [], "responses": answers}


def _info_licence(dataset: Dataset) -> dict[str, str]:
    named = licence_record(dataset)
    return {"name": named["title"]} | ({"url": named["path"]} if "path" in named else {})


_PARAMETER_DESCRIPTIONS: Final = {
    "lang": "Language of texts that are kept in one column.",
    "fields": "The columns to have, in this order, with commas between; every one when left out.",
    "bom": "1 puts a byte order mark before CSV, by which Excel knows its encoding.",
    LIMIT.name: LIMIT.meaning,
    OFFSET.name: OFFSET.meaning,
}


def _component_name(name: str, table: str) -> str:
    return f"{table}_fields" if name == "fields" else name


def parameter_reference(name: str, table: str) -> dict[str, str]:
    """The reference to a parameter of a table."""
    return {"$ref": f"#/components/parameters/{_component_name(name, table)}"}


def describe_parameters(dataset: Dataset) -> dict[str, Any]:
    """Every parameter once; the fields of each table are its own."""
    return {
        _component_name(name, table): _describe_parameter(name, dataset, table)
        for table in CODEBOOKS
        for name in (*TABLE_PARAMETERS, BOM_PARAMETER, *PAGING_PARAMETERS)
    }


def _describe_parameter(name: str, dataset: Dataset, table: str) -> dict[str, Any]:
    parameter: dict[str, Any] = {"name": name, "in": "query", "required": False}
    if name in DIMENSION_FILTERS:
        return parameter | {
            "description": f"Only this {name}; may be repeated.",
            "schema": {
                "type": "array",
                "items": {"type": "string", "enum": list(DIMENSIONS_BY_ID[name].ids(dataset))},
            },
        }
    if name in OTHER_FILTERS_BY_ID:
        other = OTHER_FILTERS_BY_ID[name]
        several = {"type": "array", "items": other.schema, "maxItems": MAX_NAMED_FIGURES}
        return parameter | {
            "description": other.description,
            "schema": several if other.is_repeated else other.schema,
        }
    if name == "fields":
        items = {"type": "string", "enum": list(CODEBOOKS[table])}
        schema: dict[str, Any] = {"type": "array", "items": items, "minItems": 1}
        return parameter | {
            "description": _PARAMETER_DESCRIPTIONS[name],
            "schema": schema,
            "style": "form",
            "explode": False,
        }
    schemas: dict[str, dict[str, Any]] = {
        "lang": {"type": "string", "enum": list(LANGUAGES), "default": DEFAULT_LANGUAGE},
        BOM_PARAMETER: {"type": "string", "enum": ["0", "1"], "default": "0"},
        LIMIT.name: LIMIT.schema,
        OFFSET.name: OFFSET.schema,
    }
    return parameter | {"description": _PARAMETER_DESCRIPTIONS[name], "schema": schemas[name]}


def path_parameter(what: str, pattern: str) -> dict[str, Any]:
    """The id that an address holds."""
    return {
        "name": "id",
        "in": "path",
        "required": True,
        "description": what,
        "schema": {"type": "string", "pattern": pattern},
    }
