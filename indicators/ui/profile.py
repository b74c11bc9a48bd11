"""What the pages say of their subject: a region, sector, plan, indicator or source.

Sentences and facts from records and counts; no charts, no filters.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from html import escape

import pandas as pd
import streamlit as st

from indicators import cite, text
from indicators.language import messages
from indicators.model import Language, Source
from indicators.select import EVERYTHING, Catalogue, Selection
from indicators.series import names_of
from indicators.text import KINDS, MEASURES, QUALIFIERS
from indicators.ui import links, tables
from indicators.ui.address import MAX_SERIES
from indicators.ui.session import Here
from indicators.ui.style import facts, filled, html, listed, written

#: More regions than this are counted, not named.
_NAMED = 40
#: Figures of one indicator that a profile sets side by side; "compare" has them all.
MOST_BESIDE = 6


def _list(now: Here, names: Iterable[str]) -> str:
    return text.listed(names, now.language)


def _links(now: Here, label: str, dimension: str, ids: Iterable[str]) -> None:
    """Other subjects of this page, one click away."""
    names = getattr(now.dataset, f"{dimension}s")
    found = [(links.address(now, now.page, now.selection, **{dimension: (id,)}), id) for id in ids]
    links.row([(href, names[id].name[now.language]) for href, id in found], label)


def region(now: Here, id: str, n: int) -> str:
    """One sentence: what kind of region, its code, how many figures."""
    record, say = now.dataset.regions[id], now.say
    kind = say(KINDS[record.kind])
    known = say("{kind}, code {code}", kind=kind, code=record.code) if record.code else kind
    return f"{known} · {_counted(now, n, Selection(region=(id,), within=now.selection.within))}"


def relatives(now: Here, id: str) -> None:
    """Links to what the region is in and what is in it."""
    regions = now.dataset.regions
    _links(now, now.say("Inside"), "region", regions[id].within)
    _links(now, now.say("Holds"), "region", [r.id for r in regions.values() if id in r.within])


def _counted(now: Here, n: int, subject: Selection) -> str:
    """How many figures of the subject there are, and how many of them fit the filters."""
    say, total = now.say, now.catalogue.count(replace(subject, implied=now.selection.implied))
    if n == total:
        return say.plural("{n} figure in our sources", "{n} figures in our sources", n)
    return say.plural(
        "{fit} of {n} figure in our sources", "{fit} of {n} figures in our sources", total, fit=n
    )


def sector(now: Here, selection: Selection) -> str:
    """One sentence: how many figures, in which regions."""
    counts = now.catalogue.counts(selection, "region")
    names = [now.dataset.regions[id].name[now.language] for id, n in counts.items() if n]
    count = _counted(now, sum(counts.values()), Selection(sector=selection.sector))
    if not names:
        return count
    if len(names) > _NAMED:
        return f"{count} · {now.say.plural('{n} region', '{n} regions', len(names))}"
    return f"{count} · {_list(now, names)}"


def sector_relatives(now: Here, id: str) -> None:
    """Links to the sector's group and to the sectors grouped under it."""
    sectors = now.dataset.sectors
    _links(now, now.say("Part of"), "sector", [group] if (group := sectors[id].group) else [])
    counts = now.catalogue.facets(now.selection.without("sector"))["sector"]
    parts = [part.id for part in sectors.values() if part.group == id and counts[part.id]]
    _links(now, now.say("Holds"), "sector", parts)


def plan(now: Here, id: str, selection: Selection) -> str:
    """One sentence: the years, and how many outcomes, expectations and targets."""
    record, say = now.dataset.plans[id], now.say
    counts = now.catalogue.counts(selection, "status")
    parts = [
        say("{first}–{last}", first=record.start, last=record.end),
        say.plural("{n} outcome", "{n} outcomes", counts["actual"]),
        say.plural("{n} expectation", "{n} expectations", counts["expected"]),
        say.plural("{n} target", "{n} targets", counts["target"]),
    ]
    return " · ".join(parts)


def standing(now: Here, id: str) -> None:
    """What is stated of this region and of others too, side by side, never ranked."""
    beside = _beside(now.catalogue, id, now.language)
    if not beside:
        return
    st.header(now.say("Beside other regions"), anchor="others")
    html(
        '<div class="ri-meta">{text}</div>',
        text=now.say(
            "Indicators that our sources state for other regions too. Periods and hedges differ: compare with care."
        ),
    )
    written(f'<div class="ri-beside">{"".join(_card(now, each) for each in beside)}</div>')


@dataclass(frozen=True, slots=True)
class _Beside:
    """One indicator of several regions: its name and figures as HTML, and its series."""

    told: str
    series: tuple[str, ...]


def _card(now: Here, beside: _Beside) -> str:
    href = links.address(now, "compare", EVERYTHING, series=beside.series)
    way = f'<a href="{href}" target="_self">{escape(now.say("Compare"))}</a>'
    return f'<div class="ri-card">{beside.told}{way}</div>'


@lru_cache(maxsize=256)
def _beside(catalogue: Catalogue, id: str, language: Language) -> tuple[_Beside, ...]:
    """The indicators of a region that others have too, its own figures first; the same for every reader."""
    dataset, say = catalogue.dataset, messages(language)
    found = []
    for indicator, rows in catalogue.shared_indicators(id).items():
        ordered = sorted(catalogue.records(rows), key=lambda record: record.region != id)
        pairs = [
            (text.subject(row, dataset, language, frozenset({"indicator"})), text.figure(row, dataset, say))
            for row in ordered[:MOST_BESIDE]
        ]
        told = filled(
            '<div class="ri-name"><b>{name}</b></div>', name=dataset.indicators[indicator].name[language]
        )
        told += listed(pairs)
        if (more := len(ordered) - MOST_BESIDE) > 0:
            count = say.plural("and {n} more figure", "and {n} more figures", more)
            told += filled('<div class="ri-meta">{count}</div>', count=count)
        found.append(_Beside(told, tuple(dict.fromkeys(names_of(rows)))[:MAX_SERIES]))
    return tuple(found)


def indicator(now: Here, id: str, rows: pd.DataFrame) -> None:
    """The facts of an indicator, and the hedges of its figures explained."""
    record, say, language = now.dataset.indicators[id], now.say, now.language
    st.header(say("About this indicator"), anchor="about")
    facts(
        [
            (say("Topic"), now.dataset.topics[record.topic].name[language]),
            (say("Measure"), say(MEASURES[record.measure])),
            (say("Unit"), now.dataset.units[record.unit].name[language]),
            (say("Share of"), record.of[language] if record.of else ""),
            (say("Hedges"), _hedges(now, rows)),
            (say("Also called"), _list(now, record.aliases)),
            (say("Id"), record.id),
        ]
    )


def _hedges(now: Here, rows: pd.DataFrame) -> str:
    """How many figures are hedged in which way, and what that means."""
    counts = rows["qualifier"].value_counts()
    told = [
        now.say("{n} × {hedge}", n=now.say.count(counts[name]), hedge=now.say(words))
        for name, words in QUALIFIERS.items()
        if counts.get(name, 0)
    ]
    return text.clauses(told, now.language)


def cited(now: Here, rows: pd.DataFrame) -> None:
    """Full citations of the sources of some rows, to copy as text, BibTeX or CSL-JSON."""
    st.header(now.say("Sources and how to cite them"), anchor="sources")
    for id in dict.fromkeys(rows["source"]):
        source = now.dataset.sources[id]
        named = text.aside(source.title[now.language], source.publisher[now.language], now.language)
        html('<div class="ri-name"><b>{named}</b></div>', named=named)
        fold = st.expander(now.say("Cite this source"), key=f"cite_{id}", on_change="rerun", type="compact")
        if fold.open:
            with fold:
                _citations(now, source)


def _citations(now: Here, source: Source) -> None:
    plain_tab, bibtex_tab, csl_tab = st.tabs([now.say("Text"), "BibTeX", "CSL-JSON"])
    plain_tab.code(cite.plain(source, now.say), language=None, wrap_lines=True)
    bibtex_tab.code(cite.bibtex(source), language=None)
    csl_tab.code(cite.csl(source), language="json")


def related(now: Here, id: str) -> None:
    """Links to other indicators of the same topic."""
    indicators = now.dataset.indicators
    topic = indicators[id].topic
    others = [other.id for other in indicators.values() if other.topic == topic and other.id != id]
    st.header(now.say("Related indicators"), anchor="related")
    _links(now, now.say("Same topic"), "indicator", others[:12])


def source(now: Here, id: str) -> None:
    """The facts of a source."""
    record, say, language = now.dataset.sources[id], now.say, now.language
    facts(
        [
            (say("Publisher"), record.publisher[language]),
            (say("Published"), text.day(record.published, language)),
            (say("Read on"), text.day(record.accessed, language)),
            (say("Cite as"), text.citation(record, say)),
            (say("Note"), record.note[language] if record.note else ""),
            (say("Id"), record.id),
        ]
    )


def reading_order(now: Here, n: int) -> None:
    """How the table below is ordered."""
    st.header(
        now.say.plural("{n} figure in reading order", "{n} figures in reading order", n),
        anchor="figures",
    )


def all_figures(now: Here) -> None:
    """The heading of the table that closes a page."""
    st.header(now.say("All figures of this page"), anchor="figures")


def folded_figures(now: Here, rows: pd.DataFrame, leave_out: frozenset[str] = frozenset()) -> None:
    """The table that closes a page whose figures are all drawn above: made when it is opened."""
    all_figures(now)
    label = now.say.plural("Table of {n} figure", "Table of {n} figures", len(rows))
    fold = st.expander(label, key="all_figures", on_change="rerun", type="compact")
    if fold.open:
        with fold:
            tables.figures(now, rows, f"{now.page}_table", leave_out=leave_out)
