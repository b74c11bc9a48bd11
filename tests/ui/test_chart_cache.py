"""Charts kept for the next reader: the same for the same figures and language, others for all else."""

from types import SimpleNamespace

import pytest

from indicators.query import Selection
from indicators.ui import chart_colours, chart_panels
from tests.charted import fig, labels, made
from tests.charted import row as figure


@pytest.fixture
def now(catalogue):
    return SimpleNamespace(catalogue=catalogue, language="en")


def charts_of(now, **filters):
    rows = now.catalogue.rows_to_draw(Selection(**filters)).rows
    return chart_panels._charts_of_rows(now, rows, now.catalogue.records(rows))


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
    english, chinese = (chart_panels.curated_chart(catalogue, id, language) for language in ("en", "zh"))

    assert (english.title, chinese.title) == (title.en, title.zh)
    assert chart_panels.curated_chart(catalogue, id, "en") is english


def test_every_curated_chart_is_its_own(catalogue):
    for id in catalogue.dataset.charts:
        assert chart_panels.curated_chart(catalogue, id, "en").id == id


def test_charts_of_one_dataset_are_never_those_of_another(catalogue, small):
    id = next(iter(catalogue.dataset.charts))

    chart_panels.curated_chart(catalogue, id, "en")
    with pytest.raises(KeyError):
        chart_panels.curated_chart(small, id, "en")


def test_the_order_of_figures_counts_for_it_is_the_order_they_are_drawn_in():
    one, other = (chart_panels._DrawnFigures(ids, (), None) for ids in (("a", "b"), ("b", "a")))  # type: ignore[arg-type]

    assert one != other
    assert one == chart_panels._DrawnFigures(("a", "b"), (figure(),), made(fig("gdp", "1"))[0])
    assert hash(one) == hash(chart_panels._DrawnFigures(("a", "b"), (figure(),), None))  # type: ignore[arg-type]


def test_a_chart_that_is_kept_is_painted_for_each_theme_and_not_changed_by_it(now):
    chart = charts_of(now, region=("guangzhou",))[0]
    told = {id: dict(label) for id, label in labels(chart).items()}
    palette = chart_colours.chart_palette

    light, dark = chart.painted(palette("light")), chart.painted(palette("dark"))

    assert chart.painted(palette("light")) is light
    assert light.to_dict()["layout"]["paper_bgcolor"] != dark.to_dict()["layout"]["paper_bgcolor"]
    assert {id: dict(label) for id, label in labels(chart).items()} == told


# What stands around a chart


@pytest.mark.parametrize(
    ("hedges", "kind", "exact", "legend"),
    [
        ((), "bars", True, []),
        (("over",), "bars", True, ["■ exact as stated", "|→ lower bound (over, more than, at least)"]),
        (("over",), "bars", False, ["|→ lower bound (over, more than, at least)"]),
        (("over",), "dots", True, ["● exact as stated", "|→ lower bound (over, more than, at least)"]),
        (("over", "at_least"), "line", False, ["|→ lower bound (over, more than, at least)"]),
        (("nearly", "about"), "line", False, ["←| upper bound (nearly, almost, less than)", "◇ rounded (about, approximately)"]),
        *((("about",), kind, True, ["■ exact as stated", "◇ rounded (about, approximately)"]) for kind in ("growth", "shares", "whole", "nested")),
        *((("about",), kind, True, ["● exact as stated", "◇ rounded (about, approximately)"]) for kind in ("then-now", "line", "series")),
    ],
)  # fmt: skip
def test_the_legend_tells_the_marks_that_a_hedged_chart_has_and_no_others(hedges, kind, exact, legend):
    chart = SimpleNamespace(hedges=hedges, kind=kind, has_exact=exact)

    assert chart_panels._legend_entries(SimpleNamespace(say=lambda words: words), chart) == legend


@pytest.mark.parametrize(
    ("heights", "left", "right"),
    [
        ((100, 100, 100), [0, 2], [1]),
        ((900, 100, 100, 100), [0], [1, 2, 3]),
        ((100, 900, 100), [0, 2], [1]),
        ((), [], []),
    ],
)
def test_charts_stand_in_two_columns_of_about_one_height(heights, left, right):
    found = [SimpleNamespace(n=n, plot={"layout": {"height": height}}) for n, height in enumerate(heights)]

    assert [[chart.n for chart in column] for column in chart_panels._balance_columns(found)] == [left, right]
