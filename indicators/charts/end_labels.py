"""Labels beside the ends of lines: name and figure in the colour of the line, none on another.

One that had to move has a thin leader from the end of its line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import Any, Final, NamedTuple

from indicators.charts.label_layout import push_apart
from indicators.charts.text_metrics import BOLD_FACTOR, lines_html, text_width, wrap_text
from indicators.charts.theme import FONT_SIZE, INK_COLOUR, LINE_HEIGHT, colour_letters

#: Pixels of the widest line of a label, from the end of the lines to it, and between two labels.
LABEL_ROOM: Final = 118
LABEL_SHIFT: Final = 16
LABEL_GAP: Final = 4
#: A label that had to move by less needs no leader.
_NOTICEABLE: Final = 3


class EndLabel(NamedTuple):
    """What stands beside the end of a line at `value` of the axis: in each line a bold part and what follows it."""

    id: str
    value: float
    colour: str
    lines: list[tuple[str, str]]

    @property
    def size(self) -> float:
        """Its height, with the gap to the next."""
        return len(self.lines) * LINE_HEIGHT + LABEL_GAP

    @property
    def width(self) -> float:
        """The width of its widest line."""
        return max(
            text_width(name) * BOLD_FACTOR + text_width(f" {figure}" if name and figure else figure)
            for name, figure in self.lines
        )


def label_lines(name: str, figure: str) -> list[tuple[str, str]]:
    """A name in bold and its figure, on as few lines as have room for them."""
    names = wrap_text(name, LABEL_ROOM / BOLD_FACTOR)
    lines = [(line, "") for line in names]
    if names and text_width(names[-1]) * BOLD_FACTOR + text_width(f" {figure}") <= LABEL_ROOM:
        return [*lines[:-1], (names[-1], figure)]
    return lines + [("", line) for line in wrap_text(figure, LABEL_ROOM)]


def place_end_labels(
    labels: Sequence[EndLabel], at: str | float, ends: tuple[float, float], height: float, *, side: int = 1
) -> Iterator[dict[str, Any]]:
    """The labels right (`side` 1) or left (-1) of the place `at`, beside an axis `height` pixels high between `ends`."""
    low, high = ends
    pixel = height / (high - low)
    wanted = [(high - label.value) * pixel for label in labels]
    middles = push_apart(wanted, [label.size for label in labels], 0, height)
    for label, own, middle in zip(labels, wanted, middles, strict=True):
        yield from _draw_label(label, at, middle - own, side)


def _draw_label(label: EndLabel, at: str | float, moved: float, side: int) -> Iterator[dict[str, Any]]:
    place = {"x": at, "y": label.value}
    if abs(moved) > _NOTICEABLE:
        yield place | {
            "name": "leader",
            "text": "",
            "showarrow": True,
            "arrowside": "none",
            "arrowhead": 0,
            "arrowwidth": 0.75,
            "arrowcolor": label.colour,
            "ax": side * (LABEL_SHIFT - 3),
            "ay": moved,
        }
    written = []
    for name, figure in label.lines:
        bold = f"<b>{colour_letters(escape(name, quote=False), label.colour)}</b>" if name else ""
        written.append(bold + (" " if name and figure else "") + lines_html([figure] if figure else []))
    yield place | {
        "name": label.id,
        "text": "<br>".join(written),
        "showarrow": False,
        "xanchor": "left" if side > 0 else "right",
        "xshift": side * LABEL_SHIFT,
        "yanchor": "middle",
        "yshift": -moved,
        "align": "left" if side > 0 else "right",
        "font": {"size": FONT_SIZE, "color": INK_COLOUR},
    }
