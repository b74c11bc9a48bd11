"""What bytes are that should have been text in UTF-8: an encoding, a workbook, an archive; and what to do then."""

from __future__ import annotations

import codecs
import re
from typing import Final, NamedTuple

_WORKBOOK: Final = "open it and save it as CSV UTF-8 (comma delimited)"
_AS_UTF8: Final = "save it as UTF-8 (in Excel: CSV UTF-8, comma delimited)"
#: the first bytes of a file → what it is, what to do
_MAGIC: Final = (
    (b"PK\x03\x04", "a zip archive", "unpack it"),
    (b"\xd0\xcf\x11\xe0", "an Excel workbook (.xls)", _WORKBOOK),
    (b"PAR1", "Parquet", "name it .parquet"),
    (b"\x1f\x8b", "a gzip archive", "unpack it"),
    (b"BZh", "a bzip2 archive", "unpack it"),
    (b"\xfd7zXZ\x00", "an xz archive", "unpack it"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive", "unpack it"),
    (b"%PDF-", "a PDF", "take the table out of it"),
    (codecs.BOM_UTF32_LE, "text in UTF-32", _AS_UTF8),
    (codecs.BOM_UTF32_BE, "text in UTF-32", _AS_UTF8),
    (codecs.BOM_UTF16_LE, "text in UTF-16", _AS_UTF8),
    (codecs.BOM_UTF16_BE, "text in UTF-16", _AS_UTF8),
)
#: Names that lie in the archive of a workbook, near its beginning.
_OFFICE_NAMES: Final = (
    (b"xl/", "an Excel workbook (.xlsx)"),
    (b"opendocument.spreadsheet", "an OpenDocument spreadsheet (.ods)"),
)
#: Two bytes of a character of GB 2312, which is nearly all that is written in simplified Chinese.
_GB_PAIRS: Final = re.compile(rb"[\xa1-\xf7][\xa1-\xfe]")
#: In GB 2312, the common characters and the punctuation come first.
_LAST_COMMON_ROW: Final = 0xD7
_COMMON_BIG5: Final = re.compile(rb"[\xa4-\xc6][\x40-\x7e\xa1-\xfe]")
_HIGH_PAIRS: Final = re.compile(rb"[\x80-\xff]{2}")
_HIGH: Final = re.compile(rb"[\x80-\xff]")


class ForeignContent(NamedTuple):
    """What some bytes are, what to do with them, and where they begin to be it in what looked like text."""

    what: str
    advice: str
    start: int | None = None


def name_content(data: bytes) -> ForeignContent | None:
    """What the bytes of a file, from its first or from the begin of a line, are; None for what may be text in UTF-8."""
    for magic, what, advice in _MAGIC:
        if data.startswith(magic):
            office = next(
                (name for mark, name in _OFFICE_NAMES if magic == b"PK\x03\x04" and mark in data), ""
            )
            return ForeignContent(office, _WORKBOOK) if office else ForeignContent(what, advice)
    if b"\x00" in data:
        return ForeignContent("text in UTF-16" if _is_utf16(data) else "bytes that are no text", _AS_UTF8)
    try:
        codecs.getincrementaldecoder("utf-8")().decode(data)  # which may end within a character
    except UnicodeDecodeError as error:
        what = f"text in another encoding, probably {_guess_encoding(data)}"
        return ForeignContent(what, _AS_UTF8, error.start)
    return None


def _is_utf16(data: bytes) -> bool:
    """Whether nearly all of it is letters, in cells or lines, when two bytes are read as one."""
    return any(
        (set(",;\t\n") & set(text))
        and sum(sign.isprintable() or sign in "\r\n\t" for sign in text) >= 0.95 * len(text)
        for text in (data.decode(encoding, "replace") for encoding in ("utf-16-le", "utf-16-be"))
    )


def _guess_encoding(data: bytes) -> str:
    """The encoding that explains most of the bytes beyond ASCII."""
    high, pairs = len(_HIGH.findall(data)), _GB_PAIRS.findall(data)
    common = sum(pair[0] <= _LAST_COMMON_ROW for pair in pairs)
    if 2 * len(pairs) >= 0.9 * high and 2 * common >= len(pairs) and _decodes(data, "gb18030"):
        return "GBK"
    if 3 * len(_COMMON_BIG5.findall(data)) >= high > 1 and _decodes(data, "big5hkscs"):
        return "Big5"
    if 4 * len(_HIGH_PAIRS.findall(data)) >= high > 2 and 3 * common >= high and _decodes(data, "gb18030"):
        return "GBK"  # with signs that GB 2312 lacks
    return "Windows-1252 or another encoding of one byte a letter"


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        codecs.getincrementaldecoder(encoding)().decode(data)
    except UnicodeDecodeError:
        return False
    return True
