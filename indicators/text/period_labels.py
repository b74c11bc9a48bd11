"""Periods and dates as people write them: "Jan–Oct 2025", "2025年1—10月"."""

from __future__ import annotations

from datetime import date
from typing import Any

from babel.dates import format_date, get_month_names

from indicators.i18n import BABEL_LOCALES, Language
from indicators.model.period import Period, parse_period


def format_period(text: Any, language: Language) -> str:
    """A period as people write it: "Jan–Oct 2025", "2025年1—10月"; a word for undated."""
    if not isinstance(text, str) or not text:
        return "undated" if language == "en" else "未注明时期"
    parsed = parse_period(text)
    return _format_chinese(parsed) if language == "zh" else _format_english(parsed)


def _format_english(p: Period) -> str:
    if p.kind == "year":
        return p.text
    if "/" not in p.text:
        return format_day(p.text, "en")
    first, last = p.text.split("/")
    if p.kind == "multi-year":
        return (
            f"{format_day(first, 'en')}–{format_day(last, 'en')}"
            if len(first) == 4
            else f"{format_day(first, 'en')} – {format_day(last, 'en')}"
        )
    if len(first) == 7:
        months = get_month_names("abbreviated", locale=BABEL_LOCALES["en"])
        return f"{months[p.start.month]}–{months[p.end.month]} {p.end.year}"
    return f"{format_day(first, 'en')} – {format_day(last, 'en')}"


def _format_chinese(p: Period) -> str:
    if "/" not in p.text:
        return format_day(p.text, "zh")
    first, last = p.text.split("/")
    if p.kind == "multi-year" and len(first) == 4:
        return f"{first}—{last}年"
    if p.kind == "part-year" and len(first) == 7:
        return f"{p.start.year}年{p.start.month}—{p.end.month}月"
    return f"{format_day(first, 'zh')}—{format_day(last, 'zh')}"


def format_day(text: str, language: Language) -> str:
    """A date known to the year, month or day, as people write it."""
    parts = [int(part) for part in text.split("-")]
    if language == "zh":
        return "".join(f"{part}{unit}" for part, unit in zip(parts, "年月日", strict=False))
    if len(parts) == 1:
        return text
    moment = date(parts[0], parts[1], parts[2] if len(parts) == 3 else 1)
    return format_date(moment, "d MMM y" if len(parts) == 3 else "MMM y", locale=BABEL_LOCALES["en"])
