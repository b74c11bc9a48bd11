"""What every SVG of ours is made of: words and values that stay data, lengths, the shapes of marks."""

from __future__ import annotations

import math
import re
from html import escape
from typing import Final

#: From the top of a line of words to its base, as a part of the size of its letters.
BASELINE: Final = 0.95
#: Plotly's symbols are larger than their size says: by these factors.
_DIAMOND, _TRIANGLE, _BAR = 1.3, 2 / math.sqrt(3), 1.4
#: What an XML document cannot hold, whatever the data say.
_NO_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def svg_text(words: str) -> str:
    """Words as the text of an element."""
    return escape(_NO_XML.sub("\ufffd", words), quote=False)


def attribute(value: str) -> str:
    """A value as it stands within quotes."""
    return escape(_NO_XML.sub("\ufffd", value), quote=True)


def px(value: float) -> str:
    """A length in pixels, to a tenth of one."""
    return f"{value:.1f}".removesuffix(".0")


def symbol_shape(symbol: str, x: float, y: float, size: float, style: str) -> str:
    """The shape of a mark around a place, as plotly draws the symbol of this name."""
    r = size / 2
    if symbol == "circle":
        return f'<circle cx="{px(x)}" cy="{px(y)}" r="{px(r)}" {style}/>'
    if symbol == "diamond":
        d = r * _DIAMOND
        return f'<path d="M{px(x)},{px(y - d)}l{px(d)},{px(d)}l{px(-d)},{px(d)}l{px(-d)},{px(-d)}z" {style}/>'
    if symbol in ("line-ns", "line-ew"):
        d = r * _BAR
        line = (
            f"M{px(x)},{px(y - d)}v{px(2 * d)}"
            if symbol == "line-ns"
            else f"M{px(x - d)},{px(y)}h{px(2 * d)}"
        )
        return f'<path d="{line}" {style}/>'
    return f'<path d="{_triangle(symbol, x, y, r)}" {style}/>'


def _triangle(symbol: str, x: float, y: float, r: float) -> str:
    half, point, back = r * _TRIANGLE, r, r / 2
    corners = {
        "triangle-up": ((-half, back), (half, back), (0, -point)),
        "triangle-down": ((-half, -back), (half, -back), (0, point)),
        "triangle-right": ((-back, -half), (-back, half), (point, 0)),
        "triangle-left": ((back, -half), (back, half), (-point, 0)),
    }[symbol]
    return "M" + "L".join(f"{px(x + dx)},{px(y + dy)}" for dx, dy in corners) + "z"
