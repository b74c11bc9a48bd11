"""The Compare page: pick series, say whether they can be compared, show them in panels.

The answer and the panels come from `figures`; here they are put on the page.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import streamlit as st

from indicators import text
from indicators.figures import Answer, Chart, Verdict, comparability, compare
from indicators.language import mark, messages
from indicators.model import Language
from indicators.select import EVERYTHING, Catalogue
from indicators.series import names_of
from indicators.ui import links, plots
from indicators.ui.address import MAX_SERIES, VIEWS
from indicators.ui.session import Here, changed, seed
from indicators.ui.style import plain

#: Indicators to begin with, at most.
_SUGGESTED = 60
_MODES = {"own": mark("Own axes"), "shared": mark("One axis"), "index": mark("Index, base = 100")}
_VERDICTS = {
    "yes": (mark("These can be compared."), "success", "check_circle"),
    "with-care": (mark("These can be compared with care."), "warning", "balance"),
    "no": (mark("These cannot be compared."), "error", "block"),
}


def pick(now: Here) -> tuple[str, ...]:
    """Choose up to six series; they are in the address."""
    rows = now.catalogue.shown(now.selection).rows
    offered = dict.fromkeys([*now.choices.series, *names_of(rows[rows["basis"] == "stated"])])
    key = "w_series"
    st.multiselect(
        now.say("Series"),
        list(offered),
        format_func=lambda name: series_name(now, name),
        key=seed(key, list(now.choices.series)),
        max_selections=MAX_SERIES,
        placeholder=now.say("choose up to six; the filters shorten the list"),
        on_change=lambda: changed(lambda old: replace(old, series=tuple(st.session_state[key])[:MAX_SERIES])),
    )
    return now.choices.series


def series_name(now: Here, series: str) -> str:
    """A series as people say it: region, indicator, sector, counterpart."""
    return _series_name(now.catalogue, series, now.language)


@lru_cache(maxsize=4096)
def _series_name(catalogue: Catalogue, series: str, language: Language) -> str:
    return text.subject(catalogue.series.subject(series), catalogue.dataset, language, frozenset({"period"}))


def mode(now: Here, series: tuple[str, ...], answer: Answer) -> str:
    """Own axes, one axis, or an index; one axis unless the reader chooses, where it says the truth."""
    key, asked = "w_axes", now.choices.view("axes")
    chosen = _best(now, series, answer) if asked == VIEWS["axes"][0] else asked
    st.segmented_control(
        now.say("Axes"),
        list(_MODES),
        format_func=lambda name: now.say(_MODES[name]),
        key=seed(key, chosen),
        on_change=lambda: changed(lambda old: old.viewing("axes", st.session_state[key] or VIEWS["axes"][0])),
        required=True,
    )
    return chosen


def _best(now: Here, series: tuple[str, ...], answer: Answer) -> str:
    """One axis for what can be compared: on axes of their own, unlike figures can stand at one place."""
    return "shared" if answer != "no" and _charts(now.catalogue, series, now.language, "shared") else "own"


@lru_cache(maxsize=256)
def _charts(
    catalogue: Catalogue, series: tuple[str, ...], language: Language, mode: str
) -> tuple[Chart, ...]:
    """The panels of some series in one mode; the same for all readers who choose them."""
    return tuple(compare(catalogue.of_series(series), catalogue.dataset, messages(language), mode))


@lru_cache(maxsize=256)
def _judged(catalogue: Catalogue, series: tuple[str, ...], language: Language) -> Verdict:
    return comparability(catalogue.of_series(series), catalogue.dataset, messages(language))


def verdict(now: Here, series: tuple[str, ...]) -> Answer:
    """One plain sentence, and the reasons."""
    answer = _judged(now.catalogue, series, now.language)
    sentence, kind, icon = _VERDICTS[answer.kind]
    reasons = "".join(f"\n- {plain(reason)}" for reason in answer.reasons)
    show = {"success": st.success, "warning": st.warning, "error": st.error}[kind]
    show(f"**{plain(now.say(sentence))}**{reasons}", icon=f":material/{icon}:")
    return answer.kind


def panels(now: Here, series: tuple[str, ...], mode: str, answer: Answer) -> None:
    """The series as small multiples; an axis or index that would mislead is not drawn."""
    allowed = answer != "no" or mode == "own"
    found = _charts(now.catalogue, series, now.language, mode) if allowed else ()
    if not found:
        st.info(
            now.say("No chart shows this honestly; read the figures in the table."), icon=":material/info:"
        )
    columns = st.columns(2) if len(found) > 1 else [st.container()]
    for n, chart in enumerate(found):
        with columns[n % len(columns)]:
            plots.show(now, chart, f"compare_{mode}")


@lru_cache(maxsize=16)
def _offered(catalogue: Catalogue) -> tuple[dict[str, tuple[str, ...]], tuple[str, ...]]:
    """Indicators with several series → the first of these; and those of one over several regions, as an example."""
    several = [indicator for indicator, n in catalogue.series.numbers.items() if n > 1][:_SUGGESTED]
    offered = {indicator: catalogue.series.of(indicator, MAX_SERIES) for indicator in several}
    subject = catalogue.series.subject
    regions = {names: {subject(name).region for name in names} for names in offered.values()}
    return offered, max(regions, key=lambda names: len(regions[names]), default=())


def suggestions(now: Here) -> tuple[str, ...]:
    """Where to begin: indicators with several series; gives those that are to be the example."""
    st.header(now.say("Where to begin"), anchor="begin")
    offered, shown = _offered(now.catalogue)
    found = []
    for indicator, names in offered.items():
        n = now.catalogue.series.numbers[indicator]
        count = now.say.plural("{n} series", "{n} series", n)
        label = now.dataset.indicators[indicator].name[now.language]
        found.append((links.address(now, "compare", EVERYTHING, series=names), f"{label} · {count}"))
    links.row(found)
    return shown


def example(now: Here, series: tuple[str, ...]) -> None:
    """What this page says of some series, before a reader has chosen any."""
    indicators = dict.fromkeys(now.catalogue.series.subject(name).indicator for name in series)
    names = text.listed(
        [text.name(now.dataset.indicators, id, now.language) for id in indicators], now.language
    )
    st.subheader(plain(text.labelled(now.say("An example"), names, now.language)), anchor="example")
    answer = verdict(now, series)
    panels(now, series, _best(now, series, answer), answer)
