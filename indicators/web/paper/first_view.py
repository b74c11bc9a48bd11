"""The page as it is there at once: what an address asks for, as HTML for the place above Streamlit's root.

Made once of each address and language, and kept in the catalogue. What readers type has no end: words of a search
are answered, but neither kept nor drawn.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qsl

from markupsafe import Markup

from indicators.charts.theme import ChartPalette, ColourScheme, custom_properties
from indicators.i18n import LANGUAGES, Language, load_messages, locale_of, quote
from indicators.model import About
from indicators.query import Catalogue
from indicators.query.caches import cached_on_owner
from indicators.text.markup import fill_template, join_html
from indicators.web.composition.blocks import Block, Cards, Document, Link, Links, Paragraph, SearchBox
from indicators.web.composition.choices import PageChoices, describe_unknown_id, read_choices
from indicators.web.composition.compose_page import compose_page
from indicators.web.composition.figures import describe_figure
from indicators.web.composition.filters_chosen import compose_choices
from indicators.web.composition.site_pages import PAGES_BY_SLUG, SitePage
from indicators.web.composition.view import ServedAddresses, View
from indicators.web.paper.document import document_html
from indicators.web.paper.style import PAGE_CSS

_CSS: Final = (Path(__file__).parent / "first_view.css").read_text(encoding="utf-8")
#: Takes the theme that a reader has chosen, and hands their place on the page to Streamlit.
FIRST_VIEW_SCRIPT: Final = (Path(__file__).parent / "first_view.js").read_text(encoding="utf-8")
#: The page for as long as it is the first view.
_SHOWN: Final = ":has(> body > #ri-first)"
#: Where what the address got wrong is said: it is of one reader, the page around it of all.
_NOTICES: Final = Markup("<!--notices-->")
_NOTICE_TEMPLATE: Final = '<p class="ri-notice" role="status">{notice}</p>'
#: The page that lists what a search finds, and all that search without scripts.
_FOUND_PAGE: Final = "data"
_SEARCHING_PAGES: Final = (_FOUND_PAGE, "compare")


@dataclass(frozen=True, slots=True)
class PaperLook:
    """The colours of the page in one theme, beside those of its charts."""

    charts: ChartPalette
    aside: str
    link: str

    def properties(self) -> str:
        """As CSS custom properties."""
        return f"{custom_properties(self.charts)};--aside:{self.aside};--link:{self.link}"


@dataclass(frozen=True, slots=True)
class PaperSite:
    """The site that first views stand on: its pages, its style sheet, the path that it lies below.

    `address` is what it was called by, without a slash at its end.
    """

    pages: tuple[SitePage, ...]
    style: str
    base: str = ""
    address: str = ""


def paper_style(looks: Mapping[ColourScheme, PaperLook], font: str) -> str:
    """The style sheet of first views; `font` is the address of Streamlit's."""
    light, dark = looks["light"], looks["dark"]
    _, _, family = light.charts.font.partition(
        ","
    )  # its first is the font under the name that Streamlit has for it
    rules = _CSS.replace("FONT", font).replace("FAMILY", family or "sans-serif")
    return (
        f"{_theme_rule('light', light)}@media (prefers-color-scheme:dark){{{_theme_rule('dark', dark)}}}"
        f"{_theme_rule('light', light, '[data-ri-theme=light]')}{_theme_rule('dark', dark, '[data-ri-theme=dark]')}"
        f"\n{PAGE_CSS}{rules}"
    )


def _theme_rule(scheme: ColourScheme, look: PaperLook, chosen: str = "") -> str:
    """The colours of the page in a theme; `chosen` where it is the reader's choice and not the system's."""
    return (
        f"html{chosen}{_SHOWN}{{color-scheme:{scheme};background:{look.charts.ground};{look.properties()}}}"
    )


@dataclass(frozen=True, slots=True, eq=False)
class FirstView:
    """One page for the shell: what it is called, what stands in its body; equal only to itself.

    `addresses` holds the path and query of the page in each language, `is_kept` whether it may be asked for again.
    """

    slug: str
    language: Language
    title: str
    description: str
    body: Markup
    site: PaperSite
    addresses: tuple[tuple[Language, str], ...]
    bare_address: str
    is_kept: bool
    about: About

    def head(self) -> str:
        """What stands in the head: style, the address that counts, the same in other languages, what it is to machines."""
        site = self.site.address
        own = dict(self.addresses)[self.language]
        links = [f'<link rel="canonical" href="{escape(site + own)}" />']
        links += [
            f'<link rel="alternate" hreflang="{locale_of(language).tag}" href="{escape(site + address)}" />'
            for language, address in self.addresses
        ]
        links.append(
            f'<link rel="alternate" hreflang="x-default" href="{escape(site + self.bare_address)}" />'
        )
        record = _page_json_ld(self, site + own)
        return (
            "\n    ".join(links)
            + f'\n    <script type="application/ld+json">{record}</script>\n    <style>{self.site.style}</style>'
            f"\n    <script>{FIRST_VIEW_SCRIPT}</script>\n  "
        )


def find_first_view(
    catalogue: Catalogue, site: PaperSite, slug: str, query: str, language: Language
) -> FirstView:
    """The first view of the page `slug` with this query string; unknown values of it are said."""
    asked = tuple(parse_qsl(query, keep_blank_values=True))
    choices, unknown = read_choices(asked, catalogue, None)
    embedded = dict(asked).get("embed", "").lower() == "true"
    if choices.selection.q:
        found = _make_first_view(catalogue, site, slug, choices, language, embedded, is_kept=False)
    else:
        found = _keep_first_view(catalogue, site, slug, choices, language, embedded)
    if not unknown:
        return found
    say = load_messages(language)
    notices = join_html(
        fill_template(_NOTICE_TEMPLATE, notice=describe_unknown_id(each, say)) for each in unknown
    )
    return replace(found, body=found.body.replace(_NOTICES, notices), is_kept=False)


@cached_on_owner(maxsize=512)
def _keep_first_view(
    catalogue: Catalogue,
    site: PaperSite,
    slug: str,
    choices: PageChoices,
    language: Language,
    embedded: bool,
) -> FirstView:
    return _make_first_view(catalogue, site, slug, choices, language, embedded, is_kept=True)


def _make_first_view(
    catalogue: Catalogue,
    site: PaperSite,
    slug: str,
    choices: PageChoices,
    language: Language,
    embedded: bool,
    *,
    is_kept: bool,
) -> FirstView:
    addresses = ServedAddresses(site.base)
    view = View(catalogue, choices, load_messages(language), slug, addresses)
    document = _compose(view)
    body = document_html(view, document, () if embedded else site.pages, _NOTICES, site.address)
    plain = replace(choices, figure="", views=())
    in_languages = tuple(
        (each, addresses.page_address(slug, replace(plain, language=each))) for each in LANGUAGES
    )
    bare = addresses.page_address(slug, replace(plain, language=None))
    description = document.lead or view.say(PAGES_BY_SLUG[slug].help)
    return FirstView(
        slug,
        language,
        document.title,
        description,
        body,
        site,
        in_languages,
        bare,
        is_kept,
        view.dataset.about,
    )


def _compose(view: View) -> Document:
    """The page; of a search only what it is of, for words are endless: nobody makes a server draw by typing."""
    if view.selection.q and view.page not in _SEARCHING_PAGES:
        page = PAGES_BY_SLUG[view.page]
        link = Link(view.say("Search"), view.address_of(_FOUND_PAGE, view.selection))
        blocks: tuple[Block, ...] = (SearchBox(view.selection.q), *compose_choices(view), Links((link,)))
        return Document(view.say(page.title), view.say(page.help), blocks)
    document = compose_page(view)
    if not view.choices.figure:
        return document
    row = view.catalogue.find(view.choices.figure)
    figure = (Cards((describe_figure(view, row),)), Paragraph(quote(row.stated, view.language)))
    return replace(document, blocks=(*figure, *document.blocks))


def _page_json_ld(page: FirstView, address: str) -> str:
    """The page in the words of schema.org, as text for a script that is none: nothing in it ends the element."""
    about = page.about
    record: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "@id": address,
        "url": address,
        "name": page.title,
        "description": page.description,
        "inLanguage": locale_of(page.language).tag,
        "isPartOf": {
            "@type": "Dataset",
            "@id": f"{page.site.address}/api/v1/catalog.jsonld",
            "name": about.title[page.language],
            "description": about.description[page.language],
            "license": about.licence,
            "url": f"{page.site.address}/",
        },
    }
    return json.dumps(record, ensure_ascii=False).replace("<", "\\u003c")
