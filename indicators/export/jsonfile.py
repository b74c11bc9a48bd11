"""JSON: what the file is, what its columns mean, its sources, then one record a line.

Text is exact; whole numbers are written as such. Knows nothing of where the bytes go.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import orjson

from indicators.export.download import Download
from indicators.export.records import Rows, columns, named, parts
from indicators.export.vocabularies import JOINT
from indicators.text import citation

#: Above this a float does not hold every whole number, so it stays a float.
_EXACT: Final = 2.0**53


@dataclass(frozen=True, slots=True)
class Page:
    """Which of `total` records a file holds, and the address of the ones after them."""

    limit: int
    offset: int
    total: int
    next: str | None


def json_chunks(rows: Rows, about: Download, page: Page | None = None) -> Iterator[bytes]:
    """The file in parts, so that a long table is never held twice."""
    head = orjson.dumps(described(rows, about, page))
    yield head[:-1] + b',"records":[\n'
    lists = [name for name, (dtype, _) in about.codebook.items() if dtype == "list"]
    before = b""
    for part in parts(rows):
        found = columns(part, about.codebook, about.language, number=whole)
        for name in lists:
            found[name] = [value.split(JOINT) if value else [] for value in found[name]]
        written = bytearray()  # orjson's bytes keep room to grow: to hold thousands would take much of it
        for values in zip(*found.values(), strict=True):
            written += before + orjson.dumps(dict(zip(found, values, strict=True)))
            before = b",\n"
        yield bytes(written)
    yield b"\n]}\n"


def to_json(rows: Rows, about: Download, page: Page | None = None) -> bytes:
    """The whole file."""
    return b"".join(json_chunks(rows, about, page))


def whole(value: float) -> float | int:
    """A number as JSON writes it best: whole where it is."""
    return int(value) if abs(value) < _EXACT and float(value).is_integer() else value


def described(rows: Rows, about: Download, page: Page | None = None) -> dict[str, Any]:
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
        "sources": [{"id": id, "citation": cited, "url": url} for id, cited, url in cited_in(rows, about)],
    }


def cited_in(rows: Rows, about: Download) -> list[tuple[str, str, str | None]]:
    """Id, citation and address of the sources that `rows` are from."""
    column = {"observations": "source", "sources": "id"}.get(about.table)
    used = named(rows, "source", column) if column else set()
    return [(s.id, citation(s, about.say), s.url) for s in about.dataset.sources.values() if s.id in used]
