"""The addresses that Streamlit answers at, and which of them are open.

A new or renamed address of Streamlit is closed until it is listed here: below `/_stcore` by the
server, elsewhere by the test that compares this list with the routes there are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from indicators.web.settings import Settings

#: Where Streamlit keeps what is no page; closed but for what is listed as open.
CORE_PATH: Final = "/_stcore"


@dataclass(frozen=True, slots=True)
class StreamlitAddress:
    """An address, with all below it: what it is for, and who opens it, a switch of the settings or nobody."""

    path: str
    purpose: str
    opened: bool | Literal["workbench", "metrics"]

    def is_open(self, settings: Settings) -> bool:
        """Whether it answers on a server with these settings."""
        return self.opened if isinstance(self.opened, bool) else bool(getattr(settings, self.opened))


UPLOAD_ADDRESS: Final = StreamlitAddress(
    "/_stcore/upload_file", "takes the files that a reader uploads", "workbench"
)
STREAMLIT_ADDRESSES: Final = (
    StreamlitAddress("/_stcore/stream", "the WebSocket of every page", True),
    StreamlitAddress("/_stcore/health", "asked by the page before it connects", True),
    StreamlitAddress("/_stcore/host-config", "read by the page before it connects", True),
    StreamlitAddress("/_stcore/bidi-components", "our own scripts in the page", True),
    UPLOAD_ADDRESS,
    StreamlitAddress("/_stcore/metrics", "numbers for those who watch the server", "metrics"),
    StreamlitAddress("/_stcore/agent", "runs pages for programs, which have the API", False),
    StreamlitAddress("/_stcore/script-health-check", "runs the script for whoever asks", False),
    StreamlitAddress("/static", "scripts and styles of the page", True),
    StreamlitAddress("/media", "files behind download buttons", True),
    StreamlitAddress("/component", "components of the first kind, of which we have none", False),
    StreamlitAddress("/app", "files beside the script, of which we serve none", False),
    StreamlitAddress("/auth", "signing in, which nobody can here", False),
    StreamlitAddress("/oauth2callback", "signing in, which nobody can here", False),
)


def open_paths(settings: Settings) -> tuple[str, ...]:
    """What answers, with all below it, on a server with these settings."""
    return tuple(each.path for each in STREAMLIT_ADDRESSES if each.is_open(settings))


def closed_paths() -> tuple[str, ...]:
    """What is closed, with all below it, wherever nothing in it is open."""
    return (CORE_PATH, *(each.path for each in STREAMLIT_ADDRESSES if each.opened is False))
