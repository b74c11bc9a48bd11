"""What every page has around it: navigation, language, filters, banner, notices, figure card."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from indicators.language import messages
from indicators.live import shared
from indicators.resources import PAGES as FOLDER
from indicators.select import DRAWN, EVERYTHING, Shown
from indicators.ui import figurecard, filters, finding, interface, reconnect, style, workbench
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
    interface.speak(now.say)
    reconnect.watch()
    with st.sidebar:
        filters.language_switch(now)
        if now.page != WORKBENCH.slug:
            filters.sidebar(now, BY_SLUG[now.page].subject)
    _banner(now)
    chosen.run()
    st.divider()
    st.caption(
        now.say(
            "{title} · version {version} · data {licence}, code MIT",
            title=style.plain(now.dataset.about.title[now.language]),
            version=style.plain(now.dataset.version),
            licence=style.plain(now.dataset.about.licence),
        )
    )
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
    n, total = f"{len(shown.rows):,}", f"{shown.total:,}"
    if len(shown.rows) < DRAWN:
        text = now.say(
            "{n} of {total} figures are drawn: the latest of each series. Filters show fewer figures in full; the download and the page Data hold all.",
            n=n,
            total=total,
        )
    else:
        text = now.say(
            "{n} of {total} figures are drawn: of the latest of each series the first. Filters show fewer figures in full; the download and the page Data hold all.",
            n=n,
            total=total,
        )
    st.info(style.plain(text), icon=":material/filter_list:")


def nothing(now: Here) -> None:
    """What a page says when no figure fits the filters: which one to drop to get some."""
    st.info(now.say("No figure in our sources fits these filters together."), icon=":material/search_off:")
    finding.instead(now)
    for name in dict(now.selection.params()):
        found = now.catalogue.count(now.selection.without(name))
        if found:
            label = now.say(filters.LABELS.get(name, "Search figures"))
            st.button(
                now.say.plural(
                    "Drop the filter “{label}”: {n} figure",
                    "Drop the filter “{label}”: {n} figures",
                    found,
                    label=label,
                ),
                key=f"drop_{name}",
                on_click=choose,
                kwargs={name: getattr(EVERYTHING, name)},
            )
