"""The controls that choose figures, with a count beside every choice.

Widgets are seeded from the reader's choices and write back to them; they hold ids, and labels
are only how an id is shown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from indicators import text
from indicators.i18n import LANGUAGES, Language, gettext_noop, load_messages, locale_of
from indicators.model.dimensions import DIMENSIONS_BY_ID, FILTER_DIMENSIONS, Dimension
from indicators.query import EVERYTHING, FILTER_FIELDS, Selection
from indicators.query.filters import FIRST_YEAR, LAST_YEAR
from indicators.ui.session import Page, change_choices, change_filters, set_widget_value
from indicators.ui.style import escape_markdown
from indicators.web.composition.blocks import (
    FilterSwitch,
    SeriesChoice,
    SubjectChoice,
    TopicChoice,
    ViewChoice,
)
from indicators.web.composition.choices import VIEW_VALUES, PageChoices

#: filter → its label, also where there is none to choose it
FILTER_LABELS = {dimension.id: dimension.label for dimension in FILTER_DIMENSIONS} | {
    "observation": gettext_noop("Chosen figures"),
    "from": gettext_noop("From year"),
    "to": gettext_noop("To year"),
}
#: The choices of the filter of statements; the first where nothing is chosen.
_VINTAGE_LABELS = {
    "": gettext_noop("all in tables, the current one in charts"),
    "all": gettext_noop("all, in charts too"),
    "current": gettext_noop("the current one alone"),
}


def show_language_switch(page: Page) -> None:
    """The languages of the site; nothing else changes."""

    def switch() -> None:
        picked: Language | None = st.session_state["w_lang"]
        if picked:
            change_choices(lambda old: replace(old, language=picked))

    st.segmented_control(
        " · ".join(dict.fromkeys(say("Language") for say in map(load_messages, LANGUAGES))),
        list(LANGUAGES),
        format_func=lambda language: locale_of(language).name,
        key=set_widget_value("w_lang", page.language),
        on_change=switch,
        label_visibility="collapsed",
        required=True,
        width="stretch",
    )


def show_sidebar(page: Page, subject: str | None) -> None:
    """Every filter but the page's own `subject`."""
    say, counts = page.say, page.catalogue.facets(page.selection)
    _show_chosen_figures(page)
    for dimension in filter(lambda dimension: dimension.is_unfolded, FILTER_DIMENSIONS):
        if dimension.id != subject:
            _show_multiselect(page, dimension, counts[dimension.id])
        if dimension.members:
            st.toggle(
                say("With everything inside it"),
                key=set_widget_value("w_within", page.selection.within),
                help=say("Regions overlap: one can be inside several others."),
                on_change=lambda: change_filters(within=st.session_state["w_within"]),
            )
    _show_years(page)
    folded = [each for each in FILTER_DIMENSIONS if not each.is_unfolded and each.id != subject]
    used = (
        page.selection.implied
        or bool(page.selection.vintage)
        or any(getattr(page.selection, each.id) for each in folded)
    )
    if used:  # also after a link: a filter in use is never hidden
        set_widget_value("w_more", True)
    more = st.expander(say("More filters"), key="w_more", on_change="rerun")
    if more.open:  # their lists are the longest, and few readers need them
        with more:
            _show_more_filters(page, folded, counts)
    selection = page.selection
    if not _without_subject(selection, subject).is_everything:
        st.button(
            say("Clear all filters"),
            key="w_clear",
            icon=":material/filter_alt_off:",
            on_click=lambda: _clear_filters(selection, subject),
            width="stretch",
        )


def _show_more_filters(
    page: Page, dimensions: Sequence[Dimension], counts: Mapping[str, Mapping[str, int]]
) -> None:
    """The filters that are folded away."""
    for dimension in dimensions:
        _show_multiselect(page, dimension, counts[dimension.id])
    st.toggle(
        page.say("Implied figures too"),
        key=set_widget_value("w_implied", page.selection.implied),
        help=page.say("Figures nobody stated that follow from others; never added to stated ones."),
        on_change=lambda: change_filters(implied=st.session_state["w_implied"]),
    )
    _show_vintage_choice(page)


def _show_vintage_choice(page: Page) -> None:
    """Which statements of a figure are shown, where some figure was stated more than once."""
    catalogue, chosen = page.catalogue, page.selection.vintage
    if not chosen and catalogue.drawn(EVERYTHING) == EVERYTHING:
        return
    labels = {name: page.say(label) for name, label in _VINTAGE_LABELS.items()}
    st.selectbox(
        page.say("Statements of a figure"),
        list(labels),
        format_func=labels.__getitem__,
        key=set_widget_value("w_vintage", chosen),
        help=page.say("Of each figure the latest published is current; of one date the narrowest."),
        on_change=lambda: change_filters(vintage=st.session_state["w_vintage"]),
    )


def _without_subject(selection: Selection, subject: str | None) -> Selection:
    return selection.without(subject) if subject else selection


def _clear_filters(selection: Selection, subject: str | None) -> None:
    kept: dict[str, Any] = {subject: getattr(selection, subject)} if subject else {}
    empty = {field: getattr(EVERYTHING, field) for field in FILTER_FIELDS.values()}
    change_filters(**(empty | kept))


#: Pixels that both years have beside each other.
_YEAR_WIDTH = 112


def _show_years(page: Page) -> None:
    """The first and the last year that a period may lie in."""
    covered = page.catalogue.coverage()
    with st.container(horizontal=True):
        for bound, day in zip(("from", "to"), covered or (None, None), strict=True):
            key = set_widget_value(f"w_{bound}", getattr(page.selection, FILTER_FIELDS[bound]))
            st.number_input(
                page.say(FILTER_LABELS[bound]),
                FIRST_YEAR,
                LAST_YEAR,
                key=key,
                format="%d",
                width=_YEAR_WIDTH,
                placeholder=str(day.year) if day else "",
                on_change=_choose_year,
                args=(bound, key),
            )


def _choose_year(bound: str, key: str) -> None:
    """Take the first or last year from its widget; the other goes along where it would be beyond it."""
    year: int | None = st.session_state[key]

    def change(old: PageChoices) -> PageChoices:
        first, last = (year, old.selection.to) if bound == "from" else (old.selection.from_, year)
        if first and last and first > last:
            first = last = year
        return replace(old, selection=replace(old.selection, from_=first, to=last))

    change_choices(change)


def _show_chosen_figures(page: Page) -> None:
    """Whether only figures that the link names are shown; a click shows the others too."""
    if not (count := len(page.selection.observation)):
        return
    label = page.say.plural("Only {n} chosen figure", "Only {n} chosen figures", count)
    st.button(
        label,
        key="w_observation",
        icon=":material/close:",
        help=page.say("The link names the figures to show; click to show all that fit the filters."),
        on_click=lambda: change_filters(observation=()),
        width="stretch",
    )


def _show_multiselect(page: Page, dimension: Dimension, counts: Mapping[str, int]) -> None:
    """Pick any number of ids of one dimension, where the dataset has any."""
    if not counts:
        return
    key, chosen = f"w_{dimension.id}", list(getattr(page.selection, dimension.id))
    labels = _counted_labels(page, dimension, {id: n for id, n in counts.items() if n or id in chosen})
    st.multiselect(
        page.say(dimension.label),
        list(labels),
        format_func=labels.__getitem__,
        key=set_widget_value(key, chosen),
        placeholder=page.say("any"),
        on_change=lambda: change_filters(**{dimension.id: tuple(st.session_state[key])}),
    )


def _counted_labels(page: Page, dimension: Dimension, counts: Mapping[str, int]) -> dict[str, str]:
    """What the reader picks from: each id by its name, with its number of figures."""
    return {
        id: f"{dimension.label_of(id, page.dataset, page.say)} · {page.say.format_count(n)}"
        for id, n in counts.items()
    }


def show_subject_choice(page: Page, choice: SubjectChoice) -> None:
    """Pick the one id this page is about, or all where it lists them; says so when the address names more."""
    subject, dimension = choice.dimension, DIMENSIONS_BY_ID[choice.dimension]
    asked = getattr(page.selection, subject)
    key = f"w_subject_{subject}"
    labels = {id: f"{link.text} · {page.say.format_count(link.count or 0)}" for id, link in choice.links}
    if choice.every:
        labels = {"": choice.every.text, **labels}
    st.selectbox(
        page.say(dimension.label),
        list(labels),
        format_func=labels.__getitem__,
        key=set_widget_value(key, choice.chosen),
        on_change=lambda: change_filters(**{subject: tuple(filter(None, [st.session_state[key]]))}),
        label_visibility="collapsed",
        width=420,
    )
    if len(asked) > 1:
        others = text.join_list(
            [dimension.label_of(id, page.dataset, page.say) for id in asked[1:]], page.language
        )
        st.info(
            escape_markdown(
                page.say("This page shows one at a time; the link also names {others}.", others=others)
            ),
            icon=":material/info:",
        )


def show_topic_choice(page: Page, choice: TopicChoice) -> None:
    """Pick the topic of a long page that is open, or all of them."""
    key, default = "w_show", choice.links[0][0]
    labels = {
        id: f"{escape_markdown(link.text)} · {page.say.format_count(link.count or 0)}"
        for id, link in choice.links
    }

    def open_topic() -> None:
        asked = st.session_state[key] or default
        change_choices(lambda old: replace(old, show="" if asked == default else asked))

    st.pills(
        page.say("Show"),
        list(labels),
        format_func=labels.__getitem__,
        key=set_widget_value(key, choice.chosen),
        on_change=open_topic,
        required=True,
    )


def show_view_choice(page: Page, choice: ViewChoice) -> None:
    """Pick a way to look at the page; the first where none is picked."""
    key = f"w_{choice.view}"
    labels = {
        id: link.text if link.count is None else f"{link.text} · {page.say.format_count(link.count)}"
        for id, link in choice.links
    }

    def look() -> None:
        picked = st.session_state[key] or VIEW_VALUES[choice.view][0]
        change_choices(lambda old: old.with_view(choice.view, picked))

    st.segmented_control(
        choice.label,
        list(labels),
        format_func=labels.__getitem__,
        key=set_widget_value(key, choice.chosen),
        on_change=look,
        required=True,
    )


def show_filter_switch(page: Page, switch: FilterSwitch) -> None:  # noqa: ARG001 - as all choices
    """Turn a filter on or off, on every page."""
    key = f"w_{switch.filter}_here"
    st.toggle(
        switch.link.text,
        key=set_widget_value(key, switch.is_on),
        on_change=lambda: change_filters(**{switch.filter: st.session_state[key]}),
    )


def show_series_choice(page: Page, choice: SeriesChoice) -> None:
    """Pick the series to compare; never all that a word finds at once, for only a few can be told apart."""
    key, labels, most = "w_series", dict(choice.offered), choice.most
    st.multiselect(
        page.say("Series"),
        list(labels),
        format_func=labels.__getitem__,
        key=set_widget_value(key, [name for name, _ in choice.chosen]),
        max_selections=most,
        select_all=False,
        placeholder=page.say("choose up to six; the filters shorten the list"),
        on_change=lambda: change_choices(
            lambda old: replace(old, series=tuple(st.session_state[key])[:most])
        ),
    )
