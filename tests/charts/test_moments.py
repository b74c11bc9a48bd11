"""Moments on a time axis end with the calendar."""

from datetime import date, timedelta

import pytest

from indicators.charts.moments import shift_moment, start_of_day, start_of_year


@pytest.mark.parametrize(
    ("year", "day"),
    [(2024, date(2024, 1, 1)), (1, date.min), (0, date.min), (9999, date(9999, 1, 1)), (10_000, date.max)],
)
def test_a_year_outside_the_calendar_begins_where_that_ends(year, day):
    assert start_of_year(year) == start_of_day(day)


@pytest.mark.parametrize(
    ("day", "by", "later"),
    [
        (date(2024, 1, 1), -1, date(2023, 12, 31)),
        (date(1, 1, 2), -2, date.min),
        (date(9999, 12, 31), 2, date.max),
    ],
)
def test_a_moment_is_shifted_no_further_than_the_calendar(day, by, later):
    assert shift_moment(start_of_day(day), timedelta(days=by)) == start_of_day(later)
