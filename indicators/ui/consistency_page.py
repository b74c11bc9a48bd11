"""Relations on a page: verdicts to choose from, a card for each, and the quiet line on figure cards.

What is found is decided in `consistency/audit`, what is said of it in `text/finding_text`; here it is put on the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import pandas as pd
import streamlit as st

from indicators import text
from indicators.consistency.audit import Finding
from indicators.consistency.verdicts import VERDICTS
from indicators.query import EVERYTHING, Catalogue, Selection
from indicators.query.caches import cached_on_owner
from indicators.text import finding_text
from indicators.text.audit_report import count_verdicts
from indicators.ui import navigation, relation_card
from indicators.ui.markup import show_html
from indicators.ui.session import Page, change_choices, change_filters, set_widget_value
from indicators.ui.streamlit_internals.sortable_table import sortable_table
from indicators.ui.style import escape_markdown
from indicators.web.paper.blocks import card_grid_html


def selected_findings(page: Page, selection: Selection | None = None) -> list[Finding]:
    """The findings that have a figure among those that fit the filters, worst first."""
    every = page.catalogue.audit.findings
    ids = set(figures_of_findings(page, every, selection)["observation_id"])
    found = [finding for finding in every if ids.intersection(_figure_ids(finding))]
    return sorted(found, key=lambda finding: -VERDICTS[finding.verdict].urgency)


def figures_of_findings(
    page: Page, findings: Iterable[Finding], selection: Selection | None = None
) -> pd.DataFrame:
    """The rows of the figures that the findings speak of and that fit the filters, implied ones too."""
    ids = [id for finding in findings for id in _figure_ids(finding)]
    return page.catalogue.rows_among(replace(selection or page.selection, implied=True), ids)


def _figure_ids(finding: Finding) -> tuple[str, ...]:
    implies = finding.relation.implies
    return (*finding.relation.figures, *([implies.key] if implies else []))


def describe_verdicts(page: Page, findings: Sequence[Finding]) -> str:
    """How many relations there are and how they came out, in one sentence."""
    say = page.say
    checked = [finding for finding in findings if finding.reason != "unstated"]
    counts = count_verdicts(checked)
    parts = [
        say.plural("{n} relation checked", "{n} relations checked", len(checked)),
        *(
            text.add_label(say(VERDICTS[verdict].label), str(counts[verdict]), page.language)
            for verdict in VERDICTS
            if counts[verdict]
        ),
    ]
    if silent := len(findings) - len(checked):
        parts.append(
            say.plural(
                "{n} more implies a figure nobody stated", "{n} more imply a figure nobody stated", silent
            )
        )
    return " · ".join(parts)


def show_verdict_choice(page: Page, findings: list[Finding]) -> list[Finding]:
    """The findings of the verdict that the reader picks."""
    counts = {"any": len(findings), **count_verdicts(findings)}
    verdict, key = page.choices.view("verdict"), "w_verdict"
    names = {"any": page.say("all"), **{id: page.say(name) for id, name in VERDICTS.labels.items()}}
    st.segmented_control(
        page.say("Verdict"),
        [id for id, n in counts.items() if n or id == verdict],
        format_func=lambda id: f"{names[id]} · {counts[id]}",
        key=set_widget_value(key, verdict),
        on_change=lambda: change_choices(
            lambda old: old.with_view("verdict", st.session_state[key] or "any")
        ),
        required=True,
    )
    return [finding for finding in findings if verdict in ("any", finding.verdict)]


def show_no_findings(page: Page) -> None:
    """What the page says when no relation came out as asked, and the way back."""
    st.info(page.say("None of these relations came out this way."), icon=":material/search_off:")
    st.button(
        page.say("Show all verdicts"),
        key="drop_verdict",
        on_click=lambda: change_choices(lambda old: old.with_view("verdict", "any")),
    )


def show_finding_cards(page: Page, findings: Iterable[Finding]) -> None:
    """A card for each finding, flowing with the width."""
    show_html(
        card_grid_html(
            (
                relation_card.relation_card_html(page.catalogue, finding.relation.id, page.language)
                for finding in findings
            ),
            360,
        )
    )


def show_implied_figures(page: Page, findings: list[Finding]) -> None:
    """The figures nobody stated, with a switch to show them on every page and in files, or not."""
    if not findings:
        return
    sentence = page.say(
        "Nobody stated these; the figures named on each card imply them. They are never added to stated figures."
    )
    st.header(escape_markdown(page.say("Implied figures")), anchor="implied")
    st.markdown(escape_markdown(sentence))
    st.toggle(
        page.say("Show implied figures in charts, tables and files"),
        key=set_widget_value("w_implied_here", page.selection.implied),
        on_change=lambda: change_filters(implied=st.session_state["w_implied_here"]),
    )
    show_finding_cards(page, findings)


def show_findings_table(page: Page, findings: list[Finding]) -> None:
    """The findings one a line."""
    say = page.say
    st.header(escape_markdown(say("All relations")), anchor="relations")
    columns = {
        say("Verdict"): [finding_text.format_verdict(finding, say) for finding in findings],
        say("About"): [finding_text.finding_subject(finding, page.catalogue, say) for finding in findings],
        say("Arithmetic"): [
            finding_text.format_finding(finding, page.catalogue, say) for finding in findings
        ],
    }
    order = {say("Verdict"): [-VERDICTS[finding.verdict].urgency for finding in findings]}
    st.dataframe(
        sortable_table(columns, order),
        key="findings_table",
        hide_index=True,
        height="auto",
        column_config={say("Arithmetic"): st.column_config.TextColumn(width="large")},
        alt=say.plural("Table of {n} relation", "Table of {n} relations", len(findings)),
    )


def check_lines(page: Page, figure: str) -> list[tuple[str, str]]:
    """The quiet lines of a figure card: the arithmetic of every relation the figure is in."""
    lines = [
        finding_text.format_finding(f, page.catalogue, page.say)
        for f in page.catalogue.audit.findings_about(figure)
    ]
    return [("" if index else page.say("Checks"), line) for index, line in enumerate(lines)]


@cached_on_owner(maxsize=512)
def _findings_of_indicator(catalogue: Catalogue, indicator: str) -> tuple[Finding, ...]:
    """What came out of the relations that speak of a figure of the indicator."""
    only, every = Selection(indicator=(indicator,), implied=True), catalogue.audit.findings
    related = [id for finding in every for id in _figure_ids(finding)]
    ids = set(catalogue.rows_among(only, related)["observation_id"])
    return tuple(finding for finding in every if ids.intersection(_figure_ids(finding)))


def show_indicator_checks(page: Page, indicator: str) -> None:
    """The quiet line of an indicator page: how its relations came out, and where to read them."""
    if found := _findings_of_indicator(page.catalogue, indicator):
        label = text.add_label(page.say("Checks"), describe_verdicts(page, found), page.language)
        navigation.show_links([(page.address_of("consistency", EVERYTHING, indicator=(indicator,)), label)])
