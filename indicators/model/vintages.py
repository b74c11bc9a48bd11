"""Vintages: the statements of one figure from several places, and which of them is current.

Sources state one thing again: a press conference first, a yearbook later, a headline and the text below it.
Statements are **vintages of one figure** when they are of one thing: one indicator (and so one unit), region,
sector, counterpart, period with its timing, and status. A growth, change or share is also of what it is measured
against: statements with different base periods are of different things, and one that leaves its base unsaid is
of the one that the others name, where they name one only.

They stand in **order of publication**: by the date of the source as ISO 8601 writes it, so that a month comes
before the days in it; of one date by the id of the source, then by the line it is first printed on, then by the
printed words, then by the id it was given.

One of them is **current**, which charts, headlines, comparisons and relations use: the one published last. Of one
date it is, in this order,

1. the narrowest: an interval with two ends before one with an open end, the shorter before the longer; of two
   lower bounds the higher, of two upper bounds the lower, and a lower bound before an upper one; where they are
   alike, the one that leaves out its ends;
2. the one released as final, before revised, before preliminary, before what was never called any of these;
3. the last in order of publication.

The first keeps the **id** that it would have alone; the id of a later one is that with a dot and the id of its
source behind it, and with ``.2``, ``.3`` … behind that where the source stated it before. An id that was given stays
as it is, and is not used twice.

Nothing here depends on the order in which statements are given.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import count, groupby
from operator import attrgetter
from typing import Final, NamedTuple

from indicators.model.code_lists import RELEASES
from indicators.model.dataset import Dataset
from indicators.model.hedges import HEDGES
from indicators.model.observation import IndicatorHead, Observation
from indicators.model.quantity import quantity_of
from indicators.model.vocabulary import Source, Unit

#: How far a release has come, the first step first; what is called nothing has not begun.
RELEASE_ORDER: Final = ("", *RELEASES)
_NO_BOUND: Final = Decimal("-Infinity")


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One statement of a figure, as far as its place among the others goes.

    `place` is where the caller has it; `subject` all that it is of but its base period; `plain_id` the id it would
    have alone, `given_id` the one it was given. `low` and `high` are its bounds, None where they are open.
    """

    place: int
    subject: tuple[str, ...]
    base_period: str = ""
    plain_id: str
    given_id: str = ""
    published: str
    source: str
    line: int
    words: str
    low: Decimal | None
    high: Decimal | None
    qualifier: str
    release: str = ""

    @property
    def order_of_publication(self) -> tuple[str, str, int, str, str, int]:
        """What statements of one figure are sorted by."""
        return self.published, self.source, self.line, self.words, self.given_id, self.place

    @property
    def precedence(self) -> tuple[object, ...]:
        """What the current one has most of."""
        release = RELEASE_ORDER.index(self.release)
        return self.published, self._narrowness, release, self.order_of_publication

    @property
    def _narrowness(self) -> tuple[int, Decimal, int]:
        """Greater for what says more: two ends, a lower bound, an upper bound, nothing at all."""
        hedge = HEDGES[self.qualifier]
        ends_left_out = (not hedge.low.is_included) + (not hedge.high.is_included)
        if self.low is not None and self.high is not None:
            return 3, self.low - self.high, ends_left_out
        if self.low is not None:
            return 2, self.low, ends_left_out
        return (1, -self.high, ends_left_out) if self.high is not None else (0, _NO_BOUND, 0)


def group_vintages(statements: Iterable[Statement]) -> Iterator[tuple[Statement, ...]]:
    """The statements of each figure in order of publication; a figure stated once is a group of one."""
    by_subject = sorted(statements, key=attrgetter("subject"))
    for _, of_one_subject in groupby(by_subject, key=attrgetter("subject")):
        found = sorted(of_one_subject, key=attrgetter("order_of_publication"))
        bases = {one.base_period for one in found if one.base_period}
        if len(bases) <= 1:
            yield tuple(found)
            continue
        for base in sorted({one.base_period for one in found}):
            yield tuple(one for one in found if one.base_period == base)


def find_current(group: Sequence[Statement]) -> Statement:
    """The current one of the statements of one figure."""
    return max(group, key=attrgetter("precedence"))


def derive_ids(group: Sequence[Statement]) -> list[str]:
    """The ids of the statements of one figure, which come in order of publication; each is another."""
    used = {one.given_id for one in group if one.given_id}
    followers: dict[str, Iterator[str]] = {}
    ids = []
    for one in group:
        id = one.given_id or one.plain_id
        if not one.given_id and id in used:
            of_source = followers.setdefault(one.source, _number_ids(f"{id}.{one.source}"))
            id = next(each for each in of_source if each not in used)
        used.add(id)
        ids.append(id)
    return ids


def _number_ids(id: str) -> Iterator[str]:
    yield id
    yield from (f"{id}.{number}" for number in count(2))


def find_repetitions(statements: Iterable[Statement]) -> Iterator[tuple[Statement, Statement]]:
    """Each statement that says the same as one before it in the same words of the same source, and the first of these.

    None that an id was given to: then a curator says that they are two.
    """
    first: dict[tuple[str, str], Statement] = {}
    for one in statements:
        if (
            not one.given_id
            and (before := first.setdefault((one.source, _words_alone(one.words)), one)) is not one
        ):
            yield one, before


def _words_alone(words: str) -> str:
    return " ".join(words.casefold().split())


def to_statement(
    place: int, indicator: IndicatorHead, observation: Observation, unit: Unit | None, source: Source | None
) -> Statement:
    """A figure of the data file; without its `unit` its bounds are not known, without its `source` its date."""
    period, base = observation.period, observation.base_period
    quantity = (
        quantity_of(
            observation.value,
            observation.qualifier,
            unit.kind,
            indicator.measure,
            can_be_negative=indicator.can_be_negative,
        )
        if unit
        else None
    )
    return Statement(
        place=place,
        subject=(
            indicator.id,
            observation.region,
            observation.sector or "",
            observation.counterpart or "",
            period.text if period else "",
            observation.timing,
            observation.status,
        ),
        base_period=base.text if base else "",
        plain_id=observation.plain_key(indicator.id),
        given_id=observation.id or "",
        published=source.published if source else "",
        source=observation.source,
        line=min(observation.at),
        words=observation.stated,
        low=quantity.low if quantity else None,
        high=quantity.high if quantity else None,
        qualifier=observation.qualifier,
        release=observation.release or "",
    )


class FigureVintages(NamedTuple):
    """The ids of the statements of one figure in order of publication, and that of the current one."""

    ids: tuple[str, ...]
    current: str


def find_vintages(dataset: Dataset) -> Mapping[str, FigureVintages]:
    """The id of every statement of a figure that was stated more than once → all of them."""
    statements = (
        to_statement(place, head, one, dataset.units[head.unit], dataset.sources[one.source])
        for place, (head, one) in enumerate(dataset.observations())
    )
    found: dict[str, FigureVintages] = {}
    for group in group_vintages(statements):
        if len(group) > 1:
            ids = tuple(derive_ids(group))
            current = ids[group.index(find_current(group))]
            found |= dict.fromkeys(ids, FigureVintages(ids, current))
    return found
