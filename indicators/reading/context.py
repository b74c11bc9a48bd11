"""What the text around a figure says of it: where, when, against when, how sure, with whom, of what.

A `Context` holds a `Clue` a field: what the text says, the words it was read from, and whether choosing these
words was a guess. `read_context` is the front door: it cuts a text into the segments that its language reads and
lets each language answer for its own (`Language.read_contexts`). Pure: no dataset; the names of regions that a
dataset knows may be given, as a help for finding them.

A field that the text does not say is None. `status` is "actual" where no word says otherwise: that is no guess.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from indicators.reading.mention import Mention, Reading
from indicators.reading.plain import Line


@dataclass(frozen=True, slots=True)
class Clue:
    """What one field of a figure is, by the words around it.

    `value` is a period as `model.period` spells it (of `period` and `base_period`), the id of a status, or else
    words of the text, white space folded: the name of a region or counterpart, what is measured. `start` to `end`
    are the words it was read from, in the whole text; None where no words say it. `guessed` says that other words
    were as likely, or that it was taken over from far away.
    """

    value: str
    start: int | None = None
    end: int | None = None
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class Context:
    """What is said of one figure by the words around it; None where nothing is."""

    region: Clue | None = None
    period: Clue | None = None
    base_period: Clue | None = None
    status: Clue | None = None
    counterpart: Clue | None = None
    about: Clue | None = None


#: What a figure has where no language read its surroundings.
NO_CONTEXT = Context()


@dataclass(frozen=True, slots=True)
class PlacedMention:
    """A mention and where its words and its numeral stand in its segment."""

    mention: Mention
    start: int
    end: int
    number_start: int
    number_end: int


@dataclass(frozen=True, slots=True)
class Segment:
    """A line, or the sentences of it that are in one language, folded as `plain` does.

    `offset` is where it begins in its folded line: 0 for the first one of a line.
    """

    line: Line
    offset: int
    text: str
    language: str
    mentions: tuple[PlacedMention, ...] = ()

    def clue(self, value: str, start: int, end: int, *, guessed: bool = False) -> Clue:
        """A clue read from the characters `start` to `end` of this segment."""
        first, last = self.line.span(self.offset + start, self.offset + end)
        return Clue(value, first, last, guessed)


@dataclass(frozen=True, slots=True)
class Document:
    """A text as the readers of context see it: its segments in reading order, those without figures too.

    `published` is the day on which it appeared, where the reader was told; else each language looks for it in
    the text. `known_places` are names of regions, in any spelling, that are places beyond doubt.
    """

    segments: tuple[Segment, ...]
    published: date | None = None
    known_places: frozenset[str] = frozenset()


def place_mentions(
    line: Line, offset: int, text: str, language: str, reading: Reading, first: int
) -> tuple[Segment, int]:
    """The segment `text` of `line` with its mentions, those of `reading` from number `first` on; and the next number."""
    start, end = line.span(offset, offset + len(text))
    placed: list[PlacedMention] = []
    while first < len(reading.mentions) and reading.mentions[first].start < end:
        one = reading.mentions[first]
        if one.start >= start:
            spots = (one.start, one.end, one.number_start, one.number_end)
            placed.append(PlacedMention(one, *(_folded_place(line, spot) - offset for spot in spots)))
        first += 1
    return Segment(line, offset, text, language, tuple(placed)), first


def _folded_place(line: Line, place: int) -> int:
    """The character of a folded line that stands at `place` of the text."""
    within = place - line.start
    return within if line.places is None else bisect_left(line.places, within)


def in_order(reading: Reading, known: Iterable[tuple[Mention, Context]]) -> tuple[Context, ...]:
    """A context a mention, in the order of the reading."""
    by_start = {mention.start: context for mention, context in known}
    return tuple(by_start.get(mention.start, NO_CONTEXT) for mention in reading.mentions)
