"""The whole of it: a ZIP that is a Frictionless Data Package (version 2).

One CSV for each table, their types, keys and hashes in `datapackage.json`, and what a person
needs to read them. Tables are written in parts, straight into the archive.
Knows nothing of where the bytes go.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any, Final, get_args

from indicators.export.csvfile import csv_chunks, to_csv
from indicators.export.documents import citation_file, codebook_file, curators, licence, readme
from indicators.export.download import Download
from indicators.export.records import Rows
from indicators.export.vocabularies import JOINT, VOCABULARIES, codebook, vocabulary
from indicators.export.workbook import MAX_ROWS, TooManyRows
from indicators.formulas import VERDICTS
from indicators.model import (
    ChartKind,
    CounterpartKind,
    Direction,
    Language,
    RegionKind,
    RelationKind,
    Status,
    Timing,
)
from indicators.quantity import Measure, Qualifier, UnitKind
from indicators.select import EVERYTHING, Catalogue
from indicators.text import labelled

_SCHEMAS: Final = "https://datapackage.org/profiles/2.0"
# Archives carry the time of their files: this one, so that the same rows give the same bytes.
_FIXED: Final = (1980, 1, 1, 0, 0, 0)
_TYPES: Final = {
    "str": "string",
    "category": "string",
    "float64": "number",
    "int64": "integer",
    "datetime64[us]": "date",
    "list": "list",
}
#: table → column → table whose ids it holds
FOREIGN_KEYS: Final = {
    "observations": {
        "indicator": "indicators",
        "topic": "topics",
        "region": "regions",
        "sector": "sectors",
        "counterpart": "counterparts",
        "plan": "plans",
        "unit": "units",
        "source": "sources",
    },
    "indicators": {"topic": "topics", "unit": "units"},
    "sectors": {"group": "sectors"},
    "relations": {"unit": "units"},
    "maps": {"region": "regions"},
}
#: (table, column) → the only values it has
_ENUMS: Final = {
    ("observations", "measure"): get_args(Measure),
    ("observations", "qualifier"): get_args(Qualifier),
    ("observations", "status"): get_args(Status),
    ("observations", "timing"): get_args(Timing),
    ("observations", "basis"): ("stated", "implied"),
    ("indicators", "measure"): get_args(Measure),
    ("indicators", "direction"): get_args(Direction),
    ("regions", "kind"): get_args(RegionKind),
    ("units", "kind"): get_args(UnitKind),
    ("counterparts", "kind"): get_args(CounterpartKind),
    ("relations", "kind"): get_args(RelationKind),
    ("relations", "verdict"): VERDICTS,
    ("sources", "language"): get_args(Language),
    ("charts", "kind"): get_args(ChartKind),
}
_KEYS: Final = {"observations": "observation_id", "relations": "relation"}
#: Columns of the observations that every figure has.
_REQUIRED: Final = frozenset(
    {
        "indicator",
        "topic",
        "measure",
        "region",
        "timing",
        "value",
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
        name: vocabulary(about.catalogue, name) for name in VOCABULARIES
    }
    tables = {name: table for name, table in tables.items() if name == "observations" or len(table)}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        sizes = {name: len(table) for name, table in tables.items()}
        resources = [
            _written(archive, name, csv_chunks(table, replace(about, table=name, fields=())), about.language)
            if name == "observations"
            else _written(archive, name, [_vocabulary_csv(about.catalogue, name)], about.language)
            for name, table in tables.items()
        ]
        texts = {
            "datapackage.json": json.dumps(_descriptor(about, resources), ensure_ascii=False, indent=1)
            + "\n",
            "README.md": readme(rows, about, sizes),
            "CODEBOOK.md": codebook_file(tables, about.language),
            "CITATION.cff": citation_file(about),
        }
        for name, text in texts.items():
            archive.writestr(_entry(name), text)
    return out.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _FIXED)
    entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
    return entry


@lru_cache(maxsize=32)
def _vocabulary_csv(catalogue: Catalogue, name: str) -> bytes:
    """The same in every package of a catalogue: vocabularies are whole, and have both languages."""
    about = Download(catalogue, EVERYTHING, date.min, table=name)
    return to_csv(vocabulary(catalogue, name), about)


def _written(
    archive: zipfile.ZipFile, name: str, chunks: Iterable[bytes], language: Language
) -> dict[str, Any]:
    """Write one table into the archive; its resource, with the hash of what was written."""
    path, digest, size = f"data/{name}.csv", hashlib.sha256(), 0
    with archive.open(_entry(path), "w") as file:
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
        "schema": table_schema(name, language),
    }


def table_schema(table: str, language: Language) -> dict[str, Any]:
    """Types, meanings, constraints and keys of a table, as Table Schema 2.0 writes them."""
    key = _KEYS.get(table, "id")
    schema: dict[str, Any] = {
        "$schema": f"{_SCHEMAS}/tableschema.json",
        "fields": [_field(table, name, *spec, key=key) for name, spec in codebook(table, language).items()],
        "primaryKey": [key],
        "missingValues": [""],
    }
    if keys := FOREIGN_KEYS.get(table):
        schema["foreignKeys"] = [_reference(table, column, other) for column, other in keys.items()]
    return schema


def _field(table: str, name: str, dtype: str, meaning: str, *, key: str) -> dict[str, Any]:
    field: dict[str, Any] = {"name": name, "type": _TYPES[dtype], "description": meaning}
    if dtype == "list":
        field |= {"delimiter": JOINT, "itemType": "string"}
    constraints: dict[str, Any] = {}
    if name == key:
        constraints |= {"required": True, "unique": True}
    if table == "observations" and name in _REQUIRED:
        constraints["required"] = True
    if values := _ENUMS.get((table, name)):
        constraints["enum"] = list(values)
    return field | ({"constraints": constraints} if constraints else {})


def _reference(table: str, column: str, other: str) -> dict[str, Any]:
    reference = {"fields": ["id"]} if other == table else {"resource": other, "fields": ["id"]}
    return {"fields": [column], "reference": reference}


def _descriptor(about: Download, resources: list[dict[str, Any]]) -> dict[str, Any]:
    dataset = about.dataset
    return {
        "$schema": f"{_SCHEMAS}/datapackage.json",
        "name": "regional-indicators",
        "title": about.title,
        "description": dataset.about.description[about.language],
        "version": dataset.version,
        "created": f"{about.made.isoformat()}T00:00:00Z",
        "licenses": [licence(dataset)],
        "contributors": [{"title": curators(dataset, about.language), "roles": ["creator"]}],
        "sources": [
            {"title": labelled(s.publisher[about.language], s.title[about.language], about.language)}
            | ({"path": s.url} if s.url else {})
            for s in dataset.sources.values()
        ],
        "resources": resources,
    }
