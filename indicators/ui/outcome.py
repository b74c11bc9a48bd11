"""What serving a tried out file would show and change: its changes, cards, charts and verdicts."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

import streamlit as st

from indicators import text
from indicators.arithmetic import VERDICT_NAMES
from indicators.figures import charts
from indicators.language import mark
from indicators.revision import Change
from indicators.select import EVERYTHING
from indicators.trial import Difference
from indicators.ui import cards, consistency, plots
from indicators.ui.session import Here
from indicators.ui.style import html, plain

#: Shown of each; the counts say how many there are.
_CARDS, _CHARTS, _LINES = 24, 6, 40
#: A change of a whole figure, and one with the fields or the record it is about.
_WHOLE: Final = '<div class="ri-sum">{line}</div>'
_EDITED: Final = '<div class="ri-sum">{line} <code translate="no">{code}</code></div>'

_KINDS: Final = {
    "added": mark("added"),
    "removed": mark("removed"),
    "revised": mark("revised"),
    "re-dated": mark("re-dated"),
    "re-hedged": mark("re-hedged"),
    "re-classed": mark("re-classed"),
    "edited": mark("edited"),
    "renamed": mark("renamed"),
    "changed": mark("changed"),
}


def outcome(now: Here, shown: Here) -> None:
    """All that would be otherwise on `shown`, the page as it would be, than it is `now`."""
    difference = Difference(now.catalogue, shown.catalogue)
    changes = difference.revision
    st.header(now.say("What would change"), anchor="changes")
    if not changes:
        st.markdown(plain(now.say("Nothing: this is what is served.")))
        _verdicts(shown, difference)
        return
    _counts(now, difference)
    _changes(now, shown, difference)
    figures = difference.figures
    if figures:
        rows = shown.catalogue.among(EVERYTHING, figures)
        st.header(now.say("Figure cards"), anchor="cards")
        cards.wall(shown, shown.catalogue.records(rows.head(_CARDS)))
        if len(rows) > _CARDS:
            st.caption(now.say("and {n} more", n=now.say.count(len(rows) - _CARDS)))
        _charts(shown, set(figures), tuple(rows["indicator"].unique()))
    _verdicts(shown, difference)


def _counts(now: Here, difference: Difference) -> None:
    parts = [
        text.labelled(now.say(_KINDS[kind]), now.say.count(n), now.language)
        for kind, n in difference.revision.counts.items()
        if n
    ]
    if parts:
        st.markdown(plain(" · ".join([now.say("Figures"), *parts])))


def _changes(now: Here, shown: Here, difference: Difference) -> None:
    """One line a change: the figure before and after, the figure that is gone, the record that differs."""
    changes = difference.revision
    lines = [_changed(now, shown, change) for change in changes.changed]
    lines += [(now.say(_KINDS["removed"]), _figure(now, id), "") for id in changes.removed]
    lines += [(now.say(_KINDS[r.what]), "", f"{r.section}: {r.name}") for r in changes.records]
    for kind, told, code in lines[:_LINES]:
        html(_EDITED if code else _WHOLE, line=text.labelled(kind, told, now.language), code=code)
    if len(lines) > _LINES:
        st.caption(now.say("and {n} more", n=now.say.count(len(lines) - _LINES)))


def _figure(page: Here, id: str) -> str:
    row = page.catalogue.find(id)
    subject = text.subject(row, page.dataset, page.language)
    return text.labelled(subject, text.figure(row, page.dataset, page.say), page.language)


def _changed(now: Here, shown: Here, change: Change) -> tuple[str, str, str]:
    """What happened to a figure, how it reads before and after, and the fields that differ."""
    before, after = _figure(now, change.was), _figure(shown, change.id)
    told = after if before == after else f"{before} → {after}"
    fields = ", ".join(edit.field for edit in change.edits)
    kinds = [now.say(_KINDS[kind]) for kind in change.kinds or ("renamed",)]
    return text.listed(kinds, now.language), told, fields or change.id


def _charts(shown: Here, figures: set[str], indicators: tuple[str, ...]) -> None:
    """The charts in which the new figures would stand among those of their indicators."""
    rows = shown.catalogue.shown(replace(EVERYTHING, indicator=indicators)).rows
    found = [chart for chart in charts(rows, shown.dataset, shown.say) if figures.intersection(chart.ids)]
    if found:
        st.header(shown.say("Charts"), anchor="charts")
    for chart in found[:_CHARTS]:
        plots.show(shown, chart, "trial", pictures=False)


def _verdicts(shown: Here, difference: Difference) -> None:
    """How all relations came out, and those that changed or speak of changed figures."""
    findings: Any = list(shown.catalogue.audit.findings)
    if not findings:
        return
    st.header(shown.say("Consistency"), anchor="consistency")
    st.markdown(plain(consistency.summary(shown, findings)))
    for finding, before in difference.verdicts:
        if before not in (None, finding.verdict):
            told = shown.say(
                "{relation}: {before} before, {after} now",
                relation=finding.relation.id,
                before=shown.say(VERDICT_NAMES[before]),
                after=shown.say(VERDICT_NAMES[finding.verdict]),
            )
            html('<div class="ri-sum">{told}</div>', told=told)
    if difference.verdicts:
        consistency.cards(shown, [finding for finding, _ in difference.verdicts])
