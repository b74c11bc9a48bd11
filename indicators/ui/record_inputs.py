"""A new record as inputs: one for each text of it, a selection where it is a word of a list or an id."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, Final

import streamlit as st

from indicators.curation.reading_desk import NewRecord
from indicators.i18n import gettext_noop
from indicators.model.code_lists import MEASURES, REGION_KINDS
from indicators.ui.session import Page


@dataclass(frozen=True, slots=True)
class RecordInput:
    """An input: where its text stands in the record, what it is called (a message), and what it offers.

    `codes` is a list of words, `section` one of records; it takes any text where it has neither.
    """

    path: tuple[str, ...]
    label: str
    codes: Mapping[str, Any] | None = None
    section: str = ""


_ID: Final = RecordInput(("id",), gettext_noop("Id"))
_NAMES: Final = (
    RecordInput(("name", "en"), gettext_noop("Name in English")),
    RecordInput(("name", "zh"), gettext_noop("Name in Chinese")),
)
#: Section of the dataset → the inputs of a new record there, in their order.
RECORD_INPUTS: Final[Mapping[str, tuple[RecordInput, ...]]] = {
    "sources": (
        _ID,
        RecordInput(("title", "en"), gettext_noop("Title in English")),
        RecordInput(("title", "zh"), gettext_noop("Title in Chinese")),
        RecordInput(("publisher",), gettext_noop("Publisher")),
        RecordInput(("published",), gettext_noop("Published, such as 2026-02-03")),
        RecordInput(("language",), gettext_noop("Language, such as en or zh-Hans")),
        RecordInput(("url",), gettext_noop("Address (URL)")),
    ),
    "regions": (_ID, *_NAMES, RecordInput(("kind",), gettext_noop("Kind of region"), codes=REGION_KINDS)),
    "indicators": (
        _ID,
        *_NAMES,
        RecordInput(("definition", "en"), gettext_noop("Definition in English")),
        RecordInput(("definition", "zh"), gettext_noop("Definition in Chinese")),
        RecordInput(("topic",), gettext_noop("Topic"), section="topics"),
        RecordInput(("unit",), gettext_noop("Unit"), section="units"),
        RecordInput(("measure",), gettext_noop("Measure"), codes=MEASURES),
    ),
}


def show_record_inputs(page: Page, section: str, record: NewRecord, prefix: str) -> None:
    """The inputs of a record, filled in; keys of widgets begin with `prefix`."""
    for each in RECORD_INPUTS[section]:
        key, label, value = _key(prefix, each), page.say(each.label), _value(record, each.path)
        if each.codes is None and not each.section:
            st.text_input(label, value=value, key=key)
            continue
        if each.codes is not None:
            labels = {id: page.say(code.label) for id, code in each.codes.items()}
        else:
            records = getattr(page.dataset, each.section)
            labels = {id: page.dataset.label_of(each.section, id, page.language) for id in records}
        labels = labels if value in labels or not value else {value: value, **labels}
        options = list(labels)
        st.selectbox(
            label,
            options,
            index=options.index(value) if value in labels else None,
            format_func=labels.__getitem__,
            key=key,
        )


def read_record_inputs(section: str, record: NewRecord, prefix: str) -> NewRecord:
    """`record` as its inputs have it now; an optional text that is empty is left out. Call it in widget callbacks only."""
    changed = deepcopy(record)
    for each in RECORD_INPUTS[section]:
        value = str(st.session_state.get(_key(prefix, each)) or "").strip()
        *above, last = each.path
        place = changed
        for step in above:
            place = place[step]
        if value or last in place:
            place[last] = value
    return changed


def _key(prefix: str, one: RecordInput) -> str:
    return "_".join((prefix, *one.path))


def _value(record: NewRecord, path: tuple[str, ...]) -> str:
    found: Any = record
    for step in path:
        found = found.get(step, "")
    return str(found)
