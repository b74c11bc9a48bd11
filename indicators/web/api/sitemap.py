"""What search engines are told: every page there is, in every language (sitemaps.org), and where that list is."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any, Final
from xml.sax.saxutils import escape, quoteattr

from indicators.i18n import LANGUAGES, locale_of
from indicators.model import Dataset
from indicators.model.dimensions import DIMENSIONS_BY_ID
from indicators.query import Selection
from indicators.web.composition.choices import PageChoices
from indicators.web.composition.site_pages import SITE_PAGES
from indicators.web.composition.view import ServedAddresses

#: Addresses that one sitemap may name.
MAX_ADDRESSES: Final = 50_000
_HEAD: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    ' xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
)


def sitemap_xml(dataset: Dataset, site: str) -> str:
    """The sitemap: each page and subject once a language, each with the addresses of its other languages."""
    entries = (entry for slug, choices in site_choices(dataset) for entry in _entries(site, slug, choices))
    return f"{_HEAD}{''.join(islice(entries, MAX_ADDRESSES))}</urlset>\n"


def robots_txt(site: str) -> str:
    """All may be read, but no search: its words have no end."""
    return f"User-agent: *\nDisallow: /*?q=\nDisallow: /*&q=\nSitemap: {site}/sitemap.xml\n"


def site_choices(dataset: Dataset) -> Iterator[tuple[str, PageChoices]]:
    """Every page worth an address of its own: the pages, then those of each subject, then the charts."""
    for page in SITE_PAGES:
        yield page.slug, PageChoices()
    for page in SITE_PAGES:
        if page.subject:
            for id in DIMENSIONS_BY_ID[page.subject].ids(dataset):
                chosen: dict[str, Any] = {page.subject: (id,)}
                yield page.slug, PageChoices(Selection(**chosen))
    for id in dataset.charts:
        yield "charts", PageChoices(chart=id)


def _entries(site: str, slug: str, choices: PageChoices) -> Iterator[str]:
    """One page, an entry a language."""
    addresses = {
        locale_of(language).tag: site
        + ServedAddresses().page_address(slug, PageChoices(choices.selection, language, chart=choices.chart))
        for language in LANGUAGES
    }
    others = "".join(
        f'<xhtml:link rel="alternate" hreflang={quoteattr(tag)} href={quoteattr(address)}/>'
        for tag, address in addresses.items()
    )
    for address in addresses.values():
        yield f"<url><loc>{escape(address)}</loc>{others}</url>\n"
