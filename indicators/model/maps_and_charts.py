"""What a curator draws: maps of tiles, and charts that are chosen and named."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, ConfigDict, Field, model_validator

from indicators.model.chart_kinds import ChartKindId
from indicators.model.code_lists import Measure, Release, Status, VintageChoice
from indicators.model.fields import Id, LocalisedRemark, Record, Text, WholeNumber
from indicators.model.hedges import Qualifier


class Tile(Record):
    """One square of a map: a region, or a named place no figure speaks of."""

    model_config = ConfigDict(json_schema_extra={"oneOf": [{"required": ["region"]}, {"required": ["name"]}]})

    at: tuple[WholeNumber, WholeNumber]
    """Column and row, counted from 0 at the top left."""
    region: Id | None = None
    """The region it stands for."""
    name: Text | None = None
    """The place it stands for, where no figure speaks of it."""
    within: tuple[Id, ...] = ()
    """The outlined regions that this place is inside."""

    @model_validator(mode="after")
    def _check_named(self) -> Tile:
        if (self.region is None) == (self.name is None):
            raise ValueError("expected either a region or a name")
        return self


class Map(Record):
    """A grid of tiles without borders."""

    id: Id
    """Stable: links hang on it."""
    name: Text
    """The heading above the map."""
    note: LocalisedRemark | None = None
    """What a reader must know about it."""
    outline: tuple[Id, ...] = ()
    """Regions drawn as an outline around the tiles inside them."""
    tiles: Annotated[tuple[Tile, ...], Field(min_length=1)]
    """The squares."""

    @property
    def regions(self) -> frozenset[str]:
        """The regions of the dataset that have a square."""
        return frozenset(tile.region for tile in self.tiles if tile.region)


def _as_tuple(value: Any) -> Any:
    """One id where a list of them may stand."""
    return (value,) if isinstance(value, str) else value


Ids = Annotated[tuple[Id, ...], BeforeValidator(_as_tuple, json_schema_input_type=Id | tuple[Id, ...])]
Measures = Annotated[
    tuple[Measure, ...],
    BeforeValidator(_as_tuple, json_schema_input_type=Measure | tuple[Measure, ...]),
]
Qualifiers = Annotated[
    tuple[Qualifier, ...],
    BeforeValidator(_as_tuple, json_schema_input_type=Qualifier | tuple[Qualifier, ...]),
]
Statuses = Annotated[
    tuple[Status, ...],
    BeforeValidator(_as_tuple, json_schema_input_type=Status | tuple[Status, ...]),
]
Releases = Annotated[
    tuple[Release, ...],
    BeforeValidator(_as_tuple, json_schema_input_type=Release | tuple[Release, ...]),
]


class Filters(Record):
    """The figures that a declared chart shows: filters by id, as in links; each takes one id or several."""

    model_config = ConfigDict(json_schema_extra={"minProperties": 1})

    region: Ids = ()
    """Only these regions."""
    sector: Ids = ()
    """Only these sectors."""
    topic: Ids = ()
    """Only these topics."""
    plan: Ids = ()
    """Only periods inside these plans."""
    indicator: Ids = ()
    """Only these indicators."""
    source: Ids = ()
    """Only these sources."""
    measure: Measures = ()
    """Only these measures."""
    qualifier: Qualifiers = ()
    """Only figures so hedged."""
    status: Statuses = ()
    """Only figures of this status."""
    release: Releases = ()
    """Only figures that are so far on the way to their last result."""
    vintage: VintageChoice | None = None
    """Charts show current statements alone; `all` shows those that were stated otherwise since, too."""

    @model_validator(mode="after")
    def _check_given(self) -> Filters:
        if not self.model_fields_set:
            raise ValueError("expected at least one filter")
        return self


class DeclaredChart(Record):
    """A chart that a curator chose: what it is called, the figures it shows, and how."""

    id: Id
    """Stable: links hang on it."""
    title: Text
    """The subject of the finding."""
    selection: Filters
    """The figures that it shows."""
    kind: ChartKindId
    """How they are drawn; a kind takes some measures only."""
    note: LocalisedRemark | None = None
    """What a reader must know not to misread it."""
