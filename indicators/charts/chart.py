"""A chart: a plot with every word that must stand beside it, and the rows it shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, NamedTuple, get_args

import pandas as pd

from indicators.charts.chart_rows import ChartContext, all_agree, hedge_mark
from indicators.charts.theme import ChartPalette, PaintedChart
from indicators.model import parse_series_key
from indicators.model.chart_kinds import SERIES_COLUMNS, cell_text, has_several_partners, level_basis
from indicators.model.hedges import HEDGES, HedgeMark
from indicators.model.observation import Subject
from indicators.query.table import Row

#: What plotly calls a figure, as plain data: `{"data": [...], "layout": {...}}`. Much cheaper to make than its objects.
PlotlyData = dict[str, Any]


class Drawing(NamedTuple):
    """What a kind of chart makes of some records: these in the order drawn, their plot, and words beside it.

    `heading` is a title of its own, where the one that the records give will not do.
    """

    records: Sequence[Row]
    plot: PlotlyData
    subtitle: str
    heading: str = ""


@dataclass(frozen=True, kw_only=True)
class DrawnKind:
    """How charts of one kind are drawn and spoken of."""

    id: str
    """That of a `ChartKind`, or one of a chart that no data file can ask for."""
    draw: Callable[[Sequence[Row], ChartContext], Drawing]
    """Records that allow the kind → their drawing."""
    opening: str
    """What its alternative text begins with: a message with a {title}."""
    id_parts: Callable[[Sequence[Row]], list[str]]
    """What tells a chart of these records from others of its kind."""
    has_bars: bool = False
    """Whether an exact figure ends in no mark of its own."""
    has_signs: bool = True
    """Whether its marks say by their shape how a figure is hedged."""
    is_course: bool = False
    """Whether it is told from the earliest figure to the latest, where its figures are of one thing."""
    lowest_first: bool = False
    """Whether the lowest number is the highest figure: a place."""


@dataclass(frozen=True, eq=False)
class ChartView:
    """One way to show the figures of a chart; it is drawn when it is first asked for.

    `id` is that of its kind or of what a reader may ask of it, `label` what its tab says. `choices` are the same
    for each of what must be chosen (the period that is 100), this one among them.
    """

    id: str
    label: str
    draw: Callable[[], Chart] = field(repr=False)
    choices: tuple[ChartView, ...] = field(default=(), repr=False)

    @cached_property
    def chart(self) -> Chart:
        """The figures as this view shows them: a chart without views."""
        return self.draw()


@dataclass(frozen=True, eq=False)
class Chart:
    """One chart.

    `title`, `subtitle`, `source` and `alt` are plain text: whoever puts them into HTML or Markdown
    escapes them. `rows` are exactly the rows drawn, in the order drawn; `ids` are theirs, without
    the price of a table. `marks` are those of hedges and margins that are present: when there are any,
    the page shows the legend of hedges, also of exact figures if it `has_exact` ones. `views` are the
    honest ways to show the same figures, this one first; there are none where there is no other.
    """

    id: str
    kind: str
    title: str
    subtitle: str
    source: str
    alt: str
    plot: PlotlyData
    marks: tuple[HedgeMark, ...]
    has_exact: bool
    topic: str
    ids: tuple[str, ...]
    table: pd.DataFrame = field(repr=False)
    places: tuple[int, ...] = field(repr=False)
    views: tuple[ChartView, ...] = field(default=(), repr=False)
    _painted: dict[ChartPalette, PaintedChart] = field(default_factory=dict, init=False, repr=False)

    def painted(self, palette: ChartPalette) -> PaintedChart:
        """The plot in the colours of one theme, made once for all readers who have it."""
        if palette not in self._painted:
            self._painted[palette] = PaintedChart(self.plot, palette)
        return self._painted[palette]

    @cached_property
    def rows(self) -> pd.DataFrame:
        """The rows drawn: taken from the table when they are first asked for."""
        return self.table.iloc[list(self.places)].reset_index(drop=True)


def view_id(chart: Chart, view: ChartView) -> str:
    """The id of a chart as one of its views shows it, the first of which is the chart itself."""
    return chart.id if view.id == chart.kind else f"{chart.id}-{view.id}"


def rename_chart(chart: Chart, id: str) -> Chart:
    """The same chart under another id, and so its views."""
    named = replace(chart, id=id)
    return replace(named, views=tuple(_rename_view(named, view) for view in chart.views))


def _rename_view(chart: Chart, view: ChartView) -> ChartView:
    choices = tuple(_rename_view(chart, one) for one in view.choices)
    return ChartView(view.id, view.label, lambda: replace(view.chart, id=view_id(chart, view)), choices)


def views_by_id(charts: Iterable[Chart]) -> dict[str, ChartView]:
    """Every way but the first to show some charts, with what can be chosen of it, by the ids they have."""
    return {
        view_id(chart, one): one
        for chart in charts
        for view in chart.views[1:]
        for one in (view, *view.choices)
    }


def present_marks(records: Sequence[Row]) -> tuple[HedgeMark, ...]:
    """The marks of hedges and margins among the records, always in the same order; not that of exact figures."""
    present = set(map(hedge_mark, records))
    return tuple(mark for mark in get_args(HedgeMark) if mark in present and mark != "exact")


def chart_id(kind: DrawnKind, records: Sequence[Row]) -> str:
    """An id that no other chart of a page has, and that the same chart has tomorrow."""
    return "-".join([kind.id, *kind.id_parts(records)]).replace("/", "-").replace(".", "-").replace("--", "-")


def run_id_parts(records: Sequence[Row]) -> list[str]:
    """What tells a comparable run from others."""
    first = records[0]
    return [part for part in (*parse_series_key(first.series), _status_suffix(first)) if part]


def measure_id_parts(records: Sequence[Row]) -> list[str]:
    """What tells figures of one measure, unit and basis from others of their topic."""
    first = records[0]
    if first.measure in ("growth", "change"):
        return [first.topic, first.unit, first.measure, *_growth_id_parts(first)]
    length = level_basis(first) if first.measure == "level" else ()
    return [first.topic, first.unit, first.measure, *filter(None, length)]


def growth_id_parts(records: Sequence[Row]) -> list[str]:
    """The same of growth; that of one indicator over several sectors or partners stands apart."""
    if has_several_partners(records):
        return [records[0].indicator, *_growth_id_parts(records[0])]
    return measure_id_parts(records)


def _growth_id_parts(record: Row) -> list[str]:
    """The one period of a chart of growth or changes."""
    base = cell_text(record.base_period)
    parts = [
        cell_text(record.period),
        f"vs-{base}" if base else "",
        "a-year" if record.timing == "average" else "",
    ]
    return [part for part in parts if part]


def family_id_parts(records: Sequence[Row]) -> list[str]:
    """What tells series of one indicator from others of it: what they share, and the length of their periods."""
    key = parse_series_key(records[0].series)
    shared = [
        cell_text(getattr(records[0], column)) for column in SERIES_COLUMNS if all_agree(records, column)
    ]
    parts = (records[0].indicator, *shared, key.timing, key.series_kind, key.basis)
    return [part for part in parts if part]


def common_id_parts(records: Sequence[Row]) -> list[str]:
    """What tells a chart of one region, one ranking or one whole from the others of its topic."""
    parts = [
        cell_text(getattr(records[0], column)) for column in Subject._fields if all_agree(records, column)
    ]
    return [records[0].topic, *(part for part in (*parts, _status_suffix(records[0])) if part)]


def _status_suffix(record: Row) -> str:
    return "-".join(name for name in (record.status, record.basis) if name not in ("actual", "stated"))


def value_order(record: Row) -> tuple[float, int]:
    """What figures are ordered by: the printed number, and at equal numbers the side of the bound."""
    return record.plot_value, HEDGES[record.qualifier].side(record.plot_value)
