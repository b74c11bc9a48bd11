"""The figures of a dataset as a checker asks for them: by indicator, each with its interval and its vintages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from indicators.model import Dataset, Indicator, Observation
from indicators.model.quantity import PrintedNumber
from indicators.model.vintages import derive_ids, find_current, group_vintages, to_statement
from indicators.reading.claims.verdicts import StatedNumber


@dataclass(frozen=True)
class StatedFigure:
    """A current figure: `older` are its other vintages, in order of publication."""

    id: str
    indicator: Indicator
    observation: Observation
    dataset: Dataset
    older: tuple[StatedFigure, ...] = ()

    @cached_property
    def number(self) -> StatedNumber:
        """What its source says."""
        return self._number(self.observation.value)

    @cached_property
    def dollars(self) -> StatedNumber | None:
        """The dollars printed beside it."""
        return self._number(self.observation.usd) if self.observation.usd else None

    def _number(self, printed: PrintedNumber) -> StatedNumber:
        one = self.observation
        quantity = self.dataset.quantity_of(self.indicator, one.model_copy(update={"value": printed}))
        return StatedNumber(printed, one.qualifier, quantity)


def index_figures(dataset: Dataset) -> Mapping[str, tuple[StatedFigure, ...]]:
    """The current figures of each indicator that has any."""
    found: dict[str, list[StatedFigure]] = defaultdict(list)
    for figure in _current_figures(dataset):
        found[figure.indicator.id].append(figure)
    return {id: tuple(figures) for id, figures in found.items()}


def _current_figures(dataset: Dataset) -> Iterator[StatedFigure]:
    stated = list(dataset.observations())
    statements = (
        to_statement(place, head, one, dataset.units[head.unit], dataset.sources[one.source])
        for place, (head, one) in enumerate(stated)
    )
    for group in group_vintages(statements):
        figures = [
            StatedFigure(id, *stated[one.place], dataset)
            for id, one in zip(derive_ids(group), group, strict=True)
        ]
        current = figures.pop(group.index(find_current(group)))
        yield StatedFigure(current.id, current.indicator, current.observation, dataset, tuple(figures))
