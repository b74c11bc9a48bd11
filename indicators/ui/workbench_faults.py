"""The faults of a text that is tried out, each beside its lines; or that there is none.

Faults are in the words of `indicators check`, in English on every page and marked as such: they
name fields and rules of the file, and are to be found again in a terminal.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from indicators.curation.trial import Trial
from indicators.errors import Problem, count_faults
from indicators.ui.markup import show_template
from indicators.ui.session import Page
from indicators.ui.style import escape_markdown

#: Shown at most; the count says how many there are.
_MAX_SHOWN_FAULTS = 30


def show_reason(page: Page, reason: str) -> None:
    """Why a text cannot be tried out at all."""
    st.error(escape_markdown(page.say("This text cannot be tried out.")), icon=":material/error:")
    show_template('<p class="ri-sum" lang="en">{reason}</p>', reason=reason)


def show_no_faults(page: Page, n: int) -> None:
    """That a file with `n` figures has no faults."""
    st.success(page.say.plural("No faults: {n} figure", "No faults: {n} figures", n), icon=":material/check:")


def show_faults(page: Page, groups: Sequence[tuple[str, Trial]]) -> None:
    """Every fault with its place, its lines and what was expected, under what its text is called."""
    found = [(title, trial, problem) for title, trial in groups for problem in trial.problems]
    n, said = count_faults(problem for _, _, problem in found), ""
    st.error(page.say.plural("{n} fault", "{n} faults", n), icon=":material/error:")
    with st.container(height=470, border=False, key="workbench_faults"):
        for title, trial, problem in found[:_MAX_SHOWN_FAULTS]:
            if title != said:
                st.markdown(f"**{escape_markdown(title)}**")
                said = title
            _show_fault(page, trial, problem)
        if more := n - count_faults(problem for _, _, problem in found[:_MAX_SHOWN_FAULTS]):
            st.caption(page.say("and {n} more", n=page.say.format_count(more)))


def _show_fault(page: Page, trial: Trial, problem: Problem) -> None:
    place = page.say("Line {line}, column {column}", line=problem.line, column=problem.column)
    show_template(
        '<div class="ri-meta">{place}</div><p class="ri-sum" lang="en">{message}</p>'
        '<div class="ri-scroll" role="group" tabindex="0" aria-label="{place}">'
        '<pre class="ri-excerpt" translate="no">{excerpt}</pre></div>',
        place=place,
        message=problem.message,
        excerpt=trial.excerpt(problem),
    )
