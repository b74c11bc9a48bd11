"""A printed figure as the interval it states, and arithmetic with such intervals.

This docstring is the specification; the About page says the same, in each language.

A stated figure is an interval, not a point:

=========  ==============================================  =====================  =====================
qualifier  printed as                                      low                    high
=========  ==============================================  =====================  =====================
exact      38.1 percent; 1.609 million; 93,200             value - half a unit    value + half a unit
over       over, more than, exceeded, surpassed, +         value (open)           none
at_least   at least, or more, double-digit                 value (closed)         none
nearly     nearly, almost, less than                       none, or 0             value (open)
about      about, approximately                            value - one unit       value + one unit
=========  ==============================================  =====================  =====================

The low end of *nearly* is 0 for what cannot be negative: everything but growth and change.

The unit of an *exact* figure is its last printed digit:
- for a percentage, percentage points or any number with decimals, the last digit printed
  (38.1 -> 0.1; 60 % -> 1; 1.1 trillion -> 0.1 trillion);
- for a whole number before a scale word, that word (200 billion -> 1 billion);
- for a whole number without one, its last non-zero digit (93,200 -> 100; 3,056 -> 1);
- a count or duration under 1,000 without decimals, and any rank, is exact: low = high = value.

The unit of an *about* figure is its last significant digit, trailing zeros of a whole number
not being significant (about 510 billion -> 10 billion; about 77,000 -> 1,000; about 5 % -> 1).

A fraction a/b is a share in percent, known to half a unit of its denominator
(one-ninth: between 1/9.5 and 1/8.5; about one-fifth: between 1/6 and 1/4).
A multiple 2x (doubled) is a growth of 100 %, known to half a unit of the multiple.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal, assert_never

from indicators.model.code_lists import MEASURES, UNIT_KINDS, Measure, UnitKind
from indicators.model.hedges import HEDGES, EndRule, Qualifier

SCALES = {
    "thousand": Decimal(10**3),
    "million": Decimal(10**6),
    "billion": Decimal(10**9),
    "trillion": Decimal(10**12),
    "万": Decimal(10**4),
    "亿": Decimal(10**8),
    "万亿": Decimal(10**12),
}
_NUMBER = re.compile(
    r"(?P<sign>-?)(?P<digits>\d{1,3}(?:,\d{3})+|\d+)(?:\.(?P<decimals>\d+))?"
    r"(?:\s?(?P<scale>thousand|million|billion|trillion|万亿|万|亿))?",
    re.ASCII,
)
_FRACTION = re.compile(r"([1-9]\d*)/([1-9]\d*)", re.ASCII)
_MULTIPLE = re.compile(r"([1-9]\d*(?:\.\d+)?)x", re.ASCII)
#: What a printed number looks like, for programs that check one while it is typed.
NUMBER_PATTERN = "|".join(f"(?:{form.pattern})" for form in (_NUMBER, _FRACTION, _MULTIPLE))
_FORMS = "a number such as 93,200, 38.1, 1.609 million, 1/9 or 2x"
MAX_DIGITS = 24


@dataclass(frozen=True, slots=True)
class PrintedNumber:
    """A number as it was printed, with the precision of its print.

    `value` is in base units; `unit` is the size of the last printed digit and `significant`
    of the last significant one. `form` keeps what precision cannot tell:
    ``whole`` (no decimals, no scale word), ``scaled``, ``decimal``, ``fraction``, ``multiple``.
    """

    text: str
    value: Decimal
    unit: Decimal
    significant: Decimal
    form: Literal["whole", "scaled", "decimal", "fraction", "multiple"]

    @property
    def precision(self) -> Decimal:
        """The size of the last digit to show: zeros at the end of a whole number say nothing."""
        return self.unit if self.form == "decimal" else self.significant

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Quantity:
    """What a figure states: `value` as printed, and the bounds `low` and `high` (None: open-ended).

    All in base units (1.1 trillion is 1.1e12; percentages are percent).
    """

    value: Decimal
    low: Decimal | None
    high: Decimal | None
    qualifier: Qualifier


@lru_cache(maxsize=4096)
def parse_printed_number(text: str) -> PrintedNumber:
    """Read a printed number.

    Raises ValueError whose text says what was expected.
    """
    if len(text) > MAX_DIGITS * 2:
        raise ValueError(f"expected {_FORMS}; found {len(text)} characters")
    if match := _FRACTION.fullmatch(text):
        part, whole = (Decimal(number) for number in match.groups())
        return PrintedNumber(text, 100 * part / whole, Decimal(1), Decimal(1), "fraction")
    if match := _MULTIPLE.fullmatch(text):
        number = parse_printed_number(match[1])
        return PrintedNumber(
            text, 100 * (number.value - 1), 100 * number.unit, 100 * number.significant, "multiple"
        )
    match = _NUMBER.fullmatch(text)
    if not match:
        raise ValueError(f"expected {_FORMS}; found {text!r}")
    digits = match["digits"].replace(",", "") + (match["decimals"] or "")
    if len(digits) > MAX_DIGITS:
        raise ValueError(f"expected {_FORMS}; found {len(digits)} digits")
    scale = SCALES[match["scale"]] if match["scale"] else Decimal(1)
    unit = scale.scaleb(-len(match["decimals"] or ""))
    value = Decimal(f"{match['sign']}{digits}") * unit
    significant = unit if match["decimals"] else unit * _trailing_zeros_factor(digits)
    if match["decimals"]:
        return PrintedNumber(text, value, unit, significant, "decimal")
    if match["scale"]:
        return PrintedNumber(text, value, unit, significant, "scaled")
    return PrintedNumber(text, value, unit, significant, "whole")


def _trailing_zeros_factor(digits: str) -> Decimal:
    """10 to the number of zeros a whole number ends in (0 itself: 1)."""
    return Decimal(10) ** (len(digits) - len(digits.rstrip("0"))) if digits.strip("0") else Decimal(1)


def quantity_of(printed: PrintedNumber, qualifier: Qualifier, kind: UnitKind, measure: Measure) -> Quantity:
    """The interval that `printed` states under `qualifier`, by the rules at the top of this module."""
    hedge, floor = HEDGES[qualifier], None if MEASURES[measure].is_signed else Decimal(0)
    low = end_of(hedge.low, -1, printed, kind, floor)
    high = end_of(hedge.high, 1, printed, kind, floor)
    return Quantity(printed.value, low, high, qualifier)


def end_of(
    rule: EndRule, side: Literal[-1, 1], printed: PrintedNumber, kind: UnitKind, floor: Decimal | None
) -> Decimal | None:
    """The low (`side` -1) or high end that a rule gives a number; None where it is open.

    `floor` is the least that such a figure can be, None where it can be anything.
    """
    match rule.at:
        case "value":
            return printed.value
        case "open":
            return None
        case "floor":
            return floor
        case "half unit":
            units, margin = Decimal("0.5"), _exact_margin(printed, kind)
        case "one unit":
            units, margin = Decimal(1), printed.significant
        case _:
            assert_never(rule.at)
    if printed.form == "fraction":
        return _fraction_bounds(printed.text, units)[side > 0]
    return printed.value + side * margin


def _exact_margin(printed: PrintedNumber, kind: UnitKind) -> Decimal:
    """Half the unit of the last printed digit; nothing for ranks and small counts."""
    rules, is_whole = UNIT_KINDS[kind], printed.form == "whole"
    if rules.is_exact or (is_whole and abs(printed.value) < rules.exact_below):
        return Decimal(0)
    if is_whole and not rules.counts_zeros:
        return printed.significant / 2
    return printed.unit / 2


def _fraction_bounds(text: str, margin: Decimal) -> tuple[Decimal, Decimal | None]:
    part, whole = (Decimal(number) for number in text.split("/"))
    high = 100 * part / (whole - margin) if whole > margin else None
    return 100 * part / (whole + margin), high
