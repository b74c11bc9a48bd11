"""The charts that a search finds: by the words of their titles and by the figures that they show."""

from __future__ import annotations

from typing import Final

from indicators.charts.chart import Chart
from indicators.charts.chart_cache import charts_of_selection, curated_chart
from indicators.i18n import TEXT_LOCALES, Language
from indicators.query import Catalogue, Selection, chart_selection
from indicators.query.caches import cached_on_owner
from indicators.query.row_index import RowIndex
from indicators.query.search import AskedPart

#: Figures that are drawn for a search, where the charts that the dataset declares do not answer it.
MAX_DRAWN_FIGURES: Final = 60


@cached_on_owner(maxsize=256)
def search_charts(
    catalogue: Catalogue, query: str, language: Language, most: int = MAX_DRAWN_FIGURES
) -> tuple[Chart, ...]:
    """The first `most` charts that `query` finds, the best first: those that the dataset declares, then those of the
    figures found, which are drawn where there are fewer.

    A declared chart is found where each word stands in its title, or is of a figure that it shows; the best is the one
    whose figures are asked for the most, then the one whose title has most of the words.
    """
    parts = catalogue.index.parse(query)
    if not parts:
        return ()
    ranked = [
        (rank, place, id)
        for place, id in enumerate(catalogue.dataset.charts)
        if (rank := _rank_declared(catalogue, id, query, parts))
    ]
    declared = [curated_chart(catalogue, id, language) for _, _, id in sorted(ranked)[:most]]
    selection = Selection(q=query)
    own: tuple[Chart, ...] = ()
    if len(declared) < most and 0 < catalogue.count(selection) <= MAX_DRAWN_FIGURES:
        charts = charts_of_selection(catalogue, selection, language)
        shown = [frozenset(chart.ids) for chart in declared]
        own = tuple(
            chart
            for chart in charts
            if chart.id not in catalogue.dataset.charts and not any(s.issuperset(chart.ids) for s in shown)
        )
    return (*declared, *own)[:most]


def _rank_declared(
    catalogue: Catalogue, id: str, query: str, parts: tuple[AskedPart, ...]
) -> tuple[float, int] | None:
    """How well a declared chart answers, the best the least; None where it does not."""
    title, index = catalogue.dataset.charts[id].title, catalogue.index
    texts = [*(title[locale.id] for locale in TEXT_LOCALES), id]
    missing = [part for part in parts if not any(index.holds_words(said, part.words) for said in texts)]
    figures = _figures_of_chart(catalogue, id)
    total = len(figures.table)
    if not total or not figures.searched([part.condition for part in missing], ()).any():
        return None
    asked = int(figures.searched([part.condition for part in parts], ()).sum())
    named = sum(any(index.holds_words(said, (word,)) for said in texts) for word in index.split(query))
    return -asked / total, -named


@cached_on_owner(maxsize=1024)
def _figures_of_chart(catalogue: Catalogue, id: str) -> RowIndex:
    """The figures that a declared chart shows, to be searched."""
    selection = catalogue.drawn(chart_selection(catalogue.dataset.charts[id]))
    return RowIndex(catalogue.rows_to_draw(selection).rows)
