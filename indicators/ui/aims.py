"""What a plan aimed at, each target and expectation beside what came of it; no chart, no filter.

Which figure is the outcome of which is the catalogue's answer, not found here.
"""

from __future__ import annotations

import pandas as pd
import streamlit as st

from indicators import text
from indicators.ui import cards, tables
from indicators.ui.session import Here
from indicators.ui.style import html


def beside_outcomes(now: Here, rows: pd.DataFrame) -> None:
    """Targets and expectations of the plan, each beside its outcome; those without one are named."""
    aimed = rows[rows["status"] != "actual"]
    if aimed.empty:
        return
    say = now.say
    st.header(say("Targets and outcomes"), anchor="targets")
    html(
        '<div class="ri-meta">{text}</div>',
        text=say("An outcome is a figure of the same series, stated for the same period or a later one."),
    )
    met: set[str] = set()
    with st.grid("auto", min_column_width=320, key="aims"):
        for row in now.catalogue.records(aimed):
            found = now.catalogue.outcomes(row)
            met.update(found["observation_id"])
            with st.container(
                border=True, gap="xsmall", height="stretch", key=f"card_aims_{row.observation_id}"
            ):
                cards.card(now, row, "aims")
                _outcome(now, found)
    _unaimed(now, rows[(rows["status"] == "actual") & ~rows["observation_id"].isin(met)])


def _outcome(now: Here, found: pd.DataFrame) -> None:
    """The outcomes of a target, or that there is none in our sources."""
    if found.empty:
        html('<div class="ri-badge">{text}</div>', text=now.say("no outcome in our sources"))
    for row in now.catalogue.records(found):
        told = f"{text.figure(row, now.dataset, now.say)} · {text.period(row.period, now.language)}"
        html('<div class="ri-name"><b>{label}</b> {told}</div>', label=now.say("Outcome:"), told=told)


def _unaimed(now: Here, rows: pd.DataFrame) -> None:
    """How many outcomes have no target; which ones, when it is asked."""
    if rows.empty:
        return
    label = now.say.plural(
        "{n} outcome of this plan has no stated target in our sources",
        "{n} outcomes of this plan have no stated target in our sources",
        len(rows),
    )
    fold = st.expander(label, key="unaimed", on_change="rerun", type="compact")
    if fold.open:
        with fold:
            tables.figures(now, rows, "unaimed_table")
