"""The draft at the cursor: its sentence, what a key decides of it, its fields, what of them is a guess.

Buttons come first, each with its key; the fields open for a change, and so do those of the records that the dataset
does not have yet. A widget of a draft has a key of its own, so that the next draft begins with what it says.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final, Literal

import streamlit as st

from indicators import text
from indicators.curation.reading_desk import (
    REFERENCES,
    NewRecord,
    ReadingDesk,
    choose_indicator,
    new_indicator,
    new_region,
)
from indicators.i18n import gettext_noop, guess_language, join_list, locale_of, tag_of
from indicators.model import Dataset
from indicators.model.code_lists import STATUSES, TIMINGS, CodeList
from indicators.model.hedges import HEDGES
from indicators.reading.drafting import Draft, DraftField
from indicators.ui import desk_session, record_inputs
from indicators.ui.markup import show_facts, show_template
from indicators.ui.session import Page, current_server
from indicators.ui.style import escape_markdown

#: Field of a draft → what it is called, a message.
FIELD_LABELS: Final[Mapping[str, str]] = {
    "indicator": gettext_noop("Indicator"),
    "region": gettext_noop("Region"),
    "sector": gettext_noop("Sector"),
    "counterpart": gettext_noop("Partner or field"),
    "unit": gettext_noop("Unit"),
    "period": gettext_noop("Period"),
    "base_period": gettext_noop("Measured against"),
    "timing": gettext_noop("Timing"),
    "status": gettext_noop("Status"),
    "qualifier": gettext_noop("Hedge"),
    "value": gettext_noop("Value"),
    "stated": gettext_noop("Printed words"),
}
#: Fields that name a record → its section; those that are words of a list → the list.
_SECTIONS: Final = {
    "indicator": "indicators",
    "region": "regions",
    "sector": "sectors",
    "counterpart": "counterparts",
    "unit": "units",
}
_CODES: Final[Mapping[str, CodeList[Any]]] = {"timing": TIMINGS, "status": STATUSES, "qualifier": HEDGES}
#: Section → what stands above the inputs of a new record, a message.
_FIELDS_OF_NEW: Final = {"regions": "region", "indicators": "indicator"}
_NEW_LABELS: Final = {
    "regions": gettext_noop("A region that the dataset does not have"),
    "indicators": gettext_noop("An indicator that the dataset does not have"),
}
#: What a selection holds for no record, and the fields that must have one.
_NOTHING: Final = ""
_REQUIRED: Final = ("region", "timing", "status", "qualifier")
_CHOSEN: Final = ("region", "sector", "counterpart", "timing", "status", "qualifier")
_TYPED: Final = ("period", "base_period", "value", "stated")


def show_draft(page: Page, desk: ReadingDesk, draft: Draft) -> None:
    """The whole panel."""
    _show_sentence(desk)
    gaps = desk.find_gaps(page.dataset)
    _show_decisions(page, desk, draft, gaps)
    _show_candidates(page, desk, draft)
    if gaps:
        names = join_list([page.say(FIELD_LABELS[gap]) for gap in gaps], page.language)
        st.warning(escape_markdown(page.say("To be chosen: {fields}", fields=names)), icon=":material/edit:")
    if desk_session.is_changing():
        _show_fields(page, desk, draft)
    else:
        show_facts(_describe_fields(page, desk, draft))


def _show_sentence(desk: ReadingDesk) -> None:
    sentence = desk.sentence
    if sentence is not None:
        show_template(
            '<p class="ri-quote" lang="{lang}">{before}<mark>{words}</mark>{after}</p>',
            lang=tag_of(guess_language(desk.text)),
            before=sentence.before,
            words=sentence.words,
            after=sentence.after,
        )


def _show_decisions(page: Page, desk: ReadingDesk, draft: Draft, gaps: tuple[str, ...]) -> None:
    say, mark = page.say, desk.mark_of(desk.cursor or 0)
    with st.container(horizontal=True, gap="xsmall"):
        if mark in ("accepted", "excused"):
            _show_button(desk, say("Take back"), "U", "undo", desk.reopen, kind="primary")
        else:
            _show_button(
                desk,
                say("Accept"),
                "A",
                "check",
                desk_session.open_fields if gaps else desk.accept,
                kind="primary",
            )
            _show_button(desk, say("Edit"), "E", "edit", desk_session.open_fields)
            _show_button(desk, say("Not a figure"), "X", "block", desk.reject)
    with st.container(horizontal=True, gap="xsmall"):
        _show_button(desk, say("Previous figure"), "K", "arrow_back", lambda: desk.step(-1), kind="tertiary")
        _show_button(desk, say("Next figure"), "J", "arrow_forward", lambda: desk.step(1), kind="tertiary")
    if mark == "known":
        st.caption(escape_markdown(say("The dataset has this figure: {id}", id=draft.known_ids[0])))


def _show_button(
    desk: ReadingDesk,
    label: str,
    key: str,
    icon: str,
    press: Callable[[], object],
    *,
    kind: Literal["primary", "secondary", "tertiary"] = "secondary",
) -> None:
    """A button that a key presses too; what was open of the draft before is closed."""

    def press_closed() -> None:
        desk_session.open_fields(is_open=False)
        press()

    st.button(
        label,
        key=f"w_desk_{icon}",
        icon=f":material/{icon}:",
        shortcut=key,
        type=kind,
        on_click=_only_here(desk, press_closed),
    )


def _only_here(desk: ReadingDesk, press: Callable[[], object]) -> Callable[[], None]:
    """`press` for the draft at the cursor now: a second press, meant for what is still on the screen, decides no other."""
    at = desk.cursor

    def pressed() -> None:
        if desk.cursor == at:
            press()

    return pressed


def _show_candidates(page: Page, desk: ReadingDesk, draft: Draft) -> None:
    """The likeliest indicators, each with how likely it is, and the new one that is proposed."""
    chosen = draft.indicator.value
    with st.container(horizontal=True, gap="xsmall"):
        for number, each in enumerate(draft.candidates, 1):
            changed = choose_indicator(draft, each.id, page.dataset)
            label = text.record_label(page.dataset, "indicators", each.id, page.language)
            _show_candidate(
                desk, f"{label} · {each.score:.2f}", str(number), changed, is_main=each.id == chosen
            )
        if draft.proposal:
            changed = replace(draft, indicator=DraftField(draft.proposal.id, is_known=False, guessed=True))
            label = page.say("New: {name}", name=draft.proposal.name)
            _show_candidate(desk, label, "N", changed, is_main=draft.proposal.id == chosen)


def _show_candidate(desk: ReadingDesk, label: str, key: str, changed: Draft, *, is_main: bool) -> None:
    st.button(
        escape_markdown(label),
        key=f"w_desk_candidate_{key}",
        shortcut=key,
        type="primary" if is_main else "secondary",
        on_click=_only_here(desk, lambda: desk.change(changed)),
    )


# --- the fields ------------------------------------------------------------------------------------


def _describe_fields(page: Page, desk: ReadingDesk, draft: Draft) -> list[tuple[str, str]]:
    """What each field holds; a guess has a question mark and says where it comes from."""
    return [
        (page.say(label), _describe_field(page, desk, draft, name)) for name, label in FIELD_LABELS.items()
    ]


def _describe_field(page: Page, desk: ReadingDesk, draft: Draft, name: str) -> str:
    field = _field_of(draft, name)
    if field.value is None:
        words = page.say("undated") if name == "period" else ""
    else:
        words = _word_of(page, desk, name, field.value)
    if not words or not field.guessed:
        return words
    remark = _translate_remark(page, field.remark)
    return f"{words} (? {remark})" if remark else f"{words} (?)"


def _translate_remark(page: Page, remark: str) -> str:
    """A remark of a draft in the language of the page."""
    kind, _, number = remark.rpartition(" ")
    if kind == "from line" and number.isdigit():
        return page.say("from line {line}", line=number)
    return page.say(remark) if remark else ""


#: Remarks of drafts, to be translated.
REMARKS: Final = (
    gettext_noop("from the headline"),
    gettext_noop("new"),
    gettext_noop("as other figures of the indicator"),
)


def _field_of(draft: Draft, name: str) -> DraftField:
    found = getattr(draft, name)
    return found if isinstance(found, DraftField) else DraftField(found)


def _word_of(page: Page, desk: ReadingDesk, name: str, value: str) -> str:
    """What readers know the value of a field by."""
    if codes := _CODES.get(name):
        return page.say(codes[value].label) if value in codes else value
    if section := _SECTIONS.get(name):
        if label := text.record_label(page.dataset, section, value, page.language):
            return label
        record = desk.records.get(section, {}).get(value)
        return str(record["name"][locale_of(page.language).text_language]) if record else value
    return value


def _show_fields(page: Page, desk: ReadingDesk, draft: Draft) -> None:
    """The fields as selections filled in; sending them accepts the draft if nothing is missing."""
    say, prefix = page.say, f"w_desk_{desk.cursor}"
    labels = {id: page.dataset.label_of("indicators", id, page.language) for id in page.dataset.indicators}
    st.selectbox(
        say("Another indicator"),
        list(labels),
        index=None,
        format_func=labels.__getitem__,
        key=f"{prefix}_indicator",
        placeholder=say("none"),
        on_change=_only_here(
            desk, lambda: _take_indicator(desk, draft, st.session_state[f"{prefix}_indicator"])
        ),
    )
    added = _new_records(desk, draft, page.dataset)
    with st.form(f"{prefix}_fields", border=False):
        for section, record in added.items():
            st.markdown(f"**{escape_markdown(say(_NEW_LABELS[section]))}**")
            record_inputs.show_record_inputs(page, section, record, f"{prefix}_{section}")
        for name in _CHOSEN:
            _show_choice(page, desk, draft, name)
        for name in _TYPED:
            value = _field_of(draft, name).value or ""
            st.text_input(say(FIELD_LABELS[name]), value=value, key=f"{prefix}_{name}")
        st.form_submit_button(
            say("Accept with these fields"),
            key=f"{prefix}_send",
            shortcut="Ctrl+Enter",
            type="primary",
            on_click=_only_here(desk, lambda: _take_fields(desk, draft, added)),
        )


def _new_records(desk: ReadingDesk, draft: Draft, dataset: Dataset) -> dict[str, NewRecord]:
    """The records that the draft names and neither the dataset nor the desk has, as far as the text says them."""
    found: dict[str, NewRecord] = {}
    region, indicator = draft.region.value, draft.indicator.value
    if region and region not in dataset.regions and region not in desk.records.get("regions", {}):
        found["regions"] = new_region(region)
    proposal = draft.proposal
    if proposal and indicator == proposal.id and indicator not in desk.records.get("indicators", {}):
        found["indicators"] = new_indicator(proposal)
    return found


def _take_indicator(desk: ReadingDesk, draft: Draft, id: str | None) -> None:
    if id:
        desk.change(choose_indicator(draft, id, current_server().live.now.catalogue.dataset))


def _show_choice(page: Page, desk: ReadingDesk, draft: Draft, name: str) -> None:
    """One field as a selection; words that name nothing the dataset has stand first, as they are printed."""
    now = _field_of(draft, name).value
    if codes := _CODES.get(name):
        labels = {id: page.say(code.label) for id, code in codes.items()}
    else:
        section = REFERENCES[name]
        labels = {id: _word_of(page, desk, name, id) for id in desk.records.get(section, {})}
        labels |= {
            id: page.dataset.label_of(section, id, page.language) for id in getattr(page.dataset, section)
        }
        if now and now not in labels:
            labels = {now: page.say("New: {name}", name=now) if name == "region" else now, **labels}
    options = [*labels] if name in _REQUIRED else [_NOTHING, *labels]
    st.selectbox(
        page.say(FIELD_LABELS[name]),
        options,
        index=options.index(now) if now in labels else None if name in _REQUIRED else 0,
        format_func={_NOTHING: page.say("none"), **labels}.__getitem__,
        key=f"w_desk_{desk.cursor}_{name}",
    )


def _take_fields(desk: ReadingDesk, draft: Draft, added: Mapping[str, NewRecord]) -> None:
    """Take what the fields say into the draft at the cursor, and accept it where nothing is missing."""
    prefix = f"w_desk_{desk.cursor}"
    said = {name: str(st.session_state.get(f"{prefix}_{name}") or "") for name in (*_CHOSEN, *_TYPED)}
    for section, record in added.items():
        if section != "regions" or said["region"] == draft.region.value:
            filled = record_inputs.read_record_inputs(section, record, f"{prefix}_{section}")
            if section == "regions":
                desk.name_region(said["region"], filled)
            else:
                desk.add_record(section, filled)
            said[_FIELDS_OF_NEW[section]] = filled["id"]
    desk.fill_in(said)
    if not desk.find_gaps(current_server().live.now.catalogue.dataset):
        desk_session.open_fields(is_open=False)
        desk.accept()
