"""What a search finds: charts, then figures, then the pages of what it names, each the best first.

Each result is a link and shows the part that was found. Every text is data: it is escaped before
it is marked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby, pairwise
from typing import Any, Final

import streamlit as st
from markupsafe import Markup, escape

from indicators import text
from indicators.charts import Chart
from indicators.charts.chart_search import search_charts
from indicators.i18n import Language, guess_language, quote, tag_of
from indicators.model.code_lists import STATUSES
from indicators.model.dimensions import DIMENSIONS_BY_ID, FILTER_DIMENSIONS
from indicators.query import EVERYTHING, MAX_QUERY_LENGTH, Catalogue, Selection
from indicators.query.caches import cached_on_owner
from indicators.query.search import SearchHit
from indicators.query.table import Row, rows_of_table
from indicators.text.markup import NOTHING, fill_template, join_html
from indicators.ui import chart_colours
from indicators.ui.markup import show_template
from indicators.ui.session import Page, change_filters, set_widget_value
from indicators.ui.style import escape_markdown
from indicators.web.composition.blocks import Tile
from indicators.web.composition.site_pages import SITE_PAGES
from indicators.web.paper.blocks import gallery_html
from indicators.web.paper.links import link_html
from indicators.web.site_links import chart_query

#: dimension of records → the page that its results lead to
RESULT_PAGES: Final = {dimension.id: "data" for dimension in FILTER_DIMENSIONS if dimension.section} | {
    page.subject: page.slug for page in SITE_PAGES if page.subject
}
#: Charts; records of one kind; figures; offers made instead of none.
MAX_CHART_RESULTS, MAX_RECORD_RESULTS, MAX_FIGURE_RESULTS, MAX_QUERY_SUGGESTIONS = 3, 5, 3, 4
#: Figures whose words are looked at for those to show.
_MAX_SEARCHED_FIGURES = 100
#: Characters shown on either side of what was found in a long text.
_CHARACTERS_AROUND = 45
#: Pages that are for searching: they say themselves where the box stands, and show what it finds.
PAGES_WITH_SEARCH: Final = ("overview", "data")
_UNFOLDED_TEMPLATE: Final = '{notes}<nav class="ri-found" aria-label="{label}">{blocks}</nav>'
_FOLDED_TEMPLATE: Final = (
    '{notes}<details class="ri-found-fold"><summary>{label}</summary>'
    '<nav class="ri-found" aria-label="{label}">{blocks}</nav></details>'
)
Spans = Iterable[tuple[int, int]]


def show_search_box(page: Page) -> None:
    """The one search box of a page, and what it finds: folded away on a page that is about something else."""
    key = "w_q"
    st.text_input(
        page.say("Search figures"),
        key=set_widget_value(key, page.selection.q),
        placeholder=page.say("name, place, printed words …"),
        max_chars=MAX_QUERY_LENGTH,
        type="search",
        label_visibility="collapsed",
        width=520,
        on_change=lambda: change_filters(q=" ".join((st.session_state[key] or "").split())),
    )
    if page.selection.q:
        _show_results(page)


def show_query_suggestions(page: Page) -> None:
    """What else to search for when a search alone finds nothing: what is near and finds something."""
    query, count = page.selection.q, page.catalogue.count
    if not query or count(Selection(q=query)):
        return
    offers = [offer for offer in page.catalogue.index.suggest_queries(query) if count(Selection(q=offer))]
    for offer in offers[:MAX_QUERY_SUGGESTIONS]:
        label = page.say.plural(
            "Did you mean “{offer}”? {n} figure",
            "Did you mean “{offer}”? {n} figures",
            count(Selection(q=offer)),
            offer=offer,
        )
        st.button(
            escape_markdown(label), key=f"instead_{offer}", on_click=change_filters, kwargs={"q": offer}
        )


def _show_results(page: Page) -> None:
    """Charts, figures by their printed words, then the records a search names, the kind of the best one first."""
    index, query, counts = page.catalogue.index, page.selection.q, page.catalogue.facets(EVERYTHING)
    whole = index.rank_records(query)
    known = {(hit.kind, hit.id) for hit in whole}
    parts = [hit for hit in index.named_records(query) if (hit.kind, hit.id) not in known]
    hits = [hit for hit in (*whole, *parts) if hit.kind in RESULT_PAGES and counts[hit.kind][hit.id]]
    order = list(dict.fromkeys(hit.kind for hit in hits))
    kinds = groupby(sorted(hits, key=lambda hit: order.index(hit.kind)), key=lambda hit: hit.kind)
    blocks = [*_charts_block(page), *_figures_block(page)]
    blocks += [_records_block(page, kind, list(found), counts[kind]) for kind, found in kinds]
    blocks += _targets_block(page)
    notes = [_correction_note(page, word, meant) for word, meant in index.corrections(query).items()]
    label = page.say("Found for “{query}”", query=query)
    if blocks:
        show_template(
            _UNFOLDED_TEMPLATE if page.page in PAGES_WITH_SEARCH else _FOLDED_TEMPLATE,
            notes=join_html(fill_template('<p class="ri-meta">{note}</p>', note=note) for note in notes),
            label=label,
            blocks=join_html(blocks),
        )


def _charts_block(page: Page) -> list[Markup]:
    """The charts that answer the search, as small pictures."""
    found = search_charts(page.catalogue, page.selection.q, page.language, MAX_CHART_RESULTS)
    if not found:
        return []
    tiles = (_chart_tile(page, chart, Selection(q=page.selection.q)) for chart in found)
    return [
        fill_template(
            '<section class="ri-pictures"><h2>{heading}</h2>{gallery}</section>',
            heading=page.say("Charts"),
            gallery=gallery_html(tiles, chart_colours.colour_scheme()),
        )
    ]


def _chart_tile(page: Page, chart: Chart, searched: Selection) -> Tile:
    """A chart as a small picture; a declared one is there without the search."""
    base = EVERYTHING if chart.id in page.dataset.charts else searched
    href = page.address_of("charts", base, chart=chart.id)
    return Tile(chart, href, chart_query(page.catalogue, chart.id, searched, page.language))


def _correction_note(page: Page, word: str, meant: tuple[str, ...]) -> str:
    known = text.join_list([page.catalogue.index.written_form(other) for other in meant], page.language)
    return page.say(
        "Nothing here is called “{word}”; you see what is close to it: {known}.", word=word, known=known
    )


def _records_block(page: Page, kind: str, hits: list[SearchHit], counts: Mapping[str, int]) -> Markup:
    dimension = DIMENSIONS_BY_ID[kind]
    items = []
    for hit in hits[:MAX_RECORD_RESULTS]:
        chosen: dict[str, Any] = {kind: (hit.id,)}
        href = page.address_of(RESULT_PAGES[kind], EVERYTHING, **chosen)
        named = getattr(dimension.records(page.dataset)[hit.id], dimension.name_field)[page.language]
        label = dimension.label_of(hit.id, page.dataset, page.say)
        name, found = _hit_html(hit, named, label, page.language)
        items.append(
            fill_template(
                "<li>{link}&nbsp;·&nbsp;{count}{found}</li>",
                link=link_html(href, name),
                count=page.say.format_count(counts[hit.id]),
                found=found,
            )
        )
    if (more := len(hits) - MAX_RECORD_RESULTS) > 0:
        rest = page.say("and {n} more", n=page.say.format_count(more))
        items.append(fill_template('<li class="ri-meta">{rest}</li>', rest=rest))
    return _block_html(page.say(dimension.plural), items)


def _targets_block(page: Page) -> list[Markup]:
    """The way to the targets and outcomes of the plans of what was found, where the search speaks of them."""
    asked = [part.condition.ids.get("status", ()) for part in page.catalogue.index.parse(page.selection.q)]
    if not any({"target", "expected"}.intersection(ids) for ids in asked):
        return []
    plans = DIMENSIONS_BY_ID["plan"]
    found = [id for id, n in page.catalogue.counts(page.selection, "plan").items() if n]
    items = [
        fill_template(
            "<li>{link}</li>",
            link=link_html(
                f"{page.address_of('plans', EVERYTHING, plan=(id,))}#targets",
                plans.label_of(id, page.dataset, page.say),
            ),
        )
        for id in found[:MAX_RECORD_RESULTS]
    ]
    return [_block_html(page.say("Targets and outcomes"), items)] if items else []


def _hit_html(hit: SearchHit, name: str, label: str, language: Language) -> tuple[Markup, Markup]:
    """The label, which holds the name, with the part that was found marked, or below it the text that was.

    What was found may be in the other language: a screen reader is told which.
    """
    if hit.text == name:
        start = label.index(name)  # behind a mark of its direction
        return highlight_spans(label, [(start + first, start + last) for first, last in hit.spans]), NOTHING
    excerpt, spans = cut_excerpt(hit.text, hit.spans)
    return escape(label), fill_template(
        '<div class="ri-meta"{tongue}>{excerpt}</div>',
        tongue=_language_attribute(guess_language(excerpt), language),
        excerpt=highlight_spans(excerpt, spans),
    )


def _language_attribute(spoken: str, language: Language) -> Markup:
    """What tells a screen reader that a text is not in the language of the page."""
    tag = tag_of(spoken)
    return NOTHING if tag == tag_of(language) else fill_template(' lang="{tag}"', tag=tag)


def _figures_block(page: Page) -> list[Markup]:
    """Some figures, those first whose printed words hold the search, and the way to all that it finds."""
    total = page.catalogue.count(page.selection)
    found = _find_figures(page.catalogue, page.selection, _MAX_SEARCHED_FIGURES)
    items = [_figure_html(page, row, spans) for row, spans in found]
    if total and page.page != "data":
        every = page.say.plural("All {n} figure", "All {n} figures", total)
        href = page.address_of("data", page.selection)
        items.append(fill_template("<li>{link}</li>", link=link_html(href, every)))
    return [_block_html(page.say("Figures"), items)] if items else []


@cached_on_owner(maxsize=256)
def _find_figures(catalogue: Catalogue, selection: Selection, most: int) -> tuple[tuple[Row, Spans], ...]:
    """Of the first `most` figures of a search those to show, each with the parts of its words that are searched for."""
    looked_at = rows_of_table(catalogue.page(selection, most))
    spans_of = [catalogue.index.find_spans(selection.q, row.stated) for row in looked_at]
    found = sorted(zip(looked_at, spans_of, strict=True), key=lambda each: -len(each[1]))
    return tuple(found[:MAX_FIGURE_RESULTS])


def _figure_html(page: Page, row: Row, spans: Spans) -> Markup:
    """A figure: what it is of, its printed words, how much that is; of a target also what came of it."""
    source = page.dataset.sources[row.source]
    before, after = quote("\n", source.locale.id).split("\n")
    about = text.describe_subject(row, page.dataset, page.language, frozenset({"indicator"}))
    status = page.say(STATUSES[row.status].label) if row.status != "actual" else ""
    said = text.format_figure(row, page.dataset, page.say)
    name = text.record_label(page.dataset, "indicators", row.indicator, page.language)
    return fill_template(
        '<li>{name}<span class="ri-meta"> · {about}</span><br>'
        '<a href="{href}" target="_self"{tongue}>{before}{words}{after}</a>'
        '<span class="ri-meta"> · {said}{outcome}</span></li>',
        href=page.address_of("data", page.selection, figure=row.observation_id),
        tongue=_language_attribute(source.language, page.language),
        before=before,
        words=highlight_spans(row.stated, spans),
        after=after,
        name=name,
        about=about,
        said=" · ".join(filter(None, (said, status))),
        outcome="".join(f" · {each}" for each in _outcomes_of(page, row)),
    )


def _outcomes_of(page: Page, row: Row) -> list[str]:
    """What came of a target or an expectation, or that our sources do not say."""
    if row.status == "actual":
        return []
    found = page.catalogue.outcomes(row)
    return [
        f"{page.say('Outcome:')} {text.format_figure(each, page.dataset, page.say)} · {text.period_label(each, page.dataset, page.language)}"
        for each in found
    ] or [page.say("no outcome in our sources")]


def _block_html(heading: str, items: list[Markup]) -> Markup:
    return fill_template(
        "<section><h2>{heading}</h2><ul>{items}</ul></section>", heading=heading, items=join_html(items)
    )


def highlight_spans(shown: str, spans: Spans) -> Markup:
    """`shown` as HTML with `spans` of it marked."""
    ends = [0, *(place for span in spans for place in span), len(shown)]
    parts = (escape(shown[start:end]) for start, end in pairwise(ends))
    return join_html(
        fill_template("<mark>{part}</mark>", part=part) if n % 2 else part for n, part in enumerate(parts)
    )


def cut_excerpt(whole: str, spans: tuple[tuple[int, int], ...]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The part of a long text around the first of `spans`, and the spans in it."""
    first, last = max(0, spans[0][0] - _CHARACTERS_AROUND), min(len(whole), spans[0][1] + _CHARACTERS_AROUND)
    start = 0 if first < 8 else whole.find(" ", first, spans[0][0]) + 1 or first
    end = len(whole) if len(whole) - last < 8 else max(whole.rfind(" ", spans[0][1], last), 0) or last
    before, after = "…" if start else "", "…" if end < len(whole) else ""
    moved = len(before) - start
    kept = tuple((a + moved, b + moved) for a, b in spans if b <= end)
    return f"{before}{whole[start:end]}{after}", kept
