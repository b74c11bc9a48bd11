"""Conditions → rows, counts and parts of rows, from any engine, never more than is asked for.

A table is cut into parts of at most PART rows; what is long is fetched part by part, so that a
file of everything and the last page of a long list need no more memory than a part.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import accumulate
from typing import Any, Final

import narwhals as nw
import pandas as pd

from indicators.model import Dataset
from indicators.query.engines import Engine
from indicators.query.facets import FACET_KEYS, FacetCounts

Conditions = Sequence[nw.Expr]
#: part of the table → how many rows of it are wanted
PartCounts = tuple[tuple[int, int], ...]

#: What figures must share for one of them to be the latest.
_LATEST_KEYS: Final = ["series", "status"]


class RowStore:
    """The rows of one dataset behind one engine."""

    def __init__(self, engine: Engine, dataset: Dataset) -> None:
        self.engine, self._dataset = engine, dataset
        self.all_counts = FacetCounts(engine.combinations(), dataset)

    def rows(self, conditions: Conditions) -> pd.DataFrame:
        """Every row that fulfils the conditions, in order, at once."""
        return self.engine.rows(self._query(conditions))

    def count_facets(self, conditions: Conditions) -> FacetCounts:
        """The numbers of those rows by combination of ids."""
        counted = self._query(conditions).with_columns(n_current=nw.col("current").cast(nw.Int64))
        query = counted.group_by(*FACET_KEYS).agg(nw.len().alias("n"), nw.col("n_current").sum())
        return FacetCounts(self.engine.collect(query), self._dataset)

    def count_parts(self, conditions: Conditions) -> PartCounts:
        """How many of those rows each part of the table has, the first part first."""
        found = self.engine.collect(
            self._query(conditions).select("part").group_by("part").agg(nw.len().alias("n"))
        )
        return tuple(sorted((int(part), int(n)) for part, n in zip(found["part"], found["n"], strict=True)))

    def first(self, conditions: Conditions, limit: int) -> pd.DataFrame:
        """The first `limit` of those rows."""
        query = self._query(conditions).select("position").sort("position").head(limit)
        return self._rows_between(conditions, sorted(self.engine.collect(query)["position"]))

    def page(self, conditions: Conditions, spread: PartCounts, limit: int, offset: int) -> pd.DataFrame:
        """`limit` of those rows after the first `offset`; `spread` says in which parts to look."""
        ends = list(accumulate(n for _, n in spread))
        before = [(part, end - n) for (part, n), end in zip(spread, ends, strict=True) if end > offset]
        parts = [part for part, start in before if start < offset + limit]
        if not parts:
            return self._rows_between(conditions, [])
        near = [*conditions, nw.col("part").is_in(parts)]
        places = sorted(self.engine.collect(self._query(near).select("position"))["position"])
        skipped = offset - before[0][1]
        return self._rows_between(conditions, places[skipped : skipped + limit])

    def parts(self, conditions: Conditions, spread: PartCounts, size: int) -> Iterator[pd.DataFrame]:
        """All those rows, in order, in pieces of about `size` rows."""
        for parts in _group_parts(spread, size):
            yield self.rows([*conditions, nw.col("part").is_in(parts)])

    def latest(self, conditions: Conditions, most: int) -> pd.DataFrame:
        """The newest of those rows in each series, of each status apart; the first `most` of them."""
        query = self._query(conditions).select(*_LATEST_KEYS, "period_end", "position")
        last = query.unique(_LATEST_KEYS, keep="last", order_by=["period_end", "position"]).select("position")
        return self.at(sorted(self.engine.collect(last)["position"])[:most])

    def coverage(self, conditions: Conditions) -> tuple[date, date] | None:
        """First and last day that any of those rows speaks of; None when none is dated."""
        found = self.engine.collect(
            self._query(conditions).select(nw.col("period_start").min(), nw.col("period_end").max())
        )
        first, last = (found[name].iloc[0] for name in ("period_start", "period_end"))
        if pd.isna(first):
            return None
        return date(first.year, first.month, first.day), date(last.year, last.month, last.day)

    def at(self, positions: Sequence[int]) -> pd.DataFrame:
        """The rows in these places."""
        if not positions:
            return self.rows([nw.col("part") < 0])
        wanted = [int(position) for position in positions]
        between = [nw.col("position") >= wanted[0], nw.col("position") <= wanted[-1]]
        return self.rows([*between, nw.col("position").is_in(wanted)])

    def _rows_between(self, conditions: Conditions, places: Sequence[int]) -> pd.DataFrame:
        """Those rows from the first to the last of `places`; none when there are no places."""
        if not len(places):
            return self.rows([nw.col("part") < 0])
        ends = [nw.col("position") >= int(places[0]), nw.col("position") <= int(places[-1])]
        return self.rows([*conditions, *ends])

    def _query(self, conditions: Conditions) -> Any:
        frame = self.engine.frame()
        return frame.filter(*conditions) if conditions else frame


def _group_parts(spread: PartCounts, size: int) -> Iterator[list[int]]:
    """Neighbouring parts together, as long as they have no more than `size` rows."""
    bundle: list[int] = []
    held = 0
    for part, n in spread:
        if bundle and held + n > size:
            yield bundle
            bundle, held = [], 0
        bundle.append(part)
        held += n
    if bundle:
        yield bundle
