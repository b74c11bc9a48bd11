"""The numerals of an English segment, in order: figures that may be told, and numbers that state none."""

from __future__ import annotations

from collections.abc import Callable

from indicators.reading.english import noise, numbers, places
from indicators.reading.english.figure import Figure, figure
from indicators.reading.english.measuring import head, measure_out
from indicators.reading.english.numbers import Numeral
from indicators.reading.english.tokens import Tokens
from indicators.reading.english.units import NONE, PERCENT, RANK, TIMES
from indicators.reading.mention import MEASURING_REASONS, Excused, Measure, Reason, Unit
from indicators.reading.numeral import fraction, numeral


class Found:
    """What a segment holds: `figures`, and what is `excused`."""

    __slots__ = ("excused", "figures", "stated", "tokens")

    def __init__(self, tokens: Tokens, *, stated: bool) -> None:
        self.tokens = tokens
        self.stated = stated
        self.figures: list[Figure] = []
        self.excused: list[Excused] = []

    def excuse(self, first: int, last: int, reason: Reason) -> int:
        """Tell why the tokens from `first` to `last` state no figure; the token behind them."""
        start, end = self.tokens.starts[first], self.tokens.ends[last]
        self.excused.append(Excused(start, end, self.tokens.text[start:end], reason))
        return last + 1

    def tell(self, found: Figure) -> int:
        """Keep a figure; the token behind it."""
        self.figures.append(found)
        return max(found.right, found.last) + 1


def find(tokens: Tokens, *, stated: bool = False) -> Found:
    """All numerals of the segment; with `stated` those are figures too that prose leaves aside as too small."""
    found = Found(tokens, stated=stated)
    words, length, i = tokens.words, tokens.length, 0
    while i < length:
        word = words[i]
        is_number = "0" <= word[0] <= "9"
        if stated and (place := places.first_place(tokens, i)) is not None:
            i = found.tell(_place(tokens, (i, i, i, place), 1, "level", NONE))
        elif not is_number and word not in _FIRST:
            i += 1
        elif (is_number or word in noise.WORD_STARTS) and (
            form := noise.form_at(tokens, i, is_number=is_number)
        ):
            i = found.excuse(i, *form)
        elif is_number:
            i = _from_digits(found, i)
        else:
            i = next((end for read in READERS.get(word, ()) if (end := read(found, i))), i + 1)
    return found


def _from_digits(found: Found, i: int) -> int:
    """Read what begins with the digits of token `i`; the token to go on with."""
    follows = found.tokens.words[i + 1]
    if follows in places.ENDINGS and (nth := places.ordinal(found.tokens, i)):
        return _ordinal(found, i) or found.excuse(i, nth[1], "edition")
    if follows in numbers.OUT_OF and (end := _part(found, i)):
        return end
    if noise.is_plain_year(found.tokens, i):
        return found.excuse(i, i, "period")
    number = numbers.digits(found.tokens, i)
    return _number(found, number) if number else i + 1


def _part(found: Found, i: int) -> int | None:
    """A fraction: two-thirds, one in five smartphones."""
    number = numbers.fractions(found.tokens, i)
    if not number:
        return None
    if points := numbers.of_a_point(found.tokens, number):
        return _number(found, points)
    one = figure(number)
    one.unit, one.own = PERCENT, True
    if number.form == "counted":
        one.right = head(found.tokens, number.last + 1) or one.right
    return found.tell(one)


def _times(found: Found, i: int) -> int | None:
    """A multiple in one word: doubled, threefold; halved is a fall by half."""
    number = numbers.multiples(found.tokens, i)
    if not number:
        return None
    one = figure(number)
    one.own = True
    if number.form == "halved":
        one.unit, one.measure, one.falls = PERCENT, "growth", True
    else:
        one.unit, one.measure = TIMES, "multiple"
    return found.tell(one)


def _spelt(found: Found, i: int) -> int | None:
    """Number words."""
    number = numbers.spelt(found.tokens, i)
    return _number(found, number) if number else None


def _double_digit(found: Found, i: int) -> int | None:
    """What is "double-digit": ten percent or more."""
    number = numbers.double_digit(found.tokens, i)
    if not number:
        return None
    one = figure(number)
    one.unit, one.own, one.qualifier = PERCENT, True, "at_least"
    return found.tell(one)


def _number(found: Found, number: Numeral) -> int:
    """Tell or excuse a plain number."""
    tokens = found.tokens
    after = tokens.words[number.last + 1]
    if after in numbers.FOLDS and (times := numbers.fold_of(tokens, number)):
        one = figure(times)
        one.unit, one.own, one.measure = TIMES, True, "multiple"
        one.right = tokens.next_word(times.last, ("times", "fold", "x"))
        return found.tell(one)
    if going_on := places.streak(tokens, number.last):
        return found.tell(_streak(number, going_on))
    one = figure(number)
    measure_out(tokens, one)
    reason = noise.reason(tokens, one)
    if reason and not (found.stated and reason in MEASURING_REASONS):
        first, last = (
            (one.core, number.last) if one.currency else tokens.word_around(number.first, number.last)
        )
        return found.excuse(first, last, reason)
    return found.tell(one) if found.stated or noise.says_figure(tokens, one) else number.last + 1


def _streak(number: Numeral, going_on: tuple[str, int]) -> Figure:
    one = figure(number)
    name, one.right = going_on
    one.unit, one.own, one.measure = Unit(name, "duration"), True, "streak"
    return one


def _numbered(found: Found, i: int) -> int | None:
    """A rank told as "No. 1" or "number two"."""
    at = places.numbered(found.tokens, i, stated=found.stated)
    return found.tell(_place(found.tokens, (i, at[0], at[0], at[0]), at[1], "rank")) if at else None


def _top(found: Found, i: int) -> int | None:
    """First place without an ordinal: "topped the list", "ranked top"."""
    at = places.top(found.tokens, i)
    return found.tell(_place(found.tokens, (at[0], i, i, at[1]), 1, "rank")) if at else None


def _standstill(found: Found, i: int) -> int | None:
    """No growth: "was flat", "unchanged"."""
    if not places.flat(found.tokens, i):
        return None
    one = _place(found.tokens, (i, i, i, i), 0, "growth")
    one.unit = PERCENT
    return found.tell(one)


def _ordinal(found: Found, i: int) -> int | None:
    """A rank or a streak told by an ordinal."""
    tokens = found.tokens
    nth = places.ordinal(tokens, i)
    if not nth:
        return None
    value, last = nth
    if tokens.words[i - 1] == "every" and value > 1 and places.counts_one(tokens, last + 1):
        one = figure(Numeral(i - 1, last, fraction(1, value), "fraction", spelt=True))
        one.unit, one.own = PERCENT, True
        return found.tell(one)
    if going_on := places.streak(tokens, last):
        one = _place(tokens, (i, i, last, going_on[1]), value, "streak")
        one.unit = Unit(going_on[0], "duration")
        return found.tell(one)
    if ranked := places.rank(tokens, i, last):
        return found.tell(_place(tokens, (ranked[0], i, last, ranked[1]), value, "rank"))
    return found.tell(_place(tokens, (i, i, last, last), value, "level", NONE)) if found.stated else None


def _place(
    tokens: Tokens, span: tuple[int, int, int, int], value: int, measure: Measure, unit: Unit = RANK
) -> Figure:
    """A figure whose words are known: leftmost token, first and last of the number, rightmost."""
    left, first, last, right = span
    one = figure(Numeral(first, last, numeral(tokens.printed(first, last), str(value))))
    one.left, one.right, one.measure, one.unit, one.own = left, max(right, last), measure, unit, True
    return one


#: word → what may begin with it, tried in order
READERS: dict[str, tuple[Callable[[Found, int], int | None], ...]] = {
    **dict.fromkeys(numbers.UNITS, (_part, _spelt)),
    **dict.fromkeys(numbers.TENS, (_ordinal, _part, _spelt)),
    **dict.fromkeys(("half", "a", "an"), (_spelt, _part)),
    **dict.fromkeys(numbers.GLYPHS, (_part,)),
    **dict.fromkeys(numbers.ORDINALS, (_ordinal,)),
    **dict.fromkeys(numbers.MULTIPLES, (_times,)),
    **dict.fromkeys(numbers.HALVED, (_times,)),
    "double": (_times, _double_digit),
    **dict.fromkeys(("no", "number"), (_numbered,)),
    **dict.fromkeys(("top", "topped"), (_top,)),
    **dict.fromkeys(("flat", "unchanged"), (_standstill,)),
}
_FIRST = frozenset(READERS) | noise.WORD_STARTS
NUMBER_WORDS = frozenset(numbers.CARDINALS) | numbers.ORDINALS.keys() | numbers.MULTIPLES.keys() | {"half"}
