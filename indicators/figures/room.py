"""The room around the plot for marks, their value labels and the ticks of the value axis.

Knows nothing of rows or datasets.
"""

from __future__ import annotations

from collections.abc import Sequence

from indicators.figures.fit import Margins, Reach, fits, margins, pixels
from indicators.figures.marks import Mark, reach
from indicators.figures.scale import Scale, ticks
from indicators.model import Language


def room(
    marks: Sequence[Mark],
    scale: Scale,
    language: Language,
    sign: str,
    *,
    bars: bool,
    gutter: float = 0,
    beside: bool = True,
) -> tuple[Margins, bool]:
    """The margins, and whether they hold the value labels beside the marks, when that is wanted."""
    roomy = _margins([reach(mark, scale, bars=bars) for mark in marks], scale, language, sign, gutter)
    if beside and fits(roomy):
        return roomy, True
    bare = [reach(mark, scale, bars=bars, beside=False) for mark in marks]
    return _margins(bare, scale, language, sign, gutter), False


def _margins(reaches: list[Reach], scale: Scale, language: Language, sign: str, gutter: float) -> Margins:
    """Margins that hold the marks, and the tick labels that then have room."""
    places, labels = ticks(scale, margins(reaches, gutter).plot, language, sign)
    for place, label in zip(places, labels, strict=True):
        half = pixels(label) / 2
        reaches.append(Reach(scale.share(place * scale.step), half, half))
    return margins(reaches, gutter)
