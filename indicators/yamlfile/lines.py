"""Where lines end: the one way in which the lines of a text are counted, whoever counts them.

A line ends as it does for editors and for git. Other signs that some standard calls the end of a line –
NEL, U+2028 and U+2029, form feeds – stand inside of lines, and so does what Python's own
`splitlines` would split at.
"""

from __future__ import annotations

import re

_LINE_END = re.compile("\r\n|[\r\n]")


def split_lines(text: str) -> list[str]:
    """The lines of `text` without their ends; the last is what follows the last line end, often nothing."""
    return _LINE_END.split(text)


def line_starts(text: str) -> list[int]:
    """Where each of these lines begins."""
    return [0, *(match.end() for match in _LINE_END.finditer(text))]


def split_lines_keeping_ends(text: str) -> list[str]:
    """The same lines with their ends."""
    starts = line_starts(text)
    return [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]


def first_line_end(text: str) -> str:
    """How the first line of `text` ends; a line feed where there is no other line."""
    match = _LINE_END.search(text)
    return match[0] if match else "\n"


def with_line_feeds(text: str) -> str:
    """`text` with every line ended by a line feed."""
    return _LINE_END.sub("\n", text) if "\r" in text else text
