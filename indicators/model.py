"""The records of a dataset: what a curator writes, frozen and typed.

Every field parses its own text (a data file holds nothing but text) and says in its error what
it expected. Rules that need more than one record are in `check`. The JSON Schema of the data
file comes from here. Knows nothing of YAML, files, pandas or the web.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from indicators.period import Period, parse_period, plan_of
from indicators.quantity import Measure, Printed, Qualifier, Quantity, UnitKind, parse_printed, quantity

Timing = Literal["at", "during", "cumulative", "average", "unclear"]
Status = Literal["actual", "expected", "target"]
RelationKind = Literal["growth", "cagr", "share", "difference", "sum", "count", "same", "streak", "exchange"]
RegionKind = Literal["country", "province", "city", "district", "zone", "cluster"]
ChartKind = Literal["bars", "dots", "growth", "shares", "whole", "nested", "then-now", "line", "ladder"]
Language = Literal["en", "zh"]

STATED_WORDS = 12
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_OBSERVATION_ID = re.compile(r"[a-z0-9]+(?:-{1,2}[a-z0-9]+|\.[a-z0-9]+)*")


def _id(text: str) -> str:
    if not _ID.fullmatch(text):
        slug = re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-")
        hint = f"; write {slug!r}" if slug else ""
        raise ValueError(
            f"expected an id of lower-case letters, digits and single hyphens; found {text!r}{hint}"
        )
    return text


def _observation_id(text: str) -> str:
    if not _OBSERVATION_ID.fullmatch(text):
        raise ValueError(f"expected an id such as goods-trade.guangzhou.2025-01--2025-10; found {text!r}")
    return text


def _date(text: str) -> str:
    if parse_period(text).kind == "multi-year" or "/" in text:
        raise ValueError(f"expected a date such as 2025, 2025-03 or 2025-03-07; found {text!r}")
    return text


def _url(text: str) -> str:
    if not re.fullmatch(r"https?://[^\s/$.?#][^\s]*", text):
        raise ValueError(f"expected an address that begins with https://; found {text!r}")
    return text


def _stated(text: str) -> str:
    words = len(text.split())
    if words > STATED_WORDS:
        raise ValueError(
            f"expected the printed words of the figure alone, {STATED_WORDS} at most; found {words} words"
        )
    return text


def _filled(text: str) -> str:
    if not text.strip():
        raise ValueError("expected some text; found none")
    return text.strip()


def _parser(kind: type, parse: Callable[[str], Any]) -> BeforeValidator:
    """Parse text, let an already parsed `kind` pass, refuse the rest with a sentence."""

    def parsed(value: Any) -> Any:
        if isinstance(value, kind):
            return value
        if not isinstance(value, str):
            raise ValueError("expected one text")  # noqa: TRY004 - pydantic gathers ValueErrors
        return parse(value)

    return BeforeValidator(parsed)


def _whole_number(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,9}", text):
        raise ValueError(f"expected a whole number; found {text!r}")
    return int(text)


def _decimal_number(text: str) -> float:
    if not re.fullmatch(r"-?[0-9]{1,9}(\.[0-9]{1,9})?", text):
        raise ValueError(f"expected a decimal number; found {text!r}")
    return float(text)


Words = Annotated[str, AfterValidator(_filled)]
Id = Annotated[str, AfterValidator(_id), Field(json_schema_extra={"pattern": f"^{_ID.pattern}$"})]
ObservationId = Annotated[str, AfterValidator(_observation_id)]
Date = Annotated[str, AfterValidator(_date)]
Url = Annotated[str, AfterValidator(_url)]
Stated = Annotated[str, AfterValidator(_filled), AfterValidator(_stated)]
WholeNumber = Annotated[int, _parser(int, _whole_number)]
DecimalNumber = Annotated[float, _parser(float, _decimal_number)]
PeriodField = Annotated[Period, _parser(Period, parse_period)]
PrintedField = Annotated[Printed, _parser(Printed, parse_printed)]


class Record(BaseModel):
    """A frozen record that refuses keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


class Text(Record):
    """The same text in every language of the dataset."""

    en: Words
    zh: Words

    def __getitem__(self, language: Language) -> str:
        return self.en if language == "en" else self.zh


def _either(value: Any) -> Any:
    """A plain text where a `Text` may stand means: the same in both languages."""
    return {"en": value, "zh": value} if isinstance(value, str) else value


Remark = Annotated[Text, BeforeValidator(_either)]
Aliases = tuple[Words, ...]


class About(Record):
    """What the dataset as a whole is; `headlines` are the observations shown first."""

    title: Text
    description: Text
    licence: Words
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


def _members(value: Any) -> Any:
    """Roles and the figures in them: an id, a list of ids, or nothing where none was ever stated."""
    if not isinstance(value, Mapping) or not value:
        raise ValueError("expected the figures by their roles, such as {earlier: …, later: …, rate: …}")
    for role, member in value.items():
        if not (member is None or isinstance(member, str) or (member and all(map(_is_text, member)))):
            raise ValueError(f"expected an observation id or a list of them as {role!r}")
    return value


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


Members = Annotated[dict[str, str | tuple[str, ...] | None], BeforeValidator(_members)]


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


class Relation(Record):
    """Figures that must fit together by arithmetic.

    `members` names them by role; at most one may be null: it was never stated, and `implies` says
    what it is. `note` gives the innocent reasons for a mismatch, `acknowledged` why one is left.
    """

    id: Id
    kind: RelationKind
    members: Members
    years: WholeNumber | None = None
    implies: Implied | None = None
    note: Text
    acknowledged: Text | None = None

    @property
    def figures(self) -> tuple[str, ...]:
        """The ids of the stated figures, in the order of the file."""
        listed = [(m,) if isinstance(m, str) else m or () for m in self.members.values()]
        return tuple(id for ids in listed for id in ids)


class DatasetFile(Record):
    """The whole data file."""

    dataset: About
    sources: tuple[Source, ...]
    regions: tuple[Region, ...]
    sectors: tuple[Sector, ...] = ()
    topics: tuple[Topic, ...]
    units: tuple[Unit, ...]
    counterparts: tuple[Counterpart, ...] = ()
    plans: tuple[Plan, ...] = ()
    maps: tuple[Map, ...] = ()
    charts: tuple[DeclaredChart, ...] = ()
    indicators: tuple[Indicator, ...]
    relations: tuple[Relation, ...] = ()
    renamed: dict[ObservationId, ObservationId] = {}


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

    def observations(self) -> Iterator[tuple[Indicator, Observation]]:
        """Every figure with its indicator, in file order."""
        for indicator in self.indicators.values():
            for observation in indicator.observations:
                yield indicator, observation

    def quantity(self, indicator: Indicator, observation: Observation) -> Quantity:
        """The interval that `observation` states."""
        kind = self.units[indicator.unit].kind
        return quantity(observation.value, observation.qualifier, kind, indicator.measure)

    def plan(self, figure: Observation | Implied) -> Plan | None:
        """The plan that holds the whole period of `figure`."""
        return plan_of(figure.period, self.plans.values())

    def inside(self, region: str) -> frozenset[str]:
        """`region` and everything inside it, at any depth."""
        found = {region}
        while grown := {r.id for r in self.regions.values() if found.intersection(r.within)} - found:
            found |= grown
        return frozenset(found)

    def branch(self, sector: str) -> frozenset[str]:
        """`sector` and every sector grouped under it, at any depth."""
        found = {sector}
        while grown := {s.id for s in self.sectors.values() if s.group in found} - found:
            found |= grown
        return frozenset(found)
