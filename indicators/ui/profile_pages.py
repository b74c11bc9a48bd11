"""What the pages say of their subject: a region, sector, plan, indicator or source.

Sentences and facts from records and counts; no charts, no filters.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import pandas as pd
import streamlit as st
from markupsafe import Markup

from indicators import text
from indicators.charts.comparison import MAX_SERIES
from indicators.i18n import Language, load_messages
from indicators.model import Source
from indicators.model.code_lists import MEASURES, REGION_KINDS, STATUSES
from indicators.model.dimensions import DIMENSIONS_BY_ID
from indicators.model.hedges import HEDGES
from indicators.query import EVERYTHING, Catalogue, Selection
from indicators.query.caches import cached_on_owner
from indicators.query.series_index import series_names
from indicators.text import citations
from indicators.text.markup import facts_html, fill_template, join_html
from indicators.ui import figure_table, navigation
from indicators.ui.markup import show_facts, show_template
from indicators.ui.session import Page

#: More regions than this are counted, not named.
_MAX_NAMED_REGIONS = 40
#: Figures of one indicator that a profile sets side by side; "compare" has them all.
MAX_COMPARED_FIGURES = 6


def _join_names(page: Page, names: Iterable[str]) -> str:
    return text.join_list(names, page.language)


def _show_links(page: Page, label: str, dimension: str, ids: Iterable[str]) -> None:
    """Other subjects of this page, one click away."""
    label_of = DIMENSIONS_BY_ID[dimension].label_of
    found = [(page.address_of(page.page, page.selection, **{dimension: (id,)}), id) for id in ids]
    navigation.show_links([(href, label_of(id, page.dataset, page.say)) for href, id in found], label)


def describe_region(page: Page, id: str, n: int) -> str:
    """One sentence: what kind of region, its code, how many figures."""
    record, say = page.dataset.regions[id], page.say
    kind = say(REGION_KINDS[record.kind].label)
    known = say("{kind}, code {code}", kind=kind, code=record.code) if record.code else kind
    return f"{known} · {_describe_count(page, n, Selection(region=(id,), within=page.selection.within))}"


def show_region_links(page: Page, id: str) -> None:
    """Links to what the region is in and what is in it."""
    regions = page.dataset.regions
    _show_links(page, page.say("Inside"), "region", regions[id].within)
    _show_links(page, page.say("Holds"), "region", [r.id for r in regions.values() if id in r.within])


def _describe_count(page: Page, n: int, subject: Selection) -> str:
    """How many figures of the subject there are, and how many of them fit the filters."""
    say, total = page.say, page.catalogue.count(replace(subject, implied=page.selection.implied))
    if n == total:
        return say.plural("{n} figure in our sources", "{n} figures in our sources", n)
    return say.plural(
        "{fit} of {n} figure in our sources", "{fit} of {n} figures in our sources", total, fit=n
    )


def describe_sector(page: Page, selection: Selection) -> str:
    """One sentence: how many figures, in which regions."""
    counts = page.catalogue.counts(selection, "region")
    names = [page.dataset.label_of("regions", id, page.language) for id, n in counts.items() if n]
    count = _describe_count(page, sum(counts.values()), Selection(sector=selection.sector))
    if not names:
        return count
    if len(names) > _MAX_NAMED_REGIONS:
        return f"{count} · {page.say.plural('{n} region', '{n} regions', len(names))}"
    return f"{count} · {_join_names(page, names)}"


def show_sector_links(page: Page, id: str) -> None:
    """Links to the sector's group and to the sectors grouped under it."""
    sectors = page.dataset.sectors
    _show_links(page, page.say("Part of"), "sector", [group] if (group := sectors[id].group) else [])
    counts = page.catalogue.facets(page.selection.without("sector"))["sector"]
    parts = [part.id for part in sectors.values() if part.group == id and counts[part.id]]
    _show_links(page, page.say("Holds"), "sector", parts)


def describe_plan(page: Page, id: str, selection: Selection) -> str:
    """One sentence: the years, and how many outcomes, expectations and targets."""
    record, say = page.dataset.plans[id], page.say
    counts = page.catalogue.counts(selection, "status")
    parts = [
        say("{first}–{last}", first=f"{record.start:04}", last=f"{record.end:04}"),
        *(status.count(say, counts[id]) for id, status in STATUSES.items()),
    ]
    return " · ".join(parts)


def show_region_comparison(page: Page, id: str) -> None:
    """What is stated of this region and of others too, side by side, never ranked."""
    beside = _shared_indicators(page.catalogue, id, page.language)
    if not beside:
        return
    st.header(page.say("Beside other regions"), anchor="others")
    show_template(
        '<div class="ri-meta">{text}</div>',
        text=page.say(
            "Indicators that our sources state for other regions too. Periods and hedges differ: compare with care."
        ),
    )
    show_template(
        '<div class="ri-beside">{cards}</div>',
        cards=join_html(_comparison_card_html(page, each) for each in beside),
    )


@dataclass(frozen=True, slots=True)
class _SharedIndicator:
    """One indicator of several regions: its name and figures as HTML, and its series."""

    html: Markup
    series: tuple[str, ...]


def _comparison_card_html(page: Page, beside: _SharedIndicator) -> Markup:
    href = page.address_of("compare", EVERYTHING, series=beside.series)
    return fill_template(
        '<div class="ri-card">{shared}{link}</div>',
        shared=beside.html,
        link=navigation.link_html(href, page.say("Compare")),
    )


@cached_on_owner(maxsize=256)
def _shared_indicators(catalogue: Catalogue, id: str, language: Language) -> tuple[_SharedIndicator, ...]:
    """The indicators of a region that others have too, its own figures first; the same for every reader."""
    dataset, say = catalogue.dataset, load_messages(language)
    found = []
    for indicator, rows in catalogue.shared_indicators(id).items():
        ordered = sorted(catalogue.records(rows), key=lambda record: record.region != id)
        pairs = [
            (
                text.describe_subject(row, dataset, language, frozenset({"indicator"})),
                text.format_figure(row, dataset, say),
            )
            for row in ordered[:MAX_COMPARED_FIGURES]
        ]
        html = fill_template(
            '<div class="ri-name"><b>{name}</b></div>',
            name=dataset.label_of("indicators", indicator, language),
        )
        html += facts_html(pairs)
        if (more := len(ordered) - MAX_COMPARED_FIGURES) > 0:
            count = say.plural("and {n} more figure", "and {n} more figures", more)
            html += fill_template('<div class="ri-meta">{count}</div>', count=count)
        found.append(_SharedIndicator(html, tuple(dict.fromkeys(series_names(rows)))[:MAX_SERIES]))
    return tuple(found)


def show_indicator_facts(page: Page, id: str, rows: pd.DataFrame) -> None:
    """The facts of an indicator, and the hedges of its figures explained."""
    record, say, language = page.dataset.indicators[id], page.say, page.language
    st.header(say("About this indicator"), anchor="about")
    show_facts(
        [
            (say("Topic"), page.dataset.label_of("topics", record.topic, language)),
            (say("Measure"), say(MEASURES[record.measure].label)),
            (say("Unit"), text.unit_name(page.dataset.units[record.unit], language)),
            (say("Share of"), record.of[language] if record.of else ""),
            (say("Hedges"), _describe_hedges(page, rows)),
            (say("Also called"), _join_names(page, record.aliases)),
            (say("Id"), record.id),
        ]
    )


def _describe_hedges(page: Page, rows: pd.DataFrame) -> str:
    """How many figures are hedged in which way, and what that means."""
    counts = rows["qualifier"].value_counts()
    clauses = [
        page.say("{n} × {hedge}", n=page.say.format_count(counts[name]), hedge=page.say(hedge.meaning))
        for name, hedge in HEDGES.items()
        if counts.get(name, 0)
    ]
    return text.join_clauses(clauses, page.language)


def show_source_citations(page: Page, rows: pd.DataFrame) -> None:
    """Full citations of the sources of some rows, to copy as text, BibTeX or CSL-JSON."""
    st.header(page.say("Sources and how to cite them"), anchor="sources")
    for id in dict.fromkeys(rows["source"]):
        source = page.dataset.sources[id]
        named = text.add_brackets(source.title[page.language], source.publisher[page.language], page.language)
        show_template('<div class="ri-name"><b>{named}</b></div>', named=named)
        fold = st.expander(page.say("Cite this source"), key=f"cite_{id}", on_change="rerun", type="compact")
        if fold.open:
            with fold:
                _show_citation_tabs(page, source)


def _show_citation_tabs(page: Page, source: Source) -> None:
    plain_tab, bibtex_tab, csl_tab = st.tabs([page.say("Text"), "BibTeX", "CSL-JSON"])
    plain_tab.code(citations.cite_source(source, page.say), language=None, wrap_lines=True)
    bibtex_tab.code(citations.source_bibtex(source), language=None)
    csl_tab.code(citations.source_csl(source), language="json")


def show_related_indicators(page: Page, id: str) -> None:
    """Links to other indicators of the same topic."""
    indicators = page.dataset.indicators
    topic = indicators[id].topic
    others = [other.id for other in indicators.values() if other.topic == topic and other.id != id]
    st.header(page.say("Related indicators"), anchor="related")
    _show_links(page, page.say("Same topic"), "indicator", others[:12])


def show_source_facts(page: Page, id: str) -> None:
    """The facts of a source."""
    record, say, language = page.dataset.sources[id], page.say, page.language
    show_facts(
        [
            (say("Publisher"), record.publisher[language]),
            (say("Published"), text.format_day(record.published, language)),
            (say("Read on"), text.format_day(record.accessed, language)),
            (say("Cite as"), text.format_citation(record, say)),
            (say("Note"), record.note[language] if record.note else ""),
            (say("Id"), record.id),
        ]
    )


def show_reading_order_heading(page: Page, n: int) -> None:
    """How the table below is ordered."""
    st.header(
        page.say.plural("{n} figure in reading order", "{n} figures in reading order", n),
        anchor="figures",
    )


def show_table_heading(page: Page) -> None:
    """The heading of the table that closes a page."""
    st.header(page.say("All figures of this page"), anchor="figures")


def show_folded_table(page: Page, rows: pd.DataFrame, leave_out: frozenset[str] = frozenset()) -> None:
    """The table that closes a page whose figures are all drawn above: made when it is opened."""
    show_table_heading(page)
    label = page.say.plural("Table of {n} figure", "Table of {n} figures", len(rows))
    fold = st.expander(label, key="all_figures", on_change="rerun", type="compact")
    if fold.open:
        with fold:
            figure_table.show_figures_table(page, rows, f"{page.page}_table", leave_out=leave_out)
