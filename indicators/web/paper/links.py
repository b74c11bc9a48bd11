"""Links as HTML: an address of the site or another, and a text; those to all pages."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from indicators.text.markup import NOTHING, fill_template, join_html
from indicators.web.composition.choices import PageChoices
from indicators.web.composition.site_pages import SitePage
from indicators.web.composition.view import View


def link_html(href: str, text: str | Markup) -> Markup:
    """A link to a page: its address and a text or a piece of HTML."""
    return fill_template('<a href="{href}" target="_self">{text}</a>', href=href, text=text)


def link_row_html(links: Iterable[tuple[str, str]], label: str = "") -> Markup:
    """Links beside each other, each an address and a text, after a label; nothing where there are none."""
    found = join_html(link_html(href, text) for href, text in links)
    if not found:
        return NOTHING
    named = fill_template("<b>{label}</b>", label=label) if label else NOTHING
    return fill_template('<div class="ri-row">{named}{found}</div>', named=named, found=found)


def page_links_html(view: View, pages: Iterable[SitePage]) -> Markup:
    """The pages of the site in one row; they keep what is chosen, as those of the navigation do."""
    links = join_html(
        fill_template(
            '<a href="{href}" target="_self"{current}>{title}</a>',
            href=view.addresses.page_address(page.slug, PageChoices()),
            current=Markup(' aria-current="page"') if page.slug == view.page else NOTHING,
            title=view.say(page.title),
        )
        for page in pages
    )
    return fill_template(
        '<nav class="ri-pages" aria-label="{label}">{links}</nav>', label=view.say("Pages"), links=links
    )
