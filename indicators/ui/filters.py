"""The controls that choose figures, with a count beside every choice.

Widgets are seeded from the reader's choices and write back to them; they hold ids, and labels
are only how an id is shown. Knows nothing of what the page does with the rows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from indicators import text
from indicators.language import LANGUAGES, Messages, mark
from indicators.model import Dataset, Language
from indicators.select import DIMENSIONS, EVERYTHING, MAX_QUERY, PARAMETERS, Selection
from indicators.text import MEASURES, QUALIFIERS, STATUSES
from indicators.ui.session import Here, changed, choose, seed

LABELS = {
    "region": mark("Region"),
    "sector": mark("Sector"),
    "topic": mark("Topic"),
    "plan": mark("Plan period"),
    "indicator": mark("Indicator"),
    "source": mark("Source"),
    "measure": mark("Measure"),
    "qualifier": mark("Hedge"),
    "status": mark("Status"),
    "observation": mark("Chosen figures"),
}
_FIRST = ("region", "sector", "topic", "plan", "measure")
_CLOSED = {"measure": MEASURES, "qualifier": QUALIFIERS, "status": STATUSES}


def name_of(dataset: Dataset, dimension: str, id: str, say: Messages) -> str:
    """The name of an id in the reader's language."""
    if dimension in _CLOSED:
        return say(_CLOSED[dimension][id])
    record = getattr(dataset, f"{dimension}s")[id]
    return str((record.title if dimension == "source" else record.name)[say.language])


def language_switch(now: Here) -> None:
    """English or Chinese; nothing else changes."""

    def switch() -> None:
        picked: Language | None = st.session_state["w_lang"]
        if picked:
            changed(lambda old: replace(old, language=picked))

    st.segmented_control(
        "Language · 语言",
        list(LANGUAGES),
        format_func=LANGUAGES.__getitem__,
        key=seed("w_lang", now.language),
        on_change=switch,
        label_visibility="collapsed",
        required=True,
        width="stretch",
    )


def sidebar(now: Here, subject: str | None) -> None:
    """Every filter but the page's own `subject`."""
    say, counts = now.say, now.catalogue.facets(now.selection)
    st.text_input(
        say("Search figures"),
        key=seed("w_q", now.selection.q),
        placeholder=say("name, place, printed words …"),
        max_chars=MAX_QUERY,
        type="search",
        on_change=lambda: choose(q=" ".join((st.session_state["w_q"] or "").split())),
    )
    _named(now)
    for dimension in _FIRST:
        if dimension != subject:
            _several(now, dimension, counts[dimension])
        if dimension == "region":
            st.toggle(
                say("With everything inside it"),
                key=seed("w_within", now.selection.within),
                help=say("Regions overlap: one can be inside several others."),
                on_change=lambda: choose(within=st.session_state["w_within"]),
            )
    others = [name for name in DIMENSIONS if name not in _FIRST and name != subject]
    used = now.selection.implied or any(getattr(now.selection, name) for name in others)
    if used:  # also after a link: a filter in use is never hidden
        seed("w_more", True)
    more = st.expander(say("More filters"), key="w_more", on_change="rerun")
    if more.open:  # their lists are the longest, and few readers need them
        with more:
            _more(now, others, counts)
    if not _kept(now.selection, subject).is_everything:
        st.button(
            say("Clear all filters"),
            key="w_clear",
            icon=":material/filter_alt_off:",
            on_click=lambda: _clear(now, subject),
            width="stretch",
        )


def _more(now: Here, dimensions: Sequence[str], counts: Mapping[str, Mapping[str, int]]) -> None:
    """The filters that are folded away."""
    for dimension in dimensions:
        _several(now, dimension, counts[dimension])
    st.toggle(
        now.say("Implied figures too"),
        key=seed("w_implied", now.selection.implied),
        help=now.say("Figures nobody stated that follow from others; never added to stated ones."),
        on_change=lambda: choose(implied=st.session_state["w_implied"]),
    )


def _kept(selection: Selection, subject: str | None) -> Selection:
    return selection.without(subject) if subject else selection


def _clear(now: Here, subject: str | None) -> None:
    kept: dict[str, Any] = {subject: getattr(now.selection, subject)} if subject else {}
    empty = {name: getattr(EVERYTHING, name) for name in PARAMETERS}
    choose(**(empty | kept))


def _named(now: Here) -> None:
    """Whether only figures that the link names are shown; a click shows the others too."""
    if not (count := len(now.selection.observation)):
        return
    label = now.say.plural("Only {n} chosen figure", "Only {n} chosen figures", count)
    st.button(
        label,
        key="w_observation",
        icon=":material/close:",
        help=now.say("The link names the figures to show; click to show all that fit the filters."),
        on_click=lambda: choose(observation=()),
        width="stretch",
    )


def _several(now: Here, dimension: str, counts: Mapping[str, int]) -> None:
    """Pick any number of ids of one dimension."""
    key, chosen = f"w_{dimension}", list(getattr(now.selection, dimension))
    st.multiselect(
        now.say(LABELS[dimension]),
        [id for id, n in counts.items() if n or id in chosen],
        format_func=lambda id: (
            f"{name_of(now.dataset, dimension, id, now.say)} · {now.say.count(counts[id])}"
        ),
        key=seed(key, chosen),
        placeholder=now.say("any"),
        on_change=lambda: choose(**{dimension: tuple(st.session_state[key])}),
    )


def subject(now: Here, dimension: str) -> str:
    """Pick the one id this page is about; the first chosen, else the one with most figures."""
    counts = now.catalogue.facets(now.selection.without(dimension))[dimension]
    asked = getattr(now.selection, dimension)
    default = max(counts, key=lambda id: counts[id])
    current: str = asked[0] if asked else default
    key = f"w_subject_{dimension}"
    st.selectbox(
        now.say(LABELS[dimension]),
        [id for id, n in counts.items() if n or id == current],
        format_func=lambda id: (
            f"{name_of(now.dataset, dimension, id, now.say)} · {now.say.count(counts[id])}"
        ),
        key=seed(key, current),
        on_change=lambda: choose(**{dimension: (st.session_state[key],)}),
        width=420,
    )
    if len(asked) > 1:
        others = text.listed([name_of(now.dataset, dimension, id, now.say) for id in asked[1:]], now.language)
        st.info(
            now.say("This page shows one at a time; the link also names {others}.", others=others),
            icon=":material/info:",
        )
    return current
