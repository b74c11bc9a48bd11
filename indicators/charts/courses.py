"""What is joined through time: the outcomes of a series, and from the last of them what is expected or aimed at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from indicators.charts.chart_rows import sort_by_time
from indicators.model.chart_kinds import cell_text, comparable_runs, main_run
from indicators.model.period import parse_period
from indicators.query.table import Row

#: How much longer than the usual step between two figures a step must be to be a gap.
_GAP_FACTOR: Final = 1.5


class Join(NamedTuple):
    """Two figures of one series that are joined, and plotly's name of the stroke between them."""

    then: Row
    now: Row
    dash: str


def sorted_course(course: Sequence[Row]) -> list[Row]:
    """What is stated of one series: outcomes in time order, then what else is said of it."""
    line = sort_by_time(main_run(course))
    drawn = {record.Index for record in line}
    return line + sort_by_time([record for record in course if record.Index not in drawn])


def find_joins(course: Sequence[Row]) -> Iterator[Join]:
    """The joins of one series: dotted where an end is hedged, dashed on to what has not happened.

    Over a gap nothing is joined: a period that others of its length surround, but that nobody stated.
    """
    line = sort_by_time(main_run(course))
    if _kind_of_period(line[0]) == "years":
        return  # several years are no point
    step = min((_months_between(one, other) for one, other in pairwise(line)), default=0)
    step = 0 if _kind_of_period(line[0]) == "point" else step  # states are of any days
    for then, now in pairwise(line):
        if step == 0 or _months_between(then, now) <= _GAP_FACTOR * step:
            exact = then.qualifier == now.qualifier == "exact"
            yield Join(then, now, "solid" if exact else "dot")
    drawn = {record.Index for record in line}
    for run in comparable_runs([record for record in course if record.Index not in drawn]):
        later = [one for one in sort_by_time(run) if _months_between(line[-1], one) > 0]
        yield from (Join(then, now, "dash") for then, now in pairwise([line[-1], *later]))


def _kind_of_period(record: Row) -> str:
    return parse_period(cell_text(record.period)).kind.id


def _months_between(one: Row, other: Row) -> int:
    """From the beginning of one period to that of the other; days of one month are not told apart."""
    first, second = (parse_period(cell_text(record.period)).start for record in (one, other))
    return 12 * (second.year - first.year) + second.month - first.month
