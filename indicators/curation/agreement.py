"""Does a record say what printed words say? The number with its sign, scale and precision, range, margin, kind.

A record writes a number in its own way: a multiple is ``2x`` of growth, a fraction ``1/3`` of a share, a fall
has a sign (`reading/record_value`). `is_same_number` asks whether a record has it.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Final

from indicators.model import Unit
from indicators.model.code_lists import Measure, UnitKind
from indicators.model.quantity import PrintedNumber, quantity_of
from indicators.reading import Mention
from indicators.reading.article import Words
from indicators.reading.mention import UnitKind as MentionedKind
from indicators.reading.record_value import (
    THINGS,
    abs_of,
    fits_unit,
    in_steps_of,
    is_decimal,
    signed_by,
)

_KIND_NAMES: Final[dict[MentionedKind, str]] = {
    "money": "money",
    "percent": "percent",
    "points": "percentage points",
    "rank": "a place in a ranking",
    "times": "a multiple",
    "count": "a number of things",
    "area": "an area",
    "duration": "a duration",
    "other": "an amount",
}


def choose_mention(words: Words, unit: Unit) -> Mention | None:
    """The figure that words state for an indicator in `unit`: the first that can be one, else the first."""
    told = words.mentions
    if told and told[0].start <= words.start and fits_unit(told[0], unit):
        return in_steps_of(unit, told[0])
    numbers = words.numbers
    fitting = [one for one in numbers if fits_unit(one, unit)]
    if unit.kind not in THINGS:
        fitting.sort(key=lambda one: not one.unit.name)
    return next((in_steps_of(unit, one) for one in fitting or numbers), None)


def propose_mention(words: Words, unit: Unit) -> Mention | None:
    """The figure that words state for an indicator in `unit`; None where they say none or more than one."""
    one = choose_mention(words, unit)
    others = {
        in_steps_of(unit, other).value
        for other in words.numbers
        if other.unit.name and fits_unit(other, unit)
    }
    return one if one and fits_unit(one, unit) and others <= {one.value} else None


def describe_kind(one: Mention) -> str:
    """What kind of thing `one` is told in, as messages say it."""
    if one.unit.currency:
        return f"money ({one.unit.currency})"
    return _KIND_NAMES[one.unit.kind] if one.unit.name else "a number"


def is_same_number(value: PrintedNumber, one: Mention, kind: UnitKind, measure: Measure) -> bool:
    """Whether a record's value says the number, or the range, of `one`: sign, scale and precision included."""
    if bool(value.ends) != bool(one.printed_to) or value.margin != one.margin:
        return False
    if one.printed_to:
        said = sorted(
            (signed_by(one, one.printed), signed_by(one, one.printed_to)), key=lambda end: end.value
        )
        return value.ends is not None and all(
            _is_same(end, other, one, kind, measure) for end, other in zip(value.ends, said, strict=True)
        )
    return _is_same(replace(value, margin=None), signed_by(one, one.printed), one, kind, measure)


def is_same_size(value: PrintedNumber, one: Mention) -> bool:
    """Whether the same number is printed, whatever it is said of."""
    plain = {value.form, one.printed.form} <= {"whole", "scaled", "decimal"}
    return abs(value.value) == abs(one.printed.value) and (plain or value.form == one.printed.form)


def _is_same(
    value: PrintedNumber, said: PrintedNumber, one: Mention, kind: UnitKind, measure: Measure
) -> bool:
    if one.unit.kind == "times":
        return _is_same_multiple(value, said, kind)
    if value.form == "multiple":
        return False
    if said.form == "fraction":
        if measure in ("growth", "change"):
            return _rounds_to(said.value, value)
        return value.form == "fraction" and value.text == said.text
    if value.form == "fraction" or value.value != said.value:
        return False
    if kind in ("percent", "points") and value.form == "whole":
        return value.unit <= said.unit
    if value.form == "whole" and not (is_decimal(said.unit) and any(map(str.isdigit, one.number))):
        return True  # dozens, and numbers in words: "ten thousand" is 10,000
    bounds = [quantity_of(abs_of(each), "exact", kind, "level") for each in (value, said)]
    return (bounds[0].low, bounds[0].high) == (bounds[1].low, bounds[1].high)


def _is_same_multiple(value: PrintedNumber, said: PrintedNumber, kind: UnitKind) -> bool:
    """Doubled is 2x of growth in percent; of a unit that is told in times it is 2."""
    if kind == "percent":
        times = 100 * (said.value - 1), 100 * said.unit
        return value.form == "multiple" and (value.value, value.unit) == times
    return value.form != "multiple" and (value.value, value.unit) == (said.value, said.unit)


def _rounds_to(exact: Decimal, value: PrintedNumber) -> bool:
    """Whether a fall by a third may be written -33 or -33.3: a growth knows no fractions."""
    return value.form in ("whole", "decimal") and abs(exact - value.value) * 2 <= value.unit
