"""Charts of one row a figure: bars from zero, growth, shares of wholes, dots on a log axis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from indicators import text
from indicators.figures import frame, words
from indicators.figures.chart import Chart, Figure, Kind, size
from indicators.figures.compose import compose, mark, values
from indicators.figures.fit import wrapped
from indicators.figures.marks import Mark, bar_traces, dot_trace, notes, track_trace
from indicators.figures.room import room
from indicators.figures.scale import Scale, linear, logarithmic
from indicators.figures.setting import Record, Setting
from indicators.figures.theme import BAR, GAP, LINE


class Row(NamedTuple):
    """A figure with its label in lines; `whole` is what it is a share of, when that must be said."""

    label: list[str]
    whole: list[str]
    mark: Mark


def draw_rows(kind: Kind, records: Sequence[Record], setting: Setting) -> Chart:
    """Bars from zero, rates of growth, shares on tracks that are their wholes, or dots on a log axis; largest first."""
    ordered = sorted(records, key=size, reverse=True)
    scale = _scale(kind, values(ordered), setting)
    figure = _figure(kind, _rows(ordered, setting), scale, setting, words.sign(ordered[0], setting))
    subtitle = words.subtitle(ordered, setting, scale.word, log=scale.log, ranked=len(ordered) > 1)
    return compose(kind, ordered, setting, figure=figure, subtitle=subtitle)


def _scale(kind: Kind, found: list[float], setting: Setting) -> Scale:
    if kind == "dots":
        return logarithmic(found)
    return linear(found, setting.language, whole=100 if kind in ("shares", "whole") else 0)


def _rows(records: Sequence[Record], setting: Setting) -> list[Row]:
    """Every figure with its label; a whole that not all share, or of one alone, is named at the figure."""
    labels = _labels(records, setting)
    name_it = len(words.wholes(records, setting)) > 1 or len(records) == 1
    found = []
    for record, label in zip(records, labels, strict=True):
        whole = words.whole(record, setting) if name_it else ""
        tail = wrapped(setting.say("of {whole}", whole=whole)) if whole else []
        found.append(Row(label, tail, mark(record, setting)))
    return found


def _labels(records: Sequence[Record], setting: Setting) -> list[list[str]]:
    """What each figure speaks of, but for what all share; where two read the same, the place it is printed at."""
    if len(records) == 1 and not setting.heading and not words.standing(records[0]):
        return [[]]
    common = words.shared(records)
    found = [words.label(record, setting, common) for record in records]
    return [
        label + wrapped(text.where_printed(record, setting.say)) if found.count(label) > 1 else label
        for record, label in zip(records, found, strict=True)
    ]


def _figure(kind: Kind, rows: Sequence[Row], scale: Scale, setting: Setting, sign: str) -> Figure:
    flat, tracks = not scale.log, kind in ("shares", "whole")
    found, beside = room(
        [row.mark for row in rows], scale, setting.language, sign, bars=flat, beside=not tracks
    )
    placed, labels, height = _placed(rows, beside=beside)
    axes = {
        "xaxis": frame.value_axis(scale, found, setting.language, sign),
        "yaxis": frame.pixel_axis(height, () if flat else [mark.y for mark in placed]),
    }
    labels += notes(placed, scale, bars=flat, beside=beside)
    traces = bar_traces(placed, scale) if flat else [dot_trace(placed, scale)]
    return frame.figure([*([track_trace(placed)] if tracks else []), *traces], axes, labels, height, found)


def _placed(rows: Sequence[Row], *, beside: bool) -> tuple[list[Mark], list[frame.Annotation], float]:
    """Marks and labels from the top down, and the height they take."""
    placed, labels, y = [], [], 0.0
    for row in rows:
        value = [] if beside else wrapped(row.mark.text)
        tail = [] if row.whole and frame.on_one_line(value, row.whole) else row.whole
        labels.append(frame.row_label(row.label, y, value=value, tail=row.whole))
        y += LINE * (len(row.label) + len(tail) + len(value)) + 4 + BAR / 2
        placed.append(replace(row.mark, y=y))
        y += BAR / 2 + GAP
    return placed, labels, y - GAP / 2
