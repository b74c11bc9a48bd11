"""Lines as a reader of figures sees them, each with the way back to the text.

- one for one: full-width digits, letters and signs become ASCII, every space a plain one, every kind of
  minus and hyphen "-", curly apostrophes "'"; en and em dashes, Chinese punctuation and “ ” stay;
- dropped: what has no width (soft hyphens, zero-width spaces, marks of direction, variation selectors).
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from indicators.yamlfile.lines import line_starts, split_lines

_SPACES = [char for char in map(chr, range(0x3001)) if char.isspace() and char != " "]
_WIDE = [*range(ord("0"), ord("9") + 1), *range(ord("A"), ord("Z") + 1), *range(ord("a"), ord("z") + 1)]
_ONE_FOR_ONE = (
    {char + 0xFEE0: chr(char) for char in [*_WIDE, *map(ord, "%+-.~$/&#<>=")]}
    | {ord(char): " " for char in _SPACES}
    | {ord(char): "-" for char in "‐‑‒−﹣"}
    | {ord(char): "'" for char in "‘’‛′"}
    | {ord("﹪"): "%", ord("¥"): "¥", ord("￥"): "¥", ord("￡"): "£"}
)
_NO_WIDTH = [
    char
    for char in map(chr, range(sys.maxunicode + 1))
    if unicodedata.category(char) == "Cf" or 0xFE00 <= ord(char) <= 0xFE0F
]
_DROPPED = re.compile(f"[{re.escape(''.join(_NO_WIDTH))}]+")


@dataclass(frozen=True, slots=True)
class Line:
    """A folded line; its `number` counts from 1, `start` is where it begins in the text."""

    number: int
    start: int
    text: str
    places: tuple[int, ...] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the characters from `start` to `end` of the folded line stand in the text."""
        if self.places is None:
            return self.start + start, self.start + end
        first = self.places[start] if start < len(self.places) else self.places[-1]
        return self.start + first, self.start + (self.places[end - 1] + 1 if end > start else first)


def lines(text: str) -> Iterator[Line]:
    """The lines of `text`, folded."""
    for number, (start, line) in enumerate(zip(line_starts(text), split_lines(text), strict=True), 1):
        yield _folded(number, start, line)


def _folded(number: int, start: int, line: str) -> Line:
    if line.isascii() and line.isprintable():
        return Line(number, start, line)
    plain = line.translate(_ONE_FOR_ONE)
    if not _DROPPED.search(plain):
        return Line(number, start, plain)
    places = [place for place, char in enumerate(plain) if not _DROPPED.match(char)]
    return Line(number, start, "".join(plain[place] for place in places), tuple(places))
