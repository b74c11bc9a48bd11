"""A composed page as a piece of HTML that needs no script: what Streamlit shows by widgets stands there as links."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from markupsafe import Markup

from indicators.i18n import LANGUAGES, locale_of
from indicators.model.dimensions import DIMENSIONS_BY_ID
from indicators.text.markup import NOTHING, fill_template, join_html
from indicators.web.composition.blocks import (
    Article,
    Block,
    BlockGroup,
    ChartBlock,
    Citations,
    Columns,
    Document,
    Download,
    FigureTable,
    FindingCards,
    Gallery,
    SearchBox,
    TextTable,
    group_blocks,
)
from indicators.web.composition.site_pages import PAGES_WITHOUT_SEARCH, SitePage
from indicators.web.composition.view import View
from indicators.web.paper.blocks import block_html
from indicators.web.paper.charts import chart_html, drawn_gallery_html, file_links, files_html
from indicators.web.paper.tables import MAX_TABLE_ROWS, citations_html, table_html

_PAGE_TEMPLATE: Final = """<header class="ri-top"><nav aria-label="{pages_label}">{pages}</nav></header>
<main class="ri-main"><div class="ri-stack">{notices}{search}<h1>{title}</h1>{lead}{blocks}{empty}
<footer class="ri-meta ri-foot-text">{foot}</footer></div></main>
<aside class="ri-aside"><nav class="ri-switch" aria-label="{languages_label}">{languages}</nav></aside>"""


def document_html(
    view: View, document: Document, pages: Sequence[SitePage], notices: Markup, site: str
) -> Markup:
    """The page with what stands around it: the other `pages`, the languages, `notices` of what its address got wrong.

    `site` is the address by which it is called, for what readers take along; empty where nobody knows it.
    """
    say = view.say
    foot = say(
        "{title} · version {version} · data {licence}, code MIT",
        title=view.dataset.about.title[view.language],
        version=view.dataset.version,
        licence=view.dataset.about.licence,
    )
    lead = fill_template('<p class="ri-lead">{lead}</p>', lead=document.lead) if document.lead else NOTHING
    empty = (
        fill_template(
            '<p class="ri-notice">{told}</p>',
            told=say("No figure in our sources fits these filters together."),
        )
        if document.is_empty
        else NOTHING
    )
    return fill_template(
        _PAGE_TEMPLATE,
        pages_label=say("Pages"),
        pages=_pages_html(view, pages),
        notices=notices,
        search=_search_html(view, document),
        title=document.title,
        lead=lead,
        blocks=blocks_html(view, document.blocks, site),
        empty=empty,
        foot=foot,
        languages_label=say("Language"),
        languages=_languages_html(view),
    )


def _search_html(view: View, document: Document) -> Markup:
    """The search box of a page that has none in its text."""
    if view.page in PAGES_WITHOUT_SEARCH or any(isinstance(block, SearchBox) for block in document.blocks):
        return NOTHING
    return fill_template("<div>{box}</div>", box=block_html(view, SearchBox(view.selection.q)))


def _pages_html(view: View, pages: Iterable[SitePage]) -> Markup:
    """The pages there is something to say on, with the filters that are chosen; the subject of this one stays here."""
    own = next((page.subject for page in pages if page.slug == view.page), None)
    selection = view.selection.without(own) if own else view.selection
    return join_html(
        fill_template(
            '<a href="{href}"{current}>{title}</a>',
            href=view.address_of(page.slug, selection),
            current=Markup(' aria-current="page"') if page.slug == view.page else NOTHING,
            title=view.say(page.title),
        )
        for page in pages
        if page.subject is None or DIMENSIONS_BY_ID[page.subject].ids(view.dataset)
    )


def _languages_html(view: View) -> Markup:
    """The same page in every language, each in its own words."""
    return join_html(
        fill_template(
            '<a href="{href}" hreflang="{tag}" lang="{tag}"{current}>{name}</a>',
            href=view.addresses.page_address(view.page, replace(view.choices, language=language)),
            tag=locale_of(language).tag,
            current=Markup(' aria-current="true"') if language == view.language else NOTHING,
            name=locale_of(language).name,
        )
        for language in LANGUAGES
    )


def blocks_html(view: View, blocks: Sequence[Block], site: str) -> Markup:
    """Blocks in their order, parted as on the pages of Streamlit: what is words alone stands in one piece."""
    return join_html(_group_html(view, group, run, site) for group, run in group_blocks(blocks))


def _group_html(view: View, group: BlockGroup, blocks: Sequence[Block], site: str) -> Markup:
    found = [_block_html(view, block, site) for block in blocks]
    if group == "words":
        return fill_template("<div>{html}</div>", html=join_html(found))
    if group == "controls":
        return fill_template('<div class="ri-controls">{html}</div>', html=join_html(found))
    return join_html(fill_template("<div>{html}</div>", html=html) for html in found if html)


def _block_html(view: View, block: Block, site: str) -> Markup:
    match block:
        case ChartBlock():
            return chart_html(view, block, site)
        case Gallery(tiles=tiles):
            return drawn_gallery_html(view, tiles)
        case FigureTable():
            return table_html(view, block)
        case Citations():
            return citations_html(view, block)
        case Download(selection=selection):
            return fill_template(
                '<details class="ri-download"><summary>{label}</summary>{files}</details>',
                label=view.say("Download"),
                files=files_html(file_links(selection, view.language)),
            )
        case Columns(columns=columns, leads=leads):
            return fill_template(
                '<div class="ri-columns{leads}">{columns}</div>',
                leads=Markup(" ri-leads") if leads else NOTHING,
                columns=join_html(
                    fill_template(
                        '<div class="ri-column">{blocks}</div>', blocks=blocks_html(view, column, site)
                    )
                    for column in columns
                ),
            )
        case FindingCards(relations=relations):
            return block_html(view, replace(block, relations=relations[:MAX_TABLE_ROWS]))
        case TextTable(rows=rows):
            return block_html(view, replace(block, rows=rows[:MAX_TABLE_ROWS], order=()))
        case Article():  # shown where it can be read with its figures: on the page of Streamlit
            return NOTHING
        case _:
            return block_html(view, block)
