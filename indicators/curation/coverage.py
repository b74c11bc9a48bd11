"""Is every figure that an article prints one of the dataset, or explained?

`find_uncovered` lists those that no observation states and no row of the excuse file (`read_excuses`)
explains, `find_stale_excuses` the excuses that explain nothing; `Coverage` is both, as problems for programs and
as the list by which a curator works through a new article. What is no figure (dates, names, plans) the reader of
prose excuses with a reason; digits that it cannot read are listed like figures. Articles that cannot be read
are passed over with their excuses: `verify` reports them. `sources` are the articles asked about, all unless
given. How words are looked up is said in `reading/article`.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from indicators.curation.agreement import is_same_size
from indicators.curation.printed_places import find_printed
from indicators.errors import DataFileError, InvalidDataset, Problem
from indicators.model import Dataset, Observation
from indicators.reading.article import (
    Article,
    Passage,
    Place,
    Words,
    format_line_list,
    read_article,
)
from indicators.reading.mention import Reason
from indicators.yamlfile import read_text
from indicators.yamlfile.lines import split_lines
from indicators.yamlfile.progress import Report, report_nothing, track

EXCUSE_FILE = "not-figures.csv"
EXCUSE_HEADER = "source,line,token,reason"
#: How many words stand beside a number so that it is known again.
WORDS_BESIDE = 4
#: … and how many signs of a script that leaves no space between words.
CHARACTERS_BESIDE = 40


@dataclass(frozen=True, slots=True)
class UncoveredNumber:
    """A number that an article prints as a figure and none states; `line` and `column` count from 1."""

    source: str
    line: int
    column: int
    token: str
    before: str
    after: str

    @property
    def context(self) -> str:
        """The number between the words beside it."""
        return f"{self.before}{self.token}{self.after}"


@dataclass(frozen=True, slots=True)
class Excuse:
    """Why `token` (``*``: any) on the lines `first` to `last` of an article is no figure of the dataset."""

    source: str
    first: int
    last: int
    token: str
    reason: str
    file: str
    row: int

    def explains(self, item: UncoveredNumber) -> bool:
        """Whether this excuse explains `item`."""
        here = self.source == item.source and self.first <= item.line <= self.last
        return here and self.token in ("*", item.token)


def find_uncovered(
    dataset: Dataset, articles: Path, excused: Iterable[Excuse], sources: Collection[str] = ()
) -> list[UncoveredNumber]:
    """Every number of the articles that states a figure which is not there and no excuse explains, in reading order."""
    return _without_excused(
        _find_unstated(dataset, _read_articles(dataset, articles, sources)), list(excused)
    )


def _without_excused(unstated: list[UncoveredNumber], excused: Collection[Excuse]) -> list[UncoveredNumber]:
    return [item for item in unstated if not any(excuse.explains(item) for excuse in excused)]


def find_stale_excuses(
    dataset: Dataset, articles: Path, excused: Iterable[Excuse], sources: Collection[str] = ()
) -> list[Problem]:
    """A problem for every excuse that explains nothing: the number is gone, or a figure states it now."""
    texts = _read_articles(dataset, articles, sources)
    asked = _of_articles(dataset, texts, excused, sources)
    return _stale_among(asked, _find_unstated(dataset, texts))


def _of_articles(
    dataset: Dataset, texts: Collection[str], excused: Iterable[Excuse], sources: Collection[str]
) -> list[Excuse]:
    """The excuses for articles that were read, and where all are asked about, those for none that there is."""
    return [e for e in excused if e.source in texts or (e.source not in dataset.sources and not sources)]


def _stale_among(asked: list[Excuse], unstated: list[UncoveredNumber]) -> list[Problem]:
    idle = [excuse for excuse in asked if not any(excuse.explains(item) for item in unstated)]
    message = "nothing on {} of {!r} needs this excuse for {!r}"
    said = [message.format(format_line_list(range(e.first, e.last + 1)), e.source, e.token) for e in idle]
    return [Problem(e.file, e.row, 1, text, "stale-excuse") for e, text in zip(idle, said, strict=True)]


def read_excuses(path: Path) -> tuple[Excuse, ...]:
    """The rows of the excuse file at `path`, a CSV with the columns source, line, token, reason.

    `line` is a number or a range (26-87), `token` what is listed there or ``*``.
    Raises DataFileError when the file cannot be read, InvalidDataset with every faulty row.
    """
    excuses: list[Excuse] = []
    faults: list[Problem] = []
    for row, text in enumerate(split_lines(read_text(path).removesuffix("\n")), 1):
        if row > 1 and (excuse := _parse_excuse(text, str(path), row)):
            excuses.append(excuse)
        elif row > 1 or text != EXCUSE_HEADER:
            wanted = (
                "source, line (12 or 26-87), token and reason" if row > 1 else f"the header {EXCUSE_HEADER}"
            )
            faults.append(Problem(str(path), row, 1, f"expected {wanted}; found {text[:60]!r}", "excuse"))
    if faults:
        raise InvalidDataset(faults)
    return tuple(excuses)


def _parse_excuse(text: str, file: str, row: int) -> Excuse | None:
    cells = next(csv.reader([text]), [])
    lines = re.fullmatch(r"([1-9]\d{0,8})(?:-([1-9]\d{0,8}))?", cells[1]) if len(cells) == 4 else None
    if not lines or not all(cells):
        return None
    first, last = int(lines[1]), int(lines[2] or lines[1])
    return Excuse(cells[0], first, last, cells[2], cells[3], file, row) if first <= last else None


@dataclass(frozen=True, slots=True)
class Coverage:
    """What is open in the articles of a dataset; `printed` counts the figures of each article, `none` the numbers
    that state none, by the reason of the reader.
    """

    uncovered: tuple[UncoveredNumber, ...]
    stale: tuple[Problem, ...]
    printed: Counter[str]
    none: Counter[Reason]
    excuse_file: Path
    articles: Path

    def problems(self) -> list[Problem]:
        """All of it as problems, each with its place."""
        message = "no figure states {0.token!r} in “{0.context}”; add it, or excuse it in " + EXCUSE_FILE
        return [
            *(
                Problem(
                    str(self.articles / f"{u.source}.txt"), u.line, u.column, message.format(u), "uncovered"
                )
                for u in self.uncovered
            ),
            *self.stale,
        ]

    def worklist(self) -> str:
        """The open numbers article by article, with counts; empty when there are none."""
        parts = []
        for source, group in groupby(self.uncovered, key=lambda item: item.source):
            items = list(group)
            parts.append(
                f"{self.articles / source}.txt: {len(items)} of {self.printed[source]} numbers are in no figure\n"
            )
            width = max(len(f"{item.line}:{item.column}") for item in items)
            for item in items:
                place = f"{item.line}:{item.column}"
                parts.append(f"  {place:>{width}}  {item.before}[{item.token}]{item.after}" + "\n")
        if parts:
            parts.append(
                f"Add each as a figure (indicators new observation), or say in {self.excuse_file} why it is none.\n"
            )
        return "".join(parts)


def measure_coverage(
    dataset: Dataset, articles: Path, sources: Collection[str] = (), report: Report = report_nothing
) -> Coverage:
    """What is open in `articles`; `report` is told how far the reading is. The excuses are in ``not-figures.csv`` beside the data file, if at all."""
    file = Path(dataset.file).with_name(EXCUSE_FILE)
    excused = read_excuses(file) if file.exists() else ()
    texts = _read_articles(dataset, articles, sources)
    unstated = _find_unstated(dataset, texts, report)
    printed = Counter(
        {source: sum(1 for _ in _printed_figures(article)) for source, article in texts.items()}
    )
    none: Counter[Reason] = Counter(
        one.reason
        for article in texts.values()
        for line in range(1, len(article.lines) + 1)
        for one in article.passage(line).reading.excused
        if one.reason != "unread"
    )
    missed = _without_excused(unstated, excused)
    idle = _stale_among(_of_articles(dataset, texts, excused, sources), unstated)
    return Coverage(tuple(missed), tuple(idle), printed, none, file, articles)


def _read_articles(dataset: Dataset, articles: Path, sources: Collection[str]) -> dict[str, Article]:
    """The articles asked about that can be read, by source."""
    texts = {}
    for source in sources or dataset.sources:
        with suppress(DataFileError):
            texts[source] = read_article(articles, source)
    return texts


def _printed_figures(article: Article) -> Iterator[tuple[int, Words]]:
    """The number of every figure of an article, and all digits that cannot be read, each with its line."""
    for line in range(1, len(article.lines) + 1):
        passage = article.passage(line)
        reading = passage.reading
        spans = [(one.number_start, passage.number_end(one)) for one in reading.mentions]
        spans += [(one.start, one.end) for one in reading.excused if one.reason == "unread"]
        yield from ((line, Words(passage, *span)) for span in sorted(spans))


def _find_unstated(
    dataset: Dataset, texts: Mapping[str, Article], report: Report = report_nothing
) -> list[UncoveredNumber]:
    """Every printed figure that the dataset does not have, excused or not."""
    found = []
    for source, article in track(texts.items(), report, "reading what articles print", len(texts)):
        figures = [o for _, o in dataset.observations() if o.source == source]
        stated = {place for observation in figures for place in _stated_places(observation, article)}
        for line, number in _printed_figures(article):
            if not stated.issuperset(number.places):
                column = number.places[0][1]
                found.append(UncoveredNumber(source, line, column, number.text, *_words_beside(number)))
    return found


def _words_beside(number: Words) -> tuple[str, str]:
    """The few words before and after a number, with the white space between them and it."""
    before, after = number.passage.text[: number.start], number.passage.text[number.end :]
    if len(words := before.rsplit(maxsplit=WORDS_BESIDE)) > WORDS_BESIDE:
        before = before[len(words[0]) :]
    if len(words := after.split(maxsplit=WORDS_BESIDE)) > WORDS_BESIDE:
        after = after[: -len(words[-1])]
    return before[-CHARACTERS_BESIDE:].lstrip(), after[:CHARACTERS_BESIDE].rstrip()


def _stated_places(observation: Observation, article: Article) -> Iterator[Place]:
    """The place of every character that states the figure: its words, else its number; and its dollars."""
    for line in filter(article.has_line, observation.at):
        for standing in find_printed(observation.stated, line, article):
            yield from standing.places
        yield from _dollars(observation, article.passage(line))


def _dollars(observation: Observation, passage: Passage) -> Iterator[Place]:
    """Where the dollars of `observation` stand on a line."""
    for one in passage.reading.mentions if observation.usd else ():
        if one.unit.currency == "USD" and observation.usd and is_same_size(observation.usd, one):
            yield from passage.places(one.number_start, passage.number_end(one))
