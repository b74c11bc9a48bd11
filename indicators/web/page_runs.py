"""Pages come first, a few at a time: what can wait gives way while the script of a page runs."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore, Lock, local
from typing import Final

#: Scripts of pages that run at once where the rows are in memory, and where an engine is asked for them, which a
#: script waits for; the others wait for their turn. Python runs one thread at a time: among two hundred, the one
#: that answers would come after all the others each time it gave up its turn, and every page would be the last.
MAX_SCRIPTS_AT_ONCE, MAX_ASKING_SCRIPTS_AT_ONCE = 2, 8
#: How often a waiter looks whether the pages are done.
_LOOK_SECONDS: Final = 0.005


class PageRuns:
    """Lets `at_once` page scripts run, each in a thread of its own, and counts them with those that wait."""

    def __init__(self, at_once: int = MAX_SCRIPTS_AT_ONCE) -> None:
        self._turns = BoundedSemaphore(at_once)
        self._has_turn = local()
        self._count = 0
        self._lock = Lock()

    @property
    def count(self) -> int:
        """The scripts that run or wait for their turn."""
        return self._count

    @contextmanager
    def running(self) -> Iterator[None]:
        """Wait for a turn; for this time one more script runs."""
        with self._lock:
            self._count += 1
        try:
            with self._turns:
                self._has_turn.now = True
                yield
        finally:
            self._has_turn.now = False
            with self._lock:
                self._count -= 1

    @contextmanager
    def pausing(self) -> Iterator[None]:
        """For this time the script that runs waits for work that is done elsewhere, and another may run.

        Who has no turn gives none up.
        """
        if not getattr(self._has_turn, "now", False):
            yield
            return
        self._turns.release()
        try:
            yield
        finally:
            self._turns.acquire()

    async def give_way(self, seconds: float) -> None:
        """Return when no script runs or waits, or after `seconds`."""
        end = time.monotonic() + seconds
        while self.count and time.monotonic() < end:
            await asyncio.sleep(_LOOK_SECONDS)
