"""Comparisons kept for the next reader who chooses the same series: their charts, and whether they can be compared."""

from __future__ import annotations

from indicators.charts.chart import Chart
from indicators.charts.comparability import Comparability, judge_comparability
from indicators.charts.comparison import AXES_MODES, draw_comparison
from indicators.errors import UnknownId
from indicators.i18n import Language, load_messages
from indicators.i18n.letters import find_nearest
from indicators.query import Catalogue
from indicators.query.caches import cached_on_owner


@cached_on_owner(maxsize=256)
def comparability_of(catalogue: Catalogue, series: tuple[str, ...], language: Language) -> Comparability:
    """Whether some series can be compared, and why not."""
    return judge_comparability(catalogue.rows_of_series(series), catalogue.dataset, load_messages(language))


@cached_on_owner(maxsize=256)
def charts_of_series(
    catalogue: Catalogue, series: tuple[str, ...], language: Language, mode: str
) -> tuple[Chart, ...]:
    """The panels of some series in one of AXES_MODES; none where an axis or an index would mislead."""
    if mode != "own" and comparability_of(catalogue, series, language).kind == "no":
        return ()
    rows = catalogue.rows_of_series(series)
    return tuple(draw_comparison(rows, catalogue.dataset, load_messages(language), mode))


def best_axes(catalogue: Catalogue, series: tuple[str, ...], language: Language) -> str:
    """One axis for what can be compared: on axes of their own, unlike figures can stand at one place."""
    return "shared" if charts_of_series(catalogue, series, language, "shared") else "own"


def find_compared_chart(catalogue: Catalogue, id: str, series: tuple[str, ...], language: Language) -> Chart:
    """The chart with this id among those of a comparison. Raises UnknownId."""
    found = {
        chart.id: chart
        for mode in (AXES_MODES if series else ())
        for chart in charts_of_series(catalogue, series, language, mode)
    }
    if id not in found:
        raise UnknownId("chart", id, find_nearest(id, found))
    return found[id]
