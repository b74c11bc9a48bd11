"""What is stated of a region and of others too: one chart of the regions, the rest one figure a region."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import pandas as pd

from indicators import text
from indicators.charts import Chart, chart_cache
from indicators.charts.comparison import MAX_SERIES
from indicators.i18n import Language, load_messages
from indicators.query import EVERYTHING, Catalogue
from indicators.query.caches import cached_on_owner
from indicators.query.series_index import series_name
from indicators.query.table import Row
from indicators.web.composition.blocks import (
    Block,
    ChartBlock,
    Comparison,
    Comparisons,
    Heading,
    Link,
    Links,
)
from indicators.web.composition.view import View

#: Regions that a page sets side by side; "Compare" has more.
MAX_COMPARED_REGIONS = 6


class _Shared(NamedTuple):
    """An indicator of several regions: its name, each region's latest figure, other regions, series, a chart."""

    name: str
    pairs: tuple[tuple[str, str], ...]
    others: int
    series: tuple[str, ...]
    chart: Chart | None
    regions: int


def compose_other_regions(view: View, region: str) -> Iterator[Block]:
    """The indicators that other regions have too: the one of most regions as a chart, then figures side by side."""
    shared = _shared_indicators(view.catalogue, region, view.language)
    if not shared:
        return
    yield Heading(
        view.say("Beside other regions"),
        "others",
        view.say(
            "Indicators that our sources state for other regions too. Periods and hedges differ: compare with care."
        ),
    )
    charted = max((each for each in shared if each.chart), key=lambda each: each.regions, default=None)
    if charted and charted.chart:
        yield ChartBlock(charted.chart, "others")
        yield Links((_link_to_compare(view, charted),), charted.name)
    rest = tuple(
        Comparison(each.name, each.pairs, _describe_others(view, each.others), _link_to_compare(view, each))
        for each in shared
        if each is not charted
    )
    if rest:
        yield Comparisons(rest)


def _link_to_compare(view: View, shared: _Shared) -> Link:
    """Where the series of these regions are compared."""
    return Link(view.say("Compare"), view.address_of("compare", EVERYTHING, series=shared.series))


def _describe_others(view: View, n: int) -> str:
    return view.say.plural("and {n} more region", "and {n} more regions", n) if n > 0 else ""


@cached_on_owner(maxsize=256)
def _shared_indicators(catalogue: Catalogue, region: str, language: Language) -> tuple[_Shared, ...]:
    """The indicators of a region that others have too."""
    dataset, say = catalogue.dataset, load_messages(language)
    found = []
    for indicator, rows in catalogue.shared_indicators(region).items():
        alike = _alike(catalogue.records(rows), region)
        latest = _latest_of_regions(alike, region)
        pairs = tuple(
            (
                text.describe_subject(row, dataset, language, frozenset({"indicator"})),
                text.format_figure(row, dataset, say),
            )
            for row in latest[:MAX_COMPARED_REGIONS]
        )
        found.append(
            _Shared(
                dataset.label_of("indicators", indicator, language),
                pairs,
                len(latest) - len(pairs),
                tuple(series_name(row) for row in latest[:MAX_SERIES]),
                _chart_of_regions(catalogue, rows, [alike, latest], region, language),
                len(latest),
            )
        )
    return tuple(found)


def _alike(records: Sequence[Row], region: str) -> list[Row]:
    """The figures of the sector and partner that most regions have, this one among them; all where none has two."""
    parts: dict[tuple[str, str], list[Row]] = {}
    for row in records:
        parts.setdefault((_id_or_none(row.sector), _id_or_none(row.counterpart)), []).append(row)
    own = [rows for rows in parts.values() if any(row.region == region for row in rows)]
    best = max(own or parts.values(), key=lambda rows: len({row.region for row in rows}))
    return best if len({row.region for row in best}) > 1 else list(records)


def _id_or_none(id: object) -> str:
    return id if isinstance(id, str) else ""


def _latest_of_regions(records: Iterable[Row], region: str) -> list[Row]:
    """The latest figure of the region, then the latest of each other."""
    latest: dict[str, Row] = {}
    for row in records:
        best = latest.get(row.region)
        if best is None or _end_of(row) > _end_of(best):
            latest[row.region] = row
    return sorted(latest.values(), key=lambda row: row.region != region)


def _end_of(row: Row) -> int:
    """The last day that a figure speaks of, by its number; what has no date is earliest."""
    return 0 if pd.isna(row.period_end) else row.period_end.toordinal()


def _chart_of_regions(
    catalogue: Catalogue, rows: pd.DataFrame, tries: Iterable[Sequence[Row]], region: str, language: Language
) -> Chart | None:
    """The first chart in which this region stands beside another: of all years, else of the latest figures."""
    for records in tries:
        for chart in chart_cache.charts_of_rows(catalogue, rows, records, language):
            regions = set(chart.rows["region"])
            if region in regions and len(regions) > 1:
                return chart
    return None
