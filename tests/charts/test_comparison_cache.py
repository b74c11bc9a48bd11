"""Comparisons by the series that were chosen: kept, found by id, and nothing drawn that would mislead."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from indicators.charts import comparison_cache, draw_comparison
from indicators.charts.chart_cache import find_chart
from indicators.charts.comparison_cache import best_axes, charts_of_series
from indicators.errors import UnknownId
from indicators.i18n import load_messages
from indicators.query import EVERYTHING, Selection
from tests import world
from tests.real import real

CATALOGUE = real()
ALIKE = ("gdp.beijing-tianjin-hebei", "gdp.greater-bay-area")
UNLIKE = ("gdp.greater-bay-area", "skilled-talent.guangzhou")


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("mode", ["own", "shared", "index"])
@pytest.mark.parametrize("series", [ALIKE, UNLIKE])
def test_the_charts_are_those_drawn_of_the_series_and_each_is_found_by_its_id(series, mode, language):
    rows = CATALOGUE.rows_of_series(series)
    drawn = draw_comparison(rows, CATALOGUE.dataset, load_messages(language), mode)
    found = charts_of_series(CATALOGUE, series, language, mode)

    assert [(chart.id, chart.ids, chart.title) for chart in found] == [
        (chart.id, chart.ids, chart.title) for chart in drawn
    ]
    for chart in found:
        assert find_chart(CATALOGUE, chart.id, Selection(region=("beijing",)), language, series) is chart


@pytest.mark.parametrize(("series", "mode"), [(ALIKE, "shared"), (UNLIKE, "own")])
def test_one_axis_is_best_where_it_says_the_truth(series, mode):
    assert best_axes(CATALOGUE, series, "en") == mode


def test_what_cannot_be_compared_stands_on_no_axis_together(monkeypatch):
    monkeypatch.setattr(comparison_cache, "comparability_of", lambda *_: SimpleNamespace(kind="no"))
    years = [world.figure("gdp", 5 + n, region=r, period=str(y)) for n, (r, y) in enumerate(
        (r, y) for r in ("north", "south") for y in (2020, 2021)
    )]  # fmt: skip
    land = world.catalogue(years)
    series = ("gdp.north", "gdp.south")

    assert (
        charts_of_series(land, series, "en", "shared") == charts_of_series(land, series, "en", "index") == ()
    )
    assert len(charts_of_series(land, series, "en", "own")) == 2
    assert best_axes(land, series, "en") == "own"


def test_a_chart_of_other_series_is_not_found_and_the_nearest_is_named():
    [chart] = charts_of_series(CATALOGUE, ALIKE, "en", "shared")

    with pytest.raises(UnknownId) as raised:
        find_chart(CATALOGUE, f"{chart.id}x", EVERYTHING, "en", ALIKE)
    assert raised.value.nearest == chart.id
    with pytest.raises(UnknownId) as raised:
        find_chart(CATALOGUE, chart.id, EVERYTHING, "en")
    assert raised.value.nearest is None
