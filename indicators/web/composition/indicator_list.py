"""The page of indicators where none is chosen: every one by topic, with its latest figure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import pandas as pd

from indicators.charts.courses import find_joins
from indicators.i18n import Language, load_messages
from indicators.model.chart_kinds import allows_course, allows_then_now, main_run, series_courses
from indicators.query import Catalogue, Selection
from indicators.query.caches import cached_on_owner
from indicators.query.table import Row
from indicators.web.composition.blocks import (
    Block,
    Document,
    Heading,
    IndicatorLine,
    IndicatorList,
    Link,
    Links,
    Stroke,
)
from indicators.web.composition.choices import PageChoices
from indicators.web.composition.figures import StatedFigure, describe_figure
from indicators.web.composition.filters_chosen import compose_choices
from indicators.web.composition.notices import compose_partial_notice
from indicators.web.composition.subjects import compose_subject_choice
from indicators.web.composition.view import View


class _Summary(NamedTuple):
    """What one line says of an indicator, the same for all readers of a language."""

    topic: str
    latest: StatedFigure
    strokes: tuple[Stroke, ...]
    periods: int


def compose_indicator_list(view: View) -> Document:
    """Every indicator that has figures under the filters, topic by topic, those with most figures first."""
    title = view.say("Indicators")
    head: tuple[Block, ...] = (compose_subject_choice(view), *compose_choices(view))
    found = _summarise_indicators(view.catalogue, view.selection, view.language)
    if not found:
        return Document(title, "", head, is_empty=True)
    lead = view.say.plural(
        "{n} indicator by topic, each with the latest figure stated of it.",
        "{n} indicators by topic, each with the latest figure stated of it.",
        len(found),
    )
    return Document(title, lead, (*head, *_compose_body(view, found)))


def _compose_body(view: View, found: dict[str, _Summary]) -> Iterator[Block]:
    shown = view.catalogue.rows_to_draw(view.selection)
    yield from compose_partial_notice(view, shown)
    by_topic = {
        topic: [id for id, one in found.items() if one.topic == topic] for topic in view.dataset.topics
    }
    names = {
        topic: view.dataset.label_of("topics", topic, view.language) for topic, ids in by_topic.items() if ids
    }
    if len(names) > 1:
        yield Links(
            tuple(Link(name, f"{view.address_with()}#{topic}") for topic, name in names.items()),
            view.say("By topic"),
        )
    counts = view.catalogue.counts(view.selection, "indicator")
    regions: dict[str, int] = {}
    for indicator, _ in view.catalogue.cross_table(view.selection, "indicator", "region"):
        regions[indicator] = regions.get(indicator, 0) + 1
    for topic, name in names.items():
        yield Heading(name, topic, view.dataset.topics[topic].description[view.language])
        ids = sorted(by_topic[topic], key=lambda id: -counts[id])
        yield IndicatorList(
            tuple(
                IndicatorLine(
                    _link_to(view, id, counts[id]),
                    found[id].latest,
                    _describe_extent(view, regions[id], found[id].periods if shown.is_whole else 0),
                    found[id].strokes,
                )
                for id in ids
            )
        )


def _link_to(view: View, id: str, count: int) -> Link:
    name = view.dataset.label_of("indicators", id, view.language)
    return Link(name, view.address_of("indicators", view.selection, indicator=(id,)), count)


def _describe_extent(view: View, regions: int, periods: int) -> str:
    """Of how many regions and periods there are figures, where there are several: the latest names its own."""
    parts = []
    if regions > 1:
        parts.append(view.say.plural("{n} region", "{n} regions", regions))
    if periods > 1:
        parts.append(view.say.plural("{n} period", "{n} periods", periods))
    return " · ".join(parts)


@cached_on_owner(maxsize=64)
def _summarise_indicators(
    catalogue: Catalogue, selection: Selection, language: Language
) -> dict[str, _Summary]:
    """Every indicator with figures, in the order of the dataset."""
    view = View(catalogue, PageChoices(selection), load_messages(language), "indicators")
    rows: dict[str, list[Row]] = {id: [] for id in catalogue.dataset.indicators}
    for row in catalogue.records(catalogue.rows_to_draw(catalogue.drawn(selection)).rows):
        rows[row.indicator].append(row)
    return {id: _summarise(view, own) for id, own in rows.items() if own}


def _summarise(view: View, rows: Sequence[Row]) -> _Summary:
    course = min(series_courses(rows), key=_course_order)
    latest = max(main_run(course), key=_end_of)
    periods = {row.period for row in rows if not pd.isna(row.period_end)}
    return _Summary(
        latest.topic,
        describe_figure(view, latest, frozenset({"indicator"})),
        tuple(_strokes_of(course)),
        len(periods),
    )


def _course_order(course: Sequence[Row]) -> tuple[bool, int, bool, int]:
    """The series that speaks of an indicator: outcomes before aims, the latest, wholes before parts, the longest."""
    line = main_run(course)
    is_part = isinstance(line[0].sector, str) or isinstance(line[0].counterpart, str)
    return (line[0].status != "actual", -max(map(_end_of, line)), is_part, -len(line))


def _end_of(row: Row) -> int:
    return 0 if pd.isna(row.period_end) else row.period_end.toordinal()


def _strokes_of(course: Sequence[Row]) -> Iterator[Stroke]:
    """The line of a series in a square of one by one, from the upper left; nothing where nothing is joined."""
    if not (allows_course(course) or allows_then_now(main_run(course))):
        return
    joins = [join for join in find_joins(course) if join.dash != "dash"]
    ends = [row for join in joins for row in (join.then, join.now)]
    if not ends or any(pd.isna(row.plot_value) for row in ends):
        return
    first, last = min(map(_end_of, ends)), max(map(_end_of, ends))
    low, high = min(row.plot_value for row in ends), max(row.plot_value for row in ends)

    def place(row: Row) -> tuple[float, float]:
        up = (row.plot_value - low) / (high - low) if high > low else 0.5
        return (_end_of(row) - first) / (last - first), 1 - up

    yield from (Stroke(*place(join.then), *place(join.now)) for join in joins)
