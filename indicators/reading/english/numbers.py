"""English numerals: digits, number words, scales, fractions, multiples, ordinals.

Each reader looks at the tokens from `i` on and answers a `Numeral` that begins there, or None.
What a numeral is told in, and whether it states a figure at all, others decide.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from indicators.model.quantity import PrintedNumber
from indicators.reading.english.tokens import Tokens, listed
from indicators.reading.numeral import MAX_DIGITS, fraction, multiple, numeral

Form = Literal["number", "fraction", "multiple", "halved", "digits", "counted"]

_ONES = listed("one two three four five six seven eight nine")
_TEENS = listed("ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen")
_TENS = listed("twenty thirty forty fifty sixty seventy eighty ninety")
UNITS = {word: number for number, word in enumerate((*_ONES, *_TEENS), 1)}
TENS = {word: 10 * number for number, word in enumerate(_TENS, 2)}
CARDINALS = UNITS | TENS
_IRREGULAR = {"one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth"}
_IRREGULAR |= {"nine": "ninth", "twelve": "twelfth"} | {word: word[:-1] + "ieth" for word in TENS}
ORDINALS = {_IRREGULAR.get(word, word + "th"): number for word, number in CARDINALS.items()}
SCALES = {
    "thousand": 10**3,
    "lakh": 10**5,
    "lakhs": 10**5,
    "lac": 10**5,
    "lacs": 10**5,
    "million": 10**6,
    "mln": 10**6,
    "mn": 10**6,
    "crore": 10**7,
    "crores": 10**7,
    "cr": 10**7,
    "billion": 10**9,
    "bn": 10**9,
    "bln": 10**9,
    "trillion": 10**12,
    "tn": 10**12,
    "trn": 10**12,
    "hundred": 10**2,
    "dozen": 12,
    "millionth": 10**6,
    "billionth": 10**9,
}
#: scales of one letter, which stand right behind the digits
_LETTERS = {"k": 10**3, "m": 10**6, "mm": 10**6, "b": 10**9, "t": 10**12}
#: A word that may follow "a" as a number: "a hundred".
_AFTER_A = frozenset(("hundred", "thousand", "million", "billion", "trillion", "dozen", "lakh", "crore"))
_PARTS = {"half": 2, "quarter": 4, "third": 3, "fourth": 4} | {
    word: number for word, number in ORDINALS.items() if 5 <= number <= 20
}
_PARTS |= {"hundredth": 100, "thousandth": 1000}
PARTS = _PARTS | {word + "s": whole for word, whole in _PARTS.items() if word != "half"} | {"halves": 2}
GLYPHS = {"½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5)}
#: the rest of a number: 1½
_HALVES = {"½": "5", "¼": "25", "¾": "75"}
#: "half a percentage point" is no share
_POINTS = ("percentage", "percent", "point", "per", "pct")
_HALVED_UNITS = frozenset(_POINTS) | SCALES.keys()
TIMES = {
    "doubl": "2",
    "tripl": "3",
    "trebl": "3",
    "quadrupl": "4",
    "quintupl": "5",
    "sextupl": "6",
}
MULTIPLES = {stem + end: number for stem, number in TIMES.items() for end in ("e", "es", "ed", "ing")} | {
    "twice": "2",
    "thrice": "3",
}
MULTIPLES |= {word + "fold": str(number) for word, number in CARDINALS.items()} | {"hundredfold": "100"}
HALVED = frozenset(("halved", "halving", "halves", "halve"))
#: Before one of these words "third" and "quarter" are no fractions.
_COUNTS_TIME = frozenset(listed("first last past next second third fourth this each every per latest final"))

_WHOLE = r"[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,2}(?:,[0-9]{2})*,[0-9]{3}|[0-9]+"
_NUMBER = re.compile(rf"(?P<whole>{_WHOLE})(?:\.(?P<decimals>[0-9]+))?")
#: A day or a label: the number behind it begins no groups.
NO_GROUPS_AFTER = frozenset(
    listed(
        "jan feb mar apr may jun jul aug sep sept oct nov dec january february march april june july august september "
        "october november december . table page no section chapter figure + -"
    )
)
_GROUP = re.compile(r"[0-9]{1,3}")
_FOLLOWING_GROUP = re.compile(r"[0-9]{3}(?:\.[0-9]+)?")


@dataclass(slots=True)
class Numeral:
    """A numeral from token `first` to token `last`.

    `bare` is its last token without a scale word. `spelt`: in words. `scaled`: with a scale word, which ends it; `digits` are those without it.
    """

    first: int
    last: int
    printed: PrintedNumber
    form: Form = "number"
    spelt: bool = False
    scale: int = 1
    whole: str = ""
    decimals: str = ""
    bare: int = -1

    def __post_init__(self) -> None:
        if self.bare < 0:
            self.bare = self.last


#: words between the two numbers of a share: one in five
OUT_OF = ("in", "of", "out", "/")
#: words that make a number a multiple, or lead to one
FOLDS = ("times", "fold", "x", "-")


def is_number(word: str) -> bool:
    """Whether a token begins with a digit."""
    return "0" <= word[:1] <= "9"


def digits(tokens: Tokens, i: int) -> Numeral | None:
    """Digits, grouped or not, and their scale: 1,234,567 · 12,34,567 · 1 234 567 · 3.1 trillion · 4.2bn."""
    match = _NUMBER.fullmatch(tokens.words[i])
    if not match:
        return None
    last, whole, decimals = i, match["whole"].replace(",", ""), match["decimals"] or ""
    if not decimals and _GROUP.fullmatch(tokens.words[i]):
        last, whole, decimals = _spaced(tokens, i)
    if not decimals and words_half(tokens, last + 1):
        last, decimals = last + 1, _HALVES[tokens.words[last + 1]]
    if len(whole) + len(decimals) > MAX_DIGITS or (len(whole) > 1 and whole[0] == "0"):
        return None
    return _scaled(tokens, i, last, whole, decimals)


def words_half(tokens: Tokens, i: int) -> bool:
    """Whether token `i` is the rest of 1½."""
    return tokens.words[i] in _HALVES and tokens.glued(i)


def _spaced(tokens: Tokens, i: int) -> tuple[int, str, str]:
    """Groups of three with a space between: where they end, their digits, their decimals."""
    words, last, whole = tokens.words, i, tokens.words[i]
    if words[i - 1] in NO_GROUPS_AFTER:
        return last, whole, ""
    while _FOLLOWING_GROUP.fullmatch(words[last + 1]) and tokens.starts[last + 1] == tokens.ends[last] + 1:
        if len(whole) > MAX_DIGITS:
            break
        last += 1
        group, _, decimals = words[last].partition(".")
        whole += group
        if decimals:
            return last, whole, decimals
    return last, whole, ""


def _scaled(tokens: Tokens, first: int, bare: int, whole: str, decimals: str) -> Numeral:
    scale, last = scale_from(tokens, bare)
    printed = numeral(tokens.printed(first, last), whole, decimals, scale)
    return Numeral(first, last, printed, "number", False, scale, whole, decimals, bare)


def scale_from(tokens: Tokens, last: int) -> tuple[int, int]:
    """The scale words behind token `last` ("lakh crore", "-million", "bn"): their product and their end."""
    words, scale = tokens.words, 1
    if words[last + 1] in _LETTERS and tokens.glued(last + 1):
        return _LETTERS[words[last + 1]], last + 1
    for _ in range(2):
        step = 2 if words[last + 1] == "-" and tokens.glued(last + 1) else 1
        factor = SCALES.get(words[last + step])
        if not factor or (factor == 12 and scale > 1):
            break
        scale, last = scale * factor, last + step
    return scale, last


def _said(tokens: Tokens, first: int, bare: int, value: Decimal) -> Numeral:
    """The number in words from `first` to `bare`, with the scale behind it."""
    scale, last = scale_from(tokens, bare)
    whole, _, decimals = format(value, "f").partition(".")
    printed = numeral(tokens.printed(first, last), whole, decimals, scale)
    return Numeral(first, last, printed, "number", True, scale, whole, decimals, bare)


def spelt(tokens: Tokens, i: int) -> Numeral | None:
    """Number words: two hundred and five · a dozen · half a million · two and a half million."""
    words = tokens.words
    if words[i] == "half" and words[i + 1] in ("a", "-") and words[i + 2] in _HALVED_UNITS:
        return replace(_said(tokens, i, i + 1, Decimal("0.5")), bare=i)
    if words[i] in ("a", "an"):
        return _a_hundred(tokens, i)
    return _compound(tokens, i)


def _a_hundred(tokens: Tokens, i: int) -> Numeral | None:
    if tokens.words[i + 1] not in _AFTER_A or (tokens.words[i - 1] == "of" and tokens.words[i - 2] in PARTS):
        return None
    return _said(tokens, i, i, Decimal(1))


def _compound(tokens: Tokens, i: int) -> Numeral | None:
    """Cardinals added up, each hundred and thousand times what stands before it."""
    words, total, part, at, last = tokens.words, 0, 0, i, i - 1
    while True:
        if words[at] in ("-", "and") and last >= i and words[at + 1] in CARDINALS and (part >= 20 or total):
            at += 1
        word = words[at]
        if word in CARDINALS and _fits(CARDINALS[word], part):
            part += CARDINALS[word]
        elif word == "hundred" and 0 < part < 100:
            part *= 100
        elif word == "thousand" and part > 0 and not total and words[at + 1] in _MORE:
            total, part = part * 1000, 0
        else:
            break
        last, at = at, at + 1
    if last < i:
        return None
    value = Decimal(total + part)
    if words[last + 1 : last + 4] == ["and", "a", "half"]:
        value, last = value + Decimal("0.5"), last + 3
    return _said(tokens, i, last, value)


def of_a_point(tokens: Tokens, part: Numeral) -> Numeral | None:
    """A part of a point or a scale as a number: a quarter of a percentage point is 0.25, of a million 250,000."""
    words, last = tokens.words, part.last
    of_one = words[last + 1 : last + 3] in (["of", "a"], ["of", "one"], ["of", "1"])
    if not of_one or words[last + 3] not in _HALVED_UNITS:
        return None
    value = (part.printed.value / 100).quantize(Decimal("0.01")).normalize()
    return replace(_said(tokens, part.first, last + 2, value), bare=last)


def double_digit(tokens: Tokens, i: int) -> Numeral | None:
    """What is "double-digit": ten or more."""
    words, at = tokens.words, i + 2 if tokens.words[i + 1] == "-" else i + 1
    if words[at] not in ("digit", "digits"):
        return None
    return Numeral(i, at, numeral(tokens.printed(i, at), "10"), "digits", True, whole="10")


_MORE = frozenset(CARDINALS) | {"and"}


def _fits(number: int, part: int) -> bool:
    """Whether `number` may be added to `part`: five to twenty, any to two hundred."""
    return part == 0 or (part % 100 == 0) or (number < 10 and part % 10 == 0 and part % 100 >= 20)


def fractions(tokens: Tokens, i: int) -> Numeral | None:
    """A part of a whole: two-thirds · a third of · one in five · seven of every ten · 3/4 of · half of."""
    return _named(tokens, i) or _counted(tokens, i)


def _named(tokens: Tokens, i: int) -> Numeral | None:
    words = tokens.words
    if words[i] in GLYPHS:
        return Numeral(i, i, fraction(*GLYPHS[words[i]]), "fraction")
    if words[i] == "half":
        return Numeral(i, i, fraction(1, 2), "fraction", True) if _is_half(tokens, i) else None
    part = 1 if words[i] in ("a", "an") else UNITS.get(words[i], 0)
    at = i + 2 if words[i + 1] == "-" else i + 1
    whole = PARTS.get(words[at], 0)
    if not 0 < part < whole or not _is_part(tokens, i, at, part):
        return None
    return Numeral(i, at, fraction(part, whole), "fraction", True)


def _is_half(tokens: Tokens, i: int) -> bool:
    """Whether "half" is a share: half of, half the, by half; never the first half, a half-hour, halfway."""
    words = tokens.words
    if words[i - 1] in _COUNTS_TIME or words[i - 1] == "-" or words[i + 1] == "-":
        return False
    return words[i + 1] in ("of", "the", "its", "their", "that", "all") or words[i - 1] in _SAYS_PART


_AFTER_PART = ("of", "more", "less", "fewer", "higher", "lower", "larger", "smaller", "above", "below")
_SAYS_PART = frozenset(
    listed(
        "by about nearly almost over than around roughly some exactly under below least most only just half"
    )
)


def _is_part(tokens: Tokens, i: int, at: int, part: int) -> bool:
    """Whether a numeral and an ordinal are a fraction: "a third straight year" is none, nor three quarters of 2024."""
    words = tokens.words
    if words[i - 1] in _COUNTS_TIME or words[i - 1] in ("straight", "consecutive"):
        return False
    if words[i - 1] == "for" and words[at + 1] != "of":
        return False
    plural = words[at].endswith("s") or words[at] == "halves"
    if part > 1:
        return plural and words[at + 1] not in ("in", "running")
    if plural or (words[at] == "quarter" and words[i] == "one" and words[at + 1] in ("in", "to")):
        return False
    return (
        words[i + 1] == "-"
        or words[at + 1] in _AFTER_PART
        or words[i - 1] in _SAYS_PART
        or tokens.stops(at + 1)
    )


def _counted(tokens: Tokens, i: int) -> Numeral | None:
    """X in y, x out of y, x of every y, x/y of."""
    words = tokens.words
    part = _small(words[i])
    if not part:
        return None
    step = _between_counts(tokens, i + 1)
    whole = _small(words[i + 1 + step]) if step else 0
    if not part < whole or (step == 1 and not _is_round(whole, words[i])):
        return None
    last = i + 1 + step
    follows = words[last + 1]
    if follows in SCALES or follows in ("%", "percent", "per", "-", "years", "months"):
        return None
    if words[i + 1] == "/" and follows not in ("of", ".", ",", ""):
        return None
    return Numeral(i, last, fraction(part, whole), "counted", not is_number(words[i]))


def _small(word: str) -> int:
    if word in CARDINALS:
        return CARDINALS[word]
    if word == "hundred":
        return 100
    plain = word.replace(",", "")
    return int(plain) if plain.isascii() and plain.isdigit() and len(word) <= 9 else 0


def _between_counts(tokens: Tokens, i: int) -> int:
    """How many tokens say "out of" from token `i` on; 0 when none do."""
    words = tokens.words
    if (
        words[i] == "/"
        and tokens.glued(i)
        and tokens.glued(i + 1)
        and words[i + 2] != "/"
        and words[i - 2] != "/"
    ):
        return 1
    if words[i : i + 3] in (["out", "of", "every"], ["out", "of", "each"]):
        return 3
    if words[i : i + 2] in (["out", "of"], ["of", "every"], ["in", "every"], ["of", "each"], ["in", "each"]):
        return 2
    return 1 if words[i] == "in" else 0


def _is_round(whole: int, part: str) -> bool:
    """Whether "in" may stand for "out of": one in five, 3 in 10; never 5 in 2024."""
    return (
        whole in (100, 1000)
        or (2 <= whole <= 20 and (whole in (5, 10, 20) or not is_number(part)))
        or (2 <= whole <= 12 and part == "1")
    )


def multiples(tokens: Tokens, i: int) -> Numeral | None:
    """How many times as much: doubled · threefold · 3.5-fold · 1.5 times · twice · 1.5x; halved is a fall by half."""
    words = tokens.words
    if words[i] in HALVED:
        return Numeral(i, i, numeral("50", "50"), "halved", True)
    if words[i] in MULTIPLES:
        said = _is_multiple(tokens, i)
        return Numeral(i, i, multiple(words[i], MULTIPLES[words[i]]), "multiple", True) if said else None
    return None


def _is_multiple(tokens: Tokens, i: int) -> bool:
    """Whether "double" says a multiple, and not a kind: double-digit, double taxation, twice a week."""
    words = tokens.words
    if words[i + 1] == "-" or words[i - 1] == "-":
        return False
    if words[i] in ("twice", "thrice"):
        return words[i + 1] not in (
            "a",
            "in",
            "before",
            "daily",
            "weekly",
            "monthly",
            "yearly",
            "during",
            "this",
        )
    if not words[i].endswith("e"):
        return True
    return words[i - 1] in _SAYS_DOUBLE or words[i + 1] in (
        "the",
        "that",
        "those",
        "its",
        "what",
        "their",
        "by",
    )


_SAYS_DOUBLE = frozenset(
    listed(
        "to than will would could can may nearly almost about roughly over more not did does should might around "
        "expected"
    )
)


def fold_of(tokens: Tokens, number: Numeral) -> Numeral | None:
    """`number` as a multiple, where "times", "fold" or "x" follows it."""
    words, at = tokens.words, number.last + 1
    if number.scale != 1 and words[at] != "times":
        return None
    if words[at] == "-":
        at += 1
    if words[at] == "times" and not _are_multiples(tokens, at, number):
        return None
    if words[at] not in ("times", "fold", "x") or (words[at] == "x" and not tokens.glued(at)):
        return None
    if words[at] == "x" and is_number(words[at + 1]):
        return None
    whole = number.whole if number.scale == 1 else str(int(number.printed.value))
    printed = multiple(number.printed.text, whole, number.decimals if number.scale == 1 else "")
    return Numeral(number.first, number.last, printed, "multiple", number.spelt)


_COMPARES = frozenset(
    listed(
        "as that the those its their what more higher larger bigger greater faster over compared than from of"
    )
)
_RISES = frozenset(
    listed("rose rise risen grew grown grow increased increase increases up by jumped surged expanded")
)


def _are_multiples(tokens: Tokens, at: int, number: Numeral) -> bool:
    """Whether "times" compares: three times as much, 1.5 times; "three times a week" counts."""
    follows, before = tokens.words[at + 1], tokens.words[number.first - 1]
    return bool(number.decimals) or follows in _COMPARES or before in _RISES or follows in (",", ".", "")
