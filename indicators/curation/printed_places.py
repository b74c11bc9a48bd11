"""Where the figures of a dataset stand in the text of an article, which numbers there are none, and what stands around one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from indicators.curation.agreement import is_same_size
from indicators.reading.article import Article, Passage, Place, Words, words_alone
from indicators.reading.mention import Reason

#: Characters of a sentence that are shown before and after a figure.
_MAX_BESIDE: Final = 300
_SENTENCE_END = re.compile(r"[。！？；]|[.!?;](?= )")
#: Where words may be cut without cutting one in two.
_GAP = re.compile(r"\s+|(?<=[，。；：、！？（）《》“”])|(?=[，。；：、！？（）《》“”])")


@dataclass(frozen=True, slots=True)
class PrintedFigure:
    """A figure by its id, the words that state it, and the lines on which they are printed."""

    id: str
    stated: str
    at: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """A part of a line, from `start` to `end`, that states `figures`, or a number that states none for a `reason`."""

    start: int
    end: int
    figures: tuple[str, ...] = ()
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """The sentence of a figure: its words between what stands before and after them there."""

    before: str
    words: str
    after: str


def find_printed(stated: str, line: int, article: Article) -> list[Words]:
    """Where a line states a figure: its words, else numbers of the same size."""
    return article.find_words(stated, line) or list(_same_numbers(stated, article.passage(line)))


def _same_numbers(stated: str, passage: Passage) -> Iterator[Words]:
    told = words_alone(stated).numbers
    for one in passage.numbers.mentions if told else ():
        if is_same_size(told[0].printed, one):
            yield Words(passage, one.number_start, passage.number_end(one))


def mark_lines(article: Article, figures: Iterable[PrintedFigure]) -> list[list[Mark]]:
    """The marks of every line, in reading order, no two overlapping; words of several figures are marked for all."""
    owners: dict[Place, list[str]] = defaultdict(list)
    for figure in figures:
        for line in filter(article.has_line, figure.at):
            for place in {
                place for words in find_printed(figure.stated, line, article) for place in words.places
            }:
                owners[place].append(figure.id)
    places: dict[int, dict[int, tuple[str, ...]]] = defaultdict(dict)
    for (line, column), ids in owners.items():
        places[line][column - 1] = tuple(ids)
    return [
        sorted(
            [*_figure_marks(places[line]), *_reason_marks(article.passage(line), line, places[line])],
            key=lambda mark: mark.start,
        )
        for line in range(1, len(article.lines) + 1)
    ]


def _figure_marks(owners: dict[int, tuple[str, ...]]) -> Iterator[Mark]:
    columns = sorted(owners)
    runs = groupby(enumerate(columns), key=lambda pair: (pair[1] - pair[0], owners[pair[1]]))
    for (_, ids), run in runs:
        found = [column for _, column in run]
        yield Mark(found[0], found[-1] + 1, ids)


def _reason_marks(passage: Passage, line: int, owners: dict[int, tuple[str, ...]]) -> Iterator[Mark]:
    for one in passage.reading.excused:
        columns = [column - 1 for number, column in passage.places(one.start, one.end) if number == line]
        if columns and not any(column in owners for column in range(columns[0], columns[-1] + 1)):
            yield Mark(columns[0], columns[-1] + 1, reason=one.reason)


def find_sentence(article: Article, figure: PrintedFigure) -> Sentence | None:
    """The sentence in which a figure was printed; None where its lines no longer have the words."""
    for line in filter(article.has_line, figure.at):
        for words in find_printed(figure.stated, line, article):
            text = words.passage.text
            starts = [match.end() for match in _SENTENCE_END.finditer(text, 0, words.start)]
            end = _SENTENCE_END.search(text, words.end)
            cut = _cut_passage(article, words, starts[-1] if starts else 0, end.end() if end else len(text))
            return Sentence(_shorten_start(cut.before.lstrip()), cut.words, _shorten_end(cut.after.rstrip()))
    return None


def _cut_passage(article: Article, words: Words, start: int, end: int) -> Sentence:
    """What is printed from `start` to `end` of the passage of some words, cut at these."""
    ends = ((start, words.start), (words.start, words.end), (words.end, end))
    return Sentence(*(_as_printed(article, words.passage.places(*each)) for each in ends))


def _as_printed(article: Article, places: Iterable[Place]) -> str:
    """The characters at some places as they stand in the file, those between them included."""
    parts = []
    for line, found in groupby(places, key=lambda place: place[0]):
        columns = [column for _, column in found]
        parts.append(article.printed[line - 1][columns[0] - 1 : columns[-1]])
    return " ".join(parts)


def _shorten_start(text: str) -> str:
    return text if len(text) <= _MAX_BESIDE else f"… {text[-_MAX_BESIDE:].lstrip()}"


def _shorten_end(text: str) -> str:
    return text if len(text) <= _MAX_BESIDE else f"{text[:_MAX_BESIDE].rstrip()} …"


def find_context(article: Article, figure: PrintedFigure) -> Sentence | None:
    """The words of a figure as printed, between as many beside them as tell them from where else they stand.

    None where they stand nowhere; nothing beside them where they stand once, or where nothing tells them apart.
    """
    whole = _plain("\n".join(line.text for line in article.lines))
    for line in filter(article.has_line, figure.at):
        for words in article.find_words(figure.stated, line):
            cut = _cut_passage(article, words, *_find_unique(whole, words))
            return Sentence(cut.before.strip(), cut.words, cut.after.strip())
    return None


def _find_unique(whole: str, words: Words) -> tuple[int, int]:
    """Start and end of the least part of a passage around `words` that stands once in the `whole` text."""
    text, start, end = words.passage.text, words.start, words.end
    befores = [match.end() for match in _GAP.finditer(text, 0, start) if match.end() < start]
    afters = [match.start() for match in _GAP.finditer(text, end) if match.start() > end]
    candidates = [(start, end)]
    candidates += ((first, end) for first in [*reversed(befores), 0])
    candidates += ((start, last) for last in [*afters, len(text)])
    candidates.append((0, len(text)))
    return next((each for each in candidates if whole.count(_plain(text[slice(*each)])) < 2), (start, end))


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
