"""Series beside each other: which modes are honest, what an index counts from."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indicators.charts import draw_comparison
from indicators.charts.comparison import find_base_period, group_by_series
from tests.charted import (
    ANY_FIGURE,
    EN,
    HEDGED,
    ZH,
    arrows,
    beyond_a_phone,
    fig,
    joined,
    lines,
    made,
    row,
    trace,
    traces,
    what_and_when,
)

MODES = ("own", "shared", "index")


def kinds_of(mode, *figures, **given):
    return [chart.kind for chart in draw_comparison(*made(*figures, **given), EN, mode)]


def years(indicator, region, **values):
    return [fig(indicator, value, region, year[1:]) for year, value in values.items()]


A = years("gdp", "a", y2021="1 million", y2022="2 million", y2023="3 million")
B = years("gdp", "b", y2021="4 million", y2022="2 million", y2023="1 million")


@pytest.mark.parametrize("mode", MODES)
def test_nothing_is_compared_with_nothing_and_streaks_never(mode):
    assert kinds_of(mode, fig("run", "8"), fig("run", "9", "b")) == []
    rows, dataset = made(fig("gdp", "1"))
    assert draw_comparison(rows.iloc[:0], dataset, EN, mode) == []


@pytest.mark.parametrize(
    ("figures", "own", "shared", "index"),
    [
        ([*A, *B], ["line", "line"], ["line", "line"], ["series"]),
        ([*A, *B[:2]], ["line", "series"], ["series"], ["series"]),
        ([*A, fig("firms", "9")], ["line", "series"], [], []),
        ([*A, fig("growth", "9")], ["line", "series"], [], []),
        ([fig("firms", "3"), fig("rise", "9")], ["series", "series"], [], []),
        ([fig("loans", "1"), fig("loans", "2", "b")], ["ladder", "ladder"], ["ladder"], []),
        ([fig("loans", "over 1"), fig("loans", "2", "b")], ["series", "ladder"], [], []),
        ([fig("loans", "1", counterpart="towns"), fig("loans", "2", "b", counterpart="ports")], ["ladder", "ladder"], [], []),
        ([*A], ["line"], ["line"], []),
        ([*A, fig("gdp", "9 million", "a", "2030", status="target"), *B], ["series", "line"], ["series"], ["series"]),
        ([A[0], B[0]], ["series", "series"], ["series"], []),
        ([*A, B[2]], ["line", "series"], ["series"], ["series"]),
        ([A[0], A[1], B[2]], ["series", "series"], ["series"], []),
    ],
)  # fmt: skip
def test_each_mode_draws_what_it_can_show_honestly(figures, own, shared, index):
    assert [kinds_of(mode, *figures) for mode in MODES] == [own, shared, index]


def test_charts_of_a_comparison_have_ids_of_their_own():
    found = draw_comparison(*made(*A, *B), EN, "own")

    assert [chart.id for chart in found] == [
        "compare-own-1-line-gdp-a-during-year",
        "compare-own-2-line-gdp-b-during-year",
    ]


@pytest.mark.parametrize("column", ["indicator", "region", "sector", "counterpart"])
def test_a_series_is_of_one_indicator_region_sector_and_counterpart_in_any_periods(column):
    found = group_by_series([row(), row(period="2023"), row(**{column: "b"}), row(status="target")])

    assert [len(one) for one in found] == [3, 1]


# The base of an index


def points(*told):
    return [row(period=period, value=value, **fields) for period, value, fields in told]


@pytest.mark.parametrize(
    ("fields", "base"),
    [
        ({}, "2021"),
        ({"plot_value": 0.0}, "2022"),
        ({"plot_value": -1.0}, "2022"),
        ({"plot_value": 0.001}, "2021"),
        ({"measure": "share"}, "2022"),
        ({"basis": "implied"}, "2022"),
        ({"status": "target"}, "2022"),
        ({"period": None}, "2022"),
        *(({"qualifier": qualifier}, "2022") for qualifier in HEDGED if qualifier != "exact"),
    ],
)
def test_an_index_counts_from_the_first_exact_stated_level_above_zero_that_all_have(fields, base):
    one = [row(period="2022"), row(period="2021")]
    other = [row(**({"period": "2021"} | fields)), row(period="2022"), row(period="2020")]

    assert find_base_period([one, other]) == base
    assert find_base_period([other, one]) == base


def test_there_is_no_base_where_no_period_is_common_to_all():
    assert find_base_period([[row(period="2021")], [row(period="2022")]]) == ""
    assert find_base_period([[row(period=None)], [row(period=None)]]) == ""
    assert find_base_period([]) == ""


@pytest.mark.parametrize(("say", "told"), [(EN, "Index, 2021 = 100 in every series"), (ZH, "指数")])
def test_an_index_shows_each_series_as_a_percentage_of_its_own_base(say, told):
    (chart,) = draw_comparison(*made(*A, *B), say, "index")

    assert trace(chart)["x"] == pytest.approx([100, 200, 300, 100, 50, 25])
    assert chart.subtitle.startswith(told)
    assert "2021" in chart.subtitle
    assert chart.plot["layout"]["xaxis"]["range"] == [0, 300]
    assert not any("%" in tick for tick in chart.plot["layout"]["xaxis"]["ticktext"])
    assert {join["line"]["dash"] for join in traces(chart, "connector")} == {"solid"}


def test_an_index_keeps_the_hedge_and_says_the_figure_as_stated():
    (chart,) = draw_comparison(*made(A[0], fig("gdp", "over 2 million", period="2022"), *B[:2]), EN, "index")

    assert [line for line in lines(chart) if "(" in line] == [
        "100 (1 million yuan)",
        "over 200 (over 2 million yuan)",
        "100 (4 million yuan)",
        "50 (2 million yuan)",
    ]
    assert arrows(chart)["gdp.a.2022"]["ax"] == 26
    assert chart.subtitle == (
        "Index, 2021 = 100 in every series · bounds (arrows) are not ranked against exact figures"
    )
    (exact,) = draw_comparison(*made(*A, *B), EN, "index")
    assert "bounds" not in exact.subtitle


@pytest.mark.parametrize(
    ("say", "words"),
    [
        (EN, ["150–225 (3–4.5 million yuan)", "250 (2.5 ± 0.5 million yuan)"]),
        (ZH, ["150～225（300万～450万元）", "250（250万±50万元）"]),
    ],
    ids=["en", "zh"],
)
def test_an_index_of_a_range_or_margin_has_both_its_ends(say, words):
    figures = [
        fig("gdp", "2 million", period="2021"),
        fig("gdp", "between 3–4.5 million", period="2022"),
        fig("trade", "1 million", period="2021"),
        fig("trade", "2.5 ± 0.5 million", period="2022"),
    ]
    (chart,) = draw_comparison(*made(*figures), say, "index")

    assert [one["x"] for one in traces(chart, "span")] == [[150, 225], [200, 300]]
    assert [line for line in lines(chart) if line in words] == words
    assert chart.plot["layout"]["xaxis"]["range"] == [0, 300]
    assert chart.marks == ("range", "margin")


def test_a_small_index_keeps_a_decimal():
    figures = years("gdp", "a", y2021="100 million", y2022="9.96 million", y2023="10 million")
    (chart,) = draw_comparison(*made(*figures, *B), EN, "index")

    assert [line for line in lines(chart) if "(" in line][:3] == [
        "100 (100 million yuan)",
        "10.0 (9.96 million yuan)",
        "10 (10 million yuan)",
    ]


def test_an_index_shows_only_the_run_of_its_base():
    figures = [
        *A,
        fig("gdp", "9 million", period="2030", status="target"),
        fig("gdp", "1 million", period="2024-01/2024-10"),
    ]
    (chart,) = draw_comparison(*made(*figures, *B), EN, "index")

    assert set(chart.rows["period"]) == {"2021", "2022", "2023"}


@pytest.mark.parametrize(
    "before",
    [
        fig("gdp", "1 million", period="2021-01/2021-10"),
        fig("gdp", "1 million", period="2030", status="target"),
        fig("gdp", "1 million", period="2021", status="target"),
        fig("gdp", "over 7 million", period="2021", timing="at"),
        fig("gdp", "7 million", period="2020", timing="at"),
    ],
)
def test_the_run_of_the_base_is_found_whatever_stands_before_it(before):
    (chart,) = draw_comparison(*made(before, *A, *B), EN, "index")

    assert trace(chart)["x"] == pytest.approx([100, 200, 300, 100, 50, 25])


def test_an_index_of_unlike_timing_is_not_drawn():
    states = [fig("gdp", "4 million", "b", str(year), timing="at") for year in (2021, 2022, 2023)]

    assert kinds_of("index", *A, *states) == []


def test_all_runs_of_a_shared_axis_stand_on_it_with_their_labels():
    (chart,) = draw_comparison(*made(*A[:2], *B[:2]), EN, "shared")

    assert list(chart.rows["region"]) == ["a", "a", "b", "b"]
    assert chart.subtitle == "Million yuan"
    assert len(traces(chart, "connector")) == 2
    hedged = draw_comparison(*made(A[0], fig("gdp", "over 9 million", "b")), EN, "shared")[0]
    assert "not ranked" in hedged.subtitle
    alone = draw_comparison(*made(fig("gdp", "over 9 million", "b")), EN, "own")[0]
    assert "not ranked" not in alone.subtitle


def test_figures_of_two_for_one_period_are_not_joined_in_a_comparison():
    (chart,) = draw_comparison(*made(*A[:2], fig("gdp", "7 million", period="2022"), B[0]), EN, "shared")

    assert not traces(chart, "connector")


def test_lines_are_compared_in_panels_with_the_same_axes():
    one, other = draw_comparison(*made(*A, *B), EN, "shared")

    for axis in ("xaxis", "yaxis"):
        assert one.plot["layout"][axis]["range"] == other.plot["layout"][axis]["range"]
    assert one.plot["layout"]["margin"] == other.plot["layout"]["margin"]


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(ANY_FIGURE, min_size=1, max_size=8), st.sampled_from(MODES))
def test_any_figures_are_compared_each_once_joined_to_its_like_and_within_the_page(figures, mode):
    rows, dataset = made(*figures)
    found = draw_comparison(rows, dataset, EN, mode)
    ids = [id for chart in found for id in chart.ids]

    assert len(ids) == len(set(ids))
    for chart in found:
        assert trace(chart)["customdata"] == list(chart.ids)
        assert [pair for pair in joined(chart) if len(set(map(what_and_when, pair))) > 1] == []
        assert chart.kind == "line" or beyond_a_phone(chart) == []
