"""The figure card: a drawer with everything about one figure, open on every page with `?figure=`.

Its words come from `text`, `cite` and `report`; here they are put in order.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from indicators import cite, report, text
from indicators.language import LANGUAGES, Messages, messages
from indicators.select import EVERYTHING
from indicators.text import QUALIFIERS, STATUSES, TIMINGS
from indicators.ui import consistency, download, links
from indicators.ui.interface import TAGS
from indicators.ui.session import Here, open_figure
from indicators.ui.style import facts, html, plain


def figure_card(now: Here) -> None:
    """Open the card of the figure that the choices name, as a drawer."""
    if not now.choices.figure:
        return
    row = now.catalogue.find(now.choices.figure)
    title = text.name(now.dataset.indicators, row.indicator, now.language)
    drawer = st.dialog(plain(title), width="medium", position="right", on_dismiss=_close)
    drawer(lambda: _everything(now, row))()


def _close() -> None:
    open_figure("")


def _everything(now: Here, row: Any) -> None:
    html(
        '<div class="ri-figure">{figure}</div><div class="ri-meta">{about}</div>',
        figure=text.figure(row, now.dataset, now.say),
        about=text.subject(row, now.dataset, now.language, frozenset({"indicator"})),
    )
    if row.basis == "stated":
        spoken = TAGS[now.dataset.sources[row.source].language]
        html('<p class="ri-quote" lang="{lang}">“{stated}”</p>', lang=spoken, stated=row.stated)
    facts([*_meant(now, row), *_printed(now, row), *consistency.checks(now, row.observation_id)])
    _pages(now, row)
    _cited(now, row)
    _doubted(now, row)


def _meant(now: Here, row: Any) -> list[tuple[str, str | Mapping[str, str]]]:
    """What the figure says, in the steps of both languages, and what it is a figure of."""
    say, dataset = now.say, now.dataset
    indicator = dataset.indicators[row.indicator]
    base = row.base_period
    return [
        (say("Figure"), _both(now, lambda say: text.figure(row, dataset, say))),
        (say("Range"), _both(now, lambda say: text.bounds(row, dataset, say))),
        (say("Hedge"), say(QUALIFIERS[row.qualifier]) if row.basis == "stated" else ""),
        (say("Printed in dollars"), _both(now, lambda say: _dollars(row, say))),
        (say("Definition"), indicator.definition[now.language]),
        (say("Share of"), indicator.of[now.language] if indicator.of else ""),
        (say("Period"), text.period(row.period, now.language)),
        (say("Timing"), say(TIMINGS[row.timing])),
        (say("Measured against"), text.period(base, now.language) if isinstance(base, str) else ""),
        (say("Status"), say(STATUSES[row.status])),
    ]


def _both(now: Here, written: Callable[[Messages], str]) -> Mapping[str, str]:
    """What is counted in trillions and billions and in 万亿, 亿 and 万; once where both read the same."""
    found: dict[str, str] = {}
    for say in (now.say, *(messages(language) for language in LANGUAGES if language != now.language)):
        if (told := written(say)) and told not in found.values():
            found[TAGS[say.language]] = told
    return found


def _dollars(row: Any, say: Messages) -> str:
    return "" if pd.isna(row.usd) else text.dollars(row.usd, say.language)


def _printed(now: Here, row: Any) -> list[tuple[str, str]]:
    """Where the figure stands and who said it."""
    say, is_english = now.say, now.language == "en"
    note = row.note if is_english else row.note_zh
    speaker = row.speaker if is_english else row.speaker_zh
    return [
        (say("Source"), text.citation(now.dataset.sources[row.source], say)),
        (
            say("Printed on") if row.basis == "stated" else say("Implied by figures on"),
            text.lines_told(row.locator, say),
        ),
        (say("Said by"), speaker if isinstance(speaker, str) else ""),
        (say("Note"), note if isinstance(note, str) else ""),
    ]


def _pages(now: Here, row: Any) -> None:
    """The pages that show the figure among others of its kind."""
    language, dataset = now.language, now.dataset
    found = []
    for slug, dimension, records in (
        ("indicators", "indicator", dataset.indicators),
        ("regions", "region", dataset.regions),
        ("sectors", "sector", dataset.sectors),
    ):
        if label := text.name(records, getattr(row, dimension), language):
            chosen = {dimension: (getattr(row, dimension),)}
            found.append((links.address(now, slug, EVERYTHING, **chosen), label))
    source = dataset.sources[row.source]
    href = links.address(now, "sources", EVERYTHING, source=(source.id,))
    links.row([*found, (href, (source.short or source.publisher)[language])])


def _cited(now: Here, row: Any) -> None:
    """Address and citations, each to be copied with one click."""
    link, say = permalink(row), now.say
    html('<p class="ri-title">{title}</p>', title=say("Link and cite"))
    codes = {
        say("Link"): link,
        say("Text"): cite.figure_plain(row, now.dataset, say),
        "BibTeX": cite.figure_bibtex(row, now.dataset, link, say),
        "CSL-JSON": cite.figure_csl(row, now.dataset, link, say),
        "API": f"{download.site()}/api/v1/observations/{row.observation_id}.json",
    }
    for tab, code in zip(st.tabs(list(codes), key="cite_figure"), codes.values(), strict=True):
        tab.code(code, language=None, wrap_lines=True)


def permalink(row: Any) -> str:
    """Where this figure stays, in every language and under every filter."""
    return f"{download.site()}/f/{row.observation_id}"


def _doubted(now: Here, row: Any) -> None:
    """How to report that something is wrong with the figure."""
    say, contact, link = now.say, now.dataset.about.contact, permalink(row)
    written = report.written(row, now.dataset, link, say)
    with st.expander(say("Report a problem with this figure"), icon=":material/flag:", type="compact"):
        if contact:
            st.link_button(
                say("Write to the curators"),
                report.address(contact, row.observation_id, link, written),
                icon=":material/send:",
            )
        else:
            st.caption(say("Send this to whoever runs this site, with what you found:"))
        st.code(written, language=None, wrap_lines=True)
