"""A dataset ready to be asked: the rows and counts of a selection, single figures, series.

`row_store` and `engines` answer, and counts of ids come from `facets`; what readers ask again is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

import narwhals as nw
import numpy as np
import pandas as pd

from indicators.consistency.audit import audit_dataset
from indicators.errors import UnknownId
from indicators.model import Dataset
from indicators.model.dimensions import FILTER_DIMENSIONS
from indicators.query.caches import Caches, cached_on_owner
from indicators.query.conditions import search_conditions, wanted_ids, year_conditions
from indicators.query.engines import Engine
from indicators.query.engines.pandas_engine import PandasEngine
from indicators.query.facets import FacetCounts, RowMask
from indicators.query.row_index import RowIndex
from indicators.query.row_lookup import RowLookup
from indicators.query.row_store import PartCounts, RowStore
from indicators.query.search import SearchIndex, WordCondition
from indicators.query.selection import (
    DIMENSION_FILTERS,
    EVERYTHING,
    Parameters,
    ParsedSelection,
    Selection,
    filter_parameters,
    parse_selection,
)
from indicators.query.series_index import SeriesIndex, series_name
from indicators.query.table import COLUMNS, PART_ROWS, Row, build_table

#: Figures that a page draws at most.
MAX_DRAWN_ROWS = 600


@dataclass(frozen=True)
class DrawnRows:
    """What a page draws of `total` figures: every one, or the latest of each series while there is room."""

    rows: pd.DataFrame
    total: int

    @property
    def is_whole(self) -> bool:
        """Whether nothing was left out."""
        return len(self.rows) == self.total


@dataclass(frozen=True)
class SelectedFigures:
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


@dataclass(frozen=True)
class PlacedFigures:
    """Figures of a dataset in memory by their `places` in its table, which need not be cut for a few of them."""

    catalogue: Catalogue
    places: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.places)


class Catalogue:
    """A dataset and the engine that keeps its rows, ready to be asked. Shared by all readers: never changed.

    The rows of a dataset that fits into memory are one table; `engine` keeps those of others.
    """

    def __init__(self, dataset: Dataset, engine: Engine | None = None) -> None:
        self.dataset = dataset
        self.audit = audit_dataset(dataset)
        engine = engine or PandasEngine(build_table(dataset, self.audit.implied))
        self._store = RowStore(engine, dataset)
        #: Of a dataset in memory, which needs no engine to say which rows are wanted.
        self._row_index = RowIndex(engine.table) if isinstance(engine, PandasEngine) else None
        self._records = RowLookup(self._store, dataset)
        self.series = SeriesIndex(self._store, dataset)
        self.caches = Caches(self)

    def parse(self, params: Parameters) -> ParsedSelection:
        """Read URL parameters as `parse_selection` does, figures that are named one by one included."""
        parsed = parse_selection(params, self.dataset)
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
    def index(self) -> SearchIndex:
        """What names what, for searching: made at the first search."""
        return SearchIndex(self.dataset)

    def _conditions(self, selection: Selection) -> list[nw.Expr]:
        """What a row must fulfil."""
        if self._row_index is not None:
            return [nw.col("position").is_in(np.flatnonzero(self._mask(self._row_index, selection)).tolist())]
        ids = wanted_ids(selection, self.dataset)
        conditions = [nw.col(name).is_in(sorted(some)) for name, some in ids.items()]
        conditions += [nw.col("current")] if selection.only_current else []
        return conditions + self._conditions_beyond_ids(selection)

    def _conditions_beyond_ids(self, selection: Selection) -> list[nw.Expr]:
        words = search_conditions(self._asked_words(selection), selection.observation)
        return words + year_conditions(selection)

    def _asked_words(self, selection: Selection) -> tuple[WordCondition, ...]:
        return self.index.resolve(selection.q) if selection.q else ()

    def _mask(self, index: RowIndex, selection: Selection) -> RowMask:
        """Which rows of the table in memory fit `selection`."""
        found = index.with_ids(wanted_ids(selection, self.dataset), only_current=selection.only_current)
        if selection.beyond_ids != EVERYTHING:
            found &= self._mask_beyond_ids(index, selection.beyond_ids)
        return found

    @cached_on_owner(maxsize=64)
    def _mask_beyond_ids(self, index: RowIndex, asked: Selection) -> RowMask:
        searched = index.searched(self._asked_words(asked), asked.observation)
        return searched & index.within_years(asked.from_, asked.to)

    # --- counts ----------------------------------------------------------------------------

    def count(self, selection: Selection = EVERYTHING) -> int:
        """How many figures fit `selection`."""
        return self._facet_counts(selection).total(wanted_ids(selection, self.dataset))

    def counts(self, selection: Selection, key: str) -> dict[str, int]:
        """How many of the figures of `selection` each id of `key` has."""
        return self._facet_counts(selection).counts(key, wanted_ids(selection, self.dataset))

    def cross_table(self, selection: Selection, one: str, other: str) -> dict[tuple[str, str], int]:
        """How many of the figures of `selection` each pair of ids has, those that have any."""
        return self._facet_counts(selection).cross_table(one, other, wanted_ids(selection, self.dataset))

    @cached_on_owner(maxsize=256)
    def facets(self, selection: Selection = EVERYTHING) -> Mapping[str, Mapping[str, int]]:
        """For every dimension, how many rows each id would give beside the other filters.

        With `within`, an id of a hierarchy counts everything inside it.
        """
        found = self._facet_counts(selection).facets(DIMENSION_FILTERS, wanted_ids(selection, self.dataset))
        for dimension in FILTER_DIMENSIONS:
            if selection.within and dimension.members:
                own, members = found[dimension.id], dimension.members
                found[dimension.id] = {id: sum(own[one] for one in members(self.dataset, id)) for id in own}
        return found

    def _facet_counts(self, selection: Selection) -> FacetCounts:
        counts = self._store.all_counts
        if selection.beyond_ids != EVERYTHING:
            counts = self._count_facets(selection.beyond_ids)
        return counts.current if selection.only_current else counts

    @cached_on_owner(maxsize=16)
    def _count_facets(self, asked: Selection) -> FacetCounts:
        if self._row_index is not None:
            return self._store.all_counts.among(self._mask_beyond_ids(self._row_index, asked))
        return self._store.count_facets(self._conditions_beyond_ids(asked))

    def drawn(self, selection: Selection) -> Selection:
        """What charts and headlines show of `selection`: of each figure the current statement alone.

        The same where nothing was stated again. Who asks for all, or names a figure, means it.
        """
        if selection.vintage or selection.observation:
            return selection
        current = replace(selection, vintage="current")
        return current if self.count(current) < self.count(selection) else selection

    # --- rows ------------------------------------------------------------------------------

    def rows(self, selection: Selection = EVERYTHING) -> pd.DataFrame:
        """All rows of `selection` in file order, with contract and working columns.

        The frame may be shared between callers: filter it, never write into it. Of a dataset that
        outgrows memory, take `page`, `parts` or `rows_to_draw`.
        """
        if self._row_index is not None:
            return self._rows_in_memory(self._row_index, selection)
        return self._store.rows(self._conditions(selection))

    @cached_on_owner(maxsize=256)
    def _rows_in_memory(self, index: RowIndex, selection: Selection) -> pd.DataFrame:
        return index.rows_at(self._mask(index, selection))

    def figures(self, selection: Selection = EVERYTHING) -> SelectedFigures:
        """The figures of `selection`, to be fetched part by part."""
        return SelectedFigures(self, selection)

    def page(self, selection: Selection, limit: int, offset: int = 0) -> pd.DataFrame:
        """`limit` rows of `selection` after the first `offset`."""
        if self._row_index is not None:
            return self._row_index.rows_at(self._mask(self._row_index, selection), offset, limit)
        conditions = self._conditions(selection)
        if offset + limit <= PART_ROWS:
            return self._store.first(conditions, offset + limit).iloc[offset:].reset_index(drop=True)
        return self._store.page(conditions, self._count_parts(selection), limit, offset)

    def placed(self, selection: Selection, limit: int, offset: int = 0) -> PlacedFigures | pd.DataFrame:
        """As `page`; of a dataset in memory, where these rows stand in its table."""
        if self._row_index is None:
            return self.page(selection, limit, offset)
        places = self._row_index.places_of(self._mask(self._row_index, selection), offset, limit)
        return PlacedFigures(self, tuple(places.tolist()))

    @property
    def held_table(self) -> pd.DataFrame:
        """Every row of a dataset in memory; never changed. Raises LookupError where an engine keeps the rows."""
        if self._row_index is None:
            raise LookupError("the rows are not in memory")
        return self._row_index.table

    def parts(self, selection: Selection, size: int) -> Iterator[pd.DataFrame]:
        """All rows of `selection` in pieces of at most `size`; one empty piece when there are none."""
        if self._row_index is not None or not self.count(selection):
            long: Iterable[pd.DataFrame] = [self.rows(selection)]
        else:
            long = self._store.parts(self._conditions(selection), self._count_parts(selection), PART_ROWS)
        for rows in long:
            for start in range(0, max(len(rows), 1), size):
                yield rows.iloc[start : start + size]

    @cached_on_owner(maxsize=64)
    def rows_to_draw(self, selection: Selection = EVERYTHING, most: int = MAX_DRAWN_ROWS) -> DrawnRows:
        """The rows that a page draws: all, or – of more than `most` – the latest of each series, the first `most`."""
        total = self.count(selection)
        if total <= most:
            return DrawnRows(self.rows(selection), total)
        conditions = self._conditions(selection)
        if selection.takes_whole_series:  # every figure of a series fits or none does
            newest = [*conditions, nw.col("is_latest")]
            return DrawnRows(self._store.first(newest, most), total)
        return DrawnRows(self._store.latest(conditions, most), total)

    def rows_among(self, selection: Selection, ids: Iterable[str]) -> pd.DataFrame:
        """The figures with these ids that fit `selection`."""
        if self._row_index is not None:
            rows = self.rows(selection)
            return rows[rows["observation_id"].isin(list(ids))]
        named = nw.col("observation_id").is_in(list(ids))
        return self._store.rows([*self._conditions(selection), named])

    @cached_on_owner(maxsize=256)
    def _count_parts(self, selection: Selection) -> PartCounts:
        return self._store.count_parts(self._conditions(selection))

    @cached_on_owner(maxsize=1)
    def coverage(self) -> tuple[date, date] | None:
        """First and last day that any stated figure speaks of."""
        return self._store.coverage([nw.col("basis") == "stated"])

    def rows_of_series(self, names: Iterable[str]) -> pd.DataFrame:
        """The current stated rows of some series, in the order of the names."""
        return self.series.rows(names)

    @cached_on_owner(maxsize=1024)
    def outcomes(self, target: Row) -> tuple[Row, ...]:
        """Current actual figures of the series of the row `target`, for its period or a later one, as records."""
        actual = (
            row for row in self.records(self.rows_of_series([series_name(target)])) if row.status == "actual"
        )
        undated = pd.isna(target.period_end)
        return tuple(row for row in actual if undated or row.period_end >= target.period_end)

    @cached_on_owner(maxsize=64)
    def shared_indicators(self, region: str) -> Mapping[str, pd.DataFrame]:
        """Indicators stated of `region` and of another region too → their figures; targets left out.

        As many as a page draws.
        """
        own = self.counts(Selection(region=(region,), status=("actual",)), "indicator")
        every = self.counts(Selection(status=("actual",)), "indicator")
        shared = tuple(id for id, n in own.items() if 0 < n < every[id])
        if not shared:
            return {}
        rows = self.rows_to_draw(self.drawn(Selection(indicator=shared, status=("actual",)))).rows
        found = {id: rows[rows["indicator"] == id] for id in shared}
        return {id: some for id, some in found.items() if some["region"].nunique() > 1}

    @cached_on_owner(maxsize=4096)
    def find(self, observation_id: str) -> Row:
        """The row of one figure as a named tuple, also by an id it had before.

        Raises UnknownId with the nearest id there is.
        """
        return self._records.find(observation_id)

    def vintages_of(self, rows: Iterable[Row]) -> dict[str, tuple[Row, ...]]:
        """The id of each figure of `rows` that was stated more than once → its statements in order of publication."""
        return self._records.vintages_of(rows)

    def records(self, rows: pd.DataFrame) -> list[Row]:
        """`rows` of this catalogue as named tuples, in their order; `Index` is the place in `table_of(rows)`."""
        return self._records.rows_of(rows)

    def table_of(self, rows: pd.DataFrame) -> pd.DataFrame:
        """The table that holds the `records` of `rows`: the whole one, where it is held in memory."""
        return self._records.table_of(rows)

    def observations(self, **filters: Any) -> pd.DataFrame:
        """The figures that fit `filters` (one id or several for each), with the contract columns.

        Example: ``observations(region="east", plan=2)``. Filters and their names are the
        parameters of pages and API. Raises UnknownId for an unknown id, TypeError for an
        unknown filter.
        """
        parsed = self.parse(filter_parameters(filters))
        if parsed.unknown:
            raise parsed.unknown[0]
        return self.rows(parsed.selection)[list(COLUMNS)].copy()
