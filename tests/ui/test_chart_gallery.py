"""The page of charts: a gallery, and one chart for as long as it is among the figures that are chosen."""

from __future__ import annotations

from indicators.charts.chart_cache import charts_of_selection
from indicators.charts.comparison_cache import charts_of_series
from indicators.query import Selection
from indicators.ui.style import escape_markdown
from tests.opening import page
from tests.real import real

CATALOGUE = real()
OWN = next(
    chart
    for chart in charts_of_selection(CATALOGUE, Selection(region=("guangdong",)), "en")
    if chart.id not in CATALOGUE.dataset.charts
)


def test_a_link_to_a_chart_of_some_filters_shows_it():
    app = page("charts", region="guangdong", chart=OWN.id)

    assert app.title[0].value == escape_markdown(OWN.title)
    assert len(app.get("plotly_chart")) == 1


def test_a_link_to_a_chart_of_a_comparison_shows_it_whatever_filters_are_chosen():
    series = ("gdp.beijing-tianjin-hebei", "gdp.greater-bay-area")
    [chart] = charts_of_series(CATALOGUE, series, "en", "shared")
    app = page("charts", chart=chart.id, series=list(series), region="guangdong")

    assert app.title[0].value == escape_markdown(chart.title)
    assert len(app.get("plotly_chart")) == 1


def test_where_a_filter_leaves_no_such_chart_the_gallery_is_shown():
    app = page("charts", region="guangdong", chart=OWN.id)
    app.multiselect(key="w_topic").set_value(["talent"]).run()

    assert not app.exception
    assert app.title[0].value == "Charts"


def test_a_link_to_a_chart_that_is_not_there_says_so_and_shows_the_gallery():
    app = page("charts", chart="no-such-chart")

    assert not app.exception
    assert app.title[0].value == "Charts"
    assert any("no-such-chart" in notice.value.replace("\\", "") for notice in [*app.info, *app.warning])
