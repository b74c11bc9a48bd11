"""Rows → the charts that show them, chosen by what the rows are.

A chart has one unit and one measure; ranks stand on ladders, streaks are never drawn, and what
stands alone is left to a card: rows that no chart holds are the page's to show. Nothing is summed,
averaged or spread, and only figures of one thread are joined.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import pandas as pd

from indicators import kinds
from indicators.figures.chart import Chart, Kind, several_partners
from indicators.figures.compose import values
from indicators.figures.ladder import draw_ladder, ladder_groups
from indicators.figures.lines import draw_line
from indicators.figures.pairs import draw_pairs
from indicators.figures.rows import draw_rows
from indicators.figures.scale import needs_log
from indicators.figures.setting import Record, Setting, grouped, setting
from indicators.figures.threads import dated, threads
from indicators.figures.whole import draw_nested, draw_whole
from indicators.language import Messages
from indicators.model import Dataset

#: Measures that stand apart: places have ladders, streaks have cards.
NEVER_BARS: Final = ("rank", "streak")


def charts(rows: pd.DataFrame, dataset: Dataset, say: Messages) -> list[Chart]:
    """The charts of `rows`, topic by topic in the order of the dataset; each row is drawn once at most."""
    return charts_of(setting(rows, dataset, say))


def charts_of(given: Setting) -> list[Chart]:
    """The charts of what a setting holds."""
    place = {topic: place for place, topic in enumerate(given.dataset.topics)}
    topics = sorted(grouped(given.records(), "topic"), key=lambda topic: place[topic[0].topic])
    return [chart for topic in topics for chart in _of_topic(topic, given)]


def _of_topic(records: Sequence[Record], setting: Setting) -> Iterator[Chart]:
    """First what changed, then what stands, then who leads."""
    amounts = [record for record in records if record.measure not in NEVER_BARS]
    apart = threads(amounts)
    lines = [thread for thread in apart if kinds.is_line(thread)]
    paired = [record for thread in apart if kinds.is_pair(thread) for record in thread]
    yield from (draw_line(thread, setting) for thread in lines)
    yield from (draw_pairs(group, setting) for group in _alike(paired))
    left = _without(amounts, [*(record for thread in lines for record in thread), *paired])
    while nest := kinds.nests(left, setting.dataset.relations.values()):
        yield draw_nested(nest, setting)
        left = _without(left, nest[:2])
    for part in (part for group in _alike(left) for part in _parts(group)):
        if len(part) == 1 and part[0].measure == "share":
            yield draw_whole(part, setting)
        elif len(part) > 1:
            yield draw_rows(_kind(part), part, setting)
    yield from (draw_ladder(group, setting) for group in ladder_groups(records))


def _without(records: Sequence[Record], others: Iterable[Record]) -> list[Record]:
    taken = {record.Index for record in others}
    return [record for record in records if record.Index not in taken]


def _alike(records: Sequence[Record]) -> list[list[Record]]:
    """Records of one unit and one measure."""
    return grouped(records, "measure", "unit")


def _parts(group: list[Record]) -> Iterator[list[Record]]:
    """Growth and changes of one period, base and timing, the undated alone; shares together.

    Levels are states, or flows over stretches of one length. Growth of one indicator over several
    sectors or partners stands apart.
    """
    if group[0].measure == "level":
        yield from kinds.grouped(group, kinds.stretch)
        return
    if group[0].measure not in ("growth", "change"):
        yield group
        return
    for part in kinds.grouped(filter(dated, group), kinds.pace):
        indicators = grouped(part, "indicator") if part[0].measure == "growth" else []
        apart = [one for one in indicators if several_partners(one)]
        yield from apart
        yield _without(part, (record for one in apart for record in one))


def _kind(records: Sequence[Record]) -> Kind:
    measure = records[0].measure
    if measure == "growth":
        return "growth"
    if measure == "share":
        return "shares"
    return "dots" if needs_log(values(records)) else "bars"
