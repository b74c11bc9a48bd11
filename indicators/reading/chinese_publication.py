"""When a Chinese text appeared, what it is of and where: its title, dateline, date of publication.

The day is the first whole date that stands in the head of a text, else in its last lines, else a dateline without a year
(新华社合肥10月21日电) in the year the text speaks of. A communiqué (公报, 运行情况) is of the year of its title.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from indicators.reading.chinese_passage import Passage

_DAY = re.compile(
    r"(?<!\d)(?P<year>20\d\d)(?:年|-|/|\.)(?P<month>\d{1,2})(?:月|-|/|\.)(?P<day>\d{1,2})(?!\d)"
)
_DATELINE = re.compile(r"(?P<month>\d{1,2})月(?P<day>\d{1,2})日(?:电|讯|\s*[（(]记者)")
_ROC_DAY = re.compile(r"(?P<year>1[01]\d)(?:年|[./])(?P<month>\d{1,2})(?:月|[./])(?P<day>\d{1,2})日?(?!\d)")
_YEARS = re.compile(r"(?<![\d到至])(20[0-4]\d)年")
_REPUBLIC_YEAR = re.compile(r"(?<!\d)(1[01]\d)年(?=第|\d|[上下全])")
_REPORTS = re.compile(
    r"公报|年报|年鉴|运行(?:情况|简况)|主要(?:经济)?指标|统计(?:数据|快报|分析)|进出口(?:情况|数据)|经济(?:形势|运行)|执行情况|决算"
)
#: what a title has that speaks of the year it appears in, though it is still January
_OWN_YEAR = re.compile(r"工作报告|计划|目标|两会|一季度|首季|[12]月|开门红|春")
_EARLY = 3
_HEAD, _TAIL = 6, 4


@dataclass(frozen=True, slots=True)
class Publication:
    """The day a text appeared, whether it is a report on the period of its title, the year that one is of, and whether that year is
    only the first one that the text tells.
    """

    day: date | None
    is_report: bool
    title_year: int | None
    guessed: bool = False


def publication_of(passages: Sequence[Passage], published: date | None) -> Publication:
    """What title, dateline and last lines of a text say of it; `published` is the day where one is told."""
    head, tail = passages[:_HEAD], passages[-_TAIL:]
    title = head[0].text[:120] if head else ""
    day = published or _first_day(head, ahead=True) or _first_day(tail, ahead=False)
    years = _YEARS.search(title)
    title_year = int(years[1]) if years else None
    if title_year is None and (republic := _REPUBLIC_YEAR.search(title)):
        title_year = int(republic[1]) + 1911
    is_report = bool(_REPORTS.search(title))
    if day is None:
        day = _dateline(head, title_year, title)
    guessed = title_year is None and day is None
    if guessed:
        title_year = _year_told(head)
    return Publication(day, is_report, title_year, guessed)


def _year_told(passages: Sequence[Passage]) -> int | None:
    """The first year that the head of a text speaks of, none that it compares with or aims at."""
    found = (match for passage in passages for match in _YEARS.finditer(passage.text[:400]))
    return next(
        (
            int(match[1])
            for match in found
            if not re.search(r"[比较与同自从于]$", match.string[: match.start()][-1:])
        ),
        None,
    )


def _first_day(passages: Sequence[Passage], *, ahead: bool) -> date | None:
    for passage in passages:
        for pattern in (_DAY, _ROC_DAY):
            for match in pattern.finditer(passage.text[:200] if ahead else passage.text[-200:]):
                before = passage.text[max(0, match.start() - 3) : match.start()] if ahead else ""
                if len(passage.figures) > 1 and not re.search(r"电|讯|日期|时间", passage.text[:80]):
                    break
                if re.search(r"截[至止]$|[自从]$|至$", before):
                    continue
                year = int(match["year"])
                try:
                    return date(year + 1911 if year < 200 else year, int(match["month"]), int(match["day"]))
                except ValueError:
                    continue
    return None


def _dateline(passages: Sequence[Passage], title_year: int | None, title: str) -> date | None:
    """The day of a dateline in the year that the text speaks of, or the next: a whole year is told of in January."""
    for passage in passages:
        match = _DATELINE.search(passage.text[:80])
        if match is None:
            continue
        years = [int(year) for one in passages for year in _YEARS.findall(one.text)]
        year = title_year or max(years, default=0)
        if not year:
            return None
        if title_year and int(match["month"]) <= _EARLY and not _OWN_YEAR.search(title):
            year += 1
        try:
            return date(year, int(match["month"]), int(match["day"]))
        except ValueError:
            return None
    return None
