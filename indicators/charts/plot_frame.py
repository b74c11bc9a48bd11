"""Light bands behind a time axis for the plans it runs through, with their short names on top."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from html import escape
from typing import Any

from indicators.charts.chart import PlotlyData
from indicators.charts.moments import start_of_year
from indicators.charts.scale import AxisScale, axis_ticks
from indicators.charts.text_metrics import BOLD_FACTOR, LABEL_WIDTH, PlotMargins, lines_html, text_width
from indicators.charts.theme import (
    AXIS_HEIGHT,
    FONT_SIZE,
    GRID_COLOUR,
    GROUND_COLOUR,
    INK_COLOUR,
    MUTED_COLOUR,
    TICK_FONT_SIZE,
    TOP_MARGIN,
    colour_letters,
)
from indicators.i18n import Language
from indicators.model import Plan

#: Every other band is a little darker, so that neighbours are told apart.
_BAND_OPACITIES = (0.04, 0.1)


def draw_plan_bands(
    plans: Iterable[Plan], first: datetime, last: datetime, width: float, language: Language
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Shapes and labels of the plans between two days on an axis of `width` pixels at least."""
    shapes, labels = [], []
    for n, plan in enumerate(sorted(plans, key=lambda plan: plan.start)):
        start = max(start_of_year(plan.start), first)
        end = min(start_of_year(plan.end + 1), last)
        if start >= end:
            continue
        x0, x1 = start.isoformat(), end.isoformat()
        shapes.append(
            {
                "type": "rect",
                "name": f"plan {plan.id}",
                "layer": "below",
                "xref": "x",
                "yref": "paper",
                "x0": x0,
                "x1": x1,
                "y0": 0,
                "y1": 1,
                "line": {"width": 0},
                "fillcolor": MUTED_COLOUR,
                "opacity": _BAND_OPACITIES[n % 2],
            }
        )
        name = (plan.short or plan.name)[language]
        if text_width(name) + 4 <= (end - start) / (last - first) * width:
            labels.append(_band_label(name, (start + (end - start) / 2).isoformat()))
    return shapes, labels


def _band_label(name: str, x: str) -> dict[str, Any]:
    return {
        "name": "plan",
        "x": x,
        "yref": "paper",
        "y": 1,
        "yanchor": "top",
        "text": escape(name, quote=False),
        "showarrow": False,
        "font": {"size": TICK_FONT_SIZE, "color": MUTED_COLOUR},
    }


Trace = dict[str, Any]
Annotation = dict[str, Any]
#: What stands before a figure to say the colour of its part.
COLOUR_SQUARE = "■"


def row_label(
    label: Sequence[str],
    y: float,
    *,
    small: Sequence[str] = (),
    value: Sequence[str] = (),
    tail: Sequence[str] = (),
    square: str = "",
) -> Annotation:
    """Lines that begin at the left edge of the plot and hang from `y`; all are data and get escaped.

    `small` lines are muted, `value` lines are the figure where it cannot stand beside its mark, and
    `tail` goes on where it ends, muted. `square` is the colour of the square that `value` begins with.
    """
    parts = [lines_html(label)] if label else []
    parts += [muted_html(small)] if small else []
    if value:
        between = _space_before(tail) if fits_on_one_line(value, tail) else "<br>"
        written = lines_html(value)
        if square:
            written = colour_letters(COLOUR_SQUARE, square) + written.removeprefix(COLOUR_SQUARE)
        parts.append(f"<b>{written}</b>" + (between + muted_html(tail) if tail else ""))
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
        "bgcolor": GROUND_COLOUR,
        "font": {"size": FONT_SIZE, "color": INK_COLOUR},
    }


def muted_html(lines: Sequence[str]) -> str:
    """Lines of data in the colour of what is said beside."""
    return colour_letters(lines_html(lines), MUTED_COLOUR)


def fits_on_one_line(value: Sequence[str], tail: Sequence[str]) -> bool:
    """Whether a figure and what follows it have room on one line."""
    if not len(value) == len(tail) == 1:
        return False
    return text_width(f"{value[0]}{_space_before(tail)}{tail[0]}") * BOLD_FACTOR <= LABEL_WIDTH


def _space_before(tail: Sequence[str]) -> str:
    """What parts a figure from what follows it: a bracket of full width has its room in itself."""
    return "" if tail[0].startswith("（") else " "


def move_to_edge(label: Annotation, found: PlotMargins) -> Annotation:
    """The same label at the left edge of the chart, in its margin."""
    return label | {"xshift": -found.left}


def period_label(period: str, y: float, found: PlotMargins) -> Annotation:
    """A period in the gutter, beside the mark at `y`."""
    return move_to_edge(row_label([], y, small=[period]), found) | {"yanchor": "middle"}


def value_axis(scale: AxisScale, found: PlotMargins, language: Language, sign: str = "") -> dict[str, Any]:
    """The value axis below the rows."""
    places, labels = axis_ticks(scale, found.plot, language, sign)
    return {
        "type": "log" if scale.log else "linear",
        "range": [scale.low, scale.high],
        "tickmode": "array",
        "tickvals": places,
        "ticktext": labels,
        "tickangle": 0,
        "tickfont": {"size": TICK_FONT_SIZE, "color": MUTED_COLOUR},
        "ticks": "",
        "showgrid": True,
        "gridcolor": GRID_COLOUR,
        "zeroline": scale.low < 0 and not scale.log,
        "zerolinecolor": MUTED_COLOUR,
        "zerolinewidth": 1,
        "fixedrange": True,
        "automargin": False,
        "title": {"text": ""},
    }


def pixel_axis(height: float, guides: Sequence[float] = ()) -> dict[str, Any]:
    """The axis down the plot, in pixels; dotted lines at `guides`."""
    return {
        "range": [height, 0],
        "fixedrange": True,
        "automargin": False,
        "showticklabels": False,
        "ticks": "",
        "tickmode": "array",
        "tickvals": list(guides),
        "showgrid": bool(guides),
        "gridcolor": GRID_COLOUR,
        "griddash": "dot",
        "zeroline": False,
        "title": {"text": ""},
    }


def hidden_axis(first: float, last: float) -> dict[str, Any]:
    """An axis that says nothing."""
    return {
        "range": [first, last],
        "showticklabels": False,
        "ticks": "",
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
        "automargin": False,
        "title": {"text": ""},
    }


def assemble_plot(
    traces: list[Trace], axes: dict[str, Any], notes: list[Annotation], height: float, found: PlotMargins
) -> PlotlyData:
    """The whole plot: nothing to zoom, no legend, no title - the page prints that."""
    layout = axes | {
        "height": round(height + TOP_MARGIN + AXIS_HEIGHT),
        "margin": {"l": found.left, "r": found.right, "t": TOP_MARGIN, "b": AXIS_HEIGHT, "pad": 0},
        "annotations": notes,
        "showlegend": False,
        "barmode": "overlay",
    }
    return {"data": traces, "layout": layout}
