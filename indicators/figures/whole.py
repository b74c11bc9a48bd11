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

from indicators.figures import frame, words
from indicators.figures.chart import Chart, Figure, size
from indicators.figures.compose import compose, mark, values
from indicators.figures.fit import wrapped
from indicators.figures.marks import Mark, arrow, bar_traces, ends_trace, figures_trace, notes, track_trace
from indicators.figures.room import room
from indicators.figures.rows import draw_rows
from indicators.figures.scale import Scale, linear
from indicators.figures.setting import Record, Setting
from indicators.figures.theme import GAP, GROUND, LINE, SERIES
from indicators.kinds import nests

#: The height of the bar that is a whole, and of a part drawn inside it.
THICK: Final = 30
THIN: Final = 14
#: Hues of parts in order: neighbours are unlike for colour-blind eyes too, and the order is that of the labels.
_HUES: Final = (SERIES[0], SERIES[1], SERIES[5], SERIES[3], SERIES[6], SERIES[7])


def draw_whole(records: Sequence[Record], setting: Setting) -> Chart:
    """One share, or several that are parts of one whole, as one bar to 100 %."""
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
    hedged = [one for one in placed if one.qualifier != "exact"]
    traces = [track_trace(placed[:1], THICK), _segments(marks, scale, y), ends_trace(hedged, scale, THICK)]
    return frame.figure(traces, axes, labels, y + THICK / 2 + 4, found)


def _segments(marks: Sequence[Mark], scale: Scale, y: float) -> dict[str, Any]:
    """The parts, each beginning where the one before it ends as stated."""
    hues = [_HUES[n % len(_HUES)] for n in range(len(marks))]
    return figures_trace("bar", marks, scale) | {
        "orientation": "h",
        "base": [0, *accumulate(one.value / scale.step for one in marks[:-1])],
        "y": [y] * len(marks),
        "width": [THICK] * len(marks),
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


def draw_nested(records: Sequence[Record], setting: Setting) -> Chart:
    """A part inside its whole, which a relation joins to their share; that stands in words beside the part."""
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
