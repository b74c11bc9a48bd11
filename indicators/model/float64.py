"""What files and tables hold of a number: a float64, and the decimal that reads back as the very same one."""

from __future__ import annotations

from decimal import Decimal

#: So many digits of any decimal come back from a float64; of longer ones only some do.
EXACT_DIGITS = 15


def shortest_decimal(value: float) -> Decimal:
    """The decimal with the fewest digits that reads as this float64: 24.75, never 24.749999999999999."""
    return Decimal(repr(float(value)))


def format_plain_number(value: float | Decimal) -> str:
    """A number with a dot, every digit it has and no exponent: 1100000000000, 24.75, 0.0000613; zero has no sign."""
    number = value if isinstance(value, Decimal) else shortest_decimal(value)
    text = format(number if number else abs(number), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def check_float64(value: Decimal) -> None:
    """Raise ValueError, which names the nearest number that can be kept, when a float64 does not hold `value`."""
    nearest = shortest_decimal(float(value))
    if nearest != value:
        raise ValueError(
            f"expected a number that files keep to its last digit, as they do up to {EXACT_DIGITS} digits "
            f"(the nearest to this one is {format_plain_number(nearest)})"
        )
