"""What a server serves now, for those who watch it: which content, since when, and what is wrong with a newer one.

Tells no place on the machine.
"""

from __future__ import annotations

from typing import Any, Final

from indicators.errors import DataFileError, IndicatorsError, InvalidDataset, count_faults
from indicators.web.live_catalogue import ServingState

#: The file is what is served, or it has faults and the content before it is.
SERVING_STATES: Final = ("current", "last-good")
#: It is about now.
NO_STORE: Final = {"Cache-Control": "no-store"}
#: Problems that are listed; a file with more is best looked at by `indicators check`.
MAX_PROBLEMS: Final = 200
_COUNTED_SECTIONS: Final = (
    "indicators",
    "regions",
    "sectors",
    "topics",
    "units",
    "plans",
    "sources",
    "relations",
)


def status_document(state: ServingState) -> dict[str, Any]:
    """The document."""
    dataset = state.catalogue.dataset
    counts = {"observations": len(state.catalogue)} | {
        name: len(getattr(dataset, name)) for name in _COUNTED_SECTIONS
    }
    return {
        "state": SERVING_STATES[state.fault is not None],
        "version": dataset.version,
        "digest": dataset.digest,
        "since": state.since.isoformat(timespec="seconds"),
        "counts": counts,
        "detail": _fault_detail(state.fault),
        **_problem_fields(state.fault),
    }


def _fault_detail(fault: IndicatorsError | None) -> str | None:
    """What is wrong, in one sentence that names no file."""
    if fault is None:
        return None
    if isinstance(fault, DataFileError):
        return fault.reason
    return "the data file has faults"


def _problem_fields(fault: IndicatorsError | None) -> dict[str, Any]:
    found = fault.problems if isinstance(fault, InvalidDataset) else ()
    listed = [
        {"line": each.line, "column": each.column, "message": each.message, "rule": each.rule}
        for each in found[:MAX_PROBLEMS]
    ]
    return {"problem_count": count_faults(found), "problems": listed}
