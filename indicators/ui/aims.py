"""What a plan aimed at, each target and expectation beside what came of it; no chart, no filter.

Which figure is the outcome of which is the catalogue's answer, not found here.
"""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from indicators import text
from indicators.ui import cards, tables
from indicators.ui.session import Here
from indicators.ui.style import filled, html


def beside_outcomes(now: Here, rows: pd.DataFrame) -> None:
    """Targets and expectations of the plan, each beside its outcome; those without one are named."""
    records = now.catalogue.records(rows)
    aimed = [record for record in records if record.status != "actual"]
    if not aimed:
        return
    say = now.say
    st.header(say("Targets and outcomes"), anchor="targets")
    html(
        '<div class="ri-meta">{text}</div>',
        text=say("An outcome is a figure of the same series, stated for the same period or a later one."),
    )
    met: set[str] = set()
    hung = []
    for row in aimed:
        found = now.catalogue.outcomes(row)
        met.update(record.observation_id for record in found)
        hung.append(cards.card(now, row, more=_outcome(now, found)))
    cards.hung(hung, 320)
    actual = (record.observation_id for record in records if record.status == "actual")
    _unaimed(now, rows, [id for id in actual if id not in met])


def _outcome(now: Here, found: tuple[Any, ...]) -> str:
    """The outcomes of a target as HTML, or that there is none in our sources."""
    if not found:
        return filled('<div class="ri-badge">{text}</div>', text=now.say("no outcome in our sources"))
    return "".join(
        filled(
            '<div class="ri-name"><b>{label}</b> {figure} · {period}</div>',
            label=now.say("Outcome:"),
            figure=text.figure(row, now.dataset, now.say),
            period=text.period(row.period, now.language),
        )
        for row in found
    )


def _unaimed(now: Here, rows: pd.DataFrame, ids: list[str]) -> None:
    """How many outcomes, of these ids, have no target; which ones, when it is asked."""
    if not ids:
        return
    label = now.say.plural(
        "{n} outcome of this plan has no stated target in our sources",
        "{n} outcomes of this plan have no stated target in our sources",
        len(ids),
    )
    fold = st.expander(label, key="unaimed", on_change="rerun", type="compact")
    if fold.open:
        with fold:
            tables.figures(now, rows[rows["observation_id"].isin(ids)], "unaimed_table")
