"""Whether figures can be compared, and why not: plain sentences, before any chart.

Three answers: yes; with care, for reasons a reader can weigh; no, because the figures do not speak
of the same kind of thing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final, Literal

import pandas as pd

from indicators import text
from indicators.charts.captions import status_note, whole_name
from indicators.charts.chart_rows import ChartContext, all_agree, chart_context, hedge_mark
from indicators.charts.comparison import group_by_series
from indicators.i18n import Messages
from indicators.model import Dataset, chart_kinds
from indicators.model.code_lists import MEASURES, TIMINGS
from indicators.model.period import parse_period
from indicators.query.table import Row

ComparabilityLevel = Literal["yes", "with-care", "no"]


@dataclass(frozen=True, slots=True)
class Comparability:
    """Whether figures can be compared, with the reasons as sentences."""

    kind: ComparabilityLevel
    reasons: tuple[str, ...]


def judge_comparability(rows: pd.DataFrame, dataset: Dataset, say: Messages) -> Comparability:
    """Whether the series of `rows` can be compared, with every reason for care or refusal, the gravest first."""
    given = chart_context(rows, dataset, say)
    found = group_by_series(given.records())
    if len(found) < 2:
        return Comparability("no", (say("Choose two series or more."),))
    no = tuple(reason for rule in _REFUSAL_RULES for reason in rule(found, given))
    care = tuple(reason for rule in _CAUTION_RULES for reason in rule(found, given))
    if no:
        return Comparability("no", no + care)
    return Comparability("with-care", care) if care else Comparability("yes", _reasons_for(given))


def _reasons_for(context: ChartContext) -> tuple[str, ...]:
    """What makes figures comparable."""
    return (context.say("They have one definition, one unit and one period, and all are exact as stated."),)


def _all_rows(found: Sequence[Sequence[Row]]) -> list[Row]:
    return [record for one in found for record in one]


def _join_unique(words: Sequence[str], say: Messages) -> str:
    return text.join_list(dict.fromkeys(words), say.language)


def _different_units(found: Sequence[Sequence[Row]], context: ChartContext) -> Iterator[str]:
    records, units = _all_rows(found), context.dataset.units
    if not all_agree(records, "unit"):
        names = [text.unit_name(units[record.unit], context.language) for record in records]
        yield context.say("They are in different units: {list}.", list=_join_unique(names, context.say))


def _different_measures(found: Sequence[Sequence[Row]], context: ChartContext) -> Iterator[str]:
    records = _all_rows(found)
    if not all_agree(records, "measure"):
        names = [context.say(MEASURES[record.measure].label).lower() for record in records]
        yield context.say("They measure in different ways: {list}.", list=_join_unique(names, context.say))


def _different_timings(found: Sequence[Sequence[Row]], context: ChartContext) -> Iterator[str]:
    names = [context.say(phrase) for record in _all_rows(found) if (phrase := TIMINGS[record.timing].phrase)]
    if len(set(names)) > 1:
        yield context.say(
            "They relate to time in different ways: {list}.", list=_join_unique(names, context.say)
        )


def _different_rankings(found: Sequence[Sequence[Row]], context: ChartContext) -> Iterator[str]:
    ranks = [record for record in _all_rows(found) if record.measure == "rank"]
    if len({(record.indicator, chart_kinds.cell_text(record.counterpart)) for record in ranks}) > 1:
        yield context.say("A place in one ranking says nothing about a place in another.")


def _different_lengths(found: Sequence[Sequence[Row]], context: ChartContext) -> Iterator[str]:
    """Flows over a part of a year and over a whole one; a stock or a rate has no length."""
    flows = [
        record
        for record in _all_rows(found)
        if record.measure in ("level", "change") and TIMINGS[record.timing].is_flow
    ]
    lengths = [
        [parse_period(r.period).series_kind for r in one if r in flows and chart_kinds.cell_text(r.period)]
        for one in found
    ]
    told = [set(one) for one in lengths if one]
    if len(told) > 1 and not set.intersection(*told):
        parsed = [parse_period(r.period) for r in flows if chart_kinds.cell_text(r.period)]
        names = [context.say(period.kind.name) for period in parsed]
        if len(set(names)) > 1:
            yield context.say(
                "They cover periods of different lengths: {list}.", list=_join_unique(names, context.say)
            )
        else:
            yield context.say("They cover different parts of the year, or different numbers of years.")


def _different_base_spans(found: Sequence[Sequence[Row]], context: ChartContext) -> Iterator[str]:
    growing = [record for record in _all_rows(found) if record.measure in ("growth", "change")]
    spans = {
        parse_period(r.period).end.year - parse_period(r.base_period).end.year
        for r in growing
        if chart_kinds.cell_text(r.period) and chart_kinds.cell_text(r.base_period)
    }
    if len(spans) > 1:
        yield context.say("They are measured over different numbers of years.")


_Rule = Callable[[Sequence[Sequence[Row]], ChartContext], Iterator[str]]
_REFUSAL_RULES: Final[tuple[_Rule, ...]] = (
    _different_units,
    _different_measures,
    _different_timings,
    _different_rankings,
    _different_lengths,
    _different_base_spans,
)


def _different_definitions(found: Sequence[Sequence[Row]], context: ChartContext) -> Iterator[str]:
    ids = list(dict.fromkeys(record.indicator for record in _all_rows(found)))
    if len(ids) > 1:
        names = [text.record_label(context.dataset, "indicators", id, context.language) for id in ids]
        yield context.say("They have different definitions: {list}.", list=_join_unique(names, context.say))


def _different_wholes(found: Sequence[Sequence[Row]], context: ChartContext) -> Iterator[str]:
    names = [name for record in _all_rows(found) if (name := whole_name(record, context))]
    if len(set(names)) > 1:
        yield context.say(
            "They are shares of different wholes: {list}.", list=_join_unique(names, context.say)
        )


def _no_common_period(found: Sequence[Sequence[Row]], context: ChartContext) -> Iterator[str]:
    told = [{chart_kinds.cell_text(record.period) for record in one} for one in found]
    if any("" in one for one in told):
        yield context.say("Some name no period.")
    elif not set.intersection(*told):
        names = [
            text.period_label(record, context.dataset, context.language)
            for one in found
            for record in sorted(one, key=lambda record: chart_kinds.cell_text(record.period))
        ]
        yield context.say("No period is common to all: {list}.", list=_join_unique(names, context.say))


def _unclear_timings(found: Sequence[Sequence[Row]], context: ChartContext) -> Iterator[str]:
    timings = {record.timing for record in _all_rows(found)}
    if "unclear" in timings:
        yield context.say("For some, the source does not say whether they are stocks or flows.")


def _hedged_figures(found: Sequence[Sequence[Row]], context: ChartContext) -> Iterator[str]:
    marks = set(map(hedge_mark, _all_rows(found)))
    if marks & {"lower", "upper"}:
        yield context.say(
            "Some are bounds: the true figure lies on one side of them, and nobody knows how far."
        )
    if marks & {"rounded", "below"}:
        yield context.say("Some are rounded.")
    if "margin" in marks:
        yield context.say("Some are stated with a margin.")
    if "range" in marks:
        yield context.say("Some are ranges, of which no one number was stated.")


def _different_statuses(found: Sequence[Sequence[Row]], context: ChartContext) -> Iterator[str]:
    told = {status_note(record) for record in _all_rows(found)}
    if told & {"target", "expected"} and len(told) > 1:
        yield context.say("Some are targets or expectations, others are outcomes.")
    if "implied" in told:
        yield context.say("Some were never stated, but are implied by other figures.")


def _overlapping_subjects(found: Sequence[Sequence[Row]], context: ChartContext) -> Iterator[str]:
    dataset = context.dataset
    for column, section, within in (
        ("region", "regions", dataset.regions_within),
        ("sector", "sectors", dataset.sectors_under),
    ):
        ids = filter(
            None, dict.fromkeys(chart_kinds.cell_text(getattr(record, column)) for record in _all_rows(found))
        )
        for pair in _nested_pairs(ids, within):
            inner, outer = (text.record_label(dataset, section, id, context.language) for id in pair)
            yield context.say(
                "{inner} lies inside {outer}: the one is a part of the other.", inner=inner, outer=outer
            )


def _nested_pairs(ids: Iterable[str], within: Callable[[str], Collection[str]]) -> Iterator[tuple[str, str]]:
    """Of every two ids, the inner and the outer where one lies within the other."""
    for one, other in combinations(ids, 2):
        yield from (pair for pair in ((one, other), (other, one)) if pair[0] in within(pair[1]))


_CAUTION_RULES: Final[tuple[_Rule, ...]] = (
    _different_definitions,
    _different_wholes,
    _no_common_period,
    _unclear_timings,
    _hedged_figures,
    _different_statuses,
    _overlapping_subjects,
)
