"""How much room text takes, and margins that hold for every width of the page.

The width of a chart is not known here. Labels have a fixed size in pixels, so they get margins in
pixels that are enough at `NARROW`; a wider page only gives the plot more room.
Knows nothing of figures or plotly.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from html import escape
from typing import Final, NamedTuple

from indicators.figures.theme import LEAST_PLOT, NARROW

#: The width of a label line: some 46 Latin letters or 22 Chinese characters.
LABEL: Final = 332
#: Widths at the font size of labels, of Arial, which is wider than Source Sans.
_WIDE, _BROAD, _CAPITAL, _COMMON, _THIN = 14.0, 12.4, 9.6, 7.6, 4.9
_BROADS, _THINS = frozenset("mwMW%@—…+"), frozenset("ijlftrI.,;:'’|!()[]/ -·\u00a0")
_TOKENS = re.compile(r" +|[⺀-鿿豈-﫿︰-﹏＀-￯]|[^ ⺀-鿿豈-﫿︰-﹏＀-￯]+")


class Reach(NamedTuple):
    """A mark at `share` of the plot's width that needs pixels to its left and right."""

    share: float
    left: float
    right: float


class Margins(NamedTuple):
    """Pixels kept free beside the plot."""

    left: int
    right: int

    @property
    def plot(self) -> int:
        """The width of the plot on the narrowest page; where labels take all of it, some is taken for granted."""
        return max(LEAST_PLOT, NARROW - self.left - self.right)


@lru_cache(maxsize=4096)
def pixels(text: str) -> float:
    """The width of `text` as a label, rather too much than too little."""
    return sum(map(_width, text))


@cache
def _width(sign: str) -> float:
    if unicodedata.east_asian_width(sign) in "WF":
        return _WIDE
    if sign in _THINS:
        return _THIN
    if sign in _BROADS:
        return _BROAD
    return _CAPITAL if sign.isupper() else _COMMON


def wrapped(text: str, limit: float = LABEL) -> list[str]:
    """`text` in lines of at most `limit` pixels.

    Broken between its parts (" · ") where that takes no more lines, else between words or
    Chinese characters.
    """
    if text and text == text.strip(" ·") and pixels(text) <= limit:
        return [text]
    filled = _filled(text.replace(" · ", "\u00a0· "), limit)
    parted = _parted(text.split(" · "), limit)
    neat = len(parted) <= len(filled) and all(pixels(line) <= limit for line in parted)
    return parted if neat else filled


def _parted(parts: Iterable[str], limit: float) -> list[str]:
    """Lines of whole parts, as many to a line as have room."""
    lines: list[str] = []
    for part in filter(str.strip, parts):
        if lines and pixels(f"{lines[-1]} · {part}") <= limit:
            lines[-1] += f" · {part.strip()}"
        else:
            lines.append(part.strip())
    return lines


def _filled(text: str, limit: float) -> list[str]:
    """Lines filled token by token."""
    lines, used = [""], 0.0
    for token in _TOKENS.findall(text):
        for piece in _pieces(token, limit):
            width = pixels(piece)
            if used and used + width > limit and not _closes(piece):
                lines.append("")
                used = 0.0
            if used or piece.strip():
                lines[-1] += piece
                used += width
    return [line.strip().removesuffix("\u00a0·") for line in lines if line.strip()]


def _pieces(token: str, limit: float) -> list[str]:
    """A token, cut only when it is longer than a line."""
    size = max(1, int(limit // _WIDE))
    if pixels(token) <= limit:
        return [token]
    return [token[start : start + size] for start in range(0, len(token), size)]


def _closes(piece: str) -> bool:
    """Whether a line must not begin with `piece`: spaces and closing punctuation."""
    return not piece.strip() or piece in "，。、；：？！）》”’」』…—"


def html(lines: Iterable[str]) -> str:
    """Lines of data for plotly, which reads a little HTML: everything in them stays text."""
    return "<br>".join(escape(line, quote=False) for line in lines)


def margins(reaches: Iterable[Reach], gutter: float = 0) -> Margins:
    """The least margins that hold every reach at `NARROW`; `gutter` is kept free on the left."""
    found = list(reaches)
    left = gutter + max([0.0, *(reach.left - reach.share * LEAST_PLOT for reach in found)])
    room = NARROW - left
    right = max([8.0, *(_right(reach, room) for reach in found)])
    return Margins(round(left + 0.5), round(right + 0.5))


def _right(reach: Reach, room: float) -> float:
    """The right margin that a reach needs when plot and margin share `room`."""
    if reach.share <= 0:
        return max(0.0, reach.right - LEAST_PLOT)
    return room - (room - reach.right) / reach.share


def fits(found: Margins) -> bool:
    """Whether the margins leave enough of the narrowest page to the plot."""
    return NARROW - found.left - found.right >= LEAST_PLOT
