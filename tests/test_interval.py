"""Intervals: every result holds every number that can come out, and only a question with an answer has one."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from indicators.interval import (
    EVERY,
    Interval,
    NoAnswer,
    above,
    between,
    common,
    interval,
    point,
)
from indicators.quantity import Quantity, parse_printed, quantity

numbers = st.fractions(min_value=-1000, max_value=1000, max_denominator=100)


@st.composite
def intervals(draw, elements=numbers):
    """Any interval: closed, open, half-open, endless at either side, or one number."""
    low, high = sorted((draw(elements), draw(elements)))
    if low == high:
        return point(low)
    return Interval(
        draw(st.sampled_from([low, None])),
        draw(st.sampled_from([high, None])),
        draw(st.booleans()),
        draw(st.booleans()),
    )


@st.composite
def with_member(draw, elements=numbers):
    """An interval and a number in it."""
    found = draw(intervals(elements))
    number = draw(elements)
    if number not in found:
        low = found.low if found.low is not None else (found.high or 0) - 7
        high = found.high if found.high is not None else low + 14
        number = (low + high) / 2
    assume(number in found)
    return found, number


positive = st.fractions(min_value=Fraction(1, 100), max_value=1000, max_denominator=100)


class TestResultsHoldEveryPointwiseResult:
    @given(with_member(), with_member())
    def test_of_sums_and_differences(self, one, other):
        (a, x), (b, y) = one, other

        assert x + y in a + b
        assert x - y in a - b
        assert -x in -a

    @given(with_member(), with_member())
    def test_of_products(self, one, other):
        (a, x), (b, y) = one, other

        assert x * y in a * b

    @given(with_member(), with_member(positive), st.sampled_from([1, -1]))
    def test_of_quotients(self, one, other, sign):
        (a, x), (b, y) = one, other
        assume(b.low is not None)

        assert x / (sign * y) in a / b.scaled(sign)

    @given(with_member(), numbers)
    def test_of_scaling(self, one, factor):
        a, x = one

        assert x * factor in a.scaled(factor)

    @given(with_member(positive), st.integers(1, 12))
    def test_of_powers_and_roots(self, one, n):
        a, x = one
        assume(a.low is not None and a.low >= 0)

        assert x**n in a.power(n)
        roots = a.root(n)
        assert roots.power(n).holds(point(x))
        assert roots.low is not None

    @given(with_member(), intervals())
    def test_of_what_two_share(self, one, other):
        a, x = one
        shared = a.meet(other)

        assert (x in other) == (shared is not None and x in shared)
        assert a.meet(other) == other.meet(a)


class TestResultsHoldNothingElse:
    @given(positive, positive, positive, positive)
    def test_ends_of_a_quotient_are_reached(self, a, b, c, d):
        top, bottom = between(*sorted((a, b))), between(*sorted((c, d)))
        found = top / bottom

        assert (found.low, found.high) == (top.low / bottom.high, top.high / bottom.low)

    @given(positive, st.integers(1, 15))
    def test_a_root_undoes_a_power(self, x, n):
        rounded = Fraction(round(x, 6))
        assume(rounded > 0)

        assert point(rounded).power(n).root(n) == point(rounded)

    def test_an_irrational_root_is_rounded_outward(self):
        found = point(2).root(2)

        assert found.low < found.high
        assert found.high - found.low == Fraction(1, 10**15)
        assert 2 in found.power(2)


class TestEnds:
    def test_open_ends_stay_open(self):
        assert above(2) + point(1) == above(3)
        assert above(2).scaled(-1) == Interval(None, Fraction(-2), high_open=True)
        assert (above(2) / point(4)) == above(Fraction(1, 2))

    def test_a_zero_that_is_left_out_can_divide(self):
        assert point(1) / Interval(Fraction(0), Fraction(4), low_open=True) == Interval(Fraction(1, 4), None)

    def test_zero_times_anything_is_zero(self):
        assert point(0) * above(5) == point(0)
        assert between(0, 1) * above(5) == Interval(Fraction(0), None)
        assert above(0) * above(5) == above(0)

    def test_an_end_that_one_leaves_out_is_not_shared(self):
        assert between(1, 2).meet(above(2)) is None
        assert between(1, 2).meet(between(2, 3)) == point(2)

    def test_there_is_no_empty_interval(self):
        with pytest.raises(ValueError, match="no number from 2 to 1"):
            between(2, 1)
        with pytest.raises(ValueError, match="no number"):
            Interval(Fraction(1), Fraction(1), low_open=True)

    def test_what_all_share(self):
        assert common([]) == EVERY
        assert common([between(0, 5), between(3, 9), above(1)]) == between(3, 5)
        assert common([between(0, 1), between(2, 3), EVERY]) is None


@pytest.mark.parametrize("divisor", [point(0), between(-1, 1), between(0, 1), between(-1, 0), EVERY])
def test_dividing_by_what_may_be_zero_has_no_answer(divisor):
    with pytest.raises(NoAnswer) as caught:
        point(1) / divisor
    assert caught.value.reason == "zero-divisor"


@pytest.mark.parametrize("base", [between(-1, 4), Interval(None, Fraction(2))])
def test_the_root_and_power_of_what_may_be_negative_have_no_answer(base):
    for operation in (base.root, base.power):
        with pytest.raises(NoAnswer) as caught:
            operation(2)
        assert caught.value.reason == "negative-root"


@pytest.mark.parametrize(
    ("printed", "qualifier", "expected"),
    [
        ("38.1", "exact", between(Decimal("38.05"), Decimal("38.15"))),
        ("20", "over", above(20)),
        ("10", "at_least", Interval(Fraction(10), None)),
        ("0.6", "nearly", Interval(Fraction(0), Fraction(3, 5), high_open=True)),
        ("5", "about", between(4, 6)),
    ],
)
def test_a_hedge_becomes_an_end(printed, qualifier, expected):
    assert interval(quantity(parse_printed(printed), qualifier, "percent", "share")) == expected


def test_a_quantity_without_ends_allows_everything():
    assert interval(Quantity(Decimal(5), None, None, "nearly")) == EVERY
