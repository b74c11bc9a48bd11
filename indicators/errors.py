"""What can go wrong, as values and exceptions.

    IndicatorsError            base of all, safe to show to a person
    ├── DataFileError          the file cannot be read at all: it is not what it should be
    │   └── FileAccessError    it is not there, or may not be opened or written: fix the path
    ├── InvalidDataset         the file was read and has faults: every one is in `.problems`
    └── UnknownId              somebody asked for an id that does not exist; `.nearest` may be meant

What a rule finds in a record is a `Fault`; where the record stands is added by whoever knows the
file, which makes it a `Problem`, a value with a place, so that all of them can be gathered, sorted
and printed in the format their reader needs.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any, NewType

#: Characters of a message: a report is read by people and kept in logs, whatever a file quotes.
MAX_MESSAGE_LENGTH = 1_000
#: Problems of one rule that are listed one by one: a file with more is wrong as a whole, and is best mended so.
MAX_PROBLEMS_OF_A_RULE = 300
#: Faults after which a file is not looked at any further.
MAX_FAULTS = 20_000


#: The rule of a field is that its own parser takes it; it is called like the field.
FieldRule = NewType("FieldRule", str)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a record, before it is known where the record stands.

    `path` are the steps from the record to the field, `message` says what is wrong and what was
    expected; whether the field is to be named before it says `names_field`, and `is_at_key` that not
    the value but the key is wrong.
    """

    rule: StrEnum | FieldRule
    path: tuple[str | int, ...]
    message: str
    names_field: bool = False
    is_at_key: bool = False

    @property
    def field(self) -> str:
        """The path to the field as people count: ``at.1`` is the first line."""
        return format_path(self.path)

    def describe(self, record: str) -> str:
        """The whole sentence about what is called `record`."""
        return ": ".join(filter(None, (record, self.field if self.names_field else "", self.message)))


def format_path(path: Iterable[str | int]) -> str:
    """The steps to a field as people count them."""
    return ".".join(str(step + 1 if isinstance(step, int) else step) for step in path)


@dataclass(frozen=True, slots=True, order=True)
class RelatedPlace:
    """Another place that a problem speaks of; `label` says what stands there."""

    file: str
    line: int
    column: int
    label: str

    def line_seen_from(self, file: str) -> str:
        """How a sentence about `file` calls its line."""
        return f"line {self.line}" if file == self.file else f"line {self.line} of {self.file}"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault in a data file: where it is, what is wrong and what was expected.

    `line` and `column` count from 1; in a table, `line` is the row and `column` may be its name.
    `rule` is a short stable id (``unknown-id``), so that programs can group faults without reading
    sentences, as `related` gives them the places that the message speaks of besides. A message that
    quotes something huge is shortened in its middle: what is expected stands at its end. `count` is more
    than one where it stands for faults that are not listed, at the place of the first of these.
    """

    file: str
    line: int
    column: int | str
    message: str
    rule: str
    related: tuple[RelatedPlace, ...] = ()
    count: int = 1

    def __post_init__(self) -> None:
        if len(self.message) > MAX_MESSAGE_LENGTH:
            half = MAX_MESSAGE_LENGTH // 2 - 2
            object.__setattr__(self, "message", f"{self.message[:half]} … {self.message[-half:]}")

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.message} [{self.rule}]"


class ProblemCollector:
    """The problems of a file as they are found: those of one rule up to MAX_PROBLEMS_OF_A_RULE, the rest counted.

    So what is wrong with a file takes no more room and time than people can read.
    """

    def __init__(self, problems: Iterable[Problem] = ()) -> None:
        self._listed: list[Problem] = []
        self._first_unlisted: dict[str, Problem] = {}
        self._counts: Counter[str] = Counter()
        for problem in problems:
            self.add(problem)

    def add(self, problem: Problem) -> None:
        """List the problem, or count it."""
        self._counts[problem.rule] += problem.count
        if self._counts[problem.rule] <= MAX_PROBLEMS_OF_A_RULE:
            self._listed.append(problem)
        else:
            self._first_unlisted.setdefault(problem.rule, problem)

    def count_unlisted(self, rule: str) -> bool:
        """Count one more of a rule of which enough are listed: then nothing else need be known of it."""
        if rule not in self._first_unlisted:
            return False
        self._counts[rule] += 1
        return True

    def remove(self, problem: Problem) -> None:
        """Take back a problem that was added."""
        self._listed = [each for each in self._listed if each is not problem]
        self._counts[problem.rule] -= problem.count

    def __bool__(self) -> bool:
        return bool(self._listed)

    @property
    def are_too_many(self) -> bool:
        """Whether looking for more of them is a waste of time."""
        return self._counts.total() >= MAX_FAULTS

    def to_list(self) -> list[Problem]:
        """All of them as they were found, then for each rule with more than are listed one that says how many."""
        listed = Counter(problem.rule for problem in self._listed)
        more = [
            replace(problem, message=f"and {n:,} more of this kind", related=(), count=n)
            for rule, problem in self._first_unlisted.items()
            if (n := self._counts[rule] - listed[rule])
        ]
        return [*self._listed, *more]


def count_faults(problems: Iterable[Problem]) -> int:
    """How many faults there are, those included that are not listed."""
    return sum(problem.count for problem in problems)


def _format_plain(problems: Sequence[Problem]) -> str:
    return "".join(f"{problem}\n" for problem in problems)


def _format_github(problems: Sequence[Problem]) -> str:
    def escaped(text: str) -> str:
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")

    return "".join(
        f"::error file={p.file},line={p.line},col={p.column}::{escaped(p.message)} [{p.rule}]\n"
        for p in problems
    )


def _format_json(problems: Sequence[Problem]) -> str:
    return json.dumps([_to_plain(p) for p in problems], ensure_ascii=False, indent=2) + "\n"


def _to_plain(problem: Problem) -> dict[str, Any]:
    """The fields of a problem by name; `related` only where there is something, `count` where it is more than one."""
    left_out = {
        name
        for name, is_plain in (("related", not problem.related), ("count", problem.count == 1))
        if is_plain
    }
    return {name: value for name, value in asdict(problem).items() if name not in left_out}


PROBLEM_FORMATS = {"plain": _format_plain, "github": _format_github, "json": _format_json}


def format_problems(problems: Iterable[Problem], style: str = "plain") -> str:
    """All `problems` in file order, as text for a person (``plain``), GitHub or a program (``json``)."""
    return PROBLEM_FORMATS[style](sorted(problems))


class IndicatorsError(Exception):
    """Something this package explains in one sentence instead of a traceback.

    `is_misuse` where it says nothing about the data, but of how the package was asked.
    """

    is_misuse = True


class DataFileError(IndicatorsError):
    """The data file `file` cannot be read; `reason` says why without naming it."""

    is_misuse = False

    def __init__(self, file: object, reason: str) -> None:
        self.file, self.reason = str(file), reason
        super().__init__(f"{file}: {reason}")


class FileAccessError(DataFileError):
    """The file is not there, or the system does not let it be read or written."""

    is_misuse = True


class InvalidDataset(IndicatorsError):
    """The data file has faults; `problems` holds every one, in file order."""

    is_misuse = False

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__(format_problems(self.problems).rstrip("\n"))


class UnknownId(IndicatorsError):
    """No `kind` has this id; `nearest` is the valid one that looks most like it, if any does."""

    def __init__(self, kind: str, id: str, nearest: str | None = None) -> None:
        self.kind, self.id, self.nearest = kind, id, nearest
        hint = f"; did you mean {nearest!r}?" if nearest else ""
        super().__init__(f"there is no {kind} {id!r}{hint}")


class YearOutOfRange(UnknownId):
    """A filter wants a year from `least` to `most`; `id` is what it was given."""

    def __init__(self, kind: str, id: str, least: int, most: int) -> None:
        year = int(id) if id.isascii() and id.isdigit() else None
        super().__init__(kind, id, None if year is None else str(min(max(year, least), most)))
        self.least, self.most = least, most
        self.expected = f"a year from {least} to {most} as {kind}"
        self.args = (f"expected {self.expected}; found {id!r}",)
