"""Periods as ISO 8601 writes them: their kind, order, and the plan they fall in.

A period is the time a figure speaks of, never the day it was printed:

=====================  ============  ==========================================
written                kind          meaning
=====================  ============  ==========================================
``2024``               year          a calendar year
``2024-10``            part-year     a month
``2024-01/2024-10``    part-year     a span inside one year
``2025-10-23``         point         a day
``2021/2025``          multi-year    a span over several years
=====================  ============  ==========================================

Each period has one spelling: ``2024-01/2024-12`` is refused in favour of ``2024``.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal, Protocol, TypeVar

PeriodKind = Literal["year", "part-year", "point", "multi-year"]

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_YEAR, _MONTH, _DAY = r"\d{4}", r"\d{4}-(?:0[1-9]|1[0-2])", r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"
#: What a date and a period look like, for programs that check one while it is typed.
DATE_PATTERN = f"{_YEAR}|{_MONTH}|{_DAY}"
PERIOD_PATTERN = f"{DATE_PATTERN}|{_YEAR}/{_YEAR}|{_MONTH}/{_MONTH}|{_DAY}/{_DAY}"
_FORMS = "2024, 2024-10, 2025-10-23, 2024-01/2024-10 or 2021/2025"


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days, `start` and `end` included, with the text it was written as."""

    text: str
    start: date
    end: date
    kind: PeriodKind

    def __str__(self) -> str:
        return self.text

    @property
    def series_kind(self) -> str:
        """What another period must share to stand in one series with this one.

        Whole years match whole years; a part-year span matches the same months of another
        year; a point matches points; a span of n years matches spans of n years.
        January-October therefore never joins a line with whole years.
        """
        match self.kind:
            case "part-year":
                return self._season
            case "multi-year":
                years = f"{self.end.year - self.start.year + 1}-years"
                return years if self._season == "01-01/12" else f"{years} {self._season}"
            case kind:
                return kind

    @property
    def _season(self) -> str:
        """First day and last month, or last day where a month is not whole: 28 and 29 February match."""
        return f"{self.start:%m-%d}/{self.end:{'%m' if _is_month_end(self.end) else '%m-%d'}}"

    def lies_within(self, first_year: int, last_year: int) -> bool:
        """Whether the whole period lies in the years `first_year` to `last_year`."""
        return first_year <= self.start.year and self.end.year <= last_year


@lru_cache(maxsize=4096)
def parse_period(text: str) -> Period:
    """Read one of the five forms above.

    Raises ValueError whose text says what was expected.
    """
    first, slash, second = text.partition("/")
    start, parts = _first_and_last_day(first, text)[0], first.count("-")
    if not slash:
        kind: PeriodKind = ("year", "part-year", "point")[parts]
        return Period(text, start, _first_and_last_day(first, text)[1], kind)
    if second.count("-") != parts:
        raise ValueError(f"both ends of a period need the same form, as in {_FORMS}; found {text!r}")
    end = _first_and_last_day(second, text)[1]
    if end < start:
        raise ValueError(f"the period {text!r} ends before it starts")
    shorter = _shorter_spelling(start, end, first == second, first)
    if shorter:
        raise ValueError(f"write the period {text!r} as {shorter!r}")
    return Period(text, start, end, "part-year" if start.year == end.year else "multi-year")


def _first_and_last_day(iso: str, whole: str) -> tuple[date, date]:
    """First and last day of a year, month or day; `whole` is the text to quote when it is none."""
    match = _ISO.fullmatch(iso)
    if not match:
        raise ValueError(f"expected a period such as {_FORMS}; found {whole!r}")
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        if month is None:
            return date(year or 0, 1, 1), date(year or 0, 12, 31)
        if day is None:
            return date(year or 0, month, 1), date(year or 0, month, monthrange(year or 0, month)[1])
        return date(year or 0, month, day), date(year or 0, month, day)
    except ValueError:  # month 13, 30 February
        raise ValueError(f"there is no such date in the period {whole!r}") from None


def _shorter_spelling(start: date, end: date, same: bool, first: str) -> str | None:
    if same:
        return first
    whole_years = (start.month, start.day, end.month, end.day) == (1, 1, 12, 31)
    if whole_years and "-" in first:
        years = str(start)[:4], str(end)[:4]
        return years[0] if years[0] == years[1] else "/".join(years)
    if first.count("-") == 2 and start.day == 1 and _is_month_end(end):
        months = str(start)[:7], str(end)[:7]
        return months[0] if months[0] == months[1] else "/".join(months)
    return None


def _is_month_end(day: date) -> bool:
    return day.day == monthrange(day.year, day.month)[1]


class YearSpan(Protocol):
    """Anything with a first and a last year: a plan."""

    @property
    def start(self) -> int:
        """First year."""

    @property
    def end(self) -> int:
        """Last year."""


YearSpanType = TypeVar("YearSpanType", bound=YearSpan)


def plan_of(period: Period | None, plans: Iterable[YearSpanType]) -> YearSpanType | None:
    """The plan that holds the whole of `period`; None when undated, between plans or across them."""
    if period is None:
        return None
    return next((plan for plan in plans if period.lies_within(plan.start, plan.end)), None)
