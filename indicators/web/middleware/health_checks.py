"""For those who watch over servers: /healthz, the process answers; /readyz, it has what readers need.

They answer whatever name the server is called by, and tell nothing else.
"""

from __future__ import annotations

from typing import Final

from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from indicators.web.http_messages import Refusal, RequestFault, problem_response

HEALTHY_PATH, READY_PATH = "/healthz", "/readyz"
_NO_STORE: Final = {"Cache-Control": "no-store"}


class Readiness:
    """Whether the dataset is read and everything is warm; `waits_for` says what is missing."""

    def __init__(self) -> None:
        self.waits_for: str = "the server is warming up"

    def set_ready(self) -> None:
        """Everything is there."""
        self.waits_for = ""


class HealthChecks:
    """Answers at both addresses, hands the rest on."""

    def __init__(self, app: ASGIApp, *, readiness: Readiness) -> None:
        self._app, self._readiness = app, readiness

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http" or scope["path"] not in (HEALTHY_PATH, READY_PATH):
            await self._app(scope, receive, send)
            return
        missing = self._readiness.waits_for if scope["path"] == READY_PATH else ""
        if scope["method"] not in ("GET", "HEAD"):
            answer = problem_response(
                Refusal(405, [RequestFault("expected GET or HEAD")], {"Allow": "GET, HEAD"})
            )
        elif missing:
            answer = problem_response(Refusal(503, [RequestFault(missing)], {"Retry-After": "2"}))
        else:
            word = "ready" if scope["path"] == READY_PATH else "healthy"
            answer = JSONResponse({"status": word}, headers=_NO_STORE)
        await answer(scope, receive, send)
