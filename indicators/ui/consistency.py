"""Relations on a page: verdicts to choose from, a card for each, and the quiet line on figure cards.

What is found is decided in `audit`, what is said of it in `arithmetic`; here it is put on the page.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from html import escape

import pandas as pd
import streamlit as st

from indicators import arithmetic, text
from indicators.arithmetic import KINDS, REASONS, VERDICT_NAMES
from indicators.audit import Finding
from indicators.formulas import VERDICTS
from indicators.interval import Interval, common
from indicators.language import Messages, messages
from indicators.model import Language
from indicators.select import EVERYTHING, Catalogue, Selection
from indicators.ui import links
from indicators.ui.session import Here, changed, choose, open_figure, seed
from indicators.ui.style import filled, plain

#: What a reader looks for first stands first.
_ORDER = ("does-not-reconcile", "reconciles-if", "reconciles", "cannot-check")
_SIGNS = {"reconciles": "✓", "reconciles-if": "≈", "does-not-reconcile": "✕", "cannot-check": "○"}
#: More buttons than this on a card are folded away.
_FEW = 4

_CARD = """<div class="ri-meta"><span class="ri-verdict ri-{verdict}">{sign} {name}</span> {kind}</div>
<p class="ri-title">{title}</p>"""


def of(now: Here, selection: Selection | None = None) -> list[Finding]:
    """The findings that have a figure among those that fit the filters, worst first."""
    every = list(now.catalogue.audit.findings)
    ids = set(figures_of(now, every, selection)["observation_id"])
    found = [finding for finding in now.catalogue.audit.findings if ids.intersection(_figures(finding))]
    return sorted(found, key=lambda finding: _ORDER.index(finding.verdict))


def figures_of(now: Here, findings: list[Finding], selection: Selection | None = None) -> pd.DataFrame:
    """The rows of the figures that the findings speak of and that fit the filters, implied ones too."""
    ids = [id for finding in findings for id in _figures(finding)]
    return now.catalogue.among(replace(selection or now.selection, implied=True), ids)


def _figures(finding: Finding) -> tuple[str, ...]:
    implies = finding.relation.implies
    return (*finding.relation.figures, *([implies.key] if implies else []))


def summary(now: Here, findings: list[Finding]) -> str:
    """How many relations there are and how they came out, in one sentence."""
    say = now.say
    checked = [finding for finding in findings if finding.reason != "unstated"]
    counts = arithmetic.counts(checked)
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
    counts = {"any": len(findings), **arithmetic.counts(findings)}
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


def cards(now: Here, findings: list[Finding], key: str) -> None:
    """A card for each finding, flowing with the width."""
    with st.grid("auto", min_column_width=360, key=f"findings_{key}"):
        for finding in findings:
            with st.container(border=True, gap="xsmall", height="stretch"):
                _card(now, finding)


def _card(now: Here, finding: Finding) -> None:
    st.html(_told(now.catalogue, finding.relation.id, now.language))
    _buttons(now, finding)


@lru_cache(maxsize=1024)
def _told(catalogue: Catalogue, relation_id: str, language: Language) -> str:
    """What a card says, as HTML: the same for every reader, so it is written once."""
    finding = next(f for f in catalogue.audit.findings if f.relation.id == relation_id)
    say, relation = messages(language), finding.relation
    head = filled(
        _CARD,
        verdict=finding.verdict,
        sign=_SIGNS[finding.verdict],
        name=arithmetic.verdict(finding, say),
        kind=say(KINDS[relation.kind]),
        title=arithmetic.subject(finding, catalogue, say),
    )
    total = filled('<p class="ri-sum">{sum}</p>', sum=arithmetic.line(finding, catalogue, say))
    mismatch = finding.verdict == "does-not-reconcile"
    remarks = [_remark(say("How the mismatch can be innocent:") if mismatch else "", relation.note[language])]
    if finding.reason and finding.reason != "unstated":
        remarks.insert(0, _remark("", say(REASONS[finding.reason])))
    if relation.acknowledged:
        remarks.append(_remark(say("Why it is left as it is:"), relation.acknowledged[language]))
    return "".join([head, picture(catalogue, finding, say), total, *remarks])


def _remark(lead: str, note: str) -> str:
    return filled('<div class="ri-meta"><b>{lead}</b> {note}</div>', lead=lead, note=note)


def _buttons(now: Here, finding: Finding) -> None:
    """A button for each figure that opens its card."""
    ids, relation = finding.relation.figures, finding.relation.id
    with st.container(horizontal=True, gap="xsmall"):
        if len(ids) > _FEW:
            label = now.say.plural("{n} figure", "{n} figures", len(ids))
            with st.popover(label, type="tertiary", key=f"figures_{relation}"):
                for id in ids:
                    _button(now, id, relation)
        else:
            for id in ids:
                _button(now, id, relation)


def _button(now: Here, id: str, relation: str) -> None:
    row = now.catalogue.find(id)
    st.button(
        plain(text.figure(row, now.dataset, now.say)),
        key=f"of_{relation}_{id}",
        type="tertiary",
        icon=":material/info:",
        help=plain(text.subject(row, now.dataset, now.language)),
        on_click=open_figure,
        args=(id,),
    )


# --- the picture: each interval a bar on one axis ----------------------------------------------


def picture(catalogue: Catalogue, finding: Finding, say: Messages) -> str:
    """The intervals of a finding one above the other on one axis, as HTML; what they share is shaded."""
    if not finding.spans:
        return ""
    shown = [span for _, span in finding.spans]
    axis = _axis(shown)
    overlap = None if len(shown) < 2 else common(shown)
    shade = "" if overlap is None else f'<i class="ri-shared" style="{_place(overlap, axis)}"></i>'
    lines = []
    for index, (figure, span) in enumerate(finding.spans):
        value = arithmetic.written(span, finding, catalogue, say)
        hollow = "ri-hollow" if not figure and not (finding.stated is not None and index == 1) else ""
        lines.append(
            f'<span>{escape(_name(catalogue, finding, index, figure, say))}</span><div class="ri-track">{shade}'
            f'<i class="ri-bar {hollow} {_open_ends(span)}" style="{_place(span, axis)}"></i></div>'
            f"<span>{escape(value)}</span>"
        )
    return f'<div class="ri-spans ri-{finding.verdict}">{"".join(lines)}</div>'


def _name(catalogue: Catalogue, finding: Finding, index: int, figure: str, say: Messages) -> str:
    """What an interval is: of one member computed or stated, else of one of several figures."""
    if finding.relation.kind in ("same", "streak", "exchange"):
        row = catalogue.find(figure)
        if finding.relation.kind == "exchange":
            number = text.number(row.value, row.precision, say.language)
            return text.with_unit(number, catalogue.dataset.units[row.unit], say.language)
        return text.figure(row, catalogue.dataset, say)
    if index == 0:
        return say("implied") if finding.reason == "unstated" else say("computed")
    if finding.stated is None:
        return say("implied elsewhere")
    return say("stated") if figure else say("possible")


def _axis(spans: list[Interval]) -> tuple[float, float]:
    """Where the axis begins and ends: around every end there is, with room at both sides."""
    ends = [float(end) for span in spans for end in (span.low, span.high) if end is not None]
    low, high = min(ends, default=0.0), max(ends, default=0.0)
    room = (high - low) * 0.15 or abs(low) * 0.1 or 1.0
    return low - room, high + room


def _place(span: Interval, axis: tuple[float, float]) -> str:
    """Left edge and width on the track, as style."""
    first, last = axis
    low = first if span.low is None else float(span.low)
    high = last if span.high is None else float(span.high)
    left, right = (100 * (end - first) / (last - first) for end in (low, high))
    return f"left:{left:.2f}%;width:{right - left:.2f}%"


def _open_ends(span: Interval) -> str:
    return " ".join(
        name for name, end in (("ri-endless-low", span.low), ("ri-endless-high", span.high)) if end is None
    )


# --- elsewhere ---------------------------------------------------------------------------------


def implied_switch(now: Here) -> None:
    """Show implied figures on every page and in files, or not."""
    st.toggle(
        now.say("Show implied figures in charts, tables and files"),
        key=seed("w_implied_here", now.selection.implied),
        on_change=lambda: choose(implied=st.session_state["w_implied_here"]),
    )


def table(now: Here, findings: list[Finding]) -> None:
    """The findings one a line."""
    say = now.say
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
def _findings_of(catalogue: Catalogue, indicator: str) -> list[Finding]:
    """What came out of the relations that speak of a figure of the indicator."""
    only, every = Selection(indicator=(indicator,), implied=True), catalogue.audit.findings
    related = [id for finding in every for id in _figures(finding)]
    ids = set(catalogue.among(only, related)["observation_id"])
    return [finding for finding in every if ids.intersection(_figures(finding))]


def of_indicator(now: Here, indicator: str) -> None:
    """The quiet line of an indicator page: how its relations came out, and where to read them."""
    if found := _findings_of(now.catalogue, indicator):
        label = text.labelled(now.say("Checks"), summary(now, found), now.language)
        links.to_page(now, "consistency", label, EVERYTHING, ":material/rule:", indicator=(indicator,))
