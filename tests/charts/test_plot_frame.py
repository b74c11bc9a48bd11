"""The frame of a plot: labels of rows, axes, height, bands of plans."""

import pandas as pd
import pytest

from indicators.charts import plot_frame
from indicators.charts.plot_frame import draw_plan_bands
from indicators.charts.scale import AxisScale, log_scale
from indicators.charts.text_metrics import (
    PlotMargins,
)
from indicators.charts.theme import (
    MUTED_COLOUR,
)
from indicators.model import Plan


def test_a_row_label_says_first_the_name_then_small_then_the_figure_and_what_follows_it():
    found = plot_frame.row_label(["<N>"], 5, small=["s"], value=["V"], tail=["of t"])

    assert found["text"] == (
        f'&lt;N&gt;<br><span style="color:{MUTED_COLOUR}">s</span><br><b>V</b> <span style="color:{MUTED_COLOUR}">of t</span>'
    )
    assert (found["x"], found["xanchor"], found["y"], found["yanchor"]) == (0, "left", 5, "top")
    assert plot_frame.row_label([], 0)["text"] == ""


@pytest.mark.parametrize(
    ("value", "tail", "one"),
    [
        (["a" * 20], ["b" * 20], True),  # 40 letters and a space, in bold: 324 pixels
        (["a" * 20], ["b" * 21], False),  # 332.3
        (["a", "a"], ["b"], False),
        (["a"], ["b", "b"], False),
    ],
)
def test_a_figure_and_its_whole_stand_on_one_line_where_that_has_room(value, tail, one):
    assert plot_frame.fits_on_one_line(value, tail) is one
    between = " " if one else "<br>"
    assert f"</b>{between}<span" in plot_frame.row_label([], 0, value=value, tail=tail)["text"]


def test_axes_count_from_the_scale_and_in_pixels_from_the_top():
    value = plot_frame.value_axis(AxisScale(-2, 4, 1.0, ""), PlotMargins(0, 8), "en", "%")
    log = plot_frame.value_axis(log_scale([1, 1000]), PlotMargins(0, 8), "en")
    down = plot_frame.pixel_axis(90, [10, 20])

    assert (value["type"], value["range"], value["zeroline"]) == ("linear", [-2, 4], True)
    assert value["ticktext"] == ["−2%", "0%", "2%", "4%"]
    assert (log["type"], log["zeroline"]) == ("log", False)
    assert plot_frame.value_axis(AxisScale(0, 4, 1.0, ""), PlotMargins(0, 8), "en")["zeroline"] is False
    assert (down["range"], down["tickvals"], down["showgrid"]) == ([90, 0], [10, 20], True)
    assert (plot_frame.pixel_axis(90)["tickvals"], plot_frame.pixel_axis(90)["showgrid"]) == ([], False)


def test_a_figure_is_as_high_as_its_rows_with_the_axis_below():
    found = plot_frame.assemble_plot([], {"xaxis": 1}, [], 90, PlotMargins(7, 9))["layout"]

    assert found["height"] == 90 + 4 + 28
    assert found["margin"] == {"l": 7, "r": 9, "t": 4, "b": 28, "pad": 0}
    assert (found["showlegend"], found["barmode"]) == (False, "overlay")


def test_labels_of_the_gutter_stand_at_the_left_edge_of_the_figure():
    found = plot_frame.period_label("2024", 30, PlotMargins(50, 8))

    assert (found["xshift"], found["yanchor"], found["y"]) == (-50, "middle", 30)
    assert found["text"] == f'<span style="color:{MUTED_COLOUR}">2024</span>'


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


@pytest.mark.parametrize(("whole", "between"), [("of the land", " "), ("（占全国面积）", "")])
def test_a_bracket_of_full_width_needs_no_space_before_it(whole, between):
    written = plot_frame.row_label([], 0, value=["6%"], tail=[whole])["text"]

    assert f"<b>6%</b>{between}<span" in written
