"""Numbers and their units as each language counts: 1.609 million, 160.9万."""

from __future__ import annotations

import math
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Final

from babel.numbers import format_decimal

from indicators.i18n import BABEL_LOCALES, Language, group_digits
from indicators.model import Unit

#: Steps of size that each language counts in. Babel's compact forms round 19,999 to 2万, so these are ours.
_SCALE_WORDS: Final[dict[Language, tuple[tuple[float, str], ...]]] = {
    "en": ((1e12, " trillion"), (1e9, " billion"), (1e6, " million")),
    "zh": ((1e12, "万亿"), (1e8, "亿"), (1e4, "万")),
}


def format_number(value: float, precision: float, language: Language) -> str:
    """`value` on the ladder of `language`, to the digit of size `precision`: 1.609 million, 160.9万."""
    step, word = _scale_step(abs(value), language)
    places = max(0, round(math.log10(step)) - math.floor(math.log10(precision)))
    scaled = (Decimal(repr(float(value))) / Decimal(step)).quantize(
        Decimal(1).scaleb(-places), ROUND_HALF_EVEN
    )
    pattern = "#,##0" + ("." + "0" * places if places else "")
    return f"{group_digits(format_decimal(scaled, format=pattern, locale=BABEL_LOCALES[language]), language)}{word}"


def format_exact(value: float, language: Language) -> str:
    """`value` on the ladder of `language` with every digit it has and no zeros after them."""
    exponent = Decimal(repr(float(value))).normalize().as_tuple().exponent
    return format_number(value, 10.0 ** int(exponent), language)


def format_dollars(value: float, language: Language) -> str:
    """An amount printed in dollars, with every digit it has: "US$141.55 billion", "1415.5亿美元"."""
    amount = format_exact(value, language)
    return f"US${amount}" if language == "en" else f"{amount}美元"


def axis_scale_step(largest: float, language: Language) -> tuple[float, str]:
    """The step an axis up to `largest` counts in, and its word: (1e12, "trillion")."""
    step, word = _scale_step(largest, language)
    return step, word.strip()


def _scale_step(size: float, language: Language) -> tuple[float, str]:
    """The largest step that is no more than `size`, and its word."""
    return next(((step, word) for step, word in _SCALE_WORDS[language] if size >= step), (1.0, ""))


def add_unit(text: str, unit: Unit, language: Language) -> str:
    """A written number and its unit: "38.1%", "1 factory", "93,200 patents", "9.32万件专利"."""
    name = unit.one[language] if unit.one and text == "1" else unit.name[language]
    return f"{text}{name}" if language == "zh" or name == "%" else f"{text} {name}"
