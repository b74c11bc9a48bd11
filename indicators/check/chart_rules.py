"""Rules about declared charts: they show something, and in a way that their figures allow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from indicators.check.rules import DatasetRule
from indicators.errors import Fault
from indicators.model import (
    DeclaredChart,
    IndicatorHead,
    Observation,
    Plan,
    Relation,
    chart_kinds,
    format_series_key,
)
from indicators.model.dimensions import FILTER_DIMENSIONS, StatedFigure


@dataclass(frozen=True)
class ChartRuleContext:
    """Everything a declared chart may lean on."""

    indicators: Mapping[str, IndicatorHead]
    relations: Mapping[str, Relation]
    plans: Mapping[str, Plan]


@dataclass(frozen=True, slots=True)
class _TableFigure:
    """A figure of the data file under the names of the table's columns."""

    observation_id: str
    indicator: str
    region: str
    sector: str | None
    counterpart: str | None
    period: str | None
    base_period: str | None
    timing: str
    value: float
    qualifier: str
    unit: str
    measure: str
    status: str
    series: str
    basis: str = "stated"


def check_chart(
    chart: DeclaredChart, figures: Sequence[tuple[IndicatorHead, Observation]], known: ChartRuleContext
) -> Iterator[Fault]:
    """A selection without figures, or a kind that its figures do not allow."""
    chosen = [
        _to_table_figure(head, figure) for head, figure in figures if _is_selected(chart, head, figure, known)
    ]
    if not chosen:
        yield Fault(DatasetRule.CHART_EMPTY, ("selection",), "the selection has no figures")
    elif reason := chart_kinds.describe_refusal(chart.kind, chosen, known):
        yield Fault(DatasetRule.CHART_KIND, ("kind",), reason)


def _is_selected(
    chart: DeclaredChart, head: IndicatorHead, figure: Observation, known: ChartRuleContext
) -> bool:
    """Whether a figure passes every filter: the same as `query` asks of the table."""
    stated = StatedFigure(head, figure, known.plans.values())
    return all(
        dimension.id_of(stated) in ids
        for dimension in FILTER_DIMENSIONS
        if (ids := getattr(chart.selection, dimension.id))
    )


def _to_table_figure(head: IndicatorHead, observation: Observation) -> _TableFigure:
    """One figure of the data file."""
    period, base = observation.period, observation.base_period
    return _TableFigure(
        observation_id=observation.key(head.id),
        indicator=head.id,
        region=observation.region,
        sector=observation.sector,
        counterpart=observation.counterpart,
        period=period.text if period else None,
        base_period=base.text if base else None,
        timing=observation.timing,
        value=float(observation.value.value),
        qualifier=observation.qualifier,
        unit=head.unit,
        measure=head.measure,
        status=observation.status,
        series=format_series_key(observation, head.id),
    )
