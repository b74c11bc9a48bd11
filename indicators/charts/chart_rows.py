"""What charts are made from: the table they come from, the dataset behind it, the language.

A table is dear to read row by row, so it is read once into records (named tuples whose `Index` is
the place in the table); everything after that works on lists of records.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter

import pandas as pd

from indicators.i18n import Language, Messages
from indicators.model import Dataset, chart_kinds
from indicators.model.hedges import HEDGES, HedgeMark
from indicators.model.period import parse_period
from indicators.query.table import Row, rows_of_table


@dataclass(frozen=True, eq=False)
class ChartContext:
    """The table whose rows are drawn, with the dataset and the language to speak of them.

    `heading` is the title where a curator has chosen one.
    """

    table: pd.DataFrame
    dataset: Dataset
    say: Messages
    heading: str = ""
    chosen: Sequence[Row] | None = None
    """The records to draw, where they are known and not all that the table has."""

    @property
    def language(self) -> Language:
        """The language of every word in the chart."""
        return self.say.language

    def records(self) -> list[Row]:
        """The rows to draw: those that were chosen, else every one of the table."""
        return list(self.chosen) if self.chosen is not None else rows_of_table(self.table)


def chart_context(rows: pd.DataFrame, dataset: Dataset, say: Messages, heading: str = "") -> ChartContext:
    """The context of any rows, whatever their index."""
    return ChartContext(rows.reset_index(drop=True), dataset, say, heading)


def all_agree(records: Sequence[Row], column: str) -> bool:
    """Whether all records agree in `column`; missing values agree with each other."""
    values = (getattr(record, column) for record in records)
    return len({value if isinstance(value, str) else None for value in values}) == 1


def group_by_columns(records: Iterable[Row], *columns: str) -> list[list[Row]]:
    """The records that agree in all `columns`, group by group in order of appearance."""
    return chart_kinds.group_by(records, attrgetter(*columns))


def sorted_runs(records: Iterable[Row]) -> list[list[Row]]:
    """The comparable runs of `records`, each in time order, in order of appearance."""
    return [sort_by_time(run) for run in chart_kinds.comparable_runs(records)]


def sort_by_time(records: Sequence[Row]) -> list[Row]:
    """Records in chronological order, the undated first."""
    undated = [record for record in records if not is_dated(record)]
    dated = [record for record in records if is_dated(record)]
    return undated + sorted(dated, key=lambda record: parse_period(chart_kinds.cell_text(record.period)))


def hedge_mark(record: Row) -> HedgeMark:
    """How a figure is drawn: as its hedge says, or with the margin that was printed.

    A hedge of a number below zero speaks of its size: "over -20" is an upper bound.
    """
    mark = HEDGES[record.qualifier].mark
    if record.plot_value < 0 and mark in ("lower", "upper"):
        return "upper" if mark == "lower" else "lower"
    return "margin" if "±" in record.printed else mark


def stated_span(record: Row) -> tuple[float, float] | None:
    """Both ends of a range or of a stated margin."""
    return (record.low, record.high) if hedge_mark(record) in ("range", "margin") else None


def is_bound(record: Row) -> bool:
    """Whether a figure says of one end alone where it lies: it is drawn with an arrow."""
    return HEDGES[record.qualifier].is_bound


def is_dated(record: Row) -> bool:
    """Whether a figure names its period."""
    return isinstance(record.period, str)


def can_be_joined(run: Sequence[Row]) -> bool:
    """Whether the figures of a run may be joined: periods of their own, of what is no change already."""
    return chart_kinds.count_periods(run) > 1 and run[0].measure in chart_kinds.LINE_MEASURES
