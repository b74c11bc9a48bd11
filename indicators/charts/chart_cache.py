"""Charts kept for the next reader who asks for the same: one drawing for all readers of a language.

Charts are plain data that nobody changes; they are kept in the catalogue they are of, and go with it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import pandas as pd

from indicators.charts.chart import Chart, views_by_id
from indicators.charts.chart_rows import ChartContext
from indicators.charts.choose_charts import draw_charts_of, draw_declared_chart
from indicators.charts.comparison import is_comparison
from indicators.charts.comparison_cache import find_compared_chart
from indicators.errors import UnknownId
from indicators.i18n import Language, load_messages
from indicators.i18n.letters import find_nearest
from indicators.query import Catalogue, Selection, chart_selection
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


@cached_on_owner(maxsize=256)
def _declared_figures(catalogue: Catalogue, chart: str) -> frozenset[str]:
    """The figures that a declared chart shows, by their ids."""
    rows = catalogue.rows(catalogue.drawn(chart_selection(catalogue.dataset.charts[chart])))
    return frozenset(rows["observation_id"])


def declared_charts_of(catalogue: Catalogue, ids: frozenset[str], language: Language) -> tuple[Chart, ...]:
    """The charts that the dataset declares of figures that are all among `ids`."""
    return tuple(
        curated_chart(catalogue, chart, language)
        for chart in catalogue.dataset.charts
        if _declared_figures(catalogue, chart) <= ids
    )


@cached_on_owner(maxsize=256)
def charts_of_selection(catalogue: Catalogue, selection: Selection, language: Language) -> tuple[Chart, ...]:
    """The charts of what a selection draws: those that the dataset declares of figures in it, then its own.

    Of more rows than a page draws, those of the rows that it would. Every id is there once.
    """
    rows = catalogue.rows_to_draw(catalogue.drawn(selection)).rows
    hung = declared_charts_of(catalogue, frozenset(rows["observation_id"]), language)
    own = charts_of_rows(catalogue, rows, catalogue.records(rows), language)
    return tuple(
        {chart.id: chart for chart in (*own, *hung)}[id]
        for id in dict.fromkeys(chart.id for chart in (*hung, *own))
    )


def find_declared_chart(catalogue: Catalogue, id: str, language: Language) -> Chart | None:
    """The chart with this id that the dataset declares, or the view of one: whose id begins with that of its chart."""
    words = id.split("-")
    for n in range(len(words), 0, -1):
        chart_id = "-".join(words[:n])
        if chart_id in catalogue.dataset.charts:
            chart = curated_chart(catalogue, chart_id, language)
            view = views_by_id([chart]).get(id)
            return chart if chart_id == id else view.chart if view else None
    return None


def find_chart(
    catalogue: Catalogue, id: str, selection: Selection, language: Language, series: tuple[str, ...] = ()
) -> Chart:
    """The chart, or view of one, with this id. Raises UnknownId.

    It is one that the dataset declares, else one of a comparison of the `series`, else one of the selection.
    """
    if declared := find_declared_chart(catalogue, id, language):
        return declared
    if is_comparison(id):
        return find_compared_chart(catalogue, id, series, language)
    found = {chart.id: chart for chart in charts_of_selection(catalogue, selection, language)}
    if id in found:
        return found[id]
    views = views_by_id(found.values())
    if id not in views:
        raise UnknownId("chart", id, find_nearest(id, [*catalogue.dataset.charts, *found]))
    return views[id].chart
