"""Periods and dates as people write them: "Jan–Oct 2025", "2025年1—10月"."""

from __future__ import annotations

from datetime import date

from babel.dates import format_date

from indicators.i18n import Language, load_messages, locale_of
from indicators.model.chart_kinds import OptionalText
from indicators.model.period import parse_period


def format_period(text: OptionalText, language: Language) -> str:
    """A period as people write it: "Jan–Oct 2025", "2025年1—10月"; a word for undated."""
    if not isinstance(text, str) or not text:
        say = load_messages(language)
        return say("undated")
    period, locale = parse_period(text), locale_of(language)
    first, _, last = period.text.partition("/")
    if not last:
        return format_day(first, language)
    if len(first) == len("2021"):
        patterns = locale.year_range
    elif len(first) == len("2025-01") and period.kind == "part-year":
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
