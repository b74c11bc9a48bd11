"""How much room text takes, and margins that hold for every width of the page.

The width of a chart is not known here. Labels have a fixed size in pixels, so they get margins in
pixels that are enough at `NARROWEST_WIDTH`; a wider page only gives the plot more room.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from html import escape
from typing import Final, NamedTuple

from indicators.charts.theme import MIN_PLOT_WIDTH, NARROWEST_WIDTH

#: The width of a label line: some 46 Latin letters or 22 Chinese characters.
LABEL_WIDTH: Final = 332
#: How much wider bold letters are.
BOLD_FACTOR: Final = 1.05
#: Widths at the font size of labels, of Arial, which is wider than Source Sans.
_WIDE, _BROAD, _CAPITAL, _COMMON, _THIN = 14.0, 12.4, 9.6, 7.6, 4.9
_BROAD_LETTERS, _THIN_LETTERS = frozenset("mwMW%@—…+"), frozenset("ijlftrI.,;:'’|!()[]/ -·\u00a0")
#: Where a syllable of a name in Latin letters begins: a consonant before a vowel, after one or a nasal.
_SYLLABLE = re.compile(
    r"(?<=[aeiou])(?=[bcdfghjklmpqrstvwxyz]+[aeiou]|n[aeiou])"
    r"|(?<=[aeiou]n)(?=[bcdfhjklmpqrstvwxyz][aeioh])"
    r"|(?<=[aeiou]ng)(?=[bcdfghjklmpqrstvwxyz])"
)
#: Letters of a word that fit a square of a map on a phone.
_MAX_UNBROKEN_LETTERS: Final = 6
_TOKENS = re.compile(r" +|[⺀-鿿豈-﫿︰-﹏＀-￯]|[^ ⺀-鿿豈-﫿︰-﹏＀-￯]+")


class MarkReach(NamedTuple):
    """A mark at `share` of the plot's width that needs pixels to its left and right."""

    share: float
    left: float
    right: float


class PlotMargins(NamedTuple):
    """Pixels kept free beside the plot."""

    left: int
    right: int

    @property
    def plot(self) -> int:
        """The width of the plot on the narrowest page; where labels take all of it, some is taken for granted."""
        return max(MIN_PLOT_WIDTH, NARROWEST_WIDTH - self.left - self.right)


@lru_cache(maxsize=4096)
def text_width(text: str) -> float:
    """The width of `text` as a label, rather too much than too little."""
    return sum(map(_character_width, text))


@cache
def _character_width(sign: str) -> float:
    if unicodedata.east_asian_width(sign) in "WF":
        return _WIDE
    if sign in _THIN_LETTERS:
        return _THIN
    if sign in _BROAD_LETTERS:
        return _BROAD
    return _CAPITAL if sign.isupper() else _COMMON


def wrap_text(text: str, limit: float = LABEL_WIDTH) -> list[str]:
    """`text` in lines of at most `limit` pixels.

    Broken between its parts (" · ") where that takes no more lines, else between words or
    Chinese characters.
    """
    if text and text == text.strip(" ·") and text_width(text) <= limit:
        return [text]
    filled = _wrap_at_words(text.replace(" · ", "\u00a0· "), limit)
    parted = _wrap_at_parts(text.split(" · "), limit)
    neat = len(parted) <= len(filled) and all(text_width(line) <= limit for line in parted)
    return parted if neat else filled


def _wrap_at_parts(parts: Iterable[str], limit: float) -> list[str]:
    """Lines of whole parts, as many to a line as have room."""
    lines: list[str] = []
    for part in filter(str.strip, parts):
        if lines and text_width(f"{lines[-1]} · {part}") <= limit:
            lines[-1] += f" · {part.strip()}"
        else:
            lines.append(part.strip())
    return lines


def _wrap_at_words(text: str, limit: float) -> list[str]:
    """Lines filled token by token."""
    lines, used = [""], 0.0
    for token in _TOKENS.findall(text):
        for piece in _cut_long_token(token, limit):
            width = text_width(piece)
            if used and used + width > limit and not _is_closing(piece):
                lines.append("")
                used = 0.0
            if used or piece.strip():
                lines[-1] += piece
                used += width
    return [line.strip().removesuffix("\u00a0·") for line in lines if line.strip()]


def _cut_long_token(token: str, limit: float) -> list[str]:
    """A token, cut only when it is longer than a line."""
    size = max(1, int(limit // _WIDE))
    if text_width(token) <= limit:
        return [token]
    return [token[start : start + size] for start in range(0, len(token), size)]


def _is_closing(piece: str) -> bool:
    """Whether a line must not begin with `piece`: spaces and closing punctuation."""
    return not piece.strip() or piece in "，。、；：？！）》”’」』…—"


def add_soft_hyphens(name: str) -> str:
    """A long name with a soft hyphen where a syllable begins, so that it fits a small square."""
    words = (
        _SYLLABLE.sub("\u00ad", word) if len(word) > _MAX_UNBROKEN_LETTERS else word
        for word in name.split(" ")
    )
    return " ".join(words)


def wrap_hyphenated(name: str, limit: float) -> list[str]:
    """A name in lines of at most `limit` pixels, its words broken between syllables before within them."""
    lines: list[str] = [""]
    for word in name.split():
        if lines[-1] and text_width(f"{lines[-1]} {word}") <= limit:
            lines[-1] += f" {word}"
            continue
        lines += [""] if lines[-1] else []
        for part in add_soft_hyphens(word).split("\u00ad") if text_width(word) > limit else [word]:
            if lines[-1] and text_width(f"{lines[-1]}{part}-") > limit:
                lines[-1:] = [f"{lines[-1]}-", ""]
            lines[-1] += part
    return [piece for line in lines for piece in wrap_text(line, limit)]


def lines_html(lines: Iterable[str]) -> str:
    """Lines of data for plotly, which reads a little HTML: everything in them stays text."""
    return "<br>".join(escape(line, quote=False) for line in lines)


def fit_margins(reaches: Iterable[MarkReach], gutter: float = 0) -> PlotMargins:
    """The least margins that hold every reach at `NARROWEST_WIDTH`; `gutter` is kept free on the left."""
    found = list(reaches)
    left = gutter + max([0.0, *(reach.left - reach.share * MIN_PLOT_WIDTH for reach in found)])
    room = NARROWEST_WIDTH - left
    right = max([8.0, *(_right_margin(reach, room) for reach in found)])
    return PlotMargins(round(left + 0.5), round(right + 0.5))


def _right_margin(reach: MarkReach, room: float) -> float:
    """The right margin that a reach needs when plot and margin share `room`."""
    if reach.share <= 0:
        return max(0.0, reach.right - MIN_PLOT_WIDTH)
    return room - (room - reach.right) / reach.share


def leaves_room(found: PlotMargins) -> bool:
    """Whether the margins leave enough of the narrowest page to the plot."""
    return NARROWEST_WIDTH - found.left - found.right >= MIN_PLOT_WIDTH
