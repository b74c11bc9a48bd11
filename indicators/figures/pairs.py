"""Series one under the other, each figure on a line of its own: then and now, and comparisons.

Time runs down: the earlier figure stands above the later, with its period on the left and its value
on the right, so that arrows and labels never meet. Connectors join only figures of one thread, and
are dashed when either end is hedged.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any, Final, NamedTuple

from indicators import text
from indicators.figures import frame, titles, words
from indicators.figures.chart import Chart, Figure
from indicators.figures.compose import compose, mark, values
from indicators.figures.fit import Margins, pixels, wrapped
from indicators.figures.marks import Mark, dot_trace, notes
from indicators.figures.room import room
from indicators.figures.scale import Scale, linear, logarithmic, needs_log
from indicators.figures.setting import Record, Setting
from indicators.figures.theme import GAP, LINE, MUTED
from indicators.figures.threads import joins, threads

#: Pixels from the earlier figure down to the later one.
STEP: Final = 24


class Series(NamedTuple):
    """The figures of one thread in time order, with the label of the series in lines."""

    label: list[str]
    periods: list[str]
    marks: list[Mark]
    joined: bool


def draw_pairs(records: Sequence[Record], setting: Setting) -> Chart:
    """Series of exactly two figures each; the series whose later figure is largest comes first."""
    found = sorted(threads(records), key=lambda thread: -thread[-1].value)
    ordered = [record for thread in found for record in thread]
    several, scale = len(found) > 1, scale_of(found, setting)
    heading = titles.title(ordered, setting)
    return compose(
        "then-now",
        ordered,
        setting,
        figure=draw_series(found, scale, setting),
        subtitle=words.subtitle(ordered, setting, scale.word, log=scale.log, ranked=several),
        heading=setting.say("{title}, then and now", title=heading) if several else heading,
    )


def scale_of(found: Sequence[Sequence[Record]], setting: Setting) -> Scale:
    """From zero, unless the series are so unlike in size that one would vanish."""
    every = [value for thread in found for value in values(thread)]
    if min(every) > 0 and needs_log([max(values(thread)) for thread in found]):
        return logarithmic(every)
    return linear(every, setting.language)


def draw_series(
    found: Sequence[Sequence[Record]],
    scale: Scale,
    setting: Setting,
    *,
    marked: Callable[[Record, Setting], Mark] = mark,
    sign: str | None = None,
) -> Figure:
    """Threads one under the other; `marked` makes the mark of a figure."""
    records = [record for thread in found for record in thread]
    drawn = [_series(thread, records, setting, marked) for thread in found]
    sign = words.sign(records[0], setting) if sign is None else sign
    return _figure(drawn, scale, setting, sign)


def _series(
    thread: Sequence[Record],
    records: Sequence[Record],
    setting: Setting,
    marked: Callable[[Record, Setting], Mark],
) -> Series:
    """A series; it needs no label when it is alone and the title says what it is."""
    common, last = words.shared(records) | {"period"}, thread[-1]
    one = words.shared(records) >= {"region", "indicator", "sector", "counterpart"}
    alone = one and not words.standing(last)
    return Series(
        label=[] if alone else words.label(last, setting, common),
        periods=[text.period(record.period, setting.language) for record in thread],
        marks=[replace(marked(record, setting), hollow=record is not last) for record in thread],
        joined=joins(thread),
    )


def _figure(drawn: Sequence[Series], scale: Scale, setting: Setting, sign: str) -> Figure:
    gutter = max(pixels(period) for one in drawn for period in one.periods) + 8
    every = [one for series in drawn for one in series.marks]
    found, beside = room(every, scale, setting.language, sign, bars=False, gutter=gutter)
    placed, labels, height = _placed(drawn, found, beside=beside)
    marks = [one for series in placed for one in series.marks]
    axes = {
        "xaxis": frame.value_axis(scale, found, setting.language, sign),
        "yaxis": frame.pixel_axis(height, [one.y for one in marks]),
    }
    labels += notes(marks, scale, bars=False, beside=beside)
    connectors = [
        _connector(then, now, scale)
        for series in placed
        if series.joined
        for then, now in pairwise(series.marks)
    ]
    return frame.figure([*connectors, dot_trace(marks, scale)], axes, labels, height, found)


def _placed(
    drawn: Sequence[Series], found: Margins, *, beside: bool
) -> tuple[list[Series], list[frame.Annotation], float]:
    """Series and labels from the top down, and the height they take."""
    placed, labels, y = [], [], 0.0
    for series in drawn:
        if series.label:
            labels.append(frame.at_edge(frame.row_label(series.label, y), found))
            y += LINE * len(series.label)
        at = []
        for one, period in zip(series.marks, series.periods, strict=True):
            value = [] if beside else wrapped(one.text)
            if value:
                labels.append(frame.at_edge(frame.row_label([], y, value=value), found))
            y += LINE * len(value) + STEP / 2
            labels.append(frame.period_label(period, y, found))
            at.append(replace(one, y=y))
            y += STEP / 2
        placed.append(series._replace(marks=at))
        y += GAP
    return placed, labels, y - GAP / 2


def _connector(then: Mark, now: Mark, scale: Scale) -> dict[str, Any]:
    """Along the line of the larger figure and up or down at the smaller: clear of both labels."""
    hedged = {then.qualifier, now.qualifier} != {"exact"}
    first, second = then.value / scale.step, now.value / scale.step
    return {
        "type": "scatter",
        "name": "connector",
        "mode": "lines",
        "x": [first, min(first, second), second],
        "y": [then.y, now.y if second > first else then.y, now.y],
        "hoverinfo": "skip",
        "line": {"color": MUTED, "width": 1.5, "dash": "dot" if hedged else "solid"},
    }
