"""A Chinese number with its unit and what is printed between and after them.

`quantity_at` reads what begins at one place: ``3757.93亿元``, ``56.9万余人次``, ``五成七``, ``5%—5.5%``,
``七八百家``, ``1年8个月``, ``百分之三十``, ``四分之三``, ``74.5%±1.4``, ``万亿级``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from indicators.model.hedges import Qualifier
from indicators.model.quantity import PrintedNumber
from indicators.reading import chinese_units as units
from indicators.reading.chinese_hedges import MIDDLE, after
from indicators.reading.chinese_numerals import (
    DIGIT_CHARS,
    NUMBER,
    NUMERAL_CHARS,
    SCALE,
    NotANumber,
    number,
    span_of_digits,
    times,
)

_NUMBER = re.compile(NUMBER)
_SCALE = re.compile(SCALE)
_SEPARATOR = re.compile(
    r"(?<=[\d一二两三四五六七八九])或(?=[\d一二三四五六七八九十][^\d.])|(?:-|—{1,2}|–|~|～|─|至|到)(?=[\d一二两三四五六七八九十百千])|(?:~|～|至|到)(?=-\d)|(?<=[^\d])(?:-|—{1,2}|–|~|～)(?=-?\d)"
)
_MARGIN = re.compile(
    r"[,，（(]?(?:±|\+/-|正负|误差(?:为|在|约)?(?:±|正负|上下)?|上下浮动|上下波动|浮动)(?=\d)"
)
#: what a separator and a margin begin with
_SEPARATORS = frozenset("或-—–~～─至到")
_MARGINS = frozenset(",，（(±+正误上浮")
_PARTS = re.compile(rf"(?P<scale>十万|10万|[百千万])分之(?P<part>-?{NUMBER})")
_FRACTION = re.compile(
    rf"(?P<whole>[{NUMERAL_CHARS}]{{1,6}}|\d{{1,5}})分之(?P<part>[{NUMERAL_CHARS}]{{1,6}}|\d{{1,5}})"
)
_HONG_KONG_FRACTION = re.compile(r"(?P<whole>[三四五六七八九十])分(?P<part>[一二三四五六七八九])(?![之点钟])")
_SLASHED = re.compile(r"(?P<part>[1-9]\d{0,2})/(?P<whole>[1-9]\d{0,2})(?![\d/.年月日%])")
_HALF = re.compile(r"一半|半数")
_LOOSE_UNIT = re.compile(r"个多(月|小时|星期|季度)|个(?:半)(月|小时)")
_PART_OF_A_TENTH = re.compile(rf"[{DIGIT_CHARS}]|半(?![年月天日小个])|\d(?![\d.万亿])")
#: what may not follow a unit that is also the beginning of a word
_NOT_AFTER = {
    "成": "立功员果本绩熟品就型语交为分" , "元": "素旦", "点": "击评名亮位半", "分": "别布钟之公支行店局子析类配为", "度": "假过",
    "家": "庭长属具人口里园电", "人": "民均工才士口类大数物生", "名": "义牌称列单胜", "个": "人体性别税旧", "座": "谈位", "项": "",
    "年": "代轻级终报检末初底均版", "天": "然津府下使", "周": "边年期转岁", "日": "报本常", "条": "件例约", "件": "",
    "起": "来步源到", "场": "景地所馆", "处": "理于置长", "方": "面案式向法", "面": "积对临向", "国": "家际有内外民务资企债", "省": "级内外委",
    "户": "籍外均", "次": "年日月贷级要", "升": "级学至到高格", "米": "其", "里": "面", "头": "部条", "口": "岸",
    "只": "有能要是", "位": "于居列置", "折": "合算旧叠扣射返", "倍": "增", "级": "", "组": "织成合建", "批": "发准复", "种": "植子养",
    "支": "持付出撑", "把": "握", "单": "位个一", "道": "路", "节": "约能点", "本": "地市省届次级报年科", "片": "区", "包": "括",
    "通": "过", "对": "于外", "笔": "记", "部": "分门署队", "台": "湾阶账", "套": "餐", "门": "类店户", "间": "接",
    "班": "次子", "则": "", "首": "次", "段": "时", "声": "", "团": "队", "封": "", "面元": "",
}  # fmt: skip
_BARE = frozenset("百千万亿兆十")


@dataclass(slots=True)
class Quantity:
    """A number as it stands in a text.

    `number` is where the numeral stands, `end` where the unit and the hedges after it end, `unit_end`
    where the unit does. `inner` is the hedge between numeral and unit, `outer` the one after them.
    `fraction`: the number is a part of a whole; `bare`: a scale alone (百亿), which only a hedge makes
    a number; `digits`: printed in digits; `crosses`: a range from below zero to above it.
    """

    number: tuple[int, int]
    end: int
    unit_end: int
    printed: PrintedNumber
    unit: units.Printed | None = None
    to: PrintedNumber | None = None
    margin: Decimal | None = None
    inner: Qualifier | None = None
    outer: Qualifier | None = None
    fraction: bool = False
    bare: bool = False
    digits: bool = True
    between: bool = False
    crosses: bool = False

    def having(self, **changes: object) -> Quantity:
        """Itself, with some of what it says changed: it is made step by step while it is read."""
        for name, value in changes.items():
            setattr(self, name, value)
        return self


def single_at(text: str, at: int) -> Quantity | None:
    """The number that begins at `at`, whatever 至 or 到 may follow it: 减少4000人至12.1万人."""
    try:
        return _single(text, at)
    except NotANumber:
        return None


def quantity_at(text: str, at: int) -> Quantity | None:
    """The number that begins at `at`, with its unit; None when there is none."""
    beginning = text[at : at + 9]
    try:
        found = _fraction(text, at) if "分" in beginning or "/" in beginning or "半" in beginning else None
        found = found or _span_of_digits(text, at) or _ranged(text, at)
    except NotANumber:
        return None
    return found and _margined(text, found)


def number_end(text: str, at: int) -> int:
    """Where the digits or numerals that begin at `at` end."""
    match = _NUMBER.match(text, at)
    return match.end() if match else at + 1


def _single(text: str, at: int) -> Quantity | None:
    """One number with its unit."""
    match = _NUMBER.match(text, at)
    if not match:
        return None
    end, inner = match.end(), None
    if text[end : end + 1] in MIDDLE and _goes_on(text, end + 1):
        inner = MIDDLE[text[end]]
        end += 1
    scale = _SCALE.match(text, end) if inner else None
    words = match[0] + (scale[0] if scale else "")
    end = scale.end() if scale else end
    bare = not (set(match[0]) - _BARE) and match[0] != "十"
    found = Quantity(
        (at, _numeral_end(match)),
        end,
        end,
        number(words),
        None,
        inner=inner,
        bare=bare,
        digits=text[at].isdigit(),
    )
    return _with_unit(text, found)


def _goes_on(text: str, at: int) -> bool:
    """Whether a scale or a unit follows, so that 多 and 余 before it hedge the number."""
    return (
        bool(_SCALE.match(text, at))
        or units.unit_at(text, at)[0] is not None
        or text[at : at + 1] in "种个"
        or text[at - 1] == "余"
    )


def _numeral_end(match: re.Match[str]) -> int:
    """Where the numeral ends without its scale: 3757.93 of 3757.93亿; a scale alone is the numeral."""
    stripped = match[0].rstrip("万亿兆")
    return match.start() + len(stripped) if stripped else match.end()


def _with_unit(text: str, found: Quantity) -> Quantity:
    """`found` with the unit and the hedges after it."""
    if text[found.end : found.end + 1] == "个" and (loose := _LOOSE_UNIT.match(text, found.end)):
        word = loose[1] or loose[2]
        unit, _ = units.unit_at("个" + word, 0)
        printed = found.printed
        if loose[2]:
            value = printed.value + Decimal("0.5")
            printed = PrintedNumber(f"{value:f}", value, Decimal("0.5"), Decimal("0.5"), "decimal")
        return found.having(
            unit=unit,
            printed=printed,
            end=loose.end(),
            unit_end=loose.end(),
            inner="over" if loose[1] else None,
        )
    unit, end = units.unit_at(text, found.end)
    if unit is None or _is_word(unit.word, text, end):
        return _closed(text, found)
    printed = times(found.printed, unit.factor)
    if unit.word == "年" and text[end : end + 1] == "半" and text[end + 1 : end + 2] not in ("年", "月"):
        value, end = printed.value + Decimal("0.5"), end + 1
        printed = PrintedNumber(f"{value:f}", value, Decimal("0.5"), Decimal("0.5"), "decimal")
    if unit.word == "成":
        printed, end = _tenths(text, printed, end)
        found.number = found.number[0], end
    found.unit, found.printed, found.end, found.unit_end = unit, printed, end, end
    return _closed(text, found)


def _is_word(unit: str, text: str, end: int) -> bool:
    """Whether what looks like a unit is the beginning of a word: the 人 of 人民, the 成 of 成立."""
    following = text[end : end + 1]
    if not following or following not in _NOT_AFTER.get(unit, ""):
        return False
    return not (unit == "成" and text[end : end + 2] in ("为男", "为女", "为外", "为本", "为青", "交来"))


def _tenths(text: str, printed: PrintedNumber, end: int) -> tuple[PrintedNumber, int]:
    """五成七 is 57 percent, 一成半 15; what follows 成 is its tenth part."""
    match = _PART_OF_A_TENTH.match(text, end)
    if not match or match[0] in "〇零":
        return printed, end
    value = printed.value + (5 if match[0] == "半" else number(match[0]).value)
    return PrintedNumber(f"{value:f}", value, Decimal(1), Decimal(1), "whole"), match.end()


def _closed(text: str, found: Quantity) -> Quantity:
    """With the hedges after it: 以上, 左右, 级, 大关."""
    end, outer = found.end, found.outer
    if (
        text[end : end + 1] in ("级", "元")
        and text.startswith(("级", "元级"), end)
        and found.printed.form == "scaled"
    ):
        end += 1 if text[end] == "级" else 2
        unit = found.unit or units.UNITS["元"]
        return found.having(outer="at_least", end=end, unit=unit, unit_end=end)
    hedge, end = after(text, end)
    while hedge:
        outer = outer or (hedge if hedge != "exact" else None)
        hedge, end = after(text, end)
    found.outer, found.end = outer, end
    return found


def _ranged(text: str, at: int) -> Quantity | None:
    """One number, or two with a dash, 至 or 到 between them; the first takes scale and unit of the second."""
    first = _single(text, at)
    if first is None:
        return None
    separator = (
        _SEPARATOR.match(text, first.unit_end)
        if text[first.unit_end : first.unit_end + 1] in _SEPARATORS
        else None
    )
    if separator is None or first.outer or first.inner:
        return _compound(text, first)
    falls = text[at - 1 : at] == "-" and not text[max(at - 2, 0) : at - 1].isdigit()
    second_falls = text[separator.end() : separator.end() + 1] == "-"
    second = _single(text, separator.end() + second_falls)
    if second is None or second.bare or (second_falls and not falls):
        return first
    if first.unit is None and second.unit is not None:
        first = _given_unit(text, first, second)
    if falls and not second_falls and text[separator.start()] in "~～至到":
        first.crosses, first.printed = True, -first.printed
    elif second_falls:
        first.printed, second.printed = second.printed, first.printed
    return _joined(first, second) or _compound(text, first)


def _given_unit(text: str, first: Quantity, second: Quantity) -> Quantity:
    """`first` in the scale and unit of `second`: 5-6万家 begins at 50,000 enterprises, 8203～1.6万人 at 8,203 people."""
    factor = second.unit.factor if second.unit else Decimal(1)
    if first.number[1] == first.end and (scale := _SCALE.match(text, second.number[1])):
        words = text[slice(*first.number)] + scale[0]
        scaled = times(number(words), factor)
        if scaled.value < second.printed.value or first.printed.value >= second.printed.value:
            return first.having(printed=scaled, unit=second.unit)
    return first.having(printed=times(first.printed, factor), unit=second.unit)


def _joined(first: Quantity, second: Quantity) -> Quantity | None:
    if second.printed.value <= first.printed.value:
        return None
    same = first.unit is None or second.unit is None or first.unit.unit == second.unit.unit
    if not same:
        return None
    return first.having(
        number=(first.number[0], second.number[1]),
        end=second.end,
        unit_end=second.unit_end,
        unit=second.unit or first.unit,
        to=second.printed,
        outer=second.outer,
        between=True,
    )


#: a longer unit → the shorter one that may follow it, and how many of it make the longer
_FINER = {"years": (("个月",), 12), "hours": (("分钟", "分"), 60)}


def _compound(text: str, first: Quantity) -> Quantity:
    """1年8个月 is 20 months, 2小时30分钟 150 minutes."""
    finer = _FINER.get(first.unit.unit.name) if first.unit else None
    if finer is None or first.outer or not text[first.unit_end : first.unit_end + 1].isdigit():
        return first
    second = _single(text, first.unit_end)
    if second is None or second.unit is None or second.unit.word not in finer[0]:
        return first
    value = first.printed.value * finer[1] + second.printed.value
    printed = PrintedNumber(f"{value:f}", value, Decimal(1), Decimal(1), "whole")
    if second.unit.word == "分":
        second.unit = units.UNITS["分钟"]
    return second.having(number=(first.number[0], second.number[1]), printed=printed)


def _span_of_digits(text: str, at: int) -> Quantity | None:
    """七八成, 三四十家: two digits side by side are a span."""
    match = None if text[at].isdigit() else _NUMBER.match(text, at)
    pair = span_of_digits(match[0]) if match else None
    if not match or not pair:
        return None
    low, high = (number(words) for words in pair)
    found = _with_unit(text, Quantity((at, match.end()), match.end(), match.end(), low, digits=False))
    if found.unit is None:
        return None
    return found.having(to=times(high, found.unit.factor), between=True)


_PERCENT = units.UNITS["%"]


def _fraction(text: str, at: int) -> Quantity | None:
    """百分之三十, 四分之三, 3/4, 一半."""
    if match := _PARTS.match(text, at):
        return _per_hundred(text, match)
    if match := _HALF.match(text, at):
        return _part(text, match, Decimal(1), Decimal(2))
    match = _FRACTION.match(text, at) or _SLASHED.match(text, at) or _HONG_KONG_FRACTION.match(text, at)
    if not match or (match.re is _SLASHED and text[at - 1 : at] in ("/", ".")):
        return None
    part, whole = number(match["part"]).value, number(match["whole"]).value
    if not whole or part > whole or (match.re is _SLASHED and part == whole):
        return None
    return _part(text, match, part, whole)


def _part(text: str, match: re.Match[str], part: Decimal, whole: Decimal) -> Quantity:
    printed = fraction(part, whole)
    found = Quantity(
        match.span(), match.end(), match.end(), printed, _PERCENT, fraction=True, digits=match[0][0].isdigit()
    )
    return _closed(text, found)


def fraction(part: Decimal, whole: Decimal) -> PrintedNumber:
    """`part` of `whole` as a share in percent."""
    return PrintedNumber(f"{part:f}/{whole:f}", 100 * part / whole, Decimal(1), Decimal(1), "fraction")


def _per_hundred(text: str, match: re.Match[str]) -> Quantity:
    """百分之五, 千分之二; 百分之五至六 and 百分之五至百分之六."""
    factor = {
        "百": Decimal(1),
        "千": Decimal("0.1"),
        "万": Decimal("0.01"),
        "十万": Decimal("0.001"),
        "10万": Decimal("0.001"),
    }[match["scale"]]
    printed = times(number(match["part"].removeprefix("-")), factor)
    found = _closed(text, Quantity(match.span(), match.end(), match.end(), printed, _PERCENT, digits=False))
    separator = _SEPARATOR.match(text, found.end)
    second = separator and (_PARTS.match(text, separator.end()) or _NUMBER.match(text, separator.end()))
    if not second:
        return found
    words = second["part"] if second.re is _PARTS else second[0]
    last = times(number(words), factor)
    if last.value <= printed.value or (second.re is _NUMBER and units.unit_at(text, second.end())[0]):
        return found
    found.having(
        number=(match.start(), second.end()), end=second.end(), unit_end=second.end(), to=last, between=True
    )
    return _closed(text, found)


def _margined(text: str, found: Quantity) -> Quantity:
    """With the margin that stands after it: 74.5%±1.4, 3.7%，误差正负0.7个百分点."""
    at = found.end
    opened = _MARGIN.match(text, at) if text[at : at + 1] in _MARGINS else None
    if not opened or found.between:
        return found
    margin = _single(text, opened.end())
    if margin is None:
        return found
    unit = found.unit or margin.unit
    factor = found.unit.factor if found.unit and margin.unit is None else Decimal(1)
    end = margin.unit_end + (
        text[margin.unit_end : margin.unit_end + 1] in "）)" and text[at : at + 1] in "（("
    )
    outer = None if found.outer == "about" else found.outer
    return found.having(unit=unit, margin=margin.printed.value * factor, end=end, unit_end=end, outer=outer)
