"""What a server serves now, for those who watch it: which content, since when, and what is wrong with a newer one.

Tells no place on the machine. Knows nothing of requests.
"""

from __future__ import annotations

from typing import Any, Final

from indicators.errors import DataFileError, IndicatorsError, InvalidDataset
from indicators.live import State

#: The file is what is served, or it has faults and the content before it is.
STATES: Final = ("current", "last-good")
#: It is about now.
FRESH: Final = {"Cache-Control": "no-store"}
#: Problems that are listed; a file with more is best looked at by `indicators check`.
MOST_PROBLEMS: Final = 200
_COUNTED: Final = ("indicators", "regions", "sectors", "topics", "units", "plans", "sources", "relations")


def told(state: State) -> dict[str, Any]:
    """The document."""
    dataset = state.catalogue.dataset
    counts = {"observations": len(state.catalogue)} | {name: len(getattr(dataset, name)) for name in _COUNTED}
    return {
        "state": STATES[state.fault is not None],
        "version": dataset.version,
        "digest": dataset.digest,
        "since": state.since.isoformat(timespec="seconds"),
        "counts": counts,
        "detail": _detail(state.fault),
        **_problems(state.fault),
    }


def _detail(fault: IndicatorsError | None) -> str | None:
    """What is wrong, in one sentence that names no file."""
    if fault is None:
        return None
    if isinstance(fault, DataFileError):
        return fault.reason
    return "the data file has faults"


def _problems(fault: IndicatorsError | None) -> dict[str, Any]:
    found = fault.problems if isinstance(fault, InvalidDataset) else ()
    listed = [
        {"line": each.line, "column": each.column, "message": each.message, "rule": each.rule}
        for each in found[:MOST_PROBLEMS]
    ]
    return {"problem_count": len(found), "problems": listed}
