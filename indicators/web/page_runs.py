"""Pages come first: what can wait gives way while the script of a page runs."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Final

#: How often a waiter looks whether the pages are done.
_LOOK_SECONDS: Final = 0.005


class PageRuns:
    """Counts the page scripts that run now, in any thread."""

    def __init__(self) -> None:
        self._running = 0
        self._lock = Lock()

    @contextmanager
    def running(self) -> Iterator[None]:
        """For this time one more script runs."""
        with self._lock:
            self._running += 1
        try:
            yield
        finally:
            with self._lock:
                self._running -= 1

    async def give_way(self, seconds: float) -> None:
        """Return when no script runs, or after `seconds`."""
        end = time.monotonic() + seconds
        while self._running and time.monotonic() < end:
            await asyncio.sleep(_LOOK_SECONDS)
