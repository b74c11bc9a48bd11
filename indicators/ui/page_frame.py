"""What every page has around it: navigation, language, filters, banner, notices, figure card."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import streamlit as st

from indicators.i18n import load_messages
from indicators.model import Dataset
from indicators.model.dimensions import DIMENSIONS_BY_ID
from indicators.paths import PAGES_FOLDER as FOLDER
from indicators.query import EVERYTHING, FILTER_FIELDS, Selection
from indicators.ui import (
    figure_card,
    filters,
    search_results,
    style,
    waiting,
    workbench_page,
)
from indicators.ui.markup import show_html, show_template
from indicators.ui.session import Page, begin_run, change_filters, current_server, reader_language
from indicators.ui.streamlit_internals import browser_scripts, streamlit_words
from indicators.ui.streamlit_internals.page_entries import page_entry
from indicators.web.composition.site_pages import (
    PAGES_BY_SLUG,
    PAGES_WITHOUT_SEARCH,
    SITE_PAGES,
    WORKBENCH_PAGE,
    SitePage,
    available_pages,
)
from indicators.web.paper.links import page_links_html
from indicators.web.server import Server

#: Pages that look at a text of the reader, and at no figures that could be chosen.
_PAGES_WITHOUT_FILTERS = ("factcheck", WORKBENCH_PAGE.slug)
_ICON = Path(__file__).parent / "assets" / "icon.svg"


def run_page() -> None:
    """Draw one page for one reader, before work that can wait."""
    server = current_server()
    with server.pages.running():
        _run_page(server)


def _run_page(server: Server) -> None:
    say = load_messages(reader_language())
    dataset = server.live.state().catalogue.dataset
    title = dataset.about.title[say.language]
    st.set_page_config(page_title=title, page_icon=_ICON, layout="wide")
    available = available_pages(workbench=server.settings.workbench)
    pages = {
        page.slug: page_entry(
            FOLDER / f"{page.slug}.py",
            title=say(page.title),
            icon=f":material/{page.icon}:",
            url_path=page.slug,
            default=page is SITE_PAGES[0],
            help=say(page.help),
            visibility="visible" if _has_subjects(page, dataset) else "hidden",
        )
        for page in available
    }
    chosen = st.navigation(list(pages.values()), position="top")
    now = begin_run(chosen.url_path or SITE_PAGES[0].slug)
    style.write_style_sheet()
    with st.container(key="ri_scripts"):
        streamlit_words.translate_streamlit(now.say, pages)
        browser_scripts.add_reconnect_script()
        browser_scripts.add_chart_menu_script()
    show_html(page_links_html(now, (page for page in available if _has_subjects(page, dataset))))
    _show_notices(now)
    with waiting.say_what_it_does(now):
        _show_page(now, chosen.run)


def _show_page(now: Page, show_content: Callable[[], None]) -> None:
    """What is on a page, and what is beside and below it."""
    # before the filters, which stand beside it: what the reader waits for is sent first
    if now.page not in (*search_results.PAGES_WITH_SEARCH, *PAGES_WITHOUT_SEARCH):
        search_results.show_search_box(now)
    if _has_subjects(shown := PAGES_BY_SLUG[now.page], now.dataset):
        show_content()
    else:
        _show_no_subjects(now, shown)
    with st.sidebar:
        filters.show_language_switch(now)
        if now.page not in _PAGES_WITHOUT_FILTERS:
            filters.show_sidebar(now, PAGES_BY_SLUG[now.page].subject)
    sentence = now.say(
        "{title} · version {version} · data {licence}, code MIT",
        title=now.dataset.about.title[now.language],
        version=now.dataset.version,
        licence=now.dataset.about.licence,
    )
    show_template('<div class="ri-meta ri-foot">{sentence}</div>', sentence=sentence)
    if carded := workbench_page.page_on_trial(now) if now.page == WORKBENCH_PAGE.slug else now:
        figure_card.show_figure_card(carded)


def _has_subjects(page: SitePage, dataset: Dataset) -> bool:
    """Whether there is anything the page can be about: a dataset need not name a sector or a plan."""
    return page.subject is None or bool(DIMENSIONS_BY_ID[page.subject].ids(dataset))


def _show_no_subjects(page: Page, shown: SitePage) -> None:
    """What a link to a page says that has nothing to be about."""
    show_title(page.say(shown.title))
    st.info(page.say("The dataset has nothing for this page yet."), icon=":material/search_off:")


def _show_notices(page: Page) -> None:
    if page.fault is not None:
        st.warning(
            page.say(
                "The data file has been changed and has faults; you see the last good version. Nothing is lost."
            ),
            icon=":material/warning:",
        )
    for notice in page.notices:
        st.warning(style.escape_markdown(notice), icon=":material/link_off:")


def show_title(heading: str, lead: str = "") -> None:
    """The heading of a page and one sentence under it."""
    st.title(style.escape_markdown(heading), anchor=False)
    if lead:
        show_template('<p class="ri-lead">{lead}</p>', lead=lead)


def show_no_figures(page: Page, left: Callable[[Selection], int] | None = None) -> None:
    """What a page says when nothing fits the filters: which single one to drop to get some, or to drop all.

    `left` counts what a page shows other than figures: the relations of Consistency.
    """
    st.info(page.say("No figure in our sources fits these filters together."), icon=":material/search_off:")
    search_results.show_query_suggestions(page)
    found = {
        name: (left or partial(_count_figures, page))(page.selection.without(name))
        for name in dict(page.selection.params())
    }
    for name, n in found.items():
        if n:
            label = page.say(filters.FILTER_LABELS.get(name, "Search figures"))
            st.button(
                _drop_relations_label(page, label, n) if left else _drop_filter_label(page, label, n),
                key=f"drop_{name}",
                on_click=change_filters,
                kwargs={name: getattr(EVERYTHING, FILTER_FIELDS[name])},
            )
    if found and not any(found.values()):
        st.button(
            page.say("Clear all filters"),
            key="drop_all",
            icon=":material/filter_alt_off:",
            on_click=change_filters,
            kwargs={name: getattr(EVERYTHING, FILTER_FIELDS[name]) for name in found},
        )


def _drop_filter_label(page: Page, label: str, n: int) -> str:
    return page.say.plural(
        "Drop the filter “{label}”: {n} figure", "Drop the filter “{label}”: {n} figures", n, label=label
    )


def _drop_relations_label(page: Page, label: str, n: int) -> str:
    return page.say.plural(
        "Drop the filter “{label}”: {n} relation", "Drop the filter “{label}”: {n} relations", n, label=label
    )


def _count_figures(page: Page, selection: Selection) -> int:
    """How many figures this page has of a selection: those of its one subject, where it has one."""
    shown = PAGES_BY_SLUG[page.page]
    subject = shown.subject
    if subject and (asked := getattr(selection, subject)):
        only: dict[str, Any] = {subject: asked[:1]}
        return page.catalogue.count(replace(selection, **only))
    if subject is None or shown.lists:
        return page.catalogue.count(selection)
    return max(page.catalogue.facets(selection)[subject].values(), default=0)
