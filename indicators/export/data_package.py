"""The whole of it: a ZIP that is a Frictionless Data Package (version 2).

One CSV for each table, their types, keys and hashes in `datapackage.json`, and what a person
needs to read them. Tables are written in parts, straight into the archive.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Container, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final, get_args

from indicators.consistency.verdicts import VERDICTS
from indicators.export.codebooks import LIST_SEPARATOR, VOCABULARY_TABLES, codebook_of, vocabulary_table
from indicators.export.csv_file import csv_chunks, to_csv
from indicators.export.download import PACKAGE_NAME, Download
from indicators.export.package_texts import (
    citation_text,
    codebook_text,
    curators_name,
    licence_record,
    readme_text,
)
from indicators.export.plain_values import Rows
from indicators.export.xlsx_file import MAX_ROWS, TooManyRows
from indicators.i18n import Language
from indicators.model import ChartKindId, CounterpartKind, Direction, RegionKind, RelationKindId
from indicators.model.code_lists import Measure, UnitKind
from indicators.model.dimensions import DIMENSIONS, DIMENSIONS_BY_ID
from indicators.query import EVERYTHING, Catalogue
from indicators.query.caches import cached_on_owner
from indicators.query.table import COLUMNS
from indicators.text import add_label, escape_commonmark, to_one_line

_SCHEMAS: Final = "https://datapackage.org/profiles/2.0"
# Archives carry the time of their files: this one, so that the same rows give the same bytes.
_FIXED_TIME: Final = (1980, 1, 1, 0, 0, 0)
_TYPES: Final = {
    "str": "string",
    "category": "string",
    "float64": "number",
    "int64": "integer",
    "datetime64[us]": "date",
    "bool": "boolean",
    "list": "list",
}
#: table → column → table whose ids it holds
FOREIGN_KEYS: Final = {
    "observations": {
        column: DIMENSIONS_BY_ID[column].section
        for column in COLUMNS
        if column in DIMENSIONS_BY_ID and DIMENSIONS_BY_ID[column].section
    },
    "indicators": {"topic": "topics", "unit": "units"},
    "sectors": {"group": "sectors"},
    "relations": {"unit": "units"},
    "maps": {"region": "regions"},
}
#: (table, column) → the only values it has
_ENUMS: Final = {
    **{("observations", dimension.id): tuple(dimension.words) for dimension in DIMENSIONS if dimension.words},
    ("indicators", "measure"): get_args(Measure),
    ("indicators", "direction"): get_args(Direction),
    ("regions", "kind"): get_args(RegionKind),
    ("units", "kind"): get_args(UnitKind),
    ("counterparts", "kind"): get_args(CounterpartKind),
    ("relations", "kind"): get_args(RelationKindId),
    ("relations", "verdict"): VERDICTS,
    ("charts", "kind"): get_args(ChartKindId),
}
#: The tables that a package has also where they are empty: its README speaks of them.
_ALWAYS_IN_IT: Final = ("observations", "sources")
_PRIMARY_KEYS: Final = {"observations": "observation_id", "relations": "relation"}
#: Columns of the observations that every figure has.
_REQUIRED: Final = frozenset(
    {
        "indicator",
        "topic",
        "measure",
        "region",
        "timing",
        "qualifier",
        "unit",
        "status",
        "basis",
        "source",
        "locator",
    }
)


def to_package(rows: Rows, about: Download) -> bytes:
    """The archive: the observations `rows`, every vocabulary whole, and the texts.

    Raises TooManyRows above MAX_ROWS rows: it is made whole, in memory.
    """
    if len(rows) > MAX_ROWS:
        raise TooManyRows(len(rows), "package")
    tables: dict[str, Rows] = {"observations": rows} | {
        name: vocabulary_table(about.catalogue, name) for name in VOCABULARY_TABLES
    }
    tables = {name: table for name, table in tables.items() if name in _ALWAYS_IN_IT or len(table)}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        sizes = {name: len(table) for name, table in tables.items()}
        resources = [
            _write_table(
                archive,
                name,
                csv_chunks(table, replace(about, table=name, fields=(), bom=False)),
                table_schema(name, about.language, tables),
            )
            if name == "observations"
            else _write_table(
                archive,
                name,
                [_vocabulary_csv(about.catalogue, name)],
                table_schema(name, about.language, tables),
            )
            for name, table in tables.items()
        ]
        texts = {
            "datapackage.json": json.dumps(
                _package_descriptor(about, resources), ensure_ascii=False, indent=1
            )
            + "\n",
            "README.md": readme_text(rows, about, sizes),
            "CODEBOOK.md": codebook_text(tables, about.language),
            "CITATION.cff": citation_text(about),
        }
        for name, text in texts.items():
            archive.writestr(_zip_entry(name), text)
    return out.getvalue()


def _zip_entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _FIXED_TIME)
    entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
    return entry


@cached_on_owner(maxsize=32)
def _vocabulary_csv(catalogue: Catalogue, name: str) -> bytes:
    """The same in every package of a catalogue: vocabularies are whole, and have both languages."""
    about = Download(catalogue, EVERYTHING, date.min, table=name)
    return to_csv(vocabulary_table(catalogue, name), about)


def _write_table(
    archive: zipfile.ZipFile, name: str, chunks: Iterable[bytes], schema: Mapping[str, Any]
) -> dict[str, Any]:
    """Write one table into the archive; its resource, with the hash of what was written."""
    path, digest, size = f"data/{name}.csv", hashlib.sha256(), 0
    with archive.open(_zip_entry(path), "w") as file:
        for chunk in chunks:
            digest.update(chunk)
            size += file.write(chunk)
    return {
        "name": name,
        "path": path,
        "type": "table",
        "$schema": f"{_SCHEMAS}/dataresource.json",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": size,
        "hash": f"sha256:{digest.hexdigest()}",
        "dialect": {"$schema": f"{_SCHEMAS}/tabledialect.json", "delimiter": ",", "lineTerminator": "\n"},
        "schema": schema,
    }


def table_schema(
    table: str, language: Language, tables: Container[str] = ("observations", *VOCABULARY_TABLES)
) -> dict[str, Any]:
    """Types, meanings, constraints and keys of a table, as Table Schema 2.0 writes them.

    Keys lead to those of `tables` alone, which are beside it.
    """
    key = _PRIMARY_KEYS.get(table, "id")
    schema: dict[str, Any] = {
        "$schema": f"{_SCHEMAS}/tableschema.json",
        "fields": [
            _field_schema(table, name, *spec, key=key) for name, spec in codebook_of(table, language).items()
        ],
        "primaryKey": [key],
        "missingValues": [""],
    }
    keys = {column: other for column, other in FOREIGN_KEYS.get(table, {}).items() if other in tables}
    if keys:
        schema["foreignKeys"] = [_foreign_key(table, column, other) for column, other in keys.items()]
    return schema


def _field_schema(table: str, name: str, dtype: str, meaning: str, *, key: str) -> dict[str, Any]:
    field: dict[str, Any] = {"name": name, "type": _TYPES[dtype], "description": meaning}
    if dtype == "list":
        field |= {"delimiter": LIST_SEPARATOR, "itemType": "string"}
    constraints: dict[str, Any] = {}
    if name == key:
        constraints |= {"required": True, "unique": True}
    if table == "observations" and name in _REQUIRED:
        constraints["required"] = True
    if values := _ENUMS.get((table, name)):
        constraints["enum"] = list(values)
    return field | ({"constraints": constraints} if constraints else {})


def _foreign_key(table: str, column: str, other: str) -> dict[str, Any]:
    reference = {"fields": ["id"]} if other == table else {"resource": other, "fields": ["id"]}
    return {"fields": [column], "reference": reference}


def _package_descriptor(about: Download, resources: list[dict[str, Any]]) -> dict[str, Any]:
    dataset = about.dataset
    return {
        "$schema": f"{_SCHEMAS}/datapackage.json",
        "name": PACKAGE_NAME,
        "title": about.title,
        "description": escape_commonmark(dataset.about.description[about.language]),
        "version": dataset.version,
        "created": f"{about.made.isoformat()}T00:00:00Z",
        "licenses": [licence_record(dataset)],
        "contributors": [{"title": curators_name(dataset, about.language), "roles": ["creator"]}],
        "sources": [
            {
                "title": to_one_line(
                    add_label(s.publisher[about.language], s.title[about.language], about.language)
                )
            }
            | ({"path": s.url} if s.url else {})
            for s in dataset.sources.values()
        ],
        "resources": resources,
    }
