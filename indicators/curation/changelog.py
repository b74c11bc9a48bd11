"""A revision as people and programs read it: lines, the Data section of a changelog, JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from indicators import text
from indicators.check.sections import SINGULAR_NAMES
from indicators.curation.diff import (
    CHANGE_KINDS,
    FieldEdit,
    FigureChange,
    RecordChange,
    Restatement,
    Revision,
    to_plain_value,
)
from indicators.i18n import DEFAULT_LANGUAGE, load_messages
from indicators.model.code_lists import STATUSES
from indicators.query import Catalogue

_ENGLISH: Final = load_messages(DEFAULT_LANGUAGE)
#: Fields whose change is told in the words of the figure itself.
_FIGURE: Final = frozenset({"value", "qualifier", "period"})
#: kind of change → its chapter; a figure stands in the first that fits, its other changes beside it
_TITLES: Final = {kind.id: kind.label.capitalize() for kind in CHANGE_KINDS.values() if kind.fields}
_MAX_VALUE_LENGTH = 60


class _ChangeLine(NamedTuple):
    """One change in words, and the id of the figure that it is of where the words do not say it."""

    words: str
    id: str = ""


class RevisionText:
    """A revision beside the two editions it is between."""

    def __init__(self, revision: Revision, old: Catalogue, new: Catalogue) -> None:
        self.revision, self.old, self.new = revision, old, new

    def to_text(self) -> str:
        """Every change on a line, under a heading for each kind, and a count first."""
        parts = [self.count_changes()]
        for title, lines in self._chapters():
            told = ((text.to_one_line(line.words), line.id) for line in lines)
            items = (f"  {words} [{id}]" if id else f"  {words}" for words, id in told)
            parts.append(f"\n{title}:\n" + "\n".join(items))
        return "\n".join(parts) + "\n"

    def to_markdown(self) -> str:
        """The Data section of the changelog.

        Of a new source the figures are counted, not listed, and records that came with them go unsaid.
        """
        sources = (text.escape_commonmark(self._source_line(id)) for id in self.revision.sources)
        lines = [f"- New source: {line}." for line in sources]
        for title, listed in self._chapters(whole_sources=False):
            told = ((text.escape_commonmark(line.words), line.id) for line in listed)
            lines += [f"- {title}: {words} (`{id}`)" if id else f"- {title}: {words}" for words, id in told]
        return "### Data\n\n" + ("\n".join(lines) if lines else "- No figure changed.") + "\n"

    def to_json(self) -> str:
        """Everything for programs, with the values of each field before and after."""
        r = self.revision
        record: dict[str, Any] = {
            "added": list(r.added),
            "removed": list(r.removed),
            "changed": [
                {"id": c.id, "was": c.was, "kinds": list(c.kinds), "edits": _edits_by_field(c.edits)}
                for c in r.changed
            ],
            "records": [
                {
                    "section": c.section,
                    "id": c.name,
                    "was": c.was,
                    "what": c.what,
                    "edits": _edits_by_field(c.edits),
                }
                for c in r.records
            ],
        }
        if r.restated:
            record["restated"] = [{"id": each.id, "was": each.was} for each in r.restated]
        return json.dumps(record, ensure_ascii=False, indent=2) + "\n"

    def count_changes(self) -> str:
        """How many figures were added, changed in each way and removed, and how many records."""
        r = self.revision
        figures = ", ".join(f"{n} {what}" for what, n in r.counts.items() if n)
        records = f"{len(r.records)} other record{'' if len(r.records) == 1 else 's'}" if r.records else ""
        return "; ".join(filter(None, [figures and f"figures: {figures}", records])) or "no changes"

    # --- chapters --------------------------------------------------------------------------

    def _chapters(self, *, whole_sources: bool = True) -> Iterator[tuple[str, list[_ChangeLine]]]:
        """Titles with their lines; with `whole_sources` also the figures of new sources."""
        r = self.revision
        whole = {o.key(i.id) for i, o in self.new.dataset.observations() if o.source in r.sources}
        restated = {each.id: line for each in r.restated if (line := self._restated_line(each))}
        added = [id for id in r.added if id not in restated and (whole_sources or id not in whole)]
        records = {
            f"Records {what}": [_record_line(c) for c in r.records if c.what == what]
            for what in ("added", "renamed", "changed", "removed")
            if whole_sources or what != "added"
        }
        chapters = {
            "Added": [self._figure_line(id, self.new) for id in added],
            **{
                title: [self._change_line(c) for c in r.changed if c.kinds[:1] == (kind,)]
                + (list(restated.values()) if kind == "revised" else [])
                for kind, title in _TITLES.items()
            },
            "Renamed": [self._renamed_line(was, id) for was, id in r.renamed.items()],
            "Removed": [self._figure_line(id, self.old) for id in r.removed],
            **records,
        }
        yield from ((title, lines) for title, lines in chapters.items() if lines)

    def _figure_line(self, id: str, catalogue: Catalogue) -> _ChangeLine:
        row = catalogue.find(id)
        subject = text.describe_subject(row, catalogue.dataset, DEFAULT_LANGUAGE)
        figure = text.format_figure(row, catalogue.dataset, _ENGLISH)
        return _ChangeLine(f"{subject}: {_add_notes(figure, STATUSES[row.status].note)}", id)

    def _change_line(self, change: FigureChange) -> _ChangeLine:
        """The figure before and after where it reads otherwise, then the other fields."""
        row, was = self.new.find(change.id), self.old.find(change.was)
        subject = text.describe_subject(row, self.new.dataset, DEFAULT_LANGUAGE, frozenset({"period"}))
        status = STATUSES[row.status].note if row.status == was.status else ""  # else it is told as an edit
        one, other = (
            _add_notes(
                text.format_figure(r, c.dataset, _ENGLISH),
                text.period_label(r, c.dataset, DEFAULT_LANGUAGE),
                status,
            )
            for r, c in ((was, self.old), (row, self.new))
        )
        figure = other if one == other else f"{one} → {other}"
        rest = [_edit_text(edit) for edit in change.edits if edit.field not in _FIGURE or one == other]
        return _ChangeLine("; ".join([f"{subject}: {figure}", *rest]), change.id)

    def _restated_line(self, change: Restatement) -> _ChangeLine | None:
        """The figure as it was stated before and as it is stated now; None where both read the same."""
        row, was = self.new.find(change.id), self.old.find(change.was)
        subject = text.describe_subject(row, self.new.dataset, DEFAULT_LANGUAGE)
        one, other = (
            text.format_figure(r, c.dataset, _ENGLISH) for r, c in ((was, self.old), (row, self.new))
        )
        words = f"{subject}: revised from {one} to {other}"
        return None if one == other else _ChangeLine(words, change.id)

    def _renamed_line(self, was: str, id: str) -> _ChangeLine:
        kept = self.new.dataset.renamed.get(was) == id
        return _ChangeLine(
            f"{was} is now {id}" + ("" if kept else "; not under 'renamed', so links to the old id break")
        )

    def _source_line(self, id: str) -> str:
        source = self.new.dataset.sources[id]
        n = sum(observation.source == id for _, observation in self.new.dataset.observations())
        count = f"{n} figure{'' if n == 1 else 's'}"
        return f"“{source.title.en}” ({source.publisher.en}, {text.format_day(source.published, DEFAULT_LANGUAGE)}), {count}"


def _add_notes(figure: str, *notes: str) -> str:
    """A figure with what is to be known of it in brackets: "3 trillion crowns (2025, target)"."""
    told = ", ".join(filter(None, notes))
    return f"{figure} ({told})" if told else figure


def _record_line(change: RecordChange) -> _ChangeLine:
    moved = [f"was {change.was}"] if change.what == "renamed" else []
    name = SINGULAR_NAMES.get(change.section, "")
    return _ChangeLine("; ".join([f"{name} {change.name}".strip(), *moved, *map(_edit_text, change.edits)]))


def _edit_text(edit: FieldEdit) -> str:
    """The field before and after; of two languages the one that differs, English first."""
    one, other = to_plain_value(edit.before), to_plain_value(edit.after)
    if isinstance(one, dict) and isinstance(other, dict):
        differs = next((name for name in other if one.get(name) != other[name]), "")
        one, other = one.get(differs, one), other.get(differs, other)
    return f"{edit.field}: {_value_text(one)} → {_value_text(other)}"


def _value_text(value: Any) -> str:
    """A written value on one line."""
    if value is None or value == []:
        return "nothing"
    if isinstance(value, dict) and DEFAULT_LANGUAGE in value:
        value = value[DEFAULT_LANGUAGE]
    shown = json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else str(value)
    return shown if len(shown) <= _MAX_VALUE_LENGTH else shown[: _MAX_VALUE_LENGTH - 1] + "…"


def _edits_by_field(edits: tuple[FieldEdit, ...]) -> dict[str, Any]:
    return {
        edit.field: {"before": to_plain_value(edit.before), "after": to_plain_value(edit.after)}
        for edit in edits
    }
