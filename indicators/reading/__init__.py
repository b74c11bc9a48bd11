"""Prose in, mentions of figures out: `read` is the front door; `read_context` says what surrounds each.

Pure: no dataset, no files. A text is split into lines, each line is read by its language (a line in two
languages sentence by sentence), and everything found is told with its place in the whole text.
Whatever text it gets, it answers: digits no rule reads are excused as "unread".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from indicators.model.quantity import parse_printed_number
from indicators.reading import chinese_numerals, numeral
from indicators.reading.chinese import CHINESE
from indicators.reading.context import Clue, Context, Document, Segment, in_order, place_mentions
from indicators.reading.english import ENGLISH
from indicators.reading.language import Language
from indicators.reading.mention import Excused, Mention, Reading
from indicators.reading.plain import Line, lines
from indicators.reading.speakers import segments

__all__ = [
    "LANGUAGES",
    "Clue",
    "Context",
    "Excused",
    "Mention",
    "Reading",
    "forget_numbers",
    "read",
    "read_context",
]

#: a third one is one module and one entry here
LANGUAGES: tuple[Language, ...] = (ENGLISH, CHINESE)

_DIGITS = re.compile(r"\d+(?:[,.]\d+)*", re.ASCII)
_GROUP = re.compile(r"\d+", re.ASCII)
#: Characters of a segment that is read once however often a text has it: rows of tables, numbers of pages.
_SHORT = 40


def read(text: str, language: str = "auto", *, stated: bool = False) -> Reading:
    """Every figure that `text` states, in reading order.

    `language` is the code of one of `LANGUAGES`, or "auto" to find out line by line. ValueError for any other.
    With `stated` somebody vouches that `text` is the words of a figure: what prose leaves aside as too small to
    tell ("three categories", "the ninth one", "120 of which") or as no outcome ("12-hour") is one there.
    """
    spoken = _speaking(language)
    mentions: list[Mention] = []
    excused: list[Excused] = []
    before = spoken[0]
    known: dict[tuple[str, str], Reading] = {}
    for line in lines(text):
        if not line.text or line.text.isspace():
            continue
        said: list[Mention] = []
        none: list[Excused] = []
        for start, segment, speaker in segments(line.text, spoken, before):
            before = speaker
            if (found := known.get((speaker.code, segment))) is None:
                found = speaker.read(segment, stated=stated)
                if len(segment) <= _SHORT:
                    known[speaker.code, segment] = found
            said += (_placed(one, line, start, text) for one in found.mentions)
            none += (_excused(one, line, start, text) for one in found.excused)
        none += _unread(line, text, [*said, *none])
        mentions += said
        excused += sorted(none, key=lambda one: one.start)
    return Reading(tuple(mentions), tuple(excused))


def read_context(
    text: str,
    reading: Reading,
    language: str = "auto",
    *,
    published: date | None = None,
    known_places: Iterable[str] = (),
) -> tuple[Context, ...]:
    """What surrounds each mention of `reading`, which is `read(text, language)`, in the same order.

    `published` is the day the text appeared, from which "last year" counts; without it the text is asked.
    `known_places` are names of regions that a dataset knows. ValueError for a language there is none of.
    """
    document = Document(tuple(_segments(text, reading, language)), published, frozenset(known_places))
    return in_order(reading, (pair for each in LANGUAGES for pair in each.read_contexts(document)))


def forget_numbers() -> None:
    """Keep none of the numbers of the texts that were read."""
    chinese_numerals.number.cache_clear()
    numeral.numeral.cache_clear()
    parse_printed_number.cache_clear()


def _segments(text: str, reading: Reading, language: str) -> Iterator[Segment]:
    """The parts of a text that one language speaks, with the mentions in each."""
    spoken = _speaking(language)
    before, first = spoken[0], 0
    for line in lines(text):
        if not line.text or line.text.isspace():
            continue
        for start, words, speaker in segments(line.text, spoken, before):
            before = speaker
            segment, first = place_mentions(line, start, words, speaker.code, reading, first)
            yield segment


def _speaking(language: str) -> list[Language]:
    spoken = [each for each in LANGUAGES if language in ("auto", each.code)]
    if not spoken:
        codes = ", ".join(each.code for each in LANGUAGES)
        raise ValueError(f"no language {language!r}: there are auto, {codes}")
    return spoken


def _placed(one: Mention, line: Line, start: int, text: str) -> Mention:
    """`one`, found in a segment that begins at `start` of `line`, where it stands in `text`."""
    first, last = line.span(start + one.start, start + one.end)
    number_first, number_last = line.span(start + one.number_start, start + one.number_end)
    return one.moved(line.number, (first, last), (number_first, number_last), text)


def _excused(one: Excused, line: Line, start: int, text: str) -> Excused:
    """`one`, found in a segment that begins at `start` of `line`, where it stands in `text`."""
    first, last = line.span(start + one.start, start + one.end)
    return Excused(first, last, text[first:last], one.reason, line.number)


def _unread(line: Line, text: str, found: list[Mention | Excused]) -> Iterator[Excused]:
    """The digits of `line` that stand in nothing found: a grouped number whole, or what is left of it."""
    spans = sorted((one.start, one.end) for one in found)
    index = 0
    for match in _DIGITS.finditer(line.text):
        start, end = line.span(*match.span())
        while index < len(spans) and spans[index][1] <= start:
            index += 1
        if index == len(spans) or spans[index][0] >= end:
            yield Excused(start, end, text[start:end], "unread", line.number)
        elif start < spans[index][0] or spans[index][1] < end:
            for part in _GROUP.finditer(line.text, *match.span()):
                first, last = line.span(*part.span())
                while index < len(spans) and spans[index][1] <= first:
                    index += 1
                if index == len(spans) or spans[index][0] >= last:
                    yield Excused(first, last, text[first:last], "unread", line.number)
