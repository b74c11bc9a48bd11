"""Mentions for a program, one JSON object a line, and for a person, one line a figure.

What nobody has found out yet is null: a record always has every field of `MENTION_FIELDS`, in this order.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import chain, repeat
from types import MappingProxyType
from typing import Final

from indicators import model
from indicators.i18n import DEFAULT_LANGUAGE, TEXT_LOCALES, load_messages
from indicators.i18n.letters import fold_letters
from indicators.model.float64 import EXACT_DIGITS
from indicators.model.hedges import HEDGES
from indicators.reading.context import NO_CONTEXT, Clue, Context
from indicators.reading.mention import Mention, Reading, Unit
from indicators.text.number_format import format_exact
from indicators.yamlfile.lines import line_starts

MENTION_FIELDS = (
    "line",
    "stated",
    "number",
    "value",
    "value_high",
    "low",
    "high",
    "qualifier",
    "measure",
    "unit",
    "region",
    "period",
    "base_period",
    "status",
    "counterpart",
    "about",
    "indicator",
)
#: Of a dataset that knows nothing of a figure.
NO_IDS: Final[Mapping[str, str]] = MappingProxyType({})
#: Kinds of units of which there is one, whatever a dataset calls it.
_ONE_OF_KIND = ("percent", "points", "rank")
#: Words of a period: a figure can also be measured against another place.
_PERIOD_WORD = re.compile(
    r"year|month|quarter|decade|y/?o/?y|qoq|q/q|mom|m/m|(?<!\d)(?:19|20)\d\d(?!\d)"
    r"|[年月季]|同比|环比|上期|同期|期初|期末",
    re.IGNORECASE,
)
#: What ends a line for programs that go by Unicode; JSON lets it stand.
_LINE_ENDS = str.maketrans({char: f"\\u{ord(char):04x}" for char in "\x85\u2028\u2029"})


def mention_record(
    mention: Mention,
    units: Iterable[model.Unit] = (),
    context: Context = NO_CONTEXT,
    ids: Mapping[str, str] = NO_IDS,
) -> dict[str, object]:
    """`mention` with the fields of `MENTION_FIELDS`; its unit is the id of the one of `units` that it is.

    `ids` are those by which a dataset knows some of its fields; they stand in the place of the words.
    `base_period` is a period where the text says one, else the words that name it ("year on year").
    """
    known = {
        "line": mention.line,
        "stated": mention.stated,
        "number": mention.number,
        "value": _plain_number(mention.value),
        "value_high": _plain_number(mention.value_high),
        "low": _plain_number(mention.low),
        "high": _plain_number(mention.high),
        "qualifier": mention.qualifier,
        "measure": mention.measure,
        "unit": find_unit(mention.unit, units) or _unit_words(mention.unit),
        "region": _value(context.region),
        "period": _value(context.period),
        "base_period": _value(context.base_period) or _base_period(mention),
        "status": _value(context.status),
        "counterpart": _value(context.counterpart),
        "about": _value(context.about),
    }
    return {name: ids.get(name, known.get(name)) for name in MENTION_FIELDS}


def find_unit(unit: Unit, units: Iterable[model.Unit]) -> str | None:
    """The id of the one of `units` that `unit` is, by its currency, by its kind or by its name; None for no one."""
    like = [each for each in units if each.kind == unit.kind and _is_told_per(each, unit.per)]
    if unit.currency:
        like = [each for each in like if each.currency == unit.currency]
    elif unit.kind not in _ONE_OF_KIND:
        like = [each for each in like if fold_letters(unit.name) in _names(each)]
    return like[0].id if len(like) == 1 else None


def format_mention_lines(
    reading: Reading,
    contexts: Iterable[Context],
    units: Iterable[model.Unit] = (),
    ids: Iterable[Mapping[str, str]] = (),
) -> Iterator[str]:
    """JSON Lines: a record a mention; `contexts` has one for each, and `ids` where a dataset knows any."""
    known = tuple(units)
    for mention, context, of_dataset in zip(
        reading.mentions, contexts, chain(ids, repeat(NO_IDS)), strict=False
    ):
        record = mention_record(mention, known, context, of_dataset)
        yield json.dumps(record, ensure_ascii=False, allow_nan=False).translate(_LINE_ENDS) + "\n"


def format_mentions(reading: Reading, text: str, file: str) -> Iterator[str]:
    """A line a figure for a person, and a line for every number that could not be read, with their places in `file`."""
    starts = line_starts(text)
    told = [(one.start, one.line, _describe(one)) for one in reading.mentions]
    told += [
        (one.start, one.line, f"{one.text}: not read") for one in reading.excused if one.reason == "unread"
    ]
    for start, line, words in sorted(told):
        yield f"{file}:{line}:{start - starts[line - 1] + 1}: {words}\n"


def summarise_reading(reading: Reading) -> str:
    """How many figures there are and why other numbers are none, on one line."""
    found, none = len(reading.mentions), Counter(one.reason for one in reading.excused)
    figures = f"{found:,} figure{'' if found == 1 else 's'}"
    if not none:
        return figures
    reasons = ", ".join(f"{reason}: {n:,}" for reason, n in sorted(none.items(), key=lambda each: -each[1]))
    return f"{figures}; {none.total():,} number{' that is' if none.total() == 1 else 's that are'} none ({reasons})"


def _describe(mention: Mention) -> str:
    """The stated words and what they were read as: "more than 3 trillion yuan: over 3 trillion yuan, level"."""
    say = load_messages(DEFAULT_LANGUAGE)
    unit = _unit_words(mention.unit)
    number = _written(mention.value)
    if mention.value_high is not None:
        number = f"{number} to {_written(mention.value_high)}"
    if mention.margin is not None:
        number = f"{number} ± {_written(mention.margin)}"
    figure = f"{number}%" if unit == "percent" else f"{number} {unit or ''}".rstrip()
    hedged = say(HEDGES[mention.qualifier].template_for(float(mention.value)), figure=figure)
    against = f" ({mention.against})" if mention.against else ""
    return f"{' '.join(mention.stated.split())}: {hedged}, {mention.measure}{against}"


def _value(clue: Clue | None) -> str | None:
    return clue.value if clue else None


def _written(value: Decimal) -> str:
    endless = len(value.normalize().as_tuple().digits) > EXACT_DIGITS  # of a fraction
    return format_exact(float(round(value, 6) if endless else value), DEFAULT_LANGUAGE)


def _plain_number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _unit_words(unit: Unit) -> str | None:
    """How it is called, and what it is told for; a pace in percent is told for a period, which is no unit."""
    return f"{unit.name} per {unit.per}" if unit.per and unit.kind != "percent" else unit.name or None


def _base_period(mention: Mention) -> str | None:
    return mention.against if mention.against and _PERIOD_WORD.search(mention.against) else None


def _names(unit: model.Unit) -> set[str]:
    texts = [unit.name, *([unit.one] if unit.one else [])]
    return {unit.id.replace("-", " ")} | {
        fold_letters(text[locale.id]) for text in texts for locale in TEXT_LOCALES
    }


def _is_told_per(unit: model.Unit, per: str | None) -> bool:
    if unit.kind in _ONE_OF_KIND:
        return unit.per is None
    if unit.per is None or per is None:
        return unit.per is None and per is None
    return fold_letters(per) in {fold_letters(unit.per[locale.id]) for locale in TEXT_LOCALES}
