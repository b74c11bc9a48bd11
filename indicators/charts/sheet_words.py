"""What stands around a chart in a picture of it, or in a frame on another site."""

from __future__ import annotations

from indicators.charts.chart import Chart
from indicators.charts.legend import legend_entries
from indicators.charts.other_statements import describe_other_statements
from indicators.charts.svg_sheet import SheetWords
from indicators.i18n import Language, load_messages
from indicators.query import Catalogue


def sheet_words(catalogue: Catalogue, chart: Chart, language: Language, link: str) -> SheetWords:
    """The words beside those that a chart has itself; `link` is its address, empty where it has none."""
    say = load_messages(language)
    declared = catalogue.dataset.charts.get(chart.id)
    note = declared.note[language] if declared and declared.note else ""
    return SheetWords(
        legend_entries(chart, say), describe_other_statements(catalogue, chart, say), note, link
    )
