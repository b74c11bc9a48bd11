"""The pages of the dashboard: their files, addresses, names and what each is about."""

from __future__ import annotations

from dataclasses import dataclass

from indicators.language import mark
from indicators.settings import settings


@dataclass(frozen=True)
class Page:
    """One page; `subject` is the dimension it shows one id of, and so not a filter there.

    `charts` says that it begins with charts.
    """

    slug: str
    title: str
    icon: str
    help: str
    subject: str | None = None
    charts: bool = False


PAGES = (
    Page("overview", mark("Overview"), "space_dashboard", mark("What is here, at a glance")),
    Page(
        "regions",
        mark("Regions"),
        "location_city",
        mark("One region's figures, by topic"),
        "region",
        charts=True,
    ),
    Page(
        "sectors",
        mark("Sectors"),
        "factory",
        mark("One sector across regions and periods"),
        "sector",
        charts=True,
    ),
    Page(
        "plans",
        mark("Plan periods"),
        "event_note",
        mark("One plan: outcomes and targets"),
        "plan",
        charts=True,
    ),
    Page(
        "indicators",
        mark("Indicators"),
        "monitoring",
        mark("One indicator: chart, table, definition, sources"),
        "indicator",
        charts=True,
    ),
    Page("compare", mark("Compare"), "compare_arrows", mark("Up to six series side by side"), charts=True),
    Page("data", mark("Data"), "table_rows", mark("Every figure, to search, filter and download")),
    Page(
        "consistency",
        mark("Consistency"),
        "rule",
        mark("Figures checked against each other, and what they imply"),
    ),
    Page(
        "sources",
        mark("Sources"),
        "article",
        mark("Each article with its figures in reading order"),
        "source",
    ),
    Page("about", mark("About"), "help", mark("Method, hedges, licence and the API")),
)
#: Only where the operator lets curators try out a data file.
WORKBENCH = Page(
    "workbench", mark("Workbench"), "construction", mark("Try out a data file before it is served")
)
BY_SLUG = {page.slug: page for page in (*PAGES, WORKBENCH)}


def pages() -> tuple[Page, ...]:
    """The pages that this server has."""
    return (*PAGES, WORKBENCH) if settings().workbench else PAGES
