"""Then and now: pairs one under the other, hollow before filled, and what joins them."""

import pytest

from indicators.charts import draw_chart
from indicators.charts.theme import GROUND_COLOUR, MARK_COLOUR
from tests.charted import EN, ZH, drawn, fig, labels, lines, made, trace, traces, tree


def pair(region, then, now, **fields):
    return [fig("gdp", value, region, year, **fields) for value, year in ((then, "2021"), (now, "2024"))]


def test_the_series_whose_later_figure_is_largest_comes_first():
    rows, dataset = made(
        *pair("a", "9 million", "1 million"),
        *pair("b", "1 million", "3 million"),
        *pair("c", "5 million", "2 million"),
    )
    chart = draw_chart("then-now", rows, dataset, EN)

    assert list(chart.rows["region"]) == ["b", "b", "c", "c", "a", "a"]
    assert list(chart.rows["period"]) == ["2021", "2024"] * 3
    assert lines(chart)[0] == "Beta"


def test_the_earlier_figure_stands_above_and_is_hollow():
    (chart,) = drawn(*pair("a", "1 million", "over 3 million"), *pair("b", "1 million", "2 million"))
    found = trace(chart)

    assert found["y"] == sorted(found["y"])
    assert found["marker"]["color"] == [GROUND_COLOUR, MARK_COLOUR] * 2
    assert found["y"][1] - found["y"][0] == 24
    assert chart.plot["layout"]["yaxis"]["tickvals"] == found["y"]


@pytest.mark.parametrize(
    ("then", "now", "x", "bend"),
    [("1 million", "3 million", [1, 1, 3], 1), ("3 million", "1 million", [3, 1, 1], 0)],
)
def test_a_join_runs_along_the_larger_figure_and_turns_at_the_smaller(then, now, x, bend):
    (chart,) = drawn(*pair("a", then, now))
    (join,) = traces(chart, "connector")

    assert join["x"] == x
    assert join["y"][1] == trace(chart)["y"][bend]
    assert [join["y"][0], join["y"][-1]] == trace(chart)["y"]


@pytest.mark.parametrize(
    ("then", "now", "dash"),
    [
        ("1", "2", "solid"),
        ("over 1", "2", "dot"),
        ("1", "about 2", "dot"),
        ("nearly 1", "nearly 2", "dot"),
        ("over 1", "over 2", "dot"),
        ("between 1–2", "3", "dot"),
        ("2 ± 1", "3", "solid"),
    ],
)
def test_a_join_of_two_is_dotted_where_an_end_is_hedged(then, now, dash):
    (chart,) = drawn(*pair("a", then, now))

    assert traces(chart, "connector")[0]["line"]["dash"] == dash


def test_a_series_alone_needs_no_label_but_says_what_is_no_outcome():
    (alone,) = drawn(*pair("a", "1 million", "2 million"))
    (target,) = drawn(*pair("a", "1 million", "2 million", status="target"))

    assert lines(alone) == ["2021", "2024", "1 million yuan", "2 million yuan"]
    assert lines(target)[0] == "Name of gdp · target"
    assert alone.title == "Alpha · Name of gdp"


def test_several_series_are_titled_then_and_now_and_alone_they_are_not():
    (chart,) = drawn(*pair("a", "1 million", "2 million"), *pair("b", "1 million", "2 million"))
    (chinese,) = drawn(*pair("a", "1 million", "2 million"), *pair("b", "1 million", "2 million"), say=ZH)

    assert chart.title == "Name of gdp, then and now"
    assert chinese.title == "gdp之名：两期对比"


@pytest.mark.parametrize(
    ("series", "log"),
    [
        ((("1", "2"), ("50", "100")), False),  # 2 against 100
        ((("1", "2"), ("50", "101")), True),
        ((("0", "2"), ("50", "101")), False),
        ((("1", "900"),), False),
    ],
)
def test_series_of_unlike_size_stand_on_a_log_axis_but_one_that_grew_does_not(series, log):
    figures = [one for region, values in zip("ab", series, strict=False) for one in pair(region, *values)]
    (chart,) = drawn(*figures)

    assert (chart.plot["layout"]["xaxis"]["type"] == "log") is log
    assert ("log scale" in chart.subtitle) is log


def test_series_stand_one_under_the_other_each_figure_on_a_line_of_its_own():
    (chart,) = drawn(*pair("a", "1 million", "2 million"), *pair("b", "1 million", "3 million"))
    named = [
        note["y"] for note in chart.plot["layout"]["annotations"] if "bgcolor" in note and "name" not in note
    ]

    assert trace(chart)["y"] == [30, 54, 109, 133]  # a line of 18, two steps of 24, a gap of 13
    assert named == [0, 30, 54, 79, 109, 133]
    assert chart.plot["layout"]["yaxis"]["range"] == [151.5, 0]
    assert chart.plot["layout"]["height"] == round(151.5 + 32)


def test_a_value_too_long_to_stand_beside_its_mark_takes_lines_of_its_own():
    units = tree()["units"]
    long = "very long name of a unit of firms that no phone can hold beside a mark"
    units[2] |= {"name": {"en": long, "zh": "家企业"}}
    (chart,) = drawn(fig("firms", "20", period="2023"), fig("firms", "over 30"), units=units)

    assert labels(chart) == {}
    assert lines(chart) == [
        "20 very long name of a unit of firms that no phone",
        "can hold beside a mark",
        "2023",
        "over 30 very long name of a unit of firms that no",
        "phone can hold beside a mark",
        "2024",
    ]
