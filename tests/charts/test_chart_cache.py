"""Charts kept for the next reader: the same for the same figures and language, others for all else."""

from types import SimpleNamespace

import pytest

from indicators.charts import chart_cache
from indicators.query import Selection, chart_selection
from indicators.ui import chart_colours
from tests.charted import fig, labels, made
from tests.charted import row as figure
from tests.noting import CATALOGUE


@pytest.fixture
def now(catalogue):
    return SimpleNamespace(catalogue=catalogue, language="en")


def charts_of(now, **filters):
    rows = now.catalogue.rows_to_draw(Selection(**filters)).rows
    return chart_cache.charts_of_rows(now.catalogue, rows, now.catalogue.records(rows), now.language)


def test_figures_that_are_the_same_have_the_same_charts_whatever_was_asked(now):
    asked = charts_of(now, region=("guangzhou",), indicator=("goods-trade-growth",))

    assert asked
    assert charts_of(now, indicator=("goods-trade-growth",), region=("guangzhou",)) is asked


@pytest.mark.parametrize(
    "filters", [{"region": ("guangdong",)}, {"region": ("guangzhou",), "measure": ("level",)}]
)
def test_other_figures_have_other_charts(now, filters):
    asked, other = charts_of(now, region=("guangzhou",)), charts_of(now, **filters)

    assert {id for chart in asked for id in chart.ids} != {id for chart in other for id in chart.ids}
    assert asked is not other


def test_each_language_has_charts_of_its_own(now):
    english = charts_of(now, region=("guangzhou",))
    now.language = "zh"
    chinese = charts_of(now, region=("guangzhou",))

    assert [chart.id for chart in english] == [chart.id for chart in chinese]
    assert all(chart.source.startswith("Source") for chart in english)
    assert all(chart.source.startswith("资料来源") for chart in chinese)


def test_curated_charts_are_kept_for_each_language(catalogue):
    id = next(iter(catalogue.dataset.charts))
    title = catalogue.dataset.charts[id].title
    english, chinese = (chart_cache.curated_chart(catalogue, id, language) for language in ("en", "zh"))

    assert (english.title, chinese.title) == (title.en, title.zh)
    assert chart_cache.curated_chart(catalogue, id, "en") is english


def test_every_curated_chart_is_its_own(catalogue):
    for id in catalogue.dataset.charts:
        assert chart_cache.curated_chart(catalogue, id, "en").id == id


def test_charts_of_one_dataset_are_never_those_of_another(catalogue, small):
    id = next(iter(catalogue.dataset.charts))

    chart_cache.curated_chart(catalogue, id, "en")
    with pytest.raises(KeyError):
        chart_cache.curated_chart(small, id, "en")


def test_the_order_of_figures_counts_for_it_is_the_order_they_are_drawn_in():
    one, other = (chart_cache._DrawnFigures(ids, (), None) for ids in (("a", "b"), ("b", "a")))  # type: ignore[arg-type]

    assert one != other
    assert one == chart_cache._DrawnFigures(("a", "b"), (figure(),), made(fig("gdp", "1"))[0])
    assert hash(one) == hash(chart_cache._DrawnFigures(("a", "b"), (figure(),), None))  # type: ignore[arg-type]


def test_a_chart_that_is_kept_is_painted_for_each_theme_and_not_changed_by_it(now):
    chart = charts_of(now, region=("guangzhou",))[0]
    told = {id: dict(label) for id, label in labels(chart).items()}
    palette = chart_colours.chart_palette

    light, dark = chart.painted(palette("light")), chart.painted(palette("dark"))

    assert chart.painted(palette("light")) is light
    assert light.to_dict()["layout"]["paper_bgcolor"] != dark.to_dict()["layout"]["paper_bgcolor"]
    assert {id: dict(label) for id, label in labels(chart).items()} == told


@pytest.mark.parametrize("id", list(CATALOGUE.dataset.charts))
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_declared_chart_has_its_title_and_the_figures_it_names(id, language):
    declared = CATALOGUE.dataset.charts[id]
    chart = chart_cache.curated_chart(CATALOGUE, id, language)
    fitting = CATALOGUE.rows(chart_selection(declared))["observation_id"]

    assert chart.title == declared.title[language]
    assert set(chart.ids) <= set(fitting)
