"""Intervals: every result holds every number that can come out, and only a question with an answer has one."""

from decimal import Decimal
from fractions import Fraction
from itertools import product
from operator import add, mul, sub

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.model.interval import (
    ALL_NUMBERS,
    Interval,
    UndefinedResult,
    closed_interval,
    intersect_all,
    interval_above,
    interval_of,
    point_interval,
)
from indicators.model.quantity import Quantity, parse_printed_number, quantity_of

#: Ends that hold every case: below zero, zero, one that products turn round, above, none.
ENDS = (Fraction(-1), Fraction(0), Fraction(2))
NEAR, FAR = Fraction(1, 1000), Fraction(10_000)


def inside(number, found):
    """Whether `number` is one of `found`, by its ends alone."""
    if found.low is not None and (number < found.low or (number == found.low and found.low_open)):
        return False
    return found.high is None or number < found.high or (number == found.high and not found.high_open)


def every_interval(ends=ENDS):
    """Every interval with these ends, or without an end: closed, open, half-open, endless, or one number."""
    for low, high in product((None, *ends), repeat=2):
        if low is not None and low == high:
            yield point_interval(low)
        elif low is None or high is None or low < high:
            for low_open, high_open in product(
                (False, True) if low is not None else (True,), (False, True) if high is not None else (True,)
            ):
                yield Interval(low, high, low_open, high_open)


def samples(found):
    """Numbers of an interval that come close to everything its numbers do: ends, next to them, far out, next to zero."""
    ends = [end for end in (found.low, found.high) if end is not None]
    near = [end + step for end in (*ends, Fraction(0)) for step in (-NEAR, Fraction(0), NEAR)]
    return [number for number in {*near, -FAR, -(FAR**2), FAR, FAR**2} if inside(number, found)]


INTERVALS = list(every_interval())


def assert_spans(found, results):
    """That `found` holds all `results`, which come as near to its ends as numbers can, and to nothing beyond."""
    assert all(inside(each, found) for each in results)
    for end, is_open, nearest in (
        (found.low, found.low_open, min(results)),
        (found.high, found.high_open, max(results)),
    ):
        if end is None:
            assert abs(nearest) > 500
        elif is_open:
            assert 0 < abs(nearest - end) < Fraction(1, 100)
        else:
            assert nearest == end


def test_the_sample_tells_any_two_intervals_apart():
    seen = {
        frozenset(each for each in {n for i in INTERVALS for n in samples(i)} if inside(each, one))
        for one in INTERVALS
    }

    assert len(seen) == len(set(INTERVALS)) == len(INTERVALS) == 28


class TestEveryOperation:
    """Each result holds what numbers of its operands can make, all of it and nothing else."""

    @pytest.mark.parametrize("operation", [add, sub, mul], ids=["sum", "difference", "product"])
    def test_of_two_intervals(self, operation):
        for one, other in product(INTERVALS, repeat=2):
            assert_spans(
                operation(one, other), [operation(x, y) for x, y in product(samples(one), samples(other))]
            )

    def test_a_quotient_has_an_answer_where_nothing_is_divided_by_zero_or_by_both_signs(self):
        for one, other in product(INTERVALS, repeat=2):
            divisors = samples(other)
            if all(y > 0 for y in divisors) or all(y < 0 for y in divisors):
                assert_spans(one / other, [x / y for x, y in product(samples(one), divisors)])
            else:
                with pytest.raises(UndefinedResult) as caught:
                    one / other
                assert caught.value.reason == "zero-divisor"

    @pytest.mark.parametrize("factor", [Fraction(-3, 2), Fraction(0), Fraction(1), Fraction(5, 2)])
    def test_of_scaling(self, factor):
        for one in INTERVALS:
            if factor:
                assert_spans(one.scale(factor), [factor * x for x in samples(one)])
            else:
                assert one.scale(factor) == point_interval(0)

    def test_of_turning_the_sign(self):
        for one in INTERVALS:
            assert_spans(-one, [-x for x in samples(one)])

    @pytest.mark.parametrize("n", [1, 2, 3, 7])
    def test_a_power_has_an_answer_where_nothing_is_negative(self, n):
        for one in INTERVALS:
            if n == 1 or all(x >= 0 for x in samples(one)):
                powers = [x**n for x in samples(one)]
                found = one.power(n)
                assert (found.low is None, found.high is None) == (one.low is None, one.high is None)
                assert all(inside(each, found) for each in powers)
                assert found.ends == tuple(
                    None if end is None else float(end**n) for end in (one.low, one.high)
                )
                assert (found.low_open, found.high_open) == (one.low_open, one.high_open)
            else:
                with pytest.raises(UndefinedResult) as caught:
                    one.power(n)
                assert caught.value.reason == "negative-root"

    @pytest.mark.parametrize("n", [1, 2, 3])
    def test_a_root_has_the_numbers_whose_power_is_in_the_interval(self, n):
        for one in every_interval((Fraction(-1), Fraction(0), Fraction(1, 8) ** n, Fraction(9) ** n)):
            if n == 1 or all(x >= 0 for x in samples(one)):
                found = one.root(n)
                for number in {Fraction(1, 8), Fraction(9), *samples(found)}:
                    assert inside(number, found) == (inside(number**n, one) and (number >= 0 or n == 1))
            else:
                with pytest.raises(UndefinedResult) as caught:
                    one.root(n)
                assert caught.value.reason == "negative-root"

    def test_what_two_share(self):
        for one, other in product(INTERVALS, repeat=2):
            shared, both = (
                one.intersect(other),
                [x for x in {*samples(one), *samples(other)} if inside(x, one) and inside(x, other)],
            )
            assert (shared is None) == (not both)
            assert shared is None or all(inside(x, shared) for x in both)
            assert shared is None or all(inside(x, one) and inside(x, other) for x in samples(shared))
            assert shared == other.intersect(one)

    def test_what_one_holds_of_another(self):
        for one, other in product(INTERVALS, repeat=2):
            assert one.contains(other) == all(inside(x, one) for x in samples(other))

    def test_which_numbers_are_in_it(self):
        for one in INTERVALS:
            assert all(
                (x in one) == inside(x, one) for x in {n for other in INTERVALS for n in samples(other)}
            )
            assert (2 in one) == (Decimal(2) in one) == inside(2, one)

    def test_whether_it_is_one_number(self):
        for one in INTERVALS:
            assert one.is_point == (len(set(samples(one))) == 1)


class TestRoots:
    positive = st.fractions(min_value=Fraction(1, 100), max_value=1000, max_denominator=100)

    @given(positive, st.integers(2, 200))
    def test_an_irrational_root_is_rounded_outward_in_its_fifteenth_digit(self, x, n):
        found, digit = point_interval(x).root(n), Fraction(1, 10**15)

        assert found.low**n <= x <= found.high**n
        assert found.high - found.low in (0, digit)
        assert (found.low + digit) ** n > x
        assert not found.low_open
        assert not found.high_open

    @given(positive.map(lambda x: Fraction(round(x, 6))).filter(bool), st.integers(1, 15))
    def test_a_root_undoes_a_power(self, x, n):
        assert point_interval(x).power(n).root(n) == point_interval(x)

    def test_over_no_years_there_is_none(self):
        for one in (point_interval(4), interval_above(-2), ALL_NUMBERS):
            with pytest.raises(UndefinedResult) as caught:
                one.root(0)
            assert caught.value.reason == "zero-divisor"

    def test_the_power_of_no_years_is_one(self):
        assert {one.power(0) for one in INTERVALS} == {point_interval(1)}


class TestEnds:
    def test_open_ends_stay_open(self):
        assert interval_above(2) + point_interval(1) == interval_above(3)
        assert interval_above(2).scale(-1) == Interval(None, Fraction(-2), high_open=True)
        assert (interval_above(2) / point_interval(4)) == interval_above(Fraction(1, 2))

    def test_an_interval_that_is_open_at_zero_can_divide(self):
        assert point_interval(1) / Interval(Fraction(0), Fraction(4), low_open=True) == Interval(
            Fraction(1, 4), None
        )

    def test_zero_times_anything_is_zero(self):
        assert point_interval(0) * interval_above(5) == point_interval(0)
        assert closed_interval(0, 1) * interval_above(5) == Interval(Fraction(0), None)
        assert interval_above(0) * interval_above(5) == interval_above(0)

    def test_an_open_end_is_not_in_the_intersection(self):
        assert closed_interval(1, 2).intersect(interval_above(2)) is None
        assert closed_interval(1, 2).intersect(closed_interval(2, 3)) == point_interval(2)

    def test_there_is_no_empty_interval(self):
        with pytest.raises(ValueError, match="no number from 2 to 1"):
            closed_interval(2, 1)
        with pytest.raises(ValueError, match="no number"):
            Interval(Fraction(1), Fraction(1), low_open=True)

    def test_the_intersection_of_several_intervals_may_be_empty(self):
        assert intersect_all([]) == ALL_NUMBERS
        assert intersect_all(
            [closed_interval(0, 5), closed_interval(3, 9), interval_above(1)]
        ) == closed_interval(3, 5)
        assert intersect_all([closed_interval(0, 1), closed_interval(2, 3), ALL_NUMBERS]) is None


@pytest.mark.parametrize(
    ("printed", "qualifier", "measure", "expected"),
    [
        ("38.1", "exact", "share", closed_interval(Decimal("38.05"), Decimal("38.15"))),
        ("20", "over", "share", interval_above(20)),
        ("10", "at_least", "share", Interval(Fraction(10), None)),
        ("0.6", "nearly", "share", Interval(Fraction(1, 2), Fraction(3, 5), high_open=True)),
        ("0.6", "under", "share", Interval(Fraction(0), Fraction(3, 5), high_open=True)),
        ("0.6", "under", "growth", Interval(None, Fraction(3, 5), high_open=True)),
        ("0.6", "at_most", "share", closed_interval(0, Fraction(3, 5))),
        ("-20", "over", "growth", Interval(None, Fraction(-20), high_open=True)),
        ("-2", "nearly", "growth", Interval(Fraction(-2), Fraction(-1), low_open=True)),
        ("5–5.5", "between", "growth", closed_interval(5, Fraction(11, 2))),
        ("3.7 ± 0.7", "exact", "growth", closed_interval(3, Fraction(22, 5))),
        ("5", "about", "share", closed_interval(4, 6)),
    ],
)
def test_a_hedge_becomes_an_end(printed, qualifier, measure, expected):
    assert interval_of(quantity_of(parse_printed_number(printed), qualifier, "percent", measure)) == expected


def test_a_quantity_without_ends_allows_everything():
    assert interval_of(Quantity(Decimal(5), None, None, "nearly")) == ALL_NUMBERS
