"""Does every figure stand in its article as the data file says, and is no printed number forgotten?

`verify` looks up each observation in the text of its source, one file ``<source id>.txt`` in a
folder: the words of `stated` stand on a line of `at`, their number is `value`, their hedge is
`qualifier`. `uncovered` asks the other way round: which numbers does an article print that no
observation states and no row of the excuse file (`read_excuses`) explains? `stale` names the
excuses that explain nothing.

Pure: reads files and returns values. How words are looked up is said in `article`, how numbers and
hedges are read in `numberwords`.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from indicators.article import Article, Place, Standing, read, same
from indicators.check import check
from indicators.errors import DataFileError, InvalidDataset, Problem
from indicators.load import parse
from indicators.model import Dataset, Observation
from indicators.numberwords import Number, first_number, fold, hedge, numbers
from indicators.yamlfile import Document, build, text_of

EXCUSE_FILE = "not-figures.csv"
EXCUSE_HEADER = "source,line,token,reason"
CONTEXT = 30

#: The path below an observation, the message, the rule.
_Fault = tuple[tuple[str | int, ...], str, str]


@dataclass(frozen=True, slots=True)
class Uncovered:
    """A number that an article prints and no figure states; `line` and `column` count from 1."""

    source: str
    line: int
    column: int
    token: str
    context: str


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

    def covers(self, item: Uncovered) -> bool:
        """Whether this excuse explains `item`."""
        here = self.source == item.source and self.first <= item.line <= self.last
        return here and self.token in ("*", item.token)


def problems(path: Path, articles: Path, *, uncovered: bool = False) -> list[Problem]:
    """All that `verify` finds in the data file at `path`; with `uncovered` also what `uncovered` and `stale` find.

    The excuses are in ``not-figures.csv`` beside the data file; without that file nothing is excused.
    """
    text = text_of(path)
    found = verify(build(text, str(path)), articles)
    return found + _omissions(parse(text, str(path)), articles) if uncovered else found


def verify(document: Document, articles: Path) -> list[Problem]:
    """Every way in which the figures of `document` differ from the `articles`, in file order.

    Raises InvalidDataset when the document does not pass `check`, for then its figures are not known.
    """
    gathered, found = check(document)
    if found:
        raise InvalidDataset(found)

    def problem(path: Sequence[str | int], message: str, rule: str) -> Problem:
        return Problem(document.file, *document.place(path), message, rule)

    texts: dict[str, Article] = {}
    for source in gathered.records["sources"]:
        try:
            texts[source] = read(articles, source)
        except DataFileError as error:
            path = (*gathered.paths["sources", source], "id")
            found.append(problem(path, f"source {source!r}: its article: {error}", "verify-article"))
    for item in gathered.placed:
        if item.observation.source in texts:
            for path, message, rule in _faults(item.observation, texts[item.observation.source]):
                found.append(problem((*item.path, *path), f"{item.label}: {message}", rule))
    return sorted(found)


def uncovered(dataset: Dataset, articles: Path, excused: Iterable[Excuse]) -> list[Uncovered]:
    """Every number in the articles that no figure states and no excuse explains, in reading order.

    Articles that cannot be read are passed over: `verify` reports them.
    """
    excused = list(excused)
    return [item for item in _unstated(dataset, articles) if not any(e.covers(item) for e in excused)]


def stale(dataset: Dataset, articles: Path, excused: Iterable[Excuse]) -> list[Problem]:
    """A problem for every excuse that explains nothing: the number is gone, or a figure states it now."""
    unstated = _unstated(dataset, articles)
    idle = [excuse for excuse in excused if not any(excuse.covers(item) for item in unstated)]
    message = "nothing on {} of {!r} needs this excuse for {!r}"
    said = [message.format(_lines(range(e.first, e.last + 1)), e.source, e.token) for e in idle]
    return [Problem(e.file, e.row, 1, text, "stale-excuse") for e, text in zip(idle, said, strict=True)]


def read_excuses(path: Path) -> tuple[Excuse, ...]:
    """The rows of the excuse file at `path`, a CSV with the columns source, line, token, reason.

    `line` is a number or a range (26-87), `token` what `numbers` finds there or ``*``.
    Raises DataFileError when the file cannot be read, InvalidDataset with every faulty row.
    """
    excuses: list[Excuse] = []
    faults: list[Problem] = []
    for row, text in enumerate(text_of(path).splitlines(), 1):
        if row > 1 and (excuse := _excuse(text, str(path), row)):
            excuses.append(excuse)
        elif row > 1 or text != EXCUSE_HEADER:
            wanted = (
                "source, line (12 or 26-87), token and reason" if row > 1 else f"the header {EXCUSE_HEADER}"
            )
            faults.append(Problem(str(path), row, 1, f"expected {wanted}; found {text[:60]!r}", "excuse"))
    if faults:
        raise InvalidDataset(faults)
    return tuple(excuses)


def _excuse(text: str, file: str, row: int) -> Excuse | None:
    cells = next(csv.reader([text]), [])
    lines = re.fullmatch(r"([1-9]\d{0,8})(?:-([1-9]\d{0,8}))?", cells[1]) if len(cells) == 4 else None
    if not lines or not all(cells):
        return None
    first, last = int(lines[1]), int(lines[2] or lines[1])
    return Excuse(cells[0], first, last, cells[2], cells[3], file, row) if first <= last else None


# --- one figure against its article --------------------------------------------------------


def _faults(observation: Observation, article: Article) -> Iterator[_Fault]:
    number = first_number(fold(observation.stated))
    yield from _value_faults(observation, number)
    at = [line for line in observation.at if article.has(line)]
    for index, line in enumerate(observation.at):
        if line not in at:
            message = f"at: there is no line {line}; the article has {len(article.lines)}"
            yield ("at", index), message, "verify-line"
    standing = {line: article.standing(observation.stated, line) for line in at}
    if at and not any(standing.values()):
        elsewhere = [n for n in range(1, len(article.lines) + 1) if article.standing(observation.stated, n)]
        hint = f"; they stand on {_lines(elsewhere)}" if elsewhere else ""
        message = f"stated: the words {observation.stated!r} do not stand on {_lines(at)}{hint}"
        yield ("stated",), message, "verify-stated"
    else:
        for line in at:
            if number and not standing[line] and not article.saying(number.printed, line):
                message = f"at: line {line} prints neither {observation.stated!r} nor its number"
                yield ("at", observation.at.index(line)), message, "verify-line"
    if number:
        yield from _qualifier_faults(observation, number, standing)
    if observation.usd and at and not any(article.saying(observation.usd, line, dollars=True) for line in at):
        message = f"usd: no amount of {observation.usd} dollars ($ or USD) stands on {_lines(at)}"
        yield ("usd",), message, "verify-usd"


def _value_faults(observation: Observation, number: Number | None) -> Iterator[_Fault]:
    stated, value = observation.stated, observation.value
    if number is None:
        yield ("stated",), f"stated: the words {stated!r} say no number", "verify-value"
    elif not same(number.printed, value):
        yield ("value",), f"value: {stated!r} says {number.printed}; found {value.text!r}", "verify-value"


def _qualifier_faults(
    observation: Observation, number: Number, standing: dict[int, list[Standing]]
) -> Iterator[_Fault]:
    """The hedge inside the words decides; one that stands right beside them was left out."""
    stated = observation.stated
    if (says := hedge(fold(stated), number)) == "exact":
        for line, places in standing.items():
            if places and all(place.hedge for place in places):
                message = f"stated: the hedge {places[0].hedge!r} stands right beside {stated!r} on line {line}; expected it in stated"
                yield ("stated",), message, "verify-qualifier"
                return
    if says != observation.qualifier:
        message = f"qualifier: {stated!r} says {says}; found {observation.qualifier!r}"
        yield ("qualifier",), message, "verify-qualifier"


def _lines(lines: Sequence[int]) -> str:
    runs = f"{lines[0]}-{lines[-1]}" if isinstance(lines, range) else ", ".join(map(str, lines))
    return f"line {lines[0]}" if len(lines) == 1 else f"lines {runs}"


# --- numbers without a figure --------------------------------------------------------------


def _omissions(dataset: Dataset, articles: Path) -> list[Problem]:
    file = Path(dataset.file).with_name(EXCUSE_FILE)
    excused = read_excuses(file) if file.exists() else ()
    message = "no figure states {0.token!r} in “{0.context}”; add it, or excuse it in " + EXCUSE_FILE
    missed = [
        Problem(str(articles / f"{u.source}.txt"), u.line, u.column, message.format(u), "uncovered")
        for u in uncovered(dataset, articles, excused)
    ]
    return missed + stale(dataset, articles, excused)


def _unstated(dataset: Dataset, articles: Path) -> list[Uncovered]:
    """Every number in the articles that no figure states, excused or not."""
    found = []
    for source in dataset.sources:
        try:
            article = read(articles, source)
        except DataFileError:
            continue
        figures = [o for _, o in dataset.observations() if o.source == source]
        stated = {place for observation in figures for place in _stated(observation, article)}
        for line, text in enumerate(article.lines, 1):
            for token in numbers(text):
                if any((line, column) not in stated for column in range(token.start + 1, token.end + 1)):
                    context = text[max(0, token.start - CONTEXT) : token.end + CONTEXT].strip()
                    found.append(Uncovered(source, line, token.start + 1, token.text, context))
    return found


def _stated(observation: Observation, article: Article) -> Iterator[Place]:
    """The place of every character that states the figure: its words, else its number; and its dollars."""
    number = first_number(fold(observation.stated))
    for line in filter(article.has, observation.at):
        words = article.standing(observation.stated, line)
        dollars = article.saying(observation.usd, line, dollars=True)
        for standing in [*(words or article.saying(number.printed if number else None, line)), *dollars]:
            yield from standing.places
