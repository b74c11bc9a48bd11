"""Figures: what is measured, each figure stated of it, the one that others imply, and their ids."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from indicators.model.fields import (
    Aliases,
    Id,
    ObservationId,
    PeriodField,
    PrintedField,
    Record,
    Remark,
    Stated,
    Status,
    Text,
    Timing,
    WholeNumber,
)
from indicators.period import Period
from indicators.quantity import Measure, Qualifier


class Observation(Record):
    """One stated figure: what was printed, of whom, for when, by whom."""

    region: Id
    sector: Id | None = None
    counterpart: Id | None = None
    period: PeriodField | None
    timing: Timing
    value: PrintedField
    qualifier: Qualifier
    status: Status = "actual"
    base_period: PeriodField | None = None
    stated: Stated
    usd: PrintedField | None = None
    source: Id
    at: Annotated[tuple[WholeNumber, ...], Field(min_length=1)]
    speaker: Remark | None = None
    note: Remark | None = None
    id: ObservationId | None = None

    def key(self, indicator: str) -> str:
        """The stable id: its own `id`, else built from what identifies it."""
        return self.id or _key(self, indicator)

    def covers(self, period: Period | None) -> bool:
        """Whether `period` ends in one of the years that this figure, a streak of years, counts."""
        if self.period is None or period is None:
            return False
        last = self.period.end.year
        return last - int(self.value.value) < period.end.year <= last


class Implied(Record):
    """What a figure that nobody stated speaks of: a relation gives its interval."""

    indicator: Id
    region: Id
    sector: Id | None = None
    counterpart: Id | None = None
    period: PeriodField | None
    timing: Timing
    status: Status = "actual"
    base_period: PeriodField | None = None

    @property
    def key(self) -> str:
        """The stable id of the implied figure."""
        return f"{_key(self, self.indicator)}.implied"


def _key(figure: Observation | Implied, indicator: str) -> str:
    period = figure.period.text.replace("/", "--") if figure.period else "undated"
    status = None if figure.status == "actual" else figure.status
    parts = (indicator, figure.region, figure.sector, figure.counterpart, period, status)
    return ".".join(part for part in parts if part)


class IndicatorHead(Record):
    """What is measured, without its observations."""

    id: Id
    name: Text
    definition: Text
    topic: Id
    unit: Id
    measure: Measure
    direction: Literal["higher", "lower", "none"] = "none"
    of: Remark | None = None
    aliases: Aliases = ()


class Indicator(IndicatorHead):
    """What is measured, with every figure stated of it."""

    observations: Annotated[tuple[Observation, ...], Field(min_length=1)]
