"""Shares of one whole as one bar that is the whole, and a part within the whole it is counted in.

A single stacked bar rather than a waffle of 10 x 10 squares: at 350 px a square of a waffle is as
wide as a letter, so that 38.1 % and 38 % look alike, half a square of "1/9" is lost, and an open end
has no place to point from; a bar keeps every digit of the value, its cap and its arrow.

Shares that only name the same whole may still overlap (a firm is both young and small), so parts
are put end to end only where a curator has said that they belong together. Nothing is summed: the
bar shows no total, and what is left of it is left open.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate
from typing import Any, Final

import pandas as pd

from indicators.figures import frame, words
from indicators.figures.chart import Chart, Figure, size
from indicators.figures.compose import compose, mark, values
from indicators.figures.fit import wrapped
from indicators.figures.marks import Mark, arrow, bar_traces, notes
from indicators.figures.room import room
from indicators.figures.rows import draw_rows
from indicators.figures.scale import Scale, linear
from indicators.figures.setting import Record, Setting, setting
from indicators.figures.theme import DOT, GAP, GROUND, INK, LINE, MUTED, SERIES
from indicators.kinds import nests
from indicators.language import Messages
from indicators.model import Dataset

#: The height of the bar that is a whole, and of a part drawn inside it.
THICK: Final = 30
THIN: Final = 14
#: Hues of parts in order: neighbours are unlike for colour-blind eyes too, and the order is that of the labels.
_HUES: Final = (SERIES[0], SERIES[1], SERIES[5], SERIES[3], SERIES[6], SERIES[7])


def whole(rows: pd.DataFrame, dataset: Dataset, say: Messages) -> Chart:
    """One share, or several that are parts of one whole, as one bar to 100 %."""
    given = setting(rows, dataset, say)
    return draw_whole(given.records(), given)


def draw_whole(records: Sequence[Record], setting: Setting) -> Chart:
    """The same of records."""
    if len(records) == 1:
        return draw_rows("whole", records, setting)
    ordered = sorted(records, key=size, reverse=True)
    scale = linear(values(ordered), setting.language, whole=100)
    figure = _stacked(ordered, scale, setting)
    return compose("whole", ordered, setting, figure=figure, subtitle=words.subtitle(ordered, setting, ""))


def _stacked(records: Sequence[Record], scale: Scale, setting: Setting) -> Figure:
    marks = [mark(record, setting) for record in records]
    ends = list(accumulate(one.value for one in marks))
    ended = [replace(one, value=end) for one, end in zip(marks, ends, strict=True)]
    found, _ = room(ended, scale, setting.language, "%", bars=True, beside=False)
    common, labels, y = words.shared(records), [], 0.0
    for record, one, hue in zip(records, marks, _HUES * len(marks), strict=False):
        lines = words.label(record, setting, common)
        labels.append(frame.row_label(lines, y, value=wrapped(f"■ {one.text}")))
        labels[-1]["text"] = labels[-1]["text"].replace("■", f'<span style="color:{hue}">■</span>', 1)
        y += LINE * (len(lines) + len(wrapped(f"■ {one.text}"))) + 4
    y += GAP + THICK / 2
    placed = [replace(one, y=y) for one in ended]
    labels += [arrow(one, scale) | {"y": y - THICK / 2 - 5} for one in placed if one.side]
    axes = {
        "xaxis": frame.value_axis(scale, found, setting.language, "%"),
        "yaxis": frame.pixel_axis(y + THICK / 2 + 4),
    }
    traces = [_track(y), _segments(marks, y), _bounds(placed)]
    return frame.figure(traces, axes, labels, y + THICK / 2 + 4, found)


def _track(y: float) -> dict[str, Any]:
    """The whole."""
    return {
        "type": "bar",
        "name": "track",
        "orientation": "h",
        "x": [100],
        "y": [y],
        "width": [THICK],
        "hoverinfo": "skip",
        "marker": {"color": GROUND, "line": {"color": MUTED, "width": 1}},
    }


def _segments(marks: Sequence[Mark], y: float) -> dict[str, Any]:
    """The parts, each beginning where the one before it ends as stated."""
    hues = [_HUES[n % len(_HUES)] for n in range(len(marks))]
    return {
        "type": "bar",
        "name": "figures",
        "orientation": "h",
        "x": [one.value for one in marks],
        "base": [0, *accumulate(one.value for one in marks[:-1])],
        "y": [y] * len(marks),
        "width": [THICK] * len(marks),
        "customdata": [one.id for one in marks],
        "hovertext": [one.hover for one in marks],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "unselected": {"marker": {"opacity": 1}},
        "marker": {
            "color": [GROUND if one.implied else hue for one, hue in zip(marks, hues, strict=True)],
            "line": {
                "color": [hue if one.implied else GROUND for one, hue in zip(marks, hues, strict=True)],
                "width": 2,
            },
            "pattern": {
                "shape": ["" if one.firm or one.implied else "/" for one in marks],
                "bgcolor": GROUND,
            },
        },
    }


def _bounds(placed: Sequence[Mark]) -> dict[str, Any]:
    """Caps and diamonds where a part ends as hedged."""
    hedged = [one for one in placed if one.qualifier != "exact"]
    return {
        "type": "scatter",
        "name": "ends",
        "mode": "markers",
        "x": [one.value for one in hedged],
        "y": [one.y for one in hedged],
        "hoverinfo": "skip",
        "cliponaxis": False,
        "marker": {
            "opacity": 1,
            "symbol": ["line-ns" if one.side else "diamond" for one in hedged],
            "size": [THICK if one.side else DOT + 2 for one in hedged],
            "color": GROUND,
            "line": {"color": INK, "width": 2.5},
        },
    }


def nested(rows: pd.DataFrame, dataset: Dataset, say: Messages) -> Chart:
    """A part inside its whole, where the data state part, whole and share, and join them by a relation."""
    given = setting(rows, dataset, say)
    return draw_nested(given.records(), given)


def draw_nested(records: Sequence[Record], setting: Setting) -> Chart:
    """The same of records; the rows drawn are whole and part, the share stands in words beside the part."""
    found = nests(records, setting.dataset.relations.values())
    if found is None:
        raise ValueError("no relation joins a share, its part and its whole among these rows")
    outer, inner, share = found
    scale = linear(values([outer, inner]), setting.language)
    figure = _nested(outer, inner, share, scale, setting)
    subtitle = words.subtitle([outer, inner], setting, scale.word)
    return compose("nested", [outer, inner], setting, figure=figure, subtitle=subtitle)


def _nested(outer: Record, inner: Record, share: Record, scale: Scale, setting: Setting) -> Figure:
    marks = [mark(record, setting) for record in (outer, inner)]
    found, _ = room(marks, scale, setting.language, "", bars=True, beside=False)
    common, labels, y = words.shared([outer, inner]), [], 0.0
    tails = ["", mark(share, setting).text]
    for record, one, tail in zip((outer, inner), marks, tails, strict=True):
        lines, value = words.label(record, setting, common), wrapped(one.text)
        after = wrapped(setting.say("{share} of the whole", share=tail)) if tail else []
        labels.append(frame.row_label(lines, y, value=value, tail=after))
        same_line = not after or frame.on_one_line(value, after)
        y += LINE * (len(lines) + len(value) + (0 if same_line else len(after))) + 4
    y += GAP + THICK / 2
    placed = [replace(one, y=y) for one in marks]
    height = y + THICK / 2 + 4
    axes = {
        "xaxis": frame.value_axis(scale, found, setting.language),
        "yaxis": frame.pixel_axis(height),
    }
    labels += notes(placed, scale, bars=True, beside=False)
    bars, *ends = bar_traces(placed, scale)
    bars["width"] = [THICK, THIN]
    bars["marker"] |= {"opacity": [0.3, 1]}
    return frame.figure([bars, *ends], axes, labels, height, found)
