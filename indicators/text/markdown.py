"""Texts of the data within documents: on one line, and in Markdown read as they are written.

Pages have an escaping of their own: Streamlit reads more signs as markup, and shows no backslash.
"""

from __future__ import annotations

import re
from typing import Final

_LINE_BREAK: Final = re.compile(r"\s*[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]\s*")
#: What is markup in CommonMark or in what GitHub adds to it, wherever it stands: an entity and an emoji by their first sign.
_ANYWHERE: Final = re.compile(
    r"[\\`*_\[\]<>#|~$]|&(?=#?\w+(?:;|$))|:(?=[\w+-]+:)",
)
#: What begins a list, a rule or a heading at the beginning of a line.
_AT_THE_BEGINNING: Final = re.compile(r"^(\d{0,9})([-+=.)])")


def to_one_line(text: str) -> str:
    """`text` with a space where lines break and tabs stand: what is a title, a field or an item of a list."""
    return _LINE_BREAK.sub(" ", text.strip())


def escape_commonmark(text: str) -> str:
    """`text` on one line, so that a Markdown document shows it as it is written."""
    escaped = _ANYWHERE.sub(r"\\\g<0>", to_one_line(text))
    return _AT_THE_BEGINNING.sub(r"\1\\\2", escaped)
