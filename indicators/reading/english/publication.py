"""The day an English text appeared, from its first lines or its last: "Updated: 2025-10-23", "GUANGZHOU, Oct. 23 --"."""

from __future__ import annotations

import re
from calendar import monthrange
from collections import Counter
from collections.abc import Sequence
from datetime import date

from indicators.reading.english.passages import Passage
from indicators.reading.english.period_phrases import FISCAL_CALENDARS, Clock, FiscalCalendar, PeriodPhrase

#: So many passages at either end of a text may date it.
_EDGE = 8
_YEAR = re.compile(r"\b(19[5-9]\d|20\d\d)\b")
_AHEAD = re.compile(
    r"\b(?:by|until|target|goal|plan|forecast|expected|projected|vision|will|aims?|to reach)\b", re.IGNORECASE
)
#: stands for "no year is said" while a day is looked for
_NO_YEAR = Clock(date(1804, 12, 31), exact=False)


def find_clock(
    passages: Sequence[Passage], phrases: Sequence[Sequence[PeriodPhrase]], published: date | None
) -> Clock:
    """The clock a text begins with. Without any date it is the latest year
    that the text speaks of as gone; without any year none that is told from one.
    """
    fiscal = find_fiscal_calendar(passages)
    if published:
        return Clock(published, fiscal=fiscal)
    edge = [*range(min(_EDGE, len(passages))), *range(max(_EDGE, len(passages) - 4), len(passages))]
    partial: date | None = None
    for at in edge:
        for phrase in phrases[at]:
            day = phrase.period(_NO_YEAR)
            if day is None or day.start != day.end or phrase.point or phrase.as_of or phrase.lead == "since":
                continue
            if day.start.year > _NO_YEAR.published.year:
                if _dates(passages[at], phrase):
                    return Clock(day.start, fiscal=fiscal)
            elif partial is None and phrase.first < 8 and at < 4:
                partial = day.start
    year = _latest_year(passages)
    if partial and year:
        return Clock(
            partial.replace(year=year, day=min(partial.day, monthrange(year, partial.month)[1])),
            fiscal=fiscal,
        )
    return Clock(date(year or _NO_YEAR.published.year, 12, 31), exact=False, fiscal=fiscal)


def _dates(passage: Passage, phrase: PeriodPhrase) -> bool:
    """Whether a full date is that of the text: in a short line, or in a dateline."""
    if phrase.lead in ("since", "until", "by", "as of"):
        return False
    return (passage.tokens.length < 45 and len(passage.spots) < 2) or phrase.first < 8


def _latest_year(passages: Sequence[Passage]) -> int | None:
    """The latest year that a text speaks of, but for those it looks forward to."""
    found: Counter[int] = Counter()
    for passage in passages[:200]:
        text = passage.segment.text
        for match in _YEAR.finditer(text):
            if not _AHEAD.search(text, max(match.start() - 60, 0), match.start()):
                found[int(match[1])] += 1
    return max(found, default=None)


def find_fiscal_calendar(passages: Sequence[Passage]) -> FiscalCalendar:
    """The calendar of the places most spoken of."""
    said = Counter(word for passage in passages[:200] for word in set(passage.tokens.words))
    best = max(FISCAL_CALENDARS, key=lambda each: sum(said[place] for place in each.places))
    return best if any(said[place] for place in best.places) else FISCAL_CALENDARS[0]
