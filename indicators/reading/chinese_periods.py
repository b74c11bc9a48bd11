"""Words of Chinese that name a period, and the period they name: 去年, 前三季度, 1—10月, 截至9月末, “十四五”期间.

`find_periods` gives every such expression of a stretch of text with its role. Which year 上年 or 三季度 are of
hangs on an `Anchor`: the day of publication, the year that a communiqué is of, the year told last.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from indicators.model.period import Period
from indicators.reading import relative_periods as relative

#: main: what follows is of it · point: a stock of that day, until the part of the sentence ends ·
#: as-of: such a day, or a flow since January · clause: for its clause alone · base: what is compared with ·
#: since: from then until the text appeared · event: the day something happened, which governs nothing
Role = Literal["main", "point", "as-of", "clause", "base", "event"]

_COUNT = {"一": 1, "两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10, "十一": 11, "十二": 12}  # fmt: skip
_N = r"(?:\d{1,2}|十[一二]?|[一二两三四五六七八九])"
_TO = r"(?:[—–~～-]{1,2}|至|到)"
_YEAR = (
    r"(?:(?:19|20)\d\d(?:年度?|(?=[—–~～至到-]{1,2}(?:19|20)?\d\d年)|(?=财年))|民国\d{2,3}年|(?<![\d近第满过去约])1[01]\d年(?!来|间|历史|前|后|里|校庆|纪念|的|[，。以])"
    r"|今年|本年度?|去年|上年度?|前年|明年|后年|当年|同年|次年|那一?年|过去一年|上一年|(?<![\d一二三四五六七八九十])全年)"
)
_SUB = (
    rf"(?P<first>{_N})月?(?:份)?{_TO}(?P<last>{_N})月(?:份)?(?P<range_end>末|底)?"
    rf"|(?:前|首|头)(?P<quarters>[一二两三123])个?季度?|(?:前|首|头)(?P<months>{_N})个?月|第?(?P<quarter>[一二三四首末1-4])季(?:度|末)?"
    rf"|(?P<half>[上下])半年|(?P<month>{_N})月(?:(?P<day>\d{{1,2}})[日号](?!电)|(?P<month_end>末|底)|份?(?:当月|单月)?)"
    r"|年?(?P<year_end>[末底])|年?(?P<beginning>初)(?![步次始])|年?中(?=期|[，。])"
)
#: a part of a year that stands without its year
_ALONE = _SUB.replace("?P<", "?P<s_").replace("年?", "年")
_EXPRESSION = re.compile(
    rf"(?P<year>{_YEAR})(?:{_TO}(?P<to>(?:19|20)?\d\d)年(?:间|期间)?|(?:的)?(?:{_SUB}))?(?P<whole>全年)?(?P<since>以来|至今)?(?P<same>同期)?"
    r"|[“「『\"]?十(?P<plan>[一二三四五六])五[”」』\"]?(?P<plan_part>期间|时期|以来|期末|末|前[一二三四]年|(?=[，,]))"
    rf"|(?:近|过去|最近|这)(?P<back>{_N})年(?:来|间|里|中)?|(?<![\d近第])(?P<back_come>{_N})年来"
    rf"|(?P<sub>(?<![\d.年])(?:{_ALONE}))(?P<s_same>同期)?"
    r"|(?P<now>当月|本月|上月|当季|本季)"
)
#: what every expression has
_HINT = re.compile(r"[年月季]|五[”」』\"期时以末前]")
_SUB_GROUPS = ("first", "last", "range_end", "quarters", "months", "quarter", "half", "month", "day", "month_end", "year_end", "beginning")  # fmt: skip
_AS_OF = re.compile(r"(?:截[至止](?:到|至)?|累计至)(?:目前)?$")
_BY = re.compile(r"(?:到|至)$")
_COMPARED = re.compile(
    r"(?:[比较]|相对于?|相较于?|超过?|高于|低于|多于|少于|快于|慢于|优于|好于|不及|恢复[到至]|略?[高低快慢多少]于)(?:了)?$"
)
_WITH = re.compile(r"[与和同跟]$")
_OF_WHICH = re.compile(r"(?:是|为|相当于|约为)$")
_FROM = re.compile(r"(?:自|从|由)$")
_SET_BESIDE = re.compile(r"[^，。；]{0,4}(?:相比|相较|比较)")
_MULTIPLE_OF = re.compile(r"(?:同期|全年)?[^，。；\d]{0,6}的")
#: what happened then is no figure of then: 去年开通的隧道
_EVENT = re.compile(r"[^，。；\d]{0,4}(?:开通|成立|设立|获批|建成|开工|投产|印发|出台|发布)")
_IS = re.compile(r"(?:则|同期)?(?:为|是)")
#: 10月的同比升幅为3.5%, told beside another
_PACE = re.compile(r"的(?:按年|同比|环比|按月)?(?:[升降增涨跌减]幅|增速)")
_YEARS_BEFORE = ("上年", "上年度", "上一年", "去年")
_POINTS = ("year_end", "month_end", "range_end", "day")
_OPENS = re.compile(r"[^，。；]{0,14}?(?:以来|至今|起)")
#: A text of the first months of a year means the one before when it says 全年.
_EARLY = 3


@dataclass(frozen=True, slots=True)
class Anchor:
    """From where a text counts years.

    `published` is its day, `year` the one that 全年 and 一季度 are of where nothing nearer says it, `told` the year
    that the text spoke of last, `current` the period it spoke of last.
    """

    published: date | None = None
    year: int | None = None
    told: int | None = None
    current: Period | None = None


@dataclass(frozen=True, slots=True)
class PeriodPhrase:
    """An expression: its period, its role and its place; `to_next` where 由上年的… gives way to 调整为."""

    period: Period
    role: Role
    start: int
    end: int
    opening: bool = False


def find_periods(text: str, start: int, end: int, anchor: Anchor) -> Iterator[PeriodPhrase]:
    """The expressions between two places of a text, in order; what one says of the year counts for the next."""
    if not _HINT.search(text, start, end):
        return
    for match in _EXPRESSION.finditer(text, start, end):
        try:
            phrase = _phrase(text, match, anchor, start)
        except ValueError:
            continue
        if phrase is None:
            continue
        yield phrase
        is_end = text[max(start, match.start() - 1) : match.start()] in ("到", "至")
        if phrase.role in ("main", "base", "point", "as-of") and not is_end:
            told = phrase.period.end.year
            if phrase.role != "base":
                anchor = replace(anchor, told=told, current=phrase.period)
            elif text[max(start, match.start() - 1) : match.start()] in ("与", "同"):
                anchor = replace(anchor, told=told)


def _phrase(text: str, match: re.Match[str], anchor: Anchor, floor: int) -> PeriodPhrase | None:
    start, end = match.span()
    before, after = text[max(floor, start - 6) : start], text[end : end + 20]
    parts = _sub_parts(match)
    if parts["day"] and not (_AS_OF.search(before) or _BY.search(before)):
        return None
    period = _period(match, parts, anchor)
    if period is None:
        return None
    pointed = any(parts[name] for name in _POINTS)
    if pointed:
        period = relative.end_of(period)
    if parts["beginning"]:
        period = relative.end_of(relative.years(period.start.year - 1))
    if _is_compared(before, after):
        return PeriodPhrase(period, "base", start, end)
    if parts["beginning"]:
        return None
    if _FROM.search(before) and not (_OPENS.match(after) or match["since"]):
        return PeriodPhrase(period, "clause", start, end, opening=True)
    if _FROM.search(before) or match["since"]:
        return PeriodPhrase(_until_now(period, anchor), "main", start, end)
    if _AS_OF.search(before):
        return PeriodPhrase(relative.end_of(period), "as-of", start, end)
    if pointed:
        return PeriodPhrase(period, "point", start, end)
    if _EVENT.match(after) and not _BY.search(before) and match["year"] != "全年":
        return None
    aside = match["year"] in _YEARS_BEFORE and (match["same"] or _IS.match(after))
    return PeriodPhrase(period, "clause" if aside or _PACE.match(after) else "main", start, end)


def _is_compared(before: str, after: str) -> bool:
    """Whether the words around an expression make it the one that a figure is compared with."""
    if _COMPARED.search(before) or after.startswith("相比"):
        return True
    if _WITH.search(before):
        return _SET_BESIDE.match(after) is not None
    return _OF_WHICH.search(before) is not None and _MULTIPLE_OF.match(after) is not None


def _sub_parts(match: re.Match[str]) -> dict[str, str | None]:
    whole = match.groupdict()
    return {name: whole[name] or whole[f"s_{name}"] for name in _SUB_GROUPS}


def _period(match: re.Match[str], parts: dict[str, str | None], anchor: Anchor) -> Period | None:
    if match["plan"]:
        return _plan(_COUNT[match["plan"]] + 10, match["plan_part"], anchor)
    back = match["back"] or match["back_come"]
    if back:
        return _years_back(_number(back), anchor)
    if match["now"]:
        return _now(match["now"], anchor)
    year = _year(match["year"], anchor) if match["year"] else _year_of_part(parts, anchor)
    if year is None:
        return None
    if match["year"] and match["to"]:
        last = int(match["to"])
        return relative.years(year, last if last > 99 else year // 100 * 100 + last)
    if match["year"] and match["same"] and anchor.current and not any(parts.values()):
        return relative.year_before(anchor.current, max(0, anchor.current.end.year - year))
    return _part(year, parts)


def _part(year: int, parts: dict[str, str | None]) -> Period:
    if parts["first"] and parts["last"]:
        return relative.months(year, _number(parts["first"]), _number(parts["last"]))
    if parts["quarters"]:
        return relative.months(year, 1, 3 * _number(parts["quarters"]))
    if parts["months"]:
        return relative.months(year, 1, _number(parts["months"]))
    if quarter := parts["quarter"]:
        return relative.quarter(year, 1 if quarter == "首" else 4 if quarter == "末" else _number(quarter))
    if parts["half"]:
        return relative.half(year, 1 if parts["half"] == "上" else 2)
    if parts["month"]:
        month = _number(parts["month"])
        if parts["day"]:
            day = date(year, month, int(parts["day"]))
            return Period(day, day)
        return relative.month(year, month)
    return relative.years(year)


def _year(word: str, anchor: Anchor) -> int | None:
    digits = re.search(r"\d+", word)
    if digits:
        year = int(digits[0])
        return year + 1911 if year < 200 else year
    own = anchor.published.year if anchor.published else anchor.year
    told = anchor.told or anchor.year
    if told is None and anchor.published:
        told = anchor.published.year - (anchor.published.month <= _EARLY)
    if word in ("全年", "当年", "同年", "那一年", "那年"):
        return told
    if word == "次年":
        return told and told + 1
    if word in ("上年", "上年度", "上一年"):
        return told and told - 1
    steps = {"今年": 0, "本年": 0, "本年度": 0, "去年": -1, "过去一年": -1, "前年": -2, "明年": 1, "后年": 2}
    return None if own is None else own + steps[word]


def _year_of_part(parts: dict[str, str | None], anchor: Anchor) -> int | None:
    """The year of a 三季度 or 9月末 that is told without one: the one told last, else the anchor's, but never a later day than today."""
    year = anchor.told or anchor.year
    if year is None and anchor.published:
        year = anchor.published.year
        if (
            any(parts[name] for name in ("first", "quarters", "months", "quarter", "month"))
            or parts["year_end"]
        ):
            try:
                year -= _part(year, parts).start > anchor.published or bool(
                    parts["year_end"] and anchor.published.month <= 2 * _EARLY
                )
            except ValueError:
                return None
    return year


def _plan(number: int, part: str, anchor: Anchor) -> Period:
    first = 2021 + 5 * (number - 14)
    if part in ("末", "期末"):
        return relative.years(first + 4)
    if part.startswith("前"):
        return relative.years(first, first + _COUNT[part[1]] - 1)
    if part == "以来":
        last = min(first + 4, anchor.year or (anchor.published.year if anchor.published else first + 4))
        return relative.years(first, max(first, last))
    return relative.years(first, first + 4)


def _years_back(count: int, anchor: Anchor) -> Period | None:
    if not 2 <= count <= 60:
        return None
    last = anchor.year or (anchor.published.year - 1 if anchor.published else None)
    return None if last is None else relative.years(last - count + 1, last)


def _now(word: str, anchor: Anchor) -> Period | None:
    day = anchor.current.end if anchor.current else anchor.published
    if day is None:
        return None
    if word in ("当季", "本季"):
        return relative.quarter(day.year, (day.month + 2) // 3)
    this = relative.month(day.year, day.month)
    return relative.period_before(this) if word == "上月" else this


def _until_now(period: Period, anchor: Anchor) -> Period:
    """From the beginning of a period to the day of publication, in months where the period is of months, in years where of years."""
    now = anchor.published
    if (
        anchor.current
        and anchor.current.end.year == (now.year if now else period.end.year)
        and anchor.current.start <= period.start
        and anchor.current.end > period.start
    ):
        return Period(period.start, anchor.current.end)
    if now is None or now <= period.start:
        return period
    if period.months and period.months < 12:
        return Period(period.start, relative.month(now.year, now.month).end)
    if now.year > period.start.year:
        return relative.years(period.start.year, max(period.start.year, now.year - (now.month < 4)))
    return Period(period.start, now)


def _number(text: str) -> int:
    return _COUNT[text] if text in _COUNT else int(text)
