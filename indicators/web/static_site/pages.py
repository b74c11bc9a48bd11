"""The pages of a static site: what the server would show, without what only a server can answer."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from html import escape, unescape
from typing import Final
from urllib.parse import urlsplit

from indicators.charts.png_painter import can_paint_png
from indicators.i18n import LANGUAGES, Language, load_messages, locale_of, quote
from indicators.query import EVERYTHING, Catalogue
from indicators.text.markup import NOTHING, facts_html, fill_template
from indicators.web.composition.blocks import (
    Article,
    Block,
    Cards,
    Choices,
    Columns,
    Document,
    Download,
    FigureTable,
    FilterSwitch,
    Heading,
    Link,
    Links,
    Paragraph,
    SeriesChoice,
    TakeAlong,
    TopicChoice,
    ViewChoice,
)
from indicators.web.composition.choices import ALL_TOPICS, PageChoices
from indicators.web.composition.compose_page import compose_page
from indicators.web.composition.figure_facts import compose_figure_links, describe_figure_facts
from indicators.web.composition.figures import describe_figure
from indicators.web.composition.site_pages import PAGES_BY_SLUG
from indicators.web.composition.view import View
from indicators.web.paper.document import document_html
from indicators.web.paper.tables import MAX_TABLE_ROWS
from indicators.web.static_site.addresses import (
    CHARTS,
    FIGURES,
    SEARCH_PAGE,
    SERVED_ONLY_PAGES,
    STATIC_PAGES,
    PageKey,
    StaticAddresses,
    file_path,
    language_folder,
    relative_address,
)

STYLE_PATH: Final = "assets/style.css"
SEARCH_SCRIPT_PATH: Final = "assets/search.js"
#: The folder of the index that a search reads.
INDEX_FOLDER: Final = "pagefind"
#: Begins the address of what lies in the folder and a server has elsewhere.
_FILE: Final = "site:"
#: What only a program answers.
_SERVED_ONLY: Final = (Article, Choices, Download, FilterSwitch, SeriesChoice, TakeAlong, ViewChoice)
_LINK: Final = re.compile(
    r'<a\b(?P<before>[^>]*?) href="(?P<href>[^"]*)"(?P<after>[^>]*)>(?P<text>.*?)</a>', re.DOTALL
)
_MENU: Final = re.compile(r'<details class="ri-menu">.*?</details>', re.DOTALL)
_VIEWS: Final = re.compile(r'<nav class="ri-switch" aria-label="[^"]*">(?:(?!</nav>).)*</nav>', re.DOTALL)
_SEARCH_FORM: Final = re.compile(
    r'<form class="ri-search" role="search" action="[^"]*">.*?</form>', re.DOTALL
)
_HIDDEN: Final = re.compile(r'<input type="hidden"[^>]*>')
_PAGE_TEMPLATE: Final = """<!doctype html>
<html lang="{tag}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title><meta name="description" content="{description}">
{links}<link rel="stylesheet" href="{style}">{script}</head><body><div id="ri-first">{body}</div></body></html>
"""


@dataclass(frozen=True, slots=True)
class StaticSite:
    """What is made: pages of a catalogue at `addresses`; `base` is where they will be, empty where nobody knows.

    `has_search` says that an index of the words will lie beside them.
    """

    catalogue: Catalogue
    addresses: StaticAddresses
    languages: tuple[Language, ...] = LANGUAGES
    base: str = ""
    has_search: bool = False

    def view(self, language: Language, key: PageKey) -> View:
        """What the page is composed for."""
        slug = {FIGURES: "data", SEARCH_PAGE: "data"}.get(key.slug, key.slug)
        choices = self.addresses.choices.get(key, PageChoices())
        # a page of its own shows every topic: none can be opened later
        open_topics = ALL_TOPICS if PAGES_BY_SLUG[slug].subject else ""
        choices = replace(choices, language=language, show=open_topics)
        return View(self.catalogue, choices, load_messages(language), slug)


def write_page(site: StaticSite, language: Language, key: PageKey) -> Iterator[tuple[str, str]]:
    """The path and the text of a page; the page of all figures is several."""
    view = site.view(language, key)
    for path, document in _documents(site, view, key):
        yield path, _page_html(site, view, key, path, document)


def _documents(site: StaticSite, view: View, key: PageKey) -> Iterator[tuple[str, Document]]:
    path = key.path(view.language)
    if key.slug == FIGURES:
        yield path, compose_figure(view, key.id)
    elif key.slug == SEARCH_PAGE:
        yield path, Document(view.say("Search"), "", ())
    elif key.slug == "data":
        yield from _compose_tables(site, view)
    elif key.slug == "about":
        document = compose_page(view)
        yield path, replace(document, blocks=(*document.blocks, *_compose_files(site, view)))
    else:
        document = compose_page(view)
        blocks = tuple(_static_blocks(view, document.blocks))
        if key.slug == CHARTS and key.id:
            blocks = (*blocks, *_compose_chart_files(view, key))
        yield path, replace(document, blocks=blocks)


def compose_figure(view: View, id: str) -> Document:
    """The page of one figure: its words, everything about it, and where it stands among others."""
    row = view.catalogue.find(id)
    figure = describe_figure(view, row)
    blocks: list[Block] = [Cards((figure,))]
    if row.basis == "stated":
        blocks.append(Paragraph(quote(row.stated, view.dataset.sources[row.source].locale.id)))
    links = Links(tuple(compose_figure_links(view, row)))
    return Document(f"{figure.name}{_separator(figure.about)}{figure.about}", figure.figure, (*blocks, links))


def _separator(about: str) -> str:
    return " · " if about else ""


def _compose_tables(site: StaticSite, view: View) -> Iterator[tuple[str, Document]]:
    """All figures, as many pages as they need."""
    document, figures = compose_page(view), view.catalogue.figures(EVERYTHING)
    count = max(1, math.ceil(len(figures) / MAX_TABLE_ROWS))
    paths = [PageKey("data" if n == 1 else f"data-{n}").path(view.language) for n in range(1, count + 1)]
    for n, path in enumerate(paths):
        links = tuple(Link(view.say.format_count(m + 1), f"{_FILE}{other}") for m, other in _near(paths, n))
        rows = figures.page(MAX_TABLE_ROWS, n * MAX_TABLE_ROWS)
        pages = (Links(links, view.say("Pages")),) if count > 1 else ()
        blocks = (*pages, FigureTable(rows, "data_table"), *pages, *(() if n else _compose_files(site, view)))
        title = document.title if not n else f"{document.title} · {view.say.format_count(n + 1)}"
        yield path, replace(document, title=title, blocks=blocks)


def _near(paths: list[str], n: int) -> Iterator[tuple[int, str]]:
    """The first and the last page, and those around the one with the number `n`."""
    for m, path in enumerate(paths):
        if m in (0, len(paths) - 1) or abs(m - n) <= 5:
            yield m, path


def _compose_files(site: StaticSite, view: View) -> Iterator[Block]:
    """The whole dataset as files."""
    if site.addresses.files:
        yield Heading(view.say("Download"), "files")
        names = sorted(site.addresses.files)
        yield Links(tuple(Link(name, f"{_FILE}{file_path(name, view.language)}") for name in names))


def chart_file_paths(key: PageKey, language: Language, kinds: Iterable[str]) -> dict[str, str]:
    """Where the files of a chart lie."""
    return {kind: key.path(language, kind) for kind in kinds}


def chart_file_kinds() -> tuple[str, ...]:
    """What the files of a chart are: PNG only where it can be drawn here."""
    return ("svg", "png", "csv") if can_paint_png() else ("svg", "csv")


def _compose_chart_files(view: View, key: PageKey) -> Iterator[Block]:
    yield Heading(view.say("Download"), "files")
    paths = chart_file_paths(key, view.language, chart_file_kinds())
    yield Links(tuple(Link(kind.upper(), f"{_FILE}{path}") for kind, path in paths.items()))


def _static_blocks(view: View, blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        match block:
            case TopicChoice(links=links):
                found = tuple(replace(link, href=f"#{id}") for id, link in links if id != ALL_TOPICS)
                yield Links(found, view.say("Topics"))
            case Columns(columns=columns):
                yield replace(block, columns=tuple(tuple(_static_blocks(view, each)) for each in columns))
            case _ if not isinstance(block, _SERVED_ONLY):
                yield block


def _page_html(site: StaticSite, view: View, key: PageKey, path: str, document: Document) -> str:
    html = str(document_html(view, document, STATIC_PAGES, NOTHING, site.base))
    if key.slug == FIGURES:
        facts = facts_html(describe_figure_facts(view, view.catalogue.find(key.id)))
        html = html.replace('\n<footer class="ri-meta', f'<div>{facts}</div>\n<footer class="ri-meta', 1)
    html = _fit_links(site, view, path, html)
    if key.slug == SEARCH_PAGE:
        html = html.replace(
            '\n<footer class="ri-meta', f'<div>{_results_html(view, path)}</div>\n<footer class="ri-meta', 1
        )
    script = ""
    if key.slug == SEARCH_PAGE:
        script = f'<script type="module" src="{relative_address(SEARCH_SCRIPT_PATH, path)}"></script>'
    description = document.lead or view.say(PAGES_BY_SLUG[view.page].help)
    return _PAGE_TEMPLATE.format(
        tag=escape(locale_of(view.language).tag),
        title=escape(document.title),
        description=escape(description),
        links="".join(_head_links(site, view, path)),
        style=relative_address(STYLE_PATH, path),
        script=script,
        body=html,
    )


def _results_html(view: View, path: str) -> str:
    index = relative_address(f"{INDEX_FOLDER}/pagefind.js", path)
    return str(
        fill_template(
            '<ol id="ri-results" data-index="{index}" data-none="{none}" aria-live="polite"></ol>',
            index=index,
            none=view.say("No figure in our sources fits these filters together."),
        )
    )


def other_language_path(path: str, ours: Language, other: Language) -> str:
    """Where the page at `path` lies in another language."""
    return language_folder(other) + path.removeprefix(language_folder(ours))


def _head_links(site: StaticSite, view: View, path: str) -> Iterator[str]:
    if site.base:
        yield f'<link rel="canonical" href="{escape(site.base)}/{path}">\n'
    for language in site.languages:
        other = other_language_path(path, view.language, language)
        href = f"{escape(site.base)}/{other}" if site.base else relative_address(other, path)
        yield f'<link rel="alternate" hreflang="{locale_of(language).tag}" href="{href}">\n'


def _fit_links(site: StaticSite, view: View, path: str, html: str) -> str:
    """The page with its links relative, and without what leads nowhere."""

    def fit(found: re.Match[str]) -> str:
        href = unescape(found["href"])
        if not href.startswith(("/", _FILE)):
            return found[0]
        there = _find_path(site, view, path, found[0], href)
        if not there and urlsplit(href).path.strip("/") in SERVED_ONLY_PAGES:
            return ""
        if not there:
            return f"<span>{found['text']}</span>"
        return f'<a{found["before"]} href="{escape(relative_address(there, path))}"{found["after"]}>{found["text"]}</a>'

    def keep_views(found: re.Match[str]) -> str:
        hrefs = [unescape(each["href"]) for each in _LINK.finditer(found[0])]
        is_of_chart = all("chart=" in href for href in hrefs)
        return (
            ""
            if is_of_chart and not all(site.addresses.find(each, view.language) for each in hrefs)
            else found[0]
        )

    html = _MENU.sub("", html)
    html = _VIEWS.sub(keep_views, html)
    search = PageKey(SEARCH_PAGE).path(view.language)
    html = _SEARCH_FORM.sub(
        lambda found: (
            _HIDDEN.sub(
                "", re.sub(r'action="[^"]*"', f'action="{relative_address(search, path)}"', found[0], count=1)
            )
            if site.has_search
            else ""
        ),
        html,
    )
    return _LINK.sub(fit, html)


def _find_path(site: StaticSite, view: View, path: str, element: str, href: str) -> str:
    """Where an address leads; a link to another language leads to the same page in it."""
    if href.startswith(_FILE):
        return href.removeprefix(_FILE)
    for language in LANGUAGES:
        if f' hreflang="{locale_of(language).tag}"' in element:
            return other_language_path(path, view.language, language) if language in site.languages else ""
    return site.addresses.find(href, view.language)
