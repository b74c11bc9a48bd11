"""Figures, periods, names and citations as people read them, in each language of the site.

Pure functions from a row of the table (or a record) to text. The hedge is part of every figure:
there is no way here to write a value without it, but for marks that draw it.
"""

from __future__ import annotations

from indicators.i18n import add_brackets, add_label, join_clauses, join_list
from indicators.text.figures import (
    add_hedge,
    describe_subject,
    format_bounds,
    format_figure,
    format_interval,
    format_printed,
    format_without_hedge,
    join_ends,
    record_label,
)
from indicators.text.markdown import escape_commonmark, to_one_line
from indicators.text.number_format import add_unit, axis_scale_step, format_dollars, format_number, unit_name
from indicators.text.period_labels import (
    base_period_label,
    format_day,
    format_period,
    period_label,
    timing_note,
)
from indicators.text.sources import (
    describe_lines,
    describe_origin,
    describe_source_languages,
    format_citation,
    format_lines,
    format_sources,
    printed_words_label,
)
from indicators.text.vintages import describe_other_statements

__all__ = [
    "add_brackets",
    "add_hedge",
    "add_label",
    "add_unit",
    "axis_scale_step",
    "base_period_label",
    "describe_lines",
    "describe_origin",
    "describe_other_statements",
    "describe_source_languages",
    "describe_subject",
    "escape_commonmark",
    "format_bounds",
    "format_citation",
    "format_day",
    "format_dollars",
    "format_figure",
    "format_interval",
    "format_lines",
    "format_number",
    "format_period",
    "format_printed",
    "format_sources",
    "format_without_hedge",
    "join_clauses",
    "join_ends",
    "join_list",
    "period_label",
    "printed_words_label",
    "record_label",
    "timing_note",
    "to_one_line",
    "unit_name",
]
