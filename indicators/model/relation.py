"""Relations: figures that must fit together by arithmetic."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator

from indicators.model.fields import Id, ObservationId, Record, Text, WholeNumber
from indicators.model.observation import Implied, IndicatorHead, Observation
from indicators.model.relation_kinds import RELATION_KINDS, Member, OpenRole, RelationKindId


def _check_members(value: Any) -> Any:
    """Roles and the figures in them: an id, a list of ids, or nothing where none was ever stated."""
    if not isinstance(value, Mapping) or not value:
        raise ValueError("expected the figures by their roles, such as {earlier: …, later: …, rate: …}")
    for role, member in value.items():
        if not (member is None or isinstance(member, str) or (member and all(map(_is_text, member)))):
            raise ValueError(f"expected an observation id or a list of them as {role!r}")
    return value


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


Members = Annotated[
    dict[str, str | tuple[str, ...] | None],
    BeforeValidator(
        _check_members, json_schema_input_type=dict[str, ObservationId | tuple[ObservationId, ...] | None]
    ),
]


class Relation(Record):
    """Figures that must fit together by arithmetic; at most one was never stated."""

    id: Id
    """Stable: links hang on it."""
    kind: RelationKindId
    """The arithmetic that the figures must satisfy."""
    members: Members
    """The figures by role; null for the one that was never stated."""
    years: WholeNumber | None = None
    """Of a cagr: the number of years from first to last."""
    implies: Implied | None = None
    """What the figure that was never stated speaks of."""
    note: Text
    """What the check is about, with the innocent reasons for a mismatch."""
    acknowledged: Text | None = None
    """Why a mismatch is left as it is."""

    @property
    def figures(self) -> tuple[str, ...]:
        """The ids of the stated figures, in the order of the file."""
        return tuple(id for role in self.members for id in self.figures_of(role))

    def figures_of(self, role: str) -> tuple[str, ...]:
        """The ids of the stated figures in one role."""
        listed = self.members.get(role)
        return (listed,) if isinstance(listed, str) else listed or ()

    @property
    def unstated_roles(self) -> list[str]:
        """The roles in which nothing was ever stated."""
        return [role for role, listed in self.members.items() if listed is None]

    @property
    def open_role(self) -> OpenRole | None:
        """The role that nobody stated and nobody asks for, if there is one."""
        role = RELATION_KINDS[self.kind].open_role
        return role if role and not self.implies and self.members.get(role.role) is None else None

    def steps_to_figures(self, role: str) -> Iterator[tuple[str, tuple[str | int, ...]]]:
        """The ids of the stated figures in one role, each with the steps that lead to it in the record."""
        is_list = isinstance(self.members[role], tuple)
        for index, id in enumerate(self.figures_of(role)):
            yield id, ("members", role, *((index,) if is_list else ()))

    def find_members(
        self,
        figures: Mapping[str, tuple[IndicatorHead, Observation]],
        indicators: Mapping[str, IndicatorHead],
    ) -> list[Member]:
        """The members that are known, stated and implied, in the order of the file."""
        members: list[Member] = []
        for role, listed in self.members.items():
            for id, steps in self.steps_to_figures(role):
                if id in figures:
                    members.append(Member(role, id, steps, *figures[id]))
            if listed is None and self.implies and self.implies.indicator in indicators:
                head = indicators[self.implies.indicator]
                members.append(Member(role, self.implies.key, ("members", role), head, self.implies))
        return members
