"""Figures in a query as they are printed: a hedge, a number in any scale, a unit – over 2 trillion crowns, 超2亿, 第4位.

What the words mean, in ids and values; `numbers` reads the number itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from typing import Final

from indicators.i18n import TEXT_LOCALES
from indicators.model import Unit
from indicators.model.hedges import HEDGES
from indicators.model.quantity import MAX_DIGITS
from indicators.query.search.numbers import NumberPhrase, find_numbers
from indicators.query.text_normalisation import is_han, normalise_text

_QUALIFIERS: Final = {
    tuple(normalise_text(words).words): hedge.id for hedge in HEDGES.values() for words in hedge.said
}
_LONGEST_HEDGE: Final = max(map(len, _QUALIFIERS))
#: The same as one word each, where Chinese stands without spaces.
CHINESE_HEDGES: Final = tuple(words[0] for words in _QUALIFIERS if is_han(words[0]))
_PLAIN: Final = re.compile(r"\d+(?:\.\d+)?", re.ASCII)
_YEAR: Final = re.compile(r"(?:1[89]|20|21)\d\d", re.ASCII)
_BEFORE_FRACTION: Final = "|".join(
    sorted((words for hedge in HEDGES.values() for words in hedge.said), key=len, reverse=True)
)
_FRACTION: Final = re.compile(
    rf"(?:(?P<hedge>{_BEFORE_FRACTION})\s*)?(?<![\d/.])(?P<above>[1-9]\d{{0,2}})\s?/\s?(?P<below>[1-9]\d{{0,2}})(?![\d/])"
    r"(?:\s?[(（]\s?[\d.]+\s?[%％]\s?[)）])?",
    re.ASCII | re.IGNORECASE,
)
#: Said behind a number, before its unit: the figure is larger.
_AND_MORE: Final = ("多", "余")
#: Said before a number that is a place in a ranking, and behind one that is a streak.
_ORDINALS: Final = frozenset(("no", "number", "第"))
_STREAK: Final = ("in", "a", "row")
_YEAR_UNITS: Final = frozenset(("年", "year", "years"))
_UNTIL: Final = frozenset(("to", "through", "until", "till", "至", "到", "年至", "年到", "年"))
#: Denominators of fractions that are printed rounded.
_MAX_DENOMINATOR: Final = 20


@dataclass(frozen=True)
class QuantityPhrase:
    """The words from `start` to `end` that say one figure.

    `number` is where the words of the number alone stand, `written` these words, `values` what it may be worth;
    `hedge` are the words of the hedge. `rest` follows in the last word: 专利 in 9.32万件专利.
    """

    start: int
    end: int
    number: tuple[int, int]
    written: str
    values: tuple[float, ...]
    rest: str = ""
    hedge: str = ""
    qualifiers: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    is_rank: bool = False
    is_plain: bool = False


class UnitForms:
    """What may stand behind a number → the units that are called so."""

    def __init__(self, units: Mapping[str, Unit]) -> None:
        found: dict[str, set[str]] = {}
        for id, unit in units.items():
            for locale in TEXT_LOCALES:
                for form in _forms_of(unit, locale.id):
                    found.setdefault(form, set()).add(id)
        self._ids = {form: tuple(sorted(found[form])) for form in found if form}
        self._most_words = 6
        self._chinese = sorted((form for form in self._ids if is_han(form)), key=len, reverse=True)

    def find(self, rest: str, following: Sequence[str]) -> tuple[int, str, str, tuple[str, ...]] | None:
        """The longest unit at the beginning: how many of the `following` words it takes, its words, what of the last word
        is left, and its ids. A counter that begins the name of a unit has none: 个 of 个百分点.
        """
        said, best = rest, None
        for n in range(min(len(following), self._most_words) + 1):
            said += following[n - 1] if n else ""
            if said in self._ids:
                best = (n, said, "", self._ids[said])
        run = rest or (following[0] if following and is_han(following[0]) else "")
        if best or not run:
            return best
        for form in self._chinese:
            if run.startswith(form):
                return (0 if rest else 1, form, run[len(form) :], ())
        return (
            (0 if rest else 1, run, "", ()) if any(form.startswith(run) for form in self._chinese) else None
        )


def _forms_of(unit: Unit, language: str) -> list[str]:
    names = [unit.name[language], *([unit.one[language]] if unit.one else [])]
    if unit.symbol:
        names.append(unit.symbol)
    names += [name.removesuffix("s") for name in names if name.isascii() and len(name) > 3]
    if unit.per:
        names = [f"{name} {joint} {unit.per[language]}" for name in names for joint in ("per", "/")] + names
    return [normalise_text(name).compact for name in names]


@dataclass(frozen=True)
class FractionPhrase:
    """A fraction as it is printed, 1/3 (33.3%): its words, its value in percent, its hedge."""

    written: str
    value: float
    qualifiers: tuple[str, ...]


def find_fractions(query: str) -> tuple[str, list[FractionPhrase]]:
    """`query` without its fractions, and these."""
    found = [
        FractionPhrase(
            f"{match['above']} {match['below']}",
            float(Fraction(int(match["above"]), int(match["below"])) * 100),
            (_QUALIFIERS[normalise_text(match["hedge"]).words],) if match["hedge"] else (),
        )
        for match in _FRACTION.finditer(query)
    ]
    return (_FRACTION.sub(" ", query), found) if found else (query, [])


def find_years(words: Sequence[str]) -> tuple[list[tuple[int, int]], set[int]]:
    """The first and last years that are said beside each other – 2021-2025, 2020 to 2024 – and the places of their words."""
    found: list[tuple[int, int]] = []
    places: set[int] = set()
    years = [n for n, word in enumerate(words) if _YEAR.fullmatch(word)]
    for start, end in pairwise(years):
        is_range = end - start == 1 or (end - start == 2 and words[start + 1] in _UNTIL)
        if is_range and int(words[start]) < int(words[end]) and start not in places:
            found.append((int(words[start]), int(words[end])))
            places |= set(range(start, end + 1))
    return found, places


def find_quantities(words: Sequence[str], forms: UnitForms) -> list[QuantityPhrase]:
    """The figures in `words`, in their order."""
    scaled = {number.start: number for number in find_numbers(words)}
    found: list[QuantityPhrase] = []
    place = 0
    while place < len(words):
        number = scaled.get(place) or _plain_number(words, place)
        if number is None:
            place += 1
            continue
        values = _values(words, number, scaled.get(number.end))
        said = " ".join(words[number.start : number.end]).removesuffix(number.rest)
        between = (number.start, number.end)
        phrase = QuantityPhrase(*between, between, said, values, number.rest, is_plain=place not in scaled)
        found.append(_with_surroundings(phrase, words, forms))
        place = found[-1].end
    return found


def _plain_number(words: Sequence[str], place: int) -> NumberPhrase | None:
    """A number without a scale, which a figure may be worth however it was printed: four is 4."""
    if len(words[place]) > MAX_DIGITS or not _PLAIN.fullmatch(words[place]):
        return None
    return NumberPhrase(place, place + 1, float(words[place]))


def _values(words: Sequence[str], number: NumberPhrase, after: NumberPhrase | None) -> tuple[float, ...]:
    """What a number may be worth: also in the scale of the one behind it, and as a fraction that is printed so."""
    said, value = words[number.start], number.value
    values = [value]
    if after and after.value and _PLAIN.fullmatch(said) and (own := _PLAIN.match(words[after.start])):
        values.append(value * (after.value / float(own[0])))
    digits = len(said.partition(".")[2])
    if number.end == number.start + 1 and digits == 1 and value < 100:
        shares = {Fraction(a, b) for b in range(3, _MAX_DENOMINATOR) for a in range(1, b)}
        values += sorted(float(each * 100) for each in shares if round(float(each * 100), 1) == value)
    return tuple(dict.fromkeys(values))


def _with_surroundings(phrase: QuantityPhrase, words: Sequence[str], forms: UnitForms) -> QuantityPhrase:
    """The same with hedge, ordinal and unit."""
    last = phrase.number[1]
    is_year, rest = bool(_YEAR.fullmatch(phrase.written)), phrase.rest
    if not rest and last < len(words) and words[last].startswith(_AND_MORE):  # 3000多家
        rest, last = words[last], last + 1
    if rest.startswith(_AND_MORE):
        phrase = replace(phrase, end=max(last, phrase.end), hedge=rest[0], qualifiers=(HEDGES["over"].id,))
        rest = rest[1:]
    if unit := forms.find(rest, words[last:]):
        taken, said, rest, ids = unit
        is_year = is_year and said in _YEAR_UNITS
        phrase = replace(phrase, end=last + taken, units=() if is_year or is_han(said) else ids)
    for hedge in CHINESE_HEDGES:
        if rest and rest.startswith(hedge):
            phrase = replace(phrase, hedge=hedge, qualifiers=(_QUALIFIERS[(hedge,)],))
            rest = rest.removeprefix(hedge)
    phrase = replace(phrase, rest=rest)
    if tuple(words[phrase.end : phrase.end + len(_STREAK)]) == _STREAK:
        phrase = replace(phrase, end=phrase.end + len(_STREAK))
    start = phrase.start
    if start and words[start - 1] in _ORDINALS:
        return replace(phrase, start=start - 1, is_rank=True, units=())
    if start and words[start - 1] == "连续":
        return replace(phrase, start=start - 1)
    for n in range(min(_LONGEST_HEDGE, start), 0, -1):
        said_before = tuple(words[start - n : start])
        if said_before in _QUALIFIERS and not is_year:
            return replace(
                phrase, start=start - n, hedge=" ".join(said_before), qualifiers=(_QUALIFIERS[said_before],)
            )
    return phrase
