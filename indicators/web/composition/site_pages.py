"""The pages of the site, in the order of the navigation."""

from __future__ import annotations

from dataclasses import dataclass

from indicators.i18n import gettext_noop


@dataclass(frozen=True)
class SitePage:
    """One page; `subject` is the dimension it shows one id of, and so not a filter there.

    `charts` says that it begins with charts; one that `lists` shows them all where none is chosen.
    """

    slug: str
    title: str
    icon: str
    help: str
    subject: str | None = None
    charts: bool = False
    lists: bool = False


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
        "topics",
        gettext_noop("Topics"),
        "category",
        gettext_noop("One topic across regions and periods"),
        "topic",
        charts=True,
    ),
    SitePage(
        "indicators",
        gettext_noop("Indicators"),
        "monitoring",
        gettext_noop("Every indicator by topic; one with chart, table, definition, sources"),
        "indicator",
        charts=True,
        lists=True,
    ),
    SitePage(
        "compare",
        gettext_noop("Compare"),
        "compare_arrows",
        gettext_noop("Up to six series side by side"),
        charts=True,
    ),
    SitePage(
        "factcheck",
        gettext_noop("Check a text"),
        "fact_check",
        gettext_noop("What the sources say of the figures of a draft"),
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
#: Pages that show no figures of a selection.
PAGES_WITHOUT_SEARCH = ("about", "factcheck", WORKBENCH_PAGE.slug)
PAGES_BY_SLUG = {page.slug: page for page in (*SITE_PAGES, WORKBENCH_PAGE)}


def available_pages(*, workbench: bool) -> tuple[SitePage, ...]:
    """The pages that a server has, with or without the workbench."""
    return (*SITE_PAGES, WORKBENCH_PAGE) if workbench else SITE_PAGES
