"""Figures, periods, names and citations as people read them, in English and Chinese.

Pure functions from a row of the table (or a record) to text. The hedge is part of every figure:
there is no way here to write a value without it. Knows nothing of charts, widgets or files.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal
from typing import Any, Final

import pandas as pd
from babel.dates import format_date, get_month_names
from babel.numbers import format_decimal

from indicators.language import LOCALES, Messages, grouped, mark
from indicators.model import Dataset, Language, Source, Unit
from indicators.period import Period, parse_period

#: Steps of size that each language counts in. Babel's compact forms round 19,999 to 2万, so these are ours.
LADDERS: Final[dict[Language, tuple[tuple[float, str], ...]]] = {
    "en": ((1e12, " trillion"), (1e9, " billion"), (1e6, " million")),
    "zh": ((1e12, "万亿"), (1e8, "亿"), (1e4, "万")),
}

MEASURES = {
    "level": mark("Level"),
    "growth": mark("Growth"),
    "share": mark("Share"),
    "rank": mark("Rank"),
    "change": mark("Change"),
    "streak": mark("Streak"),
}
QUALIFIERS = {
    "exact": mark("exact as stated"),
    "over": mark("lower bound (over, more than, exceeded)"),
    "at_least": mark("lower bound (at least)"),
    "nearly": mark("upper bound (nearly, almost, less than)"),
    "about": mark("rounded (about, approximately)"),
}
#: hedge → the one word for it
HEDGES = {
    "exact": mark("exact"),
    "over": mark("over"),
    "at_least": mark("at least"),
    "nearly": mark("nearly"),
    "about": mark("about"),
}
STATUSES = {"actual": mark("Actual"), "expected": mark("Expected"), "target": mark("Target")}
TIMINGS = {
    "at": mark("stock at the end of the period or on a day in it"),
    "during": mark("flow over the period"),
    "cumulative": mark("sum over several years"),
    "average": mark("average a year"),
    "unclear": mark("the source does not say whether it is a stock or a flow"),
}
KINDS = {
    "country": mark("country"),
    "province": mark("province-level unit"),
    "city": mark("city"),
    "district": mark("district"),
    "zone": mark("zone"),
    "cluster": mark("group of regions"),
}
_HEDGES = {
    "over": mark("over {figure}"),
    "at_least": mark("at least {figure}"),
    "nearly": mark("nearly {figure}"),
    "under": mark("under {figure}"),
    "about": mark("about {figure}"),
    "up_to": mark("up to {figure}"),
}
_LESS_THAN = re.compile(r"\b(less|fewer|under|below|short)\b|不足|不到|低于", re.IGNORECASE)


def listed(parts: Iterable[str], language: Language) -> str:
    """Parts of a list: "28, 33", "28、33"."""
    return (", " if language == "en" else "、").join(parts)


def clauses(parts: Iterable[str], language: Language) -> str:
    """Parts that may hold commas themselves: "a; b", "a；b"."""
    return ("; " if language == "en" else "；").join(parts)


def labelled(label: str, text: str, language: Language) -> str:
    """What follows a label: "Checks: 3", "核对：3"."""
    return f"{label}: {text}" if language == "en" else f"{label}：{text}"


def aside(text: str, note: str, language: Language) -> str:
    """A text with something in brackets: "1/9 (11.1%)", "1/9（11.1%）"."""
    return f"{text} ({note})" if language == "en" else f"{text}（{note}）"


def lines_of(locator: str, language: Language) -> str:
    """The line numbers of a locator: "28, 33", "28、33"."""
    return listed(locator.split(";"), language)


def lines_told(locator: str, say: Messages) -> str:
    """The lines of a locator in words: "lines 28, 33"."""
    n, lines = len(locator.split(";")), lines_of(locator, say.language)
    return say.plural("line {lines}", "lines {lines}", n, lines=lines)


def number(value: float, precision: float, language: Language) -> str:
    """`value` on the ladder of `language`, to the digit of size `precision`: 1.609 million, 160.9万."""
    step, word = next(((size, word) for size, word in LADDERS[language] if abs(value) >= size), (1.0, ""))
    places = max(0, round(math.log10(step)) - math.floor(math.log10(precision)))
    scaled = (Decimal(repr(float(value))) / Decimal(step)).quantize(
        Decimal(1).scaleb(-places), ROUND_HALF_EVEN
    )
    pattern = "#,##0" + ("." + "0" * places if places else "")
    return f"{grouped(format_decimal(scaled, format=pattern, locale=LOCALES[language]), language)}{word}"


def exact(value: float, language: Language) -> str:
    """`value` on the ladder of `language` with every digit it has and no zeros after them."""
    exponent = Decimal(repr(float(value))).normalize().as_tuple().exponent
    return number(value, 10.0 ** int(exponent), language)


def dollars(value: float, language: Language) -> str:
    """An amount printed in dollars, with every digit it has: "US$141.55 billion", "1415.5亿美元"."""
    amount = exact(value, language)
    return f"US${amount}" if language == "en" else f"{amount}美元"


def ladder_step(largest: float, language: Language) -> tuple[float, str]:
    """The step an axis up to `largest` counts in, and its word: (1e12, "trillion")."""
    step, word = next(((size, word) for size, word in LADDERS[language] if largest >= size), (1.0, ""))
    return step, word.strip()


def figure(row: Any, dataset: Dataset, say: Messages) -> str:
    """The figure of a table row with its hedge and unit: "over 1 trillion crowns", "超1万亿克朗"."""
    if row.basis == "implied":
        low, high = (None if math.isnan(end) else end for end in (row.low, row.high))
        ends = {"over": "(]", "nearly": "[)"}.get(row.qualifier, "[]")
        return say("{figure} (implied)", figure=span(low, high, dataset.units[row.unit], say, ends=ends))
    return hedged(bare(row, dataset, say), row, say)


def bare(row: Any, dataset: Dataset, say: Messages) -> str:
    """The figure with its unit and without its hedge; only for marks that draw the hedge."""
    language, unit = say.language, dataset.units[row.unit]
    printed: str = row.printed
    if row.measure == "rank":
        return say("No. {n}", n=int(row.value))
    if row.measure == "streak":
        return say("{n} in a row", n=with_unit(number(row.value, row.precision, language), unit, language))
    if "/" in printed:
        return aside(printed, f"{number(row.value, 0.1, language).removesuffix('.0')}%", language)
    sign = "+" if row.measure in ("growth", "change") and row.value > 0 and row.qualifier == "exact" else ""
    text = number(row.value, row.precision, language)
    return sign + with_unit(text, unit, language)


def with_unit(text: str, unit: Unit, language: Language) -> str:
    """A written number and its unit: "38.1%", "1 factory", "93,200 patents", "9.32万件专利"."""
    name = unit.one[language] if unit.one and text == "1" else unit.name[language]
    return f"{text}{name}" if language == "zh" or name == "%" else f"{text} {name}"


def span(low: float | None, high: float | None, unit: Unit | None, say: Messages, *, ends: str = "[]") -> str:
    """An interval, rounded outward to what its width can show: "38.07–38.19%", "over 8 trillion crowns".

    `ends` are its brackets, as mathematics writes them: "(" leaves an end out.
    """
    language = say.language

    def written(value: float, rounding: str, finest: float) -> str:
        rounded = Decimal(repr(value)).quantize(Decimal(1).scaleb(_digit(finest)), rounding)
        return exact(float(rounded), language)

    def one(value: float, rounding: str) -> str:
        text = written(value, rounding, abs(value) / 10**3)
        return with_unit(text, unit, language) if unit else text

    if low is not None and high is not None and low not in (0, high):
        first = written(low, ROUND_FLOOR, (high - low) / 10)
        second = written(high, ROUND_CEILING, (high - low) / 10)
        last = with_unit(second, unit, language) if unit else second
        if low < 0:
            return say("{low} to {high}", low=first, high=last)
        if language == "zh":
            return f"{first}{'%' if last.endswith('%') else ''}～{last}"
        number_of, _, word = second.rpartition(" ")
        return f"{first.removesuffix(f' {word}') if number_of else first}–{last}"
    if high is None:
        hedge = "over" if ends[0] == "(" else "at_least"
        return say("any value") if low is None else say(_HEDGES[hedge], figure=one(low, ROUND_FLOOR))
    if low == high:
        return one(high, ROUND_HALF_EVEN)
    hedge = _HEDGES["under" if ends[1] == ")" else "up_to"]
    return say(hedge, figure=one(high, ROUND_CEILING))


def _digit(size: float) -> int:
    """The place of the leading digit of `size`: 0 for 1 to 9, -2 for 0.05."""
    return math.floor(math.log10(size)) if size else 0


def bounds(row: Any, dataset: Dataset, say: Messages) -> str:
    """Between what ends a stated figure lies, to its last digit: "38.05 to 38.15%", "above 1 trillion crowns".

    Empty where there is nothing between: for places, streaks and implied figures, which are their span.
    """
    low, high = (None if math.isnan(end) else end for end in (row.low, row.high))
    if row.basis == "implied" or row.measure in ("rank", "streak"):
        return ""

    def written(value: float) -> str:
        return exact(round(value, 6), say.language)

    def of_unit(value: float) -> str:
        return with_unit(written(value), dataset.units[row.unit], say.language)

    if high is None:
        if low is None:
            return ""
        end = of_unit(low)
        return (
            say("above {figure}", figure=end)
            if row.qualifier == "over"
            else say("{figure} or more", figure=end)
        )
    if low is None or row.qualifier == "nearly":
        return say("below {figure}", figure=of_unit(high))
    if low == high:
        return say("exactly {figure}", figure=of_unit(low))
    percent = say.language == "zh" and dataset.units[row.unit].kind == "percent"
    return say("{low} to {high}", low=f"{written(low)}{'%' if percent else ''}", high=of_unit(high))


def hedge(row: Any) -> str:
    """The hedge to say: the qualifier, but "under" where the printed words are "less than"."""
    if row.qualifier == "nearly" and _LESS_THAN.search(row.stated):
        return "under"
    return str(row.qualifier)


def hedged(text: str, row: Any, say: Messages) -> str:
    """`text` with the hedge and the status of `row` said around it."""
    word = hedge(row)
    return text if word == "exact" else say(_HEDGES[word], figure=text)


def period(text: Any, language: Language) -> str:
    """A period as people write it: "Jan–Oct 2025", "2025年1—10月"; a word for undated."""
    if not isinstance(text, str) or not text:
        return "undated" if language == "en" else "未注明时期"
    parsed = parse_period(text)
    return _chinese(parsed) if language == "zh" else _english(parsed)


def _english(p: Period) -> str:
    if p.kind == "year":
        return p.text
    if "/" not in p.text:
        return day(p.text, "en")
    first, last = p.text.split("/")
    if p.kind == "multi-year":
        return (
            f"{day(first, 'en')}–{day(last, 'en')}"
            if len(first) == 4
            else f"{day(first, 'en')} – {day(last, 'en')}"
        )
    if len(first) == 7:
        months = get_month_names("abbreviated", locale=LOCALES["en"])
        return f"{months[p.start.month]}–{months[p.end.month]} {p.end.year}"
    return f"{day(first, 'en')} – {day(last, 'en')}"


def _chinese(p: Period) -> str:
    if "/" not in p.text:
        return day(p.text, "zh")
    first, last = p.text.split("/")
    if p.kind == "multi-year" and len(first) == 4:
        return f"{first}—{last}年"
    if p.kind == "part-year" and len(first) == 7:
        return f"{p.start.year}年{p.start.month}—{p.end.month}月"
    return f"{day(first, 'zh')}—{day(last, 'zh')}"


def day(text: str, language: Language) -> str:
    """A date known to the year, month or day, as people write it."""
    parts = [int(part) for part in text.split("-")]
    if language == "zh":
        return "".join(f"{part}{unit}" for part, unit in zip(parts, "年月日", strict=False))
    if len(parts) == 1:
        return text
    moment = date(parts[0], parts[1], parts[2] if len(parts) == 3 else 1)
    return format_date(moment, "d MMM y" if len(parts) == 3 else "MMM y", locale=LOCALES["en"])


def name(records: Any, id: Any, language: Language) -> str:
    """The name of the record `id`; empty when the figure has none."""
    return records[id].name[language] if isinstance(id, str) and id in records else ""


def subject(row: Any, dataset: Dataset, language: Language, leave_out: frozenset[str] = frozenset()) -> str:
    """What a figure speaks of: indicator, region, sector, counterpart, period - but for `leave_out`."""
    parts = {
        "region": name(dataset.regions, row.region, language),
        "indicator": name(dataset.indicators, row.indicator, language),
        "sector": name(dataset.sectors, row.sector, language),
        "counterpart": name(dataset.counterparts, row.counterpart, language),
        "period": period(row.period, language),
    }
    return " · ".join(text for part, text in parts.items() if text and part not in leave_out)


def where_printed(row: Any, say: Messages) -> str:
    """Source and line of a figure: "The Gazette, Mar 2025, line 106"."""
    language = say.language
    publisher = row.source_short_en if language == "en" else row.source_short_zh
    if row.basis == "implied":
        return say("never stated; implied by figures in {publisher}", publisher=publisher)
    n, lines = len(row.locator.split(";")), lines_of(row.locator, language)
    return say.plural(
        "{publisher}, {date}, line {lines}",
        "{publisher}, {date}, lines {lines}",
        n,
        publisher=publisher,
        date=day(row.published, language),
        lines=lines,
    )


def citation(source: Source, say: Messages) -> str:
    """The source as it is cited: publisher, title, date, address, day it was read."""
    language = say.language
    parts = [
        source.publisher[language],
        f"“{source.title[language]}”" if language == "en" else f"《{source.title[language]}》",
        day(source.published, language),
    ]
    if source.url:
        parts.append(source.url)
    parts.append(say("read {date}", date=day(source.accessed, language)))
    return ", ".join(parts) if language == "en" else "，".join(parts)


def sources_line(rows: pd.DataFrame, say: Messages) -> str:
    """The sources of some rows on one line, oldest first, for the foot of a chart."""
    column = f"source_short_{say.language}"
    found = rows[[column, "published"]].drop_duplicates().sort_values("published")
    named = [
        aside(publisher, day(published, say.language), say.language)
        for publisher, published in found.itertuples(index=False)
    ]
    joined = clauses(named, say.language)
    return say.plural("Source: {list}", "Sources: {list}", len(named), list=joined)
