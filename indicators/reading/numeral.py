"""Numbers of prose with the precision of their print, however a language writes them."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import Literal

from indicators.model.quantity import PrintedNumber

#: More digits than any figure has: what is longer is no number.
MAX_DIGITS = 24


@lru_cache(maxsize=4096)
def numeral(text: str, whole: str, decimals: str = "", scale: int | Decimal = 1) -> PrintedNumber:
    """`text` as printed, read as the digits `whole`.`decimals` times `scale`.

    ("3.1 trillion", "3", "1", 10**12). ValueError for more than MAX_DIGITS digits.
    """
    digits = whole + decimals
    if len(digits) > MAX_DIGITS:
        raise ValueError(f"expected at most {MAX_DIGITS} digits; found {len(digits)}")
    unit = Decimal(scale).scaleb(-len(decimals))
    value = Decimal(digits) * unit
    zeros = 0 if decimals or not value else len(digits) - len(digits.rstrip("0"))
    form: Literal["decimal", "whole", "scaled"] = (
        "decimal" if decimals else "whole" if scale == 1 else "scaled"
    )
    return PrintedNumber(text, value, unit, unit.scaleb(zeros), form)


def fraction(part: int, whole: int) -> PrintedNumber:
    """A part of a whole, as a share in percent: (1, 3) is one third."""
    return PrintedNumber(f"{part}/{whole}", Decimal(100) * part / whole, Decimal(1), Decimal(1), "fraction")


def multiple(text: str, whole: str, decimals: str = "") -> PrintedNumber:
    """How many times as much: doubled is 2, 1.5 times is 1.5; known to half a unit of its last digit."""
    number = numeral(text, whole, decimals)
    return PrintedNumber(text, number.value, number.unit, number.significant, "multiple")
