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
from indicators.i18n import gettext_noop
from indicators.model import Dataset, Observation
from indicators.model import Record as Model
from indicators.model.code_lists import Code, CodeList
from indicators.model.period import Period
from indicators.model.quantity import PrintedNumber
from indicators.model.vintages import find_vintages

ChangeKindId = Literal[
    "added", "removed", "revised", "re-dated", "re-hedged", "re-classed", "edited", "renamed", "changed"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeKind(Code):
    """What can happen to a record; `fields` are those of a figure that make it this kind when they differ."""

    fields: tuple[str, ...] = ()


CHANGE_KINDS: Final = CodeList(
    ChangeKind(id="added", label=gettext_noop("added"), description="a record that is new"),
    ChangeKind(id="removed", label=gettext_noop("removed"), description="a record that is gone"),
    ChangeKind(
        id="revised",
        label=gettext_noop("revised"),
        description="a figure with another number",
        fields=("value", "usd"),
    ),
    ChangeKind(
        id="re-dated",
        label=gettext_noop("re-dated"),
        description="a figure for another time",
        fields=("period", "base_period", "timing"),
    ),
    ChangeKind(
        id="re-hedged",
        label=gettext_noop("re-hedged"),
        description="a figure with another hedge",
        fields=("qualifier",),
    ),
    ChangeKind(
        id="re-classed",
        label=gettext_noop("re-classed"),
        description="a figure of another subject or status",
        fields=("status", "release", "region", "sector", "counterpart"),
    ),
    ChangeKind(
        id="edited",
        label=gettext_noop("edited"),
        description="a figure with other words, source or remarks",
        fields=("stated", "reading", "source", "at", "speaker", "note"),
    ),
    ChangeKind(id="renamed", label=gettext_noop("renamed"), description="a record with another id"),
    ChangeKind(id="changed", label=gettext_noop("changed"), description="a record that reads otherwise"),
)
#: field of a figure → the kind of change that it makes
CHANGE_KIND_OF_FIELD: Final = {field: kind.id for kind in CHANGE_KINDS.values() for field in kind.fields}


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
    def kinds(self) -> tuple[str, ...]:
        """What kinds of change these are; one figure can be revised and re-hedged at once."""
        found = {CHANGE_KIND_OF_FIELD[edit.field] for edit in self.edits}
        return tuple(kind for kind in CHANGE_KINDS if kind in found)


@dataclass(frozen=True, slots=True)
class RecordChange:
    """A record other than a figure that is new, gone, has another id, or reads otherwise."""

    section: str
    id: str
    was: str | None
    edits: tuple[FieldEdit, ...] = ()

    @property
    def what(self) -> ChangeKindId:
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
class Restatement:
    """An added statement that is now the current one of its figure; `was` is the id of the one before it."""

    id: str
    was: str


@dataclass(frozen=True, slots=True)
class Revision:
    """Figures by id, in the order of their file, and the other records by section.

    Of those `added` some are `restated`: statements of a figure that the older edition states too.
    """

    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[FigureChange, ...]
    records: tuple[RecordChange, ...]
    restated: tuple[Restatement, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed or self.records)

    @property
    def counts(self) -> dict[str, int]:
        """How many figures were added, removed, changed in each way, and renamed; also where none was."""
        numbers = {"added": len(self.added), "removed": len(self.removed)}
        numbers |= {kind.id: len(self.changes_of(kind.id)) for kind in CHANGE_KINDS.values() if kind.fields}
        return numbers | {"renamed": len(self.renamed)}

    def changes_of(self, kind: str) -> tuple[FigureChange, ...]:
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
        restated=tuple(_find_restatements(old, new, same)),
    )


def _find_restatements(old: Dataset, new: Dataset, same: Mapping[str, str]) -> Iterator[Restatement]:
    """The current statements that are new, each with the one that was current before."""
    before, after = find_vintages(old), find_vintages(new)
    for figure in dict.fromkeys(after.values()):
        stated_before = [same[id] for id in figure.ids if id in same]
        if figure.current not in same and stated_before:
            last = stated_before[-1]
            yield Restatement(figure.current, before[last].current if last in before else last)


_Figures = Mapping[str, tuple[str, Observation]]


def _match_figures(before: _Figures, after: _Figures, renamed: Mapping[str, str]) -> dict[str, str]:
    """New id → old id of every figure that both editions state."""
    same = {key: key for key in after if key in before}
    for was, (_, observation) in before.items():  # an earlier statement has its plain id today
        key = f"{was}.{observation.source}"
        has_moved = key in after and key not in before and _is_same_statement(observation, after[key][1])
        if has_moved and was in after and not _is_same_statement(observation, after[was][1]):
            del same[was]
            same[key] = was
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


def _is_same_statement(one: Observation, other: Observation) -> bool:
    """Whether they are the same words of the same source."""
    return (one.source, one.stated) == (other.source, other.stated)


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
