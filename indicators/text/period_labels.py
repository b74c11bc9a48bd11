"""Periods and dates as people say them: "Q3 2024", "Jan–Oct 2025", "2024年上半年", "2025年1—10月"."""

from __future__ import annotations

from datetime import date
from typing import Final

from babel.dates import format_date

from indicators.i18n import Language, gettext_noop, load_messages, locale_of
from indicators.model import Dataset
from indicators.model.chart_kinds import ChartedFigure, FigureSubject, OptionalText
from indicators.model.code_lists import TIMINGS
from indicators.model.period import Period, parse_period

#: first month and number of months → what people call them
_PARTS_OF_A_YEAR: Final = {
    (1, 3): gettext_noop("Q1 {year}"),
    (4, 3): gettext_noop("Q2 {year}"),
    (7, 3): gettext_noop("Q3 {year}"),
    (10, 3): gettext_noop("Q4 {year}"),
    (1, 6): gettext_noop("first half of {year}"),
    (7, 6): gettext_noop("second half of {year}"),
    (1, 9): gettext_noop("first three quarters of {year}"),
}


def period_label(figure: FigureSubject, dataset: Dataset, language: Language) -> str:
    """The period of a figure as its region says it: a fiscal year is one where it begins in that month."""
    return _figure_label(figure.period, figure, dataset, language)


def timing_note(figure: FigureSubject, language: Language) -> str:
    """How the figure lies in its period, where the period alone would be misread: "average a year".

    Empty for stocks and for flows over their period; an undated figure says enough with that word.
    """
    if not figure.timing or (figure.timing == "unclear" and not isinstance(figure.period, str)):
        return ""
    note = TIMINGS[figure.timing].note
    return load_messages(language)(note) if note else ""


def base_period_label(figure: ChartedFigure, dataset: Dataset, language: Language) -> str:
    """The period that a figure is measured against, as its region says it."""
    return _figure_label(figure.base_period, figure, dataset, language)


def _figure_label(text: OptionalText, figure: FigureSubject, dataset: Dataset, language: Language) -> str:
    region = dataset.regions.get(figure.region)
    return format_period(text, language, region.fiscal_year if region else None)


def format_period(text: OptionalText, language: Language, fiscal_year: str | None = None) -> str:
    """A period as people say it; a word for undated.

    `fiscal_year` is the month, 01 to 12, in which the fiscal year begins of whom the period is told.
    """
    say = load_messages(language)
    if not isinstance(text, str) or not text:
        return say("undated")
    period = parse_period(text)
    if part := _PARTS_OF_A_YEAR.get((period.start.month, period.months)):
        return say(part, year=_four_digits(period.start.year))
    if fiscal_year and period.kind.id == "twelve-months" and period.start.month == int(fiscal_year):
        return say("FY{first}–{last}", first=_four_digits(period.start.year), last=_last_year(period))
    return _format_iso(period, language)


def _four_digits(year: int) -> str:
    return f"{year:04}"


def _last_year(period: Period) -> str:
    """The last year in two digits, in four where the century is another one."""
    first, last = _four_digits(period.start.year), _four_digits(period.end.year)
    return last[2:] if last[:2] == first[:2] else last


def _format_iso(period: Period, language: Language) -> str:
    """A year, month or day, or the first and the last of several."""
    locale = locale_of(language)
    first, _, last = period.text.partition("/")
    if not last:
        return format_day(first, language)
    if len(first) == len("2021"):
        patterns = locale.year_range
    elif period.months and period.start.year == period.end.year:
        patterns = locale.month_range
    else:
        return locale.date_range.format(format_day(first, language), format_day(last, language))
    return "".join(
        format_date(day, pattern, locale.babel)
        for day, pattern in zip((period.start, period.end), patterns, strict=True)
    )


def format_day(text: str, language: Language) -> str:
    """A date known to the year, month or day, as people write it."""
    locale, parts = locale_of(language), [int(part) for part in text.split("-")]
    pattern = (locale.year_pattern, locale.month_pattern, locale.day_pattern)[len(parts) - 1]
    return format_date(date(*parts, *(1, 1)[len(parts) - 1 :]), pattern, locale.babel)
