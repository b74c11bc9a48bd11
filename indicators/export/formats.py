"""Which kinds of file there are, how each is written, and which table can be taken as which."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from indicators.errors import IndicatorsError
from indicators.export.codebooks import VOCABULARY_TABLES
from indicators.export.csv_file import csv_chunks, to_csv
from indicators.export.data_package import to_package
from indicators.export.download import Download
from indicators.export.json_file import json_chunks, to_json
from indicators.export.parquet_file import parquet_chunks, to_parquet
from indicators.export.plain_values import Rows
from indicators.export.sdmx_file import sdmx_chunks, to_sdmx
from indicators.export.xlsx_file import to_xlsx


class FileFormat(NamedTuple):
    """One kind of file; `chunks` writes it in parts, where it can be written so."""

    mime: str
    make: Callable[[Rows, Download], bytes]
    extension: str
    chunks: Callable[[Rows, Download], Iterator[bytes]] | None = None


FILE_FORMATS: Final[dict[str, FileFormat]] = {
    "csv": FileFormat("text/csv; charset=utf-8", to_csv, "csv", csv_chunks),
    "xlsx": FileFormat("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", to_xlsx, "xlsx"),
    "json": FileFormat("application/json", to_json, "json", json_chunks),
    "parquet": FileFormat("application/vnd.apache.parquet", to_parquet, "parquet", parquet_chunks),
    "sdmx-csv": FileFormat("application/vnd.sdmx.data+csv; version=2.0.0", to_sdmx, "sdmx.csv", sdmx_chunks),
}
ZIP_FORMAT: Final = FileFormat("application/zip", to_package, "zip")
_PLAIN_FORMATS: Final = ("csv", "xlsx", "json", "parquet")

#: what can be taken → the formats it can be taken in
FORMATS_OF_TABLE: Final[dict[str, dict[str, FileFormat]]] = {
    "observations": FILE_FORMATS,
    **{table: {name: FILE_FORMATS[name] for name in _PLAIN_FORMATS} for table in VOCABULARY_TABLES},
    "package": {"zip": ZIP_FORMAT},
}


class UnsupportedFormat(IndicatorsError):
    """Something cannot be taken in this format; the message says in which it can."""

    def __init__(self, what: str, kind: str) -> None:
        super().__init__(f"{what} cannot be written as {kind}; take {' or '.join(FORMATS_OF_TABLE[what])}")


def format_of(what: str, kind: str) -> FileFormat:
    """How `what` is written as `kind`; raises UnfitFormat."""
    if kind not in FORMATS_OF_TABLE[what]:
        raise UnsupportedFormat(what, kind)
    return FORMATS_OF_TABLE[what][kind]


def write_chunks(form: FileFormat, rows: Rows, about: Download) -> Iterator[bytes]:
    """The file in parts; in one, where its format needs to be whole."""
    if form.chunks:
        yield from form.chunks(rows, about)
    else:
        yield form.make(rows, about)
