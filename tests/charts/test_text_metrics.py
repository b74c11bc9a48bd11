"""Room for text: widths, lines of labels, margins."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
    NARROWEST_WIDTH,
)

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


@given(st.text(alphabet=st.sampled_from("abc 家企业，·WM1%-"), max_size=120))
def test_wrapping_loses_nothing_and_never_runs_over(words):
    found = wrap_text(words)

    assert re.sub(r"[\s·]", "", "".join(found)) == re.sub(r"[\s·]", "", words)
    assert all(text_width(line) <= LABEL_WIDTH + 8 * 14 for line in found)


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
