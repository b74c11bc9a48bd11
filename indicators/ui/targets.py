"""What a plan aimed at, each target and expectation beside what came of it; no chart, no filter.

Which figure is the outcome of which is the catalogue's answer, not found here.
"""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st
from markupsafe import Markup

from indicators import text
from indicators.text.markup import fill_template, join_html
from indicators.ui import cards, figure_table
from indicators.ui.markup import show_template
from indicators.ui.session import Page


def show_targets(page: Page, rows: pd.DataFrame) -> None:
    """Targets and expectations of the plan, each beside its outcome; those without one are named."""
    records = [record for record in page.catalogue.records(rows) if record.current]
    aimed = [record for record in records if record.status != "actual"]
    if not aimed:
        return
    say = page.say
    st.header(say("Targets and outcomes"), anchor="targets")
    show_template(
        '<div class="ri-meta">{text}</div>',
        text=say("An outcome is a figure of the same series, stated for the same period or a later one."),
    )
    met: set[str] = set()
    hung = []
    for row in aimed:
        found = page.catalogue.outcomes(row)
        met.update(record.observation_id for record in found)
        hung.append(cards.card_html(page, row, more=_outcome_html(page, found)))
    cards.show_card_grid(hung, 320)
    actual = (record.observation_id for record in records if record.status == "actual")
    _show_untargeted_outcomes(page, rows, [id for id in actual if id not in met])


def _outcome_html(page: Page, found: tuple[Any, ...]) -> Markup:
    """The outcomes of a target as HTML, or that there is none in our sources."""
    if not found:
        return fill_template('<div class="ri-badge">{text}</div>', text=page.say("no outcome in our sources"))
    return join_html(
        fill_template(
            '<div class="ri-name"><b>{label}</b> {figure} · {period}</div>',
            label=page.say("Outcome:"),
            figure=text.format_figure(row, page.dataset, page.say),
            period=text.period_label(row, page.dataset, page.language),
        )
        for row in found
    )


def _show_untargeted_outcomes(page: Page, rows: pd.DataFrame, ids: list[str]) -> None:
    """How many outcomes, of these ids, have no target; which ones, when it is asked."""
    if not ids:
        return
    label = page.say.plural(
        "{n} outcome of this plan has no stated target in our sources",
        "{n} outcomes of this plan have no stated target in our sources",
        len(ids),
    )
    fold = st.expander(label, key="unaimed", on_change="rerun", type="compact")
    if fold.open:
        with fold:
            figure_table.show_figures_table(page, rows[rows["observation_id"].isin(ids)], "unaimed_table")
