"""Selection (filters as a frozen value) → rows and facet counts; to and from URL parameters.

Pages, API and command line ask this module, never a table they hold, so that the engine behind
it can change: the queries are portable narwhals expressions over a lazy frame, collected once
at the edge. Knows nothing of widgets, HTTP or languages.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from functools import cached_property, lru_cache, reduce
from operator import or_
from typing import Any, get_args

import narwhals as nw
import pandas as pd

from indicators.audit import audit
from indicators.errors import UnknownId
from indicators.model import Dataset, DeclaredChart, Status
from indicators.nearest import nearest
from indicators.quantity import Measure, Qualifier
from indicators.search import Index, Wanted
from indicators.table import COLUMNS, observations

#: Parameters that take ids, in the order they are written.
DIMENSIONS = ("region", "sector", "topic", "plan", "indicator", "source", "measure", "qualifier", "status")
#: Parameters that are switches: `1` is on, absent is off.
SWITCHES = ("within", "implied")
MAX_QUERY = 200
#: Figures that can be named one by one.
MAX_FIGURES = 100

Params = Iterable[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Selection:
    """Which figures are wanted: several ids in one dimension mean any of them, dimensions add up.

    `q` is searched for in names, aliases, definitions and printed words, every word of it.
    `observation` names figures by their ids, stated or implied; at most MAX_FIGURES of them.
    `within` takes the regions with everything inside them; `implied` adds implied figures.
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
    observation: tuple[str, ...] = ()
    q: str = ""
    within: bool = False
    implied: bool = False

    @property
    def is_everything(self) -> bool:
        """Whether nothing is left out."""
        return self == Selection(within=self.within, implied=self.implied)

    def without(self, dimension: str) -> Selection:
        """The same without one filter."""
        return replace(self, **{dimension: getattr(EVERYTHING, dimension)})

    def params(self) -> list[tuple[str, str]]:
        """URL parameters, defaults left out; the same selection always gives the same list."""
        pairs = [(name, id) for name in (*DIMENSIONS, "observation") for id in getattr(self, name)]
        if self.q:
            pairs.append(("q", self.q))
        return pairs + [(name, "1") for name in SWITCHES if getattr(self, name)]


EVERYTHING = Selection()
PARAMETERS = tuple(field.name for field in fields(Selection))


@dataclass(frozen=True, slots=True)
class Parsed:
    """A selection read from parameters, with what could not be read of them.

    `renamed` holds the ids that have another name today, as kind, old id and new.
    """

    selection: Selection
    unknown: tuple[UnknownId, ...] = ()
    foreign: tuple[str, ...] = ()
    renamed: tuple[tuple[str, str, str], ...] = ()


def parse(params: Params, dataset: Dataset) -> Parsed:
    """Read URL parameters; unknown values are left out of the selection and reported.

    Whether a named figure exists is for `Catalogue.parse` to say, which knows them. Never raises:
    callers that must be strict raise the first of `unknown` themselves.
    """
    chosen: dict[str, list[str]] = {name: [] for name in DIMENSIONS}
    others: dict[str, Any] = {}
    unknown: list[UnknownId] = []
    foreign: list[str] = []
    renamed: list[tuple[str, str, str]] = []
    named: set[str] = set()
    for name, value in params:
        if name == "observation":
            named.add(value[:MAX_QUERY])
        elif name in chosen:
            valid = ids(dataset, name)
            if value in valid:
                chosen[name].append(value)
            elif (today := dataset.renamed.get(value)) in valid:
                chosen[name].append(str(today))
                renamed.append((name, value, str(today)))
            else:
                unknown.append(UnknownId(name, value[:MAX_QUERY], nearest(value[:MAX_QUERY], valid)))
        elif name == "q":
            others["q"] = " ".join(value.encode("utf-8", "replace").decode().split())[:MAX_QUERY].rstrip()
        elif name in SWITCHES:
            if value in ("0", "1"):
                others[name] = value == "1"
            else:
                unknown.append(UnknownId(name, value[:MAX_QUERY], "1"))
        else:
            foreign.append(name)
    order: dict[str, Any] = {
        name: tuple(id for id in ids(dataset, name) if id in set(chosen[name])) for name in DIMENSIONS
    }
    selection = Selection(**order, **others, observation=tuple(sorted(named)[:MAX_FIGURES]))
    return Parsed(selection, tuple(unknown), tuple(foreign), tuple(renamed))


def selection_of(chart: DeclaredChart) -> Selection:
    """The figures that a declared chart shows."""
    return Selection(**chart.selection.model_dump())


def ids(dataset: Dataset, dimension: str) -> tuple[str, ...]:
    """Every valid id of a dimension, in the order of the dataset."""
    closed = {"measure": get_args(Measure), "qualifier": get_args(Qualifier), "status": get_args(Status)}
    return closed[dimension] if dimension in closed else tuple(getattr(dataset, f"{dimension}s"))


def _conditions(
    selection: Selection, dataset: Dataset, wanted: Iterable[Wanted], *, but: str = ""
) -> list[nw.Expr]:
    """What a row must fulfil; `wanted` by its search; `but` names one dimension whose filter is left out."""
    conditions = []
    for name in DIMENSIONS:
        chosen: Iterable[str] = getattr(selection, name)
        if not chosen or name == but:
            continue
        if name == "region" and selection.within:
            chosen = sorted(frozenset().union(*(dataset.inside(id) for id in chosen)))
        conditions.append(nw.col(name).cast(nw.String).is_in(list(chosen)))
    conditions += [_holds(each) for each in wanted]
    if selection.observation:  # who names a figure means it, stated or not
        conditions.append(nw.col("observation_id").is_in(list(selection.observation)))
    elif not selection.implied:
        conditions.append(nw.col("basis").cast(nw.String) == "stated")
    return conditions


def _holds(wanted: Wanted) -> nw.Expr:
    """Whether a row is of what a word names, or holds the word in its own."""
    tests = [nw.col(kind).is_in(list(ids)) for kind, ids in wanted.ids.items()]
    tests += [nw.col("search").str.contains(text, literal=True) for text in wanted.texts]
    return reduce(or_, tests) if tests else nw.col("basis").is_in([""])


class Catalogue:
    """A dataset and its table, ready to be asked. Shared by all readers: never changed."""

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset
        self.audit = audit(dataset)
        self._table = observations(dataset, self.audit.implied)
        self.rows = lru_cache(maxsize=256)(self._rows)
        self.facets = lru_cache(maxsize=256)(self._facets)

    def parse(self, params: Params) -> Parsed:
        """Read URL parameters as the function `parse` does, figures that are named one by one included."""
        parsed = parse(params, self.dataset)
        found: set[str] = set()
        unknown, renamed = list(parsed.unknown), list(parsed.renamed)
        for id in parsed.selection.observation:
            try:
                today: str = self.find(id).observation_id
            except UnknownId as error:
                unknown.append(UnknownId("observation", id, error.nearest))
            else:
                found.add(today)
                renamed += [("observation", id, today)] if today != id else []
        selection = replace(parsed.selection, observation=tuple(sorted(found)))
        return replace(parsed, selection=selection, unknown=tuple(unknown), renamed=tuple(renamed))

    def __len__(self) -> int:
        """How many figures are stated."""
        return int((self._table["basis"] == "stated").sum())

    @cached_property
    def index(self) -> Index:
        """What names what, for searching: made at the first search."""
        return Index(self.dataset)

    def _wanted(self, selection: Selection) -> tuple[Wanted, ...]:
        return self.index.resolve(selection.q) if selection.q else ()

    def _lazy(self, conditions: list[nw.Expr]) -> Any:
        frame = nw.from_native(self._table).lazy()
        return frame.filter(*conditions) if conditions else frame

    def _rows(self, selection: Selection = EVERYTHING) -> pd.DataFrame:
        """The rows of `selection` in file order, with contract and working columns.

        The frame is shared between callers: filter it, never write into it.
        """
        rows: pd.DataFrame = (
            self._lazy(_conditions(selection, self.dataset, self._wanted(selection)))
            .collect("pandas")
            .to_native()
        )
        return rows.reset_index(drop=True)

    def _facets(self, selection: Selection = EVERYTHING) -> Mapping[str, Mapping[str, int]]:
        """For every dimension, how many rows each id would give beside the other filters.

        With `within`, a region counts everything inside it.
        """
        return {name: self._counts(selection, name) for name in DIMENSIONS}

    def _counts(self, selection: Selection, dimension: str) -> dict[str, int]:
        key = nw.col(dimension).cast(nw.String)
        found = (
            self._lazy(_conditions(selection, self.dataset, self._wanted(selection), but=dimension))
            .select(key)
            .drop_nulls()
            .group_by(dimension)
            .agg(nw.len().alias("n"))
            .collect("pandas")
        )
        counts = dict(zip(found[dimension].to_list(), found["n"].to_list(), strict=True))
        valid = ids(self.dataset, dimension)
        if dimension == "region" and selection.within:
            return {id: sum(counts.get(member, 0) for member in self.dataset.inside(id)) for id in valid}
        return {id: int(counts.get(id, 0)) for id in valid}

    @cached_property
    def series(self) -> Mapping[str, tuple[str, ...]]:
        """What can be compared: ``gdp.greater-bay-area`` → the ids of its stated figures, in file order."""
        found: dict[str, list[str]] = {}
        rows = self.rows(EVERYTHING)
        for id, *parts in rows[["observation_id", "indicator", "region", "sector", "counterpart"]].itertuples(
            index=False
        ):
            found.setdefault(".".join(part for part in parts if isinstance(part, str)), []).append(id)
        return {name: tuple(ids_of) for name, ids_of in found.items()}

    def of_series(self, names: Iterable[str]) -> pd.DataFrame:
        """The stated rows of some series, in the order of the names."""
        wanted = [id for name in names for id in self.series.get(name, ())]
        rows = self.rows(EVERYTHING)
        place = {id: index for index, id in enumerate(wanted)}
        found = rows[rows["observation_id"].isin(wanted)]
        return found.sort_values("observation_id", key=lambda ids: ids.map(place)).reset_index(drop=True)

    def series_of(self, observation_ids: Iterable[str]) -> list[str]:
        """The series that each of some figures belongs to."""
        owner = {id: name for name, ids_of in self.series.items() for id in ids_of}
        return [owner[id] for id in observation_ids]

    def outcomes(self, target: Any) -> pd.DataFrame:
        """Actual figures of the series of the row `target`, for its period or a later one."""
        rows = self.of_series(self.series_of([target.observation_id]))
        found = rows[rows["status"] == "actual"]
        return found if pd.isna(target.period_end) else found[found["period_end"] >= target.period_end]

    def shared_indicators(self, region: str) -> Mapping[str, pd.DataFrame]:
        """Indicators stated of `region` and of another region too → all their figures; targets left out."""
        rows = self.rows(EVERYTHING)
        rows = rows[rows["status"] == "actual"]
        own = dict.fromkeys(rows.loc[rows["region"] == region, "indicator"])
        others = set(rows.loc[rows["region"] != region, "indicator"])
        return {indicator: rows[rows["indicator"] == indicator] for indicator in own if indicator in others}

    def find(self, observation_id: str) -> Any:
        """The row of one figure as a named tuple, also by an id it had before.

        Raises UnknownId with the nearest id there is.
        """
        found = self._figures.get(observation_id) or self._figures.get(
            self.dataset.renamed.get(observation_id, "")
        )
        if found is None:
            raise UnknownId("observation", observation_id, nearest(observation_id, self._figures))
        return found

    @cached_property
    def _figures(self) -> Mapping[str, Any]:
        """Every row by its id: one pass over the table costs as much as two rows taken out of it."""
        return {str(row.observation_id): row for row in self._table.itertuples(index=False)}

    def observations(self, **filters: Any) -> pd.DataFrame:
        """The figures that fit `filters` (one id or several for each), with the contract columns.

        Example: ``observations(region="guangzhou", plan=14)``. Filters and their names are the
        parameters of pages and API. Raises UnknownId for an unknown id, TypeError for an
        unknown filter.
        """
        if wrong := sorted(set(filters) - set(PARAMETERS)):
            close = nearest(wrong[0], PARAMETERS)
            raise TypeError(
                f"there is no filter {wrong[0]!r}" + (f"; did you mean {close!r}?" if close else "")
            )
        pairs: list[tuple[str, str]] = reduce(
            lambda found, item: found + [(item[0], _text(value)) for value in _several(item[1])],
            filters.items(),
            list[tuple[str, str]](),
        )
        parsed = self.parse(pairs)
        if parsed.unknown:
            raise parsed.unknown[0]
        return self.rows(parsed.selection)[list(COLUMNS)].copy()


def _several(value: Any) -> Iterable[Any]:
    return value if isinstance(value, (list, tuple, set, frozenset)) else (value,)


def _text(value: Any) -> str:
    return str(int(value)) if isinstance(value, bool) else str(value)
