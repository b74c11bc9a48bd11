"""A data file, or a fragment added to one, that is tried out: its faults beside their lines, or what serving it would change.

Nothing is written and nothing is shared; a trial is a value. Knows nothing of how it is shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from indicators.audit import Finding
from indicators.errors import InvalidDataset, Problem
from indicators.formulas import Verdict
from indicators.fragment import joined
from indicators.load import parse
from indicators.revision import Revision, revision
from indicators.select import Catalogue
from indicators.yamlfile import lines_of, refuse_huge

#: What faults call a text that is no file, and one that is to be added to it.
FILE, ADDED = "indicators.yaml", "additions.yaml"
#: Lines shown before and after the one with a fault, and characters of each.
_AROUND, _WIDTH = 2, 160


@dataclass(frozen=True)
class Trial:
    """One text: its faults, or the catalogue it makes."""

    text: str
    problems: tuple[Problem, ...] = ()
    catalogue: Catalogue | None = None

    @cached_property
    def _lines(self) -> list[str]:
        return lines_of(self.text)

    def excerpt(self, problem: Problem) -> str:
        """The lines around a fault with their numbers, and a mark under the place."""
        first = max(0, problem.line - 1 - _AROUND)
        last = min(len(self._lines), problem.line + _AROUND)
        digits = len(str(last))
        shown = []
        for number, line in enumerate(self._lines[first:last], first + 1):
            here = number == problem.line
            start = max(0, int(problem.column) - _WIDTH // 2) if here and int(problem.column) > _WIDTH else 0
            shown.append(f"{'→' if here else ' '} {number:>{digits}} │ {line[start : start + _WIDTH]}")
            if here:
                shown.append(f"  {'':>{digits}} │ {' ' * max(0, int(problem.column) - 1 - start)}^")
        return "\n".join(shown)


@dataclass(frozen=True)
class Addition:
    """A fragment in a file: the faults in each of them, and the trial of the whole when there is one.

    Faults of the file are those it has without the fragment, and those that the fragment has `caused`.
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
class Difference:
    """What would change if `new` were served instead of `old`."""

    old: Catalogue
    new: Catalogue

    @cached_property
    def revision(self) -> Revision:
        """Figures and records that were added, changed or removed."""
        return revision(self.old.dataset, self.new.dataset)

    @property
    def figures(self) -> tuple[str, ...]:
        """The ids of the figures that are new or not as they were, in the order of the file."""
        touched = {*self.revision.added, *(change.id for change in self.revision.changed)}
        return tuple(o.key(i.id) for i, o in self.new.dataset.observations() if o.key(i.id) in touched)

    @cached_property
    def verdicts(self) -> tuple[tuple[Finding, Verdict | None], ...]:
        """The findings that are new, differ, or speak of a changed figure, with the verdict before."""
        before = {finding.relation.id: finding.verdict for finding in self.old.audit.findings}
        touched = set(self.figures)
        return tuple(
            (finding, before.get(finding.relation.id))
            for finding in self.new.audit.findings
            if before.get(finding.relation.id) != finding.verdict
            or touched.intersection(finding.relation.figures)
        )


def tried(text: str) -> Trial:
    """Try `text` out. Raises DataFileError when it is larger than a data file may be."""
    refuse_huge(len(text.encode("utf-8", "surrogatepass")), FILE)
    try:
        dataset = parse(text, FILE)
    except InvalidDataset as error:
        return Trial(text, error.problems)
    return Trial(text, catalogue=Catalogue(dataset))


def tried_in(fragment: str, text: str) -> Addition:
    """Try out what comes of adding `fragment` to the `text` of a data file; faults stand where they were written.

    Raises DataFileError when the whole is larger than a data file may be.
    """
    try:
        together = joined(fragment, ADDED, text, FILE)
    except InvalidDataset as error:
        return _addition(fragment, text, error.problems)
    whole = tried(together.text)
    return _addition(fragment, text, together.located(whole.problems), whole)


def _addition(fragment: str, text: str, problems: Sequence[Problem], whole: Trial | None = None) -> Addition:
    here, there = (tuple(p for p in problems if p.file == file) for file in (ADDED, FILE))
    before = there if whole is None else tried(text).problems if there else ()
    own, caused = (tuple(p for p in there if (p in before) is known) for known in (True, False))
    return Addition(Trial(fragment, here), Trial(text, own), Trial(text, caused), whole)
