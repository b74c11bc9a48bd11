"""The numerals of an English segment, in order: figures that may be told, and numbers that state none."""

from __future__ import annotations

from indicators.reading.english import noise, numbers, places
from indicators.reading.english.figure import Figure, figure
from indicators.reading.english.measuring import head, measure_out
from indicators.reading.english.numbers import Numeral
from indicators.reading.english.tokens import Tokens
from indicators.reading.english.units import PERCENT, RANK, TIMES
from indicators.reading.mention import Excused, Measure, Reason, Unit
from indicators.reading.numeral import numeral

#: words with which a numeral, a rank or a standstill may begin
STARTS = (
    frozenset(numbers.CARDINALS)
    | frozenset(numbers.ORDINALS)
    | frozenset(numbers.MULTIPLES)
    | numbers.HALVED
    | frozenset(numbers.GLYPHS)
    | {"half", "a", "an", "no", "number", "top", "topped", "flat", "unchanged"}
)


class Found:
    """What a segment holds: `figures`, and what is `excused`."""

    __slots__ = ("excused", "figures", "tokens")

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self.figures: list[Figure] = []
        self.excused: list[Excused] = []

    def excuse(self, first: int, last: int, reason: Reason) -> None:
        """Tell why the tokens from `first` to `last` state no figure."""
        start, end = self.tokens.starts[first], self.tokens.ends[last]
        self.excused.append(Excused(start, end, self.tokens.text[start:end], reason))

    def tell(self, found: Figure) -> int:
        """Keep a figure; the token behind it."""
        self.figures.append(found)
        return max(found.right, found.last) + 1


def find(tokens: Tokens, low: str) -> Found:
    """All numerals of the segment; `low` is its text in small letters."""
    found = Found(tokens)
    words, i = tokens.words, 0
    while i < tokens.length:
        word = words[i]
        if marked := noise.form_at(word, low, tokens.starts[i]):
            end, reason = marked
            last = tokens.last_before(end, i)
            found.excuse(i, last, reason)
            i = last + 1
        elif word in STARTS or "0" <= word[0] <= "9":
            i = _item(found, i)
        else:
            i += 1
    return found


def _item(found: Found, i: int) -> int:
    """Read what begins with token `i`; the token to go on with."""
    tokens = found.tokens
    for reader in (_top, _standstill, _ordinal):
        if place := reader(tokens, i):
            return found.tell(place)
    if (nth := places.ordinal(tokens, i)) and numbers.is_number(tokens.words[i]):
        found.excuse(i, nth[1], "edition")
        return nth[1] + 1
    for read in (numbers.fractions, numbers.multiples):
        if number := read(tokens, i):
            one = _share_or_times(number)
            if (
                number.form == "fraction"
                and number.last > number.first + 2 - (tokens.words[i + 1] == "in")
                and tokens.words[i + 1] != "-"
            ):
                one.right = head(tokens, number.last + 1) or one.right
            return found.tell(one)
    if tokens.words[i] == "double":
        number = numbers.double_digit(tokens, i)
        return found.tell(_share_or_times(number)) if number else i + 1
    read_plain = numbers.digits if numbers.is_number(tokens.words[i]) else numbers.spelt
    number = read_plain(tokens, i)
    return _number(found, number) if number else i + 1


def _number(found: Found, number: Numeral) -> int:
    """Tell or excuse a plain number."""
    tokens = found.tokens
    if times := numbers.fold_of(tokens, number):
        one = _share_or_times(times)
        one.right = tokens.next_word(times.last, ("times", "fold", "x"))
        return found.tell(one)
    if going_on := places.streak(tokens, number.last):
        return found.tell(_streak(number, going_on))
    one = figure(number)
    measure_out(tokens, one)
    if reason := noise.reason(tokens, one):
        first, last = (one.core, number.last) if one.currency else tokens.word_around(number.first, number.last)
        found.excuse(first, last, reason)
        return last + 1
    return found.tell(one) if noise.says_figure(tokens, one) else number.last + 1


def _share_or_times(number: Numeral) -> Figure:
    one = figure(number)
    one.own = True
    if number.form == "multiple":
        one.unit, one.measure = TIMES, "multiple"
    elif number.form == "halved":
        one.unit, one.measure, one.falls = PERCENT, "growth", True
    elif number.form == "digits":
        one.unit, one.qualifier = PERCENT, "at_least"
    else:
        one.unit = PERCENT
    return one


def _streak(number: Numeral, going_on: tuple[str, int]) -> Figure:
    one = figure(number)
    name, one.right = going_on
    one.unit, one.own, one.measure = Unit(name, "duration"), True, "streak"
    return one


def _top(tokens: Tokens, i: int) -> Figure | None:
    """First place without an ordinal: "topped the list", "No. 1"."""
    if tokens.words[i] in ("no", "number"):
        at = places.numbered(tokens, i)
        return _place(tokens, i, i, at[0], at[0], at[1], "rank") if at else None
    if tokens.words[i] in ("top", "topped") and (at := places.top(tokens, i)):
        return _place(tokens, at[0], i, i, at[2], 1, "rank")
    return None


def _standstill(tokens: Tokens, i: int) -> Figure | None:
    if tokens.words[i] not in ("flat", "unchanged") or not places.flat(tokens, i):
        return None
    one = _place(tokens, i, i, i, i, 0, "growth")
    one.unit = PERCENT
    if tokens.words[i] == "flat" and tokens.words[i - 1] in ("was", "were", "remained", "stayed"):
        one.left = i
    return one


def _ordinal(tokens: Tokens, i: int) -> Figure | None:
    """A rank or a streak told by an ordinal."""
    nth = places.ordinal(tokens, i)
    if not nth:
        return None
    value, last = nth
    if going_on := places.streak(tokens, last):
        one = _place(tokens, i, i, last, going_on[1], value, "streak")
        one.unit = Unit(going_on[0], "duration")
        return one
    ranked = places.rank(tokens, i, last)
    return _place(tokens, ranked[0], i, last, ranked[1], value, "rank") if ranked else None


def _place(
    tokens: Tokens, left: int, first: int, last: int, right: int, value: int, measure: Measure
) -> Figure:
    printed = numeral(tokens.printed(first, last), str(value))
    one = figure(Numeral(first, last, printed))
    one.left, one.right, one.measure, one.unit, one.own = left, max(right, last), measure, RANK, True
    return one
