"""Lines: where figures stand in time, what is joined, which labels have room."""

from datetime import datetime
from itertools import pairwise

import pandas as pd
import pytest

from indicators.charts import draw_chart, draw_charts
from indicators.charts.line_chart import draw_line_on_axes
from indicators.charts.text_metrics import NARROWEST_WIDTH, text_width
from indicators.charts.theme import GROUND_COLOUR
from indicators.text import format_period
from tests.charted import EN, ZH, drawn, fig, labels, lines, made, set_of, trace, traces, tree


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


@pytest.mark.parametrize(
    ("periods", "english", "chinese"),
    [
        (("2024-Q1", "2024-Q2", "2024-Q3"), ["Q1 2024", "Q2 2024", "Q3 2024"], ["2024年一季度", "2024年二季度", "2024年三季度"]),
        (("2023-11", "2023-12", "2024-01"), ["Nov 2023", "Dec 2023", "Jan 2024"], ["2023年11月", "2023年12月", "2024年1月"]),
        (("2023-H2", "2024-H1", "2024-H2"), ["second half of 2023", "second half of 2024"], ["2023年下半年", "2024年上半年", "2024年下半年"]),
        (("2021-04/2022-03", "2022-04/2023-03", "2023-04/2024-03"), ["FY2021–22", "FY2022–23", "FY2023–24"], ["2021—22财年", "2022—23财年", "2023—24财年"]),
    ],
)  # fmt: skip
def test_periods_of_one_length_are_joined_and_the_axis_says_them_as_people_do(periods, english, chinese):
    figures = [fig("gdp", f"{n} million", period=period) for n, period in enumerate(periods, start=1)]
    regions = [region | {"fiscal_year": "04"} for region in tree()["regions"]]

    for say, told in ((EN, english), (ZH, chinese)):
        rows, dataset = made(*figures, regions=regions)
        (chart,) = draw_charts(rows, dataset, say)
        assert chart.kind == "line"
        assert [join["y"] for join in traces(chart, "connector")] == (
            [[1, 2], [2, 3]] if say is EN else [[100, 200], [200, 300]]
        )
        assert chart.plot["layout"]["xaxis"]["ticktext"] == told[::-1]


def test_a_quarter_never_continues_the_same_months_of_another_length():
    charts = drawn(*(fig("gdp", "1", period=period) for period in ("2023", "2024-Q1", "2024-01/2024-02")))

    assert not any(traces(chart, "connector") for chart in charts)


def test_a_line_may_run_from_the_first_year_to_the_last():
    chart = line(("0001", "1 million"), ("1600", "2 million"), ("9999", "3 million"), status="target")
    axis = chart.plot["layout"]["xaxis"]

    assert trace(chart)["x"] == ["0001-07-02", "1600-07-01", "9999-07-02"]
    assert axis["ticktext"] == ["9999", "1600", "0001"]
    assert axis["range"] == ["0001-01-01T00:00:00", "9999-12-31T00:00:00"]


@pytest.mark.parametrize(
    "periods",
    [
        ("2023-H2", "2024-H1", "2024-H2"),
        ("2022-01/2022-09", "2023-01/2023-09", "2024-01/2024-09"),
        ("0001", "0002", "0003"),
        ("9997-H1", "9998-H2", "9999-H2"),
        ("0001-01-01", "5000-01-01", "9999-12-31"),
    ],
)
@pytest.mark.parametrize("say", [EN, ZH])
def test_the_last_period_is_told_within_the_picture_however_long_its_name(periods, say):
    chart = line(*((period, "3") for period in periods), say=say, status="target")
    axis, margin = chart.plot["layout"]["xaxis"], chart.plot["layout"]["margin"]
    start, end = (datetime.fromisoformat(moment) for moment in axis["range"])
    last = datetime.fromisoformat(axis["tickvals"][0])
    beside = (end - last) / (end - start) * (NARROWEST_WIDTH - margin["l"] - margin["r"]) + margin["r"]

    assert axis["ticktext"][0] == format_period(periods[-1], say.language)
    assert beside >= text_width(axis["ticktext"][0]) / 2 - 1


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

    assert bottom == low if low == 0 else low - 0.7 < bottom < low
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


@pytest.mark.parametrize(
    ("say", "values", "told", "ticks"),
    [
        (EN, ("0", "1.5 billion", "2 billion"), ["0", "1.5", "2"], ["0", "0.5", "1", "1.5", "2"]),
        (ZH, ("0", "15亿", "20亿"), ["0", "15", "20"], ["0", "5", "10", "15", "20"]),
        (EN, ("0.0 billion", "1.5 billion", "2 billion"), ["0.0", "1.5", "2"], None),
        (EN, ("0", "3 trillion", "1000000000000000000"), ["0", "3", "1,000,000"], None),
        (ZH, ("0", "3万亿", "1000000万亿"), ["0", "3", "1,000,000"], None),
        (EN, ("2,000,000,000.0", "3 billion", "4.25 billion"), ["2", "3", "4.25"], None),
        (EN, ("0.0000003", "0.0000005", "0"), ["0.0000003", "0.0000005", "0"], None),
    ],
)  # fmt: skip
def test_labels_of_zero_of_the_largest_and_of_unlike_digits_run_to_no_zeros(say, values, told, ticks):
    chart = line(*of_years(*values), say=say)
    found = labels(chart)

    assert [found[id]["text"] for id in chart.ids] == told
    assert ticks is None or chart.plot["layout"]["yaxis"]["ticktext"] == ticks


def test_a_line_of_one_implied_standing_is_hollow():
    rows, dataset = made(*(fig("gdp", value, period=year) for year, value in of_years("1", "2", "3")))
    rows["basis"] = "implied"

    assert trace(draw_chart("line", rows, dataset, EN))["marker"]["color"] == [GROUND_COLOUR] * 3


# Labels


def test_a_number_that_has_to_stand_far_above_its_point_has_a_leader_to_it():
    chart = line(*of_years(*(f"{90 if n % 3 == 0 else 4 + n} million" for n in range(13))))
    leaders = [note for note in chart.plot["layout"]["annotations"] if note.get("name") == "leader"]
    far = [note for note in labels(chart).values() if note.get("yshift", 0) > 36]

    assert len(leaders) == len(far) > 0
    assert [(one["x"], -one["ay"]) for one in leaders] == [(one["x"], one["yshift"]) for one in far]


def test_a_number_of_the_lowest_point_below_zero_stands_below_it():
    (chart,) = drawn(
        *(fig("growth", value, period=year) for year, value in of_years("-3", "-9", "-2", "-5", "-1"))
    )

    assert labels(chart)[chart.ids[1]]["yshift"] == -24


def test_an_arrow_down_from_a_low_point_stays_above_the_words_of_the_axis():
    chart = line(*of_years("90 million", "under 1 million", "80 million"))
    low, high = chart.plot["layout"]["yaxis"]["range"]

    assert (1 - low) / (high - low) * 260 >= 26


def test_both_ends_and_the_extremes_are_labelled_and_others_only_where_there_is_room():
    values = [f"{n}.00 million" for n in (5, 6, 5, 6, 9, 6, 5, 6, 1, 6, 5, 6, 5, 6, 5, 7)]
    chart = line(*of_years(*values))
    found = labels(chart)

    told = {int(id.rpartition(".")[2]) - 2008 for id in found if id.startswith("gdp")}
    assert {0, 4, 8, 15} <= told
    assert len(told) < 16


def test_every_hedged_figure_is_labelled_at_another_height_where_they_would_overlap():
    chart = line(*of_years(*["over 5.00 million"] * 8))
    found = [labels(chart)[id]["yshift"] for id in chart.ids]

    assert len(found) == 8
    assert found[0] == 30  # right above its arrow
    assert len(set(found)) > 1


def test_a_label_stands_low_where_nothing_is_in_its_way():
    chart = line(*of_years("5 million", "6 million", "7 million"))

    assert [label["yshift"] for label in labels(chart).values() if label["name"] != "plan"] == [10, 10, 10]


def test_what_must_be_labelled_stands_low_though_others_are_beside_it():
    values = ["5.00 million", "5.00 million", "about 5.00 million", *["5.00 million"] * 9]
    chart = line(*of_years(*values))

    assert labels(chart)[chart.ids[2]]["yshift"] in (10, 28)


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


def test_bands_stand_behind_a_line_and_names_take_a_line_above_it():
    plain = line(*((str(year), "5 million") for year in (2011, 2012, 2013)))
    named = line(*((str(year), "5 million") for year in (2021, 2023, 2025)))

    assert not plain.plot["layout"]["shapes"]
    (band,) = named.plot["layout"]["shapes"]
    assert band["name"] == "plan 14"
    assert lines(named)[0] == "The fourteenth plan"
    assert named.plot["layout"]["yaxis"]["range"][1] > plain.plot["layout"]["yaxis"]["range"][1]
