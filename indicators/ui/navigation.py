"""Links to other pages of the dashboard that say exactly what they show.

A link holds the filters it names and the language, so that it can be copied. It is plain HTML;
`assets/interface.js` follows it without loading Streamlit anew.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

import streamlit as st
from markupsafe import Markup

from indicators.i18n import gettext_noop
from indicators.query import Selection
from indicators.ui.markup import NOTHING, fill_template, join_html, show_template
from indicators.ui.session import Page
from indicators.ui.url_state import PageChoices


def page_path(slug: str) -> str:
    """Where the page `slug` lies on this site; the first page is at its root."""
    base = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return "/" + "/".join(part for part in (base, "" if slug == SITE_PAGES[0].slug else slug) if part)


def page_address(page: Page, slug: str, base: Selection, **filters: Any) -> str:
    """Where the page `slug` shows `base` with `filters` changed."""
    others = {name: filters.pop(name) for name in ("series", "chart", "figure") if name in filters}
    choices = PageChoices(replace(base, **filters), page.choices.language, **others)
    return f"{page_path(slug)}?{urlencode(choices.params())}".removesuffix("?")


def show_links(links: Iterable[tuple[str, str]], label: str = "") -> None:
    """Links beside each other, each an address as above and a text, after a label; nothing where there are none."""
    found = join_html(link_html(href, text) for href, text in links)
    if found:
        named = fill_template("<b>{label}</b>", label=label) if label else NOTHING
        show_template('<div class="ri-row">{named}{found}</div>', named=named, found=found)


def link_html(href: str, text: str | Markup) -> Markup:
    """A link to a page, an address as above and a text or a piece of HTML."""
    return fill_template('<a href="{href}" target="_self">{text}</a>', href=href, text=text)


@dataclass(frozen=True)
class SitePage:
    """One page; `subject` is the dimension it shows one id of, and so not a filter there.

    `charts` says that it begins with charts.
    """

    slug: str
    title: str
    icon: str
    help: str
    subject: str | None = None
    charts: bool = False


SITE_PAGES = (
    SitePage(
        "overview", gettext_noop("Overview"), "space_dashboard", gettext_noop("What is here, at a glance")
    ),
    SitePage(
        "charts",
        gettext_noop("Charts"),
        "bar_chart",
        gettext_noop("Every chart worth hanging, by topic"),
    ),
    SitePage(
        "regions",
        gettext_noop("Regions"),
        "location_city",
        gettext_noop("One region's figures, by topic"),
        "region",
        charts=True,
    ),
    SitePage(
        "sectors",
        gettext_noop("Sectors"),
        "factory",
        gettext_noop("One sector across regions and periods"),
        "sector",
        charts=True,
    ),
    SitePage(
        "plans",
        gettext_noop("Plan periods"),
        "event_note",
        gettext_noop("One plan: outcomes and targets"),
        "plan",
        charts=True,
    ),
    SitePage(
        "indicators",
        gettext_noop("Indicators"),
        "monitoring",
        gettext_noop("One indicator: chart, table, definition, sources"),
        "indicator",
        charts=True,
    ),
    SitePage(
        "compare",
        gettext_noop("Compare"),
        "compare_arrows",
        gettext_noop("Up to six series side by side"),
        charts=True,
    ),
    SitePage(
        "data",
        gettext_noop("Data"),
        "table_rows",
        gettext_noop("Every figure, to search, filter and download"),
    ),
    SitePage(
        "consistency",
        gettext_noop("Consistency"),
        "rule",
        gettext_noop("Figures checked against each other, and what they imply"),
    ),
    SitePage(
        "sources",
        gettext_noop("Sources"),
        "article",
        gettext_noop("Each article with its figures in reading order"),
        "source",
    ),
    SitePage("about", gettext_noop("About"), "help", gettext_noop("Method, hedges, licence and the API")),
)
#: Only where the operator lets curators try out a data file.
WORKBENCH_PAGE = SitePage(
    "workbench",
    gettext_noop("Workbench"),
    "construction",
    gettext_noop("Try out a data file before it is served"),
)
PAGES_BY_SLUG = {page.slug: page for page in (*SITE_PAGES, WORKBENCH_PAGE)}


def available_pages(*, workbench: bool) -> tuple[SitePage, ...]:
    """The pages that a server has, with or without the workbench."""
    return (*SITE_PAGES, WORKBENCH_PAGE) if workbench else SITE_PAGES
