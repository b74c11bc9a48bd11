"""Which kinds of file there are, how each is written, and which table can be taken as which.

API, its description, command line, download button and guides go through `FILE_FORMATS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from indicators.errors import IndicatorsError
from indicators.export.codebooks import CODEBOOKS
from indicators.export.csv_file import csv_chunks
from indicators.export.data_package import to_package
from indicators.export.download import PACKAGE, Download
from indicators.export.json_file import json_chunks
from indicators.export.parquet_file import parquet_chunks
from indicators.export.plain_values import Rows
from indicators.export.sdmx_file import sdmx_chunks
from indicators.export.xlsx_file import to_xlsx
from indicators.i18n import gettext_noop

#: The file in parts, so that a long table is never held twice.
ChunkWriter = Callable[[Rows, Download], Iterator[bytes]]


@dataclass(frozen=True, kw_only=True)
class FileFormat:
    """One kind of file."""

    id: str
    """What the command line calls it."""
    extension: str
    """How names of such files and their addresses end."""
    media_type: str
    """What HTTP calls it."""
    label: str
    """What is on its button, in every language."""
    note: str = ""
    """What a reader who chooses a kind of file should know about it: a clause."""
    tables: tuple[str, ...]
    """What can be taken as it."""
    chunks: ChunkWriter
    """Writes the rows of a table, in parts where it can be written so."""
    container: str = ""
    """What a file is called that is made whole, in memory; it holds MAX_ROWS rows at most."""
    is_paged: bool = False
    """Whether the API sends it page by page, to be read by a program, and not as a file to be saved."""
    has_fields: bool = True
    """Whether its columns can be chosen."""
    has_link: bool = True
    """Whether it names the page that shows the same rows."""
    has_day: bool = False
    """Whether it names the day it was made."""
    is_compressed: bool = False
    """Whether packing it once more would win nothing."""
    takes_bom: bool = False
    """Whether a byte order mark may stand before it, by which Excel knows its encoding."""
    is_first_choice: bool = False
    """Whether readers are offered it before the others: what opens as it should wherever they are."""
    is_beside_charts: bool = False
    """Whether the rows of a single chart are offered as it: what most readers and programs can open."""

    def write(self, rows: Rows, about: Download) -> bytes:
        """The whole file."""
        return b"".join(self.chunks(rows, about))


def _in_one_part(write: Callable[[Rows, Download], bytes]) -> ChunkWriter:
    def chunks(rows: Rows, about: Download) -> Iterator[bytes]:
        yield write(rows, about)

    return chunks


_TABLES: Final = tuple(CODEBOOKS)
FILE_FORMATS: Final = (
    FileFormat(
        id="csv",
        extension="csv",
        media_type="text/csv; charset=utf-8",
        label="CSV",
        tables=_TABLES,
        chunks=csv_chunks,
        has_link=False,
        takes_bom=True,
        is_beside_charts=True,
    ),
    FileFormat(
        id="xlsx",
        extension="xlsx",
        media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        label="XLSX",
        note=gettext_noop("XLSX has codebook, sources and filters on sheets of their own"),
        tables=_TABLES,
        chunks=_in_one_part(to_xlsx),
        container="workbook",
        is_first_choice=True,
        has_day=True,
        is_compressed=True,
        is_beside_charts=True,
    ),
    FileFormat(
        id="json",
        extension="json",
        media_type="application/json",
        label="JSON",
        tables=_TABLES,
        chunks=json_chunks,
        is_paged=True,
        is_beside_charts=True,
    ),
    FileFormat(
        id="parquet",
        extension="parquet",
        media_type="application/vnd.apache.parquet",
        label="Parquet",
        note=gettext_noop("Parquet has typed columns"),
        tables=_TABLES,
        chunks=parquet_chunks,
        is_compressed=True,
    ),
    FileFormat(
        id="sdmx-csv",
        extension="sdmx.csv",
        media_type="application/vnd.sdmx.data+csv; version=2.0.0",
        label="SDMX-CSV",
        note=gettext_noop("SDMX-CSV is for the tools of official statistics"),
        tables=("observations",),
        chunks=sdmx_chunks,
        has_fields=False,
        has_link=False,
    ),
    FileFormat(
        id="zip",
        extension="zip",
        media_type="application/zip",
        label="ZIP",
        note=gettext_noop("ZIP is a data package of every table with codebook, citation and hashes"),
        tables=(PACKAGE,),
        chunks=_in_one_part(to_package),
        container="package",
        has_fields=False,
        has_day=True,
        is_compressed=True,
    ),
)
#: The same as readers are offered them.
OFFERED_FORMATS: Final = tuple(sorted(FILE_FORMATS, key=lambda form: not form.is_first_choice))
#: what can be taken → the formats it can be taken in, by their ids
FORMATS_OF_TABLE: Final[dict[str, dict[str, FileFormat]]] = {
    table: {form.id: form for form in FILE_FORMATS if table in form.tables} for table in (*_TABLES, PACKAGE)
}


class UnsupportedFormat(IndicatorsError):
    """Something cannot be taken in this format; the message says in which it can."""

    def __init__(self, what: str, kind: str) -> None:
        super().__init__(f"{what} cannot be written as {kind}; take {' or '.join(FORMATS_OF_TABLE[what])}")


def format_of(what: str, kind: str) -> FileFormat:
    """How `what` is written as `kind`; raises UnsupportedFormat."""
    if kind not in FORMATS_OF_TABLE[what]:
        raise UnsupportedFormat(what, kind)
    return FORMATS_OF_TABLE[what][kind]
