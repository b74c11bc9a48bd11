"""A printed figure as the interval it states, and arithmetic with such intervals.

This docstring is the specification; the About page says the same, in each language.

A stated figure is an interval, not a point:

=========  ======================================================  ==========================  ==========================
qualifier  printed as                                              low                         high
=========  ======================================================  ==========================  ==========================
exact      38.1 percent; 1.609 million; 93,200                     value - half a unit         value + half a unit
over       over, more than, exceeded, topped, surpassed, +         value (open)                none
at_least   at least, or more, no fewer than, double-digit          value (closed)              none
nearly     nearly, almost, close to, just under                    value - one unit            value (open)
under      under, below, less than                                 none, or 0                  value (open)
at_most    at most, up to, no more than, as many as                none, or 0                  value (closed)
about      about, approximately, around, some, roughly             value - one unit            value + one unit
between    between 5 and 5.5 percent; 5-5.5 percent                lower printed end (closed)  upper printed end (closed)
=========  ======================================================  ==========================  ==========================

The low end of *under* and *at_most* is 0 for what cannot be negative: everything but growth, change and balances.
A balance is a level whose indicator says that it can be negative.
The hedge of a fall speaks of its size: over -20 is below -20, nearly -2 is from -2 to -1.
A stated margin is the interval itself: 3.7 ± 0.7 is 3.0 to 4.4.

The unit of an *exact* figure is its last printed digit:
- for a percentage, percentage points or any number with decimals, the last digit printed
  (38.1 -> 0.1; 60 % -> 1; 1.1 trillion -> 0.1 trillion);
- for a whole number before a scale word, that word (200 billion -> 1 billion);
- for a whole number without one, its last non-zero digit (93,200 -> 100; 3,056 -> 1);
- a count or duration under 1,000 without decimals, and any rank, is exact: low = high = value.

The unit of an *about* or *nearly* figure is its last significant digit, trailing zeros of a whole number
not being significant (about 510 billion -> 10 billion; about 77,000 -> 1,000; about 5 % -> 1).

A fraction a/b is a share in percent, known to half a unit of its denominator
(one-ninth: between 1/9.5 and 1/8.5; about one-fifth: between 1/6 and 1/4).
A multiple 2x (doubled) is a growth of 100 %, known to half a unit of the multiple.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import Literal, assert_never

from indicators.model.code_lists import MEASURES, UNIT_KINDS, Measure, UnitKind
from indicators.model.float64 import check_float64
from indicators.model.hedges import HEDGES, EndRule, Qualifier

SCALES = {
    "thousand": Decimal(10**3),
    "million": Decimal(10**6),
    "billion": Decimal(10**9),
    "trillion": Decimal(10**12),
    "lakh crore": Decimal(10**12),
    "lakh": Decimal(10**5),
    "crore": Decimal(10**7),
    "万": Decimal(10**4),
    "亿": Decimal(10**8),
    "万亿": Decimal(10**12),
}
#: What may stand between groups of three digits, the same in the whole number: a comma, or a space, which may be
#: one that no line breaks at, a narrow, thin or figure one.
GROUP_SPACES = " \u00a0\u202f\u2009\u2007"
_GROUPED = "|".join(
    rf"\d{{1,3}}(?:{mark}\d{{3}})+" for mark in (",", " ", r"\u00a0", r"\u202f", r"\u2009", r"\u2007")
)
_GROUP_MARKS = str.maketrans("", "", "," + GROUP_SPACES)
_NUMBER = re.compile(
    rf"(?P<sign>-?)(?P<digits>{_GROUPED}|\d+)(?:\.(?P<decimals>\d+))?"
    rf"(?:[\s\u00a0\u202f\u2009\u2007]?(?P<scale>{'|'.join(sorted(SCALES, key=len, reverse=True))}))?",
    re.ASCII,
)
_FRACTION = re.compile(r"([1-9]\d*)/([1-9]\d*)", re.ASCII)
_MULTIPLE = re.compile(r"([1-9]\d*(?:\.\d+)?)x", re.ASCII)
#: Two ends with a dash between them, which may be that of a keyboard; a margin after its number.
_RANGE = re.compile(r"(?P<low>-?[^–-]+?)\s?[–-]\s?(?P<high>-?[^–-]+)")
_MARGIN = re.compile(r"(?P<number>[^±]+?)\s?±\s?(?P<margin>[^±]+)")
_ANY_NUMBER = "|".join(f"(?:{form.pattern})" for form in (_NUMBER, _FRACTION, _MULTIPLE))
#: What a printed number looks like, for programs that check one while it is typed.
NUMBER_PATTERN = (
    rf"(?:{_ANY_NUMBER})(?:\s?[–-]\s?(?:{_ANY_NUMBER}))?|(?:{_NUMBER.pattern})\s?±\s?(?:{_NUMBER.pattern})"
)
_FORMS = "a number such as 93,200, 38.1, 1.609 million, 1/9 or 2x, a range such as 5–5.5 or a margin such as 3.7 ± 0.7"
MAX_DIGITS = 24


@dataclass(frozen=True, slots=True)
class PrintedNumber:
    """A number as it was printed, with the precision of its print.

    `value` is in base units; `unit` is the size of the last printed digit and `significant`
    of the last significant one. `form` keeps what precision cannot tell:
    ``whole`` (no decimals, no scale word), ``scaled``, ``decimal``, ``fraction``, ``multiple``, ``range``.

    `ends` are those of a range: its `value` is then the middle, which nobody stated; figures are sorted
    and placed by it. `margin` is a stated one (± 0.7).
    """

    text: str
    value: Decimal
    unit: Decimal
    significant: Decimal
    form: Literal["whole", "scaled", "decimal", "fraction", "multiple", "range"]
    ends: tuple[PrintedNumber, PrintedNumber] | None = None
    margin: Decimal | None = None

    def __neg__(self) -> PrintedNumber:
        """The same size on the other side of zero."""
        return replace(self, value=-self.value, ends=self.ends and (-self.ends[1], -self.ends[0]))

    @property
    def precision(self) -> Decimal:
        """The size of the last digit to show: zeros at the end of a whole number say nothing."""
        return self.unit if self.form in ("decimal", "range") else self.significant

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Quantity:
    """What a figure states: `value` as printed, and the bounds `low` and `high` (None: open-ended).

    All in base units (1.1 trillion is 1.1e12; percentages are percent). `value` is None for a range: nobody
    stated one number. `low_included` and `high_included` say whether an end is one of the numbers.
    """

    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    qualifier: Qualifier
    low_included: bool = True
    high_included: bool = True


@lru_cache(maxsize=4096)
def parse_printed_number(text: str) -> PrintedNumber:
    """Read a printed number, a range of two or one with a margin.

    Where only the last of two numbers has a scale word, it is that of both: 5–5.5 million, 3.7 ± 0.7 million.
    Raises ValueError whose text says what was expected.
    """
    if len(text) > MAX_DIGITS * 4:
        raise ValueError(f"expected {_FORMS}; found {len(text)} characters")
    if match := _MARGIN.fullmatch(text):
        return _parse_margin(text, match)
    if match := _RANGE.fullmatch(text):
        return _parse_range(text, match)
    return _parse_number(text, text)


def _parse_range(text: str, match: re.Match[str]) -> PrintedNumber:
    low, high = _parse_two_numbers(match["low"], match["high"], text)
    if low.value >= high.value:
        raise ValueError(f"expected a range from its lower to its upper end; found {text!r}")
    finest = min((low, high), key=lambda end: end.precision)
    return PrintedNumber(
        text,
        (low.value + high.value) / 2,
        finest.precision,
        finest.significant,
        "range",
        ends=(low, high),
    )


def _parse_margin(text: str, match: re.Match[str]) -> PrintedNumber:
    number, margin = _parse_two_numbers(match["number"], match["margin"], text)
    if {number.form, margin.form} & {"fraction", "multiple"}:
        raise ValueError(f"expected a margin of a number in figures, such as 3.7 ± 0.7; found {text!r}")
    if margin.value <= 0:
        raise ValueError(f"expected a margin above zero; found {text!r}")
    return replace(number, text=text, margin=margin.value)


def _parse_two_numbers(first: str, second: str, text: str) -> tuple[PrintedNumber, PrintedNumber]:
    """Both numbers of `text`; the first has the scale word of the second where it has none of its own."""
    match = _NUMBER.fullmatch(second)
    word = match["scale"] if match else None
    bare = _NUMBER.fullmatch(first)
    if word and bare and not bare["scale"]:
        first = f"{first} {word}"
    return _parse_number(first, text), _parse_number(second, text)


def _parse_number(number: str, text: str) -> PrintedNumber:
    """One number; `text` is what it stands in, for the message when it is none."""
    if match := _FRACTION.fullmatch(number):
        _check_digits(max(match.groups(), key=len))
        part, whole = (Decimal(digits) for digits in match.groups())
        return PrintedNumber(number, 100 * part / whole, Decimal(1), Decimal(1), "fraction")
    if match := _MULTIPLE.fullmatch(number):
        times = _parse_number(match[1], text)
        return PrintedNumber(
            number, 100 * (times.value - 1), 100 * times.unit, 100 * times.significant, "multiple"
        )
    match = _NUMBER.fullmatch(number)
    if not match:
        raise ValueError(f"expected {_FORMS}; found {text!r}")
    digits = match["digits"].translate(_GROUP_MARKS) + (match["decimals"] or "")
    _check_digits(digits)
    scale = SCALES[match["scale"]] if match["scale"] else Decimal(1)
    unit = scale.scaleb(-len(match["decimals"] or ""))
    value = Decimal(f"{match['sign']}{digits}") * unit + 0  # the zero of "-0" has no sign
    significant = unit if match["decimals"] else unit * _trailing_zeros_factor(digits)
    if match["decimals"]:
        return PrintedNumber(number, value, unit, significant, "decimal")
    if match["scale"]:
        return PrintedNumber(number, value, unit, significant, "scaled")
    return PrintedNumber(number, value, unit, significant, "whole")


def _check_digits(digits: str) -> None:
    if len(digits) > MAX_DIGITS:
        raise ValueError(f"expected {_FORMS}; found {len(digits)} digits")


def check_kept(printed: PrintedNumber) -> None:
    """Raise ValueError when tables and files would not keep `printed`: its value, its ends, those of its margin.

    A share printed as a fraction has no last digit: what is kept is the nearest number.
    """
    margin = printed.margin or Decimal(0)
    for one in printed.ends or (printed,):
        if one.form == "fraction":
            continue
        try:
            for value in (one.value, one.value - margin, one.value + margin):
                check_float64(value)
        except ValueError as error:
            raise ValueError(f"{error}; found {printed.text!r}") from None


def _trailing_zeros_factor(digits: str) -> Decimal:
    """10 to the number of zeros a whole number ends in (0 itself: 1)."""
    return Decimal(10) ** (len(digits) - len(digits.rstrip("0"))) if digits.strip("0") else Decimal(1)


def quantity_of(
    printed: PrintedNumber,
    qualifier: Qualifier,
    kind: UnitKind,
    measure: Measure,
    *,
    can_be_negative: bool = False,
) -> Quantity:
    """The interval that `printed` states under `qualifier`, by the rules at the top of this module.

    Growth and change can be negative, another measure where its indicator says so.
    """
    hedge, falls = HEDGES[qualifier], printed.value < 0
    size = -printed if falls else printed
    floor = Decimal(0) if falls or not (can_be_negative or MEASURES[measure].is_signed) else None
    low, high = end_of(hedge.low, -1, size, kind, floor), end_of(hedge.high, 1, size, kind, floor)
    if printed.margin is not None:
        low, high = size.value - printed.margin, size.value + printed.margin
    if falls:
        low, high = (None if end is None else -end for end in (high, low))
    first, last = hedge.ends(-1 if falls else 1)
    value = None if printed.ends else printed.value
    return Quantity(value, low, high, qualifier, first.is_included, last.is_included)


def end_of(
    rule: EndRule, side: Literal[-1, 1], size: PrintedNumber, kind: UnitKind, floor: Decimal | None
) -> Decimal | None:
    """The low (`side` -1) or high end that a rule gives a number from zero up; None where it is open.

    `floor` is the least that such a figure can be, None where it can be anything.
    """
    match rule.at:
        case "value":
            return size.ends[0].value if size.ends else size.value
        case "upper end":
            return size.ends[1].value if size.ends else size.value
        case "open":
            return None
        case "floor":
            return floor
        case "half unit":
            units, margin = Decimal("0.5"), _exact_margin(size, kind)
        case "one unit":
            units, margin = Decimal(1), size.significant
        case _:
            assert_never(rule.at)
    if size.form == "fraction":
        return _fraction_bounds(size.text, units)[side > 0]
    return size.value + side * margin


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
