"""Documents as programs write them, and as no program should."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence

import docx
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject


def make_pdf(pages: Iterable[Sequence[str]]) -> bytes:
    """A PDF with the lines of each page."""
    writer = PdfWriter()
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Courier"),
        }
    )
    for lines in pages:
        page = writer.add_blank_page(600, 800)
        shown = "".join(f"({line}) Tj T* " for line in lines)
        content = DecodedStreamObject()
        content.set_data(f"BT /F1 10 Tf 12 TL 40 760 Td {shown} ET".encode("latin-1"))
        page[NameObject("/Contents")] = writer._add_object(content)
        page[NameObject("/Resources")] = DictionaryObject(
            {NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})}
        )
    return _written(writer)


def encrypt_pdf(content: bytes, password: str, owner: str = "owner") -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(content)))
    writer.encrypt(password, owner, algorithm="RC4-128")
    return _written(writer)


def _written(writer: PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def make_docx(*paragraphs: str, table: Sequence[Sequence[str]] = ()) -> bytes:
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    if table:
        rows = document.add_table(0, len(table[0])).rows
        for cells in table:
            rows.table.add_row()
            for cell, words in zip(rows[-1].cells, cells, strict=True):
                cell.text = words
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def replace_member(content: bytes, name: str, member: bytes) -> bytes:
    """The same archive with other content in one of its files."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for each in old.namelist():
            new.writestr(each, member if each == name else old.read(each))
    return out.getvalue()
