"""An SVG of ours as PNG, by resvg (the extra `pictures`), with the fonts of this system.

Words in a picture need a font that has them: where Chinese ones would stay empty, nothing is drawn and the
sentence says which package to install.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Final

from indicators.errors import IndicatorsError

_CHINESE: Final = re.compile("[\u2e80-\u9fff\uf900-\ufaff]")
#: Fonts that have Latin and Chinese letters of one design come first: our labels are measured for such widths.
_FONTS: Final = "'Noto Sans CJK SC', 'Noto Sans SC', 'Source Han Sans SC', 'PingFang SC', 'Microsoft YaHei'"


class PictureUnavailable(IndicatorsError):
    """The picture cannot be drawn on this system; the sentence says what to install."""


def paint_png(svg: str, scale: float = 1) -> bytes:
    """The picture of an SVG document, `scale` times as large. Raises PictureUnavailable."""
    draw = _load_painter()
    check_letters(svg)
    return draw(_prefer_fonts(svg), scale)


def check_letters(words: str) -> None:
    """Raises PictureUnavailable where no font on this system has the letters of some words."""
    if _CHINESE.search(words) and not has_chinese_font():
        raise PictureUnavailable(
            "no font on this system has Chinese letters: install one, such as fonts-noto-cjk"
        )


def _load_painter() -> Callable[[str, float], bytes]:
    """What draws a document at a scale."""
    try:
        from resvg_py import svg_to_bytes
    except ImportError:
        raise PictureUnavailable(
            "PNG needs the extra 'pictures': pip install 'regional-indicators[pictures]'"
        ) from None
    return lambda svg, scale: bytes(svg_to_bytes(svg_string=svg, zoom=scale))


def can_paint_png() -> bool:
    """Whether this system can draw pictures of all our charts."""
    try:
        return has_chinese_font()
    except PictureUnavailable:
        return False


@cache
def has_chinese_font() -> bool:
    """Whether a picture of a Chinese letter is another than one of a letter that no font has."""
    draw = _load_painter()
    letters = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><text y="18" font-family="{_FONTS}">{letter}</text></svg>'
        for letter in ("\u4e2d", "\U0010fffd")
    )
    one, other = (draw(svg, 1) for svg in letters)
    return one != other


def _prefer_fonts(svg: str) -> str:
    """The same with the fonts of this system before those that only a browser can load."""
    return svg.replace(' font-family="', f' font-family="{_FONTS}, ', 1)
