"""Periods that people tell by the day they speak: last year, the first three quarters, as of end-June.

All take and give `Period`s; ValueError where a period would leave the years 1 to 9999.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from indicators.model.period import Period


def month(year: int, number: int) -> Period:
    """A month."""
    return months(year, number, number)


def quarter(year: int, number: int) -> Period:
    """A quarter, 1 to 4."""
    return months(year, 3 * number - 2, 3 * number)


def half(year: int, number: int) -> Period:
    """A half, 1 or 2."""
    return months(year, 6 * number - 5, 6 * number)


def months(year: int, first: int, last: int) -> Period:
    """The months `first` to `last` of a year: 1 to 9 are its first three quarters."""
    return Period(date(year, first, 1), date(year, last, monthrange(year, last)[1]))


def years(first: int, last: int | None = None) -> Period:
    """A year, or the years `first` to `last`."""
    return Period(date(first, 1, 1), date(first if last is None else last, 12, 31))


def fiscal_year(first: int, month_of_start: int = 4) -> Period:
    """The twelve months that begin in a month of the year `first`: 2023 and 4 are April 2023 to March 2024."""
    if month_of_start == 1:
        return years(first)
    end = monthrange(first + 1, month_of_start - 1)[1]
    return Period(date(first, month_of_start, 1), date(first + 1, month_of_start - 1, end))


def since_new_year(day: date) -> Period:
    """1 January to a day: what a flow "as of" that day covers."""
    return Period(date(day.year, 1, 1), day)


def end_of(period: Period) -> Period:
    """The last day of a period: what a stock "at the end of" it is of."""
    return Period(period.end, period.end)


def year_before(period: Period, count: int = 1) -> Period:
    """The same days, `count` years earlier: what "year on year" compares with."""
    end = _years_earlier(period.end, count, is_end=True)
    return Period(end if period.start == period.end else _years_earlier(period.start, count), end)


def period_before(period: Period) -> Period:
    """The one of equal length that ends where this one begins: what "month on month" compares with.

    A period that is not made of whole months has none here and gives the same days a year earlier.
    """
    length = period.months
    if not length:
        return year_before(period)
    last = period.start.year * 12 + period.start.month - 2
    first = last - length + 1
    return Period(
        date(first // 12, first % 12 + 1, 1),
        date(last // 12, last % 12 + 1, monthrange(last // 12, last % 12 + 1)[1]),
    )


def _years_earlier(day: date, count: int, *, is_end: bool = False) -> date:
    """The same day of an earlier year; the last day of a February stays the last one."""
    year = day.year - count
    last = monthrange(year, day.month)[1] if year >= 1 else 31
    if day.day > last or (is_end and day.month == 2 and day.day == monthrange(day.year, 2)[1]):
        return date(year, day.month, last)
    return date(year, day.month, day.day)
