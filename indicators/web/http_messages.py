"""What every answer has in common: content negotiation, conditional requests, and problems (RFC 9457).

Callers say in headers what they take (`Accept-Encoding`) and what they have already, named by its
ETag (`If-None-Match`).
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import wraps
from http import HTTPStatus
from typing import Any, Final

import orjson
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

#: The weight of what a caller does not take.
_NOTHING: Final = re.compile(r"q=0(\.0{0,3})?")


def request_header(scope: Scope, name: bytes) -> str:
    """The first header called `name`, in lower case; empty when there is none."""
    return next((value.decode("latin-1") for key, value in scope["headers"] if key == name), "")


def without_headers(scope: Scope, *names: bytes) -> Scope:
    """`scope` as it would be had the caller not sent the headers `names`."""
    return {**scope, "headers": [pair for pair in scope["headers"] if pair[0] not in names]}


def accepts_encoding(scope: Scope, encoding: str) -> bool:
    """Whether the caller takes an answer packed by `encoding` (content negotiation)."""
    for offer in request_header(scope, b"accept-encoding").split(","):
        name, _, weight = offer.partition(";")
        if name.strip().lower() == encoding:
            return not _NOTHING.fullmatch(weight.replace(" ", "").lower())
    return False


def matches_etag(scope: Scope, etag: str) -> bool:
    """Whether the caller keeps the answer that `etag` names, and need not be sent it again (conditional request)."""
    known = {tag.strip().removeprefix("W/") for tag in request_header(scope, b"if-none-match").split(",")}
    return bool(known & {"*", etag.removeprefix("W/")})


log = logging.getLogger(__name__)

#: Bytes of a body, but for files that are uploaded.
MAX_BODY_BYTES: Final = 64 * 1024
PROBLEM_MIME: Final = "application/problem+json"
#: Headers of every answer: any site may read it, and no browser guesses what it is.
OPEN_HEADERS: Final = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Content-Disposition, Dataset-Digest, Dataset-Version, ETag, Link",
    "X-Content-Type-Options": "nosniff",
}
# Names that differ from one Python to the next.
_STATUS_TITLES: Final = {414: "URI Too Long"}
#: How much of what a caller wrote is repeated to them.
MAX_QUOTED_LENGTH: Final = 80


@dataclass(frozen=True, slots=True)
class RequestFault:
    """One thing that is wrong: what to say, of which parameter, and what may have been meant."""

    detail: str
    parameter: str | None = None
    nearest: str | None = None


class Refusal(Exception):
    """An answer that is a problem; `faults` holds every one, the first is the detail."""

    def __init__(
        self, status: int, faults: Sequence[RequestFault], headers: Mapping[str, str] | None = None
    ) -> None:
        self.status, self.faults, self.headers = status, tuple(faults), dict(headers or {})
        super().__init__(faults[0].detail)


def problem_response(refusal: Refusal) -> Response:
    """The problem document of `refusal`."""
    first = refusal.faults[0]
    document: dict[str, Any] = {
        "type": "about:blank",
        "title": _STATUS_TITLES.get(refusal.status) or HTTPStatus(refusal.status).phrase,
        "status": refusal.status,
        "detail": first.detail,
        "nearest": first.nearest,
        "errors": [
            {"detail": fault.detail, "parameter": fault.parameter, "nearest": fault.nearest}
            for fault in refusal.faults
        ],
    }
    headers = OPEN_HEADERS | {"Cache-Control": "no-store"} | refusal.headers
    return Response(orjson.dumps(document), refusal.status, headers, PROBLEM_MIME)


def nearest_hint(nearest: str | None) -> str:
    """What may have been meant, as the end of a sentence."""
    return f"; did you mean {nearest!r}?" if nearest else ""


def quote_input(text: str) -> str:
    """What a caller wrote, cut where it is long."""
    return repr(text if len(text) <= MAX_QUOTED_LENGTH else text[:MAX_QUOTED_LENGTH] + "…")


Handler = Callable[[Request], Response]


def answer_with_problems(handler: Handler) -> Handler:
    """A handler whose refusals, and whose own faults, become problems; only the latter are logged."""

    @wraps(handler)
    def answered(request: Request) -> Response:
        try:
            return handler(request)
        except Refusal as refusal:
            return problem_response(refusal)
        except Exception:
            log.exception("no answer to %s", request.scope["path"][:MAX_QUOTED_LENGTH])
            return problem_response(
                Refusal(500, [RequestFault("something is wrong here, not with what you asked")])
            )

    return answered


def with_changed_headers(send: Send, change: Callable[[Message, MutableHeaders], None]) -> Send:
    """A `send` whose answer begins as `change` leaves it."""

    async def changed(message: Message) -> None:
        if message["type"] == "http.response.start":
            message.setdefault("headers", [])
            change(message, MutableHeaders(scope=message))
        await send(message)

    return changed


async def send_problem(scope: Scope, receive: Receive, send: Send, status: int, sentence: str) -> None:
    """Answer with a problem; a WebSocket is not opened."""
    if scope["type"] == "websocket" and "websocket.http.response" not in scope.get("extensions", {}):
        await send({"type": "websocket.close", "code": 1008, "reason": ""})
        return
    close: dict[str, Any] = {"Connection": "close"} if status in (413, 414, 431) else {}
    await problem_response(Refusal(status, [RequestFault(sentence)], close))(scope, receive, send)
