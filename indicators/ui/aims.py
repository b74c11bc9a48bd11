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
from indicators.ui.style import html


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
    with st.grid("auto", min_column_width=320, key="aims"):
        for row in aimed:
            found = now.catalogue.outcomes(row)
            met.update(record.observation_id for record in found)
            with st.container(
                border=True, gap="xsmall", height="stretch", key=f"card_aims_{row.observation_id}"
            ):
                cards.card(now, row, "aims")
                _outcome(now, found)
    actual = (record.observation_id for record in records if record.status == "actual")
    _unaimed(now, rows, [id for id in actual if id not in met])


def _outcome(now: Here, found: tuple[Any, ...]) -> None:
    """The outcomes of a target, or that there is none in our sources."""
    if not found:
        html('<div class="ri-badge">{text}</div>', text=now.say("no outcome in our sources"))
    for row in found:
        told = f"{text.figure(row, now.dataset, now.say)} · {text.period(row.period, now.language)}"
        html('<div class="ri-name"><b>{label}</b> {told}</div>', label=now.say("Outcome:"), told=told)


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
