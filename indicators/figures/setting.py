"""What charts are made from: the table they come from, the dataset behind it, the language.

A table is dear to read row by row, so it is read once into records (named tuples whose `Index` is
the place in the table); everything after that works on lists of records.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

import pandas as pd

from indicators import kinds
from indicators.language import Messages
from indicators.model import Dataset, Language

#: A row of the table as a named tuple.
Record = Any


@dataclass(frozen=True, eq=False)
class Setting:
    """The table whose rows are drawn, with the dataset and the language to speak of them.

    `heading` is the title where a curator has chosen one.
    """

    table: pd.DataFrame
    dataset: Dataset
    say: Messages
    heading: str = ""
    chosen: Sequence[Record] | None = None
    """The records to draw, where they are known and not all that the table has."""

    @property
    def language(self) -> Language:
        """The language of every word in the chart."""
        return self.say.language

    def records(self) -> list[Record]:
        """The rows to draw: those that were chosen, else every one of the table."""
        return list(self.chosen) if self.chosen is not None else list(self.table.itertuples(name="Record"))


def setting(rows: pd.DataFrame, dataset: Dataset, say: Messages, heading: str = "") -> Setting:
    """The setting of any rows, whatever their index."""
    return Setting(rows.reset_index(drop=True), dataset, say, heading)


def same(records: Sequence[Record], column: str) -> bool:
    """Whether all records agree in `column`; missing values agree with each other."""
    return len({value if isinstance(value, str) else None for value in column_of(records, column)}) == 1


def column_of(records: Iterable[Record], column: str) -> list[Any]:
    """One column of the records."""
    return [getattr(record, column) for record in records]


def grouped(records: Iterable[Record], *columns: str) -> list[list[Record]]:
    """The records that agree in all `columns`, group by group in order of appearance."""
    return kinds.grouped(records, attrgetter(*columns))
