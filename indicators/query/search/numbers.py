"""The numbers of a query, whatever language prints them: 93,200 is 9.32万 and 93.2 thousand.

Told by words as a search compares them: letters small, commas gone, a run of Chinese characters one word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from indicators.model.quantity import MAX_DIGITS, SCALES
from indicators.query.text_normalisation import is_han

_WORDS = {word: scale for word, scale in SCALES.items() if word.isascii()} | {
    word: Decimal(10**power)
    for power, words in (
        (2, "hundred"),
        (3, "k thousands"),
        (5, "lakh lakhs"),
        (6, "m mn mln millions"),
        (7, "crore crores"),
        (9, "b bn bln billions"),
        (12, "t tn trn trillions"),
    )
    for word in words.split()
}
#: One character each; several multiply, and 兆 is a million millions.
_CHARACTERS = {"十": 1, "百": 2, "千": 3, "万": 4, "萬": 4, "亿": 8, "億": 8, "兆": 12}
#: Words that begin with one of them and are no multiple: units, and names that a number may stand before.
_OWN_WORDS = re.compile(
    r"百(?:分|货|度|色|姓|事可乐|济|胜|威|科(?![技研普学]))"
    r"|千(?:米|克|瓦|伏|帕|卡(?!车)|焦|赫|升|字节|比特|兆|禧|岛湖|灯)"
    r"|[万萬](?:科(?![技研普学])|达(?![标到成])|宁(?![波夏德愿])|州|华化|象城|维网|事达|里长城)"
    r"|[亿億](?:航(?![空天班运线母海])|纬)"
    r"|兆(?:瓦|伏|帕|焦|赫|字节|比特|易|驰)"
    r"|十(?:堰|字)"
)
_NUMBER = re.compile(r"(\d+(?:\.\d+)?)([a-z]*)", re.ASCII)
#: Smaller whole numbers without a scale word are found as they are printed.
_LEAST = 1000


@dataclass(frozen=True)
class NumberPhrase:
    """The words from `start` to `end` that say one number; `rest` follows it in the last of them: 吨 in 1.1万亿吨."""

    start: int
    end: int
    value: float
    rest: str = ""


def find_numbers(words: Sequence[str]) -> list[NumberPhrase]:
    """The numbers of `words` that can be printed in another way."""
    found: list[NumberPhrase] = []
    place = 0
    while place < len(words):
        phrase = _number_at(words, place)
        if phrase:
            found.append(phrase)
        place = phrase.end if phrase else place + 1
    return found


def _number_at(words: Sequence[str], start: int) -> NumberPhrase | None:
    total, end, scale, rest = Decimal(0), start, Decimal(0), ""
    while end < len(words) and not rest and (part := _part_at(words, end)):
        number, size, after, rest = part
        if end > start and not (1 < size < scale):  # 3兆3757.93亿: the next part is a smaller one
            rest = ""
            break
        total, end, scale = total + number * size, after, size
        if not is_han(words[end - 1]):
            break
    value = float(total)
    if end == start or (scale == 1 and (value < _LEAST or value % 1)):
        return None
    return NumberPhrase(start, end, value, rest)


def _is_multiplier(word: str) -> bool:
    """Whether `word` begins with a character that multiplies the number before it: 万元, but not 百分点."""
    return word[:1] in _CHARACTERS and not _OWN_WORDS.match(word)


def _part_at(words: Sequence[str], place: int) -> tuple[Decimal, Decimal, int, str] | None:
    """A number with its scale: both, the place behind them, and what follows in the last word."""
    match = _NUMBER.fullmatch(words[place])
    if not match or len(match[1]) > MAX_DIGITS or (match[2] and match[2] not in _WORDS):
        return None
    scale, end, rest = _WORDS.get(match[2], Decimal(1)), place + 1, ""
    while end < len(words) and words[end] in _WORDS and not (match[2] and len(words[end]) == 1):
        scale, end = scale * _WORDS[words[end]], end + 1
    if end < len(words) and scale == 1 and _is_multiplier(words[end]):
        rest = words[end]
        while _is_multiplier(rest):
            scale, rest = scale * 10 ** _CHARACTERS[rest[0]], rest[1:]
        end += 1
    return Decimal(match[1]), scale, end, rest
