"""Figures, periods, names and citations as people read them, in English and Chinese.

Pure functions from a row of the table (or a record) to text. The hedge is part of every figure:
there is no way here to write a value without it, but for marks that draw it. Knows nothing of
charts, widgets or files.
"""

from __future__ import annotations

from indicators.text.figures import bare, bounds, figure, hedge, hedged, span
from indicators.text.labels import HEDGES, KINDS, MEASURES, QUALIFIERS, STATUSES, TIMINGS
from indicators.text.numbers import dollars, ladder_step, number, with_unit
from indicators.text.periods import day, period
from indicators.text.punctuation import aside, clauses, labelled, listed
from indicators.text.sources import citation, lines_of, lines_told, sources_line, where_printed
from indicators.text.subjects import name, subject

__all__ = [
    "HEDGES",
    "KINDS",
    "MEASURES",
    "QUALIFIERS",
    "STATUSES",
    "TIMINGS",
    "aside",
    "bare",
    "bounds",
    "citation",
    "clauses",
    "day",
    "dollars",
    "figure",
    "hedge",
    "hedged",
    "labelled",
    "ladder_step",
    "lines_of",
    "lines_told",
    "listed",
    "name",
    "number",
    "period",
    "sources_line",
    "span",
    "subject",
    "where_printed",
    "with_unit",
]
