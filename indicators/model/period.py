"""Periods as ISO 8601 writes them: their kinds, their order, and the plan they fall in.

A period is the time a figure speaks of, never the day it was printed. It is a stretch of days in
the years 1 to 9999 and has one spelling:

=========================  ==============  ===========================================
written                    kind            meaning
=========================  ==============  ===========================================
``2024``                   year            a calendar year
``2024-01/2024-06``        half            a half of one; ``2024-H1`` is read too
``2024-07/2024-09``        quarter         a quarter of one; ``2024-Q3`` is read too
``2024-10``                month           a month
``2024-01/2024-10``        since-january   any other number of months since January
``2023-04/2024-03``        twelve-months   a year that begins in another month
``2025-10-23``             point           a day
``2025-10-15/2025-11-04``  span            any other stretch of less than a year
``2021/2025``              years           a longer one, of years, months or days
=========================  ==============  ===========================================

The spelling is the shortest in years, else in months, else in days: ``2024-01/2024-12`` is refused
in favour of ``2024``, and ``2024-Q3`` becomes ``2024-07/2024-09``.

Periods are ordered by their last day, then by their first: the later figure is the one that knows more.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache, total_ordering
from typing import Final, Protocol, TypeVar

from indicators.i18n import gettext_noop


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodKind:
    """One kind of period: a stretch of days is of the first kind in `PERIOD_KINDS` that includes it."""

    id: str
    name: str
    """What readers call its length."""
    includes: Callable[[Period], bool]
    """Whether a period that no kind before it includes is of this kind."""
    is_seasonal: bool = False
    """Whether it is like the same days of another year only."""


@total_ordering
@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days, `start` and `end` included."""

    start: date
    end: date
    _text: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # Every id of a figure is made of it, often: it is spelled once.
        digits = (
            len("2024-10-23")
            if not self.months
            else len("2024-10")
            if self.months % 12 or self.start.month > 1
            else len("2024")
        )
        first, last = (day.isoformat()[:digits] for day in (self.start, self.end))
        object.__setattr__(self, "_text", first if first == last else f"{first}/{last}")

    def __str__(self) -> str:
        return self.text

    def __lt__(self, other: Period) -> bool:
        return (self.end, self.start) < (other.end, other.start)

    @property
    def months(self) -> int:
        """How many whole months it is; 0 when it is not made of whole months."""
        if self.start.day > 1 or not _is_month_end(self.end):
            return 0
        return (self.end.year - self.start.year) * 12 + self.end.month - self.start.month + 1

    @property
    def text(self) -> str:
        """Its one spelling."""
        return self._text

    @property
    def kind(self) -> PeriodKind:
        """Its kind."""
        return next(kind for kind in PERIOD_KINDS if kind.includes(self))

    @property
    def series_kind(self) -> str:
        """What another period must share to stand in one series with this one: kind and length.

        Years match years, quarters quarters, months months, days days, five years five years;
        January–October matches January–October of another year, a year from April one from April.
        """
        kind = self.kind
        if kind.is_seasonal:
            return self.season
        if kind.id != "years":
            return kind.id
        years = f"{self.end.year - self.start.year + 1}-years"
        return years if self.season == "01-01/12" else f"{years} {self.season}"

    @property
    def season(self) -> str:
        """First day and last month, or last day where a month is not whole: 28 and 29 February match."""
        return f"{self.start:%m-%d}/{self.end:{'%m' if _is_month_end(self.end) else '%m-%d'}}"

    def lies_within(self, first_year: int, last_year: int) -> bool:
        """Whether the whole period lies in the years `first_year` to `last_year`."""
        return first_year <= self.start.year and self.end.year <= last_year


def _lasts_a_year(period: Period) -> bool:
    first, last = period.start, period.end
    return (last.year, last.month, last.day) >= (first.year + 1, first.month, first.day)


#: The kinds, each for what those before it leave.
PERIOD_KINDS: Final = (
    PeriodKind(id="point", name=gettext_noop("a single day"), includes=lambda p: p.start == p.end),
    PeriodKind(id="month", name=gettext_noop("a part of a year"), includes=lambda p: p.months == 1),
    PeriodKind(
        id="quarter",
        name=gettext_noop("a part of a year"),
        includes=lambda p: p.months == 3 and p.start.month % 3 == 1,
    ),
    PeriodKind(
        id="half",
        name=gettext_noop("a part of a year"),
        includes=lambda p: p.months == 6 and p.start.month % 6 == 1,
    ),
    PeriodKind(
        id="year",
        name=gettext_noop("a whole year"),
        includes=lambda p: p.months == 12 and p.start.month == 1,
    ),
    PeriodKind(
        id="twelve-months",
        name=gettext_noop("a whole year"),
        includes=lambda p: p.months == 12,
        is_seasonal=True,
    ),
    PeriodKind(id="years", name=gettext_noop("several years"), includes=_lasts_a_year),
    PeriodKind(
        id="since-january",
        name=gettext_noop("a part of a year"),
        includes=lambda p: p.months > 0 and p.start.month == 1,
        is_seasonal=True,
    ),
    PeriodKind(id="span", name=gettext_noop("a part of a year"), includes=lambda _: True, is_seasonal=True),
)

_YEAR, _MONTH, _DAY = r"\d{4}", r"\d{4}-(?:0[1-9]|1[0-2])", r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"
#: What a date and a period look like, for programs that check one while it is typed.
DATE_PATTERN = f"{_YEAR}|{_MONTH}|{_DAY}"
PERIOD_PATTERN = rf"{DATE_PATTERN}|{_YEAR}/{_YEAR}|{_MONTH}/{_MONTH}|{_DAY}/{_DAY}|{_YEAR}-(?:Q[1-4]|H[12])"
_FORMS = "2024, 2024-10, 2024-Q3, 2024-H1, 2025-10-23, 2024-01/2024-10 or 2021/2025"
_ISO = re.compile(
    r"(?P<year>\d{4})(?:-(?:Q(?P<quarter>[1-4])|H(?P<half>[12])|(?P<month>\d\d)(?:-(?P<day>\d\d))?))?",
    re.ASCII,
)
_MONTHS_OF_FORM: Final = {"year": 12, "half": 6, "quarter": 3, "month": 1}
#: A quarter or half in a spelling of its own: 2024-q3, 2024Q3, Q3 2024, 2024-H3.
_NEARLY_PART = re.compile(
    r"(\d{4})\W?([QH])(\d{1,4})|([QH])(\d{1,4})\W{0,2}(\d{4})", re.ASCII | re.IGNORECASE
)


@lru_cache(maxsize=4096)
def parse_period(text: str) -> Period:
    """Read one of the spellings above, or a quarter or half such as ``2024-Q3`` and ``2024-H1``.

    Raises ValueError whose text says what was expected, and the nearest valid spelling where there is one.
    """
    first, slash, second = text.partition("/")
    start, end, form = _parse_end(first, text)
    if slash:
        _, end, form_of_end = _parse_end(second, text)
        if form != form_of_end:
            raise ValueError(f"both ends of a period need the same form, as in {_FORMS}; found {text!r}")
        if end < start:
            raise ValueError(f"the period {text!r} ends before it starts")
    period = Period(start, end)
    if slash and period.text != text:
        raise ValueError(f"write the period {text!r} as {period.text!r}")
    return period


def _parse_end(text: str, whole: str) -> tuple[date, date, str]:
    """First and last day of a year, half, quarter, month or day, and which it is; `whole` is the text to quote."""
    match = _ISO.fullmatch(text)
    if not match or not match.lastgroup:
        raise ValueError(f"expected a period such as {_FORMS}; found {whole!r}{_suggest_part(whole)}")
    form = match.lastgroup
    year, number = int(match["year"]), int(match[form])
    try:
        if form == "day":
            day = date(year, int(match["month"]), number)
            return day, day, form
        months = _MONTHS_OF_FORM[form]
        last = 12 if form == "year" else months * number
        return date(year, last - months + 1, 1), date(year, last, monthrange(year, last)[1]), form
    except ValueError:  # month 13, 30 February, year 0
        raise ValueError(f"there is no such date in the period {whole!r}") from None


def _suggest_part(text: str) -> str:
    """The quarter or half that was most likely meant, in words; empty when it is none."""
    match = _NEARLY_PART.fullmatch(text.strip())
    if not match or "0000" in match.groups():
        return ""
    year, letter, number = match.group(1, 2, 3) if match[1] else match.group(6, 4, 5)
    most = 4 if letter.upper() == "Q" else 2
    return f"; did you mean '{year}-{letter.upper()}{min(max(int(number), 1), most)}'?"


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
