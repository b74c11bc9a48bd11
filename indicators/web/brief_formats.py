"""The kinds of file that a page can be taken along as, and whether this system can make them."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from typing import Final

from indicators.charts.png_painter import can_paint_png

#: What draws the letters of a PDF, as it is called on Linux, on a Mac and on Windows.
_PANGO: Final = ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll")


def _always() -> bool:
    return True


@cache
def can_write_docx() -> bool:
    """Whether a Word document can be made here, with its pictures."""
    return bool(find_spec("docx")) and can_paint_png()


@cache
def can_write_pdf() -> bool:
    """Whether a PDF can be made here: its library is found without loading it, which takes seconds."""
    return bool(find_spec("weasyprint")) and _can_load_pango() and can_paint_png()


def _can_load_pango() -> bool:
    for name in _PANGO:
        with suppress(OSError):
            ctypes.CDLL(name)
            return True
    return False


@dataclass(frozen=True, slots=True)
class BriefFormat:
    """A kind of file: its `id` ends the name of the file, `is_available` says whether it can be made here."""

    id: str
    label: str
    media_type: str
    is_available: Callable[[], bool]


BRIEF_FORMATS: Final = (
    BriefFormat("html", "HTML", "text/html; charset=utf-8", _always),
    BriefFormat(
        "docx",
        "Word",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        can_write_docx,
    ),
    BriefFormat("pdf", "PDF", "application/pdf", can_write_pdf),
)
BRIEF_FORMATS_BY_ID: Final = {form.id: form for form in BRIEF_FORMATS}


def available_brief_formats() -> Iterator[BriefFormat]:
    """Those that can be made here."""
    return (form for form in BRIEF_FORMATS if form.is_available())
