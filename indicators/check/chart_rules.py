"""Rules about declared charts: they show something, and in a way that their figures allow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from indicators.check.rules import DatasetRule
from indicators.errors import Fault
from indicators.model import DeclaredChart, IndicatorHead, Relation, chart_kinds
from indicators.model.dimensions import FILTER_DIMENSIONS, StatedFigure


@dataclass(frozen=True)
class ChartRuleContext:
    """What is known before all records are a dataset."""

    indicators: Mapping[str, IndicatorHead]
    relations: Mapping[str, Relation]
    mapped_regions: tuple[frozenset[str], ...] = ()


def check_chart(
    chart: DeclaredChart, figures: Sequence[StatedFigure], known: chart_kinds.ChartVocabulary
) -> Iterator[Fault]:
    """A selection without figures, or a kind that its figures do not allow."""
    chosen = [figure for figure in figures if _is_selected(chart, figure)]
    if not chosen:
        yield Fault(DatasetRule.CHART_EMPTY, ("selection",), "the selection has no figures")
    elif reason := chart_kinds.describe_refusal(chart.kind, chosen, known):
        yield Fault(DatasetRule.CHART_KIND, ("kind",), reason)


def _is_selected(chart: DeclaredChart, figure: StatedFigure) -> bool:
    """Whether a figure passes every filter: the same as `query` asks of the table."""
    return all(
        getattr(figure, dimension.id) in ids
        for dimension in FILTER_DIMENSIONS
        if (ids := getattr(chart.selection, dimension.id))
    )
