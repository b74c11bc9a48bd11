"""Relations: figures that must fit together by arithmetic."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator

from indicators.model.fields import Id, ObservationId, Record, Text, WholeNumber
from indicators.model.observation import Implied

RelationKind = Literal["growth", "cagr", "share", "difference", "sum", "count", "same", "streak", "exchange"]


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
    kind: RelationKind
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
        listed = [(m,) if isinstance(m, str) else m or () for m in self.members.values()]
        return tuple(id for ids in listed for id in ids)
