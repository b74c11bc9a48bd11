"""The rules of a dataset: a tree of text → records, or every fault with its place.

Faults are gathered, never raised one by one: a record that fails does not hide the faults of
the others, and a reference to a failed record is not a second fault. Rules about one field live
in `model`, rules about a record in the light of others in `record_rules`, `relation_rules` and
`chart_rules`, the sentences in `messages`; `rules` lists them all.
"""

from __future__ import annotations

from indicators.check.check_state import CheckState
from indicators.check.cross_records import check_cross_records
from indicators.check.messages import describe_value
from indicators.check.rules import DatasetRule
from indicators.check.sections import REQUIRED_SECTIONS, SECTIONS
from indicators.check.single_records import check_sections
from indicators.errors import Fault, Problem
from indicators.yamlfile import MappingNode as Node
from indicators.yamlfile import YamlDocument, YamlRule
from indicators.yamlfile.progress import Report, report_nothing

__all__ = ["SECTIONS", "CheckState", "check_document"]

#: Faults after which the rest of the file is unknown.
_UNREADABLE = frozenset({YamlRule.SYNTAX, YamlRule.DEPTH, YamlRule.UNREAD, YamlRule.MERGE_CONFLICT})


def check_document(
    document: YamlDocument, *, figures_elsewhere: bool = False, report: Report = report_nothing
) -> tuple[CheckState, list[Problem]]:
    """Check `document` whole: the valid records, and every fault in file order, many of one rule only counted.

    `figures_elsewhere` says that most figures stand in another file, so that what names them is left
    to whoever knows them; `report` is told how far the checking is.
    """
    state = CheckState(document, figures_elsewhere=figures_elsewhere, report=report)
    if not any(problem.rule in _UNREADABLE for problem in document.problems):
        _check_root(state)  # else what follows the break was not read: rules would report what is missing
    return state, sorted(set(state.problems.to_list()))


def _check_root(state: CheckState) -> None:
    root = state.document.root
    if isinstance(root, Node):
        check_sections(state, root)
        if not state.is_over(()):
            state.report("checking records against each other", None, 0)
            check_cross_records(state, root)
    elif not state.problems:
        message = (
            f"expected a mapping with the keys {', '.join(REQUIRED_SECTIONS)}; found {describe_value(root)}"
        )
        state.add_problem(Fault(DatasetRule.TYPE, (), message))
