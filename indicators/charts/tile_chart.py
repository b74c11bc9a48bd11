"""A map of squares shaded by value: one indicator over regions, in the latest period that the most of them have.

Position and size of the squares say nothing. The darker the more, from zero or the lowest figure below it; the
figure itself is printed in each square, its hedge in words, and the squares of bounds are hatched. Squares of
places without a figure are outlined.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any, Final, NamedTuple

from indicators.charts import captions, plot_frame
from indicators.charts.chart import Drawing, PlotlyData, value_order
from indicators.charts.chart_building import build_mark
from indicators.charts.chart_rows import ChartContext
from indicators.charts.marks import ChartMark, base_trace
from indicators.charts.ranking_chart import missing_note
from indicators.charts.scale import AxisScale, linear_scale
from indicators.charts.text_metrics import BOLD_FACTOR, PlotMargins, lines_html, wrap_hyphenated, wrap_text
from indicators.charts.theme import (
    AXIS_HEIGHT,
    FONT_SIZE,
    GROUND_COLOUR,
    INK_COLOUR,
    LINE_HEIGHT,
    MARK_COLOUR,
    MUTED_COLOUR,
    NARROWEST_WIDTH,
    TICK_FONT_SIZE,
)
from indicators.model import Map, Tile
from indicators.model.chart_kinds import find_common_periods
from indicators.query.table import Row
from indicators.text.number_format import format_exact

#: Size of the letters in a square, and the height of their lines.
_LETTER_SIZE: Final = 11
_TILE_LINE: Final = 15
#: Pixels between two squares, and of the least a square is high.
_GAP: Final = 3
_LEAST_HEIGHT: Final = 44
#: How strong the shade of the lowest and of the highest figure is; words stay readable on both.
_FAINTEST, _STRONGEST = 0.06, 0.5
_LEGEND_STEPS: Final = 5
_LEGEND_HEIGHT: Final = 12


class _Square(NamedTuple):
    """A place of the map, with its name and figure in lines; `record` is None where there is no figure."""

    tile: Tile
    name: list[str]
    figure: list[str]
    record: Row | None


def draw_tiles(records: Sequence[Row], context: ChartContext) -> Drawing:
    """The regions that have a square on the map that shows the most of them, the largest figure first."""
    latest = find_common_periods(records)[-1][1]
    layout = max(
        context.dataset.maps.values(), key=lambda layout: len(layout.regions & {one.region for one in latest})
    )
    shown = sorted((one for one in latest if one.region in layout.regions), key=value_order, reverse=True)
    scale = linear_scale([record.plot_value for record in shown], context.language)
    parts = [
        captions.chart_subtitle(shown, context, scale.word, ranked=False),
        missing_note(len(shown), records, context),
        context.say("hatched: bounds") if any(build_mark(one, context).side for one in shown) else "",
    ]
    return Drawing(shown, _tiles_plot(layout, shown, scale, context), captions.join_subtitle(parts))


def _tiles_plot(layout: Map, shown: Sequence[Row], scale: AxisScale, context: ChartContext) -> PlotlyData:
    first = min(tile.at[0] for tile in layout.tiles)
    columns = max(tile.at[0] for tile in layout.tiles) + 1 - first
    room = NARROWEST_WIDTH / columns - _GAP - 4
    by_region = {record.region: record for record in shown}
    squares = [_fill_square(tile, by_region, room, scale, context) for tile in layout.tiles]
    height = max(
        _LEAST_HEIGHT, max(len(square.name) + len(square.figure) for square in squares) * _TILE_LINE + 8
    )
    rows = max(tile.at[1] for tile in layout.tiles) + 1
    top = _LEGEND_HEIGHT + LINE_HEIGHT + 14
    axes = {
        "xaxis": plot_frame.hidden_axis(0, columns),
        "yaxis": plot_frame.pixel_axis(top + rows * (height + _GAP)),
    }
    marks = {record.Index: build_mark(record, context) for record in shown}
    traces, notes = _draw_legend(shown, scale, columns, context)
    for square in squares:
        left, middle = square.tile.at[0] - first, top + square.tile.at[1] * (height + _GAP) + height / 2
        traces.append(_draw_square(square, left, middle, height, marks, scale))
        notes.append(_square_label(square, left + 0.5, middle))
    plot = plot_frame.assemble_plot(traces, axes, notes, top + rows * (height + _GAP), PlotMargins(0, 0))
    plot["layout"]["height"] -= AXIS_HEIGHT - 4
    plot["layout"]["margin"]["b"] = 4
    return plot


def _fill_square(
    tile: Tile, by_region: dict[str, Row], room: float, scale: AxisScale, context: ChartContext
) -> _Square:
    """The words of a square."""
    region = context.dataset.regions.get(tile.region or "")
    name = (region.name if region else tile.name)[context.language]  # type: ignore[index]
    record = by_region.get(tile.region or "")
    wide = room * FONT_SIZE / _LETTER_SIZE
    figure = (
        wrap_text(captions.label_figure(record, scale.step, context), wide / BOLD_FACTOR) if record else []
    )
    return _Square(tile, wrap_hyphenated(name, wide), figure, record)


def shade_opacity(value: float, scale: AxisScale) -> float:
    """How strong the shade of a value is, between the ends of the scale."""
    return round(_FAINTEST + (_STRONGEST - _FAINTEST) * scale.share(value), 3)


def _draw_square(
    square: _Square, left: int, middle: float, height: float, marks: dict[int, ChartMark], scale: AxisScale
) -> dict[str, Any]:
    own = [marks[square.record.Index]] if square.record else []
    return (
        base_trace("bar", own, scale) if own else {"type": "bar", "name": "empty", "hoverinfo": "skip"}
    ) | {
        "orientation": "h",
        "x": [0.96],
        "base": [left + 0.02],
        "y": [middle],
        "width": [height],
        "marker": {
            "color": [MARK_COLOUR if own else GROUND_COLOUR],
            "opacity": [shade_opacity(own[0].value, scale) if own else 0.5],
            "line": {"color": MARK_COLOUR if own else MUTED_COLOUR, "width": [0 if own else 0.5]},
            "pattern": {
                "shape": ["/" if own and own[0].side else ""],
                "bgcolor": GROUND_COLOUR,
                "size": 7,
                "solidity": 0.25,
            },
        },
    }


def _square_label(square: _Square, x: float, middle: float) -> plot_frame.Annotation:
    colour = INK_COLOUR if square.record else MUTED_COLOUR
    figure = f"<br><b>{lines_html(square.figure)}</b>" if square.figure else ""
    return {
        "name": square.record.observation_id if square.record else "place",
        "text": lines_html(square.name) + figure,
        "x": x,
        "y": middle,
        "xanchor": "center",
        "yanchor": "middle",
        "showarrow": False,
        "font": {"size": _LETTER_SIZE, "color": colour},
    }


def _draw_legend(
    shown: Sequence[Row], scale: AxisScale, columns: int, context: ChartContext
) -> tuple[list[dict[str, Any]], list[plot_frame.Annotation]]:
    """Shades from the lowest to the highest end of the scale, with both in figures."""
    sign = captions.axis_sign(shown[0], context)
    values = [record.plot_value for record in shown]
    low, high = min(0.0, *values), max(0.0, *values)
    high = scale.step if low == high else high
    steps = [low + (high - low) * n / (_LEGEND_STEPS - 1) for n in range(_LEGEND_STEPS)]
    width = columns / 2 / _LEGEND_STEPS
    bar = {
        "type": "bar",
        "name": "shades",
        "orientation": "h",
        "x": [width] * _LEGEND_STEPS,
        "base": [n * width for n in range(_LEGEND_STEPS)],
        "y": [_LEGEND_HEIGHT / 2] * _LEGEND_STEPS,
        "width": [_LEGEND_HEIGHT] * _LEGEND_STEPS,
        "hoverinfo": "skip",
        "marker": {
            "color": [MARK_COLOUR] * _LEGEND_STEPS,
            "opacity": [shade_opacity(step, scale) for step in steps],
            "line": {"color": MUTED_COLOUR, "width": 0.5},
        },
    }
    ends = ((0.0, low, "left"), (columns / 2, high, "right"))
    notes = [
        {
            "name": "shade",
            "text": escape(format_exact(value, context.language, scale.step) + sign, quote=False),
            "x": x,
            "y": _LEGEND_HEIGHT + 2,
            "xanchor": anchor,
            "yanchor": "top",
            "showarrow": False,
            "font": {"size": TICK_FONT_SIZE, "color": MUTED_COLOUR},
        }
        for x, value, anchor in ends
    ]
    return [bar], notes
