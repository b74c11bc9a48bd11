"""Rules about relations: whether figures that are said to fit together may meet at all.

Roles, units, periods and sources only, by what the kind of the relation says of them; whether the
numbers fit is `audit`'s question, and no fault. A figure that a relation implies stands in its
place like a stated one, but is never an input to another relation.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from indicators.check.messages import suggest_valid_words
from indicators.check.record_rules import check_made_id
from indicators.check.rules import DatasetRule
from indicators.errors import Fault
from indicators.model import IndicatorHead, Observation, Relation, Unit
from indicators.model.dimensions import DIMENSIONS_BY_ID
from indicators.model.observation import SUBJECT_IDS
from indicators.model.relation_kinds import RELATION_KINDS, Member, RelationKind, RelationRule

MAX_YEARS = 200


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
    kind, members = RELATION_KINDS[relation.kind], relation.find_members(known.figures, known.heads)
    if not before and len(members) == len(relation.figures) + (relation.implies is not None):
        yield from _check_units(relation, members, known)
        if check := kind.check:
            yield from check(kind, members, relation.years)


def _check_roles(relation: Relation) -> Iterator[Fault]:
    kind = RELATION_KINDS[relation.kind]
    names = [role.id for role in kind.roles]
    for name, listed in relation.members.items():
        role = kind.role(name)
        if role is None:
            message = f"a {kind.id} has no {name!r}{suggest_valid_words(name, names)}"
        elif role.is_list and listed is not None and (isinstance(listed, str) or len(listed) < role.least):
            message = f"{name!r} needs a list of at least {role.least}"
        elif not role.is_list and isinstance(listed, tuple):
            message = f"{name!r} is one figure, not a list"
        else:
            continue
        yield _members_fault(message, name)
    for name in names:
        if name not in relation.members:
            yield _members_fault(f"a {kind.id} needs {', '.join(names)}; {name!r} is missing")
    unstated = relation.unstated_roles
    if unstated and not kind.implies:
        yield _members_fault(f"in a {kind.id} every figure is stated", unstated[0])
    elif unstated and (role := kind.role(unstated[0])) and role.id not in kind.formulas:
        yield _members_fault(f"{role.id!r} needs a list of at least {role.least}", role.id)
    if len(unstated) > 1:
        yield _members_fault("at most one figure can be left unstated", unstated[1])
    twice = sorted({id for id in relation.figures if relation.figures.count(id) > 1})
    if twice:
        yield _members_fault(f"the figure {twice[0]!r} stands here twice")


def _members_fault(message: str, *steps: str) -> Fault:
    return Fault(DatasetRule.MEMBERS, ("members", *steps), message)


def _check_references(relation: Relation, known: RelationRuleContext) -> Iterator[Fault]:
    """References to figures: an implied one is never an input, so that no relation leans on another."""
    for id, steps in (found for role in relation.members for found in relation.steps_to_figures(role)):
        if id in known.implied:
            message = f"{id!r} is implied by a relation; only stated figures meet here"
            yield Fault(DatasetRule.IMPLIED_INPUT, steps, message)
        elif id not in known.figures and id.partition(".")[0] not in known.broken:
            message = f"there is no observation {id!r}{suggest_valid_words(id, known.figures)}"
            yield Fault(DatasetRule.UNKNOWN_ID, steps, message)


def _check_implied(relation: Relation, known: RelationRuleContext) -> Iterator[Fault]:
    kind, unstated, implies = RELATION_KINDS[relation.kind], relation.unstated_roles, relation.implies
    if implies is None:
        may_be_open = kind.open_role is not None and unstated[:1] == [kind.open_role.role]
        if unstated and kind.implies and not may_be_open:
            message = f"{unstated[0]!r} was not stated: say under 'implies' of which indicator, region and period it is"
            yield Fault(DatasetRule.IMPLIES, ("members", unstated[0]), message)
        return
    if not unstated:
        yield Fault(DatasetRule.IMPLIES, ("implies",), "every figure is stated: nothing is implied")
    for field in SUBJECT_IDS:
        id, ids = getattr(implies, field), known.ids[DIMENSIONS_BY_ID[field].section]
        if id is not None and id not in ids:
            message = f"there is no {field} {id!r}{suggest_valid_words(id, ids)}"
            yield Fault(DatasetRule.UNKNOWN_ID, ("implies", field), message)
    for fault in check_made_id(implies.key, "give shorter ids to what it is of"):
        yield replace(fault, path=("implies",))
    stated = implies.key.removesuffix(".implied")
    if stated in known.figures:
        message = f"this figure was stated: name {stated!r} as a member"
        yield Fault(DatasetRule.IMPLIES, ("implies",), message)


def _check_years(relation: Relation) -> Iterator[Fault]:
    kind = RELATION_KINDS[relation.kind]
    if not kind.has_years:
        if relation.years is not None:
            yield Fault(RelationRule.YEARS, ("years",), f"a {kind.id} has no number of years")
    elif relation.years is None:
        first, last, *_ = kind.roles
        message = f"a {kind.id} needs 'years', the number of years from {first.id} to {last.id}"
        yield Fault(RelationRule.YEARS, (), message)
    elif not 1 <= relation.years <= MAX_YEARS:
        message = f"expected 1 to {MAX_YEARS} years; found {relation.years}"
        yield Fault(RelationRule.YEARS, ("years",), message)


def _check_units(relation: Relation, members: list[Member], known: RelationRuleContext) -> Iterator[Fault]:
    kind = RELATION_KINDS[relation.kind]
    roles = {role.id: role for role in kind.roles}
    for member in members:
        measures, head = roles[member.role].measures, member.indicator
        if measures and head.measure not in measures:
            message = f"{member.role!r} takes a {' or '.join(measures)}, and {head.id!r} is a {head.measure}"
            yield _units_fault(message, member)
    alike = [member for member in members if not roles[member.role].own_unit]
    for one, other in pairwise(alike):
        first, second = one.indicator, other.indicator
        unit_kinds = [known.units[head.unit].kind for head in (first, second) if head.unit in known.units]
        in_points = roles[other.role].points_of_percent and unit_kinds == ["percent", "points"]
        units = [_measure_unit(kind, head, known) for head in (first, second)]
        if units[0] != units[1] and not in_points:
            message = f"{first.id!r} is in {units[0]} and {second.id!r} in {units[1]}: they may not meet"
            yield _units_fault(message, other)
        elif kind.is_of_one_measure and first.measure != second.measure:
            message = (
                f"{first.id!r} is a {first.measure} and {second.id!r} a {second.measure}: they may not meet"
            )
            yield _units_fault(message, other)


def _measure_unit(kind: RelationKind, head: IndicatorHead, known: RelationRuleContext) -> str:
    """What figures must have in common: their unit; where they are converted, their currency is enough."""
    unit = known.units.get(head.unit)
    return (unit.currency if unit and kind.conversion_rate else None) or head.unit


def _units_fault(message: str, member: Member) -> Fault:
    return Fault(RelationRule.UNITS, ("members", member.role), message)
