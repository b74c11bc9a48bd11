"""What the peer pages show: one region's figures of a topic as bar charts, and the others as cards.

A chart is as much of ours as plotly.express gives by itself: the printed number as a bar, named by its indicator.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any, Final

import pandas as pd
import plotly.express as px

#: Where the file of all figures lies that the pages read.
FILE_VARIABLE: Final = "PEER_FIGURES"
REGION: Final = "guangzhou"


def read_figures() -> pd.DataFrame:
    """The figures of the region, one a row."""
    rows = pd.read_csv(os.environ[FILE_VARIABLE])
    number = rows["value"].fillna(rows["low"]).fillna(rows["high"])
    return rows[rows["region"] == REGION].assign(number=number).reset_index(drop=True)


def topic_counts(rows: pd.DataFrame) -> dict[str, int]:
    """Topic → how many figures it has."""
    return {str(topic): int(n) for topic, n in rows["topic"].value_counts(sort=False).items()}


def shown(rows: pd.DataFrame, topics: list[str]) -> pd.DataFrame:
    """The figures of the first topic that is chosen, else of the first there is."""
    topic = topics[0] if topics else rows["topic"].iloc[0]
    return rows[rows["topic"] == topic]


def charts_of(rows: pd.DataFrame) -> Iterator[Any]:
    """A chart of all figures of one unit and measure, where there are two of them."""
    for (unit, measure), group in rows.groupby(["unit", "measure"], sort=False):
        if len(group) > 1:
            title = f"{group['topic'].iloc[0]}: {measure}, {unit}"
            yield px.bar(group, x="number", y="indicator_name_en", orientation="h", title=title)


def cards_of(rows: pd.DataFrame) -> Iterator[tuple[str, str]]:
    """Name and printed words of the figures that no chart has."""
    for _, group in rows.groupby(["unit", "measure"], sort=False):
        if len(group) == 1:
            for row in group.itertuples():
                yield str(row.indicator_name_en), str(row.stated)
