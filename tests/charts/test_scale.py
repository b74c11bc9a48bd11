"""Value axes: where they begin and end, and their ticks."""

import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.charts.scale import AxisScale, axis_ticks, linear_scale, log_scale
from indicators.charts.text_metrics import (
    text_width,
)


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


@given(
    st.lists(st.integers(-(10**15), 10**15).map(lambda cents: cents / 100), min_size=1, max_size=5),
    st.sampled_from(["en", "zh"]),
)
def test_ticks_are_few_and_within_the_axis(values, language):
    scale = linear_scale(values, language)

    places, labels = axis_ticks(scale, 200, language)

    assert 1 <= len(places) == len(labels) <= 6
    assert all(scale.low - 1e-9 <= place <= scale.high + 1e-9 for place in places)
    assert len(set(labels)) == len(labels)


@given(
    st.lists(st.integers(1, 10**13), min_size=2, max_size=5),
    st.sampled_from(["en", "zh"]),
    st.integers(150, 700),
)
def test_a_log_axis_has_two_ticks_at_least_so_that_its_scale_can_be_read(values, language, plot):
    scale = log_scale(values)

    places, labels = axis_ticks(scale, plot, language)

    assert len(places) == len(set(labels)) >= 2
    assert all(scale.low - 1e-9 <= math.log10(place) <= scale.high + 1e-9 for place in places)
