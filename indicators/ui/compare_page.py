"""The Compare page: pick series, say whether they can be compared, show them in panels.

The answer and the panels come from `figures`; here they are put on the page.
"""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from indicators import text
from indicators.charts.comparison import MAX_SERIES
from indicators.charts.comparison_cache import best_axes, charts_of_series, comparability_of
from indicators.i18n import Language, gettext_noop
from indicators.model.labels import distinct_labels
from indicators.query import EVERYTHING, Catalogue
from indicators.query.caches import cached_on_owner
from indicators.query.series_index import series_names
from indicators.ui import chart_panels, navigation
from indicators.ui.session import Page, change_choices, set_widget_value
from indicators.ui.style import escape_markdown
from indicators.web.composition.choices import VIEW_VALUES

#: Indicators to begin with, at most.
_MAX_SUGGESTIONS = 60
_AXES_LABELS = {
    "own": gettext_noop("Own axes"),
    "shared": gettext_noop("One axis"),
    "index": gettext_noop("Index, base = 100"),
}
_COMPARABILITY_SENTENCES = {
    "yes": (gettext_noop("These can be compared."), "success", "check_circle"),
    "with-care": (gettext_noop("These can be compared with care."), "warning", "balance"),
    "no": (gettext_noop("These cannot be compared."), "error", "block"),
}


def show_series_picker(page: Page) -> tuple[str, ...]:
    """Choose up to six series; they are in the address."""
    rows = page.catalogue.rows_to_draw(page.catalogue.drawn(page.selection)).rows
    offered = dict.fromkeys([*page.choices.series, *series_names(rows[rows["basis"] == "stated"])])
    labels = distinct_labels({name: series_label(page, name) for name in offered}, page.language)
    key = "w_series"
    st.multiselect(
        page.say("Series"),
        list(labels),
        format_func=labels.__getitem__,
        key=set_widget_value(key, list(page.choices.series)),
        max_selections=MAX_SERIES,
        placeholder=page.say("choose up to six; the filters shorten the list"),
        on_change=lambda: change_choices(
            lambda old: replace(old, series=tuple(st.session_state[key])[:MAX_SERIES])
        ),
    )
    return page.choices.series


def series_label(page: Page, series: str) -> str:
    """A series as people say it: region, indicator, sector, counterpart."""
    return _series_label(page.catalogue, series, page.language)


@cached_on_owner(maxsize=4096)
def _series_label(catalogue: Catalogue, series: str, language: Language) -> str:
    return text.describe_subject(
        catalogue.series.subject_of(series), catalogue.dataset, language, frozenset({"period"})
    )


def show_axes_choice(page: Page, series: tuple[str, ...]) -> str:
    """Own axes, one axis, or an index; one axis unless the reader chooses, where it says the truth."""
    key, asked, say = "w_axes", page.choices.view("axes"), page.say
    best = VIEW_VALUES["axes"][0]
    chosen = best_axes(page.catalogue, series, page.language) if asked == best else asked
    st.segmented_control(
        page.say("Axes"),
        list(_AXES_LABELS),
        format_func=lambda name: say(_AXES_LABELS[name]),
        key=set_widget_value(key, chosen),
        on_change=lambda: change_choices(
            lambda old: old.with_view("axes", st.session_state[key] or VIEW_VALUES["axes"][0])
        ),
        required=True,
    )
    return chosen


def show_comparability(page: Page, series: tuple[str, ...]) -> None:
    """One plain sentence, and the reasons."""
    answer = comparability_of(page.catalogue, series, page.language)
    sentence, kind, icon = _COMPARABILITY_SENTENCES[answer.kind]
    reasons = "".join(f"\n- {escape_markdown(reason)}" for reason in answer.reasons)
    show = {"success": st.success, "warning": st.warning, "error": st.error}[kind]
    show(f"**{escape_markdown(page.say(sentence))}**{reasons}", icon=f":material/{icon}:")


def show_panels(page: Page, series: tuple[str, ...], mode: str) -> None:
    """The series as small multiples; an axis or index that would mislead is not drawn."""
    found = charts_of_series(page.catalogue, series, page.language, mode)
    if not found:
        st.info(
            page.say("No chart shows this honestly; read the figures in the table."), icon=":material/info:"
        )
    columns = st.columns(2) if len(found) > 1 else [st.container()]
    for n, chart in enumerate(found):
        with columns[n % len(columns)]:
            chart_panels.show_chart(page, chart, f"compare_{mode}", series=series)


@cached_on_owner(maxsize=16)
def _suggested_series(catalogue: Catalogue) -> tuple[dict[str, tuple[str, ...]], tuple[str, ...]]:
    """Indicators with several series → the first of these; and those of one over several regions, as an example."""
    several = [indicator for indicator, n in catalogue.series.counts_by_indicator.items() if n > 1][
        :_MAX_SUGGESTIONS
    ]
    offered = {indicator: catalogue.series.names_of_indicator(indicator, MAX_SERIES) for indicator in several}
    subject = catalogue.series.subject_of
    regions = {names: {subject(name).region for name in names} for names in offered.values()}
    return offered, max(regions, key=lambda names: len(regions[names]), default=())


def show_suggestions(page: Page) -> tuple[str, ...]:
    """Where to begin: indicators with several series; gives those that are to be the example."""
    st.header(page.say("Where to begin"), anchor="begin")
    offered, shown = _suggested_series(page.catalogue)
    found = []
    for indicator, names in offered.items():
        n = page.catalogue.series.counts_by_indicator[indicator]
        count = (
            page.say("{n} of {total} series", n=len(names), total=n)
            if n > len(names)
            else page.say.plural("{n} series", "{n} series", n)
        )
        label = page.dataset.label_of("indicators", indicator, page.language)
        found.append((page.address_of("compare", EVERYTHING, series=names), f"{label} · {count}"))
    navigation.show_links(found)
    return shown


def show_example(page: Page, series: tuple[str, ...]) -> None:
    """What this page says of some series, before a reader has chosen any."""
    indicators = dict.fromkeys(page.catalogue.series.subject_of(name).indicator for name in series)
    names = text.join_list(
        [text.record_label(page.dataset, "indicators", id, page.language) for id in indicators], page.language
    )
    st.subheader(
        escape_markdown(text.add_label(page.say("An example"), names, page.language)), anchor="example"
    )
    show_comparability(page, series)
    show_panels(page, series, best_axes(page.catalogue, series, page.language))
