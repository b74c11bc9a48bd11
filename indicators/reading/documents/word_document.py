"""A Word document → its paragraphs; a row of a table is one, its cells parted by bars."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Final

import docx
from docx.table import Table

from indicators.reading.documents import UnreadableDocument

#: Bytes of a document when it is unpacked, and files in it.
MAX_UNPACKED_BYTES: Final = 128 * 2**20
MAX_MEMBERS: Final = 5_000


def read_paragraphs(content: bytes) -> list[str]:
    """The paragraphs of the body; headers, footers, notes and comments are left out."""
    _check_archive(content)
    document = docx.Document(io.BytesIO(content))
    return [line for block in document.iter_inner_content() for line in _lines(block)]


def _check_archive(content: bytes) -> None:
    """Refuse what unpacks to more than it may, before anything is unpacked."""
    try:
        members = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except zipfile.BadZipFile:
        raise UnreadableDocument(
            "cannot be read as a Word document: it is no ZIP archive, or cut off"
        ) from None
    if len(members) > MAX_MEMBERS or sum(one.file_size for one in members) > MAX_UNPACKED_BYTES:
        raise UnreadableDocument(
            f"unpacks to more than the {MAX_UNPACKED_BYTES // 2**20:,} MB and {MAX_MEMBERS:,} files that a Word document may have"
        )
    if any(one.flag_bits & 1 for one in members):
        raise UnreadableDocument("is encrypted; save it without its password first")


def _lines(block: object) -> Iterator[str]:
    if isinstance(block, Table):
        for row in block.rows:
            cells = list(dict.fromkeys(row.cells))  # of merged cells the first
            yield from _split(" | ".join(" ".join(cell.text.split()) for cell in cells).rstrip(" |"))
    else:
        yield from _split(str(getattr(block, "text", "")))


def _split(text: str) -> Iterator[str]:
    """The lines of a paragraph, for a line break in it ends one; empty ones are left out."""
    return (" ".join(line.split()) for line in text.splitlines() if line.strip())
