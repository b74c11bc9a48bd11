"""Sessions watch no source files where the configuration says so, those that come back neither.

Streamlit asks its configuration (`fileWatcherType`) when a session begins and not when its reader connects
again: then it looks at the file of every module, on the thread that answers all readers.
"""

from __future__ import annotations

from functools import cache

from streamlit import config
from streamlit.runtime.app_session import AppSession


@cache
def watch_sources_as_configured() -> None:
    """Let a session that comes back watch source files only where one that begins does."""
    register = AppSession.register_file_watchers

    def register_if_configured(self: AppSession) -> None:
        if config.get_option("server.fileWatcherType") != "none":
            register(self)

    AppSession.register_file_watchers = register_if_configured  # type: ignore[method-assign]
