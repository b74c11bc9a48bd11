"""What serving a tried out file would show and change: its changes, cards, charts and verdicts."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

import streamlit as st

from indicators import text
from indicators.charts import draw_charts
from indicators.consistency.verdicts import VERDICTS
from indicators.curation.diff import CHANGE_KINDS, FigureChange
from indicators.curation.trial import ServedDifference
from indicators.query import EVERYTHING
from indicators.ui import cards, chart_panels
from indicators.ui.markup import show_html, show_template
from indicators.ui.session import Page
from indicators.ui.style import escape_markdown
from indicators.web.composition.blocks import FindingCards
from indicators.web.composition.findings import describe_verdicts
from indicators.web.paper.blocks import block_html

#: Shown of each; the counts say how many there are.
_MAX_CARDS, _MAX_CHARTS, _MAX_LINES = 24, 6, 40
#: A change of a whole figure, and one with the fields or the record it is about.
_LINE_TEMPLATE: Final = '<div class="ri-sum">{line}</div>'
_LINE_WITH_CODE_TEMPLATE: Final = '<div class="ri-sum">{line} <code translate="no">{code}</code></div>'


def show_outcome(page: Page, trial_page: Page) -> None:
    """All that would be otherwise on `trial_page`, the page as it would be, than it is on `page`."""
    difference = ServedDifference(page.catalogue, trial_page.catalogue)
    changes = difference.revision
    st.header(page.say("What would change"), anchor="changes")
    if not changes:
        st.markdown(escape_markdown(page.say("Nothing: this is what is served.")))
        show_verdicts(trial_page, difference)
        return
    _show_counts(page, difference)
    _show_changes(page, trial_page, difference)
    figures = difference.figures
    if figures:
        rows = trial_page.catalogue.rows_among(EVERYTHING, figures)
        st.header(page.say("Figure cards"), anchor="cards")
        cards.show_cards(trial_page, trial_page.catalogue.records(rows.head(_MAX_CARDS)))
        if len(rows) > _MAX_CARDS:
            st.caption(page.say("and {n} more", n=page.say.format_count(len(rows) - _MAX_CARDS)))
        show_charts(trial_page, set(figures), tuple(rows["indicator"].unique()))
    show_verdicts(trial_page, difference)


def _show_counts(page: Page, difference: ServedDifference) -> None:
    parts = [
        text.add_label(page.say(CHANGE_KINDS[kind].label), page.say.format_count(n), page.language)
        for kind, n in difference.revision.counts.items()
        if n
    ]
    if parts:
        st.markdown(escape_markdown(" · ".join([page.say("Figures"), *parts])))


def _show_changes(page: Page, trial_page: Page, difference: ServedDifference) -> None:
    """One line a change: the figure before and after, the figure that is gone, the record that differs."""
    changes = difference.revision
    lines = [_change_line(page, trial_page, change) for change in changes.changed]
    lines += [(page.say(CHANGE_KINDS["removed"].label), _figure_line(page, id), "") for id in changes.removed]
    lines += [(page.say(CHANGE_KINDS[r.what].label), "", f"{r.section}: {r.name}") for r in changes.records]
    for kind, reading, code in lines[:_MAX_LINES]:
        show_template(
            _LINE_WITH_CODE_TEMPLATE if code else _LINE_TEMPLATE,
            line=text.add_label(kind, reading, page.language),
            code=code,
        )
    if len(lines) > _MAX_LINES:
        st.caption(page.say("and {n} more", n=page.say.format_count(len(lines) - _MAX_LINES)))


def _figure_line(page: Page, id: str) -> str:
    row = page.catalogue.find(id)
    subject = text.describe_subject(row, page.dataset, page.language)
    return text.add_label(subject, text.format_figure(row, page.dataset, page.say), page.language)


def _change_line(page: Page, trial_page: Page, change: FigureChange) -> tuple[str, str, str]:
    """What happened to a figure, how it reads before and after, and the fields that differ."""
    before, after = _figure_line(page, change.was), _figure_line(trial_page, change.id)
    reading = after if before == after else f"{before} → {after}"
    fields = ", ".join(edit.field for edit in change.edits)
    kinds = [page.say(CHANGE_KINDS[kind].label) for kind in change.kinds or ("renamed",)]
    return text.join_list(kinds, page.language), reading, fields or change.id


def show_charts(
    trial_page: Page,
    figures: set[str],
    indicators: tuple[str, ...],
    *,
    most: int = _MAX_CHARTS,
    is_headed: bool = True,
) -> None:
    """The charts, `most` at most, in which the new figures would stand among those of their indicators."""
    selection = trial_page.catalogue.drawn(replace(EVERYTHING, indicator=indicators))
    rows = trial_page.catalogue.rows_to_draw(selection).rows
    found = [
        chart
        for chart in draw_charts(rows, trial_page.dataset, trial_page.say)
        if figures.intersection(chart.ids)
    ]
    if found and is_headed:
        st.header(trial_page.say("Charts"), anchor="charts")
    for chart in found[:most]:
        chart_panels.show_chart(trial_page, chart, "trial", has_address=False)


def show_verdicts(trial_page: Page, difference: ServedDifference) -> None:
    """How all relations came out, and those that changed or speak of changed figures."""
    findings: Any = list(trial_page.catalogue.audit.findings)
    if not findings:
        return
    st.header(trial_page.say("Consistency"), anchor="consistency")
    st.markdown(escape_markdown(describe_verdicts(trial_page, findings)))
    for finding, before in difference.verdicts:
        if before not in (None, finding.verdict):
            sentence = trial_page.say(
                "{relation}: {before} before, {after} now",
                relation=finding.relation.id,
                before=trial_page.say(VERDICTS[before].label),
                after=trial_page.say(VERDICTS[finding.verdict].label),
            )
            show_template('<div class="ri-sum">{sentence}</div>', sentence=sentence)
    if difference.verdicts:
        changed = FindingCards(tuple(finding.relation.id for finding, _ in difference.verdicts))
        show_html(block_html(trial_page, changed))
