"""Which rows of a table in memory are wanted, as masks over it: asked of indexes, not by looking at each row's words.

The masks mean what the expressions of `conditions` mean to other engines.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from indicators.query.facets import IdFilter, RowMask
from indicators.query.search import WordCondition
from indicators.query.search.text_index import TextIndex


class RowIndex:
    """The indexes of `table`. Both are never changed, so that any thread may ask."""

    def __init__(self, table: pd.DataFrame) -> None:
        self.table = table
        self._columns: dict[str, NDArray[Any]] = {}
        self._coded: dict[str, tuple[Mapping[str, int], NDArray[np.integer[Any]]]] = {}

    def rows_at(self, found: RowMask, first: int = 0, most: int | None = None) -> pd.DataFrame:
        """`most` of the rows that were `found`, or all, after the first ones; numbered as they are among these."""
        rows = self.table.take(self.places_of(found, first, most))
        rows.index = pd.RangeIndex(first, first + len(rows))
        return rows

    def places_of(self, found: RowMask, first: int = 0, most: int | None = None) -> NDArray[np.intp]:
        """Where `most` of the rows that were `found`, or all, stand in the table, after the first ones."""
        return np.flatnonzero(found)[first : None if most is None else first + most]

    def with_ids(self, wanted: IdFilter, *, only_current: bool = False) -> RowMask:
        """The rows with one of the wanted ids in each column; or those of them alone that are current."""
        found: RowMask = np.ones(len(self.table), dtype=bool)
        for name, ids in wanted.items():
            found &= self._with_id(name, ids)
        return found & self._column("current") if only_current else found

    def searched(self, asked: Iterable[WordCondition], figures: Collection[str]) -> RowMask:
        """The rows that fulfil all that words ask for and, where figures are named, are one of these."""
        found: RowMask = np.ones(len(self.table), dtype=bool)
        for each in asked:
            found &= self._fulfil(each)
        if figures:
            found &= self.table["observation_id"].isin(list(figures)).to_numpy()
        return found

    def within_years(self, first: int | None, last: int | None) -> RowMask:
        """The rows whose period lies wholly between two years; of either there may be none."""
        found: RowMask = np.ones(len(self.table), dtype=bool)
        if first:
            found &= self._column("period_start") >= np.datetime64(f"{first:04}-01-01")
        if last:
            found &= self._column("period_end") <= np.datetime64(f"{last:04}-12-31")
        return found

    def _fulfil(self, asked: WordCondition) -> RowMask:
        """The rows of what a word names, and those that hold it in their own words or numbers."""
        found: RowMask = np.zeros(len(self.table), dtype=bool)
        for name, ids in asked.ids.items():
            found |= self._with_id(name, ids)
        for text in asked.texts:
            found[self._texts.find(text)] = True
        if asked.years:
            found |= self.within_years(*asked.years)
        if asked.numbers:
            stated = {
                name: np.isin(self._column(name), asked.numbers) for name in ("value", "usd", "low", "high")
            }
            # Of a range nobody stated one number, but its ends.
            ends = self._with_id("qualifier", ("between",)) & (stated["low"] | stated["high"])
            found |= stated["value"] | stated["usd"] | ends
        return found

    def _with_id(self, name: str, ids: Collection[str]) -> RowMask:
        codes, codes_of_rows = self._codes(name)
        wanted = np.zeros(len(codes) + 1, dtype=bool)  # the last is for rows that have none
        wanted[[codes[id] for id in ids if id in codes]] = True
        found: RowMask = wanted[codes_of_rows]
        return found

    def _codes(self, name: str) -> tuple[Mapping[str, int], NDArray[np.integer[Any]]]:
        """What stands for each id of a column, and for each row; taken out of the table once."""
        if name not in self._coded:
            column = self.table[name].cat
            known = {id: code for code, id in enumerate(column.categories.tolist())}
            self._coded[name] = known, column.codes.to_numpy()
        return self._coded[name]

    def _column(self, name: str) -> NDArray[Any]:
        if name not in self._columns:
            self._columns[name] = self.table[name].to_numpy()
        return self._columns[name]

    @cached_property
    def _texts(self) -> TextIndex:
        """The words of each row: made at the first search."""
        return TextIndex(self.table["search"].tolist())
