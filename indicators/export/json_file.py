"""JSON: what the file is, what its columns mean, its sources, then one record a line.

Text is exact; whole numbers are written as such.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import orjson

from indicators.export.codebooks import LIST_SEPARATOR
from indicators.export.download import Download
from indicators.export.plain_values import Rows, ids_in, plain_columns, split_rows
from indicators.query import PlacedFigures
from indicators.text import format_citation

#: Above this a float does not hold every whole number, so it stays a float.
_EXACT: Final = 2.0**53


@dataclass(frozen=True, slots=True)
class RecordPage:
    """Which of `total` records a file holds, and the address of the ones after them."""

    limit: int
    offset: int
    total: int
    next: str | None


def json_chunks(
    rows: Rows | PlacedFigures, about: Download, page: RecordPage | None = None
) -> Iterator[bytes]:
    """The file in parts, so that a long table is never held twice."""
    head = orjson.dumps(file_description(rows, about, page))
    yield head[:-1] + b',"records":[\n'
    lists = [name for name, (dtype, _) in about.codebook.items() if dtype == "list"]
    before = b""
    parts = [rows] if isinstance(rows, PlacedFigures) else split_rows(rows, report=about.report)
    for part in parts:
        found = plain_columns(part, about.codebook, about.language, number=integer_if_whole)
        for name in lists:
            found[name] = [value.split(LIST_SEPARATOR) if value else [] for value in found[name]]
        written = bytearray()  # orjson's bytes keep room to grow: to hold thousands would take much of it
        for values in zip(*found.values(), strict=True):
            written += before + orjson.dumps(dict(zip(found, values, strict=True)))
            before = b",\n"
        yield bytes(written)
    yield b"\n]}\n"


def to_json(rows: Rows | PlacedFigures, about: Download, page: RecordPage | None = None) -> bytes:
    """The whole file."""
    return b"".join(json_chunks(rows, about, page))


def integer_if_whole(value: float) -> float | int:
    """A number as JSON writes it best: whole where it is."""
    return int(value) if abs(value) < _EXACT and float(value).is_integer() else value


def file_description(
    rows: Rows | PlacedFigures, about: Download, page: RecordPage | None = None
) -> dict[str, Any]:
    """Everything a file says of itself but for its records."""
    paging = {"total": len(rows)}
    if page:
        paging = {name: getattr(page, name) for name in ("total", "limit", "offset", "next")}
    return {
        "dataset": about.title,
        "table": about.table,
        "licence": about.dataset.about.licence,
        "version": about.dataset.version,
        "digest": about.dataset.digest,
        "filters": about.selection.params(),
        "link": about.link or None,
        **paging,
        "columns": [{"name": n, "type": t, "meaning": m} for n, (t, m) in about.codebook.items()],
        "sources": [
            {"id": id, "citation": cited, "url": url} for id, cited, url in cited_sources(rows, about)
        ],
    }


def cited_sources(rows: Rows | PlacedFigures, about: Download) -> list[tuple[str, str, str | None]]:
    """Id, citation and address of the sources that `rows` are from."""
    column = {"observations": "source", "sources": "id"}.get(about.table)
    used = ids_in(rows, "source", column) if column else set()
    return [
        (s.id, format_citation(s, about.say), s.url) for s in about.dataset.sources.values() if s.id in used
    ]
