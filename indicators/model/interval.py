"""Intervals with open, closed and missing ends, and exact arithmetic with them.

What two stated figures together allow is an interval again: every result here holds every
number that can come out of numbers of its operands, and (where each operand stands once in a
formula) no other. Ends are fractions, so nothing is lost to rounding; only a root whose end is
irrational is rounded, outward, in its fifteenth digit after the point.

What has no answer raises `UndefinedResult` with a reason, never a guess.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import reduce
from operator import mul
from typing import Literal, TypeAlias

from indicators.model.quantity import Quantity

RealNumber: TypeAlias = Fraction | Decimal | int
UndefinedReason = Literal["zero-divisor", "negative-root"]

#: Digits after the point to which an irrational root is known.
ROOT_DIGITS = 15


class UndefinedResult(ArithmeticError):
    """An operation that has no answer; `reason` says why."""

    def __init__(self, reason: UndefinedReason) -> None:
        self.reason: UndefinedReason = reason
        super().__init__(reason)


@dataclass(frozen=True, slots=True)
class Interval:
    """Every number from `low` to `high`; an end is left out when it is open, None when there is none."""

    low: Fraction | None
    high: Fraction | None
    low_open: bool = False
    high_open: bool = False

    def __post_init__(self) -> None:
        # A missing end has one spelling, so that equal intervals are equal values.
        object.__setattr__(self, "low_open", self.low_open or self.low is None)
        object.__setattr__(self, "high_open", self.high_open or self.high is None)
        if self.low is None or self.high is None:
            return
        if self.low > self.high or (self.low == self.high and (self.low_open or self.high_open)):
            raise ValueError(f"there is no number from {self.low} to {self.high}")

    @property
    def is_point(self) -> bool:
        """Whether one number is all there is."""
        return self.low is not None and self.low == self.high

    @property
    def ends(self) -> tuple[float | None, float | None]:
        """Low and high as numbers to write or draw; None where there is none."""
        low, high = (None if end is None else float(end) for end in (self.low, self.high))
        return low, high

    def __contains__(self, number: RealNumber) -> bool:
        return self.contains(point_interval(number))

    def contains(self, other: Interval) -> bool:
        """Whether every number of `other` is one of these."""
        low = self.low is None or (
            other.low is not None
            and _is_before(self.low, other.low, strictly=self.low_open and not other.low_open)
        )
        return low and (
            self.high is None
            or (
                other.high is not None
                and _is_before(other.high, self.high, strictly=self.high_open and not other.high_open)
            )
        )

    def meets(self, other: Interval) -> bool:
        """Whether some number is in both."""
        return all(
            low is None or high is None or _is_before(low, high, strictly=is_open)
            for low, high, is_open in (
                (self.low, other.high, self.low_open or other.high_open),
                (other.low, self.high, other.low_open or self.high_open),
            )
        )

    def intersect(self, other: Interval) -> Interval | None:
        """The numbers that are in both; None when there are none."""
        low, low_open = max(_low_end(self), _low_end(other), key=lambda end: (end[0], end[1]))
        high, high_open = min(_high_end(self), _high_end(other), key=lambda end: (end[0], not end[1]))
        if low > high or (low == high and (low_open or high_open)):
            return None
        return _from_ends((low, low_open), (high, high_open))

    def __neg__(self) -> Interval:
        return self.scale(-1)

    def __add__(self, other: Interval) -> Interval:
        return Interval(
            None if self.low is None or other.low is None else self.low + other.low,
            None if self.high is None or other.high is None else self.high + other.high,
            self.low_open or other.low_open,
            self.high_open or other.high_open,
        )

    def __sub__(self, other: Interval) -> Interval:
        return self + -other

    def __mul__(self, other: Interval) -> Interval:
        # A product grows or falls steadily along each operand, so its ends are products of ends.
        ends = [
            _end_product(a, b)
            for a in (_low_end(self), _high_end(self))
            for b in (_low_end(other), _high_end(other))
        ]
        return _from_ends(
            min(ends, key=lambda end: (end[0], end[1])), max(ends, key=lambda end: (end[0], not end[1]))
        )

    def __truediv__(self, other: Interval) -> Interval:
        return self * other.reciprocal()

    def reciprocal(self) -> Interval:
        """One divided by each number; raises UndefinedResult when zero is among them or on both sides."""
        positive = self.low is not None and (self.low > 0 or (self.low == 0 and self.low_open))
        negative = self.high is not None and (self.high < 0 or (self.high == 0 and self.high_open))
        if not positive and not negative:
            raise UndefinedResult("zero-divisor")
        low, low_open = _reciprocal_end(self.high, self.high_open)
        high, high_open = _reciprocal_end(self.low, self.low_open)
        return Interval(low, high, low_open, high_open)

    def scale(self, factor: RealNumber) -> Interval:
        """Each number times `factor`."""
        return self * point_interval(factor)

    def power(self, n: int) -> Interval:
        """Each number to the power `n` (from 0); raises UndefinedResult when some are negative."""
        self._refuse_negative(n)
        return reduce(mul, [self] * n, point_interval(1))

    def root(self, n: int) -> Interval:
        """The `n`-th root of each number; raises UndefinedResult when some are negative, and when `n` is 0."""
        if n == 0:  # its exponent is one divided by `n`
            raise UndefinedResult("zero-divisor")
        self._refuse_negative(n)
        if n == 1:
            return self
        low = None if self.low is None else _root_bounds(self.low, n)
        high = None if self.high is None else _root_bounds(self.high, n)
        return Interval(
            None if low is None else low[0], None if high is None else high[1], self.low_open, self.high_open
        )

    def _refuse_negative(self, n: int) -> None:
        if n > 1 and (self.low is None or self.low < 0):
            raise UndefinedResult("negative-root")


ALL_NUMBERS = Interval(None, None)


def point_interval(number: RealNumber) -> Interval:
    """The one number."""
    return Interval(Fraction(number), Fraction(number))


def interval_above(number: RealNumber) -> Interval:
    """Every larger number."""
    return Interval(Fraction(number), None, low_open=True)


def closed_interval(low: RealNumber, high: RealNumber) -> Interval:
    """Every number from `low` to `high`, both included."""
    return Interval(Fraction(low), Fraction(high))


def interval_of(quantity: Quantity) -> Interval:
    """What a stated figure allows: "over" leaves its number out below, "nearly" above; of a fall the other way round."""
    return Interval(
        None if quantity.low is None else Fraction(quantity.low),
        None if quantity.high is None else Fraction(quantity.high),
        low_open=not quantity.low_included,
        high_open=not quantity.high_included,
    )


def intersect_all(intervals: list[Interval]) -> Interval | None:
    """The numbers that are in every one of `intervals`; None when there are none."""
    found: Interval | None = ALL_NUMBERS
    for one in intervals:
        found = found and found.intersect(one)
    return found


# --- ends: a number, or an infinity for a missing one, and whether it is left out --------------

_End: TypeAlias = tuple[Fraction | float, bool]


def _is_before(one: Fraction, other: Fraction, *, strictly: bool) -> bool:
    return one < other if strictly else one <= other


def _low_end(x: Interval) -> _End:
    return (float("-inf") if x.low is None else x.low, x.low_open)


def _high_end(x: Interval) -> _End:
    return (float("inf") if x.high is None else x.high, x.high_open)


def _from_ends(low: _End, high: _End) -> Interval:
    return Interval(_finite_or_none(low[0]), _finite_or_none(high[0]), low[1], high[1])


def _finite_or_none(number: Fraction | float) -> Fraction | None:
    return number if isinstance(number, Fraction) else None


def _end_product(a: _End, b: _End) -> _End:
    zeros = [end for end in (a, b) if end[0] == 0]
    if zeros:  # zero times anything is zero, reached when the zero itself is
        return Fraction(0), all(is_open for _, is_open in zeros)
    if isinstance(a[0], Fraction) and isinstance(b[0], Fraction):
        return a[0] * b[0], a[1] or b[1]
    return float("inf") if (a[0] > 0) == (b[0] > 0) else float("-inf"), True


def _reciprocal_end(number: Fraction | None, is_open: bool) -> tuple[Fraction | None, bool]:
    if number is None:
        return Fraction(0), True
    return (1 / number, is_open) if number else (None, True)


def _root_bounds(number: Fraction, n: int) -> tuple[Fraction, Fraction]:
    """Two fractions that the root lies between; the same one twice when it is exact."""
    scale = 10**ROOT_DIGITS
    power = number * scale**n
    whole = _integer_root(power.numerator // power.denominator, n)
    exact = whole**n == power
    return Fraction(whole, scale), Fraction(whole if exact else whole + 1, scale)


def _integer_root(number: int, n: int) -> int:
    """The largest whole number whose `n`-th power is not above `number`."""
    low, high = 0, 1 << (number.bit_length() // n + 1)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if middle**n <= number else (low, middle - 1)
    return low
