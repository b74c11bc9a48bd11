"""For those who watch over servers: /healthz, the process answers; /readyz, it has what readers need.

They answer whatever name the server is called by, and tell nothing else.
"""

from __future__ import annotations

from typing import Final

from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from indicators.api.problems import Fault, Refusal, refused

HEALTHY, READY = "/healthz", "/readyz"
_FRESH: Final = {"Cache-Control": "no-store"}


class Readiness:
    """Whether the dataset is read and everything is warm; `waits_for` says what is missing."""

    def __init__(self) -> None:
        self.waits_for: str = "the server is warming up"

    def reached(self) -> None:
        """Everything is there."""
        self.waits_for = ""


class Health:
    """Answers at both addresses, hands the rest on."""

    def __init__(self, app: ASGIApp, *, readiness: Readiness) -> None:
        self._app, self._readiness = app, readiness

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http" or scope["path"] not in (HEALTHY, READY):
            await self._app(scope, receive, send)
            return
        missing = self._readiness.waits_for if scope["path"] == READY else ""
        if scope["method"] not in ("GET", "HEAD"):
            answer = refused(Refusal(405, [Fault("expected GET or HEAD")], {"Allow": "GET, HEAD"}))
        elif missing:
            answer = refused(Refusal(503, [Fault(missing)], {"Retry-After": "2"}))
        else:
            word = "ready" if scope["path"] == READY else "healthy"
            answer = JSONResponse({"status": word}, headers=_FRESH)
        await answer(scope, receive, send)
