"""The curator's desk on a page: a text, its faults beside it, and what serving it would show and change.

What is tried out stays in the session of the one who tries: no other reader, route or cache gets
it. Faults are in the words of `indicators check`, in English on every page and marked as such: they
name fields and rules of the file, and are to be found again in a terminal. What is found is decided in `trial`; here it is put on the page.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final, cast

import streamlit as st

from indicators import text
from indicators.arithmetic import VERDICT_NAMES
from indicators.errors import DataFileError, UnknownId
from indicators.figures import charts
from indicators.language import mark
from indicators.live import State, shared
from indicators.revision import FIELDS, Change
from indicators.select import EVERYTHING
from indicators.trial import FILE, Difference, Trial, decoded, tried
from indicators.ui import cards, consistency, plots
from indicators.ui.session import Here, seed
from indicators.ui.site import WORKBENCH
from indicators.ui.style import html, plain
from indicators.yamlfile import text_of

_TEXT, _TRIAL, _FAULT, _FILE = "_workbench", "_workbench_trial", "_workbench_fault", "w_workbench_file"
_AREA: Final = "w_workbench"
#: Shown of each; the counts say how many there are.
_PROBLEMS, _CARDS, _CHARTS, _LINES = 30, 24, 6, 40
#: A change of a whole figure, and one with the fields or the record it is about.
_WHOLE: Final = '<div class="ri-sum">{line}</div>'
_EDITED: Final = '<div class="ri-sum">{line} <code translate="no">{code}</code></div>'

_KINDS: Final = {
    "added": mark("added"),
    "removed": mark("removed"),
    "revised": mark("revised"),
    "re-dated": mark("re-dated"),
    "re-hedged": mark("re-hedged"),
    "re-classed": mark("re-classed"),
    "edited": mark("edited"),
    "renamed": mark("renamed"),
    "changed": mark("changed"),
}


def desk(now: Here) -> None:
    """The whole page."""
    written = _text()
    _tools(now, written)
    area, beside = st.columns([3, 2])
    with area:
        st.text_area(
            now.say("The data file"),
            key=seed(_AREA, written),
            height=560,
            on_change=lambda: _put(st.session_state[_AREA] or ""),
        )
    trial = _trial(written)
    with beside:
        _faults(now, trial)
    shown = on_trial(now)
    if shown is not None:
        _outcome(now, shown)


def on_trial(now: Here) -> Here | None:
    """The page as it would be if what is tried out were served; None elsewhere, and while it has faults."""
    trial = st.session_state.get(_TRIAL) if now.page == WORKBENCH.slug else None
    if trial is None or trial.catalogue is None:
        return None
    choices = replace(now.choices, selection=EVERYTHING)
    try:
        trial.catalogue.find(choices.figure)
    except UnknownId:  # edited away while its card was open
        choices = replace(choices, figure="")
    return replace(now, state=State(trial.catalogue), choices=choices)


# --- the text and its trial --------------------------------------------------------------------


def _text() -> str:
    """What is tried out: at first the file that is served."""
    if _TEXT not in st.session_state:
        _start_again()
    return cast("str", st.session_state[_TEXT])


def _put(written: str) -> None:
    st.session_state[_TEXT] = written
    st.session_state[_FAULT] = ""


def _start_again() -> None:
    try:
        _put(text_of(shared().path))
    except DataFileError as error:
        _put("")
        st.session_state[_FAULT] = error.reason


def _take_file() -> None:
    """Take the text of the uploaded file; one that is no text leaves what is there."""
    if (file := st.session_state[_FILE]) is not None:
        try:
            _put(decoded(file.getvalue()))
        except DataFileError as error:
            st.session_state[_FAULT] = error.reason


def _trial(written: str) -> Trial | None:
    """The trial of this text, made once; None when it cannot be tried, which is told."""
    kept: Trial | None = st.session_state.get(_TRIAL)
    if kept is None or kept.text != written:
        st.session_state[_TRIAL] = kept = None
        try:
            st.session_state[_TRIAL] = kept = tried(written)
        except DataFileError as error:
            st.session_state[_FAULT] = error.reason
    return kept


def _tools(now: Here, written: str) -> None:
    st.file_uploader(
        now.say("Take the text of a file"), type=["yaml", "yml"], key=_FILE, on_change=_take_file, width=520
    )
    with st.container(horizontal=True, gap="small"):
        st.download_button(
            now.say("Download the text"),
            data=written.encode("utf-8", "replace"),
            file_name=FILE,
            mime="application/yaml",
            key="w_workbench_download",
            icon=":material/download:",
            on_click="ignore",
        )
        st.button(
            now.say("Start again from the served file"),
            key="w_workbench_again",
            icon=":material/restart_alt:",
            on_click=_start_again,
        )


# --- faults ------------------------------------------------------------------------------------


def _faults(now: Here, trial: Trial | None) -> None:
    """Every fault with its place, its lines and what was expected; or that there is none."""
    if told := st.session_state.get(_FAULT):
        st.error(plain(now.say("This text cannot be tried out.")), icon=":material/error:")
        html('<p class="ri-sum" lang="en">{told}</p>', told=told)
    if trial is None:
        return
    if not trial.problems:
        n = len(trial.catalogue) if trial.catalogue else 0
        st.success(
            now.say.plural("No faults: {n} figure", "No faults: {n} figures", n), icon=":material/check:"
        )
        return
    n = len(trial.problems)
    st.error(now.say.plural("{n} fault", "{n} faults", n), icon=":material/error:")
    with st.container(height=470, border=False, key="workbench_faults"):
        for problem in trial.problems[:_PROBLEMS]:
            place = now.say("Line {line}, column {column}", line=problem.line, column=problem.column)
            html(
                '<div class="ri-meta">{place}</div><p class="ri-sum" lang="en">{message}</p>'
                '<div class="ri-scroll" role="group" tabindex="0" aria-label="{place}">'
                '<pre class="ri-excerpt" translate="no">{excerpt}</pre></div>',
                place=place,
                message=problem.message,
                excerpt=trial.excerpt(problem),
            )
        if n > _PROBLEMS:
            st.caption(now.say("and {n} more", n=now.say.count(n - _PROBLEMS)))


# --- what serving it would show and change --------------------------------------------------------


def _outcome(now: Here, shown: Here) -> None:
    difference = Difference(now.catalogue, shown.catalogue)
    changes = difference.revision
    st.header(now.say("What would change"), anchor="changes")
    if not changes:
        st.markdown(plain(now.say("Nothing: this is what is served.")))
        _verdicts(shown, difference)
        return
    _counts(now, difference)
    _changes(now, shown, difference)
    figures = difference.figures
    if figures:
        rows = shown.catalogue.among(EVERYTHING, figures)
        st.header(now.say("Figure cards"), anchor="cards")
        cards.wall(shown, shown.catalogue.records(rows.head(_CARDS)))
        if len(rows) > _CARDS:
            st.caption(now.say("and {n} more", n=now.say.count(len(rows) - _CARDS)))
        _charts(shown, set(figures), tuple(rows["indicator"].unique()))
    _verdicts(shown, difference)


def _counts(now: Here, difference: Difference) -> None:
    changes = difference.revision
    counts = {"added": len(changes.added), "removed": len(changes.removed)}
    counts |= {kind: len(changes.of(kind)) for kind in FIELDS}
    counts["renamed"] = len(changes.renamed)
    parts = [
        text.labelled(now.say(_KINDS[kind]), now.say.count(n), now.language)
        for kind, n in counts.items()
        if n
    ]
    if parts:
        st.markdown(plain(" · ".join([now.say("Figures"), *parts])))


def _changes(now: Here, shown: Here, difference: Difference) -> None:
    """One line a change: the figure before and after, the figure that is gone, the record that differs."""
    changes = difference.revision
    lines = [_changed(now, shown, change) for change in changes.changed]
    lines += [(now.say(_KINDS["removed"]), _figure(now, id), "") for id in changes.removed]
    lines += [(now.say(_KINDS[r.what]), "", f"{r.section}: {r.name}") for r in changes.records]
    for kind, told, code in lines[:_LINES]:
        html(_EDITED if code else _WHOLE, line=text.labelled(kind, told, now.language), code=code)
    if len(lines) > _LINES:
        st.caption(now.say("and {n} more", n=now.say.count(len(lines) - _LINES)))


def _figure(page: Here, id: str) -> str:
    row = page.catalogue.find(id)
    subject = text.subject(row, page.dataset, page.language)
    return text.labelled(subject, text.figure(row, page.dataset, page.say), page.language)


def _changed(now: Here, shown: Here, change: Change) -> tuple[str, str, str]:
    """What happened to a figure, how it reads before and after, and the fields that differ."""
    before, after = _figure(now, change.was), _figure(shown, change.id)
    told = after if before == after else f"{before} → {after}"
    fields = ", ".join(edit.field for edit in change.edits)
    kinds = [now.say(_KINDS[kind]) for kind in change.kinds or ("renamed",)]
    return text.listed(kinds, now.language), told, fields or change.id


def _charts(shown: Here, figures: set[str], indicators: tuple[str, ...]) -> None:
    """The charts in which the new figures would stand among those of their indicators."""
    rows = shown.catalogue.shown(replace(EVERYTHING, indicator=indicators)).rows
    found = [chart for chart in charts(rows, shown.dataset, shown.say) if figures.intersection(chart.ids)]
    if found:
        st.header(shown.say("Charts"), anchor="charts")
    for chart in found[:_CHARTS]:
        plots.show(shown, chart, "trial", pictures=False)


def _verdicts(shown: Here, difference: Difference) -> None:
    """How all relations came out, and those that changed or speak of changed figures."""
    findings: Any = list(shown.catalogue.audit.findings)
    if not findings:
        return
    st.header(shown.say("Consistency"), anchor="consistency")
    st.markdown(plain(consistency.summary(shown, findings)))
    for finding, before in difference.verdicts:
        if before not in (None, finding.verdict):
            told = shown.say(
                "{relation}: {before} before, {after} now",
                relation=finding.relation.id,
                before=shown.say(VERDICT_NAMES[before]),
                after=shown.say(VERDICT_NAMES[finding.verdict]),
            )
            html('<div class="ri-sum">{told}</div>', told=told)
    if difference.verdicts:
        consistency.cards(shown, [finding for finding, _ in difference.verdicts])
