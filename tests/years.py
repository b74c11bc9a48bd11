"""Figures of the first, the last and every awkward year that a period may have, with what each period is called.

Before 1582 calendars differ, before 1677 and after 2262 nanoseconds do not reach, before 1900 Excel has no days, after
9999 Python has none.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from hypothesis import strategies as st

from indicators.model.period import Period
from tests import world

#: period → its first and last day, what pages of Land call it
PERIODS = {
    "0001": ("0001-01-01", "0001-12-31", "0001", "0001年"),
    "0002": ("0002-01-01", "0002-12-31", "0002", "0002年"),
    "0001-01-01": ("0001-01-01", "0001-01-01", "1 Jan 0001", "0001年1月1日"),
    "0001-01/0001-03": ("0001-01-01", "0001-03-31", "Q1 0001", "0001年一季度"),
    "0001-04/0001-06": ("0001-04-01", "0001-06-30", "Q2 0001", "0001年二季度"),
    "0001-07/0001-09": ("0001-07-01", "0001-09-30", "Q3 0001", "0001年三季度"),
    "0001-04/0002-03": ("0001-04-01", "0002-03-31", "FY0001–02", "0001—02财年"),
    "0002-04/0003-03": ("0002-04-01", "0003-03-31", "FY0002–03", "0002—03财年"),
    "1599-04/1600-03": ("1599-04-01", "1600-03-31", "FY1599–1600", "1599—1600财年"),
    "0099-02": ("0099-02-01", "0099-02-28", "Feb 0099", "0099年2月"),
    "1582-10": ("1582-10-01", "1582-10-31", "Oct 1582", "1582年10月"),
    "1600": ("1600-01-01", "1600-12-31", "1600", "1600年"),
    "1600-02-29": ("1600-02-29", "1600-02-29", "29 Feb 1600", "1600年2月29日"),
    "1677-01/1677-06": ("1677-01-01", "1677-06-30", "first half of 1677", "1677年上半年"),
    "1899-12-31": ("1899-12-31", "1899-12-31", "31 Dec 1899", "1899年12月31日"),
    "2262-01/2262-09": ("2262-01-01", "2262-09-30", "first three quarters of 2262", "2262年前三季度"),
    "2300": ("2300-01-01", "2300-12-31", "2300", "2300年"),
    "9998": ("9998-01-01", "9998-12-31", "9998", "9998年"),
    "9999": ("9999-01-01", "9999-12-31", "9999", "9999年"),
    "9999-07/9999-12": ("9999-07-01", "9999-12-31", "second half of 9999", "9999年下半年"),
    "9999-01/9999-10": ("9999-01-01", "9999-10-31", "Jan–Oct 9999", "9999年1—10月"),
    "9999-12-31": ("9999-12-31", "9999-12-31", "31 Dec 9999", "9999年12月31日"),
    "0001/9999": ("0001-01-01", "9999-12-31", "0001–9999", "0001—9999年"),
}
#: Published in the first and in the last year.
SOURCES = [
    world.source("first", "0001", accessed="0001-12-31"),
    world.source("last", "9999-12-31", accessed="9999-12-31"),
]
FIGURES = [
    world.figure(
        indicator,
        n,
        period=period,
        region=region,
        source="first" if days[0].startswith("0001") else "last",
        status="target" if region == "south" and days[1] > "2300" else "actual",
        **({"base_period": "0001"} if indicator == "growth" and not period.startswith("0001") else {}),
    )
    for region in ("land", "south")
    for indicator in ("gdp", "jobs", "growth", "share", "rank")
    for n, (period, days) in enumerate(PERIODS.items(), start=1)
]
#: What a data file needs besides its figures: fiscal years that begin in April, plans of the first and the last years.
SECTIONS = {
    "sources": SOURCES,
    "regions": [
        region | ({"fiscal_year": "04"} if region["id"] == "land" else {}) for region in world.REGIONS
    ],
    "plans": [
        {"id": "first", "name": world.both("First Plan", "第一计划"), "start": "1", "end": "5"},
        {"id": "last", "name": world.both("Last Plan", "最后计划"), "start": "9990", "end": "9999"},
    ],
}
TEXT = world.text(FIGURES, **SECTIONS)


@st.composite
def stretches(draw: st.DrawFn) -> Period:
    """Any stretch of days in the calendar, short ones as often as long ones; of whole months and years as often."""
    first = draw(st.dates())
    length = timedelta(days=draw(st.integers(0, 800) | st.integers(0, 3_700_000)))
    last = first + min(length, date.max - first)
    whole = draw(st.sampled_from(["days", "months", "years"]))
    if whole == "years":
        first, last = first.replace(month=1), last.replace(month=12)
    if whole != "days":
        first, last = first.replace(day=1), last.replace(day=monthrange(last.year, last.month)[1])
    return Period(first, last)
