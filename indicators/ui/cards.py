"""Figures as cards: headlines, ranks and streaks, and the figure card with everything about one figure.

Knows nothing of charts or filters.
"""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from indicators import text
from indicators.text import QUALIFIERS, STATUSES, TIMINGS
from indicators.ui import consistency
from indicators.ui.session import Here, open_figure
from indicators.ui.style import facts, html, plain

_CARD = """<div class="ri-name">{name}</div><div class="ri-figure">{figure}</div>
<div class="ri-meta">{about}</div><div class="ri-meta">{printed}</div>"""


def wall(
    now: Here, rows: pd.DataFrame, key: str, leave_out: frozenset[str] = frozenset(), *, width: int = 230
) -> None:
    """A card for each row, flowing with the width; `leave_out` names what the page already says."""
    with st.grid("auto", min_column_width=width, key=f"wall_{key}"):
        for row in rows.itertuples():
            with st.container(border=True, gap="xsmall", height="stretch"):
                card(now, row, key, leave_out)


def card(now: Here, row: Any, key: str, leave_out: frozenset[str] = frozenset()) -> None:
    """One figure: what, how much with its hedge, of whom and when, where it was printed."""
    about = text.subject(row, now.dataset, now.language, leave_out | {"indicator"})
    if row.status != "actual":
        about = f"{now.say(STATUSES[row.status])} · {about}"
    html(
        _CARD,
        name=text.name(now.dataset.indicators, row.indicator, now.language),
        figure=text.figure(row, now.dataset, now.say),
        about=about,
        printed=text.where_printed(row, now.say),
    )
    st.button(
        now.say("About this figure"),
        key=f"open_{key}_{row.observation_id}",
        type="tertiary",
        icon=":material/info:",
        on_click=open_figure,
        args=(row.observation_id,),
    )


def headlines(rows: pd.DataFrame, curated: tuple[str, ...], most: int = 6) -> pd.DataFrame:
    """Up to `most` rows to show first: the curated ones in their order, then one a topic.

    The richest topics come first; only actual levels, shares and growth, the latest first.
    """
    place = {id: index for index, id in enumerate(curated)}
    first = rows[rows["observation_id"].isin(curated)]
    first = first.sort_values("observation_id", key=lambda ids: ids.map(place))
    rank = {"level": 0, "share": 1, "growth": 2}
    rest = rows[
        (rows["status"] == "actual") & rows["measure"].isin(list(rank)) & ~rows["topic"].isin(first["topic"])
    ]
    rest = rest.assign(
        _richness=rest.groupby("topic", observed=True)["value"].transform("size"),
        _rank=rest["measure"].map(rank).astype(int),
    ).sort_values(["_richness", "_rank", "period_end"], ascending=[False, True, False], kind="stable")
    return pd.concat([first, rest.drop_duplicates("topic")]).head(most)


def figure_card(now: Here) -> None:
    """Open the card of the figure that the choices name, as a drawer."""
    if not now.choices.figure:
        return
    row = now.catalogue.find(now.choices.figure)
    title = text.name(now.dataset.indicators, row.indicator, now.language)
    drawer = st.dialog(plain(title), width="medium", position="right", on_dismiss=_close)
    drawer(lambda: _everything(now, row))()


def _close() -> None:
    open_figure("")


def _everything(now: Here, row: Any) -> None:
    say, language, dataset = now.say, now.language, now.dataset
    html(
        '<div class="ri-figure">{figure}</div><div class="ri-meta">{about}</div>',
        figure=text.figure(row, dataset, say),
        about=text.subject(row, dataset, language, frozenset({"indicator"})),
    )
    is_stated = row.basis == "stated"
    if is_stated:
        html('<p class="ri-quote">“{stated}”</p>', stated=row.stated)
    indicator = dataset.indicators[row.indicator]
    note = row.note if language == "en" else row.note_zh
    speaker = row.speaker if language == "en" else row.speaker_zh
    facts(
        [
            (say("Definition"), indicator.definition[language]),
            (say("Hedge"), say(QUALIFIERS[row.qualifier]) if is_stated else ""),
            (say("Range"), _range(now, row) if is_stated else ""),
            (say("Period"), text.period(row.period, language)),
            (say("Timing"), say(TIMINGS[row.timing])),
            (
                say("Measured against"),
                text.period(row.base_period, language) if isinstance(row.base_period, str) else "",
            ),
            (say("Share of"), indicator.of[language] if indicator.of else ""),
            (say("Status"), say(STATUSES[row.status])),
            (say("Printed in dollars"), _dollars(row, say)),
            (say("Source"), text.citation(dataset.sources[row.source], say)),
            (
                say("Printed on") if is_stated else say("Implied by figures on"),
                say("line {lines} of the text", lines=text.lines_of(row.locator, language)),
            ),
            (say("Said by"), speaker if isinstance(speaker, str) else ""),
            (say("Note"), note if isinstance(note, str) else ""),
            *consistency.checks(now, row.observation_id),
            (say("Id"), row.observation_id),
        ]
    )
    st.caption(say("Link to this figure"))
    st.code(f"/data?figure={row.observation_id}", language=None, wrap_lines=True)


def _dollars(row: Any, say: Any) -> str:
    if pd.isna(row.usd):
        return ""
    return "US$" + text.exact(row.usd, say.language)


def _range(now: Here, row: Any) -> str:
    """The bounds in words: "38.05–38.15 %", "above 1 trillion yuan"."""
    say = now.say

    def written(value: float) -> str:
        return text.with_unit(
            text.exact(round(value, 6), now.language),
            now.dataset.units[row.unit],
            now.language,
        )

    if row.measure in ("rank", "streak") or (pd.isna(row.low) and pd.isna(row.high)):
        return ""
    if pd.isna(row.high):
        return (
            say("above {figure}", figure=written(row.low))
            if row.qualifier == "over"
            else say("{figure} or more", figure=written(row.low))
        )
    if pd.isna(row.low) or row.qualifier == "nearly":
        return say("below {figure}", figure=written(row.high))
    if row.low == row.high:
        return say("exactly {figure}", figure=written(row.low))
    return say("{low} to {high}", low=written(row.low), high=written(row.high))
