"""Selection (filters as a frozen value) → rows and facet counts; to and from URL parameters.

Pages, API and command line ask this module, never a table they hold, so that the engine behind
it can change: a selection becomes portable narwhals expressions, `store` and `engines` answer
them, and counts of ids come from a `tally`. Knows nothing of widgets, HTTP or languages.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cached_property, lru_cache, reduce
from operator import or_
from typing import Any

import narwhals as nw
import pandas as pd

from indicators.audit import audit
from indicators.engines import Engine
from indicators.engines.memory import Memory
from indicators.errors import UnknownId
from indicators.model import Dataset, DeclaredChart
from indicators.nearest import nearest
from indicators.search import Index, Wanted
from indicators.series import SeriesIndex, name_of
from indicators.store import Spread, Store
from indicators.table import COLUMNS, PART, observations
from indicators.tally import Tally
from indicators.tally import ids as ids

#: Parameters that take ids, in the order they are written.
DIMENSIONS = ("region", "sector", "topic", "plan", "indicator", "source", "measure", "qualifier", "status")
#: Parameters that are switches: `1` is on, absent is off.
SWITCHES = ("within", "implied")
MAX_QUERY = 200
#: Figures that can be named one by one.
MAX_FIGURES = 100
#: Figures that a page draws at most.
DRAWN = 600
#: Filters that split no series: every figure of it fits, or none does.
_OF_SERIES = frozenset({"region", "sector", "topic", "indicator", "measure", "status", "within", "implied"})

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

    @property
    def is_of_series(self) -> bool:
        """Whether it takes whole series, never a part of one."""
        return all(name in _OF_SERIES for name, _ in self.params())

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


def _wanted(selection: Selection, dataset: Dataset) -> dict[str, Collection[str]]:
    """The ids that a figure must have, by their columns."""
    wanted: dict[str, Collection[str]] = {
        name: getattr(selection, name) for name in DIMENSIONS if getattr(selection, name)
    }
    if selection.region and selection.within:
        wanted["region"] = frozenset().union(*(dataset.inside(id) for id in selection.region))
    if not selection.implied and not selection.observation:  # who names a figure means it, stated or not
        wanted["basis"] = ("stated",)
    return wanted


def _searched(selection: Selection, index: Index) -> list[nw.Expr]:
    """What a row must fulfil that no id of it tells alone."""
    conditions = [_holds(each) for each in index.resolve(selection.q)] if selection.q else []
    if selection.observation:
        conditions.append(nw.col("observation_id").is_in(list(selection.observation)))
    return conditions


def _holds(wanted: Wanted) -> nw.Expr:
    """Whether a row is of what a word names, or holds the word in its own."""
    tests = [nw.col(kind).is_in(list(ids)) for kind, ids in wanted.ids.items()]
    tests += [nw.col("search").str.contains(text, literal=True) for text in wanted.texts]
    return reduce(or_, tests) if tests else nw.col("basis").is_in([""])


@dataclass(frozen=True)
class Shown:
    """What a page draws of `total` figures: every one, or the latest of each series while there is room."""

    rows: pd.DataFrame
    total: int

    @property
    def is_whole(self) -> bool:
        """Whether nothing was left out."""
        return len(self.rows) == self.total


@dataclass(frozen=True)
class Figures:
    """The figures of a selection before they are fetched: as many as are needed, part by part."""

    catalogue: Catalogue
    selection: Selection

    def __len__(self) -> int:
        return self.catalogue.count(self.selection)

    def page(self, limit: int, offset: int = 0) -> pd.DataFrame:
        """`limit` figures after the first `offset`."""
        return self.catalogue.page(self.selection, limit, offset)

    def parts(self, size: int) -> Iterator[pd.DataFrame]:
        """All of them, in pieces of at most `size` rows; one empty piece when there are none."""
        return self.catalogue.parts(self.selection, size)

    def all(self) -> pd.DataFrame:
        """All of them at once."""
        return self.catalogue.rows(self.selection)

    def ids(self, key: str) -> set[str]:
        """The ids of `key` that any of them has."""
        return {id for id, n in self.catalogue.counts(self.selection, key).items() if n}


class Catalogue:
    """A dataset and the engine that keeps its rows, ready to be asked. Shared by all readers: never changed.

    The rows of a dataset that fits into memory are one table; `engine` keeps those of others.
    """

    def __init__(self, dataset: Dataset, engine: Engine | None = None) -> None:
        self.dataset = dataset
        self.audit = audit(dataset)
        self._store = Store(engine or Memory(observations(dataset, self.audit.implied)), dataset)
        self._held = self._store.engine.held
        self.series = SeriesIndex(self._store, dataset)
        self.rows = lru_cache(maxsize=256)(self._rows) if self._held else self._rows
        self.shown = lru_cache(maxsize=64)(self._shown)
        self.facets = lru_cache(maxsize=256)(self._facets)
        self.find = lru_cache(maxsize=4096)(self._find)
        self.outcomes = lru_cache(maxsize=1024)(self._outcomes)
        self.shared_indicators = lru_cache(maxsize=64)(self._shared_indicators)
        self._spread = lru_cache(maxsize=256)(self._spread_of)
        self._found = lru_cache(maxsize=16)(self._tally_of)

    def forget(self) -> None:
        """Drop every answer that is kept, as if nothing had been asked yet."""
        for kept in vars(self).values():
            if hasattr(kept, "cache_clear"):
                kept.cache_clear()

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
        return self.count(EVERYTHING)

    @cached_property
    def index(self) -> Index:
        """What names what, for searching: made at the first search."""
        return Index(self.dataset)

    def _conditions(self, selection: Selection) -> list[nw.Expr]:
        """What a row must fulfil."""
        wanted = _wanted(selection, self.dataset)
        return [nw.col(name).is_in(sorted(some)) for name, some in wanted.items()] + self._searched(selection)

    def _searched(self, selection: Selection) -> list[nw.Expr]:
        return _searched(selection, self.index) if selection.q or selection.observation else []

    # --- counts ----------------------------------------------------------------------------

    def count(self, selection: Selection = EVERYTHING) -> int:
        """How many figures fit `selection`."""
        return self._tally(selection).total(_wanted(selection, self.dataset))

    def counts(self, selection: Selection, key: str) -> dict[str, int]:
        """How many of the figures of `selection` each id of `key` has."""
        return self._tally(selection).counts(key, _wanted(selection, self.dataset))

    def cross(self, selection: Selection, one: str, other: str) -> dict[tuple[str, str], int]:
        """How many of the figures of `selection` each pair of ids has, those that have any."""
        return self._tally(selection).cross(one, other, _wanted(selection, self.dataset))

    def _facets(self, selection: Selection = EVERYTHING) -> Mapping[str, Mapping[str, int]]:
        """For every dimension, how many rows each id would give beside the other filters.

        With `within`, a region counts everything inside it.
        """
        found = self._tally(selection).facets(DIMENSIONS, _wanted(selection, self.dataset))
        if selection.within:
            own, inside = found["region"], self.dataset.inside
            found["region"] = {id: sum(own[member] for member in inside(id)) for id in own}
        return found

    def _tally(self, selection: Selection) -> Tally:
        if not selection.q and not selection.observation:
            return self._store.everything
        return self._found(Selection(q=selection.q, observation=selection.observation))

    def _tally_of(self, searched: Selection) -> Tally:
        return self._store.tally(self._searched(searched))

    # --- rows ------------------------------------------------------------------------------

    def _rows(self, selection: Selection = EVERYTHING) -> pd.DataFrame:
        """All rows of `selection` in file order, with contract and working columns.

        The frame may be shared between callers: filter it, never write into it. Of a dataset that
        outgrows memory, take `page`, `parts` or what is `shown`.
        """
        return self._store.rows(self._conditions(selection))

    def figures(self, selection: Selection = EVERYTHING) -> Figures:
        """The figures of `selection`, to be fetched part by part."""
        return Figures(self, selection)

    def page(self, selection: Selection, limit: int, offset: int = 0) -> pd.DataFrame:
        """`limit` rows of `selection` after the first `offset`."""
        if self._held:
            return self.rows(selection).iloc[offset : offset + limit]
        conditions = self._conditions(selection)
        if offset + limit <= PART:
            return self._store.first(conditions, offset + limit).iloc[offset:].reset_index(drop=True)
        return self._store.page(conditions, self._spread(selection), limit, offset)

    def parts(self, selection: Selection, size: int) -> Iterator[pd.DataFrame]:
        """All rows of `selection` in pieces of at most `size`; one empty piece when there are none."""
        if self._held or not self.count(selection):
            long: Iterable[pd.DataFrame] = [self.rows(selection)]
        else:
            long = self._store.parts(self._conditions(selection), self._spread(selection), PART)
        for rows in long:
            for start in range(0, max(len(rows), 1), size):
                yield rows.iloc[start : start + size]

    def _shown(self, selection: Selection = EVERYTHING, most: int = DRAWN) -> Shown:
        """The rows that a page draws: all, or – of more than `most` – the latest of each series, the first `most`."""
        total = self.count(selection)
        if total <= most:
            return Shown(self.rows(selection), total)
        conditions = self._conditions(selection)
        if selection.is_of_series:  # every figure of a series fits or none does
            newest = [*conditions, nw.col("is_latest")]
            return Shown(self._store.first(newest, most), total)
        return Shown(self._store.latest(conditions, most), total)

    def among(self, selection: Selection, ids: Iterable[str]) -> pd.DataFrame:
        """The figures with these ids that fit `selection`."""
        if self._held:
            rows = self.rows(selection)
            return rows[rows["observation_id"].isin(list(ids))]
        named = nw.col("observation_id").is_in(list(ids))
        return self._store.rows([*self._conditions(selection), named])

    def _spread_of(self, selection: Selection) -> Spread:
        return self._store.spread(self._conditions(selection))

    def coverage(self) -> tuple[date, date] | None:
        """First and last day that any stated figure speaks of."""
        return self._store.coverage([nw.col("basis") == "stated"])

    def of_series(self, names: Iterable[str]) -> pd.DataFrame:
        """The stated rows of some series, in the order of the names."""
        return self.series.rows(names)

    def _outcomes(self, target: Any) -> tuple[Any, ...]:
        """Actual figures of the series of the row `target`, for its period or a later one, as records."""
        actual = (row for row in self.records(self.of_series([name_of(target)])) if row.status == "actual")
        undated = pd.isna(target.period_end)
        return tuple(row for row in actual if undated or row.period_end >= target.period_end)

    def _shared_indicators(self, region: str) -> Mapping[str, pd.DataFrame]:
        """Indicators stated of `region` and of another region too → their figures; targets left out.

        As many as a page draws.
        """
        own = self.counts(Selection(region=(region,), status=("actual",)), "indicator")
        every = self.counts(Selection(status=("actual",)), "indicator")
        shared = tuple(id for id, n in own.items() if 0 < n < every[id])
        if not shared:
            return {}
        rows = self.shown(Selection(indicator=shared, status=("actual",))).rows
        found = {id: rows[rows["indicator"] == id] for id in shared}
        return {id: some for id, some in found.items() if some["region"].nunique() > 1}

    def records(self, rows: pd.DataFrame) -> list[Any]:
        """`rows` of this catalogue as named tuples, in their order: what pages say of single figures.

        `Index` is the place in `table_of(rows)`. Taking tuples out of a table costs as much for one
        row as for all, so those of a dataset held in memory are kept.
        """
        if not self._held:
            return list(self.table_of(rows).itertuples(name="Record"))
        return [self._figures[id] for id in rows["observation_id"].tolist()]

    def table_of(self, rows: pd.DataFrame) -> pd.DataFrame:
        """The table that holds the `records` of `rows`: the whole one, where it is held in memory."""
        return self._table if self._held else rows.reset_index(drop=True)

    def _find(self, observation_id: str) -> Any:
        """The row of one figure as a named tuple, also by an id it had before.

        Raises UnknownId with the nearest id there is.
        """
        for id in (observation_id, self.dataset.renamed.get(observation_id)):
            found = self._figures.get(id or "") if self._held else self._sought(id)
            if found is not None:
                return found
        raise UnknownId("observation", observation_id, nearest(observation_id, self._alike(observation_id)))

    @cached_property
    def _figures(self) -> Mapping[str, Any]:
        """Every row by its id: one pass over the table costs as much as two rows taken out of it."""
        return {str(row.observation_id): row for row in self._table.itertuples(name="Record")}

    @cached_property
    def _table(self) -> pd.DataFrame:
        """Every row there is."""
        return self._store.rows([])

    def _sought(self, id: str | None) -> Any:
        """The row with this id: first where such ids are, then anywhere."""
        region = (id or "").split(".")[1:2]
        near = [[nw.col("region").is_in(region)]] if region and region[0] in self.dataset.regions else []
        for conditions in [*near, []] if id else []:
            rows = self._store.rows([*conditions, nw.col("observation_id") == id])
            if len(rows):
                return next(rows.itertuples(index=False))
        return None

    def _alike(self, id: str) -> Iterable[str]:
        """Ids that may be meant by `id`: all, or those of the indicator and region that are most like its own."""
        if self._held:
            return self._figures
        indicator, region, *_ = [*id.split("."), "", ""]
        one, other = nearest(indicator, self.dataset.indicators), nearest(region, self.dataset.regions)
        if one is None or other is None:
            return ()
        return list(self.page(Selection(indicator=(one,), region=(other,)), 500)["observation_id"])

    def observations(self, **filters: Any) -> pd.DataFrame:
        """The figures that fit `filters` (one id or several for each), with the contract columns.

        Example: ``observations(region="east", plan=2)``. Filters and their names are the
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
