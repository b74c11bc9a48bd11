"""The figure card: a drawer with everything about one figure, open on every page with `?figure=`.

Its words come from `text`; here they are put in order.
"""

from __future__ import annotations

import streamlit as st

from indicators import text
from indicators.query.table import Row
from indicators.text import citations, problem_report
from indicators.ui import article_text, download_button, navigation
from indicators.ui.markup import show_facts, show_template
from indicators.ui.session import Page, open_figure_card
from indicators.ui.style import escape_markdown
from indicators.web.composition.figure_facts import compose_figure_links, describe_figure_facts


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
    show_facts(describe_figure_facts(page, row))
    _show_page_links(page, row)
    _show_citations(page, row)
    _show_problem_report(page, row)


def _show_page_links(page: Page, row: Row) -> None:
    """The pages that show the figure among others of its kind."""
    navigation.show_links([(link.href, link.text) for link in compose_figure_links(page, row)])


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
