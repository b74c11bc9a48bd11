"""The figure card: a drawer with everything about one figure, open on every page with `?figure=`.

Its words come from `text`; here they are put in order.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd
import streamlit as st

from indicators import text
from indicators.i18n import TEXT_LOCALES, Messages, load_messages
from indicators.model.code_lists import RELEASES, STATUSES, TIMINGS
from indicators.model.hedges import HEDGES
from indicators.query import EVERYTHING
from indicators.query.table import Row, localised_column
from indicators.text import citations, problem_report
from indicators.ui import article_text, download_button, navigation
from indicators.ui.markup import show_facts, show_template
from indicators.ui.session import Page, open_figure_card
from indicators.ui.style import escape_markdown
from indicators.web.composition.findings import describe_checks


def show_figure_card(page: Page) -> None:
    """Open the card of the figure that the choices name, as a drawer."""
    if not page.choices.figure:
        return
    row = page.catalogue.find(page.choices.figure)
    title = text.record_label(page.dataset, "indicators", row.indicator, page.language)
    drawer = st.dialog(escape_markdown(title), width="medium", position="right", on_dismiss=_close_card)
    drawer(lambda: _show_card(page, row))()


def _close_card() -> None:
    open_figure_card("")


def _show_card(page: Page, row: Row) -> None:
    show_template(
        '<div class="ri-figure">{figure}</div><div class="ri-meta">{about}</div>',
        figure=text.format_figure(row, page.dataset, page.say),
        about=text.describe_subject(row, page.dataset, page.language, frozenset({"indicator"})),
    )
    if row.basis == "stated":
        article_text.show_printed_words(page, row)
    show_facts(
        [
            *_meaning_facts(page, row),
            *_origin_facts(page, row),
            *describe_checks(page, row.observation_id),
        ]
    )
    _show_page_links(page, row)
    _show_citations(page, row)
    _show_problem_report(page, row)


def _meaning_facts(page: Page, row: Row) -> list[tuple[str, str | Mapping[str, str]]]:
    """What the figure says, in the steps of both languages, and what it is a figure of."""
    say, dataset = page.say, page.dataset
    indicator = dataset.indicators[row.indicator]
    return [
        (say("Figure"), _in_both_languages(page, lambda say: text.format_figure(row, dataset, say))),
        (say("Range"), _in_both_languages(page, lambda say: text.format_bounds(row, dataset, say))),
        (say("Hedge"), say(HEDGES[row.qualifier].meaning) if row.basis == "stated" else ""),
        (say("Printed in dollars"), _in_both_languages(page, lambda say: _dollars_text(row, say))),
        (say("Definition"), indicator.definition[page.language]),
        (say("Share of"), indicator.of[page.language] if indicator.of else ""),
        (say("Period"), text.period_label(row, dataset, page.language)),
        (say("Timing"), say(TIMINGS[row.timing].label)),
        (
            say("Measured against"),
            text.base_period_label(row, dataset, page.language) if isinstance(row.base_period, str) else "",
        ),
        (say("Status"), say(STATUSES[row.status].label)),
        (say("Release"), say(RELEASES[row.release].label) if isinstance(row.release, str) else ""),
    ]


def _in_both_languages(page: Page, written: Callable[[Messages], str]) -> Mapping[str, str]:
    """What is counted in trillions and billions and in 万亿, 亿 and 万; once where both read the same."""
    found: dict[str, str] = {}
    others = (load_messages(locale.id) for locale in TEXT_LOCALES if locale.id != page.language)
    for say in (page.say, *others):
        if (words := written(say)) and words not in found.values():
            found[say.locale.tag] = words
    return found


def _dollars_text(row: Row, say: Messages) -> str:
    return "" if pd.isna(row.usd) else text.format_dollars(row.usd, say.language)


def _origin_facts(page: Page, row: Row) -> list[tuple[str, str]]:
    """Where the figure stands and who said it."""
    say = page.say
    note, speaker = (getattr(row, localised_column(name, page.language)) for name in ("note", "speaker"))
    return [
        (say("Source"), text.format_citation(page.dataset.sources[row.source], say)),
        (
            say("Printed on") if row.basis == "stated" else say("Implied by figures on"),
            text.describe_lines(row.locator, say),
        ),
        (say("Read by the curator as"), _vouched_reading(page, row)),
        (say("Said by"), speaker if isinstance(speaker, str) else ""),
        (say("Note"), note if isinstance(note, str) else ""),
        (say("Other statements"), _other_statements(page, row)),
    ]


def _other_statements(page: Page, row: Row) -> str:
    """What else was stated of the figure, in order of publication."""
    statements = page.catalogue.vintages_of([row]).get(row.observation_id, ())
    others = text.describe_other_statements(row, statements, page.dataset, page.say)
    return text.join_clauses(others, page.language)


def _vouched_reading(page: Page, row: Row) -> str:
    """What a curator says that the words mean, where only that is known of them."""
    indicator = page.dataset.indicators[row.indicator]
    figures = indicator.observations if row.basis == "stated" else ()
    reading = next((one.reading for one in figures if one.key(indicator.id) == row.observation_id), None)
    return reading[page.language] if reading else ""


def _show_page_links(page: Page, row: Row) -> None:
    """The pages that show the figure among others of its kind."""
    language, dataset = page.language, page.dataset
    found = []
    for slug, dimension in (("indicators", "indicator"), ("regions", "region"), ("sectors", "sector")):
        if label := text.record_label(dataset, slug, getattr(row, dimension), language):
            chosen = {dimension: (getattr(row, dimension),)}
            found.append((page.address_of(slug, EVERYTHING, **chosen), label))
    source = dataset.sources[row.source]
    href = page.address_of("sources", EVERYTHING, source=(source.id,))
    navigation.show_links([*found, (href, (source.short or source.publisher)[language])])


def _show_citations(page: Page, row: Row) -> None:
    """Address and citations, each to be copied with one click."""
    link, say = figure_permalink(row), page.say
    show_template('<p class="ri-title">{title}</p>', title=say("Link and cite"))
    codes = {
        say("Link"): link,
        say("Text"): citations.cite_figure(row, page.dataset, say),
        "BibTeX": citations.figure_bibtex(row, page.dataset, link, say),
        "CSL-JSON": citations.figure_csl(row, page.dataset, link, say),
        "API": f"{download_button.site_url()}/api/v1/observations/{row.observation_id}.json",
    }
    for tab, code in zip(st.tabs(list(codes), key="cite_figure"), codes.values(), strict=True):
        tab.code(code, language=None, wrap_lines=True)


def figure_permalink(row: Row) -> str:
    """Where this figure stays, in every language and under every filter."""
    return f"{download_button.site_url()}/f/{row.observation_id}"


def _show_problem_report(page: Page, row: Row) -> None:
    """How to report that something is wrong with the figure."""
    say, contact, link = page.say, page.dataset.about.contact, figure_permalink(row)
    written = problem_report.compose_problem_report(row, page.dataset, link, say)
    with st.expander(say("Report a problem with this figure"), icon=":material/flag:", type="compact"):
        if contact:
            st.link_button(
                say("Write to the curators"),
                problem_report.report_address(contact, row.observation_id, link, written),
                icon=":material/send:",
            )
        else:
            st.caption(say("Send this to whoever runs this site, with what you found:"))
        st.code(written, language=None, wrap_lines=True)
