"""What a curator draws: maps of tiles, and charts that are chosen and named."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from indicators.model.fields import Id, Record, Remark, Status, Text, WholeNumber
from indicators.quantity import Measure, Qualifier

ChartKind = Literal["bars", "dots", "growth", "shares", "whole", "nested", "then-now", "line", "ladder"]


class Tile(Record):
    """One square of a map: a region, or a named place no figure speaks of. `at` is column, row."""

    at: tuple[WholeNumber, WholeNumber]
    region: Id | None = None
    name: Text | None = None
    within: tuple[Id, ...] = ()

    @model_validator(mode="after")
    def _is_named(self) -> Tile:
        if (self.region is None) == (self.name is None):
            raise ValueError("expected either a region or a name")
        return self


class Map(Record):
    """A grid of tiles without borders; the regions in `outline` are drawn around their members."""

    id: Id
    name: Text
    note: Remark | None = None
    outline: tuple[Id, ...] = ()
    tiles: Annotated[tuple[Tile, ...], Field(min_length=1)]


def _several(value: Any) -> Any:
    """One id where a list of them may stand."""
    return (value,) if isinstance(value, str) else value


Ids = Annotated[tuple[Id, ...], BeforeValidator(_several)]


class Filters(Record):
    """The figures that a declared chart shows: filters by id, as in links; each takes one id or several."""

    region: Ids = ()
    sector: Ids = ()
    topic: Ids = ()
    plan: Ids = ()
    indicator: Ids = ()
    source: Ids = ()
    measure: Annotated[tuple[Measure, ...], BeforeValidator(_several)] = ()
    qualifier: Annotated[tuple[Qualifier, ...], BeforeValidator(_several)] = ()
    status: Annotated[tuple[Status, ...], BeforeValidator(_several)] = ()

    @model_validator(mode="after")
    def _is_given(self) -> Filters:
        if not self.model_fields_set:
            raise ValueError("expected at least one filter")
        return self


class DeclaredChart(Record):
    """A chart that a curator chose: what it is called, the figures it shows, and how."""

    id: Id
    title: Text
    selection: Filters
    kind: ChartKind
