"""Rules about relations: whether figures that are said to fit together may meet at all.

Roles, units, periods and sources only; whether the numbers fit is `audit`'s question, and no
fault. A figure that a relation implies stands in its place like a stated one, but is never an
input to another relation.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

from indicators.check.messages import suggest_valid_words
from indicators.check.rules import DatasetRule
from indicators.errors import Fault
from indicators.model import Implied, IndicatorHead, Observation, Relation, RelationKind, Unit
from indicators.model.dimensions import DIMENSIONS_BY_ID

#: kind → its roles in the order they are written
RELATION_ROLES: dict[RelationKind, tuple[str, ...]] = {
    "growth": ("earlier", "later", "rate"),
    "cagr": ("first", "last", "rate"),
    "share": ("part", "whole", "share"),
    "difference": ("earlier", "later", "change"),
    "sum": ("parts", "total"),
    "count": ("count", "items"),
    "same": ("figures",),
    "streak": ("streak", "ranks"),
    "exchange": ("figures",),
}
#: role of several figures → how many at least
MIN_LIST_LENGTH = {"parts": 2, "items": 1, "figures": 2, "ranks": 1}
#: kinds in which one figure may never have been stated
SOLVABLE_KINDS = frozenset({"growth", "cagr", "share", "difference", "sum"})
#: role → measures that can stand in it; other roles take any
_MEASURES_OF_ROLE = {
    "rate": ("growth",),
    "share": ("share",),
    "change": ("change",),
    "earlier": ("level", "share"),
    "later": ("level", "share"),
    "first": ("level",),
    "last": ("level",),
    "part": ("level", "change"),
    "whole": ("level", "change"),
    "parts": ("level", "change", "share"),
    "total": ("level", "change", "share"),
    "count": ("level", "change"),
    "streak": ("streak",),
    "ranks": ("rank",),
}
MAX_YEARS = 200

RelationFigure: TypeAlias = Observation | Implied
RelationMember: TypeAlias = tuple[str, IndicatorHead, RelationFigure]


@dataclass(frozen=True)
class RelationRuleContext:
    """What a relation may name: stated figures by id, heads, units, and the ids of every section.

    `implied` are the ids of implied figures, `broken` the indicators with figures that failed.
    """

    figures: Mapping[str, tuple[IndicatorHead, Observation]]
    heads: Mapping[str, IndicatorHead]
    units: Mapping[str, Unit]
    ids: Mapping[str, Collection[str]]
    implied: Collection[str]
    broken: Collection[str]


def check_relation(relation: Relation, known: RelationRuleContext) -> Iterator[Fault]:
    """Faults of one relation; rules about its figures only when each is known and in its role."""
    before = [
        *_check_roles(relation),
        *_check_references(relation, known),
        *_check_implied(relation, known),
        *_check_years(relation),
    ]
    yield from before
    members = list(_known_members(relation, known))
    if not before and len(members) == len(relation.figures) + (relation.implies is not None):
        yield from _check_units(relation, members, known)
        yield from _check_periods(relation, members)


def _known_members(relation: Relation, known: RelationRuleContext) -> Iterator[RelationMember]:
    for role, listed in relation.members.items():
        for id in (listed,) if isinstance(listed, str) else listed or ():
            if id in known.figures:
                yield role, *known.figures[id]
        if listed is None and relation.implies and relation.implies.indicator in known.heads:
            yield role, known.heads[relation.implies.indicator], relation.implies


def _check_roles(relation: Relation) -> Iterator[Fault]:
    roles = RELATION_ROLES[relation.kind]
    for role, listed in relation.members.items():
        steps = ("members", role)
        if role not in roles:
            yield Fault(
                DatasetRule.MEMBERS,
                steps,
                f"a {relation.kind} has no {role!r}{suggest_valid_words(role, roles)}",
            )
        elif (
            role in MIN_LIST_LENGTH and listed is not None and not _is_list_of(listed, MIN_LIST_LENGTH[role])
        ):
            yield Fault(
                DatasetRule.MEMBERS, steps, f"{role!r} needs a list of at least {MIN_LIST_LENGTH[role]}"
            )
        elif role not in MIN_LIST_LENGTH and isinstance(listed, tuple):
            yield Fault(DatasetRule.MEMBERS, steps, f"{role!r} is one figure, not a list")
    for role in roles:
        if role not in relation.members:
            yield Fault(
                DatasetRule.MEMBERS,
                ("members",),
                f"a {relation.kind} needs {', '.join(roles)}; {role!r} is missing",
            )
    unstated = [role for role, listed in relation.members.items() if listed is None]
    if unstated and relation.kind not in SOLVABLE_KINDS:
        yield Fault(
            DatasetRule.MEMBERS, ("members", unstated[0]), f"in a {relation.kind} every figure is stated"
        )
    if len(unstated) > 1:
        yield Fault(DatasetRule.MEMBERS, ("members", unstated[1]), "at most one figure can be left unstated")
    twice = sorted({id for id in relation.figures if relation.figures.count(id) > 1})
    if twice:
        yield Fault(DatasetRule.MEMBERS, ("members",), f"the figure {twice[0]!r} stands here twice")


def _is_list_of(listed: object, least: int) -> bool:
    return isinstance(listed, tuple) and len(listed) >= least


def _check_references(relation: Relation, known: RelationRuleContext) -> Iterator[Fault]:
    """References to figures: an implied one is never an input, so that no relation leans on another."""
    for role, listed in relation.members.items():
        for index, id in enumerate([listed] if isinstance(listed, str) else listed or ()):
            steps: tuple[str | int, ...] = ("members", role) + (() if isinstance(listed, str) else (index,))
            if id in known.implied:
                yield Fault(
                    DatasetRule.IMPLIED_INPUT,
                    steps,
                    f"{id!r} is implied by a relation; only stated figures meet here",
                )
            elif id not in known.figures and id.partition(".")[0] not in known.broken:
                yield Fault(
                    DatasetRule.UNKNOWN_ID,
                    steps,
                    f"there is no observation {id!r}{suggest_valid_words(id, known.figures)}",
                )


def _check_implied(relation: Relation, known: RelationRuleContext) -> Iterator[Fault]:
    unstated = [role for role, listed in relation.members.items() if listed is None]
    implies = relation.implies
    if implies is None:
        if unstated and unstated[0] != "share" and relation.kind in SOLVABLE_KINDS:
            message = f"{unstated[0]!r} was not stated: say under 'implies' of which indicator, region and period it is"
            yield Fault(DatasetRule.IMPLIES, ("members", unstated[0]), message)
        return
    if not unstated:
        yield Fault(DatasetRule.IMPLIES, ("implies",), "every figure is stated: nothing is implied")
    for field in ("indicator", "region", "sector", "counterpart"):
        id, ids = getattr(implies, field), known.ids[DIMENSIONS_BY_ID[field].section]
        if id is not None and id not in ids:
            yield Fault(
                DatasetRule.UNKNOWN_ID,
                ("implies", field),
                f"there is no {field} {id!r}{suggest_valid_words(id, ids)}",
            )
    stated = implies.key.removesuffix(".implied")
    if stated in known.figures:
        yield Fault(DatasetRule.IMPLIES, ("implies",), f"this figure was stated: name {stated!r} as a member")


def _check_years(relation: Relation) -> Iterator[Fault]:
    if relation.kind != "cagr":
        if relation.years is not None:
            yield Fault(DatasetRule.YEARS, ("years",), f"a {relation.kind} has no number of years")
    elif relation.years is None:
        yield Fault(DatasetRule.YEARS, (), "a cagr needs 'years', the number of years from first to last")
    elif not 1 <= relation.years <= MAX_YEARS:
        yield Fault(DatasetRule.YEARS, ("years",), f"expected 1 to {MAX_YEARS} years; found {relation.years}")


def _check_units(
    relation: Relation, members: list[RelationMember], known: RelationRuleContext
) -> Iterator[Fault]:
    for role, head, _ in members:
        if head.measure not in _MEASURES_OF_ROLE.get(role, (head.measure,)):
            needed = " or ".join(_MEASURES_OF_ROLE[role])
            message = f"{role!r} takes a {needed}, and {head.id!r} is a {head.measure}"
            yield Fault(DatasetRule.RELATION_UNITS, ("members", role), message)
    if relation.kind == "exchange":
        yield from _check_dollars(relation, members)
    alike = [member for member in members if member[0] not in ("rate", "share", "items", "count", "streak")]
    for (_, first, _), (role, other, _) in pairwise(alike):
        percent_and_points = role == "change" and _unit_kinds(known, first, other) == ["percent", "points"]
        if first.unit != other.unit and not percent_and_points:
            message = f"{first.id!r} is in {first.unit} and {other.id!r} in {other.unit}: they may not meet"
            yield Fault(DatasetRule.RELATION_UNITS, ("members", role), message)
        elif relation.kind in ("same", "sum") and first.measure != other.measure:
            message = (
                f"{first.id!r} is a {first.measure} and {other.id!r} a {other.measure}: they may not meet"
            )
            yield Fault(DatasetRule.RELATION_UNITS, ("members", role), message)


def _unit_kinds(known: RelationRuleContext, *heads: IndicatorHead) -> list[str]:
    return [known.units[head.unit].kind for head in heads if head.unit in known.units]


def _check_dollars(relation: Relation, members: list[RelationMember]) -> Iterator[Fault]:
    figures = [figure for _, _, figure in members if isinstance(figure, Observation)]
    for index, figure in enumerate(figures):
        if figure.usd is None:
            message = f"no dollar value was printed beside {relation.figures[index]!r}"
            yield Fault(DatasetRule.RELATION_DOLLARS, ("members", "figures", index), message)
        elif figure.source != figures[0].source:
            message = f"the figures are of two sources, {figures[0].source!r} and {figure.source!r}, and each converts at a rate of its own"
            yield Fault(DatasetRule.RELATION_DOLLARS, ("members", "figures", index), message)


def _check_periods(relation: Relation, members: list[RelationMember]) -> Iterator[Fault]:
    figures = [figure for _, _, figure in members]
    match relation.kind:
        case "growth" | "difference" | "cagr":
            yield from _check_over_time(relation, {role: figure for role, _, figure in members})
        case "streak":
            streak, *ranks = figures
            if isinstance(streak, Observation) and not any(streak.covers(rank.period) for rank in ranks):
                yield Fault(
                    DatasetRule.RELATION_PERIODS, ("members",), "no rank is of a year that the streak counts"
                )
        case "share" | "sum" | "same":
            yield from _check_one_time(relation, figures)


def _check_one_time(relation: Relation, figures: list[RelationFigure]) -> Iterator[Fault]:
    """Parts and wholes are of one period; one figure in two sources at least of one kind of period."""
    dated = [figure.period for figure in figures if figure.period]
    for one, other in pairwise(dated):
        if relation.kind == "same" and one.like != other.like:
            yield Fault(
                DatasetRule.RELATION_PERIODS,
                ("members",),
                f"{one} and {other} are periods of different kinds",
            )
        elif relation.kind != "same" and one != other:
            yield Fault(DatasetRule.RELATION_PERIODS, ("members",), f"the figures are of {one} and {other}")


def _check_over_time(relation: Relation, by_role: dict[str, RelationFigure]) -> Iterator[Fault]:
    names = RELATION_ROLES[relation.kind]
    earlier, later, rate = (by_role.get(role) for role in names)
    if earlier and later:
        yield from _check_order(relation, earlier, later)
    if earlier and rate and _differ(earlier.period, rate.base_period):
        message = (
            f"{names[0]!r} is of {earlier.period}, and {names[2]!r} is measured against {rate.base_period}"
        )
        yield Fault(DatasetRule.RELATION_PERIODS, ("members",), message)
    if later and rate and later.period and rate.period and later.period.end != rate.period.end:
        message = f"{names[1]!r} is of {later.period}, and {names[2]!r} of {rate.period}: they end on different days"
        yield Fault(DatasetRule.RELATION_PERIODS, ("members",), message)


def _check_order(relation: Relation, earlier: RelationFigure, later: RelationFigure) -> Iterator[Fault]:
    first, second = earlier.period, later.period
    if not first or not second:
        return
    if first.end >= second.end:
        yield Fault(DatasetRule.RELATION_PERIODS, ("members",), f"{first} does not come before {second}")
    elif first.like != second.like:
        yield Fault(
            DatasetRule.RELATION_PERIODS, ("members",), f"{first} and {second} are periods of different kinds"
        )
    elif relation.years and second.end.year - first.end.year != relation.years:
        years = second.end.year - first.end.year
        yield Fault(
            DatasetRule.YEARS,
            ("years",),
            f"from {first} to {second} there are {years} years; found {relation.years}",
        )


def _differ(one: object, other: object) -> bool:
    """Whether two periods are both known and not the same."""
    return one is not None and other is not None and one != other
