"""What can be compared: series by their names, such as ``gdp.east``, and their stated figures.

A name is the ids of indicator, region, sector and counterpart, those it has.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, Final

import narwhals as nw
import pandas as pd

from indicators.i18n.letters import find_nearest
from indicators.model import Dataset
from indicators.model.observation import SUBJECT_IDS, Subject
from indicators.query.facets import NO_ID
from indicators.query.row_store import RowStore
from indicators.query.table import Row

_STATED: Final = {"basis": ("stated",)}


def series_names(rows: pd.DataFrame) -> list[str]:
    """The name of the series that each row belongs to."""
    return [_join_name(ids) for ids in rows[list(SUBJECT_IDS)].itertuples(index=False, name=None)]


def series_name(row: Row) -> str:
    """The name of the series that one row belongs to."""
    return _join_name(getattr(row, key) for key in SUBJECT_IDS)


def _join_name(ids: Iterable[Any]) -> str:
    return ".".join(id for id in ids if isinstance(id, str) and id)


class SeriesIndex:
    """The series of one dataset, found by what their names say, not by looking at every figure."""

    def __init__(self, store: RowStore, dataset: Dataset) -> None:
        self._store, self._dataset = store, dataset

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and any(map(self._exists, self._parse_name(name)))

    def name_of_today(self, name: str) -> str:
        """The name that a series has today, also of one of old: its parts are ids. Empty where there is none."""
        renamed = self._dataset.renamed
        today = ".".join(renamed.get(part, part) for part in name.split("."))
        return next((one for one in (name, today) if one in self), "")

    def __iter__(self) -> Iterator[str]:
        """Every name, as the figures come."""
        return (_join_name(ids) for ids in self._all_ids())

    @cached_property
    def counts_by_indicator(self) -> Mapping[str, int]:
        """How many series each indicator has."""
        counts: dict[str, int] = {}
        for indicator, *_ in self._all_ids():
            counts[indicator] = counts.get(indicator, 0) + 1
        return counts

    def names_of_indicator(self, indicator: str, most: int) -> tuple[str, ...]:
        """The names of the first `most` series of an indicator."""
        found = self._store.all_counts.combinations(SUBJECT_IDS, _STATED | {"indicator": (indicator,)})
        return tuple(_join_name(ids) for ids in found[:most])

    def rows(self, names: Iterable[str]) -> pd.DataFrame:
        """The stated figures of some series, current statements alone, in the order of the names."""
        wanted = {name: place for place, name in enumerate(names)}
        read = [ids for name in wanted for ids in self._parse_name(name)]
        conditions = [
            nw.col(key).is_in(sorted({ids[key] for ids in read})) for key in ("region", "indicator")
        ]
        rows = self._store.rows([*conditions, nw.col("basis") == "stated", nw.col("current")])
        place = pd.Series(
            [wanted.get(name, -1) for name in series_names(rows)], index=rows.index, dtype="int64"
        )
        order = place[place >= 0].sort_values(kind="stable").index
        return rows.loc[order].reset_index(drop=True)

    def subject_of(self, name: str) -> Subject:
        """What the figures of a series that there is speak of."""
        ids = next(filter(self._exists, self._parse_name(name)))
        sector, counterpart = ids["sector"] or None, ids["counterpart"] or None
        return Subject(ids["indicator"], ids["region"], sector, counterpart)

    def find_nearest(self, name: str) -> str | None:
        """The name most like `name`, of the indicator most like its own."""
        indicator = find_nearest(name.partition(".")[0], self._dataset.indicators)
        return find_nearest(name, self.names_of_indicator(indicator, 10_000)) if indicator else None

    def _all_ids(self) -> list[tuple[str, ...]]:
        return self._store.all_counts.combinations(SUBJECT_IDS, _STATED)

    def _exists(self, ids: Mapping[str, str]) -> bool:
        """Whether any stated figure has these ids."""
        return self._store.all_counts.total(_STATED | {key: (id,) for key, id in ids.items()}) > 0

    def _parse_name(self, name: str) -> Iterator[dict[str, str]]:
        """What `name` can mean: its third id may be a sector or a counterpart."""
        indicator, region, *rest = [*name.split("."), ""]
        rest = rest[:-1]
        if indicator not in self._dataset.indicators or region not in self._dataset.regions or len(rest) > 2:
            return
        one, other = [*rest, NO_ID, NO_ID][:2]
        for sector, counterpart in {(one, other), (other, one)} if len(rest) < 2 else {(one, other)}:
            if sector in (NO_ID, *self._dataset.sectors) and counterpart in (
                NO_ID,
                *self._dataset.counterparts,
            ):
                yield {"indicator": indicator, "region": region, "sector": sector, "counterpart": counterpart}
