"""The kinds of relations: the arithmetic that figures must satisfy, and which figures may meet in it.

A kind stands here whole, in one object: what it is called and means, its roles and the rules of
what may fill them, how each member follows from the others, and how that is written. Everything
else that speaks of relations asks it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from typing import Final, Literal, TypeAlias

from indicators.errors import Fault
from indicators.i18n import gettext_noop
from indicators.model.code_lists import Code, CodeList, Measure
from indicators.model.interval import Interval, closed_interval, interval_of, point_interval
from indicators.model.observation import Implied, IndicatorHead, Observation
from indicators.model.period import Period
from indicators.model.quantity import quantity_of

RelationKindId = Literal[
    "growth", "cagr", "share", "difference", "sum", "count", "same", "streak", "exchange"
]


class RelationRule(StrEnum):
    """A rule of figures that meet in a relation, by the id that reports end with."""

    UNITS = "relation-units"
    PERIODS = "relation-periods"
    DOLLARS = "relation-dollars"
    SIGN = "relation-sign"
    YEARS = "years"


@dataclass(frozen=True, slots=True)
class Role:
    """What a figure is in a relation; `measures` are those that can be it, all when there are none.

    A role of a list holds `least` figures or more, one of a single figure has none. Figures of
    roles that have no `own_unit` must all be in one unit, but for `points_of_percent`: beside
    percentages it is in percentage points.
    """

    id: str
    measures: tuple[Measure, ...] = ()
    least: int = 0
    own_unit: bool = False
    points_of_percent: bool = False

    @property
    def is_list(self) -> bool:
        """Whether it holds several figures."""
        return self.least > 0


@dataclass(frozen=True, slots=True)
class Member:
    """A figure in its role; `steps` lead to its id in the record, `id` is it."""

    role: str
    id: str
    steps: tuple[str | int, ...]
    indicator: IndicatorHead
    figure: Observation | Implied


#: role → what is known of it; roles of several figures hold several
MemberValues: TypeAlias = Mapping[str, tuple[Interval, ...]]


@dataclass(frozen=True, slots=True)
class Formula:
    """How a role follows from the others: `compute` from what is known of them and the number of years.

    `template` is the same as people read it, with the {roles} and the {years} to fill in, `n` the
    figures of the lists; whether its result is to be written behind it says `shows_result`.
    """

    template: str
    compute: Callable[[MemberValues, int], Interval]
    shows_result: bool = True


@dataclass(frozen=True, slots=True)
class OpenRole:
    """A role that may be left open: nobody stated it and nobody asks; then it is some number of `values`.

    `template` says of the others what they are to each other.
    """

    role: str
    values: Interval
    template: str


#: The kind, its members and the number of years → why the figures may not meet.
KindRule: TypeAlias = Callable[["RelationKind", Sequence[Member], int | None], Iterator[Fault]]


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationKind(Code):
    """A kind of relation: with `formulas` one member is computed, without them figures are compared.

    The first role of `formulas` that has an answer is computed; readers know rates and shares best.
    One member may never have been stated where a relation `implies` it. `has_years` says that the
    number of years between the first two members is to be given, `is_of_one_measure` that levels
    do not meet changes. `check` says why figures may not meet that are each in their role and all in
    fitting units; `choose_compared` which figures must have a number in common, where not all of
    them; `conversion_rate` what is compared of a figure, where not the figure itself.
    """

    roles: tuple[Role, ...]
    formulas: Mapping[str, Formula] = field(default_factory=dict)
    implies: bool = False
    open_role: OpenRole | None = None
    has_years: bool = False
    is_of_one_measure: bool = False
    check: KindRule | None = None
    choose_compared: Callable[[Sequence[Member]], Sequence[Member]] | None = None
    conversion_rate: Callable[[Observation], Interval] | None = None

    def role(self, id: str) -> Role | None:
        """The role with this id, if it has one."""
        return next((role for role in self.roles if role.id == id), None)


# --- rules -------------------------------------------------------------------------------------


def _check_signs(kind: RelationKind, members: Sequence[Member]) -> Iterator[Fault]:
    """What is divided: of a balance below zero there is no growth and no share."""
    for member in members:
        if member.indicator.measure != "level" or not isinstance(member.figure, Observation):
            continue
        value = member.figure.value
        if min(end.value for end in value.ends or (value,)) < 0:
            message = f"{member.role!r} is below zero, and a {kind.id} is of amounts from zero up; found {value.text!r}"
            yield Fault(RelationRule.SIGN, member.steps, message)


def _check_growth(kind: RelationKind, members: Sequence[Member], years: int | None) -> Iterator[Fault]:
    yield from _check_over_time(kind, members, years)
    yield from _check_signs(kind, members)


def _check_share(kind: RelationKind, members: Sequence[Member], years: int | None) -> Iterator[Fault]:
    yield from _check_one_period(kind, members, years)
    yield from _check_signs(kind, members)


def _check_over_time(kind: RelationKind, members: Sequence[Member], years: int | None) -> Iterator[Fault]:
    """An earlier figure, a later one, and what lies between."""
    figures = {member.role: member.figure for member in members}
    names = [role.id for role in kind.roles]
    earlier, later, rate = (figures.get(name) for name in names)
    if earlier and later:
        yield from _check_order(earlier, later, years)
    if earlier and rate and earlier.period and rate.base_period and earlier.period != rate.base_period:
        yield _periods_fault(
            f"{names[0]!r} is of {earlier.period}, and {names[2]!r} is measured against {rate.base_period}"
        )
    if later and rate and later.period and rate.period and later.period.end != rate.period.end:
        yield _periods_fault(
            f"{names[1]!r} is of {later.period}, and {names[2]!r} of {rate.period}: they end on different days"
        )


def _check_order(
    earlier: Observation | Implied, later: Observation | Implied, years: int | None
) -> Iterator[Fault]:
    first, second = earlier.period, later.period
    if not first or not second:
        return
    if first.end >= second.end:
        yield _periods_fault(f"{first} does not come before {second}")
    elif first.series_kind != second.series_kind:
        yield _periods_fault(f"{first} and {second} are periods of different kinds")
    elif years and second.end.year - first.end.year != years:
        between = second.end.year - first.end.year
        message = f"from {first} to {second} there are {between} years; found {years}"
        yield Fault(RelationRule.YEARS, ("years",), message)
    elif years and first.months and first.season != second.season:
        yield _periods_fault(f"from {first} to {second} there is no whole number of years")


def _check_one_period(_: RelationKind, members: Sequence[Member], __: int | None) -> Iterator[Fault]:
    """Parts and wholes are of one period."""
    for one, other in pairwise(_periods(members)):
        if one != other:
            yield _periods_fault(f"the figures are of {one} and {other}")


def _check_one_kind_of_period(_: RelationKind, members: Sequence[Member], __: int | None) -> Iterator[Fault]:
    """Several sources may date one figure apart, but not by another kind of period."""
    for one, other in pairwise(_periods(members)):
        if one.series_kind != other.series_kind:
            yield _periods_fault(f"{one} and {other} are periods of different kinds")


def _check_streak(_: RelationKind, members: Sequence[Member], __: int | None) -> Iterator[Fault]:
    if not _ranks_of_streak(members):
        yield _periods_fault("no rank is of a year that the streak counts")


def _check_dollars(_: RelationKind, members: Sequence[Member], __: int | None) -> Iterator[Fault]:
    """Each source converts at a rate of its own."""
    figures = [(member, member.figure) for member in members if isinstance(member.figure, Observation)]
    for member, figure in figures:
        if figure.usd is None:
            message = f"no dollar value was printed beside {member.id!r}"
            yield Fault(RelationRule.DOLLARS, member.steps, message)
        elif figure.source != figures[0][1].source:
            message = f"the figures are of two sources, {figures[0][1].source!r} and {figure.source!r}, and each converts at a rate of its own"
            yield Fault(RelationRule.DOLLARS, member.steps, message)


def _periods_fault(message: str) -> Fault:
    return Fault(RelationRule.PERIODS, ("members",), message)


def _periods(members: Sequence[Member]) -> list[Period]:
    return [member.figure.period for member in members if member.figure.period]


# --- arithmetic --------------------------------------------------------------------------------

_ONE: Final = point_interval(1)


def _growth_factor(rate: Interval, years: int) -> Interval:
    return (rate.scale(Fraction(1, 100)) + _ONE).power(years)


def _to_percent(ratio: Interval) -> Interval:
    return (ratio - _ONE).scale(100)


def _ranks_of_streak(members: Sequence[Member]) -> Sequence[Member]:
    """The ranks of the years that a streak counts: that of the year after may differ."""
    (streak,) = (member.figure for member in members if member.role == "streak")
    if not isinstance(streak, Observation):
        return ()
    return [
        member for member in members if member.role == "ranks" and streak.counts_year_of(member.figure.period)
    ]


def _dollar_rate(figure: Observation) -> Interval:
    """The rate at which dollars were printed beside a figure.

    Converted was the printed number, hedge and all, so it is known to the last printed digit of the dollars.
    """
    if figure.usd is None:
        raise ValueError("no dollars beside a figure")  # the check refuses such a relation
    printed = figure.value
    amount = (
        closed_interval(*(end.value for end in printed.ends))
        if printed.ends
        else point_interval(printed.value)
    )
    return amount / interval_of(quantity_of(figure.usd, "exact", "money", "level"))


# --- the kinds ---------------------------------------------------------------------------------

_SIZES: Final[tuple[Measure, ...]] = ("level", "change")
_PERCENT: Final = closed_interval(0, 100)

RELATION_KINDS: Final[CodeList[RelationKind]] = CodeList(
    RelationKind(
        id="growth",
        label=gettext_noop("Growth"),
        description="later = earlier × (1 + rate); roles: earlier, later, rate",
        roles=(
            Role("earlier", ("level", "share")),
            Role("later", ("level", "share")),
            Role("rate", ("growth",), own_unit=True),
        ),
        formulas={
            "rate": Formula(
                "{later} ÷ {earlier} − 1", lambda v, _: _to_percent(v["later"][0] / v["earlier"][0])
            ),
            "later": Formula(
                "{earlier} × (1 + {rate})", lambda v, _: v["earlier"][0] * _growth_factor(v["rate"][0], 1)
            ),
            "earlier": Formula(
                "{later} ÷ (1 + {rate})", lambda v, _: v["later"][0] / _growth_factor(v["rate"][0], 1)
            ),
        },
        implies=True,
        check=_check_growth,
    ),
    RelationKind(
        id="cagr",
        label=gettext_noop("Average growth a year"),
        description="last = first × (1 + rate) to the power of years; roles: first, last, rate",
        roles=(
            Role("first", ("level",)),
            Role("last", ("level",)),
            Role("rate", ("growth",), own_unit=True),
        ),
        formulas={
            "rate": Formula(
                "({last} ÷ {first})^(1/{years}) − 1",
                lambda v, years: _to_percent((v["last"][0] / v["first"][0]).root(years)),
            ),
            "last": Formula(
                "{first} × (1 + {rate})^{years}",
                lambda v, years: v["first"][0] * _growth_factor(v["rate"][0], years),
            ),
            "first": Formula(
                "{last} ÷ (1 + {rate})^{years}",
                lambda v, years: v["last"][0] / _growth_factor(v["rate"][0], years),
            ),
        },
        implies=True,
        has_years=True,
        check=_check_growth,
    ),
    RelationKind(
        id="share",
        label=gettext_noop("Share of a whole"),
        description="part = whole × share; roles: part, whole, share",
        roles=(Role("part", _SIZES), Role("whole", _SIZES), Role("share", ("share",), own_unit=True)),
        formulas={
            "share": Formula("{part} ÷ {whole}", lambda v, _: (v["part"][0] / v["whole"][0]).scale(100)),
            "part": Formula(
                "{whole} × {share}", lambda v, _: (v["whole"][0] * v["share"][0]).scale(Fraction(1, 100))
            ),
            "whole": Formula("{part} ÷ {share}", lambda v, _: (v["part"][0] / v["share"][0]).scale(100)),
        },
        implies=True,
        open_role=OpenRole("share", _PERCENT, gettext_noop("{part} of {whole}")),
        check=_check_share,
    ),
    RelationKind(
        id="difference",
        label=gettext_noop("Difference"),
        description="later = earlier + change; roles: earlier, later, change",
        roles=(
            Role("earlier", ("level", "share")),
            Role("later", ("level", "share")),
            Role("change", ("change",), points_of_percent=True),
        ),
        formulas={
            "change": Formula("{later} − {earlier}", lambda v, _: v["later"][0] - v["earlier"][0]),
            "later": Formula("{earlier} + {change}", lambda v, _: v["earlier"][0] + v["change"][0]),
            "earlier": Formula("{later} − {change}", lambda v, _: v["later"][0] - v["change"][0]),
        },
        implies=True,
        check=_check_over_time,
    ),
    RelationKind(
        id="sum",
        label=gettext_noop("Sum"),
        description="the parts make the total; roles: parts (a list), total",
        roles=(Role("parts", (*_SIZES, "share"), least=2), Role("total", (*_SIZES, "share"))),
        formulas={"total": Formula("{parts}", lambda v, _: sum(v["parts"], point_interval(0)))},
        implies=True,
        is_of_one_measure=True,
        check=_check_one_period,
    ),
    RelationKind(
        id="count",
        label=gettext_noop("Count and list"),
        description="a stated number of things that are also listed; roles: count, items (a list)",
        roles=(Role("count", _SIZES, own_unit=True), Role("items", least=1, own_unit=True)),
        formulas={
            "count": Formula(
                gettext_noop("{n} listed"), lambda v, _: point_interval(len(v["items"])), shows_result=False
            )
        },
    ),
    RelationKind(
        id="same",
        label=gettext_noop("One figure stated twice"),
        description="several sources state one figure; role: figures (a list)",
        roles=(Role("figures", least=2),),
        is_of_one_measure=True,
        check=_check_one_kind_of_period,
    ),
    RelationKind(
        id="streak",
        label=gettext_noop("Rank and streak"),
        description="a number of years in a row, and ranks in them; roles: streak, ranks (a list)",
        roles=(Role("streak", ("streak",), own_unit=True), Role("ranks", ("rank",), least=1)),
        check=_check_streak,
        choose_compared=_ranks_of_streak,
    ),
    RelationKind(
        id="exchange",
        label=gettext_noop("Exchange rate"),
        description="the dollars printed beside figures of one source; role: figures (a list)",
        roles=(Role("figures", least=2),),
        check=_check_dollars,
        conversion_rate=_dollar_rate,
    ),
    summary=gettext_noop("growth, cagr, share, difference, sum, count, same, streak or exchange"),
)
