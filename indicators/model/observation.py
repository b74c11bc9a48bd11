"""Figures: what is measured, each figure stated of it, the one that others imply, and their ids."""

from __future__ import annotations

from typing import Annotated, Final, NamedTuple

from pydantic import AfterValidator, Field

from indicators.model.code_lists import MEASURES, Direction, Measure, Release, Status, Timing
from indicators.model.fields import (
    Aliases,
    Flag,
    Id,
    LocalisedRemark,
    ObservationId,
    PeriodField,
    PrintedField,
    Record,
    StatedWords,
    Text,
    WholeNumber,
    check_lines,
)
from indicators.model.hedges import Qualifier
from indicators.model.period import Period


class Observation(Record):
    """One stated figure: what was printed, of whom, for when, by whom."""

    id: ObservationId | None = None
    """Only where two figures would have the same id; else it is built from what the figure speaks of."""
    region: Id
    """What the figure speaks of: the id of a region."""
    sector: Id | None = None
    """The branch it speaks of; left out for the economy as a whole."""
    counterpart: Id | None = None
    """The trade partner, or the field in which a rank is held."""
    period: PeriodField | None
    """The time it speaks of, never the day it was printed: 2024, 2024-10, 2024-Q3, 2024-H1, 2025-10-23, 2024-01/2024-10, 2021/2025; null when undated."""
    timing: Timing
    """How it lies in its period."""
    value: PrintedField
    """As printed, without hedge and unit: 93,200, 24.75, 1.609 million, 1/9, 2x."""
    qualifier: Qualifier
    """How it was hedged."""
    status: Status = "actual"
    """Whether it has happened."""
    release: Release | None = None
    """Of an outcome whose source says so: whether it is a first result, a revised one or the last."""
    base_period: PeriodField | None = None
    """What a growth, change or share is measured against."""
    stated: StatedWords
    """The printed words of the figure and no more, hedge included; at most twelve words, or thirty Chinese characters."""
    reading: LocalisedRemark | None = None
    """What the words say, where the reader of prose cannot read them: a curator vouches for it."""
    usd: PrintedField | None = None
    """The dollar value printed beside it."""
    source: Id
    """The id of the article."""
    at: Annotated[tuple[WholeNumber, ...], Field(min_length=1), AfterValidator(check_lines)]
    """The line or lines of the article's text where it stands."""
    speaker: LocalisedRemark | None = None
    """Who said it: the office, not praise."""
    note: LocalisedRemark | None = None
    """Only what a reader must know about this figure."""

    def key(self, indicator: str) -> str:
        """The stable id: its own `id`, else built from what identifies it."""
        return self.id or self.plain_key(indicator)

    def plain_key(self, indicator: str) -> str:
        """The id that is built from what identifies it, whatever id it was given."""
        return _build_key(self, indicator)

    def counts_year_of(self, period: Period | None) -> bool:
        """Whether `period` ends in one of the years that this figure, a streak of years, counts."""
        if self.period is None or period is None:
            return False
        last = self.period.end.year
        return last - int(self.value.value) < period.end.year <= last


class Implied(Record):
    """What a figure that nobody stated speaks of: a relation gives its interval."""

    indicator: Id
    """What is measured."""
    region: Id
    """What the figure speaks of."""
    sector: Id | None = None
    """The branch it speaks of."""
    counterpart: Id | None = None
    """The trade partner, or the field in which a rank is held."""
    period: PeriodField | None
    """The time it speaks of; null when undated."""
    timing: Timing
    """How it lies in its period."""
    status: Status = "actual"
    """Whether it has happened."""
    base_period: PeriodField | None = None
    """What a growth or change is measured against."""

    @property
    def key(self) -> str:
        """The stable id of the implied figure."""
        return f"{_build_key(self, self.indicator)}.implied"


def _build_key(figure: Observation | Implied, indicator: str) -> str:
    period = figure.period.text.replace("/", "--") if figure.period else "undated"
    status = None if figure.status == "actual" else figure.status
    parts = (indicator, figure.region, figure.sector, figure.counterpart, period, status)
    return ".".join(part for part in parts if part)


class Subject(NamedTuple):
    """What a figure speaks of, under the names of the table's columns; that of a whole series has no period."""

    indicator: str
    region: str
    sector: str | None
    counterpart: str | None
    period: str | None = None

    @property
    def timing(self) -> str:
        """Empty: how it lies in a period is said of a figure."""
        return ""


#: The ids among them, in the order in which they name a series; its key begins with them.
SUBJECT_IDS: Final = Subject._fields[:-1]


class SeriesKey(NamedTuple):
    """What figures share that may stand on one line, like with like: all that they are of but the year.

    `series_kind` is what their periods share; `basis` is empty for stated figures, which implied ones never join.
    """

    indicator: str
    region: str
    sector: str
    counterpart: str
    timing: str
    series_kind: str
    basis: str = ""


def format_series_key(figure: Observation | Implied, indicator: str) -> str:
    """The parts of its series as one text; `parse_series_key` reads it back."""
    parts = SeriesKey(
        indicator,
        figure.region,
        figure.sector or "",
        figure.counterpart or "",
        figure.timing,
        figure.period.series_kind if figure.period else "undated",
        "implied" if isinstance(figure, Implied) else "",
    )
    return "|".join(parts).removesuffix("|")


def parse_series_key(series: str) -> SeriesKey:
    """The parts that `format_series_key` wrote."""
    return SeriesKey(*series.split("|"))


class IndicatorHead(Record):
    """What is measured, without its observations."""

    id: Id
    """Stable: links, files and the ids of its figures hang on it."""
    name: Text
    """The heading of its page."""
    definition: Text
    """What exactly is measured, in a sentence of your own."""
    topic: Id
    """The kind of question that it answers."""
    unit: Id
    """What one of it is; figures are in base units of it."""
    measure: Measure
    """What sort of number it is; decides charts and arithmetic."""
    direction: Direction = "none"
    """Which way is better, if any."""
    of: LocalisedRemark | None = None
    """The whole that a share is a share of."""
    aliases: Aliases = ()
    """Other names that people search for."""
    negative: Flag = False
    """Of a level: whether it can be below zero, as a balance can; else a value below zero is a fault."""
    charted: Flag = True
    """Whether charts that nobody chose may show it; a remainder beside its whole would be read as one more of it."""

    @property
    def can_be_negative(self) -> bool:
        """Whether its figures can be below zero."""
        return self.negative or MEASURES[self.measure].is_signed


class Indicator(IndicatorHead):
    """What is measured, with every figure stated of it."""

    observations: Annotated[tuple[Observation, ...], Field(min_length=1)]
    """Every figure stated of it."""
