"""What a caller did wrong, as RFC 9457 problems: one sentence, and the nearest valid value.

Knows nothing of the dataset.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import wraps
from http import HTTPStatus
from typing import Any, Final

import orjson
from starlette.requests import Request
from starlette.responses import Response

log = logging.getLogger(__name__)

MIME: Final = "application/problem+json"
#: Headers of every answer: any site may read it, and no browser guesses what it is.
OPEN: Final = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Content-Disposition, Dataset-Digest, Dataset-Version, ETag, Link",
    "X-Content-Type-Options": "nosniff",
}
# Names that differ from one Python to the next.
_TITLES: Final = {414: "URI Too Long"}
#: How much of what a caller wrote is repeated to them.
QUOTED: Final = 80


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: what to say, of which parameter, and what may have been meant."""

    detail: str
    parameter: str | None = None
    nearest: str | None = None


class Refusal(Exception):
    """An answer that is a problem; `faults` holds every one, the first is the detail."""

    def __init__(
        self, status: int, faults: Sequence[Fault], headers: Mapping[str, str] | None = None
    ) -> None:
        self.status, self.faults, self.headers = status, tuple(faults), dict(headers or {})
        super().__init__(faults[0].detail)


def refused(refusal: Refusal) -> Response:
    """The problem document of `refusal`."""
    first = refusal.faults[0]
    document: dict[str, Any] = {
        "type": "about:blank",
        "title": _TITLES.get(refusal.status) or HTTPStatus(refusal.status).phrase,
        "status": refusal.status,
        "detail": first.detail,
        "nearest": first.nearest,
        "errors": [
            {"detail": fault.detail, "parameter": fault.parameter, "nearest": fault.nearest}
            for fault in refusal.faults
        ],
    }
    headers = OPEN | {"Cache-Control": "no-store"} | refusal.headers
    return Response(orjson.dumps(document), refusal.status, headers, MIME)


def hint(nearest: str | None) -> str:
    """What may have been meant, as the end of a sentence."""
    return f"; did you mean {nearest!r}?" if nearest else ""


def quoted(text: str) -> str:
    """What a caller wrote, cut where it is long."""
    return repr(text if len(text) <= QUOTED else text[:QUOTED] + "…")


Handler = Callable[[Request], Response]


def answering(handler: Handler) -> Handler:
    """A handler whose refusals, and whose own faults, become problems; only the latter are logged."""

    @wraps(handler)
    def answered(request: Request) -> Response:
        try:
            return handler(request)
        except Refusal as refusal:
            return refused(refusal)
        except Exception:
            log.exception("no answer to %s", request.scope["path"][:QUOTED])
            return refused(Refusal(500, [Fault("something is wrong here, not with what you asked")]))

    return answered
