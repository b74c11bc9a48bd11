"""The faults of a text that is tried out, each beside its lines; or that there is none.

Faults are in the words of `indicators check`, in English on every page and marked as such: they
name fields and rules of the file, and are to be found again in a terminal.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from indicators.errors import Problem
from indicators.trial import Trial
from indicators.ui.session import Here
from indicators.ui.style import html, plain

#: Shown at most; the count says how many there are.
_SHOWN = 30


def told(now: Here, reason: str) -> None:
    """Why a text cannot be tried out at all."""
    st.error(plain(now.say("This text cannot be tried out.")), icon=":material/error:")
    html('<p class="ri-sum" lang="en">{told}</p>', told=reason)


def none_of(now: Here, n: int) -> None:
    """That a file with `n` figures has no faults."""
    st.success(now.say.plural("No faults: {n} figure", "No faults: {n} figures", n), icon=":material/check:")


def listed(now: Here, groups: Sequence[tuple[str, Trial]]) -> None:
    """Every fault with its place, its lines and what was expected, under what its text is called."""
    found = [(title, trial, problem) for title, trial in groups for problem in trial.problems]
    n, said = len(found), ""
    st.error(now.say.plural("{n} fault", "{n} faults", n), icon=":material/error:")
    with st.container(height=470, border=False, key="workbench_faults"):
        for title, trial, problem in found[:_SHOWN]:
            if title != said:
                st.markdown(f"**{plain(title)}**")
                said = title
            _fault(now, trial, problem)
        if n > _SHOWN:
            st.caption(now.say("and {n} more", n=now.say.count(n - _SHOWN)))


def _fault(now: Here, trial: Trial, problem: Problem) -> None:
    place = now.say("Line {line}, column {column}", line=problem.line, column=problem.column)
    html(
        '<div class="ri-meta">{place}</div><p class="ri-sum" lang="en">{message}</p>'
        '<div class="ri-scroll" role="group" tabindex="0" aria-label="{place}">'
        '<pre class="ri-excerpt" translate="no">{excerpt}</pre></div>',
        place=place,
        message=problem.message,
        excerpt=trial.excerpt(problem),
    )
