"""Room in charts: widths of text, lines of labels, margins, ticks."""

import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.charts import draw_chart, plot_frame
from indicators.charts.marks import ChartMark, label_anchor, mark_reach, room_for_marks
from indicators.charts.scale import AxisScale, axis_ticks, linear_scale, log_scale
from indicators.charts.text_metrics import (
    LABEL_WIDTH,
    MarkReach,
    PlotMargins,
    fit_margins,
    leaves_room,
    lines_html,
    text_width,
    wrap_text,
)
from indicators.charts.theme import (
    MIN_PLOT_WIDTH,
    MUTED_COLOUR,
    NARROWEST_WIDTH,
)
from tests.charted import EN, drawn, fig, lines, made, trace, tree

# Widths and lines


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("", 0),
        ("a", 7.6),
        ("A", 9.6),
        ("m", 12.4),
        ("W", 12.4),
        ("%", 12.4),
        ("—", 12.4),
        ("i", 4.9),
        (" ", 4.9),
        ("I", 4.9),
        ("·", 4.9),
        ("\u00a0", 4.9),
        ("7", 7.6),
        ("é", 7.6),
        ("字", 14),
        ("，", 14),
        ("Ａ", 14),
        ("ｱ", 7.6),
        ("aAm字 ", 48.5),
    ],
)
def test_chinese_is_wider_than_capitals_than_letters_than_thin_signs(text, width):
    assert text_width(text) == pytest.approx(width)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("字" * 23, ["字" * 23]),
        ("字" * 24, ["字" * 23, "字"]),
        ("a" * 43, ["a" * 43]),
        ("a" * 44, ["a" * 23, "a" * 21]),  # cut as if each were as wide as a Chinese character
        ("", []),
        (" · ", []),
        ("a · ", ["a"]),
        ("one two", ["one two"]),
        (f"{'a' * 30} {'b' * 30}", ["a" * 30, "b" * 30]),
        (f"{'a' * 20} · {'b' * 20} · {'c' * 20}", [f"{'a' * 20} · {'b' * 20}", "c" * 20]),
        (f"{'a' * 30} · {'b' * 30}", ["a" * 30, "b" * 30]),
        ("字" * 23 + "。", ["字" * 23 + "。"]),
        ("字" * 23 + "（", ["字" * 23, "（"]),
        ("字" * 46, ["字" * 23] * 2),
    ],
)
def test_a_label_breaks_where_its_line_is_full(text, found):
    assert LABEL_WIDTH == 332
    assert wrap_text(text) == found


def test_parts_are_broken_between_only_where_that_takes_no_more_lines():
    long = " ".join(["word"] * 12)

    assert wrap_text(f"{long} · x") == [" ".join(["word"] * 9), "word word word\u00a0· x"]
    assert wrap_text("aaaa bbbb · cccc dddd", 80) == ["aaaa bbbb", "cccc dddd"]
    assert wrap_text("aa bb cc · dd ee ff", 50) == ["aa bb", "cc\u00a0· dd", "ee ff"]


def test_a_separator_at_the_end_of_a_line_is_left_out():
    assert all(not line.endswith("·") for line in wrap_text("aaaa bbbb cccc · dd · eeee ffff", 60))


@given(st.text("ab 字，·W", max_size=60), st.integers(40, 332))
def test_no_line_begins_with_closing_punctuation_or_is_empty(text, limit):
    found = wrap_text(text, limit)

    assert all(line == line.strip() and line for line in found)
    assert (
        not [line for line in found[1:] if line[0] == "，"]
        or text.startswith("，")
        or "·，" in text
        or " ，" in text
    )


def test_text_of_data_is_escaped_line_by_line():
    assert lines_html(['<b>a</b> & "b"', "c"]) == '&lt;b&gt;a&lt;/b&gt; &amp; "b"<br>c'


# Margins


@pytest.mark.parametrize(
    ("reaches", "gutter", "expected"),
    [
        ([], 0, (0, 8)),
        ([], 40.2, (41, 8)),
        ([MarkReach(0, 30, 0)], 0, (30, 8)),
        ([MarkReach(0.5, 30, 0)], 0, (0, 8)),  # half of the least plot is room enough
        ([MarkReach(0.25, 50, 0)], 0, (20, 8)),
        ([MarkReach(1, 0, 100)], 0, (0, 100)),
        ([MarkReach(1, 0, 3)], 0, (0, 8)),
        ([MarkReach(0.5, 0, 250)], 0, (0, 150)),
        ([MarkReach(0, 0, 130)], 0, (0, 10)),
        ([MarkReach(0, 0, 120)], 0, (0, 8)),
        ([MarkReach(0, 10, 0), MarkReach(1, 0, 50)], 20, (30, 50)),
    ],
)
def test_margins_hold_every_reach_on_the_narrowest_page(reaches, gutter, expected):
    found = fit_margins(reaches, gutter)

    assert (found.left, found.right) == pytest.approx(expected, abs=1)
    for one in reaches:
        plot = NARROWEST_WIDTH - found.left - found.right
        assert found.left + one.share * plot - one.left >= gutter - 1
        assert found.left + one.share * plot + one.right <= NARROWEST_WIDTH + 1


@pytest.mark.parametrize(
    ("right", "holds"),
    [(NARROWEST_WIDTH - MIN_PLOT_WIDTH, True), (NARROWEST_WIDTH - MIN_PLOT_WIDTH + 1, False)],
)
def test_margins_fit_where_the_least_plot_is_left(right, holds):
    assert (NARROWEST_WIDTH, MIN_PLOT_WIDTH) == (350, 120)
    assert leaves_room(PlotMargins(0, right)) is holds
    assert leaves_room(PlotMargins(right, 0)) is holds
    assert PlotMargins(0, right).plot == 120


def test_the_plot_is_what_the_margins_leave():
    assert PlotMargins(30, 20).plot == 300


SCALE = AxisScale(-1.0, 1.0, 1.0, "")


@pytest.mark.parametrize(
    ("qualifier", "value", "left", "right"),
    [
        ("exact", 1, 0, 10),
        ("over", 1, 0, 34),
        ("at_least", 1, 0, 34),
        ("nearly", 1, 30, 10),
        ("about", 1, 10, 14),
    ],
)
@pytest.mark.parametrize("bars", [True, False])
def test_a_mark_reaches_as_far_as_its_arrow_its_shape_and_its_label(qualifier, value, left, right, bars):
    one = ChartMark("i", value, 0, qualifier, "aaa", "")

    found = mark_reach(one, SCALE, bars=bars)
    assert found == (1, left or (0 if bars else 8), pytest.approx(right + 22.8))
    assert mark_reach(one, SCALE, bars=bars, beside=False).right == right


def test_the_label_of_a_bar_left_of_zero_stands_right_of_zero_and_of_a_dot_beside_it():
    one = ChartMark("i", -1.0, 0, "exact", "", "")

    assert (label_anchor(one, bars=True), label_anchor(one, bars=False)) == (0, -1)
    assert mark_reach(one, SCALE, bars=True).share == 0.5
    assert mark_reach(one, SCALE, bars=False).share == 0


def test_labels_stand_beside_their_marks_only_where_the_plot_keeps_its_least_room():
    def beside(letters, wanted=True):
        one = ChartMark("i", 1.0, 0, "exact", "a" * letters, "")
        return room_for_marks([one], SCALE, "en", "", bars=True, beside=wanted)

    held, is_held = beside(27)  # 10 and 205.2 pixels, and 8 for half a tick on the left
    assert is_held
    assert leaves_room(held)
    bare, is_held = beside(28)
    assert not is_held
    assert bare.right < 30
    assert beside(3, wanted=False)[1] is False


def test_ticks_that_reach_out_of_the_plot_widen_the_margins():
    wide = AxisScale(0, 1000, 1e9, "")
    found, _ = room_for_marks([], wide, "en", "%", bars=True)

    places, labels = axis_ticks(wide, 300, "en", "%")
    assert labels[-1] == "1,000%"
    assert found.right >= text_width("1,000%") / 2
    assert found.left >= text_width("0%") / 2 - 1
    assert places[0] == 0


# Scales and ticks


@pytest.mark.parametrize(
    ("values", "language", "whole", "expected"),
    [
        ([3e6, 9e6], "en", 0, (0, 9, 1e6, "million")),
        ([3e6, 9e6], "zh", 0, (0, 900, 1e4, "万")),
        ([-3e6, 9e5], "en", 0, (-3, 0.9, 1e6, "million")),
        ([-5.0], "en", 0, (-5, 0, 1, "")),
        ([5.0], "en", 0, (0, 5, 1, "")),
        ([0.5], "en", 0, (0, 0.5, 1, "")),
        ([0.0], "en", 0, (0, 1, 1, "")),
        ([40.0], "en", 100, (0, 100, 1, "")),
        ([140.0], "en", 100, (0, 140, 1, "")),
        ([999_999.0], "en", 0, (0, 999_999, 1, "")),
        ([1_000_000.0], "en", 0, (0, 1, 1e6, "million")),
        ([1e8], "zh", 0, (0, 1, 1e8, "亿")),
    ],
)
def test_an_axis_runs_from_zero_over_all_figures_in_the_steps_of_the_language(
    values, language, whole, expected
):
    found = linear_scale(values, language, whole) if whole else linear_scale(values, language)

    assert (found.low, found.high, found.step, found.word) == expected
    assert not found.log
    for value in values:
        assert 0 <= found.share(value) <= 1


@pytest.mark.parametrize(
    ("values", "low", "high"),
    [
        ([1, 1000], -0.18, 3),
        ([50], math.log10(50) - 1.06, math.log10(50)),
        ([20, 40], math.log10(40) - 1.06, math.log10(40)),
    ],
)
def test_a_log_axis_holds_one_power_of_ten_at_least_and_a_little_room_below(values, low, high):
    found = log_scale(values)

    assert (found.low, found.high) == (pytest.approx(low), pytest.approx(high))
    assert found.log
    assert (found.step, found.word) == (1, "")
    assert found.at(100) == pytest.approx(2)


@pytest.mark.parametrize(
    ("low", "high", "plot", "expected"),
    [
        (0, 1, 300, ["0", "0.5", "1"]),
        (0, 2, 300, ["0", "0.5", "1", "1.5", "2"]),
        (0, 4, 300, ["0", "1", "2", "3", "4"]),
        (0, 5, 300, ["0", "2", "4"]),
        (0, 7, 300, ["0", "2", "4", "6"]),
        (0, 100, 300, ["0", "25", "50", "75", "100"]),
        (0, 100, 80, ["0", "50", "100"]),
        (0, 100, 40, ["0", "100"]),
        (0, 1000, 300, ["0", "250", "500", "750", "1,000"]),
        (0, 9_000, 300, ["0", "2,500", "5,000", "7,500"]),
        (0, 0.09, 300, ["0", "0.05"]),
        (0, 0.1, 400, ["0", "0.05", "0.1"]),
        (-3.5, 6, 300, ["0", "5"]),
        (-50, 0, 300, ["−40", "−20", "0"]),
        (-100, 0, 300, ["−100", "−75", "−50", "−25", "0"]),
    ],
)
def test_ticks_are_round_numbers_with_zero_among_them(low, high, plot, expected):
    places, labels = axis_ticks(AxisScale(low, high, 1.0, ""), plot, "en")

    assert labels == expected
    assert [float(label.replace(",", "").replace("−", "-")) for label in labels] == pytest.approx(places)


def test_ticks_group_digits_as_the_language_does_and_end_in_the_sign():
    assert axis_ticks(AxisScale(0, 8000, 1.0, ""), 400, "en", "%")[1] == [
        "0%",
        "2,000%",
        "4,000%",
        "6,000%",
        "8,000%",
    ]
    assert axis_ticks(AxisScale(0, 8000, 1.0, ""), 400, "zh")[1] == ["0", "2000", "4000", "6000", "8000"]
    assert axis_ticks(AxisScale(0, 80000, 1.0, ""), 400, "zh")[1][-1] == "80,000"


@given(st.floats(0.01, 9999), st.floats(0, 9999), st.integers(60, 700))
def test_no_two_tick_labels_touch(high, below, plot):
    scale = AxisScale(-below, high, 1.0, "")
    places, labels = axis_ticks(scale, plot, "en")
    pixel = plot / (scale.high - scale.low)

    if len(labels) > 2:
        wide = max(map(text_width, labels)) + 12
        assert all((b - a) * pixel >= wide * (1 - 1e-9) for a, b in itertools.pairwise(places))
    assert 0 in places
    assert len(places) <= 5


@pytest.mark.parametrize(
    ("values", "plot", "language", "expected"),
    [
        ([1, 1000], 300, "en", ["1", "10", "100", "1,000"]),
        ([1, 1000], 120, "en", ["10", "1,000"]),
        ([1e6, 1e12], 300, "en", ["1 million", "100 million", "10 billion", "1 trillion"]),
        ([1e4, 1e8], 300, "zh", ["1万", "10万", "100万", "1000万", "1亿"]),
        ([20, 900], 300, "en", ["20", "50", "100", "200", "500"]),
        ([20, 90], 300, "en", ["10", "20", "50"]),
        ([20, 90], 80, "en", ["10", "30"]),
        ([20, 90], 20, "en", ["10", "50"]),
        ([3, 20], 40, "en", ["5", "10"]),  # as wide as the widest
        ([4e5, 3e6], 140, "en", ["500,000", "1 million"]),
    ],
)
def test_a_log_axis_has_powers_of_ten_the_highest_among_them_or_steps_between(
    values, plot, language, expected
):
    assert axis_ticks(log_scale(values), plot, language)[1] == expected


# The frame


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


# Rows down a chart


def heights(chart):
    """Where labels and marks stand: from the top down."""
    notes = [
        note["y"] for note in chart.plot["layout"]["annotations"] if "yref" not in note and "name" not in note
    ]
    return notes, trace(chart)["y"], chart.plot["layout"]["height"]


def test_rows_stand_one_under_the_other_largest_first_and_never_overlap():
    values = ("3 million", "5 million", "4 million")
    (chart,) = drawn(*(fig("gdp", value, region) for value, region in zip(values, "abc", strict=True)))
    notes, marks, height = heights(chart)

    assert lines(chart)[:3] == ["Beta", "Gamma", "Alpha"]
    assert trace(chart)["x"] == [5, 4, 3]
    assert notes == [0, 51, 102]  # a line of 18, a gap of 4, a bar of 16, a gap of 13
    assert marks == [30, 81, 132]
    assert height == round(153 - 13 / 2 + 4 + 28)


def test_a_value_without_room_beside_its_mark_takes_a_line_more():
    units = [
        {"id": "firms", "name": {"en": "a very long name of a unit of firms", "zh": "家"}, "kind": "count"}
    ]
    rows, dataset = made(fig("firms", "3"), fig("firms", "2", "b"), units=units)
    notes, marks, _ = heights(draw_chart("bars", rows, dataset, EN))

    assert (notes, marks) == ([0, 69], [48, 117])


def test_shares_of_several_wholes_take_a_line_more_only_where_the_whole_has_no_room():
    short = drawn(fig("part", "40"), fig("piece", "30", "b"))[0]
    indicator = heights(short)

    assert indicator[1] == [48, 117]


def test_parts_of_a_whole_are_told_one_under_the_other_above_their_bar():
    rows, dataset = made(fig("part", "40", sector="cars"), fig("part", "over 30", sector="boats"))
    chart = draw_chart("whole", rows, dataset, EN)
    notes, marks, height = heights(chart)

    assert notes == [0, 40]  # two lines of 18 and 4 below
    assert marks == [108, 108]  # a gap of 13 and half of 30 below the last
    assert trace(chart)["width"] == [30, 30]
    assert chart.plot["layout"]["yaxis"]["range"] == [127, 0]
    assert height == 127 + 32


SHARE_OF = {"id": "r", "kind": "share", "note": {"en": "N", "zh": "注"}}
SHARE_OF["members"] = {"whole": "firms.a.2024", "part": "firms.a.cars.2024", "share": "part.a.2024"}


@pytest.mark.parametrize(("unit", "line"), [("firms", 0), ("firms that are of a quite long name", 1)])
def test_whole_and_part_are_told_above_their_bars_the_share_on_the_line_of_the_part_where_it_has_room(
    unit, line
):
    units = tree()["units"]
    units[2] |= {"name": {"en": unit, "zh": "家"}}
    figures = fig("firms", "200"), fig("firms", "over 50", sector="cars"), fig("part", "25")
    chart = draw_chart("nested", *made(*figures, relations=[SHARE_OF], units=units), EN)
    notes, marks, height = heights(chart)

    assert notes == [0, 40]
    assert marks == [108 + 18 * line] * 2
    assert height == 127 + 18 * line + 32
    assert [note["y"] for note in chart.plot["layout"]["annotations"] if note["showarrow"]] == marks[:1]
    assert not [
        note for note in chart.plot["layout"]["annotations"] if note.get("name") and not note["showarrow"]
    ]


@pytest.mark.parametrize("kind", ["whole", "nested"])
def test_bars_of_wholes_take_the_width_of_the_page(kind):
    figures = [fig("firms", "200"), fig("firms", "50", sector="cars"), fig("part", "25")]
    if kind == "whole":
        figures = [fig("part", "25", sector="cars"), fig("part", "30", sector="boats")]
        relations = []
    else:
        relations = [SHARE_OF]
    margin = draw_chart(kind, *made(*figures, relations=relations), EN).plot["layout"]["margin"]

    assert margin["l"] <= 10
    assert margin["r"] < 25
