"""A chart in words, for those who hear it: what it is, how many figures, the ends of them, how they are hedged.

Knows nothing of how a chart is drawn.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from indicators import text
from indicators.figures.chart import Kind, size
from indicators.figures.setting import Record, Setting, same
from indicators.figures.words import STANDINGS, shared, standing
from indicators.language import mark

_KINDS: Final = {
    "bars": mark("Bar chart: {title}."),
    "growth": mark("Bar chart: {title}."),
    "shares": mark("Bar chart: {title}."),
    "dots": mark("Dot chart on a log scale: {title}."),
    "then-now": mark("Chart of two periods: {title}."),
    "line": mark("Line chart: {title}."),
    "whole": mark("Bar of a whole: {title}."),
    "nested": mark("Part within its whole: {title}."),
    "ladder": mark("Rank ladder, first place on top: {title}."),
    "series": mark("Series one under the other: {title}."),
}
#: What makes figures points of one thing, at several times.
_IDENTITY: Final = ("indicator", "region", "sector", "counterpart")


def alt(kind: Kind, heading: str, records: Sequence[Record], setting: Setting) -> str:
    """The alternative text of a chart."""
    say = setting.say
    sentences = [
        say(_KINDS[kind], title=heading),
        say.plural("{n} figure.", "{n} figures.", len(records)),
        *_ends(kind, records, setting),
        *_unlike(records, setting),
    ]
    return (" " if say.language == "en" else "").join(sentences)


def _ends(kind: Kind, records: Sequence[Record], setting: Setting) -> Iterator[str]:
    """The only figure, the first and the last of one thing in time, else the highest and the lowest."""
    say = setting.say
    if len(records) == 1:
        yield say("It is {figure}.", figure=_in_words(records[0], records, setting))
        return
    is_course = all(same(records, column) for column in _IDENTITY) and all(
        isinstance(record.period, str) for record in records
    )
    if kind in ("then-now", "line") and is_course:
        first, *_, last = sorted(records, key=lambda record: (record.period_start, record.period_end))
        yield say("Earliest: {figure}.", figure=_in_words(first, records, setting))
        yield say("Latest: {figure}.", figure=_in_words(last, records, setting))
        if len(records) == 2:
            return
    ordered, alike = sorted(records, key=size, reverse=kind != "ladder"), Counter(map(_stated, records))
    if len(alike) == 1:
        yield say("All are stated alike: {figure}.", figure=text.figure(ordered[0], setting.dataset, say))
        return
    for template, end in (
        (say("Highest as stated: {figure}."), ordered[0]),
        (say("Lowest as stated: {figure}."), ordered[-1]),
    ):
        yield template.format(figure=_in_words(end, records, setting))
        if others := alike[_stated(end)] - 1:
            yield say.plural("{n} more is stated alike.", "{n} more are stated alike.", others)


def _stated(record: Record) -> tuple[float, str, str]:
    """What figures that are stated alike have in common."""
    return record.value, record.qualifier, standing(record)


def _unlike(records: Sequence[Record], setting: Setting) -> Iterator[str]:
    """How many are hedged, and how many nobody has measured; of one figure its own words say so."""
    say, hedges = setting.say, Counter(record.qualifier for record in records)
    standings = Counter(map(standing, records))
    lower, upper, rounded = hedges["over"] + hedges["at_least"], hedges["nearly"], hedges["about"]
    target, expected, implied = standings["target"], standings["expected"], standings["implied"]
    counts = [
        (lower, say.plural("{n} is a lower bound", "{n} are lower bounds", lower)),
        (upper, say.plural("{n} is an upper bound", "{n} are upper bounds", upper)),
        (rounded, say.plural("{n} is rounded", "{n} are rounded", rounded)),
        (target, say.plural("{n} is a target", "{n} are targets", target)),
        (expected, say.plural("{n} is expected", "{n} are expected", expected)),
        (implied, say.plural("{n} is implied", "{n} are implied", implied)),
    ]
    told = [sentence for count, sentence in counts if count]
    if told and len(records) > 1:
        yield say("Of these, {counts}.", counts=text.listed(told, say.language))


def _in_words(record: Record, records: Sequence[Record], setting: Setting) -> str:
    """A figure and what sets it apart from the others: "over 1 trillion crowns (Goods trade · 2025 · target)"."""
    subject = text.subject(record, setting.dataset, setting.language, shared(records) & {*_IDENTITY})
    if unlike := standing(record):
        subject = f"{subject} · {setting.say(STANDINGS[unlike])}"
    figure = text.figure(record, setting.dataset, setting.say)
    return setting.say("{figure} ({subject})", figure=figure, subject=subject)
