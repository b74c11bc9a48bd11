"""What a search names, best first: places, indicators, sectors, sources, and the figures themselves.

Each result is a link and shows the part that was found. Every text is data: it is escaped before
it is marked. Knows nothing of how results are ranked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from itertools import groupby, pairwise
from typing import Any, Final

import streamlit as st

from indicators import text
from indicators.folding import is_han
from indicators.language import mark
from indicators.model import Language
from indicators.search import Hit
from indicators.select import EVERYTHING, MAX_QUERY, Selection
from indicators.ui.filters import name_of
from indicators.ui.interface import TAGS
from indicators.ui.links import address
from indicators.ui.session import Here, choose, seed

#: kind of record → the heading over its results, and the page they lead to
GROUPS: Final = {
    "region": (mark("Regions"), "regions"),
    "indicator": (mark("Indicators"), "indicators"),
    "sector": (mark("Sectors"), "sectors"),
    "topic": (mark("Topics"), "data"),
    "plan": (mark("Plan periods"), "plans"),
    "source": (mark("Sources"), "sources"),
}
#: Results of one kind; figures; offers made instead of none.
RECORDS, FIGURES, OFFERS = 5, 3, 4
#: Figures whose words are looked at for those to show.
_LOOKED_AT = 100
#: Characters shown on either side of what was found in a long text.
_AROUND = 45
Spans = Iterable[tuple[int, int]]


def box(now: Here) -> None:
    """A search box where a reader on a phone sees it, and what it names; the same search as beside the page."""
    key = "w_q_here"
    st.text_input(
        now.say("Search figures"),
        key=seed(key, now.selection.q),
        placeholder=now.say("name, place, printed words …"),
        max_chars=MAX_QUERY,
        type="search",
        label_visibility="collapsed",
        width=520,
        on_change=lambda: choose(q=" ".join((st.session_state[key] or "").split())),
    )
    if now.selection.q:
        _results(now)


def instead(now: Here) -> None:
    """What else to search for when a search alone finds nothing: what is near and finds something."""
    query, count = now.selection.q, now.catalogue.count
    if not query or count(Selection(q=query)):
        return
    offers = [offer for offer in now.catalogue.index.instead(query) if count(Selection(q=offer))]
    for offer in offers[:OFFERS]:
        label = now.say.plural(
            "Did you mean “{offer}”? {n} figure",
            "Did you mean “{offer}”? {n} figures",
            count(Selection(q=offer)),
            offer=offer,
        )
        st.button(label, key=f"instead_{offer}", on_click=choose, kwargs={"q": offer})


def _results(now: Here) -> None:
    """The records a search names, the kind of the best one first, then figures by their printed words."""
    index, query, counts = now.catalogue.index, now.selection.q, now.catalogue.facets(EVERYTHING)
    hits = [hit for hit in index.suggest(query) if hit.kind in GROUPS and counts[hit.kind][hit.id]]
    order = list(dict.fromkeys(hit.kind for hit in hits))
    kinds = groupby(sorted(hits, key=lambda hit: order.index(hit.kind)), key=lambda hit: hit.kind)
    blocks = [_records(now, kind, list(found), counts[kind]) for kind, found in kinds]
    blocks += _figures(now)
    notes = [_slip(now, word, meant) for word, meant in index.slips(query).items()]
    told = now.say("Found for “{query}”", query=query)
    if blocks:
        st.html(
            "".join(f'<p class="ri-meta">{escape(note)}</p>' for note in notes)
            + f'<nav class="ri-found" aria-label="{escape(told)}">{"".join(blocks)}</nav>'
        )


def _slip(now: Here, word: str, meant: tuple[str, ...]) -> str:
    known = text.listed([now.catalogue.index.written(other) for other in meant], now.language)
    return now.say(
        "Nothing here is called “{word}”; you see what is close to it: {known}.", word=word, known=known
    )


def _records(now: Here, kind: str, hits: list[Hit], counts: Mapping[str, int]) -> str:
    heading, page = GROUPS[kind]
    items = []
    for hit in hits[:RECORDS]:
        chosen: dict[str, Any] = {kind: (hit.id,)}
        href = address(now, page, EVERYTHING, **chosen)
        name, found = _shown(hit, name_of(now.dataset, kind, hit.id, now.say), now.language)
        items.append(
            f'<li><a href="{href}" target="_self">{name}</a>&nbsp;·&nbsp;{now.say.count(counts[hit.id])}{found}</li>'
        )
    if (more := len(hits) - RECORDS) > 0:
        told = now.say("and {n} more", n=now.say.count(more))
        items.append(f'<li class="ri-meta">{escape(told)}</li>')
    return _block(now.say(heading), items)


def _shown(hit: Hit, name: str, language: Language) -> tuple[str, str]:
    """The name with the part that was found marked, or the name and below it the text that was found.

    What was found may be in the other language: a screen reader is told which.
    """
    if hit.text == name:
        return marked(name, hit.spans), ""
    told, spans = excerpt(hit.text, hit.spans)
    tongue = _tongue("zh" if any(map(is_han, told)) else "en", language)
    return escape(name), f'<div class="ri-meta"{tongue}>{marked(told, spans)}</div>'


def _tongue(spoken: Language, language: Language) -> str:
    """What tells a screen reader that a text is not in the language of the page."""
    return "" if spoken == language else f' lang="{TAGS[spoken]}"'


def _figures(now: Here) -> list[str]:
    """Some figures whose printed words hold the search, and the way to all that it finds."""
    total = now.catalogue.count(now.selection)
    looked_at: list[Any] = list(now.catalogue.page(now.selection, _LOOKED_AT).itertuples())
    spans_of = [now.catalogue.index.spans(now.selection.q, row.stated) for row in looked_at]
    found = [(row, spans) for row, spans in zip(looked_at, spans_of, strict=True) if spans]
    found.sort(key=lambda each: -len(each[1]))
    items = []
    for row, spans in found[:FIGURES]:
        href = address(now, "data", now.selection, figure=row.observation_id)
        of = escape(f"{text.name(now.dataset.indicators, row.indicator, now.language)} · ")
        about = escape(text.subject(row, now.dataset, now.language, frozenset({"indicator"})))
        tongue = _tongue(now.dataset.sources[row.source].language, now.language)
        items.append(
            f'<li><a href="{href}" target="_self"{tongue}>“{marked(row.stated, spans)}”</a>'
            f'<div class="ri-meta">{of}{about}</div></li>'
        )
    if total and now.page != "data":
        every = now.say.plural("All {n} figure", "All {n} figures", total)
        href = address(now, "data", now.selection)
        items.append(f'<li><a href="{href}" target="_self">{escape(every)}</a></li>')
    return [_block(now.say("Figures"), items)] if items else []


def _block(heading: str, items: list[str]) -> str:
    return f"<section><h2>{escape(heading)}</h2><ul>{''.join(items)}</ul></section>"


def marked(shown: str, spans: Spans) -> str:
    """`shown` as HTML with `spans` of it marked."""
    ends = [0, *(place for span in spans for place in span), len(shown)]
    parts = [escape(shown[start:end]) for start, end in pairwise(ends)]
    return "".join(f"<mark>{part}</mark>" if n % 2 else part for n, part in enumerate(parts))


def excerpt(whole: str, spans: tuple[tuple[int, int], ...]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The part of a long text around the first of `spans`, and the spans in it."""
    first, last = max(0, spans[0][0] - _AROUND), min(len(whole), spans[0][1] + _AROUND)
    start = 0 if first < 8 else whole.find(" ", first, spans[0][0]) + 1 or first
    end = len(whole) if len(whole) - last < 8 else max(whole.rfind(" ", spans[0][1], last), 0) or last
    before, after = "…" if start else "", "…" if end < len(whole) else ""
    moved = len(before) - start
    kept = tuple((a + moved, b + moved) for a, b in spans if b <= end)
    return f"{before}{whole[start:end]}{after}", kept
