"""Numbers as Chinese prose writes them, with the precision of their print.

- digits, grouped or not, with a scale: ``1,234,567``, ``3757.93亿``, ``1.2万亿``;
- numerals: ``二百零五``, ``十二万亿``, ``两千``, ``廿``, ``二〇二五``, ``壹佰贰拾``, ``三点五``;
- both together: ``3万5千``, ``3兆3757.93亿``; ``三万五`` leaves the last scale out and is 35,000.

兆 is a million millions.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from indicators.model.quantity import MAX_DIGITS, PrintedNumber

_DIGIT_OF = {char: value for value, chars in enumerate(
    ("〇零", "一壹弌", "二贰两弍", "三叁参", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
) for char in chars}  # fmt: skip
_SMALL = {"十": 1, "拾": 1, "百": 2, "佰": 2, "千": 3, "仟": 3}
_BIG = {"万": 4, "亿": 8, "兆": 12}
_POWERS = _SMALL | _BIG
_WORDS = {4: "万", 8: "亿", 12: "万亿"}
#: characters that the longest number in any prose stays below
_LONGEST = 60
_TENS = {"廿": "二十", "卅": "三十", "卌": "四十"}
#: characters a numeral is written in, for patterns
DIGIT_CHARS = "".join(_DIGIT_OF)
SCALE_CHARS = "".join([*_SMALL, *_BIG])
NUMERAL_CHARS = DIGIT_CHARS + SCALE_CHARS + "".join(_TENS)

#: digits with their grouping and decimals
DIGITS = r"(?:\d{1,3}(?:,\d{3}){1,8}+(?!\d)|[1-9]\d{0,2}(?: \d{3}){1,8}+(?!\d)|\d++)(?:\.\d++)?"
#: 兆 of 兆瓦 (megawatt) is no scale
_SCALE = r"(?:[百千]?[万亿]{1,2}|兆(?![瓦帕赫欧焦伏比字])|百(?![帕分])|千(?![瓦克米赫帕卡分]))"
_PLAIN_CHARS = NUMERAL_CHARS.replace("千", "").replace("兆", "")
_HAN = rf"(?:[{_PLAIN_CHARS}]|千(?![瓦克米赫帕卡])|兆(?![瓦帕赫欧焦伏比字])){{1,24}}(?:点[{DIGIT_CHARS}]{{1,8}}(?:[万亿]{{1,2}})?)?"
_MIXED = rf"{DIGITS}(?:{_SCALE}(?:(?:{DIGITS}|[{DIGIT_CHARS}]){_SCALE}){{0,3}})?(?:(?<=[万亿兆]){DIGITS}(?![\d年./:-]|月))?"
#: a whole number as printed, scales included
NUMBER = f"(?:{_MIXED}|{_HAN})"
SCALE = _SCALE

_TOKEN = re.compile(rf"{DIGITS}|[{NUMERAL_CHARS}]|点")
_PAIR = re.compile(rf"([{DIGIT_CHARS}]?十)?([一二两三四五六七八])([二三四五六七八九])(?=[{SCALE_CHARS}]|$)")


class NotANumber(ValueError):
    """Characters of numerals that make no number: 百百, 一十千."""


@lru_cache(maxsize=4096)
def number(text: str) -> PrintedNumber:
    """The number that `text` says.

    >>> number("3兆3757.93亿").value
    Decimal('3375793000000.00')

    Raises NotANumber.
    """
    if len(text) > _LONGEST:
        raise NotANumber(text[:_LONGEST])
    for char, tens in _TENS.items():
        text = text.replace(char, tens)
    tokens = _TOKEN.findall(text)
    if "点" in tokens:
        tokens = _pointed(tokens)
    if all(token in _DIGIT_OF for token in tokens):
        tokens = ["".join(str(_DIGIT_OF[token]) for token in tokens)]
    value, unit = _value(tokens), _last_place(tokens)
    if len(value.as_tuple().digits) > MAX_DIGITS or abs(unit.adjusted()) > MAX_DIGITS:
        raise NotANumber(text)
    if _has_point(tokens) or _left_out(tokens):
        return PrintedNumber(_plainly(value, unit, "decimal"), value, unit, unit, "decimal")
    form: Literal["scaled", "whole"] = "scaled" if unit > 1 else "whole"
    return PrintedNumber(_plainly(value, unit, form), value, unit, max(unit, _last_digit(value)), form)


def span_of_digits(text: str) -> tuple[str, str] | None:
    """The two numerals that neighbouring digits say: 七八 is 七 and 八, 二十七八 is 二十七 and 二十八.

    None where two digits do not follow each other (三五 does: three to five).
    """
    match = _PAIR.match(text)
    if not match:
        return None
    low, high = _DIGIT_OF[match[2]], _DIGIT_OF[match[3]]
    if high - low != 1 and match[2] + match[3] != "三五":
        return None
    rest = text[match.end() :]
    return (match[1] or "") + match[2] + rest, (match[1] or "") + match[3] + rest


def times(printed: PrintedNumber, factor: int | Decimal) -> PrintedNumber:
    """`printed` in a unit `factor` times smaller: 1.5 times as percent is 150, known to 10."""
    if factor == 1:
        return printed
    value, unit, significant = (each * factor for each in (printed.value, printed.unit, printed.significant))
    return PrintedNumber(_plainly(value, unit, printed.form), value, unit, significant, printed.form)


def _plainly(value: Decimal, unit: Decimal, form: str) -> str:
    """A number as the product prints it, with the same last digit: 34757.93亿, 12万亿, 93,200."""
    if form == "whole":
        return f"{value:,.0f}"
    place = unit.adjusted()
    if unit >= 1 and value < 10_000 and value % 1 == 0:
        return f"{value:,.0f}"
    fits = [power for power in _WORDS if (power > place if form == "decimal" else power <= place)]
    power = (min(fits) if form == "decimal" else max(fits)) if fits else 0
    power = 0 if value < 10_000 else power
    return f"{value.scaleb(-power):.{max(0, power - place)}f}{_WORDS.get(power, '')}"


def _last_digit(value: Decimal) -> Decimal:
    """The size of the last digit that is not zero; one for zero."""
    if not value:
        return Decimal(1)
    exponent = value.normalize().as_tuple().exponent
    return Decimal(10) ** int(exponent)


def _pointed(tokens: list[str]) -> list[str]:
    """Tokens with the digits after 点 as decimals of a number in digits: 三点五万 is 3.5 and 万.

    >>> _pointed(["三", "点", "五", "万"])
    ['3.5', '万']
    """
    at = tokens.index("点")
    end = at + 1
    while end < len(tokens) and tokens[end] in _DIGIT_OF:
        end += 1
    decimals = "".join(str(_DIGIT_OF[token]) for token in tokens[at + 1 : end])
    whole = number("".join(tokens[:at])).value if at else Decimal(0)
    return [f"{whole:f}.{decimals}", *tokens[end:]]


def _has_point(tokens: list[str]) -> bool:
    """Whether the last printed digit stands after a point: 1.2万亿, but not 3.5亿2千."""
    digits = [token for token in tokens if token not in _POWERS]
    return bool(digits) and "." in digits[-1]


def _last_place(tokens: list[str]) -> Decimal:
    """The size of the last printed digit: 0.1万亿 in 1.2万亿, 1万 in 三百万, 1 in 二百; 1千 in 三万五."""
    end = len(tokens)
    while end and tokens[end - 1] in _POWERS:
        end -= 1
    last = tokens[end - 1] if end else "1"
    decimals = len(last.partition(".")[2])
    scales = [token for token in tokens[end:] if decimals or token in _BIG]
    power = sum(_POWERS[scale] for scale in scales) + _left_out(tokens)
    return Decimal(10) ** (power - decimals)


def _left_out(tokens: list[str]) -> int:
    """The power of the scale that the last digit leaves out: 3 in 三万五, 0 in 三万零五 and 1万2024."""
    if len(tokens) < 2 or len(tokens[-1]) > 1 or tokens[-1] in _POWERS or tokens[-1] in "〇零0":
        return 0
    return max(0, _POWERS.get(tokens[-2], 1) - 1)


def _value(tokens: list[str]) -> Decimal:
    """What the tokens say together: a scale multiplies what is smaller than it and stands before it."""
    parts: list[tuple[Decimal, int]] = []  # complete, each with the power of its big scale
    section, last, digit = (
        Decimal(0),
        99,
        None,
    )  # below the next big scale; its last scale; what waits for one
    for token in tokens:
        power = _POWERS.get(token)
        if power is None:
            digit = _next_digit(digit, token)
        elif token in _SMALL:
            if power >= last:
                raise NotANumber("a scale that is not smaller than the one before")
            section, last, digit = section + (1 if digit is None else digit) * 10**power, power, None
        else:
            _multiply(parts, section + (digit or 0), power)
            section, last, digit = Decimal(0), 99, None
    rest = (digit or Decimal(0)) * 10 ** _left_out(tokens)
    return Decimal(sum((part for part, _ in parts), section) + rest)


def _next_digit(before: Decimal | None, token: str) -> Decimal | None:
    """The digit that waits for its scale; a zero only keeps a place."""
    if before is not None:
        raise NotANumber("two digits without a scale between them")
    if token in _DIGIT_OF:
        return Decimal(_DIGIT_OF[token]) or None
    return Decimal(token.replace(",", "").replace(" ", ""))


def _multiply(parts: list[tuple[Decimal, int]], below: Decimal, power: int) -> None:
    """Make one part of `below` and the parts smaller than the scale of `power`: 十二万 and 亿 are 12万亿."""
    while parts and parts[-1][1] < power:
        below += parts.pop()[0]
    if parts and parts[-1][1] == power:
        raise NotANumber("the same scale twice")
    parts.append(((below or 1) * Decimal(10) ** power, power))
