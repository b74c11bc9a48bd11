"""The curator's desk on a page: a whole file, or what is to be added to it, and what would come of it.

What is tried out stays in the session of the one who tries: no other reader, route or cache gets
it. What is found is decided in `trial`; here are the text, its tools and which trial is shown.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import streamlit as st

from indicators.errors import UnknownId
from indicators.language import mark
from indicators.live import State
from indicators.select import EVERYTHING
from indicators.trial import FILE, Addition, Trial
from indicators.ui import drafts, faults
from indicators.ui.outcome import outcome
from indicators.ui.session import Here, seed
from indicators.ui.site import WORKBENCH
from indicators.ui.style import html

#: What may be tried out, in the view `tried`: its name, and the widget that holds its text.
_NAMES: Final = {"file": mark("The whole file"), "additions": mark("Additions")}
_AREAS: Final = {"file": "w_workbench", "additions": "w_workbench_added"}
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


def desk(now: Here) -> None:
    """The whole page."""
    written, adds = drafts.text(), _adds(now)
    _choice(now)
    tools = st.container()
    area, beside = st.columns([3, 2])
    with area:
        _area(now)
    if adds:
        addition = drafts.addition(drafts.added(), written)
        with tools:
            _tools_of_additions(now, addition)
        with beside:
            _beside_additions(now, addition)
    else:
        with tools:
            _tools_of_file(now, written)
        trial = drafts.trial(written)
        with beside:
            _beside_file(now, trial)
    shown = on_trial(now)
    if shown is not None:
        outcome(now, shown)


def on_trial(now: Here) -> Here | None:
    """The page as it would be if what is tried out were served; None elsewhere, and while it has faults."""
    trial = drafts.kept() if now.page == WORKBENCH.slug else None
    if trial is None or trial.catalogue is None:
        return None
    choices = replace(now.choices, selection=EVERYTHING)
    try:
        trial.catalogue.find(choices.figure)
    except UnknownId:  # edited away while its card was open
        choices = replace(choices, figure="")
    return replace(now, state=State(trial.catalogue), choices=choices)


# --- the text --------------------------------------------------------------------------------------


def _adds(now: Here) -> bool:
    return now.choices.view("tried") == "additions"


def _choice(now: Here) -> None:
    key = "w_workbench_tried"
    st.segmented_control(
        now.say("Try out"),
        list(_NAMES),
        format_func=lambda name: now.say(_NAMES[name]),
        key=seed(key, now.choices.view("tried")),
        on_change=lambda: drafts.choose(st.session_state[key] or "file"),
        required=True,
    )


def _area(now: Here) -> None:
    adds = _adds(now)
    key = _AREAS[now.choices.view("tried")]
    st.text_area(
        now.say("What is added") if adds else now.say("The data file"),
        key=seed(key, drafts.added() if adds else drafts.text()),
        height=560,
        on_change=lambda: drafts.put(st.session_state[key] or "", adds=adds),
    )


# --- tools -----------------------------------------------------------------------------------------


def _upload(now: Here) -> None:
    adds = _adds(now)
    st.file_uploader(
        now.say("Take the text of a file"),
        type=["yaml", "yml"],
        key=drafts.FILE_KEY,
        on_change=lambda: drafts.take_file(adds=adds),
        width=520,
    )


def _download(label: str, written: str, *, disabled: bool = False) -> None:
    st.download_button(
        label,
        data=written.encode("utf-8", "replace"),
        file_name=FILE,
        mime="application/yaml",
        key="w_workbench_download",
        icon=":material/download:",
        on_click="ignore",
        disabled=disabled,
    )


def _tools_of_file(now: Here, written: str) -> None:
    _upload(now)
    with st.container(horizontal=True, gap="small"):
        _download(now.say("Download the text"), written)
        st.button(
            now.say("Start again from the served file"),
            key="w_workbench_again",
            icon=":material/restart_alt:",
            on_click=drafts.start_again,
        )


def _tools_of_additions(now: Here, addition: Addition | None) -> None:
    whole = addition.text if addition else ""
    _upload(now)
    with st.container(horizontal=True, gap="small"):
        _download(now.say("Download the whole file"), whole, disabled=not whole)
        st.button(
            now.say("Go on with the whole file"),
            key="w_workbench_go_on",
            icon=":material/playlist_add_check:",
            on_click=lambda: drafts.go_on(whole),
            disabled=not whole,
        )


# --- beside the text ---------------------------------------------------------------------------------


def _beside_file(now: Here, trial: Trial | None) -> None:
    if reason := drafts.fault():
        faults.told(now, reason)
    if trial and trial.problems:
        faults.listed(now, [("", trial)])
    elif trial:
        faults.none_of(now, len(trial.catalogue or ()))


def _beside_additions(now: Here, addition: Addition | None) -> None:
    if reason := drafts.fault():
        faults.told(now, reason)
    if addition and not addition.text:
        caused = now.say("In the file, because of what is added")
        own = now.say("In the file, whatever is added")
        faults.listed(
            now,
            [
                (now.say("In what is added"), addition.fragment),
                (caused, addition.caused),
                (own, addition.file),
            ],
        )
    elif addition and addition.whole:
        faults.none_of(now, len(addition.whole.catalogue or ()))
    else:
        _explained(now)


def _explained(now: Here) -> None:
    """What may be added, by an example in the words of this dataset."""
    told = now.say(
        "Figures that each name their indicator, or lists of records such as sources; new figures stand under observations then. They go into the file that stands under “The whole file”, at first the one that is served."
    )
    html('<p class="ri-sum">{told}</p>', told=told)
    dataset = now.dataset
    ids = (next(iter(records), "…") for records in (dataset.indicators, dataset.regions, dataset.sources))
    st.code(
        _EXAMPLE.format(**dict(zip(("indicator", "region", "source"), ids, strict=True))), language="yaml"
    )
