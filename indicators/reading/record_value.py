"""A mention as a record of the dataset writes it: the text of its value, and the units that it can be told in.

A record writes a number in its own way: a multiple is ``2x`` of growth, a fraction ``1/3`` of a share, a fall
has a sign.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import Final

from indicators.i18n.letters import fold_letters
from indicators.model import Unit
from indicators.model.code_lists import UnitKind
from indicators.model.quantity import SCALES, PrintedNumber, parse_printed_number
from indicators.reading.currency_signs import may_be_currency
from indicators.reading.mention import Mention
from indicators.reading.mention import UnitKind as MentionedKind

#: kind of a unit in prose → those of the dataset that it can be; things may be measured in units no table knows
THINGS: Final[tuple[UnitKind, ...]] = ("count", "area", "duration", "other")
_KINDS: Final[dict[MentionedKind, tuple[UnitKind, ...]]] = {
    "money": ("money",),
    "percent": ("percent",),
    "points": ("points", "other"),
    "rank": ("rank",),
    "times": ("percent", "other"),
    "count": THINGS,
    "area": THINGS,
    "duration": THINGS,
    "other": THINGS,
}
_MEASURED: Final = (*THINGS, "points", "percent")
_BARE: Final[tuple[UnitKind, ...]] = ("money", "rank", *THINGS)
_STEPS: Final = (Decimal(1), *(SCALES[word] for word in ("thousand", "million", "billion", "trillion")))
_WORDS: Final = {SCALES[word]: word for word in ("thousand", "million", "billion", "trillion")}

#: unit that the reader tells → how a unit of the dataset is named in which it is so many times as much
_OTHER_STEPS: Final = (
    ("square metres", r"square k|sq\.? ?k|km[²2]", Decimal("0.000001")),
    ("points", r"basis|基点|\bbps?\b", Decimal(100)),
    ("percent", r"‰|per thousand|per mille|千分", Decimal(10)),
)


def fits_unit(one: Mention, unit: Unit) -> bool:
    """Whether `one` can be told in a unit of the dataset: its kind, and its currency where both have one.

    A number without a unit beside it may be of any but percent and points, which are always printed. Units that
    no table of the reader knows ("florins") are those of the dataset by their name.
    """
    if not one.unit.name:
        return unit.kind in _BARE
    if one.unit.kind == "rank" and one.measure == "change":
        return unit.kind in THINGS
    if unit.currency and not may_be_currency(one, unit.currency):
        return False
    return unit.kind in _KINDS[one.unit.kind] or (one.unit.kind in _MEASURED and _names(unit, one.stated))


def _names(unit: Unit, words: str) -> bool:
    """Whether `words` name the unit as the dataset does."""
    said = fold_letters(words)
    return any(fold_letters(text) in said for text in unit_names(unit))


def unit_names(unit: Unit) -> list[str]:
    """What a unit is called, of one and of several, in both languages."""
    return [text for name in (unit.name, unit.one) if name for text in (name.en, name.zh)]


def in_steps_of(unit: Unit, one: Mention) -> Mention:
    """`one` in a unit that the dataset counts in itself: square kilometres, basis points, per thousand."""
    for name, words, factor in _OTHER_STEPS:
        own = re.compile(words, re.IGNORECASE)
        if one.unit.name == name and own.search(one.stated) and any(map(own.search, unit_names(unit))):
            return replace(
                one,
                printed=_times(one.printed, factor),
                printed_to=one.printed_to and _times(one.printed_to, factor),
                margin=one.margin and one.margin * factor,
            )
    return one


def _times(printed: PrintedNumber, factor: Decimal) -> PrintedNumber:
    value, unit, significant = (
        number * factor for number in (printed.value, printed.unit, printed.significant)
    )
    return replace(
        printed, value=value.normalize(), unit=unit.normalize(), significant=significant.normalize()
    )


def write_value(one: Mention, kind: UnitKind | None = None) -> str:
    """The number of `one` as a record has it; without a `kind` a multiple is one of growth."""
    if one.printed_to:
        ends = sorted(
            (signed_by(one, one.printed), signed_by(one, one.printed_to)), key=lambda end: end.value
        )
        return "–".join(_write(end) for end in ends)
    if one.unit.kind == "times":
        number = format(one.printed.value, "f")
        return f"{number}x" if kind in (None, "percent") else number
    if one.printed.form == "fraction" and one.measure in ("growth", "change"):
        return _shortened(signed_by(one, one.printed).value)
    margin = "" if one.margin is None else f" ± {format(one.margin, 'f')}"
    return _write(signed_by(one, one.printed)) + margin


def _shortened(value: Decimal) -> str:
    return format(value.quantize(Decimal("0.1")).normalize(), "f")


def _write(printed: PrintedNumber) -> str:
    sign = "-" if printed.value < 0 else ""
    size = abs_of(printed)
    if printed.form == "fraction" or _parses(size):
        return sign + size.text
    if printed.form == "whole" or not is_decimal(size.unit) or (size.value < 1000 and size.unit >= 1):
        return f"{sign}{size.value.normalize():,f}"
    step = _step(size)
    number = (size.value / step).quantize(printed.unit / step) if printed.unit < step else size.value / step
    return f"{sign}{number:,f} {_WORDS.get(step, '')}".rstrip()


def _parses(size: PrintedNumber) -> bool:
    """Whether its text is a number as records write it, and the same one."""
    try:
        parsed = parse_printed_number(size.text)
    except ValueError:
        return False
    return (parsed.value, parsed.unit) == (size.value, size.unit)


def _step(size: PrintedNumber) -> Decimal:
    """The scale in which a number keeps its digits: the greatest not above it that is no finer than its last one."""
    steps = [step for step in _STEPS if step >= size.unit] or [_STEPS[-1]]
    return max((step for step in steps if step <= size.value), default=steps[0])


def signed_by(one: Mention, printed: PrintedNumber) -> PrintedNumber:
    """A number of `one` with the sign of a fall."""
    return -printed if one.falls else printed


def is_decimal(unit: Decimal) -> bool:
    """Whether it is a power of ten: a dozen is none."""
    return unit.normalize().as_tuple().digits == (1,)


def abs_of(printed: PrintedNumber) -> PrintedNumber:
    """Its size."""
    return -printed if printed.value < 0 else printed
