"""A Word document → its paragraphs; a row of a table is one, its cells parted by bars."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any, Final

import docx
from docx.oxml.ns import qn

from indicators.reading.documents import UnreadableDocument

#: Bytes of a document when it is unpacked, and files in it.
MAX_UNPACKED_BYTES: Final = 128 * 2**20
MAX_MEMBERS: Final = 5_000
#: Characters of a cell of a table that tells figures; one with a longer paragraph is a layout.
_MAX_CELL: Final = 200
#: What holds paragraphs and is nothing itself: content controls, changes, tags.
_HOLDERS: Final = frozenset(
    map(qn, ("w:sdt", "w:sdtContent", "w:ins", "w:moveTo", "w:customXml", "w:smartTag"))
)
_SIGNS: Final = {qn("w:tab"): " ", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
#: The same box again, for programs that do not know the newer way to draw one.
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def read_paragraphs(content: bytes) -> list[str]:
    """The paragraphs of the body, those in boxes and in changes that are followed too; headers, footers, notes and comments are left out."""
    _check_archive(content)
    paragraphs = list(_lines(docx.Document(io.BytesIO(content)).element.body))
    if not paragraphs:
        raise UnreadableDocument("has no text")
    return paragraphs


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


def _lines(element: Any) -> Iterator[str]:
    """What stands in an element: a paragraph a line, then what stands in boxes beside it; a row of a table a line."""
    for part in element:
        if part.tag == qn("w:p"):
            yield from _split(_paragraph_text(part))
            for box in part.iter(qn("w:txbxContent")):
                if not any(parent.tag == _FALLBACK for parent in box.iterancestors()):
                    yield from _lines(box)
        elif part.tag == qn("w:tbl"):
            yield from _table_lines(part)
        elif part.tag in _HOLDERS:
            yield from _lines(part)


def _table_lines(table: Any) -> Iterator[str]:
    rows = [
        [list(_lines(cell)) for cell in row.iter(qn("w:tc")) if next(cell.iterancestors(qn("w:tr"))) is row]
        for row in table.iter(qn("w:tr"))
        if next(row.iterancestors(qn("w:tbl"))) is table
    ]
    is_layout = any(len(line) > _MAX_CELL for row in rows for cell in row for line in cell)
    for row in rows:
        if is_layout:
            yield from (line for cell in row for line in cell)
        elif told := " | ".join(" ".join(cell) for cell in row).rstrip(" |"):
            yield told


def _paragraph_text(paragraph: Any) -> str:
    """The words of a paragraph as it reads when every change is accepted, without what stands in boxes."""
    nodes = paragraph.iter(qn("w:t"), *_SIGNS)
    own = (node for node in nodes if next(node.iterancestors(qn("w:p"))) is paragraph)
    return "".join(_SIGNS.get(node.tag, node.text or "") for node in own)


def _split(text: str) -> Iterator[str]:
    """The lines of a paragraph, for a line break in it ends one; empty ones are left out."""
    return (" ".join(line.split()) for line in text.split("\n") if line.strip())
