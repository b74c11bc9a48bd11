"""What one reader tries out, kept in their session: the texts, their trials, why one cannot be tried.

No other module touches these keys; nothing of it is shared or written anywhere.
"""

from __future__ import annotations

from typing import Final, cast

import streamlit as st

from indicators.errors import DataFileError
from indicators.live import shared
from indicators.trial import FILE, Addition, Trial, tried, tried_in
from indicators.ui.session import changed
from indicators.yamlfile import decoded, text_of

_TEXT, _ADDED, _TRIAL, _ADDITION = "_workbench", "_workbench_added", "_workbench_trial", "_workbench_addition"
_FAULT: Final = "_workbench_fault"
#: The widget that takes files.
FILE_KEY: Final = "w_workbench_file"


def kept() -> Trial | None:
    """The trial of the whole file, as it was made last."""
    return cast("Trial | None", st.session_state.get(_TRIAL))


def fault() -> str:
    """Why what stands there cannot be tried out, if so."""
    return cast("str", st.session_state.get(_FAULT, ""))


def added() -> str:
    """The fragment that is to be added."""
    return cast("str", st.session_state.get(_ADDED, ""))


def text() -> str:
    """The file that is tried out, or added to: at first the one that is served."""
    if _TEXT not in st.session_state:
        start_again()
    return cast("str", st.session_state[_TEXT])


def put(written: str, *, adds: bool = False) -> None:
    """Take what was written as the file, or as what is to be added."""
    st.session_state[_ADDED if adds else _TEXT] = written
    st.session_state[_FAULT] = ""


def start_again() -> None:
    """Take the served file."""
    try:
        put(text_of(shared().path))
    except DataFileError as error:
        put("")
        st.session_state[_FAULT] = error.reason


def go_on(whole: str) -> None:
    """Make what came of the additions the file that is tried out, so that more can be added to it."""
    put(whole)
    put("", adds=True)
    choose("file")


def take_file(*, adds: bool) -> None:
    """Take the text of the uploaded file; one that is no text leaves what is there."""
    if (file := st.session_state[FILE_KEY]) is not None:
        try:
            put(decoded(file.getvalue(), FILE), adds=adds)
        except DataFileError as error:
            st.session_state[_FAULT] = error.reason


def trial(written: str) -> Trial | None:
    """The trial of this file, made once; None when it cannot be tried, which is told."""
    made = kept()
    if made is None or made.text != written:
        st.session_state[_TRIAL] = made = None
        try:
            st.session_state[_TRIAL] = made = tried(written)
        except DataFileError as error:
            st.session_state[_FAULT] = error.reason
    return made


def addition(fragment: str, written: str) -> Addition | None:
    """The trial of what is added to this file, made once; None when there is nothing, or it cannot be tried."""
    made: Addition | None = st.session_state.get(_ADDITION)
    if made is None or (made.fragment.text, made.file.text) != (fragment, written):
        made = None
        try:
            made = tried_in(fragment, written) if fragment.strip() else None
        except DataFileError as error:
            st.session_state[_FAULT] = error.reason
    st.session_state[_ADDITION], st.session_state[_TRIAL] = made, made.whole if made else None
    return made


def choose(what: str) -> None:
    """Try out the file or additions; call it in widget callbacks only."""
    st.session_state[_FAULT] = ""
    changed(lambda old: old.viewing("tried", what))
