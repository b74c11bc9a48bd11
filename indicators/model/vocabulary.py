"""What figures speak of: sources, regions, sectors, topics, units, counterparts, plans – and the dataset itself."""

from __future__ import annotations

from indicators.i18n import Locale, locale_of, negotiate_language
from indicators.model.code_lists import CounterpartKind, RegionKind, UnitKind
from indicators.model.fields import (
    Aliases,
    Contact,
    Currency,
    Date,
    DecimalNumber,
    Id,
    LanguageTag,
    LocalisedRemark,
    MonthOfYear,
    ObservationId,
    Record,
    Text,
    Url,
    Version,
    VisibleText,
    WholeNumber,
)


class About(Record):
    """What the dataset as a whole is."""

    title: Text
    """What the dataset is called, on every page and file."""
    description: Text
    """What is in it, in one sentence."""
    licence: VisibleText
    """SPDX id of the licence of the compilation, such as CC-BY-4.0."""
    contact: Contact | None = None
    """Where readers report problems: a mail address, or one of the web with {id}, {link} and {report}."""
    version: Version | None = None
    """What its curators call this edition, such as 2026.11."""
    headlines: tuple[ObservationId, ...] = ()
    """The figures that the overview and the profiles show first, by id, in this order."""


class Source(Record):
    """An article or document that states figures."""

    id: Id
    """Also the name of the file with the text of the article: <id>.txt."""
    title: Text
    """As printed, and translated."""
    publisher: LocalisedRemark
    """Who published it."""
    short: LocalisedRemark | None = None
    """How cards and charts name it; the publisher when left out."""
    published: Date
    """The day, month or year it was published, as far as known."""
    language: LanguageTag
    """The language it is printed in, as BCP 47 writes it: en, zh-Hans, zh-Hant, de."""
    url: Url | None = None
    """Where it can be read."""
    accessed: Date
    """The day it was read."""
    note: LocalisedRemark | None = None
    """Only what a reader must know about the source as a whole."""

    @property
    def locale(self) -> Locale:
        """The language of the site that is nearest to its own, the first where none is: its marks and texts."""
        return locale_of(negotiate_language([self.language]))


class Region(Record):
    """A place or group of places that figures speak of."""

    id: Id
    """Stable: links and files hang on it."""
    name: Text
    """As it is written under figures and in lists."""
    kind: RegionKind
    """What sort of region it is."""
    code: VisibleText | None = None
    """The official statistical code, if there is one."""
    within: tuple[Id, ...] = ()
    """Every region that it is inside, as a list: regions may overlap."""
    lat: DecimalNumber | None = None
    """Degrees north of the equator, of a point inside."""
    lon: DecimalNumber | None = None
    """Degrees east of Greenwich, of a point inside."""
    fiscal_year: MonthOfYear | None = None
    """The month in which its fiscal year begins, 01 to 12, where twelve months of its figures are one: 04."""
    aliases: Aliases = ()
    """Other names that people search for."""
    note: LocalisedRemark | None = None
    """Only what a reader must know about the region."""


class Sector(Record):
    """A branch of the economy as the articles name it."""

    id: Id
    """Stable: links and files hang on it."""
    name: Text
    """As the sources name it."""
    group: Id | None = None
    """The sector that it is a part of."""
    aliases: Aliases = ()
    """Other names that people search for."""
    note: LocalisedRemark | None = None
    """Only what a reader must know about the sector."""


class Topic(Record):
    """The kind of question an indicator answers."""

    id: Id
    """Stable: links and files hang on it."""
    name: Text
    """A word or two."""
    description: Text
    """What sort of figures it holds, in one sentence."""


class Unit(Record):
    """What a figure counts or measures, in base units."""

    id: Id
    """Stable: files hang on it."""
    name: Text
    """As it is written after a number: "patents"."""
    one: Text | None = None
    """As it is written after the number 1, where that differs: "patent"."""
    kind: UnitKind
    """What sort of thing it measures; a measure allows some kinds only."""
    symbol: VisibleText | None = None
    """Its sign, if there is one."""
    currency: Currency | None = None
    """Of money: the code of ISO 4217."""
    per: LocalisedRemark | None = None
    """Of a rate: what there is one of for so many, as it is written after the unit: "person", "hectare"."""


class Counterpart(Record):
    """The other side of a figure: a trade partner, or the field in which a rank is held."""

    id: Id
    """Stable: links and files hang on it."""
    name: Text
    """As it is written under figures."""
    kind: CounterpartKind
    """What it is to the figure."""
    aliases: Aliases = ()
    """Other names that people search for."""


class Plan(Record):
    """A multi-year plan with its first and last year."""

    id: Id
    """Stable: links and files hang on it."""
    name: Text
    """In full."""
    short: Text | None = None
    """Where there is little room."""
    start: WholeNumber
    """First year."""
    end: WholeNumber
    """Last year."""
