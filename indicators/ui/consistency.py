"""Relations on a page: verdicts to choose from, a card for each, and the quiet line on figure cards.

What is found is decided in `audit`, what is said of it in `arithmetic`; here it is put on the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

import pandas as pd
import streamlit as st

from indicators import arithmetic, text
from indicators.arithmetic import VERDICT_NAMES
from indicators.audit import Finding
from indicators.findings import by_verdict
from indicators.formulas import VERDICTS
from indicators.select import EVERYTHING, Catalogue, Selection
from indicators.ui import links, relationcard
from indicators.ui.cards import hung
from indicators.ui.session import Here, changed, choose, seed
from indicators.ui.style import plain

#: What a reader looks for first stands first.
_ORDER = ("does-not-reconcile", "reconciles-if", "reconciles", "cannot-check")


def of(now: Here, selection: Selection | None = None) -> list[Finding]:
    """The findings that have a figure among those that fit the filters, worst first."""
    every = now.catalogue.audit.findings
    ids = set(figures_of(now, every, selection)["observation_id"])
    found = [finding for finding in every if ids.intersection(_figures(finding))]
    return sorted(found, key=lambda finding: _ORDER.index(finding.verdict))


def figures_of(now: Here, findings: Iterable[Finding], selection: Selection | None = None) -> pd.DataFrame:
    """The rows of the figures that the findings speak of and that fit the filters, implied ones too."""
    ids = [id for finding in findings for id in _figures(finding)]
    return now.catalogue.among(replace(selection or now.selection, implied=True), ids)


def _figures(finding: Finding) -> tuple[str, ...]:
    implies = finding.relation.implies
    return (*finding.relation.figures, *([implies.key] if implies else []))


def summary(now: Here, findings: Sequence[Finding]) -> str:
    """How many relations there are and how they came out, in one sentence."""
    say = now.say
    checked = [finding for finding in findings if finding.reason != "unstated"]
    counts = by_verdict(checked)
    parts = [
        say.plural("{n} relation checked", "{n} relations checked", len(checked)),
        *(
            text.labelled(say(VERDICT_NAMES[verdict]), str(counts[verdict]), now.language)
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


def chosen(now: Here, findings: list[Finding]) -> list[Finding]:
    """The findings of the verdict that the reader picks."""
    counts = {"any": len(findings), **by_verdict(findings)}
    verdict, key = now.choices.view("verdict"), "w_verdict"
    names = {"any": now.say("all"), **{id: now.say(name) for id, name in VERDICT_NAMES.items()}}
    st.segmented_control(
        now.say("Verdict"),
        [id for id, n in counts.items() if n or id == verdict],
        format_func=lambda id: f"{names[id]} · {counts[id]}",
        key=seed(key, verdict),
        on_change=lambda: changed(lambda old: old.viewing("verdict", st.session_state[key] or "any")),
        required=True,
    )
    return [finding for finding in findings if verdict in ("any", finding.verdict)]


def none_so(now: Here) -> None:
    """What the page says when no relation came out as asked, and the way back."""
    st.info(now.say("None of these relations came out this way."), icon=":material/search_off:")
    st.button(
        now.say("Show all verdicts"),
        key="drop_verdict",
        on_click=lambda: changed(lambda old: old.viewing("verdict", "any")),
    )


def cards(now: Here, findings: Iterable[Finding]) -> None:
    """A card for each finding, flowing with the width."""
    hung([relationcard.told(now.catalogue, finding.relation.id, now.language) for finding in findings], 360)


def implied(now: Here, findings: list[Finding]) -> None:
    """The figures nobody stated, with a switch to show them on every page and in files, or not."""
    if not findings:
        return
    told = now.say(
        "Nobody stated these; the figures named on each card imply them. They are never added to stated figures."
    )
    st.header(plain(now.say("Implied figures")), anchor="implied")
    st.markdown(plain(told))
    st.toggle(
        now.say("Show implied figures in charts, tables and files"),
        key=seed("w_implied_here", now.selection.implied),
        on_change=lambda: choose(implied=st.session_state["w_implied_here"]),
    )
    cards(now, findings)


def table(now: Here, findings: list[Finding]) -> None:
    """The findings one a line."""
    say = now.say
    st.header(plain(say("All relations")), anchor="relations")
    frame = pd.DataFrame(
        {
            say("Verdict"): [arithmetic.verdict(finding, say) for finding in findings],
            say("About"): [arithmetic.subject(finding, now.catalogue, say) for finding in findings],
            say("Arithmetic"): [arithmetic.line(finding, now.catalogue, say) for finding in findings],
        }
    )
    st.dataframe(
        frame,
        key="findings_table",
        hide_index=True,
        height="auto",
        column_config={say("Arithmetic"): st.column_config.TextColumn(width="large")},
        alt=say.plural("Table of {n} relation", "Table of {n} relations", len(findings)),
    )


def checks(now: Here, figure: str) -> list[tuple[str, str]]:
    """The quiet lines of a figure card: the arithmetic of every relation the figure is in."""
    lines = [arithmetic.line(f, now.catalogue, now.say) for f in now.catalogue.audit.about(figure)]
    return [("" if index else now.say("Checks"), line) for index, line in enumerate(lines)]


@lru_cache(maxsize=512)
def _findings_of(catalogue: Catalogue, indicator: str) -> tuple[Finding, ...]:
    """What came out of the relations that speak of a figure of the indicator."""
    only, every = Selection(indicator=(indicator,), implied=True), catalogue.audit.findings
    related = [id for finding in every for id in _figures(finding)]
    ids = set(catalogue.among(only, related)["observation_id"])
    return tuple(finding for finding in every if ids.intersection(_figures(finding)))


def of_indicator(now: Here, indicator: str) -> None:
    """The quiet line of an indicator page: how its relations came out, and where to read them."""
    if found := _findings_of(now.catalogue, indicator):
        label = text.labelled(now.say("Checks"), summary(now, found), now.language)
        links.row([(links.address(now, "consistency", EVERYTHING, indicator=(indicator,)), label)])
