"""What else was stated of the figures that a chart draws, one figure a line."""

from __future__ import annotations

from indicators import text
from indicators.charts.captions import common_columns
from indicators.charts.chart import Chart
from indicators.i18n import Messages
from indicators.query import Catalogue


def describe_other_statements(catalogue: Catalogue, chart: Chart, say: Messages) -> tuple[str, ...]:
    """Plain text; nothing where every figure was stated once, or all its statements are drawn."""
    records = catalogue.records(chart.rows)
    statements = catalogue.vintages_of(records)
    if not statements:
        return ()
    common = common_columns(records)
    lines = []
    for row in records:
        others = text.describe_other_statements(
            row, statements.get(row.observation_id, ()), catalogue.dataset, say, chart.ids
        )
        if others:
            subject = text.describe_subject(row, catalogue.dataset, say.language, common)
            told = text.join_clauses(others, say.language)
            lines.append(text.add_label(subject, told, say.language) if subject else told)
    return tuple(lines)
