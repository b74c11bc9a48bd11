"""A few answers are made at a time, so that callers who ask for new ones never crowd out the readers of pages.

Answers that are kept need no turn. Who waits too long is told when to ask again.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Final, TypeVar

from starlette.concurrency import run_in_threadpool

from indicators.web.http_messages import Refusal, RequestFault
from indicators.web.page_runs import PageRuns

Part = TypeVar("Part")

#: Callers who wait for their turn, and the seconds for which they do.
MAX_WAITING: Final = 64
MAX_WAIT_SECONDS: Final = 5.0
#: Seconds after which a caller who was refused is asked to come again.
RETRY_SECONDS: Final = 5
#: Seconds for which an answer of milliseconds, a part of a long table, and a file of seconds give way to pages at
#: most: several times what each takes itself, so that pages have most of the processor, and never stop it altogether.
SHORT_GIVE_WAY_SECONDS, PART_GIVE_WAY_SECONDS, LONG_GIVE_WAY_SECONDS = 0.02, 0.1, 1.0
#: A writer waits for the answer about a text, which takes some hundredths of a second, a long one some tenths.
TEXT_GIVE_WAY_SECONDS: Final = 0.3


class WorkQueue:
    """Lets one caller at a time do work; the others wait in the order in which they came."""

    def __init__(self, pages: PageRuns, give_way_seconds: float) -> None:
        self._pages, self._give_way_seconds = pages, give_way_seconds
        self._turns = asyncio.Semaphore(1)
        self._waiting = 0

    @asynccontextmanager
    async def turn(self, seconds: float = MAX_WAIT_SECONDS) -> AsyncIterator[None]:
        """For this time it is the caller's turn. Raises Refusal when it does not come within `seconds`."""
        if self._waiting >= MAX_WAITING:
            raise _busy()
        self._waiting += 1
        try:
            await asyncio.wait_for(self._turns.acquire(), seconds)
        except TimeoutError:
            raise _busy() from None
        finally:
            self._waiting -= 1
        try:
            await self._pages.give_way(self._give_way_seconds)
            yield
        finally:
            self._turns.release()

    async def in_parts(self, parts: Iterator[Part]) -> AsyncIterator[Part]:
        """The `parts` of a long answer, each made in a turn of its own: others are answered between them."""
        end = object()
        while True:
            async with self._always_in_turn():
                part = await run_in_threadpool(next, parts, end)
            if part is end:
                return
            yield part  # type: ignore[misc]

    @asynccontextmanager
    async def _always_in_turn(self) -> AsyncIterator[None]:
        """A turn for who has begun to answer and cannot refuse any more."""
        async with self._turns:
            await self._pages.give_way(PART_GIVE_WAY_SECONDS)
            yield


class WorkQueues:
    """The queues of one server: of answers that are made in some milliseconds, of files that take seconds, of texts."""

    def __init__(self, pages: PageRuns) -> None:
        self.short = WorkQueue(pages, SHORT_GIVE_WAY_SECONDS)
        self.long = WorkQueue(pages, LONG_GIVE_WAY_SECONDS)
        self.texts = WorkQueue(pages, TEXT_GIVE_WAY_SECONDS)


def _busy() -> Refusal:
    return Refusal(
        503,
        [RequestFault(f"too many new answers are asked for at once; ask again in {RETRY_SECONDS} seconds")],
        {"Retry-After": str(RETRY_SECONDS)},
    )
