"""A data file, or a fragment added to one, that is tried out: its faults beside their lines, or what serving it would change.

Nothing is written and nothing is shared; a trial is a value.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Final, TypeVar

from indicators.check.bounded_call import MAX_HARMLESS_BYTES, call_bounded
from indicators.consistency.audit import Finding
from indicators.consistency.verdicts import VerdictId
from indicators.curation.checked_text import (
    ADDITION_FILE_NAME,
    TRIAL_FILE_NAME,
    CheckedText,
    check_addition,
    check_text,
)
from indicators.curation.diff import Revision, compare_editions
from indicators.errors import Problem
from indicators.query import Catalogue
from indicators.yamlfile.lines import split_lines

__all__ = ["TRIAL_FILE_NAME", "Addition", "ServedDifference", "Trial", "try_addition", "try_file"]

Checked = TypeVar("Checked")

#: Of texts that are checked without a process of their own.
MAX_HARMLESS_CHARACTERS: Final = MAX_HARMLESS_BYTES
#: Lines shown before and after the one with a fault, and characters of each.
_LINES_AROUND, _MAX_LINE_WIDTH = 2, 160


@dataclass(frozen=True)
class Trial:
    """One text: its faults, or the catalogue it makes."""

    text: str
    problems: tuple[Problem, ...] = ()
    catalogue: Catalogue | None = None

    @cached_property
    def _lines(self) -> list[str]:
        return split_lines(self.text)

    def excerpt(self, problem: Problem) -> str:
        """The lines around a fault with their numbers, and a mark under the place."""
        first = max(0, problem.line - 1 - _LINES_AROUND)
        last = min(len(self._lines), problem.line + _LINES_AROUND)
        digits = len(str(last))
        shown = []
        for number, line in enumerate(self._lines[first:last], first + 1):
            here = number == problem.line
            start = (
                max(0, int(problem.column) - _MAX_LINE_WIDTH // 2)
                if here and int(problem.column) > _MAX_LINE_WIDTH
                else 0
            )
            shown.append(
                f"{'→' if here else ' '} {number:>{digits}} │ {line[start : start + _MAX_LINE_WIDTH]}"
            )
            if here:
                shown.append(f"  {'':>{digits}} │ {' ' * max(0, int(problem.column) - 1 - start)}^")
        return "\n".join(shown)


@dataclass(frozen=True)
class Addition:
    """A fragment in a file: the faults in each of them, and the trial of the whole when there is one.

    Faults of the file are those it has without the fragment, and those that the fragment has `caused`;
    those of the whole stand where they were written, in one of the two.
    """

    fragment: Trial
    file: Trial
    caused: Trial
    whole: Trial | None = None

    @property
    def text(self) -> str:
        """The whole file when it has no faults, else nothing."""
        return self.whole.text if self.whole and self.whole.catalogue else ""


@dataclass(frozen=True)
class ServedDifference:
    """What would change if `new` were served instead of `old`."""

    old: Catalogue
    new: Catalogue

    @cached_property
    def revision(self) -> Revision:
        """Figures and records that were added, changed or removed."""
        return compare_editions(self.old.dataset, self.new.dataset)

    @property
    def figures(self) -> tuple[str, ...]:
        """The ids of the figures that are new or not as they were, in the order of the file."""
        touched = {*self.revision.added, *(change.id for change in self.revision.changed)}
        return tuple(o.key(i.id) for i, o in self.new.dataset.observations() if o.key(i.id) in touched)

    @cached_property
    def verdicts(self) -> tuple[tuple[Finding, VerdictId | None], ...]:
        """The findings that are new, differ, or speak of a changed figure, with the verdict before."""
        before = {finding.relation.id: finding.verdict for finding in self.old.audit.findings}
        touched = set(self.figures)
        return tuple(
            (finding, before.get(finding.relation.id))
            for finding in self.new.audit.findings
            if before.get(finding.relation.id) != finding.verdict
            or touched.intersection(finding.relation.figures)
        )


def try_file(text: str) -> Trial:
    """Try `text` out. Raises DataFileError when it is larger than a data file may be, or takes too much to be checked."""
    return _to_trial(_check_bounded(check_text, text))


def try_addition(fragment: str, text: str) -> Addition:
    """Try out what comes of adding `fragment` to the `text` of a data file; faults stand where they were written.

    Raises DataFileError when the whole is larger than a data file may be, or takes too much to be checked.
    """
    found = _check_bounded(check_addition, fragment, text)
    here, there = (
        tuple(p for p in found.problems if p.file == file) for file in (ADDITION_FILE_NAME, TRIAL_FILE_NAME)
    )
    own, caused = (tuple(p for p in there if (p in found.before) is known) for known in (True, False))
    whole = None if found.whole is None else _to_trial(found.whole)
    return Addition(Trial(fragment, here), Trial(text, own), Trial(text, caused), whole)


def _check_bounded(check: Callable[..., Checked], *texts: str) -> Checked:
    """What `check` finds in the texts; in a process of its own unless they are short, for a server goes on beside it."""
    if sum(map(len, texts)) <= MAX_HARMLESS_CHARACTERS:
        return check(*texts)
    return call_bounded(TRIAL_FILE_NAME, check, *texts)


def _to_trial(found: CheckedText) -> Trial:
    return Trial(found.text, found.problems, None if found.dataset is None else Catalogue(found.dataset))
