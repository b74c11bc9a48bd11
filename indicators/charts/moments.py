"""Moments on a time axis: Python's datetimes, which hold every year that a period may have.

Those of pandas end in other years than 1 and 9999. What would lie outside of them lies at the end of time.
"""

from __future__ import annotations

from datetime import MAXYEAR, MINYEAR, date, datetime, time, timedelta


def start_of_day(day: date) -> datetime:
    """The moment in which a day begins."""
    return datetime.combine(day, time())


def start_of_year(year: int) -> datetime:
    """The moment in which a year begins."""
    if MINYEAR <= year <= MAXYEAR:
        return start_of_day(date(year, 1, 1))
    return start_of_day(date.min if year < MINYEAR else date.max)


def shift_moment(moment: datetime, by: timedelta) -> datetime:
    """The moment that is so much later, or earlier."""
    try:
        return moment + by
    except OverflowError:
        return start_of_day(date.max if by > timedelta() else date.min)
