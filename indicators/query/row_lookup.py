"""Rows as named tuples, and the one with an id: what pages say of single figures.

Rows that are held in memory anyway are taken out of their table once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import cached_property

import narwhals as nw
import pandas as pd

from indicators.errors import UnknownId
from indicators.i18n.letters import find_nearest
from indicators.model import Dataset
from indicators.query.row_store import RowStore
from indicators.query.table import Row, rows_of_table

#: Ids among which the one that is meant is looked for, where not all of them are at hand.
_MAX_SIMILAR_IDS = 500


class RowLookup:
    """The figures of one dataset one by one."""

    def __init__(self, store: RowStore, dataset: Dataset) -> None:
        self._store, self._dataset = store, dataset
        self._held = store.engine.held

    def rows_of(self, rows: pd.DataFrame) -> list[Row]:
        """`rows` of this dataset as named tuples, in their order: what pages say of single figures.

        `Index` is the place in `table_of(rows)`. Taking tuples out of a table costs as much for one
        row as for all, so those of a dataset held in memory are kept.
        """
        if not self._held:
            return rows_of_table(self.table_of(rows))
        return [self._figures[id] for id in rows["observation_id"].tolist()]

    def table_of(self, rows: pd.DataFrame) -> pd.DataFrame:
        """The table that holds these records of `rows`: the whole one, where it is held in memory."""
        return self._table if self._held else rows.reset_index(drop=True)

    def find(self, observation_id: str) -> Row:
        """The row of one figure as a named tuple, also by an id it had before.

        Raises UnknownId with the nearest id there is.
        """
        for id in (observation_id, self._dataset.renamed.get(observation_id)):
            found = self._figures.get(id or "") if self._held else self._fetch_row(id)
            if found is not None:
                return found
        raise UnknownId(
            "observation", observation_id, find_nearest(observation_id, self._similar_ids(observation_id))
        )

    def vintages_of(self, rows: Iterable[Row]) -> dict[str, tuple[Row, ...]]:
        """The id of each figure that was stated more than once → all its statements in order of publication."""
        named = {row.observation_id: row for row in rows if isinstance(row.vintages, str)}
        several = {id: str(row.vintages).split(";") for id, row in named.items()}
        if not several:
            return {}
        found = self._figures if self._held else self._fetch_rows(list(named.values()), several.values())
        return {id: tuple(found[one] for one in ids) for id, ids in several.items()}

    def _fetch_rows(self, near: Collection[Row], ids: Iterable[Iterable[str]]) -> dict[str, Row]:
        """The rows with these ids, which are of the regions and indicators of those that are `near`."""
        wanted = sorted({one for some in ids for one in some})
        places = {name: sorted({getattr(row, name) for row in near}) for name in ("region", "indicator")}
        conditions = [nw.col(name).is_in(some) for name, some in places.items()]
        rows = self._store.rows([*conditions, nw.col("observation_id").is_in(wanted)])
        return {str(row.observation_id): row for row in rows_of_table(rows)}

    @cached_property
    def _figures(self) -> Mapping[str, Row]:
        """Every row by its id: one pass over the table costs as much as two rows taken out of it."""
        return {str(row.observation_id): row for row in rows_of_table(self._table)}

    @cached_property
    def _table(self) -> pd.DataFrame:
        """Every row there is."""
        return self._store.rows([])

    def _fetch_row(self, id: str | None) -> Row | None:
        """The row with this id: first where such ids are, then anywhere."""
        region = (id or "").split(".")[1:2]
        near = [[nw.col("region").is_in(region)]] if region and region[0] in self._dataset.regions else []
        for conditions in [*near, []] if id else []:
            rows = self._store.rows([*conditions, nw.col("observation_id") == id])
            if len(rows):
                return rows_of_table(rows)[0]
        return None

    def _similar_ids(self, id: str) -> Iterable[str]:
        """Ids that may be meant by `id`: all, or those of the indicator and region that are most like its own."""
        if self._held:
            return self._figures
        indicator, region, *_ = [*id.split("."), "", ""]
        one, other = (
            find_nearest(indicator, self._dataset.indicators),
            find_nearest(region, self._dataset.regions),
        )
        if one is None or other is None:
            return ()
        conditions = [nw.col("region") == other, nw.col("indicator") == one, nw.col("basis") == "stated"]
        return list(self._store.first(conditions, _MAX_SIMILAR_IDS)["observation_id"])
