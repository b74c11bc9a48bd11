"""Which kinds of file there are, how each is written, and which table can be taken as which.

Knows nothing of what is inside them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from indicators.errors import IndicatorsError
from indicators.export.csvfile import csv_chunks, to_csv
from indicators.export.download import Download
from indicators.export.jsonfile import json_chunks, to_json
from indicators.export.package import to_package
from indicators.export.parquet import parquet_chunks, to_parquet
from indicators.export.records import Rows
from indicators.export.sdmx import sdmx_chunks, to_sdmx
from indicators.export.vocabularies import VOCABULARIES
from indicators.export.workbook import to_xlsx


class Format(NamedTuple):
    """One kind of file; `chunks` writes it in parts, where it can be written so."""

    mime: str
    make: Callable[[Rows, Download], bytes]
    extension: str
    chunks: Callable[[Rows, Download], Iterator[bytes]] | None = None


FORMATS: Final[dict[str, Format]] = {
    "csv": Format("text/csv; charset=utf-8", to_csv, "csv", csv_chunks),
    "xlsx": Format("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", to_xlsx, "xlsx"),
    "json": Format("application/json", to_json, "json", json_chunks),
    "parquet": Format("application/vnd.apache.parquet", to_parquet, "parquet", parquet_chunks),
    "sdmx-csv": Format("application/vnd.sdmx.data+csv; version=2.0.0", to_sdmx, "sdmx.csv", sdmx_chunks),
}
ZIP: Final = Format("application/zip", to_package, "zip")
_PLAIN: Final = ("csv", "xlsx", "json", "parquet")

#: what can be taken → the formats it can be taken in
TAKEN_AS: Final[dict[str, dict[str, Format]]] = {
    "observations": FORMATS,
    **{table: {name: FORMATS[name] for name in _PLAIN} for table in VOCABULARIES},
    "package": {"zip": ZIP},
}


class UnfitFormat(IndicatorsError):
    """Something cannot be taken in this format; the message says in which it can."""

    def __init__(self, what: str, kind: str) -> None:
        super().__init__(f"{what} cannot be written as {kind}; take {' or '.join(TAKEN_AS[what])}")


def format_of(what: str, kind: str) -> Format:
    """How `what` is written as `kind`; raises UnfitFormat."""
    if kind not in TAKEN_AS[what]:
        raise UnfitFormat(what, kind)
    return TAKEN_AS[what][kind]


def written(form: Format, rows: Rows, about: Download) -> Iterator[bytes]:
    """The file in parts; in one, where its format needs to be whole."""
    if form.chunks:
        yield from form.chunks(rows, about)
    else:
        yield form.make(rows, about)
