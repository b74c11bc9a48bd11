"""The Workbench: an article that is read, a file or additions that are tried out, and what serving them would change."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import streamlit as st

from indicators.curation.trial import TRIAL_FILE_NAME, Addition, Trial
from indicators.errors import UnknownId
from indicators.export.download import name_digest
from indicators.i18n import gettext_noop
from indicators.query import EVERYTHING
from indicators.ui import reading_desk_page, workbench_drafts
from indicators.ui.markup import show_template
from indicators.ui.session import Page, set_widget_value
from indicators.ui.workbench_faults import show_faults, show_no_faults, show_reason
from indicators.ui.workbench_outcome import show_outcome
from indicators.web.composition.site_pages import WORKBENCH_PAGE

#: What may be tried out, in the view `tried`: its name, and the widget that holds its text.
_MODE_LABELS: Final = {
    "article": gettext_noop("Read an article"),
    "file": gettext_noop("The whole file"),
    "additions": gettext_noop("Additions"),
}
_TEXT_AREA_KEYS: Final = {"file": "w_workbench", "additions": "w_workbench_added"}
_EXAMPLE: Final = """- indicator: {indicator}
  region: {region}
  period: 2025
  timing: during
  value: 1.2 million
  qualifier: over
  stated: over 1.2 million
  source: {source}
  at: [1]
"""


def show_workbench(page: Page) -> None:
    """The whole page."""
    written, adds = workbench_drafts.file_text(), _is_adding(page)
    _show_mode_choice(page)
    if page.choices.view("tried") == "article":
        reading_desk_page.show_desk(page, written)
        return
    tools = st.container()
    area, beside = st.columns([3, 2])
    with area:
        _show_text_area(page)
    if adds:
        addition = workbench_drafts.trial_of_addition(workbench_drafts.added_text(), written)
        with tools:
            _show_addition_tools(page, addition)
        with beside:
            _show_addition_result(page, addition)
    else:
        with tools:
            _show_file_tools(page, written)
        trial = workbench_drafts.trial_of_file(written)
        with beside:
            _show_file_result(page, trial)
    shown = page_on_trial(page)
    if shown is not None:
        show_outcome(page, shown)


def page_on_trial(page: Page) -> Page | None:
    """The page as it would be if what is tried out were served; None elsewhere, and while it has faults."""
    trial = workbench_drafts.last_trial() if page.page == WORKBENCH_PAGE.slug else None
    if trial is None or trial.catalogue is None:
        return page if page.page == WORKBENCH_PAGE.slug and page.choices.view("tried") == "article" else None
    choices = replace(page.choices, selection=EVERYTHING)
    try:
        trial.catalogue.find(choices.figure)
    except UnknownId:  # edited away while its card was open
        choices = replace(choices, figure="")
    return replace(page, catalogue=trial.catalogue, choices=choices)


# --- the text --------------------------------------------------------------------------------------


def _is_adding(page: Page) -> bool:
    return page.choices.view("tried") == "additions"


def _show_mode_choice(page: Page) -> None:
    key, say = "w_workbench_tried", page.say
    st.segmented_control(
        page.say("Try out"),
        list(_MODE_LABELS),
        format_func=lambda name: say(_MODE_LABELS[name]),
        key=set_widget_value(key, page.choices.view("tried")),
        on_change=lambda: workbench_drafts.choose_mode(st.session_state[key] or "file"),
        required=True,
    )


def _show_text_area(page: Page) -> None:
    adds = _is_adding(page)
    key = _TEXT_AREA_KEYS[page.choices.view("tried")]
    st.text_area(
        page.say("What is added") if adds else page.say("The data file"),
        key=set_widget_value(key, workbench_drafts.added_text() if adds else workbench_drafts.file_text()),
        height=560,
        on_change=lambda: workbench_drafts.store_text(st.session_state[key] or "", adds=adds),
    )


# --- tools -----------------------------------------------------------------------------------------


def _show_upload(page: Page) -> None:
    adds = _is_adding(page)
    st.file_uploader(
        page.say("Take the text of a file"),
        type=["yaml", "yml"],
        key=workbench_drafts.FILE_KEY,
        on_change=lambda: workbench_drafts.store_upload(adds=adds),
        width=520,
    )


def _show_text_download(label: str, written: str, *, disabled: bool = False) -> None:
    stem, _, extension = TRIAL_FILE_NAME.partition(".")
    st.download_button(
        label,
        data=written.encode("utf-8", "replace"),
        file_name=f"{stem}_{name_digest(written)}.{extension}",
        mime="application/yaml",
        key="w_workbench_download",
        icon=":material/download:",
        on_click="ignore",
        disabled=disabled,
    )


def _show_file_tools(page: Page, written: str) -> None:
    _show_upload(page)
    with st.container(horizontal=True, gap="small"):
        _show_text_download(page.say("Download the text"), written)
        st.button(
            page.say("Start again from the served file"),
            key="w_workbench_again",
            icon=":material/restart_alt:",
            on_click=workbench_drafts.restart_from_served,
        )


def _show_addition_tools(page: Page, addition: Addition | None) -> None:
    whole = addition.text if addition else ""
    _show_upload(page)
    with st.container(horizontal=True, gap="small"):
        _show_text_download(page.say("Download the whole file"), whole, disabled=not whole)
        st.button(
            page.say("Go on with the whole file"),
            key="w_workbench_go_on",
            icon=":material/playlist_add_check:",
            on_click=lambda: workbench_drafts.continue_with(whole),
            disabled=not whole,
        )


# --- beside the text ---------------------------------------------------------------------------------


def _show_file_result(page: Page, trial: Trial | None) -> None:
    if reason := workbench_drafts.draft_fault():
        show_reason(page, reason)
    if trial and trial.problems:
        show_faults(page, [("", trial)])
    elif trial:
        show_no_faults(page, len(trial.catalogue or ()))


def _show_addition_result(page: Page, addition: Addition | None) -> None:
    if reason := workbench_drafts.draft_fault():
        show_reason(page, reason)
    if addition and not addition.text:
        caused = page.say("In the file, because of what is added")
        own = page.say("In the file, whatever is added")
        show_faults(
            page,
            [
                (page.say("In what is added"), addition.fragment),
                (caused, addition.caused),
                (own, addition.file),
            ],
        )
    elif addition and addition.whole:
        show_no_faults(page, len(addition.whole.catalogue or ()))
    else:
        _show_addition_example(page)


def _show_addition_example(page: Page) -> None:
    """What may be added, by an example in the words of this dataset."""
    sentence = page.say(
        "Figures that each name their indicator, or lists of records such as sources; new figures stand under observations then. They go into the file that stands under “The whole file”, at first the one that is served."
    )
    show_template('<p class="ri-sum">{sentence}</p>', sentence=sentence)
    dataset = page.dataset
    ids = (next(iter(records), "…") for records in (dataset.indicators, dataset.regions, dataset.sources))
    st.code(
        _EXAMPLE.format(**dict(zip(("indicator", "region", "source"), ids, strict=True))), language="yaml"
    )
