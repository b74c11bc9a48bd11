"""Whether figures can be compared, and why not: plain sentences, before any chart.

Three answers: yes; with care, for reasons a reader can weigh; no, because the figures do not speak
of the same kind of thing. Knows nothing of charts.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final, Literal

import pandas as pd

from indicators import kinds, text
from indicators.figures.compare import series
from indicators.figures.setting import Record, Setting, same, setting
from indicators.figures.words import standing, whole
from indicators.language import Messages, mark
from indicators.model import Dataset
from indicators.period import parse_period
from indicators.quantity import BOUNDS

Answer = Literal["yes", "with-care", "no"]
_KINDS: Final = {
    "year": mark("a whole year"),
    "part-year": mark("a part of a year"),
    "point": mark("a single day"),
    "multi-year": mark("several years"),
}
_TIMINGS: Final = {
    "at": mark("a stock on a day"),
    "during": mark("what happened in a period"),
    "cumulative": mark("a sum over several years"),
    "average": mark("an average a year"),
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether figures can be compared, with the reasons as sentences."""

    kind: Answer
    reasons: tuple[str, ...]


def comparability(rows: pd.DataFrame, dataset: Dataset, say: Messages) -> Verdict:
    """Whether the series of `rows` can be compared, with every reason for care or refusal, the gravest first."""
    given = setting(rows, dataset, say)
    found = series(given.records())
    if len(found) < 2:
        return Verdict("no", (say("Choose two series or more."),))
    no = tuple(reason for rule in _AGAINST for reason in rule(found, given))
    care = tuple(reason for rule in _CAREFUL for reason in rule(found, given))
    if no:
        return Verdict("no", no + care)
    return Verdict("with-care", care) if care else Verdict("yes", _for(given))


def _for(setting: Setting) -> tuple[str, ...]:
    """What makes figures comparable."""
    return (setting.say("They have one definition, one unit and one period, and all are exact as stated."),)


def _all(found: Sequence[Sequence[Record]]) -> list[Record]:
    return [record for one in found for record in one]


def _listed(words: Sequence[str], say: Messages) -> str:
    return text.listed(dict.fromkeys(words), say.language)


def _units(found: Sequence[Sequence[Record]], setting: Setting) -> Iterator[str]:
    records, units = _all(found), setting.dataset.units
    if not same(records, "unit"):
        names = [units[record.unit].name[setting.language] for record in records]
        yield setting.say("They are in different units: {list}.", list=_listed(names, setting.say))


def _measures(found: Sequence[Sequence[Record]], setting: Setting) -> Iterator[str]:
    records = _all(found)
    if not same(records, "measure"):
        names = [setting.say(text.MEASURES[record.measure]).lower() for record in records]
        yield setting.say("They measure in different ways: {list}.", list=_listed(names, setting.say))


def _timings(found: Sequence[Sequence[Record]], setting: Setting) -> Iterator[str]:
    names = [setting.say(_TIMINGS[record.timing]) for record in _all(found) if record.timing in _TIMINGS]
    if len(set(names)) > 1:
        yield setting.say("They relate to time in different ways: {list}.", list=_listed(names, setting.say))


def _fields(found: Sequence[Sequence[Record]], setting: Setting) -> Iterator[str]:
    ranks = [record for record in _all(found) if record.measure == "rank"]
    if len({(record.indicator, kinds.cell(record.counterpart)) for record in ranks}) > 1:
        yield setting.say("A place in one ranking says nothing about a place in another.")


def _lengths(found: Sequence[Sequence[Record]], setting: Setting) -> Iterator[str]:
    """Flows over a part of a year and over a whole one; a stock or a rate has no length."""
    flows = [
        record
        for record in _all(found)
        if record.measure in ("level", "change") and record.timing in ("during", "cumulative")
    ]
    lengths = [
        [parse_period(r.period).like for r in one if r in flows and kinds.cell(r.period)] for one in found
    ]
    told = [set(one) for one in lengths if one]
    if len(told) > 1 and not set.intersection(*told):
        parsed = [parse_period(r.period) for r in flows if kinds.cell(r.period)]
        names = [setting.say(_KINDS[period.kind]) for period in parsed]
        if len(set(names)) > 1:
            yield setting.say(
                "They cover periods of different lengths: {list}.", list=_listed(names, setting.say)
            )
        else:
            yield setting.say("They cover different parts of the year, or different numbers of years.")


def _bases(found: Sequence[Sequence[Record]], setting: Setting) -> Iterator[str]:
    growing = [record for record in _all(found) if record.measure in ("growth", "change")]
    spans = {
        parse_period(r.period).end.year - parse_period(r.base_period).end.year
        for r in growing
        if kinds.cell(r.period) and kinds.cell(r.base_period)
    }
    if len(spans) > 1:
        yield setting.say("They are measured over different numbers of years.")


_Rule = Callable[[Sequence[Sequence[Record]], Setting], Iterator[str]]
_AGAINST: Final[tuple[_Rule, ...]] = (_units, _measures, _timings, _fields, _lengths, _bases)


def _definitions(found: Sequence[Sequence[Record]], setting: Setting) -> Iterator[str]:
    ids = list(dict.fromkeys(record.indicator for record in _all(found)))
    if len(ids) > 1:
        names = [text.name(setting.dataset.indicators, id, setting.language) for id in ids]
        yield setting.say("They have different definitions: {list}.", list=_listed(names, setting.say))


def _wholes(found: Sequence[Sequence[Record]], setting: Setting) -> Iterator[str]:
    names = [name for record in _all(found) if (name := whole(record, setting))]
    if len(set(names)) > 1:
        yield setting.say("They are shares of different wholes: {list}.", list=_listed(names, setting.say))


def _periods(found: Sequence[Sequence[Record]], setting: Setting) -> Iterator[str]:
    told = [{kinds.cell(record.period) for record in one} for one in found]
    if any("" in one for one in told):
        yield setting.say("Some name no period.")
    elif not set.intersection(*told):
        names = [text.period(period, setting.language) for one in told for period in sorted(one)]
        yield setting.say("No period is common to all: {list}.", list=_listed(names, setting.say))


def _unclear(found: Sequence[Sequence[Record]], setting: Setting) -> Iterator[str]:
    timings = {record.timing for record in _all(found)}
    if "unclear" in timings:
        yield setting.say("For some, the source does not say whether they are stocks or flows.")


def _hedges(found: Sequence[Sequence[Record]], setting: Setting) -> Iterator[str]:
    hedged = {record.qualifier for record in _all(found)}
    if hedged & BOUNDS.keys():
        yield setting.say(
            "Some are bounds: the true figure lies on one side of them, and nobody knows how far."
        )
    if "about" in hedged:
        yield setting.say("Some are rounded.")


def _standings(found: Sequence[Sequence[Record]], setting: Setting) -> Iterator[str]:
    told = {standing(record) for record in _all(found)}
    if told & {"target", "expected"} and len(told) > 1:
        yield setting.say("Some are targets or expectations, others are outcomes.")
    if "implied" in told:
        yield setting.say("Some were never stated, but are implied by other figures.")


def _insides(found: Sequence[Sequence[Record]], setting: Setting) -> Iterator[str]:
    dataset = setting.dataset
    for column, records, within in (
        ("region", dataset.regions, dataset.inside),
        ("sector", dataset.sectors, dataset.branch),
    ):
        ids = filter(None, dict.fromkeys(kinds.cell(getattr(record, column)) for record in _all(found)))
        for pair in _nested(ids, within):
            inner, outer = (text.name(records, id, setting.language) for id in pair)
            yield setting.say(
                "{inner} lies inside {outer}: the one is a part of the other.", inner=inner, outer=outer
            )


def _nested(ids: Iterable[str], within: Callable[[str], Collection[str]]) -> Iterator[tuple[str, str]]:
    """Of every two ids, the inner and the outer where one lies within the other."""
    for one, other in combinations(ids, 2):
        yield from (pair for pair in ((one, other), (other, one)) if pair[0] in within(pair[1]))


_CAREFUL: Final[tuple[_Rule, ...]] = (
    _definitions,
    _wholes,
    _periods,
    _unclear,
    _hedges,
    _standings,
    _insides,
)
