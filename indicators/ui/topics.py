"""Long pages, topic by topic: which of its topics a page shows, chosen by the reader.

A page with few figures shows them all. A longer one opens with its first topic, draws the others
when they are asked for, and says how much each holds; "all topics" is one click away, for those
who print or search the page. Knows nothing of charts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from indicators.model import Topic
from indicators.ui.address import EVERY_TOPIC
from indicators.ui.session import Here, changed, seed

#: Figures that a page shows at once without being asked.
AT_ONCE = 40


def shown(now: Here, counts: Mapping[str, int]) -> list[Topic]:
    """The topics to show, of those that have figures; offers the choice when the page is long."""
    present = [record for id, record in now.dataset.topics.items() if counts.get(id, 0)]
    if len(present) < 2 or sum(counts.values()) <= AT_ONCE:
        return present
    chosen = _choose(now, present, counts)
    return present if chosen == EVERY_TOPIC else [record for record in present if record.id == chosen]


def _choose(now: Here, present: list[Topic], counts: Mapping[str, int]) -> str:
    key, default = "w_show", present[0].id
    options = [*(record.id for record in present), EVERY_TOPIC]
    chosen = now.choices.show if now.choices.show in options else default
    names = {record.id: record.name[now.language] for record in present}
    names[EVERY_TOPIC] = now.say("All topics")
    numbers = {id: int(counts[id]) for id in names if id != EVERY_TOPIC}
    numbers[EVERY_TOPIC] = sum(numbers.values())

    def open_topic() -> None:
        asked = st.session_state[key] or default
        changed(lambda old: replace(old, show="" if asked == default else asked))

    st.pills(
        now.say("Show"),
        options,
        format_func=lambda id: f"{names[id]} · {numbers[id]}",
        key=seed(key, chosen),
        on_change=open_topic,
        required=True,
    )
    return chosen
