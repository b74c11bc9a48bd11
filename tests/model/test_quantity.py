"""Printed figures as intervals: the table of the design with exact numbers, then its properties."""

from decimal import Decimal
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

import indicators.model.quantity as specification
from indicators.model.code_lists import Measure, UnitKind
from indicators.model.hedges import HEDGES
from indicators.model.quantity import parse_printed_number, quantity_of
from indicators.ui import about_page

D = Decimal
FORMS = "a number such as 93,200, 38.1, 1.609 million, 1/9 or 2x, a range such as 5–5.5 or a margin such as 3.7 ± 0.7"


def interval(text, qualifier="exact", kind="count", measure="level"):
    found = quantity_of(parse_printed_number(text), qualifier, kind, measure)
    return found.value, found.low, found.high


@pytest.mark.parametrize(
    ("text", "kind", "measure", "value", "low", "high"),
    [
        ("38.1", "percent", "share", D("38.1"), D("38.05"), D("38.15")),
        ("24.75", "percent", "growth", D("24.75"), D("24.745"), D("24.755")),
        ("60", "percent", "share", D(60), D("59.5"), D("60.5")),
        ("140", "percent", "growth", D(140), D("139.5"), D("140.5")),
        ("-1.5", "percent", "growth", D("-1.5"), D("-1.55"), D("-1.45")),
        ("3", "points", "change", D(3), D("2.5"), D("3.5")),
        ("30", "points", "change", D(30), D("29.5"), D("30.5")),
        ("3.50", "percent", "share", D("3.50"), D("3.495"), D("3.505")),
        ("3.5", "percent", "share", D("3.5"), D("3.45"), D("3.55")),
        ("1.609 million", "count", "level", D(1_609_000), D(1_608_500), D(1_609_500)),
        ("1.1 trillion", "money", "level", D(1_100_000_000_000), D(1_050_000_000_000), D(1_150_000_000_000)),
        ("200 billion", "money", "level", D(200_000_000_000), D(199_500_000_000), D(200_500_000_000)),
        ("285 million", "money", "level", D(285_000_000), D(284_500_000), D(285_500_000)),
        ("93,200", "count", "level", D(93_200), D(93_150), D(93_250)),
        ("93200", "count", "level", D(93_200), D(93_150), D(93_250)),
        ("3,056", "count", "level", D(3056), D("3055.5"), D("3056.5")),
        ("1,000", "count", "level", D(1000), D(500), D(1500)),
        ("999", "count", "level", D(999), D(999), D(999)),
        ("510", "count", "level", D(510), D(510), D(510)),
        ("15", "duration", "streak", D(15), D(15), D(15)),
        ("7.5", "duration", "level", D("7.5"), D("7.45"), D("7.55")),
        ("667", "area", "level", D(667), D("666.5"), D("667.5")),
        ("500", "money", "level", D(500), D(450), D(550)),
        ("-300", "count", "change", D(-300), D(-300), D(-300)),
        ("6", "rank", "rank", D(6), D(6), D(6)),
        ("1,200", "rank", "rank", D(1200), D(1200), D(1200)),
        ("2x", "percent", "growth", D(100), D(50), D(150)),
        ("2.5x", "percent", "growth", D(150), D(145), D(155)),
        ("160.9万", "count", "level", D(1_609_000), D(1_608_500), D(1_609_500)),
        ("3亿", "money", "level", D(300_000_000), D(250_000_000), D(350_000_000)),
        ("1.1万亿", "money", "level", D(1_100_000_000_000), D(1_050_000_000_000), D(1_150_000_000_000)),
    ],
)
def test_an_exact_figure_is_known_to_half_its_last_printed_digit(text, kind, measure, value, low, high):
    assert interval(text, "exact", kind, measure) == (value, low, high)


@pytest.mark.parametrize(
    ("text", "kind", "value", "low", "high"),
    [
        ("510 billion", "money", D(510_000_000_000), D(500_000_000_000), D(520_000_000_000)),
        ("77,000", "count", D(77_000), D(76_000), D(78_000)),
        ("5", "percent", D(5), D(4), D(6)),
        ("50", "percent", D(50), D(40), D(60)),
        ("1.5 million", "count", D(1_500_000), D(1_400_000), D(1_600_000)),
        ("0.50", "percent", D("0.50"), D("0.49"), D("0.51")),
        ("270", "count", D(270), D(260), D(280)),
    ],
)
def test_an_about_figure_is_known_to_one_of_its_last_significant_digit(text, kind, value, low, high):
    assert interval(text, "about", kind) == (value, low, high)


@pytest.mark.parametrize("qualifier", ["over", "at_least"])
def test_a_lower_bound_has_no_upper_end(qualifier):
    assert interval("1 trillion", qualifier, "money") == (D(10**12), D(10**12), None)


def test_double_digit_growth_is_at_least_ten():
    assert interval("10", "at_least", "percent", "growth") == (D(10), D(10), None)


@pytest.mark.parametrize("qualifier", ["under", "at_most"])
@pytest.mark.parametrize(
    ("text", "kind", "measure", "low"),
    [
        ("300", "count", "level", D(0)),
        ("0.6", "percent", "share", D(0)),
        ("2", "rank", "rank", D(0)),
        ("9", "duration", "streak", D(0)),
        ("5", "percent", "growth", None),
        ("12,000", "count", "change", None),
    ],
)
def test_an_upper_bound_ends_at_zero_unless_it_can_be_negative(text, qualifier, kind, measure, low):
    value = parse_printed_number(text).value

    assert interval(text, qualifier, kind, measure) == (value, low, value)


@pytest.mark.parametrize(
    ("text", "kind", "measure", "low"),
    [
        ("300", "count", "level", D(200)),
        ("20,000", "count", "level", D(10_000)),
        ("400 million", "money", "level", D(300_000_000)),
        ("2.3万亿", "money", "level", D(2_200_000_000_000)),
        ("0.60", "percent", "share", D("0.59")),
        ("7", "percent", "growth", D(6)),
        ("1/3", "percent", "share", D(25)),
        ("2x", "percent", "growth", D(0)),
    ],
)
def test_a_figure_of_nearly_is_one_unit_of_its_last_significant_digit_below_it(text, kind, measure, low):
    value = parse_printed_number(text).value

    assert interval(text, "nearly", kind, measure) == (value, low, value)


@pytest.mark.parametrize(
    ("text", "qualifier", "low", "high", "brackets"),
    [
        ("-20", "over", None, D(-20), "[)"),
        ("-20", "at_least", None, D(-20), "[]"),
        ("-2", "nearly", D(-2), D(-1), "(]"),
        ("-0.5", "under", D("-0.5"), D(0), "(]"),
        ("-5", "at_most", D(-5), D(0), "[]"),
        ("-5", "about", D(-6), D(-4), "[]"),
        ("-1.5", "exact", D("-1.55"), D("-1.45"), "[]"),
        ("-5.5–-5", "between", D("-5.5"), D(-5), "[]"),
        ("-2.6 ± 0.2", "exact", D("-2.8"), D("-2.4"), "[]"),
    ],
)
def test_the_hedge_of_a_fall_speaks_of_its_size(text, qualifier, low, high, brackets):
    found = quantity_of(parse_printed_number(text), qualifier, "percent", "growth")

    assert (found.low, found.high) == (low, high)
    assert (found.low_included, found.high_included) == (brackets[0] == "[", brackets[1] == "]")
    assert HEDGES[qualifier].brackets(-1) == brackets


class TestRanges:
    @pytest.mark.parametrize(
        ("text", "low", "high", "middle"),
        [
            ("5–5.5", D(5), D("5.5"), D("5.25")),
            ("5-5.5", D(5), D("5.5"), D("5.25")),
            ("5 – 5.5", D(5), D("5.5"), D("5.25")),
            ("1.2–1.5 million", D(1_200_000), D(1_500_000), D(1_350_000)),
            ("900 million–1.1 billion", D(900_000_000), D(1_100_000_000), D(1_000_000_000)),
            ("30–50亿", D(3_000_000_000), D(5_000_000_000), D(4_000_000_000)),
            ("1,000–1,500", D(1000), D(1500), D(1250)),
            ("1/4–1/2", D(25), D(50), D("37.5")),
            ("2x–3x", D(100), D(200), D(150)),
            ("-3–2", D(-3), D(2), D("-0.5")),
            ("-5--4", D(-5), D(-4), D("-4.5")),
        ],
    )
    def test_are_between_their_printed_ends_and_state_no_one_number(self, text, low, high, middle):
        printed = parse_printed_number(text)

        assert interval(text, "between", "percent", "growth") == (None, low, high)
        assert (printed.form, printed.value, str(printed)) == ("range", middle, text)

    @pytest.mark.parametrize("text", ["5.5–5", "5–5", "1–1.0", "-5–-5.5", "2024-05", "1 million–1.2"])
    def test_begin_with_their_lower_end(self, text):
        with pytest.raises(
            ValueError, match="expected a range from its lower to its upper end; found"
        ) as caught:
            parse_printed_number(text)

        assert str(caught.value).endswith(f"found {text!r}")

    @pytest.mark.parametrize("text", ["5–", "–5", "1-2-3", "5–5.5%", "5—5.5", "5~6", "five–six"])
    def test_have_two_numbers_and_a_dash(self, text):
        with pytest.raises(ValueError, match=r"^expected") as caught:
            parse_printed_number(text)

        assert str(caught.value) == f"expected {FORMS}; found {text!r}"


class TestMargins:
    @pytest.mark.parametrize(
        ("text", "value", "low", "high"),
        [
            ("3.7 ± 0.7", D("3.7"), D("3.0"), D("4.4")),
            ("3.7±0.7", D("3.7"), D("3.0"), D("4.4")),
            ("1.2 ± 0.1 million", D(1_200_000), D(1_100_000), D(1_300_000)),
            ("1.2 million ± 50 thousand", D(1_200_000), D(1_150_000), D(1_250_000)),
        ],
    )
    def test_are_the_interval_itself(self, text, value, low, high):
        assert interval(text, "exact", "percent", "growth") == (value, low, high)

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("3 ± 0", "expected a margin above zero; found '3 ± 0'"),
            ("3 ± -1", "expected a margin above zero; found '3 ± -1'"),
            ("1/9 ± 2", "expected a margin of a number in figures, such as 3.7 ± 0.7; found '1/9 ± 2'"),
            ("2x ± 1", "expected a margin of a number in figures, such as 3.7 ± 0.7; found '2x ± 1'"),
            ("±3", f"expected {FORMS}; found '±3'"),
            ("3 ± 1 ± 1", f"expected {FORMS}; found '3 ± 1 ± 1'"),
            ("3–4 ± 1", f"expected {FORMS}; found '3–4 ± 1'"),
        ],
    )
    def test_are_numbers_above_zero(self, text, expected):
        with pytest.raises(ValueError, match=r"^expected") as caught:
            parse_printed_number(text)

        assert str(caught.value) == expected


class TestFractions:
    def test_one_ninth_is_between_one_in_nine_and_a_half_and_one_in_eight_and_a_half(self):
        assert interval("1/9", "exact", "percent", "share") == (D(100) / 9, 100 / D("9.5"), 100 / D("8.5"))

    def test_one_half(self):
        assert interval("1/2", "exact", "percent", "share") == (D(50), D(40), 100 / D("1.5"))

    def test_about_one_fifth_is_between_a_sixth_and_a_quarter(self):
        assert interval("1/5", "about", "percent", "share") == (D(20), D(100) / 6, D(25))

    def test_over_one_half_is_a_lower_bound(self):
        assert interval("1/2", "over", "percent", "share") == (D(50), D(50), None)

    def test_about_one_whole_has_no_upper_bound(self):
        assert interval("1/1", "about", "percent", "share") == (D(100), D(50), None)


class TestPrinted:
    @pytest.mark.parametrize(
        ("text", "form"),
        [
            ("93,200", "whole"),
            ("200 billion", "scaled"),
            ("1.609 million", "decimal"),
            ("1/9", "fraction"),
            ("2x", "multiple"),
            ("0", "whole"),
            ("1,000 billion", "scaled"),
            ("5 thousand", "scaled"),
            ("1.5million", "decimal"),
        ],
    )
    def test_the_form_and_the_text_are_kept(self, text, form):
        printed = parse_printed_number(text)

        assert (str(printed), printed.form) == (text, form)

    @pytest.mark.parametrize(
        "text",
        [
            "",
            " ",
            "about 5",
            "5%",
            "5 %",
            "$5",
            "+5",
            "--5",
            ".5",
            "5.",
            "1e3",
            "0x10",
            "0x",
            "-2x",
            "1/0",
            "0/3",
            "1/2/3",
            "1,2345",
            "12,34",
            ",123",
            "1.609  million",
            "1.609 Million",
            "million",
            "5 zillion",
            "nan",
            "Infinity",
            "１２",
            "٣",
            "5\n",
        ],
    )
    def test_anything_else_is_refused_with_what_was_expected(self, text):
        with pytest.raises(ValueError, match="expected") as caught:
            parse_printed_number(text)

        assert str(caught.value) == f"expected {FORMS}; found {text!r}"

    def test_endless_digits_are_refused_without_repeating_them(self):
        with pytest.raises(ValueError, match=r"found 25 digits$"):
            parse_printed_number("1" * 25)
        with pytest.raises(ValueError, match=r"found 100,?000 characters$"):
            parse_printed_number("1" * 100_000)

    def test_the_longest_number_is_exact(self):
        assert parse_printed_number("123456789012345678901234 trillion").value == D(
            "123456789012345678901234000000000000"
        )


whole = st.integers(0, 10**12)
scales = st.sampled_from(["", " thousand", " million", " billion", " trillion", "万", "亿", "万亿"])


@st.composite
def numbers(draw) -> str:
    """A printed number that is not negative, with or without commas, decimals and a scale word."""
    digits = draw(st.sampled_from(["{}", "{:,}"])).format(draw(whole))
    decimals = draw(st.sampled_from(["", ".{:01}", ".{:03}"])).format(draw(st.integers(1, 9)))
    return digits + decimals + draw(scales)


fractions = st.builds("{}/{}".format, st.integers(1, 999), st.integers(1, 999))
multiples = st.builds("{}x".format, st.integers(1, 999) | st.decimals(1, 99, places=1))
kinds = st.sampled_from(get_args(UnitKind))
measures = st.sampled_from(get_args(Measure))


ranges = st.builds(
    lambda low, step, dash, word: f"{low}{dash}{low + step}{word}",
    st.integers(0, 10**6),
    st.integers(1, 10**6),
    st.sampled_from(["–", "-", " – "]),
    scales,
)
points = st.sampled_from([qualifier for qualifier in HEDGES if qualifier != "between"])


@given(ranges, kinds, measures)
def test_a_range_is_all_that_lies_between_its_ends_and_its_middle_is_one_of_them(text, kind, measure):
    value, low, high = interval(text, "between", kind, measure)

    assert value is None
    assert low < parse_printed_number(text).value < high


@given(numbers(), points, kinds)
def test_a_fall_is_the_mirror_of_a_rise_of_what_cannot_be_negative(text, qualifier, kind):
    rise = quantity_of(parse_printed_number(text), qualifier, kind, "level")
    if rise.value == 0:
        return

    fall = quantity_of(parse_printed_number(f"-{text}"), qualifier, kind, "growth")

    assert (fall.low, fall.high) == tuple(None if end is None else -end for end in (rise.high, rise.low))
    assert (fall.low_included, fall.high_included) == (rise.high_included, rise.low_included)


@given(numbers() | fractions | multiples, points, kinds, measures)
def test_the_value_lies_in_its_interval(text, qualifier, kind, measure):
    value, low, high = interval(text, qualifier, kind, measure)

    assert low is None or low <= value
    assert high is None or value <= high


@given(numbers(), points, kinds, st.sampled_from(["level", "share", "rank", "streak"]))
def test_what_cannot_be_negative_has_no_negative_lower_end(text, qualifier, kind, measure):
    value, low, _ = interval(text, qualifier, kind, measure)

    assert low is not None
    assert low >= 0 or value == 0


@given(numbers(), points)
def test_only_hedges_leave_an_end_open(text, qualifier):
    _, low, high = interval(text, qualifier, "money", "change")

    assert (low is None) == (qualifier in ("under", "at_most"))
    assert (high is None) == (qualifier in ("over", "at_least"))


@given(st.decimals(0, 10**6, places=8), st.integers(0, 6), st.sampled_from(["", " million", "亿"]), st.data())
def test_an_exact_interval_holds_every_number_that_prints_so(number, places, scale, data):
    """Whatever was rounded to the print lies between low and high."""
    printed = f"{number:.{places}f}"
    size = parse_printed_number("1" + scale).value
    kind = data.draw(st.sampled_from(["money", "area", "percent"]))

    _, low, high = interval(printed + scale, "exact", kind)

    assert low <= number * size <= high


@given(st.integers(1, 999_999))
def test_the_scale_word_does_not_change_the_value(thousandths):
    trillions = D(thousandths) / 1000

    assert (
        parse_printed_number(f"{trillions} trillion").value
        == parse_printed_number(f"{thousandths:,} billion").value
    )
    assert (
        parse_printed_number(f"{trillions}万亿").value == parse_printed_number(f"{thousandths * 10}亿").value
    )


@given(numbers(), kinds)
def test_an_about_figure_is_never_known_better_than_the_same_exact_one(text, kind):
    _, low, high = interval(text, "exact", kind)
    _, vague_low, vague_high = interval(text, "about", kind)

    assert vague_low <= low
    assert high <= vague_high


@given(numbers())
def test_numbers_are_decimal_and_exact(text):
    digits = "".join(c for c in text if c.isascii() and (c.isdigit() or c == "."))
    word = text.lstrip("0123456789.,")
    size = parse_printed_number("1" + word).value

    assert parse_printed_number(text).value == D(digits) * size


@given(st.text(max_size=60) | st.from_regex(r"[0-9.,/x±–\-]{0,40}", fullmatch=True))
def test_any_text_is_read_or_refused_with_a_sentence(text):
    refusal, printed = "", None
    try:
        printed = parse_printed_number(text)
    except ValueError as error:
        refusal = str(error)

    if printed is None:
        assert refusal.startswith(
            (f"expected {FORMS}; found ", "expected a range from", "expected a margin ")
        )
    else:
        assert printed.value.is_finite()
        assert printed.unit > 0
        assert printed.significant >= printed.unit


def test_the_rules_that_readers_see_are_the_specification():
    """Word for word in English; each translation is of the same sentences."""
    said = " ".join((specification.__doc__ or "").replace("*", "").split())
    cells = [
        cell for hedge in HEDGES.values() for cell in (hedge.printed_as, hedge.low.words, hedge.high.words)
    ]

    assert [rule for rule in (*cells, *about_page.UNIT_RULES) if rule not in said] == []


@pytest.mark.parametrize(
    ("printed", "precision"),
    [
        ("1,250", "10"),
        ("200", "100"),
        ("0", "1"),
        ("20 million", "1e7"),
        ("21 million", "1e6"),
        ("1.50 million", "1e4"),
        ("1.50", "0.01"),
        ("100亿", "1e10"),
    ],
)
def test_zeros_at_the_end_of_a_whole_number_say_nothing(printed, precision):
    assert parse_printed_number(printed).precision == Decimal(precision)
