"""The frame of a figure: margins, axes, row labels. Fixed in pixels but for its width.

The y axis counts pixels from the top, so that labels, bars and arrows meet at every width.
Knows nothing of rows or datasets.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from indicators.figures.chart import Figure
from indicators.figures.fit import LABEL, Margins, html, pixels
from indicators.figures.scale import Scale, ticks
from indicators.figures.theme import AXIS, FONT, GRID, GROUND, INK, MUTED, TICK_FONT, TOP
from indicators.model import Language

Trace = dict[str, Any]
Annotation = dict[str, Any]
#: How much wider bold letters are.
_BOLD = 1.05


def row_label(
    label: Sequence[str],
    y: float,
    *,
    small: Sequence[str] = (),
    value: Sequence[str] = (),
    tail: Sequence[str] = (),
) -> Annotation:
    """Lines that begin at the left edge of the plot and hang from `y`; all are data and get escaped.

    `small` lines are muted, `value` lines are the figure where it cannot stand beside its mark, and
    `tail` goes on where it ends, muted.
    """
    parts = [html(label)] if label else []
    parts += [muted(small)] if small else []
    if value:
        between = "<br>" if tail and not on_one_line(value, tail) else " "
        parts.append(f"<b>{html(value)}</b>" + (between + muted(tail) if tail else ""))
    return {
        "text": "<br>".join(parts),
        "xref": "paper",
        "x": 0,
        "xanchor": "left",
        "y": y,
        "yanchor": "top",
        "align": "left",
        "showarrow": False,
        "borderpad": 0,
        "bgcolor": GROUND,
        "font": {"size": FONT, "color": INK},
    }


def muted(lines: Sequence[str]) -> str:
    """Lines of data in the colour of what is said beside."""
    return f'<span style="color:{MUTED}">{html(lines)}</span>'


def on_one_line(value: Sequence[str], tail: Sequence[str]) -> bool:
    """Whether a figure and what follows it have room on one line."""
    return len(value) == len(tail) == 1 and pixels(f"{value[0]} {tail[0]}") * _BOLD <= LABEL


def at_edge(label: Annotation, found: Margins) -> Annotation:
    """The same label at the left edge of the figure."""
    return label | {"xshift": -found.left}


def period_label(period: str, y: float, found: Margins) -> Annotation:
    """A period in the gutter, beside the mark at `y`."""
    return at_edge(row_label([], y, small=[period]), found) | {"yanchor": "middle"}


def value_axis(scale: Scale, found: Margins, language: Language, sign: str = "") -> dict[str, Any]:
    """The value axis below the rows."""
    places, labels = ticks(scale, found.plot, language, sign)
    return {
        "type": "log" if scale.log else "linear",
        "range": [scale.low, scale.high],
        "tickmode": "array",
        "tickvals": places,
        "ticktext": labels,
        "tickangle": 0,
        "tickfont": {"size": TICK_FONT, "color": MUTED},
        "ticks": "",
        "showgrid": True,
        "gridcolor": GRID,
        "zeroline": scale.low < 0 and not scale.log,
        "zerolinecolor": MUTED,
        "zerolinewidth": 1,
        "fixedrange": True,
        "automargin": False,
        "title": {"text": ""},
    }


def pixel_axis(height: float, guides: Sequence[float] = ()) -> dict[str, Any]:
    """The axis down the figure, in pixels; dotted lines at `guides`."""
    return {
        "range": [height, 0],
        "fixedrange": True,
        "automargin": False,
        "showticklabels": False,
        "ticks": "",
        "tickmode": "array",
        "tickvals": list(guides),
        "showgrid": bool(guides),
        "gridcolor": GRID,
        "griddash": "dot",
        "zeroline": False,
        "title": {"text": ""},
    }


def figure(
    traces: list[Trace], axes: dict[str, Any], notes: list[Annotation], height: float, found: Margins
) -> Figure:
    """The whole figure: nothing to zoom, no legend, no title - the page prints that."""
    layout = axes | {
        "height": round(height + TOP + AXIS),
        "margin": {"l": found.left, "r": found.right, "t": TOP, "b": AXIS, "pad": 0},
        "annotations": notes,
        "showlegend": False,
        "barmode": "overlay",
    }
    return {"data": traces, "layout": layout}
