"""How many figures there are of every combination of ids: totals, facets and cross-tables.

Millions of figures have far fewer combinations; these are held as small whole numbers, so that
the counts on a page need no engine.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from copy import copy
from functools import cached_property, reduce
from operator import and_
from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from indicators.model import Dataset
from indicators.model.dimensions import DIMENSIONS, DIMENSIONS_BY_ID

#: Columns of ids whose combinations are counted.
FACET_KEYS: Final = tuple(
    dimension.id for dimension in DIMENSIONS if dimension.is_filter or dimension.is_counted
)
#: How many figures there are of a combination, and of how many of them it is the current statement.
COUNT_COLUMNS: Final = ("n", "n_current")
#: What stands for "none": a sector, counterpart or plan that a figure does not have.
NO_ID: Final = ""

#: key → the ids that are wanted, any of them
IdFilter = Mapping[str, Collection[str]]
RowMask = NDArray[np.bool_]


class FacetCounts:
    """Numbers of figures by combination of ids; `frame` has the columns FACET_KEYS and COUNT_COLUMNS."""

    def __init__(self, frame: pd.DataFrame, dataset: Dataset) -> None:
        self._ids = {key: DIMENSIONS_BY_ID[key].ids(dataset) for key in FACET_KEYS}
        self._codes = {key: _encode_ids(frame[key], self._ids[key]) for key in FACET_KEYS}
        self._n = frame["n"].to_numpy(
            dtype="float64"
        )  # bincount adds floats; these hold every number exactly
        self._n_current = frame["n_current"].to_numpy(dtype="float64")

    @cached_property
    def current(self) -> FacetCounts:
        """The same of current statements alone."""
        found = copy(self)
        found._n = self._n_current
        return found

    def among(self, rows: RowMask) -> FacetCounts:
        """The same of some rows of `frame` alone."""
        found = copy(self)
        vars(found).pop("current", None)
        found._codes = {key: codes[rows] for key, codes in self._codes.items()}
        found._n, found._n_current = self._n[rows], self._n_current[rows]
        return found

    def total(self, wanted: IdFilter) -> int:
        """How many figures have one of the wanted ids for every key of `wanted`."""
        return int(self._n[self._where(self._masks(wanted).values())].sum())

    def counts(self, key: str, wanted: IdFilter) -> dict[str, int]:
        """How many of the wanted figures each id of `key` has, in the order of the dataset."""
        return self._count(key, self._where(self._masks(wanted).values()))

    def facets(self, keys: Sequence[str], wanted: IdFilter) -> dict[str, dict[str, int]]:
        """For each of `keys`, the counts of its ids beside the filters of all other keys."""
        masks = self._masks(wanted)
        everywhere = self._where(masks.values())
        beside = {key: self._where(mask for other, mask in masks.items() if other != key) for key in masks}
        return {key: self._count(key, beside.get(key, everywhere)) for key in keys}

    def cross_table(self, one: str, other: str, wanted: IdFilter) -> dict[tuple[str, str], int]:
        """How many of the wanted figures each pair of ids has that has any."""
        where = self._where(self._masks(wanted).values())
        a, b = self._codes[one][where].astype("int64"), self._codes[other][where]
        width = len(self._ids[other]) + 1
        known = (a >= 0) & (b >= 0)
        n = np.bincount(a[known] * width + b[known], self._n[where][known])
        return {
            (self._ids[one][pair // width], self._ids[other][pair % width]): int(n[pair])
            for pair in np.flatnonzero(n)
        }

    def combinations(self, keys: Sequence[str], wanted: IdFilter) -> list[tuple[str, ...]]:
        """Every combination of ids of `keys` that a wanted figure has, as they first appear; NONE for none."""
        where = self._where(self._masks(wanted).values())
        codes = [self._codes[key][where] for key in keys]
        packed = np.zeros(len(codes[0]), dtype="int64")
        for key, own in zip(keys, codes, strict=True):
            packed = packed * (len(self._ids[key]) + 1) + own + 1
        _, first = np.unique(packed, return_index=True)
        first.sort()
        named = [np.array([NO_ID, *self._ids[key]], dtype=object) for key in keys]
        return list(
            zip(*(names[own[first] + 1] for names, own in zip(named, codes, strict=True)), strict=True)
        )

    def _masks(self, wanted: IdFilter) -> dict[str, RowMask]:
        return {key: self._row_mask(key, some) for key, some in wanted.items()}

    def _row_mask(self, key: str, some: Collection[str]) -> RowMask:
        chosen = np.array(
            [id in some for id in (*self._ids[key], NO_ID)]
        )  # the last is that of the code -1: none
        found: RowMask = chosen[self._codes[key]]
        return found

    def _where(self, masks: Iterable[RowMask]) -> slice | NDArray[np.intp]:
        """The places where all masks hold; the slice of everything where they hold everywhere."""
        found = reduce(and_, masks, np.ones(1, dtype=bool))
        return slice(None) if found.all() else np.flatnonzero(np.broadcast_to(found, self._n.shape))

    def _count(self, key: str, where: slice | NDArray[np.intp]) -> dict[str, int]:
        codes = self._codes[key][where] + 1
        n = np.bincount(codes, self._n[where], minlength=len(self._ids[key]) + 1)
        return dict(zip(self._ids[key], map(int, n[1:]), strict=True))


def _encode_ids(column: pd.Series[Any], ids: Sequence[str]) -> NDArray[Any]:
    """The place of each id in `ids`, -1 where there is none, in as few bytes as hold them."""
    small = np.min_scalar_type(-len(ids) - 1)
    place = pd.Index(list(ids), dtype="str")
    if isinstance(column.dtype, pd.CategoricalDtype):
        known = np.append(place.get_indexer(pd.Index(column.cat.categories, dtype="str")), -1)
        return known[column.cat.codes].astype(small)
    return place.get_indexer(pd.Index(column)).astype(small)
