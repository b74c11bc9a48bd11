"""Charts kept for the next reader who asks for the same: one drawing for all readers of a language.

Charts are plain data that nobody changes; they are kept in the catalogue they are of, and go with it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import pandas as pd

from indicators.charts.chart import Chart
from indicators.charts.chart_rows import ChartContext
from indicators.charts.choose_charts import draw_charts_of, draw_declared_chart
from indicators.i18n import Language, load_messages
from indicators.query import Catalogue, chart_selection
from indicators.query.caches import cached_on_owner
from indicators.query.table import Row


@dataclass(frozen=True, slots=True)
class _DrawnFigures:
    """Figures that are the same when their ids are, with the records and the table to draw them from."""

    ids: tuple[str, ...]
    records: tuple[Row, ...] = field(compare=False, repr=False)
    table: pd.DataFrame = field(compare=False, repr=False)


@cached_on_owner(maxsize=1024)
def _draw_figures(catalogue: Catalogue, figures: _DrawnFigures, language: Language) -> tuple[Chart, ...]:
    """The charts of some figures."""
    given = ChartContext(figures.table, catalogue.dataset, load_messages(language), chosen=figures.records)
    return tuple(draw_charts_of(given))


def charts_of_rows(
    catalogue: Catalogue, rows: pd.DataFrame, records: Iterable[Row], language: Language
) -> tuple[Chart, ...]:
    """The charts of some records of `rows`: the same ones under whatever filters they are shown."""
    own = tuple(records)
    ids = tuple(record.observation_id for record in own)
    return _draw_figures(catalogue, _DrawnFigures(ids, own, catalogue.table_of(rows)), language)


@cached_on_owner(maxsize=256)
def curated_chart(catalogue: Catalogue, chart: str, language: Language) -> Chart:
    """A chart that the dataset declares."""
    found = catalogue.dataset.charts[chart]
    rows = catalogue.rows_to_draw(catalogue.drawn(chart_selection(found))).rows
    return draw_declared_chart(found, catalogue.dataset, rows, load_messages(language))
