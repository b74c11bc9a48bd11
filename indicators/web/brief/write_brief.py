"""A page to take along as a file of one of its kinds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from indicators.web.brief.html_brief import brief_html
from indicators.web.brief.parts import Brief
from indicators.web.brief.pdf_brief import write_pdf
from indicators.web.brief.word_brief import write_docx


def _write_html(brief: Brief) -> bytes:
    return brief_html(brief).encode()


#: The id of a `BriefFormat` → what writes it.
BRIEF_WRITERS: Final[Mapping[str, Callable[[Brief], bytes]]] = {
    "html": _write_html,
    "docx": write_docx,
    "pdf": write_pdf,
}


def write_brief(brief: Brief, kind: str) -> bytes:
    """The file. Raises BriefUnavailable, PictureUnavailable where this system cannot make it."""
    return BRIEF_WRITERS[kind](brief)
