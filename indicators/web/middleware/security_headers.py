"""What every answer tells a browser not to do: run other scripts, guess types, be framed, tell where it came from."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from typing import Final
from urllib.parse import parse_qs

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from indicators.web.http_messages import with_changed_headers

_DENIED_FEATURES: Final = (
    "accelerometer",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "usb",
)
_COMMON_HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in _DENIED_FEATURES),
}
#: What a page needs: Streamlit writes styles into it, Plotly draws pictures from data and blobs.
_PAGE_POLICY: Final = (
    "default-src 'self'",
    "script-src 'self'{scripts}",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "frame-src 'none'",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors {ancestors}",
)
#: A script may be run as a worker, which then keeps to what came with it.
_ACTIVE_TYPES: Final = ("text/html", "text/javascript", "application/javascript")
_DATA_POLICY: Final = "default-src 'none'; frame-ancestors 'none'"
#: Pages made for the frames of any site stand below this address; they hold no script and fetch nothing.
FRAMED_PATH: Final = "/embed/"
_FRAME_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors *"


class SecurityHeaders:
    """Adds the headers to every answer, refusals too.

    `scripts` are the texts of the scripts that stand in the page itself; `embedders` the sites
    that may show a page with `?embed=true` in a frame, beside what is made for any; `hsts` the seconds for which browsers shall
    come by HTTPS only, told where they do.
    """

    def __init__(
        self, app: ASGIApp, *, scripts: Iterable[str] = (), embedders: Iterable[str] = (), hsts: int = 0
    ) -> None:
        self._app, self._hsts, self._embedders = app, hsts, " ".join(embedders)
        hashes = "".join(f" '{csp_hash(script)}'" for script in scripts)
        policy = "; ".join(_PAGE_POLICY)
        self._page = policy.format(scripts=hashes, ancestors="'none'")
        self._framed = policy.format(scripts=hashes, ancestors=self._embedders)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        def change(message: Message, headers: MutableHeaders) -> None:
            headers.update(_COMMON_HEADERS)
            if message["status"] == 304:  # what the browser keeps came with the headers of its kind
                return
            kind = headers.get("content-type", "").partition(";")[0]
            is_page = kind == "text/html"
            is_frame = is_page and scope["path"].startswith(FRAMED_PATH)
            framed = is_frame or (is_page and bool(self._embedders) and _asks_to_be_embedded(scope))
            policy = _FRAME_POLICY if is_frame else self._framed if framed else self._page
            headers["Content-Security-Policy"] = policy if kind in _ACTIVE_TYPES else _DATA_POLICY
            if not framed:
                headers["X-Frame-Options"] = "DENY"
            is_open = headers.get("access-control-allow-origin") == "*"
            headers["Cross-Origin-Resource-Policy"] = "cross-origin" if is_open or framed else "same-origin"
            if scope.get("scheme") == "https":
                self._over_https(headers, is_page=is_page)

        await self._app(scope, receive, with_changed_headers(send, change))

    def _over_https(self, headers: MutableHeaders, *, is_page: bool) -> None:
        if self._hsts:
            headers["Strict-Transport-Security"] = f"max-age={self._hsts}"
        if is_page:
            headers["Cross-Origin-Opener-Policy"] = "same-origin"
        cookies = headers.getlist("set-cookie")
        if cookies:
            del headers["set-cookie"]
        for cookie in cookies:
            headers.append("Set-Cookie", cookie if "; secure" in cookie.lower() else f"{cookie}; Secure")


def csp_hash(script: str) -> str:
    """The name by which a policy lets `script` run."""
    return f"sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}"


def _asks_to_be_embedded(scope: Scope) -> bool:
    asked: dict[str, list[str]] = parse_qs(scope.get("query_string", b"").decode("latin-1"))
    return asked.get("embed", [""])[-1].lower() == "true"
