"""A dataset ready to be asked: the rows and counts of a selection, single figures, series.

`store` and `engines` answer, and counts of ids come from a `tally`; what readers ask again is kept.
Knows nothing of widgets, HTTP or languages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

import narwhals as nw
import pandas as pd

from indicators.audit import audit
from indicators.engines import Engine
from indicators.engines.memory import Memory
from indicators.errors import UnknownId
from indicators.model import Dataset
from indicators.search import Index
from indicators.select.conditions import searched, wanted
from indicators.select.records import Records
from indicators.select.selection import DIMENSIONS, EVERYTHING, Params, Parsed, Selection, params_of, parse
from indicators.series import SeriesIndex, name_of
from indicators.store import Spread, Store
from indicators.table import COLUMNS, PART, observations
from indicators.tally import Tally

#: Figures that a page draws at most.
DRAWN = 600


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
        self._records = Records(self._store, dataset)
        self.series = SeriesIndex(self._store, dataset)
        self.rows = lru_cache(maxsize=256)(self._rows) if self._held else self._rows
        self.shown = lru_cache(maxsize=64)(self._shown)
        self.facets = lru_cache(maxsize=256)(self._facets)
        self.find = lru_cache(maxsize=4096)(self._records.find)
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
        ids = wanted(selection, self.dataset)
        return [nw.col(name).is_in(sorted(some)) for name, some in ids.items()] + self._searched(selection)

    def _searched(self, selection: Selection) -> list[nw.Expr]:
        asked = self.index.resolve(selection.q) if selection.q else ()
        return searched(asked, selection.observation)

    # --- counts ----------------------------------------------------------------------------

    def count(self, selection: Selection = EVERYTHING) -> int:
        """How many figures fit `selection`."""
        return self._tally(selection).total(wanted(selection, self.dataset))

    def counts(self, selection: Selection, key: str) -> dict[str, int]:
        """How many of the figures of `selection` each id of `key` has."""
        return self._tally(selection).counts(key, wanted(selection, self.dataset))

    def cross(self, selection: Selection, one: str, other: str) -> dict[tuple[str, str], int]:
        """How many of the figures of `selection` each pair of ids has, those that have any."""
        return self._tally(selection).cross(one, other, wanted(selection, self.dataset))

    def _facets(self, selection: Selection = EVERYTHING) -> Mapping[str, Mapping[str, int]]:
        """For every dimension, how many rows each id would give beside the other filters.

        With `within`, a region counts everything inside it.
        """
        found = self._tally(selection).facets(DIMENSIONS, wanted(selection, self.dataset))
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
        """`rows` of this catalogue as named tuples, in their order; `Index` is the place in `table_of(rows)`."""
        return self._records.of(rows)

    def table_of(self, rows: pd.DataFrame) -> pd.DataFrame:
        """The table that holds the `records` of `rows`: the whole one, where it is held in memory."""
        return self._records.table_of(rows)

    def observations(self, **filters: Any) -> pd.DataFrame:
        """The figures that fit `filters` (one id or several for each), with the contract columns.

        Example: ``observations(region="east", plan=2)``. Filters and their names are the
        parameters of pages and API. Raises UnknownId for an unknown id, TypeError for an
        unknown filter.
        """
        parsed = self.parse(params_of(filters))
        if parsed.unknown:
            raise parsed.unknown[0]
        return self.rows(parsed.selection)[list(COLUMNS)].copy()
