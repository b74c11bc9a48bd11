"""Numbers and hedges as English prose prints them.

`find_numbers` finds every token of a text that says, or looks like, a number:

- digits with commas, decimals, a sign and a scale word: ``93,200``, ``1.609 million``, ``1-trillion``, ``10 millionth``;
- number words under one hundred, also times hundred and times a scale word: ``twenty-one``, ``one trillion``;
- ordinals: ``sixth``, ``138th``; ``top``, ``only`` and ``leading position`` are the first place, unless
  a number follows (in ``top ten`` and ``only two`` that number is what is said);
- fractions: ``half``, ``a quarter``, ``one-ninth``, ``1/9``; multiples: ``doubled``, ``2x``; ``double-digit`` is 10;
- what looks like a number and states none: names and ranges (``6G``, ``EH216-S``, ``2026-2030``), vague
  plurals (``dozens``).

Compounds with "and" (``two hundred and five``) are two tokens; ``both`` and a lone ``quarter`` are none.
`read_hedge` reads the words around a number as a qualifier.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from indicators.model.hedges import Qualifier
from indicators.model.quantity import PrintedNumber, parse_printed_number

_ONES = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_TEENS = [
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_CARDINALS = dict(zip(_ONES + _TEENS + _TENS, [*range(1, 20), *range(20, 100, 10)], strict=True))
_IRREGULAR_ORDINALS = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
}
_IRREGULAR_ORDINALS |= {"twelve": "twelfth"} | {word: word.removesuffix("y") + "ieth" for word in _TENS}
_ORDINALS = {_IRREGULAR_ORDINALS.get(word, word + "th"): number for word, number in _CARDINALS.items()}
_WHOLES = {"half": 2, "quarter": 4} | {word: n for word, n in _ORDINALS.items() if 3 <= n <= 10}
_MULTIPLES = {"doubl": 2, "tripl": 3, "quadrupl": 4}


def _any_of(words: Iterable[str]) -> str:
    """A pattern for any of `words`, the longest first."""
    return f"(?:{'|'.join(sorted(words, key=len, reverse=True))})"


_DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_UNDER_HUNDRED = f"{_any_of(_TENS)}-{_any_of(_ONES)}|{_any_of(_CARDINALS)}"
_BIG = r"(?:thousand|million|billion|trillion)"
_FIRST_PLACE = "top|only|leading position|lead the nation"
_SCALE = rf"(?:[ -](?P<scale>{_BIG})(?:th)?(?![a-z])|\s?(?P<han>万亿|万|亿))?"


def _read_no_number(_: re.Match[str]) -> None:
    """What looks like a number and states none."""


def _with_scale(number: str, match: re.Match[str]) -> str:
    return f"{number} {(match['scale'] or match['han'] or '').lower()}".rstrip()


def _read_digits(match: re.Match[str]) -> str:
    return _with_scale(match["digits"], match)


def _read_words(match: re.Match[str]) -> str:
    number = 1 if match["number"].lower() == "a" else _words_value(match["number"])
    return _with_scale(str(number * (100 if match["hundred"] else 1)), match)


def _read_ordinal(match: re.Match[str]) -> str:
    return str(_words_value(match["ordinal"]))


def _read_fraction(match: re.Match[str]) -> str:
    return f"{_CARDINALS.get((match['part'] or 'a').lower(), 1)}/{_WHOLES[match['whole'].lower()]}"


def _words_value(words: str) -> int:
    return sum((_CARDINALS | _ORDINALS)[word] for word in words.lower().split("-"))


#: what a token looks like → how it would be printed in digits; the first pattern that fits wins
_TOKENS: tuple[tuple[str, Callable[[re.Match[str]], str | None]], ...] = (
    (rf"{_DIGITS}(?:[-+]{_DIGITS})+(?:\+[a-z])?", _read_no_number),
    (rf"(?!(?:USD|RMB|CNY){_DIGITS})[a-z]+\d[a-z\d]*(?:-[a-z\d]+)*", _read_no_number),
    (r"\d+(?!(?:st|nd|rd|th|x)(?![a-z]))[a-z][a-z\d]*", _read_no_number),
    (rf"(?:dozen|hundred|{_BIG})s", _read_no_number),
    (r"(?P<fraction>\d+/[1-9]\d*)", lambda match: match["fraction"]),
    (rf"(?P<multiple>{_DIGITS}x)", lambda match: match["multiple"]),
    (r"(?P<nth>\d+)(?:st|nd|rd|th)", lambda match: match["nth"]),
    (rf"(?P<digits>-?{_DIGITS}){_SCALE}", _read_digits),
    (
        rf"(?:(?P<part>{_any_of(_ONES)})[ -]|a (?=half|quarter|[a-z]+ of\b)|(?=half))(?P<whole>{_any_of(_WHOLES)})s?",
        _read_fraction,
    ),
    (rf"(?P<ordinal>(?:{_any_of(_TENS)}-)?{_any_of(_ORDINALS)})", _read_ordinal),
    (r"double-digits?", lambda _: "10"),
    (
        rf"(?P<times>{_any_of(_MULTIPLES)})(?:e[ds]?|ing)",
        lambda match: f"{_MULTIPLES[match['times'].lower()]}x",
    ),
    (rf"(?P<number>{_UNDER_HUNDRED}|a(?= hundred| {_BIG}))(?P<hundred>[ -]hundred)?{_SCALE}", _read_words),
    (_FIRST_PLACE, lambda _: "1"),
)
_READERS = [(re.compile(rf"(?:{pattern})(?![a-z0-9])", re.IGNORECASE), read) for pattern, read in _TOKENS]
_START = re.compile(r"(?<![a-z0-9])(?=[a-z0-9-])|(?<=USD|RMB|CNY)(?=\d)", re.IGNORECASE)

#: typographic sign → plain one; one for one, so that columns stay what they are
_PLAIN: dict[int, str | int] = {
    ord(sign): plain for signs, plain in (("‘’′`", "'"), ("“”″", '"'), ("‐‑‒–—−", "-")) for sign in signs
}
_PLAIN |= dict.fromkeys((0x09, 0xA0, *range(0x2000, 0x200B), 0x202F, 0x3000), " ")
_PLAIN |= {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}  # full-width forms

_HEDGES: tuple[tuple[Qualifier, str], ...] = (
    ("over", r"(?<!no )more than|over|above|exceed(?:s|ed|ing)?|surpass(?:es|ed|ing)?"),
    ("at_least", r"at least|(?:no|not) (?:less|fewer) than"),
    ("nearly", r"nearly|almost|close to|just under"),
    ("under", r"(?<!no )(?<!not )(?:less|fewer) than|(?<!just )under|below"),
    ("at_most", r"no more than|at most|up to"),
    ("about", r"about|approximately|around|roughly"),
)
_BEFORE = re.compile(
    rf"\b(?:{'|'.join(f'(?P<{says}>{words})' for says, words in _HEDGES)})(?![a-z-])", re.IGNORECASE
)
_AFTER = re.compile(
    r"(?P<over>^\s?\+)|\b(?P<at_least>or more|or over|(?:or|and) above)\b(?!\s+(?:than|[\d$]))", re.IGNORECASE
)
_SIZE_CLASS = re.compile(rf".*-{_BIG}-", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NumberToken:
    """A token of a text that says a number: where it stands and what it says (None: no figure)."""

    text: str
    start: int
    end: int
    printed: PrintedNumber | None


def normalise_typography(text: str) -> str:
    """`text` with typographic quotes, dashes, spaces and full-width forms made plain, letter for letter."""
    return text.translate(_PLAIN)


def find_numbers(text: str) -> list[NumberToken]:
    """Every token of `text` that says, or looks like, a number, in reading order."""
    found: list[NumberToken] = []
    for start in _START.finditer(text):
        if (not found or start.start() >= found[-1].end) and (number := _read_token(text, start.start())):
            if found and _is_emphasis(found[-1], text[found[-1].end : number.start]):
                found.pop()
            found.append(number)
    return found


def find_first_number(text: str) -> NumberToken | None:
    """The first number of `text` that says one: in a figure's words it is the figure.

    What follows names the thing ("301 Fortune Global 500 firms").
    """
    return next((number for number in find_numbers(text) if number.printed), None)


def _read_token(text: str, start: int) -> NumberToken | None:
    """The token of `text` that begins at `start`, if one does."""
    for pattern, read in _READERS:
        if match := pattern.match(text, start):
            return NumberToken(match[0], start, match.end(), _parse_printed(read(match)))
    return None


def _parse_printed(digits: str | None) -> PrintedNumber | None:
    try:
        return parse_printed_number(digits) if digits else None
    except ValueError:  # more digits than any figure has
        return None


def _is_emphasis(number: NumberToken, between: str) -> bool:
    """Whether `number` is the "only" of "only two": the number after it is what is said."""
    return not between.strip() and re.fullmatch(_FIRST_PLACE, number.text, re.IGNORECASE) is not None


def read_hedge(text: str, number: NumberToken) -> Qualifier:
    """The qualifier that the words of `text` around `number` say.

    Words before the number count anywhere in `text`, the nearest wins; after it only "+", "or more"
    and their like. A size class (``1-trillion-crown``) and ``double-digit`` are lower bounds.
    """
    before = list(_BEFORE.finditer(text, 0, number.start))
    match = before[-1] if before else _AFTER.search(text[number.end :])
    if match:
        return next(says for says, _ in _HEDGES if match.groupdict().get(says))
    is_class = _SIZE_CLASS.fullmatch(text[number.start : number.end + 1])
    return "at_least" if is_class or number.text.lower().startswith("double-digit") else "exact"


def find_hedge_at_end(text: str) -> str | None:
    """The hedge that `text` ends with, so that it belongs to what follows; None when there is none."""
    matches = [match for match in _BEFORE.finditer(text) if not text[match.end() :].strip(" $€£¥\\")]
    return matches[-1][0] if matches else None


def find_hedge_at_start(text: str) -> str | None:
    """The hedge that `text` begins with ("or more"), so that it belongs to what stands before it."""
    match = _AFTER.match(text.lstrip())
    return match[0] if match else None
