"""Rows and the kind that is wanted → the chart: of the data file's own charts title and kind are the curator's."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

import pandas as pd

from indicators.figures.chart import Chart
from indicators.figures.ladder import draw_ladder
from indicators.figures.lines import draw_line
from indicators.figures.pairs import draw_pairs
from indicators.figures.rows import draw_rows
from indicators.figures.setting import Record, Setting, setting
from indicators.figures.whole import draw_nested, draw_whole
from indicators.kinds import refusal
from indicators.language import Messages
from indicators.model import ChartKind, Dataset, DeclaredChart

_DRAW: Final[dict[ChartKind, Callable[[Sequence[Record], Setting], Chart]]] = {
    "bars": partial(draw_rows, "bars"),
    "dots": partial(draw_rows, "dots"),
    "growth": partial(draw_rows, "growth"),
    "shares": partial(draw_rows, "shares"),
    "whole": draw_whole,
    "nested": draw_nested,
    "then-now": draw_pairs,
    "line": draw_line,
    "ladder": draw_ladder,
}


def declared(chart: DeclaredChart, dataset: Dataset, rows: pd.DataFrame, say: Messages) -> Chart:
    """The declared chart of `rows`, the figures of its selection; those of a valid dataset allow its kind."""
    return replace(draw(chart.kind, rows, dataset, say, chart.title[say.language]), id=chart.id)


def draw(kind: ChartKind, rows: pd.DataFrame, dataset: Dataset, say: Messages, heading: str = "") -> Chart:
    """The chart of some rows as one kind, under a `heading` that was chosen or the one they give.

    Raises ValueError when they do not allow the kind.
    """
    given = setting(rows, dataset, say, heading)
    records = given.records()
    if reason := refusal(kind, records, dataset):
        raise ValueError(reason)
    return _DRAW[kind](records, given)
