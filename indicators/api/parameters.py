"""The parameters of the API, as OpenAPI describes them: each once, under its name.

Knows the filters, paging and fields; nothing of addresses or answers.
"""

from __future__ import annotations

from typing import Any, Final

from indicators.api.asked import EVERY_TABLE, LIMIT, MOST, PAGING
from indicators.export import CODEBOOKS
from indicators.language import LANGUAGES
from indicators.model import Dataset
from indicators.select import DIMENSIONS, MAX_FIGURES, MAX_QUERY, SWITCHES
from indicators.tally import ids

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


def _named(name: str, table: str) -> str:
    return f"{table}_fields" if name == "fields" else name


def reference(name: str, table: str) -> dict[str, str]:
    """The reference to a parameter of a table."""
    return {"$ref": f"#/components/parameters/{_named(name, table)}"}


def parameters(dataset: Dataset) -> dict[str, Any]:
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


def path_id(what: str, pattern: str) -> dict[str, Any]:
    """The id that an address holds."""
    return {
        "name": "id",
        "in": "path",
        "required": True,
        "description": what,
        "schema": {"type": "string", "pattern": pattern},
    }
