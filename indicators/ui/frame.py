"""What every page has around it: navigation, language, filters, banner, notices, figure card."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import streamlit as st

from indicators.language import messages
from indicators.live import shared
from indicators.resources import PAGES as FOLDER
from indicators.select import DRAWN, EVERYTHING, Selection, Shown
from indicators.ui import figurecard, filters, finding, interface, picture, reconnect, style, workbench
from indicators.ui.session import Here, begin, choose, language
from indicators.ui.site import BY_SLUG, PAGES, WORKBENCH
from indicators.ui.site import pages as site_pages

_ICON = Path(__file__).parent / "assets" / "icon.svg"


def run() -> None:
    """Draw one page for one reader."""
    say = messages(language())
    title = shared().state().catalogue.dataset.about.title[say.language]
    st.set_page_config(page_title=title, page_icon=_ICON, layout="wide")
    pages = {
        page.slug: st.Page(
            FOLDER / f"{page.slug}.py",
            title=say(page.title),
            icon=f":material/{page.icon}:",
            url_path=page.slug,
            default=page is PAGES[0],
            help=say(page.help),
        )
        for page in site_pages()
    }
    chosen = st.navigation(list(pages.values()), position="top")
    now = begin(chosen.url_path or PAGES[0].slug)
    style.apply()
    with st.container(key="ri_scripts"):
        interface.speak(now.say, pages)
        reconnect.watch()
        picture.ready(now.say)
    _banner(now)
    chosen.run()  # before the filters, which stand beside it: what the reader waits for is sent first
    with st.sidebar:
        filters.language_switch(now)
        if now.page != WORKBENCH.slug:
            filters.sidebar(now, BY_SLUG[now.page].subject)
    told = now.say(
        "{title} · version {version} · data {licence}, code MIT",
        title=now.dataset.about.title[now.language],
        version=now.dataset.version,
        licence=now.dataset.about.licence,
    )
    style.html('<div class="ri-meta ri-foot">{told}</div>', told=told)
    if carded := workbench.on_trial(now) if now.page == WORKBENCH.slug else now:
        figurecard.figure_card(carded)


def _banner(now: Here) -> None:
    if now.state.fault is not None:
        st.warning(
            now.say(
                "The data file has been changed and has faults; you see the last good version. Nothing is lost."
            ),
            icon=":material/warning:",
        )
    for notice in now.notices:
        st.warning(style.plain(notice), icon=":material/link_off:")


def title(heading: str, lead: str = "") -> None:
    """The heading of a page and one sentence under it."""
    st.title(style.plain(heading), anchor=False)
    if lead:
        style.html('<p class="ri-lead">{lead}</p>', lead=lead)


def part_of(now: Here, shown: Shown) -> None:
    """Say so where a page draws a part of its figures: which, how many of how many, where all are."""
    if shown.is_whole:
        return
    n, total = now.say.count(len(shown.rows)), now.say.count(shown.total)
    if len(shown.rows) < DRAWN:
        text = now.say(
            "{n} of {total} figures are drawn: the latest of each series. Filters show fewer figures in full; the download and the page Data hold all.",
            n=n,
            total=total,
        )
    else:
        text = now.say(
            "{n} of {total} figures are drawn: the latest of each series, as many as there is room for. Filters show fewer figures in full; the download and the page Data hold all.",
            n=n,
            total=total,
        )
    st.info(style.plain(text), icon=":material/filter_list:")


def nothing(now: Here, left: Callable[[Selection], int] | None = None) -> None:
    """What a page says when nothing fits the filters: which single one to drop to get some, or to drop all.

    `left` counts what a page shows other than figures: the relations of Consistency.
    """
    st.info(now.say("No figure in our sources fits these filters together."), icon=":material/search_off:")
    finding.instead(now)
    found = {
        name: (left or partial(_left, now))(now.selection.without(name))
        for name in dict(now.selection.params())
    }
    for name, n in found.items():
        if n:
            label = now.say(filters.LABELS.get(name, "Search figures"))
            st.button(
                _drop_relations(now, label, n) if left else _drop(now, label, n),
                key=f"drop_{name}",
                on_click=choose,
                kwargs={name: getattr(EVERYTHING, name)},
            )
    if found and not any(found.values()):
        st.button(
            now.say("Clear all filters"),
            key="drop_all",
            icon=":material/filter_alt_off:",
            on_click=choose,
            kwargs={name: getattr(EVERYTHING, name) for name in found},
        )


def _drop(now: Here, label: str, n: int) -> str:
    return now.say.plural(
        "Drop the filter “{label}”: {n} figure", "Drop the filter “{label}”: {n} figures", n, label=label
    )


def _drop_relations(now: Here, label: str, n: int) -> str:
    return now.say.plural(
        "Drop the filter “{label}”: {n} relation", "Drop the filter “{label}”: {n} relations", n, label=label
    )


def _left(now: Here, selection: Selection) -> int:
    """How many figures this page has of a selection: those of its one subject, where it has one."""
    subject = BY_SLUG[now.page].subject
    if subject is None:
        return now.catalogue.count(selection)
    if asked := getattr(selection, subject):
        only: dict[str, Any] = {subject: asked[:1]}
        return now.catalogue.count(replace(selection, **only))
    return max(now.catalogue.facets(selection)[subject].values(), default=0)
