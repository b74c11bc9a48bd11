"""Series beside each other: on axes of their own, on one axis, or as an index.

What cannot be shown honestly is not drawn: a shared axis needs one unit and one measure, an index
an exact, stated level of every series in one period all of them have. The rows are the page's
choice, up to six series; a series here is an indicator of one region, sector and counterpart, and
only its threads are joined.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

import pandas as pd

from indicators import kinds, text
from indicators.figures import titles, words
from indicators.figures.chart import Chart
from indicators.figures.compose import compose, mark
from indicators.figures.ladder import draw_ladder
from indicators.figures.lines import draw_line, draw_line_within
from indicators.figures.marks import Mark
from indicators.figures.pairs import draw_series, scale_of
from indicators.figures.scale import linear
from indicators.figures.setting import Record, Setting, same, setting
from indicators.figures.threads import threads
from indicators.language import Messages
from indicators.model import Dataset
from indicators.quantity import BOUNDS


def compare(rows: pd.DataFrame, dataset: Dataset, say: Messages, mode: str) -> list[Chart]:
    """The series of `rows` in the given mode; empty where that mode would mislead. Streaks stay cards."""
    given = setting(rows, dataset, say)
    found = [one for one in series(given.records()) if one[0].measure != "streak"]
    charts = _MODES[mode](found, given) if found else []
    return [replace(chart, id=f"compare-{mode}-{n}-{chart.id}") for n, chart in enumerate(charts, 1)]


def series(records: Sequence[Record]) -> list[list[Record]]:
    """What a reader calls a series: one indicator of one region, sector and counterpart, in any periods."""
    return kinds.grouped(
        records,
        lambda one: (one.indicator, one.region, kinds.cell(one.sector), kinds.cell(one.counterpart)),
    )


def base_period(found: Sequence[Sequence[Record]]) -> str:
    """The first period in which every series has one exact, stated level above zero; empty if none."""
    shared: set[str] | None = None
    for one in found:
        exact = {
            kinds.cell(record.period)
            for record in one
            if record.measure == "level"
            and (record.qualifier, record.basis, record.status) == ("exact", "stated", "actual")
            and record.value > 0
        }
        shared = exact if shared is None else shared & exact
    dated = sorted((shared or set()) - {""})
    return dated[0] if dated else ""


def _own(found: list[list[Record]], setting: Setting) -> list[Chart]:
    """A panel for every series."""
    return [_panel(one, setting) for one in found]


def _panel(records: Sequence[Record], setting: Setting) -> Chart:
    if records[0].measure == "rank" and all(record.qualifier == "exact" for record in records):
        return draw_ladder(records, setting)
    if kinds.is_line(records) and len(threads(records)) == 1:
        return draw_line(records, setting)
    return _stacked([records], setting)


def _stacked(found: Sequence[Sequence[Record]], setting: Setting) -> Chart:
    """All threads one under the other on one axis."""
    apart = [thread for one in found for thread in threads(one)]
    ordered = [record for thread in apart for record in thread]
    scale = scale_of(apart, setting)
    figure = draw_series(apart, scale, setting)
    subtitle = words.subtitle(ordered, setting, scale.word, log=scale.log, ranked=len(ordered) > 1)
    return compose("series", ordered, setting, figure=figure, subtitle=subtitle)


def _shared(found: list[list[Record]], setting: Setting) -> list[Chart]:
    """One axis, where unit and measure are equal: lines in panels of one size, else one chart."""
    everyone = [record for one in found for record in one]
    if not (same(everyone, "unit") and same(everyone, "measure")):
        return []
    if everyone[0].measure == "rank":
        exact = all(record.qualifier == "exact" for record in everyone)
        return [draw_ladder(everyone, setting)] if exact and same(everyone, "counterpart") else []
    if all(len(threads(one)) == 1 and kinds.is_line(one) for one in found):
        return [draw_line_within(one, everyone, setting) for one in found]
    return [_stacked(found, setting)]


def _index(found: list[list[Record]], setting: Setting) -> list[Chart]:
    """Every series as a percentage of its own level in the base period, which all have.

    Only figures of the thread of that level are shown: a target or a part of a year has another base.
    """
    period = base_period(found)
    if not period or len(found) < 2:
        return []
    apart: list[list[Record]] = []
    bases: dict[int, float] = {}
    for one in found:
        (thread,) = [
            thread
            for thread in threads(one)
            if any(kinds.cell(r.period) == period and r.qualifier == "exact" for r in thread)
            and (thread[0].basis, thread[0].status) == ("stated", "actual")
        ][:1]
        base = next(r.value for r in thread if kinds.cell(r.period) == period and r.qualifier == "exact")
        bases |= {record.Index: base for record in thread}
        apart.append(thread)
    if all(len(thread) < 2 for thread in apart) or not same([thread[0] for thread in apart], "timing"):
        return []
    return [_indexed(apart, bases, period, setting)]


def _indexed(apart: list[list[Record]], bases: dict[int, float], period: str, setting: Setting) -> Chart:
    ordered = [record for thread in apart for record in thread]
    scale = linear([_percent(record, bases) for record in ordered], setting.language)
    figure = draw_series(apart, scale, setting, marked=partial(_index_mark, bases), sign="")
    base = text.period(period, setting.language)
    parts = [setting.say("index, {period} = 100 in every series", period=base)]
    if any(record.qualifier in BOUNDS for record in ordered):
        parts.append(setting.say("bounds (arrows) are not ranked against exact figures"))
    return compose(
        "series",
        ordered,
        setting,
        figure=figure,
        subtitle=words.joined(parts),
        heading=titles.title(ordered, setting),
    )


_MODES: Final[dict[str, Callable[[list[list[Record]], Setting], list[Chart]]]] = {
    "own": _own,
    "shared": _shared,
    "index": _index,
}


def _percent(record: Record, bases: dict[int, float]) -> float:
    return float(record.value) / bases[record.Index] * 100


def _index_mark(bases: dict[int, float], record: Record, setting: Setting) -> Mark:
    """The mark at the index, which says the hedged index and the figure as stated."""
    found, value = mark(record, setting), _percent(record, bases)
    index = text.hedged(text.number(value, 0.1 if value < 10 else 1, setting.language), record, setting.say)
    label = setting.say("{index} ({figure})", index=index, figure=found.text)
    return replace(found, value=value, text=label)
