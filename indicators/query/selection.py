"""Which figures are wanted, as a frozen value: to and from the parameters of an address.

Pages, API and command line name their filters in the same way and in the same order.
Knows the ids of a dataset; nothing of rows, engines, widgets or HTTP.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from indicators.errors import UnknownId, YearOutOfRange
from indicators.i18n.letters import find_nearest
from indicators.model import Dataset, DeclaredChart
from indicators.model.dimensions import DIMENSIONS_BY_ID, FILTER_DIMENSIONS
from indicators.query.filters import (
    FIRST_YEAR,
    LAST_YEAR,
    MAX_NAMED_FIGURES,
    MAX_QUERY_LENGTH,
    OTHER_FILTERS,
    OTHER_FILTERS_BY_ID,
)

#: Parameters that take ids of a dimension, in the order they are written.
DIMENSION_FILTERS = tuple(dimension.id for dimension in FILTER_DIMENSIONS)
#: Filters that split no series: every figure of it fits, or none does.
_WHOLE_SERIES_FILTERS = frozenset(
    {dimension.id for dimension in FILTER_DIMENSIONS if dimension.is_one_a_series}
    | {other.id for other in OTHER_FILTERS if other.is_one_a_series}
)

Parameters = Iterable[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Selection:
    """Which figures are wanted: an AND of dimensions, each an OR of its ids; no ids mean any.

    `q` is searched for in names, aliases, definitions and printed words, every word of it.
    `observation` names figures by their ids, stated or implied; at most MAX_NAMED_FIGURES of them.
    `from_` and `to` are years: a figure fits whose whole period lies between their ends.
    `within` takes the regions with everything inside them; `implied` adds implied figures. `vintage`
    takes "all" statements of a figure or the "current" one alone; where it is left open, files and tables
    take all, charts the current one (`Catalogue.drawn`).
    """

    region: tuple[str, ...] = ()
    sector: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    plan: tuple[str, ...] = ()
    indicator: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    measure: tuple[str, ...] = ()
    qualifier: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    release: tuple[str, ...] = ()
    observation: tuple[str, ...] = ()
    q: str = ""
    from_: int | None = None
    to: int | None = None
    within: bool = False
    implied: bool = False
    vintage: str = ""

    @property
    def is_everything(self) -> bool:
        """Whether nothing is left out."""
        everything = Selection(within=self.within, implied=self.implied)
        return replace(self, vintage="") == everything and not self.only_current

    @property
    def only_current(self) -> bool:
        """Whether statements that were superseded are left out."""
        return self.vintage == "current"

    @property
    def takes_whole_series(self) -> bool:
        """Whether it takes whole series, never a part of one."""
        return all(name in _WHOLE_SERIES_FILTERS for name, _ in self.params())

    @property
    def beyond_ids(self) -> Selection:
        """What of it no id tells: words, figures that are named, years."""
        return Selection(q=self.q, observation=self.observation, from_=self.from_, to=self.to)

    def without(self, dimension: str) -> Selection:
        """The same without one filter, by its field or by its parameter."""
        field = FILTER_FIELDS.get(dimension, dimension)
        return replace(self, **{field: getattr(EVERYTHING, field)})

    def params(self) -> list[tuple[str, str]]:
        """URL parameters, defaults left out; the same selection always gives the same list."""
        given = {name: getattr(self, field) for name, field in FILTER_FIELDS.items()}
        return filter_parameters({name: value for name, value in given.items() if value})


EVERYTHING = Selection()
_NAMES_OF_FIELDS = {other.field_name: other.id for other in OTHER_FILTERS}
#: Each parameter, in the order they are written, and its field of `Selection`.
FILTER_FIELDS = {_NAMES_OF_FIELDS.get(field.name, field.name): field.name for field in fields(Selection)}
FILTER_NAMES = tuple(FILTER_FIELDS)


@dataclass(frozen=True, slots=True)
class ParsedSelection:
    """A selection read from parameters, with what could not be read of them.

    `renamed` holds the ids that have another name today, as kind, old id and new.
    """

    selection: Selection
    unknown: tuple[UnknownId, ...] = ()
    foreign: tuple[str, ...] = ()
    renamed: tuple[tuple[str, str, str], ...] = ()


def parse_selection(params: Parameters, dataset: Dataset) -> ParsedSelection:
    """Read URL parameters; unknown values are left out of the selection and reported.

    Whether a named figure exists is for `Catalogue.parse` to say, which knows them. Never raises:
    callers that must be strict raise the first of `unknown` themselves.
    """
    chosen: dict[str, list[str]] = {name: [] for name in DIMENSION_FILTERS}
    several: dict[str, set[str]] = {other.id: set() for other in OTHER_FILTERS if other.is_repeated}
    found: dict[str, Any] = {}
    unknown: list[UnknownId] = []
    foreign: list[str] = []
    renamed: list[tuple[str, str, str]] = []
    for name, value in params:
        if name in chosen:
            valid = DIMENSIONS_BY_ID[name].ids(dataset)
            if value in valid:
                chosen[name].append(value)
            elif (today := dataset.renamed.get(value)) in valid:
                chosen[name].append(str(today))
                renamed.append((name, value, str(today)))
            else:
                unknown.append(
                    UnknownId(name, value[:MAX_QUERY_LENGTH], find_nearest(value[:MAX_QUERY_LENGTH], valid))
                )
        elif name in OTHER_FILTERS_BY_ID:
            other = OTHER_FILTERS_BY_ID[name]
            read = other.read(value)
            if read is None and other.is_year:
                unknown.append(YearOutOfRange(name, value[:MAX_QUERY_LENGTH], FIRST_YEAR, LAST_YEAR))
            elif read is None:
                unknown.append(UnknownId(name, value[:MAX_QUERY_LENGTH], other.nearest))
            elif other.is_repeated:
                several[name].add(read)
            else:
                found[other.field_name] = read
        else:
            foreign.append(name)
    first, last = found.get("from_"), found.get("to")
    if first and last and first > last:
        unknown.append(YearOutOfRange("to", str(found.pop("to")), first, LAST_YEAR))
    for dimension in FILTER_DIMENSIONS:
        ids = set(chosen[dimension.id])
        found[dimension.id] = tuple(id for id in dimension.ids(dataset) if id in ids)
    found |= {name: tuple(sorted(values)[:MAX_NAMED_FIGURES]) for name, values in several.items()}
    return ParsedSelection(Selection(**found), tuple(unknown), tuple(foreign), tuple(renamed))


def chart_selection(chart: DeclaredChart) -> Selection:
    """The figures that a declared chart shows."""
    return Selection(**chart.selection.model_dump(exclude_none=True))


def filter_parameters(filters: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Filters given by name, one id or several for each, as parameters. Raises TypeError for one that there is not.

    `from_` is `from`, which Python cannot write as a name.
    """
    filters = {_NAMES_OF_FIELDS.get(name, name): value for name, value in filters.items()}
    if wrong := sorted(set(filters) - set(FILTER_NAMES)):
        close = find_nearest(wrong[0], FILTER_NAMES)
        raise TypeError(f"there is no filter {wrong[0]!r}" + (f"; did you mean {close!r}?" if close else ""))
    return [
        (name, _parameter_text(value)) for name, given in filters.items() for value in _as_iterable(given)
    ]


def _as_iterable(value: Any) -> Iterable[Any]:
    return value if isinstance(value, (list, tuple, set, frozenset)) else (value,)


def _parameter_text(value: Any) -> str:
    return str(int(value)) if isinstance(value, bool) else str(value)
