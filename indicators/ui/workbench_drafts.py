"""What one reader tries out, kept in their session: the texts, their trials, why one cannot be tried.

No other module touches these keys; nothing of it is shared or written anywhere.
"""

from __future__ import annotations

from typing import Final, cast

import streamlit as st

from indicators.curation.trial import TRIAL_FILE_NAME, Addition, Trial, try_addition, try_file
from indicators.errors import DataFileError
from indicators.ui.session import change_choices, current_server
from indicators.yamlfile import decode_text, read_text

_TEXT, _ADDED, _TRIAL, _ADDITION = "_workbench", "_workbench_added", "_workbench_trial", "_workbench_addition"
_FAULT: Final = "_workbench_fault"
_DESK_TRIALS: Final = "_workbench_desk_trials"
#: What was accepted, and that with the draft at the cursor, before and after a decision.
_MAX_DESK_TRIALS: Final = 3
#: The widget that takes files.
FILE_KEY: Final = "w_workbench_file"


def last_trial() -> Trial | None:
    """The trial of the whole file, as it was made last."""
    return cast("Trial | None", st.session_state.get(_TRIAL))


def draft_fault() -> str:
    """Why what stands there cannot be tried out, if so."""
    return cast("str", st.session_state.get(_FAULT, ""))


def added_text() -> str:
    """The fragment that is to be added."""
    return cast("str", st.session_state.get(_ADDED, ""))


def file_text() -> str:
    """The file that is tried out, or added to: at first the one that is served."""
    if _TEXT not in st.session_state:
        restart_from_served()
    return cast("str", st.session_state[_TEXT])


def store_text(written: str, *, adds: bool = False) -> None:
    """Take what was written as the file, or as what is to be added."""
    st.session_state[_ADDED if adds else _TEXT] = written
    st.session_state[_FAULT] = ""


def restart_from_served() -> None:
    """Take the served file."""
    try:
        store_text(read_text(current_server().live.path))
    except DataFileError as error:
        store_text("")
        st.session_state[_FAULT] = error.reason


def continue_with(whole: str) -> None:
    """Make what came of the additions the file that is tried out, so that more can be added to it."""
    store_text(whole)
    store_text("", adds=True)
    choose_mode("file")


def store_upload(*, adds: bool) -> None:
    """Take the text of the uploaded file; one that is no text leaves what is there."""
    if (file := st.session_state[FILE_KEY]) is not None:
        try:
            store_text(decode_text(file.getvalue(), TRIAL_FILE_NAME), adds=adds)
        except DataFileError as error:
            st.session_state[_FAULT] = error.reason


def trial_of_file(written: str) -> Trial | None:
    """The trial of this file, made once; None when it cannot be tried, which is told."""
    made = last_trial()
    if made is None or made.text != written:
        st.session_state[_TRIAL] = made = None
        try:
            with current_server().pages.pausing():  # a long text is checked by another process
                made = try_file(written)
            st.session_state[_TRIAL] = made
        except DataFileError as error:
            st.session_state[_FAULT] = error.reason
    return made


def trial_of_addition(fragment: str, written: str) -> Addition | None:
    """The trial of what is added to this file, made once; None when there is nothing, or it cannot be tried."""
    made: Addition | None = st.session_state.get(_ADDITION)
    if made is None or (made.fragment.text, made.file.text) != (fragment, written):
        made = None
        try:
            if fragment.strip():
                with current_server().pages.pausing():
                    made = try_addition(fragment, written)
        except DataFileError as error:
            st.session_state[_FAULT] = error.reason
    st.session_state[_ADDITION], st.session_state[_TRIAL] = made, made.whole if made else None
    return made


def trial_at_desk(fragment: str, written: str) -> Addition | None:
    """The trial of what was read being added to this file; those of the last fragments are kept: one decides and goes back."""
    kept: tuple[Addition, ...] = st.session_state.get(_DESK_TRIALS, ())
    made = next((each for each in kept if (each.fragment.text, each.file.text) == (fragment, written)), None)
    if made is None:
        try:
            if fragment.strip():
                with current_server().pages.pausing():
                    made = try_addition(fragment, written)
        except DataFileError as error:
            st.session_state[_FAULT] = error.reason
    if made is not None:
        others = [each for each in kept if each is not made]
        st.session_state[_DESK_TRIALS] = (made, *others[: _MAX_DESK_TRIALS - 1])
    st.session_state[_TRIAL] = made.whole if made else None
    return made


def choose_mode(what: str) -> None:
    """Try out the file or additions; call it in widget callbacks only."""
    st.session_state[_FAULT] = ""
    change_choices(lambda old: old.with_view("tried", what))
