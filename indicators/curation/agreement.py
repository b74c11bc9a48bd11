"""Does a record say what printed words say? The number with its sign, scale and precision, range, margin, kind.

A record writes a number in its own way: a multiple is ``2x`` of growth, a fraction ``1/3`` of a share, a fall
has a sign. `write_value` turns a mention into that, `is_same_number` asks whether a record has it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import Final

from indicators.i18n.letters import fold_letters
from indicators.model import Unit
from indicators.model.code_lists import Measure, UnitKind
from indicators.model.quantity import SCALES, PrintedNumber, parse_printed_number, quantity_of
from indicators.reading import Mention
from indicators.reading.article import Words
from indicators.reading.currency_signs import may_be_currency
from indicators.reading.mention import UnitKind as MentionedKind

#: kind of a unit in prose → those of the dataset that it can be; things may be measured in units no table knows
_THINGS: Final[tuple[UnitKind, ...]] = ("count", "area", "duration", "other")
_KINDS: Final[dict[MentionedKind, tuple[UnitKind, ...]]] = {
    "money": ("money",),
    "percent": ("percent",),
    "points": ("points", "other"),
    "rank": ("rank",),
    "times": ("percent", "other"),
    "count": _THINGS,
    "area": _THINGS,
    "duration": _THINGS,
    "other": _THINGS,
}
_MEASURED: Final = (*_THINGS, "points", "percent")
_BARE: Final[tuple[UnitKind, ...]] = ("money", "rank", *_THINGS)
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
#: unit that the reader tells → how a unit of the dataset is named in which it is so many times as much
_OTHER_STEPS: Final = (
    ("square metres", r"square k|sq\.? ?k|km[²2]", Decimal("0.000001")),
    ("points", r"basis|基点|\bbps?\b", Decimal(100)),
    ("percent", r"‰|per thousand|per mille|千分", Decimal(10)),
)
_STEPS: Final = (Decimal(1), *(SCALES[word] for word in ("thousand", "million", "billion", "trillion")))
_WORDS: Final = {SCALES[word]: word for word in ("thousand", "million", "billion", "trillion")}


def fits_unit(one: Mention, unit: Unit) -> bool:
    """Whether `one` can be told in a unit of the dataset: its kind, and its currency where both have one.

    A number without a unit beside it may be of any but percent and points, which are always printed. Units that
    no table of the reader knows ("florins") are those of the dataset by their name.
    """
    if not one.unit.name:
        return unit.kind in _BARE
    if one.unit.kind == "rank" and one.measure == "change":
        return unit.kind in _THINGS
    if unit.currency and not may_be_currency(one, unit.currency):
        return False
    return unit.kind in _KINDS[one.unit.kind] or (one.unit.kind in _MEASURED and _names(unit, one.stated))


def _names(unit: Unit, words: str) -> bool:
    """Whether `words` name the unit as the dataset does."""
    return any(fold_letters(text) in fold_letters(words) for text in _texts(unit))


def _texts(unit: Unit) -> list[str]:
    return [text for name in (unit.name, unit.one) if name for text in (name.en, name.zh)]


def _in_steps_of(unit: Unit, one: Mention) -> Mention:
    """`one` in a unit that the dataset counts in itself: square kilometres, basis points, per thousand."""
    for name, words, factor in _OTHER_STEPS:
        own = re.compile(words, re.IGNORECASE)
        if one.unit.name == name and own.search(one.stated) and any(map(own.search, _texts(unit))):
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


def choose_mention(words: Words, unit: Unit) -> Mention | None:
    """The figure that words state for an indicator in `unit`: the first that can be one, else the first."""
    told = words.mentions
    if told and told[0].start <= words.start and fits_unit(told[0], unit):
        return _in_steps_of(unit, told[0])
    numbers = words.numbers
    fitting = [one for one in numbers if fits_unit(one, unit)]
    if unit.kind not in _THINGS:
        fitting.sort(key=lambda one: not one.unit.name)
    return next((_in_steps_of(unit, one) for one in fitting or numbers), None)


def propose_mention(words: Words, unit: Unit) -> Mention | None:
    """The figure that words state for an indicator in `unit`; None where they say none or more than one."""
    one = choose_mention(words, unit)
    others = {
        _in_steps_of(unit, other).value
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
        said = sorted((_signed(one, one.printed), _signed(one, one.printed_to)), key=lambda end: end.value)
        return value.ends is not None and all(
            _is_same(end, other, one, kind, measure) for end, other in zip(value.ends, said, strict=True)
        )
    return _is_same(replace(value, margin=None), _signed(one, one.printed), one, kind, measure)


def is_same_size(value: PrintedNumber, one: Mention) -> bool:
    """Whether the same number is printed, whatever it is said of."""
    plain = {value.form, one.printed.form} <= {"whole", "scaled", "decimal"}
    return abs(value.value) == abs(one.printed.value) and (plain or value.form == one.printed.form)


def _signed(one: Mention, printed: PrintedNumber) -> PrintedNumber:
    return -printed if one.falls else printed


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
    if value.form == "whole" and not (_is_decimal(said.unit) and any(map(str.isdigit, one.number))):
        return True  # dozens, and numbers in words: "ten thousand" is 10,000
    bounds = [quantity_of(abs_of(each), "exact", kind, "level") for each in (value, said)]
    return (bounds[0].low, bounds[0].high) == (bounds[1].low, bounds[1].high)


def _is_decimal(unit: Decimal) -> bool:
    """Whether it is a power of ten: a dozen is none."""
    return unit.normalize().as_tuple().digits == (1,)


def abs_of(printed: PrintedNumber) -> PrintedNumber:
    """Its size."""
    return -printed if printed.value < 0 else printed


def _is_same_multiple(value: PrintedNumber, said: PrintedNumber, kind: UnitKind) -> bool:
    """Doubled is 2x of growth in percent; of a unit that is told in times it is 2."""
    if kind == "percent":
        times = 100 * (said.value - 1), 100 * said.unit
        return value.form == "multiple" and (value.value, value.unit) == times
    return value.form != "multiple" and (value.value, value.unit) == (said.value, said.unit)


def _rounds_to(exact: Decimal, value: PrintedNumber) -> bool:
    """Whether a fall by a third may be written -33 or -33.3: a growth knows no fractions."""
    return value.form in ("whole", "decimal") and abs(exact - value.value) * 2 <= value.unit


def write_value(one: Mention, kind: UnitKind | None = None) -> str:
    """The number of `one` as a record has it; without a `kind` a multiple is one of growth."""
    if one.printed_to:
        ends = sorted((_signed(one, one.printed), _signed(one, one.printed_to)), key=lambda end: end.value)
        return "–".join(_write(end) for end in ends)
    if one.unit.kind == "times":
        number = format(one.printed.value, "f")
        return f"{number}x" if kind in (None, "percent") else number
    if one.printed.form == "fraction" and one.measure in ("growth", "change"):
        return _shortened(_signed(one, one.printed).value)
    margin = "" if one.margin is None else f" ± {format(one.margin, 'f')}"
    return _write(_signed(one, one.printed)) + margin


def _shortened(value: Decimal) -> str:
    return format(value.quantize(Decimal("0.1")).normalize(), "f")


def _write(printed: PrintedNumber) -> str:
    sign = "-" if printed.value < 0 else ""
    size = abs_of(printed)
    if printed.form == "fraction" or _parses(size):
        return sign + size.text
    if printed.form == "whole" or not _is_decimal(size.unit) or (size.value < 1000 and size.unit >= 1):
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
