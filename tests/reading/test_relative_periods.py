"""Periods told by the day somebody speaks."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.model.period import Period, parse_period
from indicators.reading import relative_periods as told


@pytest.mark.parametrize(
    ("period", "text"),
    [
        (told.month(2024, 2), "2024-02"),
        (told.quarter(2024, 3), "2024-07/2024-09"),
        (told.half(2024, 2), "2024-07/2024-12"),
        (told.months(2025, 1, 9), "2025-01/2025-09"),
        (told.years(2024), "2024"),
        (told.years(2021, 2025), "2021/2025"),
        (told.fiscal_year(2023), "2023-04/2024-03"),
        (told.fiscal_year(2023, 3), "2023-03/2024-02"),
        (told.fiscal_year(2023, 1), "2023"),
        (told.since_new_year(date(2024, 10, 21)), "2024-01-01/2024-10-21"),
        (told.end_of(told.half(2025, 1)), "2025-06-30"),
    ],
)
def test_a_period_in_words_is_one_of_days(period, text):
    assert period.text == text


@pytest.mark.parametrize(
    ("period", "year_before", "period_before"),
    [
        ("2024", "2023", "2023"),
        ("2024-10", "2023-10", "2024-09"),
        ("2024-01", "2023-01", "2023-12"),
        ("2024-01/2024-03", "2023-01/2023-03", "2023-10/2023-12"),
        ("2025-01/2025-09", "2024-01/2024-09", "2024-04/2024-12"),
        ("2023-04/2024-03", "2022-04/2023-03", "2022-04/2023-03"),
        ("2025-02", "2024-02", "2025-01"),
        ("2024-02-29", "2023-02-28", "2023-02-28"),
        ("2023-02-28", "2022-02-28", "2022-02-28"),
        ("2025-02-28", "2024-02-29", "2024-02-29"),
        ("2025-10-15/2025-11-04", "2024-10-15/2024-11-04", "2024-10-15/2024-11-04"),
        ("2021/2025", "2020/2024", "2016/2020"),
    ],
)
def test_what_year_on_year_and_month_on_month_compare_with(period, year_before, period_before):
    assert told.year_before(parse_period(period)).text == year_before
    assert told.period_before(parse_period(period)).text == period_before


@given(st.dates(date(2, 1, 1), date(9998, 12, 31)), st.integers(0, 400))
def test_a_period_before_ends_on_the_day_before_and_the_year_before_is_no_longer(first, days):
    start = date.fromordinal(first.toordinal())
    period = Period(start, date.fromordinal(min(start.toordinal() + days, date.max.toordinal())))
    before = told.year_before(period)

    assert before.end < period.end
    assert abs((before.end - before.start).days - (period.end - period.start).days) <= 1
