"""Statements of one figure from several places: their ids, what repeats another, what relations mean by it.

What vintages are is said in `model/vintages`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from operator import attrgetter

from indicators.check.check_state import CheckState, LocatedObservation, NodePath
from indicators.check.rules import DatasetRule
from indicators.errors import Fault
from indicators.model import Indicator, Observation, Relation
from indicators.model.relation_kinds import RELATION_KINDS
from indicators.model.vintages import (
    Statement,
    derive_ids,
    find_current,
    find_repetitions,
    group_vintages,
    to_statement,
)


def settle_vintages(state: CheckState) -> frozenset[NodePath]:
    """Give later statements their ids, and let relations that name a figure mean its current statement.

    Who names a statement by an id that it was given means that one, and so does a curator who gives one to another
    statement of the same date. What repeats another is a fault; returns
    where such figures stand, whose ids are no second fault.
    """
    repeated: set[NodePath] = set()
    units, sources = state.records["units"], state.records["sources"]
    statements = (
        to_statement(
            place,
            item.indicator,
            item.observation,
            units.get(item.indicator.unit),
            sources.get(item.observation.source),
        )
        for place, item in enumerate(state.observations)
    )
    several = [group for group in group_vintages(statements) if len(group) > 1]
    current: dict[str, str] = {}  # the id of a statement that was given none → that of the current one
    for group in several:
        repeated |= _check_repetitions(state, group)
        ids = derive_ids(group)
        newest = find_current(group)
        now = ids[group.index(newest)]
        state.superseded.update(id for id in ids if id != now)
        for one, id in zip(group, ids, strict=True):
            if not one.given_id and (not newest.given_id or newest.published > one.published):
                current[id] = now
            if id != one.plain_id and not one.given_id:
                item = state.observations[one.place]
                named = item.observation.model_copy(update={"id": id})
                state.observations[one.place] = replace(item, observation=named)
    if several:
        _put_back_observations(state)
        relations = state.records["relations"]
        relations |= {id: _to_current_members(each, current) for id, each in relations.items()}
    return frozenset(repeated)


def _check_repetitions(state: CheckState, group: Sequence[Statement]) -> set[NodePath]:
    """What one source says twice in the same words is one statement, which stands on two lines."""
    repeated = set()
    for one, before in find_repetitions(sorted(group, key=attrgetter("place"))):
        item, first = state.observations[one.place], state.observations[before.place]
        place = state.document.related_place(first.path, "the figure in the same words")
        line = place.line_seen_from(state.document.locate(item.path).file)
        message = (
            f"the figure on {line} is of the same thing, from the same source and in the same words; "
            "expected one figure with the lines of both in 'at', or other words"
        )
        state.add_problem(
            Fault(DatasetRule.DUPLICATE_OBSERVATION, (), message), item.path, item.label, (place,)
        )
        repeated.add(item.path)
    return repeated


def _put_back_observations(state: CheckState) -> None:
    """Let the indicators hold the observations under the ids that they have now."""
    by_indicator: dict[str, list[Observation]] = {}
    for item in state.observations:
        by_indicator.setdefault(item.indicator.id, []).append(item.observation)
    indicators: dict[str, Indicator] = state.records["indicators"]
    for id, indicator in indicators.items():
        if observations := by_indicator.get(id):
            indicators[id] = indicator.model_copy(update={"observations": tuple(observations)})


def _to_current_members(relation: Relation, current: Mapping[str, str]) -> Relation:
    """The relation between the current statements of the figures that it names.

    One of dollars is about what was printed beside them, and one that would name a figure twice compares its
    statements: such relations mean what they name.
    """
    members = {
        role: current.get(listed, listed)
        if isinstance(listed, str)
        else listed and tuple(current.get(id, id) for id in listed)
        for role, listed in relation.members.items()
    }
    meant = relation.model_copy(update={"members": members})
    if RELATION_KINDS[relation.kind].conversion_rate or len(set(meant.figures)) < len(set(relation.figures)):
        return relation
    return meant


def suggest_id(item: LocatedObservation) -> str:
    """An id for a figure whose own is taken."""
    by_source = f"{item.observation.plain_key(item.indicator.id)}.{item.observation.source}"
    return by_source if item.key != by_source else f"{by_source}.line-{min(item.observation.at)}"
