"""What figures speak of: sources, regions, sectors, topics, units, counterparts, plans – and the dataset itself."""

from __future__ import annotations

from typing import Literal

from indicators.model.fields import (
    Aliases,
    Contact,
    Date,
    DecimalNumber,
    Id,
    ObservationId,
    Record,
    Remark,
    Text,
    Url,
    WholeNumber,
    Words,
)
from indicators.quantity import UnitKind

RegionKind = Literal["country", "province", "city", "district", "zone", "cluster"]


class About(Record):
    """What the dataset as a whole is; `headlines` are the observations shown first.

    `contact` is where readers report problems: a mail address, or an address of the web in which
    `{id}`, `{link}` and `{report}` stand for the figure, its permalink and the words of the report.
    """

    title: Text
    description: Text
    licence: Words
    contact: Contact | None = None
    headlines: tuple[ObservationId, ...] = ()


class Source(Record):
    """An article or document that states figures.

    `published` may be a year or a month; `short` is how cards and charts name it (else the publisher).
    """

    id: Id
    title: Text
    publisher: Remark
    short: Remark | None = None
    published: Date
    language: Literal["en", "zh"]
    url: Url | None = None
    accessed: Date
    note: Remark | None = None


class Region(Record):
    """A place or group of places that figures speak of. `within` names every parent: regions overlap."""

    id: Id
    name: Text
    kind: RegionKind
    code: Words | None = None
    within: tuple[Id, ...] = ()
    lat: DecimalNumber | None = None
    lon: DecimalNumber | None = None
    aliases: Aliases = ()
    note: Remark | None = None


class Sector(Record):
    """A branch of the economy as the articles name it; `group` is the sector it belongs to."""

    id: Id
    name: Text
    group: Id | None = None
    aliases: Aliases = ()
    note: Remark | None = None


class Topic(Record):
    """The kind of question an indicator answers."""

    id: Id
    name: Text
    description: Text


class Unit(Record):
    """What a figure counts or measures, in base units; `one` is its name after the number 1."""

    id: Id
    name: Text
    one: Text | None = None
    kind: UnitKind
    symbol: Words | None = None


class Counterpart(Record):
    """The other side of a figure: a trade partner, or the field in which a rank is held."""

    id: Id
    name: Text
    kind: Literal["partner", "field"]
    aliases: Aliases = ()


class Plan(Record):
    """A multi-year plan with its first and last year; `short` names it where there is little room."""

    id: Id
    name: Text
    short: Text | None = None
    start: WholeNumber
    end: WholeNumber
