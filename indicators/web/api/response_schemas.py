"""What answers of the API look like, as JSON Schema: pages of records, the records of each table, states, problems."""

from __future__ import annotations

from typing import Any, Final

from indicators.export import CODEBOOKS
from indicators.reading.claims import VERDICTS
from indicators.reading.mention_report import MENTION_FIELDS
from indicators.web.api.status import SERVING_STATES

_JSON_TYPES: Final = {"float64": "number", "int64": "integer", "bool": "boolean", "list": "array"}
_WHOLE: Final = {"type": "integer", "minimum": 0}
_TEXT: Final = {"type": "string"}

PROBLEM_SCHEMA: Final = {
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
_FAULT: Final = {"line": _WHOLE, "column": _WHOLE, "message": _TEXT, "rule": _TEXT}
#: What is served.
STATUS_SCHEMA: Final = {
    "type": "object",
    "required": ["state", "version", "digest", "since", "counts", "detail", "problem_count", "problems"],
    "properties": {
        "state": {"enum": list(SERVING_STATES)},
        "version": _TEXT,
        "digest": _TEXT,
        "since": {"type": "string", "format": "date-time"},
        "counts": {"type": "object", "additionalProperties": _WHOLE},
        "detail": {"type": ["string", "null"], "description": "What is wrong with the data file."},
        "problem_count": _WHOLE,
        "problems": {
            "type": "array",
            "items": {"type": "object", "required": list(_FAULT), "properties": _FAULT},
        },
    },
}

_OFFSET: Final = {"type": "integer", "minimum": 0, "description": "Counts characters of the whole text."}
_TEXT_OR_NULL: Final = {"type": ["string", "null"]}
_NUMBER_OR_NULL: Final = {"type": ["number", "null"]}
_NOTE: Final = _TEXT_OR_NULL | {"description": "Why nothing, or not all, could be read."}
_NUMBER_FIELDS: Final = ("value", "value_high", "low", "high")
#: A figure that a text states; what the text does not say is null.
MENTION_SCHEMA: Final = {
    "type": "object",
    "required": list(MENTION_FIELDS),
    "properties": {
        name: {"line": _WHOLE}.get(name, _NUMBER_OR_NULL if name in _NUMBER_FIELDS else _TEXT_OR_NULL)
        for name in MENTION_FIELDS
    },
}
#: The figures of a text.
READ_SCHEMA: Final = {
    "type": "object",
    "required": ["figures", "unread", "note"],
    "properties": {
        "figures": {
            "type": "array",
            "items": MENTION_SCHEMA
            | {
                "required": ["start", "end", *MENTION_FIELDS],
                "properties": {"start": _OFFSET, "end": _OFFSET} | MENTION_SCHEMA["properties"],  # type: ignore[operator]
            },
        },
        "unread": {
            "type": "array",
            "description": "Numbers that no rule reads.",
            "items": {
                "type": "object",
                "required": ["start", "end", "line", "printed"],
                "properties": {"start": _OFFSET, "end": _OFFSET, "line": _WHOLE, "printed": _TEXT},
            },
        },
        "note": _NOTE,
    },
}

#: The claims of a text.
FACTCHECK_SCHEMA: Final = {
    "type": "object",
    "required": ["claims", "note"],
    "properties": {
        "claims": {
            "type": "array",
            "items": {
                "type": "object",
                "required": [
                    "line",
                    "start",
                    "end",
                    "printed",
                    "reading",
                    "verdict",
                    "observations",
                    "says",
                    "suggestion",
                ],
                "properties": {
                    "line": _WHOLE,
                    "start": _OFFSET,
                    "end": _OFFSET,
                    "printed": _TEXT,
                    "reading": MENTION_SCHEMA,
                    "verdict": {"enum": list(VERDICTS)},
                    "observations": {
                        "type": "array",
                        "description": "Ids of the figures it may be of, best first.",
                        "items": _TEXT,
                    },
                    "says": {
                        "type": "string",
                        "description": "What the source says, in the language asked for.",
                    },
                    "suggestion": {
                        "type": "string",
                        "description": "Wording that would agree; empty where nothing need change or nobody knows better.",
                    },
                },
            },
        },
        "note": _NOTE,
    },
}


def page_schema(table: str) -> dict[str, Any]:
    """One page of the records of a table."""
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
            "total": _WHOLE,
            "limit": _WHOLE,
            "offset": _WHOLE,
            "next": {"type": ["string", "null"]},
            "columns": {"type": "array"},
            "sources": {"type": "array"},
            "records": {"type": "array", "items": {"$ref": f"#/components/schemas/{table}"}},
        },
    }


def record_schema(table: str) -> dict[str, Any]:
    """One record of a table, with what its columns mean."""
    properties = {}
    for name, (dtype, meaning) in CODEBOOKS[table].items():
        kind = _JSON_TYPES.get(dtype, "string")
        items = {"items": {"type": "string"}} if kind == "array" else {}
        properties[name] = {"type": [kind, "null"], "description": meaning, **items}
    return {"type": "object", "properties": properties, "additionalProperties": False}
