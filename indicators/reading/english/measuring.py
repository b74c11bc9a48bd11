"""The unit of an English number: money on either side, a measure, or the things that are counted."""

from __future__ import annotations

from dataclasses import replace

from indicators.reading.english import units
from indicators.reading.english.figure import Figure
from indicators.reading.english.hedges import AFTER as HEDGES_AFTER
from indicators.reading.english.hedges import NUMBER_ONLY
from indicators.reading.english.numbers import CARDINALS, is_number
from indicators.reading.english.tokens import Tokens
from indicators.reading.english.units import LISTS, Measured
from indicators.reading.mention import Unit

#: How many words may stand before what is counted: "new energy vehicles".
_PHRASE = 9
_FAR_PHRASE = 14
_PER = frozenset(
    (
        "person",
        "head",
        "capita",
        "month",
        "year",
        "day",
        "week",
        "hour",
        "hectare",
        "tonne",
        "unit",
        "household",
        "barrel",
        "ton",
        "share",
        "ounce",
        "kilogram",
        "kg",
        "litre",
        "night",
        "worker",
        "employee",
        "vehicle",
    )
)
_KNOWN = frozenset(("the", "these", "those", "its", "their", "our"))
_SKIPPED = frozenset(("'", '"', "“", "”", "‘", "’", "-", "&"))


def measure_out(tokens: Tokens, found: Figure) -> None:
    """Give `found` the unit that stands beside it."""
    if sign := units.BEFORE.behind(tokens.words, found.first - 1):
        _take_sign(tokens, found, *sign)
    at = _hedged_end(tokens, found)
    step = 1 if tokens.words[at] == "-" and tokens.glued(at) else 0
    unit = units.AFTER.ahead(tokens.words, at + step)
    if unit and unit[1].unit.name in units.ALSO_WORDS and found.numeral.scale == 1:
        unit = None
    if unit and not found.currency:
        _take(found, unit[1], at + step + unit[0] - 1)
    elif unit and unit[1].unit.currency == found.unit.currency:
        found.right = at + step + unit[0] - 1
    elif not unit and not found.currency:
        _count(tokens, found, at + step)
    if found.own:
        _per(tokens, found)
        _as_class(tokens, found)


def _as_class(tokens: Tokens, found: Figure) -> None:
    """A size class is a lower bound: "seven 1-trillion-yuan clusters"; a 1-trillion-yuan fund is a sum."""
    words, scale = tokens.words, found.numeral.last
    hyphens = found.numeral.scale > 1 and words[scale - 1] == "-" and words[scale + 1] == "-"
    if hyphens and found.unit.kind == "money" and head(tokens, found.right + 1) is not None:
        found.qualifier = "at_least"


def _take_sign(tokens: Tokens, found: Figure, length: int, measured: Measured) -> None:
    if (
        tokens.words[found.first - 1] in ("$",)
        and tokens.words[found.first - 2] in ("us", "hk")
        and not tokens.glued(found.first - 2)
    ):
        length = 2
    found.left = found.core = found.first - length
    found.unit, found.own, found.currency = measured.unit, True, True


def _take(found: Figure, measured: Measured, right: int) -> None:
    found.unit, found.factor, found.right, found.own = measured.unit, measured.factor, right, True


def _hedged_end(tokens: Tokens, found: Figure) -> int:
    """The token behind the number, and behind a hedge that stands between it and its unit: 300+ firms."""
    at = found.last + 1
    hedge = HEDGES_AFTER.ahead(tokens.words, at)
    if not hedge:
        return at
    length, says = hedge
    last_word = tokens.words[at + length - 1]
    if last_word == "+" and tokens.glued(at + 1) and tokens.words[at + 1].isalnum():
        return at
    if (
        last_word not in NUMBER_ONLY
        and not tokens.words[at + length].isalpha()
        and tokens.words[at + length] != "%"
    ):
        return at
    found.qualifier, found.right = says, at + length - 1
    return at + length


def _count(tokens: Tokens, found: Figure, at: int) -> None:
    """What is counted: the noun that ends the phrase behind the number."""
    noun = head(tokens, at)
    if noun is None and tokens.words[at] == "of" and tokens.words[at + 1] in _KNOWN:
        noun = head(tokens, at + 2)  # "430 of the projects"
    if noun is None:
        noun = _far_head(tokens, at)
    if noun is None:
        return
    word = tokens.words[noun]
    unit = units.COUNTED.get(word) or Unit(word, "count")
    found.unit, found.right, found.own = unit, noun, True


def head(tokens: Tokens, at: int) -> int | None:
    """The noun that ends the phrase which begins with token `at`: "Hong Kong and Macao enterprises"."""
    words, noun = tokens.words, None
    for i in range(at, at + _PHRASE):
        word = words[i]
        if noun is None and ((word == "and" and i > at) or (word.isdigit() and words[i - 1] in LISTS)):
            continue
        if (
            (i == at and word == "and")
            or (word in units.PHRASE_ENDS and not tokens.hyphenates(i + 1))
            or not (word.isalpha() or word in _SKIPPED)
        ):
            break
        if word in units.COUNTED:
            noun = i
            if words[i + 1] not in units.COUNTED:
                return i
        elif _is_plural(word):
            noun = i
        elif noun is not None:
            break
    return noun


def _far_head(tokens: Tokens, at: int) -> int | None:
    """The noun behind several adjectives: "171 specialized, distinctive and innovative enterprises"."""
    words = tokens.words
    if not words[at].isalpha() or words[at] == "and":
        return None
    for i in range(at, at + _FAR_PHRASE):
        if words[i] in units.COUNTED:
            return i
        if (
            (words[i] in units.PHRASE_ENDS and not tokens.hyphenates(i + 1))
            or tokens.stops(i)
            or words[i] in (":", "(")
            or is_number(words[i])
            or words[i] in CARDINALS
        ):
            break
    return None


def _is_plural(word: str) -> bool:
    return (
        len(word) > 3
        and word.endswith("s")
        and word.isalpha()
        and not word.endswith("ss")
        and word not in units.NOT_COUNTED
    ) or word in units.COUNTED


def _per(tokens: Tokens, found: Figure) -> None:
    """What a rate is told for: "a month", "per head"."""
    words, at = tokens.words, found.right + 1
    if words[at] == "per" and words[at + 1] in ("square", "cubic"):
        found.unit = replace(found.unit, per=f"{words[at + 1]} {words[at + 2]}")
    if words[at + 2] in ("earlier", "ago", "before"):
        return
    if words[at] in ("per", "a", "each", "every") and words[at + 1] in _PER:
        found.unit = replace(found.unit, per=words[at + 1])
