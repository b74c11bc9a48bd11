"""A data file, or a fragment added to one, that is tried out: its faults beside their lines, or what serving it would change.

Nothing is written and nothing is shared; a trial is a value.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from indicators.check.dataset_file import build_dataset
from indicators.consistency.audit import Finding
from indicators.consistency.verdicts import VerdictId
from indicators.curation.diff import Revision, compare_editions
from indicators.curation.fragment import join_fragment
from indicators.errors import InvalidDataset, Problem
from indicators.query import Catalogue
from indicators.yamlfile import YamlDocument, check_file_size, parse_document
from indicators.yamlfile.lines import split_lines

#: What faults call a text that is no file, and one that is to be added to it.
TRIAL_FILE_NAME, ADDITION_FILE_NAME = "indicators.yaml", "additions.yaml"
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
    """Try `text` out. Raises DataFileError when it is larger than a data file may be."""
    check_file_size(len(text.encode("utf-8", "surrogatepass")), TRIAL_FILE_NAME)
    return _try_document(parse_document(text, TRIAL_FILE_NAME), text)


def _try_document(document: YamlDocument, text: str) -> Trial:
    try:
        dataset = build_dataset(document, text)
    except InvalidDataset as error:
        return Trial(text, error.problems)
    return Trial(text, catalogue=Catalogue(dataset))


def try_addition(fragment: str, text: str) -> Addition:
    """Try out what comes of adding `fragment` to the `text` of a data file; faults stand where they were written.

    Raises DataFileError when the whole is larger than a data file may be.
    """
    try:
        together = join_fragment(fragment, ADDITION_FILE_NAME, text, TRIAL_FILE_NAME)
    except InvalidDataset as error:
        return _build_addition(fragment, text, error.problems)
    check_file_size(len(together.text.encode("utf-8", "surrogatepass")), TRIAL_FILE_NAME)
    whole = _try_document(together.document, together.text)
    return _build_addition(fragment, text, whole.problems, whole)


def _build_addition(
    fragment: str, text: str, problems: Sequence[Problem], whole: Trial | None = None
) -> Addition:
    here, there = (
        tuple(p for p in problems if p.file == file) for file in (ADDITION_FILE_NAME, TRIAL_FILE_NAME)
    )
    before = there if whole is None else try_file(text).problems if there else ()
    own, caused = (tuple(p for p in there if (p in before) is known) for known in (True, False))
    return Addition(Trial(fragment, here), Trial(text, own), Trial(text, caused), whole)
