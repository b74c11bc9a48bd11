"""Numbers and their units as each language counts: 1.609 million, 160.9万."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal
from typing import Final

from indicators.i18n import Language, group_digits, load_messages, locale_of
from indicators.model import Unit
from indicators.model.float64 import shortest_decimal

#: Zeros that end a number behind its point tell how precise it is; more of them than these tell nothing.
_MAX_ZEROS: Final = 3


def format_number(value: float, precision: float, language: Language, step: float = 1.0) -> str:
    """`value` on the ladder of `language`, to the digit of size `precision`: 1.609 million, 160.9万.

    Beside an axis that counts in a `step` of the ladder, in these and without a word: 1.609.
    """
    number, word = shortest_decimal(value), ""
    if step == 1:
        step, word = _scale_step(abs(value), language)
    scaled = number.scaleb(-Decimal(step).adjusted())
    places = max(0, Decimal(step).adjusted() - shortest_decimal(precision).adjusted())
    if places > _MAX_ZEROS:
        places = min(places, _count_decimals(scaled))
    rounded = scaled.quantize(Decimal(1).scaleb(-places), ROUND_HALF_EVEN)
    return f"{group_digits(f'{rounded or abs(rounded):,f}', language)}{word}"


def format_exact(value: float, language: Language, step: float = 1.0) -> str:
    """`value` on the ladder of `language`, or in steps of it, with every digit it has and no zeros after them."""
    return format_number(value, 10.0 ** _last_place(shortest_decimal(value)), language, step)


def _last_place(number: Decimal) -> int:
    """The place of the last digit that is no zero: 0 for 24, 1 for 240, -2 for 0.25."""
    return int(number.normalize().as_tuple().exponent)


def _count_decimals(number: Decimal) -> int:
    return max(0, -_last_place(number))


def format_dollars(value: float, language: Language) -> str:
    """An amount printed in dollars, with every digit it has: "US$141.55 billion", "1415.5亿美元"."""
    say = load_messages(language)
    return say("US${amount}", amount=format_exact(value, language))


def axis_scale_step(largest: float, language: Language) -> tuple[float, str]:
    """The step an axis up to `largest` counts in, and its word: (1e12, "trillion")."""
    step, word = _scale_step(largest, language)
    return step, word.strip()


def _scale_step(size: float, language: Language) -> tuple[float, str]:
    """The largest step that is no more than `size`, and its word."""
    return next(((step, word) for step, word in locale_of(language).number_scale if size >= step), (1.0, ""))


def add_unit(text: str, unit: Unit, language: Language) -> str:
    """A written number and its unit: "38.1%", "1 factory", "93,200 patents", "1.5万克朗/人"."""
    name = unit.one[language] if unit.one and text == "1" else unit.name[language]
    locale = locale_of(language)
    space = locale.percent_space if name == "%" else locale.unit_space
    return f"{text}{space}{_add_denominator(name, unit, language)}"


def unit_name(unit: Unit, language: Language) -> str:
    """What a unit is called where no number stands: "crowns", "crowns per person", "克朗/人"."""
    return _add_denominator(unit.name[language], unit, language)


def _add_denominator(name: str, unit: Unit, language: Language) -> str:
    return locale_of(language).rate_template.format(name, unit.per[language]) if unit.per else name
