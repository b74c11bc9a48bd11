"""Lines, bands of plans, then and now: where figures stand in time, what is joined, which labels have room."""

from itertools import pairwise

import pandas as pd
import pytest

from indicators.charts import draw_chart
from indicators.charts.chart_rows import can_be_joined, is_dated, sort_by_time, sorted_runs
from indicators.charts.line_chart import draw_line_on_axes
from indicators.charts.plot_frame import draw_plan_bands
from indicators.charts.text_metrics import text_width
from indicators.charts.theme import GROUND_COLOUR, MARK_COLOUR
from indicators.model import Plan
from tests.charted import EN, ZH, drawn, fig, labels, lines, made, row, set_of, trace, traces


def line(*points, say=EN, **fields):
    """A line of figures; a point is a period and a value."""
    (chart,) = drawn(*(fig("gdp", value, period=period, **fields) for period, value in points), say=say)
    assert chart.kind == "line"
    return chart


def of_years(*values):
    return [(str(2008 + n), value) for n, value in enumerate(values)]


# Points


@pytest.mark.parametrize(
    ("periods", "days"),
    [
        (("2021", "2022", "2024"), ["2021-07-02", "2022-07-02", "2024-07-01"]),
        (("2022-02", "2023-02", "2024-02"), ["2022-02-14", "2023-02-14", "2024-02-15"]),
        (("2022-03-10/2022-03-20", "2023-03-10/2023-03-20", "2024-03-10/2024-03-20"), ["2022-03-15", "2023-03-15", "2024-03-15"]),
        (("2022-06-30", "2023-01-01", "2024-12-31"), ["2022-06-30", "2023-01-01", "2024-12-31"]),
        (("2011/2015", "2016/2020", "2021/2025"), ["2013-07-01", "2018-07-02", "2023-07-02"]),
    ],
)  # fmt: skip
def test_a_figure_stands_in_the_middle_of_its_period(periods, days):
    chart = line(*((period, f"{n + 1} million") for n, period in enumerate(periods)))

    assert trace(chart)["x"] == days
    assert trace(chart)["y"] == [1, 2, 3]


def test_points_run_in_time_whatever_the_order_of_the_rows():
    chart = line(("2024", "3 million"), ("2022", "1 million"), ("2023", "2 million"))

    assert list(chart.rows["period"]) == ["2022", "2023", "2024"]
    assert [join["y"] for join in traces(chart, "connector")] == [[1, 2], [2, 3]]


@pytest.mark.parametrize(
    ("values", "low"),
    [(("1", "2", "3"), 0), (("-1", "2", "3"), -1), (("-3", "-2", "-1"), -3), (("0", "0", "0"), 0)],
)
def test_the_value_axis_of_a_line_begins_at_zero_or_below_and_leaves_room_above(values, low):
    (chart,) = drawn(*(fig("growth", value, period=year) for year, value in of_years(*values)))
    bottom, top = chart.plot["layout"]["yaxis"]["range"]

    assert bottom == low
    assert top > max(0, *trace(chart)["y"])
    assert chart.plot["layout"]["yaxis"]["zeroline"]


def test_percentages_have_their_sign_on_ticks_and_labels():
    (chart,) = drawn(*(fig("growth", value, period=year) for year, value in of_years("3", "over 4", "5")))

    assert chart.plot["layout"]["yaxis"]["ticktext"] == ["0%", "2%", "4%"]
    assert [labels(chart)[id]["text"] for id in chart.ids] == ["3%", "over 4%", "5%"]


@pytest.mark.parametrize(("say", "told"), [(EN, ["1.50", "over 2.1", "3"]), (ZH, ["150", "超210", "300"])])
def test_labels_keep_the_digits_that_were_printed_in_the_steps_of_the_axis(say, told):
    chart = line(*of_years("1.50 million", "over 2.1 million", "3 million"), say=say)
    found = labels(chart)

    assert [found[id]["text"] for id in chart.ids] == told


def test_a_line_of_one_implied_standing_is_hollow():
    rows, dataset = made(*(fig("gdp", value, period=year) for year, value in of_years("1", "2", "3")))
    rows["basis"] = "implied"

    assert trace(draw_chart("line", rows, dataset, EN))["marker"]["color"] == [GROUND_COLOUR] * 3


# Labels


def test_both_ends_and_the_extremes_are_labelled_and_others_only_where_there_is_room():
    values = [f"{n}.00 million" for n in (5, 6, 5, 6, 9, 6, 5, 6, 1, 6, 5, 6, 5, 6, 5, 7)]
    chart = line(*of_years(*values))
    found = labels(chart)

    told = {int(id.rpartition(".")[2]) - 2008 for id in found if id.startswith("gdp")}
    assert {0, 4, 8, 15} <= told
    assert len(told) < 16


def test_every_hedged_figure_is_labelled_above_the_others_where_they_would_overlap():
    chart = line(*of_years(*["over 5.00 million"] * 8))
    found = [labels(chart)[id]["yshift"] for id in chart.ids]

    assert len(found) == 8
    assert min(found) == 30
    assert {(shift - 30) % 18 for shift in found} == {0}
    assert len(set(found)) > 1


def test_a_label_stands_low_where_nothing_is_in_its_way():
    chart = line(*of_years("5 million", "6 million", "7 million"))

    assert [label["yshift"] for label in labels(chart).values() if label["name"] != "plan"] == [10, 10, 10]


def test_what_must_be_labelled_takes_the_room_before_what_may_be():
    """The second figure would have room beside the first, but the hedged third is told instead, and low."""
    values = ["5.00 million", "5.00 million", "about 5.00 million", *["5.00 million"] * 9]
    chart = line(*of_years(*values))
    found = labels(chart)

    assert chart.ids[1] not in found
    assert found[chart.ids[2]]["yshift"] in (10, 28)
    every = [found[id]["yshift"] for id in chart.ids if id in found]
    assert max(every) <= 28


def test_labels_at_one_height_never_overlap():
    values = ["5.00 million", "over 5.10 million", "5.20 million"] * 5
    chart = line(*of_years(*values))
    margin, axis = chart.plot["layout"]["margin"], chart.plot["layout"]["xaxis"]["range"]
    first, last = map(pd.Timestamp, axis)
    placed = [
        ((pd.Timestamp(label["x"]) - first) / (last - first) * (350 - margin["l"] - margin["r"]), label)
        for label in labels(chart).values()
        if label["name"] != "plan"
    ]

    levels = {}
    for x, label in placed:
        hedged = label["text"].startswith("over")
        levels.setdefault((label["yshift"] - (30 if hedged else 10)) / 18, []).append(
            (x, text_width(label["text"]) / 2)
        )
    for row_of in levels.values():
        ordered = sorted(row_of)
        assert all(x + half <= other - its for (x, half), (other, its) in pairwise(ordered))
        assert ordered[0][0] - ordered[0][1] >= -1
        assert ordered[-1][0] + ordered[-1][1] <= 350 - margin["l"] - margin["r"] + 1


def test_the_margins_of_a_line_hold_its_widest_tick_and_its_widest_label():
    chart = line(*of_years("5 million", "over 10 million", "5 million"))
    layout = chart.plot["layout"]
    widest = max(map(text_width, layout["yaxis"]["ticktext"]))

    assert layout["margin"]["l"] == round(widest) + 8
    assert layout["margin"]["r"] == 8
    first, last = map(pd.Timestamp, layout["xaxis"]["range"])
    days = [pd.Timestamp(day) for day in trace(chart)["x"]]
    plot = 350 - layout["margin"]["l"] - 8
    before = (days[0] - first) / (last - first) * plot
    assert before == pytest.approx(text_width("over 10") / 2, abs=0.5)
    assert (last - days[-1]) / (last - first) * plot == pytest.approx(before, abs=0.5)


def test_the_latest_period_is_always_told_and_no_two_touch():
    chart = line(*((str(year), "5 million") for year in range(2001, 2026)))
    axis = chart.plot["layout"]["xaxis"]

    assert axis["ticktext"][0] == "2025"
    assert axis["tickvals"][0] == trace(chart)["x"][-1]
    assert 3 <= len(axis["ticktext"]) < 12
    days = [pd.Timestamp(day) for day in axis["tickvals"]]
    width = 350 - chart.plot["layout"]["margin"]["l"] - 8
    first, last = (pd.Timestamp(end) for end in axis["range"])
    gaps = [(a - b) / (last - first) * width for a, b in pairwise(days)]
    assert min(gaps) > 4 * 7.6


def test_panels_of_a_comparison_have_axes_that_hold_everyone():
    one = [fig("gdp", f"{n} million", period=year) for n, year in ((1, "2021"), (2, "2022"), (3, "2023"))]
    other = [fig("gdp", f"{n} billion", "b", year) for n, year in ((1, "2011"), (9, "2012"), (3, "2024"))]
    records, given = set_of(*one, *other)
    chart = draw_line_on_axes(records[:3], records, given)

    assert chart.subtitle == "Billion yuan"
    assert trace(chart)["y"] == [0.001, 0.002, 0.003]
    first, last = chart.plot["layout"]["xaxis"]["range"]
    assert first < "2011-07-02"
    assert last > "2024-07-02"
    assert chart.plot["layout"]["yaxis"]["range"][1] > 9


# Bands


def plan(id, start, end, **names):
    return Plan.model_validate({"id": id, "name": {"en": f"Plan {id}", "zh": f"第{id}个规划"}, "start": str(start), "end": str(end), **names})  # fmt: skip


def banded(*plans, first="2014-01-01", last="2026-01-01", width=400.0, language="en"):
    return draw_plan_bands(plans, pd.Timestamp(first), pd.Timestamp(last), width, language)


def test_a_band_runs_from_the_first_day_of_its_plan_to_the_last():
    shapes, names = banded(plan("14", 2021, 2025), plan("13", 2016, 2020))

    assert [(s["name"], s["x0"], s["x1"]) for s in shapes] == [
        ("plan 13", "2016-01-01T00:00:00", "2021-01-01T00:00:00"),
        ("plan 14", "2021-01-01T00:00:00", "2026-01-01T00:00:00"),
    ]
    assert [s["opacity"] for s in shapes] == [0.04, 0.1]
    assert all((s["layer"], s["y0"], s["y1"], s["yref"]) == ("below", 0, 1, "paper") for s in shapes)
    assert [(n["text"], n["x"][:10]) for n in names] == [("Plan 13", "2018-07-02"), ("Plan 14", "2023-07-03")]


@pytest.mark.parametrize(
    ("first", "last", "band"),
    [
        ("2017-06-01", "2019-06-01", ("2017-06-01", "2019-06-01")),
        ("2010-01-01", "2016-01-01", None),
        ("2010-01-01", "2016-01-02", ("2016-01-01", "2016-01-02")),
        ("2021-01-01", "2024-01-01", None),
        ("2020-12-31", "2024-01-01", ("2020-12-31", "2021-01-01")),
    ],
)
def test_a_band_is_cut_at_the_ends_of_the_axis_and_left_out_beyond(first, last, band):
    shapes, _ = banded(plan("13", 2016, 2020), first=first, last=last)

    assert [(s["x0"][:10], s["x1"][:10]) for s in shapes] == ([band] if band else [])


def test_a_plan_that_is_not_shown_still_counts_for_the_shade_of_the_next():
    shapes, _ = banded(plan("12", 2011, 2013), plan("13", 2016, 2020), first="2015-01-01")

    assert [s["opacity"] for s in shapes] == [0.1]


@pytest.mark.parametrize(("width", "told"), [(53.9, True), (53.7, False)])
def test_the_name_of_a_plan_is_printed_where_its_band_has_room(width, told):
    """ "Plan 13" is 49.8 pixels wide and takes 4 more."""
    _, names = banded(plan("13", 2016, 2020), first="2016-01-01", last="2021-01-01", width=width)

    assert bool(names) == told


def test_the_short_name_of_a_plan_is_printed_in_the_language_and_escaped():
    short = {"short": {"en": "<b>13", "zh": "十三五"}}

    assert banded(plan("13", 2016, 2020, **short))[1][0]["text"] == "&lt;b&gt;13"
    assert banded(plan("13", 2016, 2020, **short), language="zh")[1][0]["text"] == "十三五"


def test_bands_stand_behind_a_line_and_names_take_a_line_above_it():
    plain = line(*((str(year), "5 million") for year in (2011, 2012, 2013)))
    named = line(*((str(year), "5 million") for year in (2021, 2023, 2025)))

    assert not plain.plot["layout"]["shapes"]
    (band,) = named.plot["layout"]["shapes"]
    assert band["name"] == "plan 14"
    assert lines(named)[0] == "The fourteenth plan"
    assert named.plot["layout"]["yaxis"]["range"][1] > plain.plot["layout"]["yaxis"]["range"][1]


# Threads


def when(period, **fields):
    end = pd.Timestamp(f"{period}-12-31") if period else pd.NaT
    return row(period=period, period_end=end, **fields)


def test_a_thread_is_in_time_order_the_undated_first():
    found = sort_by_time([when("2024"), when("2022"), when(None), when("2023")])

    assert [one.period for one in found] == [None, "2022", "2023", "2024"]
    assert [is_dated(one) for one in found] == [False, True, True, True]


def test_threads_stand_in_the_order_of_their_first_figure():
    found = sorted_runs(
        [when("2024", status="target"), when("2024"), when("2022", status="target"), when("2021")]
    )

    assert [[(one.status, one.period) for one in thread] for thread in found] == [
        [("target", "2022"), ("target", "2024")],
        [("actual", "2021"), ("actual", "2024")],
    ]


@pytest.mark.parametrize(
    ("periods", "measure", "joined"),
    [
        (("2023", "2024"), "level", True),
        (("2023", "2024"), "growth", True),
        (("2023", "2024"), "share", True),
        (("2023", "2024"), "change", False),
        (("2023", "2024"), "rank", False),
        (("2024",), "level", False),
        (("2024", "2024"), "level", False),
        (("2024", None), "level", False),
    ],
)
def test_only_figures_of_periods_of_their_own_that_are_no_change_are_joined(periods, measure, joined):
    assert can_be_joined([when(period, measure=measure) for period in periods]) is joined


# Then and now


def pair(region, then, now, **fields):
    return [fig("gdp", value, region, year, **fields) for value, year in ((then, "2021"), (now, "2024"))]


def test_the_series_whose_later_figure_is_largest_comes_first():
    (chart,) = drawn(
        *pair("a", "9 million", "1 million"),
        *pair("b", "1 million", "3 million"),
        *pair("c", "5 million", "2 million"),
    )

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
    assert chinese.title == "gdp之名：前后对比"


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
