"""What checking has found so far: the valid records, where each stands, and every fault."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from indicators import model
from indicators.check.rules import DatasetRule
from indicators.check.sections import SECTIONS
from indicators.errors import MAX_FAULTS, Fault, Problem, ProblemCollector, RelatedPlace
from indicators.yamlfile import MappingNode as Node
from indicators.yamlfile import YamlDocument
from indicators.yamlfile.progress import Report, report_nothing

NodePath = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class LocatedObservation:
    """An observation with its indicator and its path in the file."""

    path: NodePath
    indicator: model.IndicatorHead
    observation: model.Observation

    @property
    def key(self) -> str:
        """The stable id of the observation."""
        return self.observation.key(self.indicator.id)

    @property
    def label(self) -> str:
        """How messages name it."""
        return f"indicator {self.indicator.id!r}, observation {int(self.path[-1]) + 1}"


@dataclass(frozen=True, slots=True)
class ReferencingNode:
    """A mapping of the file whose references are to be followed, under the section that lists them."""

    section: str
    node: Node
    path: NodePath
    label: str


class CheckState:
    """One document under check: `problems` grows, `records` holds what is valid.

    `ids` and `paths` know every record of the file, also those that failed; `observations` are the
    figures that are valid, `references` the mappings that name other records. `superseded` are the ids
    of those of which another statement is current. `broken` are the
    indicators with figures that failed, so that what names them is no second fault; where
    `figures_elsewhere`, in another file, figures may be any. `report` is told how far the checking is.
    """

    def __init__(
        self, document: YamlDocument, *, figures_elsewhere: bool = False, report: Report = report_nothing
    ) -> None:
        self.document, self.figures_elsewhere, self.report = document, figures_elsewhere, report
        self.problems = ProblemCollector(document.problems)
        self.about: model.About | None = None
        self.records: dict[str, dict[str, Any]] = {name: {} for name in SECTIONS}
        self.renamed: dict[str, str] = {}
        self.ids: dict[str, set[str]] = {name: set() for name in SECTIONS}
        self.paths: dict[tuple[str, str], NodePath] = {}
        self.heads: list[tuple[NodePath, model.IndicatorHead]] = []
        self.observations: list[LocatedObservation] = []
        self.superseded: set[str] = set()
        self.broken: set[str] = set()
        self.references: list[ReferencingNode] = []
        self.record_count = 0
        self._checked = 0
        self._is_over = False

    def count_record(self) -> None:
        """Say that one more of the `record_count` records is checked."""
        self._checked += 1
        share = min(1.0, self._checked / max(1, self.record_count))
        self.report("checking records", share, self._checked)

    def add_problem(
        self, fault: Fault, path: NodePath = (), record: str = "", related: tuple[RelatedPlace, ...] = ()
    ) -> None:
        """Note a fault of the `record` that stands at `path`, with the `related` places that it speaks of."""
        if self.problems.count_unlisted(str(fault.rule)):
            return
        location = self.document.locate((*path, *fault.path), key=fault.is_at_key)
        self.problems.add(Problem(*location, fault.describe(record), str(fault.rule), related))

    def is_over(self, path: NodePath) -> bool:
        """Whether so many faults were found that what stands at `path` and behind it is not checked; said once."""
        if self.problems.are_too_many and not self._is_over:
            self._is_over = True
            message = f"checking stops here, after {MAX_FAULTS:,} faults; mend these first"
            self.add_problem(Fault(DatasetRule.UNCHECKED, (), message), path)
        return self._is_over

    def knows_figure(self, key: str, figures: set[str]) -> bool:
        """Whether `key` is one of `figures`, or may be one that failed."""
        return self.figures_elsewhere or key in figures or key.partition(".")[0] in self.broken
