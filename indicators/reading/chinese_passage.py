"""A segment of Chinese as the readers of context see it: simplified, cut into clauses, parts and sentences.

A clause ends with a comma, a part with a semicolon, a sentence with a full stop or with the space that stands
behind a heading. Words in brackets are a clause of their own.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

from indicators.reading.chinese_script import Script, simplified
from indicators.reading.context import Clue, PlacedMention, Segment
from indicators.reading.mention import Mention

_MARK = re.compile(r"(?P<sentence>[。！？!?\n\u3000]|(?<=[\u4e00-\u9fff”）\]\d]) +(?=[\u4e00-\u9fff“（\[]))|(?P<part>[；;])|[，（）()]|:(?!\d)|,(?!\d{3})")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Figure:
    """A mention, and where its words and its number stand in the simplified text of its passage."""

    mention: Mention
    start: int
    end: int
    number_start: int


@dataclass(slots=True)
class Clause:
    """The characters from `start` to `end`; the numbers of its part and its sentence in the passage."""

    start: int
    end: int
    part: int
    sentence: int
    figures: list[Figure] = field(default_factory=list)


class Passage:
    """A segment, its text in simplified characters, and its clauses with the figures that begin in each."""

    def __init__(self, segment: Segment) -> None:
        self.segment = segment
        self._script: Script = simplified(segment.text)
        self.text = self._script.text
        self.figures = [self._place(placed) for placed in segment.mentions]
        self.clauses = list(self._cut())

    def clue(self, value: str, start: int, end: int, *, guessed: bool = False) -> Clue:
        """A clue read from the characters `start` to `end` of the simplified text."""
        first, last = self._script.span(start, end)
        return self.segment.clue(value, first, last, guessed=guessed)

    def printed(self, start: int, end: int) -> str:
        """These characters as they are written."""
        first, last = self._script.span(start, end)
        return self.segment.text[first:last]

    def _place(self, placed: PlacedMention) -> Figure:
        return Figure(
            placed.mention, *(self._simple(at) for at in (placed.start, placed.end, placed.number_start))
        )

    def _simple(self, at: int) -> int:
        places = self._script.places
        return at if places is None else bisect_left(places, at)

    def _cut(self) -> Iterator[Clause]:
        start = part = sentence = first = 0
        marks = [*_MARK.finditer(self.text), None]
        for mark in marks:
            end = mark.start() if mark else len(self.text)
            if (
                mark
                and first < len(self.figures)
                and self.figures[first].start < end < self.figures[first].end
            ):
                continue  # a mark within the words of a figure
            clause = Clause(start, end, part, sentence)
            while first < len(self.figures) and self.figures[first].start < max(end, start + 1):
                clause.figures.append(self.figures[first])
                first += 1
            yield clause
            start = mark.end() if mark else end
            if mark and mark["sentence"]:
                sentence += 1
            if mark and (mark["sentence"] or mark["part"]):
                part += 1
