"""The whole: what a data file holds, and a valid dataset with every vocabulary by id."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property
from types import MappingProxyType
from typing import Any

from pydantic import Field

from indicators.i18n import LANGUAGES, Language
from indicators.model.fields import ObservationId, Record
from indicators.model.labels import LABELLED_SECTIONS, Labels
from indicators.model.maps_and_charts import DeclaredChart, Map
from indicators.model.observation import Implied, Indicator, Observation
from indicators.model.period import plan_of
from indicators.model.quantity import Quantity, quantity_of
from indicators.model.relation import Relation
from indicators.model.vocabulary import About, Counterpart, Plan, Region, Sector, Source, Topic, Unit


class DatasetFile(Record):
    """The whole data file."""

    dataset: About
    """What the dataset as a whole is."""
    sources: tuple[Source, ...]
    """The articles and documents, by id."""
    regions: tuple[Region, ...]
    """The regions that figures speak about, and their parents."""
    sectors: tuple[Sector, ...] = ()
    """The branches of the economy that figures speak about."""
    topics: tuple[Topic, ...]
    """The kinds of question."""
    units: tuple[Unit, ...]
    """What figures count or measure."""
    counterparts: tuple[Counterpart, ...] = ()
    """Trade partners, and fields in which ranks are held."""
    plans: tuple[Plan, ...] = ()
    """Multi-year plans; none may overlap."""
    maps: tuple[Map, ...] = ()
    """Grids of tiles."""
    charts: tuple[DeclaredChart, ...] = ()
    """Charts that a curator chose."""
    indicators: tuple[Indicator, ...]
    """What is measured, each with its figures, by id."""
    relations: tuple[Relation, ...] = ()
    """Figures that must fit together by arithmetic, by id."""
    renamed: dict[ObservationId, ObservationId] = Field(default={})
    """Old ids that links may still hold, each with the one of today."""


@dataclass(frozen=True)
class Dataset:
    """A valid dataset: every vocabulary by id, in file order, and where it came from.

    `digest` names the content: two datasets with one digest are the same. `renamed` leads from ids
    that links may still hold to those of today.
    """

    about: About
    sources: Mapping[str, Source]
    regions: Mapping[str, Region]
    sectors: Mapping[str, Sector]
    topics: Mapping[str, Topic]
    units: Mapping[str, Unit]
    counterparts: Mapping[str, Counterpart]
    plans: Mapping[str, Plan]
    maps: Mapping[str, Map]
    charts: Mapping[str, DeclaredChart]
    indicators: Mapping[str, Indicator]
    relations: Mapping[str, Relation]
    file: str
    digest: str
    renamed: Mapping[str, str] = field(default_factory=dict)

    def __reduce__(self) -> tuple[Any, ...]:
        """As it is sent to another process: a read-only view cannot be."""
        sent = {each.name: getattr(self, each.name) for each in fields(self)}
        return _receive_dataset, (
            {name: dict(value) if isinstance(value, Mapping) else value for name, value in sent.items()},
        )

    @property
    def version(self) -> str:
        """What its curators call it and the name of its content: the latter differs with every edit."""
        return f"{self.about.version}+{self.digest}" if self.about.version else self.digest

    @cached_property
    def _labels(self) -> Mapping[Language, Labels]:
        sections = {section: getattr(self, section) for section in LABELLED_SECTIONS}
        return {language: Labels(sections, language) for language in LANGUAGES}

    def label_of(self, section: str, id: str, language: Language) -> str:
        """What readers know a record by: its name, with what tells it apart where another has the same."""
        return self._labels[language][section][id]

    def observations(self) -> Iterator[tuple[Indicator, Observation]]:
        """Every figure with its indicator, in file order."""
        for indicator in self.indicators.values():
            for observation in indicator.observations:
                yield indicator, observation

    def quantity_of(self, indicator: Indicator, observation: Observation) -> Quantity:
        """The interval that `observation` states."""
        kind = self.units[indicator.unit].kind
        return quantity_of(
            observation.value,
            observation.qualifier,
            kind,
            indicator.measure,
            can_be_negative=indicator.can_be_negative,
        )

    def plan_of(self, figure: Observation | Implied) -> Plan | None:
        """The plan that holds the whole period of `figure`."""
        return plan_of(figure.period, self.plans.values())

    def regions_within(self, region: str) -> frozenset[str]:
        """`region` and everything inside it, at any depth."""
        found = {region}
        while grown := {r.id for r in self.regions.values() if found.intersection(r.within)} - found:
            found |= grown
        return frozenset(found)

    @property
    def mapped_regions(self) -> tuple[frozenset[str], ...]:
        """The regions that have a square of their own, map by map."""
        return tuple(layout.regions for layout in self.maps.values())

    def sectors_under(self, sector: str) -> frozenset[str]:
        """`sector` and every sector grouped under it, at any depth."""
        found = {sector}
        while grown := {s.id for s in self.sectors.values() if s.group in found} - found:
            found |= grown
        return frozenset(found)


def _receive_dataset(sent: dict[str, Any]) -> Dataset:
    values: dict[str, Any] = {
        name: MappingProxyType(value) if isinstance(value, dict) else value for name, value in sent.items()
    }
    return Dataset(**values)
