"""The sections of a page: some figures topic by topic, as charts and, where no chart holds them, as a list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

import pandas as pd

from indicators.charts import Chart, chart_cache
from indicators.i18n import Language
from indicators.model import Topic
from indicators.query import MAX_NAMED_FIGURES, Catalogue, Selection
from indicators.query.table import Row
from indicators.web.composition.blocks import (
    Block,
    ChartBlock,
    Columns,
    FigureList,
    Heading,
    Link,
    TopicChoice,
)
from indicators.web.composition.choices import ALL_TOPICS
from indicators.web.composition.figures import describe_figure
from indicators.web.composition.view import View

#: Figures that a page shows at once without being asked.
MAX_FIGURES_AT_ONCE: Final = 40
#: Pixels that title, legend and source take around a plot.
_FRAME_HEIGHT: Final = 210.0


def compose_topics(
    view: View, selection: Selection, key: str, leave_out: frozenset[str] = frozenset()
) -> Iterator[Block]:
    """For each topic that is open its charts, then the figures no chart holds; offers the choice on a long page."""
    asked, selection = selection, view.catalogue.drawn(selection)
    rows = view.catalogue.rows_to_draw(selection).rows
    records = view.catalogue.records(rows)
    counts = view.catalogue.counts(selection, "topic")
    present = [topic for id, topic in view.dataset.topics.items() if counts.get(id, 0)]
    choice = _choose_topic(view, present, counts)
    if choice:
        yield choice
    for topic in present:
        if choice and choice.chosen not in (topic.id, ALL_TOPICS):
            continue
        if view.page != "topics":  # which has the title and the description of its topic
            name = view.dataset.label_of("topics", topic.id, view.language)
            yield Heading(name, topic.id, topic.description[view.language])
        own = [record for record in records if record.topic == topic.id]
        yield from compose_charts_and_list(view, rows, own, f"{key}_{topic.id}", asked, leave_out)


def _choose_topic(view: View, present: Sequence[Topic], counts: Mapping[str, int]) -> TopicChoice | None:
    """The choice of a topic; None where all of them fit on the page."""
    if len(present) < 2 or sum(counts.values()) <= MAX_FIGURES_AT_ONCE:
        return None
    ids = [topic.id for topic in present]
    names = {id: view.dataset.label_of("topics", id, view.language) for id in ids}
    names[ALL_TOPICS] = view.say("All topics")
    numbers = {id: counts[id] for id in ids} | {ALL_TOPICS: sum(counts[id] for id in ids)}
    chosen = view.choices.show if view.choices.show in names else ids[0]
    links = tuple(
        (id, Link(name, view.address_with(show="" if id == ids[0] else id), numbers[id]))
        for id, name in names.items()
    )
    return TopicChoice(links, chosen)


def compose_charts_and_list(
    view: View,
    rows: pd.DataFrame,
    records: Sequence[Row],
    key: str,
    selection: Selection,
    leave_out: frozenset[str] = frozenset(),
) -> Iterator[Block]:
    """The charts that some records of `rows` allow, then a list of those that no chart holds."""
    found = charts_of_records(view.catalogue, rows, records, view.language)
    shown = {id for chart in found for id in chart.ids}
    rest = tuple(
        describe_figure(view, record, leave_out) for record in records if record.observation_id not in shown
    )
    title = view.say("Also stated") if found else ""
    listed = FigureList(rest, title)
    if len(found) == 1 and rest:
        yield Columns(((*compose_charts(view, found, key, selection),), (listed,)), leads=True)
        return
    yield from compose_charts(view, found, key, selection)
    if rest:
        yield listed


def charts_of_records(
    catalogue: Catalogue, rows: pd.DataFrame, records: Sequence[Row], language: Language
) -> tuple[Chart, ...]:
    """The charts of some records: those that the dataset declares of them, then others of what these leave.

    No figure is in two of them.
    """
    known = frozenset(record.observation_id for record in records)
    declared: list[Chart] = []
    shown: set[str] = set()
    for chart in chart_cache.declared_charts_of(catalogue, known, language):
        if shown.isdisjoint(chart.ids):
            declared.append(chart)
            shown.update(chart.ids)
    rest = [record for record in records if record.observation_id not in shown]
    return (*declared, *chart_cache.charts_of_rows(catalogue, rows, rest, language))


def compose_charts(
    view: View, charts: Sequence[Chart], key: str, selection: Selection | None = None
) -> Iterator[Block]:
    """One chart across the page, several in two columns of about one height; all of figures of a selection."""
    blocks = [ChartBlock(chart, key, _place_of(view, chart, selection)) for chart in charts]
    if len(blocks) < 2:
        yield from blocks
    else:
        yield Columns(_balance_columns(blocks))


def _place_of(view: View, chart: Chart, selection: Selection | None) -> Selection | None:
    """The selection among whose charts one is that has more figures than an address can name."""
    if selection is None or len(chart.ids) <= MAX_NAMED_FIGURES:
        return None
    found = chart_cache.charts_of_selection(view.catalogue, selection, view.language)
    return selection if any((one.id, one.ids) == (chart.id, chart.ids) for one in found) else None


def _balance_columns(blocks: Iterable[ChartBlock]) -> tuple[tuple[Block, ...], ...]:
    columns: tuple[list[Block], list[Block]] = ([], [])
    heights = [0.0, 0.0]
    for block in blocks:
        lower = heights.index(min(heights))
        columns[lower].append(block)
        heights[lower] += block.chart.plot["layout"]["height"] + _FRAME_HEIGHT
    return tuple(map(tuple, columns))
