"""The rules of a dataset: a tree of text → records, or every fault with its place.

Faults are gathered, never raised one by one: a record that fails does not hide the faults of
the others, and a reference to a failed record is not a second fault. Rules about one field live
in `model`, rules about a record in the light of others in `rules`, the sentences in `wording`.
Knows nothing of file formats beyond the tree, nothing of pandas or the web.
"""

from __future__ import annotations

from indicators.check.gathered import Gathered
from indicators.check.sections import REQUIRED, SECTIONS
from indicators.check.shape import read_sections
from indicators.check.together import check_together
from indicators.errors import Problem
from indicators.wording import found
from indicators.yamlfile import Document
from indicators.yamlfile import Mapping as Node

__all__ = ["SECTIONS", "Gathered", "check"]

#: Faults after which the rest of the file is unknown.
_UNREADABLE = frozenset({"yaml-syntax", "yaml-depth", "merge-conflict"})


def check(document: Document, *, elsewhere: bool = False) -> tuple[Gathered, list[Problem]]:
    """Check `document` whole: the valid records, and every fault in file order.

    `elsewhere` says that most figures stand in another file, so that what names them is left to
    whoever knows them.
    """
    gathered = Gathered(document, elsewhere=elsewhere)
    if not any(problem.rule in _UNREADABLE for problem in document.problems):
        _check(gathered)  # else what follows the break was not read: rules would report what is missing
    return gathered, sorted(set(gathered.problems))


def _check(gathered: Gathered) -> None:
    root = gathered.document.root
    if isinstance(root, Node):
        read_sections(gathered, root)
        check_together(gathered, root)
    elif not gathered.problems:
        message = f"expected a mapping with the keys {', '.join(REQUIRED)}; found {found(root)}"
        gathered.fault((), message, "type")
