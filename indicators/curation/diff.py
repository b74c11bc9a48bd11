"""What changed from one edition of a dataset to the next.

A figure is the same figure when its id is the same, when `renamed` of the newer edition leads from
the old id (or from the old id of its indicator, region, sector or counterpart) to the new one, or
when one figure that is gone and one that is new carry the same printed words of the same indicator
and source: then it was re-dated or moved. Everything else was added or removed.

Another spelling of the same number ("93,200", "93200") changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

from indicators.check import SECTIONS
from indicators.model import Dataset, Observation
from indicators.model import Record as Model
from indicators.model.period import Period
from indicators.model.quantity import PrintedNumber

ChangeKind = Literal["revised", "re-dated", "re-hedged", "re-classed", "edited"]

#: kind of change → the fields of an observation that make it
FIELDS_OF_CHANGE_KIND: Final[dict[ChangeKind, tuple[str, ...]]] = {
    "revised": ("value", "usd"),
    "re-dated": ("period", "base_period", "timing"),
    "re-hedged": ("qualifier",),
    "re-classed": ("status", "release", "region", "sector", "counterpart"),
    "edited": ("stated", "source", "at", "speaker", "note"),
}
CHANGE_KIND_OF_FIELD: Final = {
    field: kind for kind, fields in FIELDS_OF_CHANGE_KIND.items() for field in fields
}


@dataclass(frozen=True, slots=True)
class FieldEdit:
    """One field with what stood there before and what stands there now, as a curator writes it."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A figure that both editions state, with the fields that differ; `was` is its id before."""

    id: str
    was: str
    edits: tuple[FieldEdit, ...]

    @property
    def kinds(self) -> tuple[ChangeKind, ...]:
        """What kinds of change these are; one figure can be revised and re-hedged at once."""
        found = {CHANGE_KIND_OF_FIELD[edit.field] for edit in self.edits}
        return tuple(kind for kind in FIELDS_OF_CHANGE_KIND if kind in found)


@dataclass(frozen=True, slots=True)
class RecordChange:
    """A record other than a figure that is new, gone, has another id, or reads otherwise."""

    section: str
    id: str
    was: str | None
    edits: tuple[FieldEdit, ...] = ()

    @property
    def what(self) -> Literal["added", "removed", "renamed", "changed"]:
        """What happened to it; what has another id and reads otherwise was renamed."""
        if self.was is None:
            return "added"
        if not self.id:
            return "removed"
        return "changed" if self.was == self.id else "renamed"

    @property
    def name(self) -> str:
        """The id to speak of it by."""
        return self.id or str(self.was)


@dataclass(frozen=True, slots=True)
class Revision:
    """Figures by id, in the order of their file, and the other records by section."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[FigureChange, ...]
    records: tuple[RecordChange, ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed or self.records)

    @property
    def counts(self) -> dict[str, int]:
        """How many figures were added, removed, changed in each way, and renamed; also where none was."""
        numbers = {"added": len(self.added), "removed": len(self.removed)}
        numbers |= {kind: len(self.changes_of(kind)) for kind in FIELDS_OF_CHANGE_KIND}
        return numbers | {"renamed": len(self.renamed)}

    def changes_of(self, kind: ChangeKind) -> tuple[FigureChange, ...]:
        """The figures that were changed in this way, perhaps in others too."""
        return tuple(change for change in self.changed if kind in change.kinds)

    @property
    def renamed(self) -> dict[str, str]:
        """Figures with another id → the one they have now."""
        return {change.was: change.id for change in self.changed if change.was != change.id}

    @property
    def sources(self) -> tuple[str, ...]:
        """The sources that are new."""
        return tuple(r.id for r in self.records if r.section == "sources" and r.what == "added")


def compare_editions(old: Dataset, new: Dataset) -> Revision:
    """What changed from `old` to `new`."""
    before = {o.key(i.id): (i.id, o) for i, o in old.observations()}
    after = {o.key(i.id): (i.id, o) for i, o in new.observations()}
    same = _match_figures(before, after, new.renamed)
    changes = [
        FigureChange(key, was, edits)
        for key, (_, observation) in after.items()
        if (was := same.get(key)) is not None
        if (edits := tuple(_observation_edits(before[was][1], observation, new.renamed))) or was != key
    ]
    gone = before.keys() - same.values()
    return Revision(
        added=tuple(key for key in after if key not in same),
        removed=tuple(key for key in before if key in gone),
        changed=tuple(changes),
        records=tuple(_record_changes(old, new)),
    )


_Figures = Mapping[str, tuple[str, Observation]]


def _match_figures(before: _Figures, after: _Figures, renamed: Mapping[str, str]) -> dict[str, str]:
    """New id → old id of every figure that both editions state."""
    same = {key: key for key in after if key in before}
    for was, (indicator, observation) in before.items():
        key = renamed.get(was) or _renamed_key(indicator, observation, renamed)
        if was not in after and key in after:
            same.setdefault(key, was)
    taken = set(same.values())
    gone = _group_by_evidence((key, *before[key]) for key in before if key not in taken)
    come = _group_by_evidence((key, *after[key]) for key in after if key not in same)
    return same | {
        come[evidence][0]: keys[0]
        for evidence, keys in gone.items()
        if len(keys) == len(come.get(evidence, ())) == 1
    }


def _renamed_key(indicator: str, figure: Observation, renamed: Mapping[str, str]) -> str:
    """The id that `figure` would have under the new ids of what it speaks of."""
    parts = {
        name: renamed.get(id, id)
        for name in ("region", "sector", "counterpart")
        if (id := getattr(figure, name))
    }
    return figure.model_copy(update=parts).key(renamed.get(indicator, indicator))


def _group_by_evidence(
    figures: Iterable[tuple[str, str, Observation]],
) -> dict[tuple[str, str, str], list[str]]:
    found: dict[tuple[str, str, str], list[str]] = {}
    for key, indicator, figure in figures:
        found.setdefault((indicator, figure.source, figure.stated), []).append(key)
    return found


def _observation_edits(
    before: Observation, after: Observation, renamed: Mapping[str, str]
) -> Iterator[FieldEdit]:
    """The fields that differ; a record that only has another id today is the same record."""
    for field in CHANGE_KIND_OF_FIELD:
        one, other = getattr(before, field), getattr(after, field)
        today = renamed.get(one, one) if isinstance(one, str) else one
        if _without_spelling(one) != _without_spelling(other) and today != other:
            yield FieldEdit(field, one, other)


def _without_spelling(value: Any) -> Any:
    """What counts of a value: a number without its spelling."""
    return replace(value, text="") if isinstance(value, PrintedNumber) else value


def _record_changes(old: Dataset, new: Dataset) -> Iterator[RecordChange]:
    if edits := tuple(_record_edits(old.about, new.about)):
        yield RecordChange("dataset", "dataset", "dataset", edits)
    for section in SECTIONS:
        before, after = getattr(old, section), getattr(new, section)
        was = {id: id if id in before else None for id in after}
        was |= {now: id for id in before if id not in after and (now := new.renamed.get(id)) in after}
        for id, record in after.items():
            former = was[id]
            edits = tuple(_record_edits(before[former], record)) if former else ()
            if edits or former != id:
                yield RecordChange(section, id, former, edits)
        yield from (RecordChange(section, "", id) for id in before if id not in was.values())


def _record_edits(before: Model, after: Model) -> Iterator[FieldEdit]:
    """The fields of a record that differ, but for its id and the figures of an indicator."""
    for field in type(after).model_fields:
        one, other = getattr(before, field), getattr(after, field)
        if field not in ("id", "observations") and one != other:
            yield FieldEdit(field, one, other)


def to_plain_value(value: Any) -> Any:
    """A value as a curator writes it: text, a list or a mapping of text, or None."""
    if isinstance(value, Model):
        return {name: to_plain_value(field) for name, field in value if field is not None and field != ()}
    if isinstance(value, Mapping):
        return {str(name): to_plain_value(field) for name, field in value.items()}
    if isinstance(value, tuple | list):
        return [to_plain_value(item) for item in value]
    return str(value) if isinstance(value, int | float | Period | PrintedNumber) else value
