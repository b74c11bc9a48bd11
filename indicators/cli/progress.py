"""How far long work is, on standard error: a bar with rate and time left on a terminal, now and then a line elsewhere.

Short work says nothing, and nothing of it ever stands on standard output. Work that says nothing of itself for a
while, such as a sort, is told with the seconds it has taken: the words are written beside the work.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from threading import Event, Lock, Thread
from types import TracebackType
from typing import Any, Final, NamedTuple, Self, TextIO

import click

#: Seconds of work without a word, between two looks at it, and between two lines where there is no terminal.
PATIENCE_SECONDS: Final = 2.0
LOOK_SECONDS: Final = 0.5
LINE_SECONDS: Final = 15.0
_STEPS: Final = 1000


class _Progress(NamedTuple):
    """What the work said last: what it does, since when, the share of it that is done, how many that are."""

    phase: str
    since: float
    share: float | None
    done: int


class ProgressReport:
    """A `Report` that people read, while it is entered; `lines` says whether lines are written without a terminal.

    `now` gives the seconds of a clock, `stream` is written to instead of standard error; `show`, called again and
    again, writes what there is to say.
    """

    def __init__(
        self,
        *,
        lines: bool = True,
        now: Callable[[], float] = time.monotonic,
        stream: TextIO | None = None,
    ) -> None:
        self._now, self._lines = now, lines
        self._stream: TextIO | None = stream or sys.stderr  # there is none where whoever began this closed it
        self._begun = now()
        self._progress = _Progress("", self._begun, None, 0)
        self._written = -LINE_SECONDS
        self._shown = ""
        self._bar: Any = None
        self._lock, self._ended = Lock(), Event()
        self._thread = Thread(target=self._watch, daemon=True)

    def __call__(self, phase: str, share: float | None, done: int) -> None:
        """Note what the work says."""
        before = self._progress
        since = before.since if before.phase == phase else self._now()
        self._progress = _Progress(phase, since, share, done)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended.set()
        if self._thread.is_alive():
            self._thread.join()
        self.close(is_done=kind is None)

    def _watch(self) -> None:
        while not self._ended.wait(LOOK_SECONDS):
            try:
                self.show()
            except (OSError, ValueError):  # nobody reads standard error any more: the work goes on
                return

    def show(self) -> None:
        """Write how far the work is, unless it is young or a line was written lately."""
        said, now = self._progress, self._now()
        if self._stream is None or not said.phase or now - self._begun < PATIENCE_SECONDS:
            return
        with self._lock:
            if said.phase != self._shown:
                self._end_bar(is_done=True)
                self._shown = said.phase
            if self._stream.isatty():
                self._draw_bar(said, now)
            elif self._lines and now - self._written >= LINE_SECONDS:
                self._written = now
                share = "" if said.share is None else f"{said.share:.0%}, "
                left = _describe_time_left(said, now)
                click.echo(f"{said.phase}: {share}{_describe_rate(said, now)}{left}", file=self._stream)

    def _draw_bar(self, said: _Progress, now: float) -> None:
        if self._bar is None:
            self._bar = click.progressbar(
                length=_STEPS,
                label=said.phase,
                file=self._stream,
                item_show_func=lambda item: item,
            )
            self._bar.__enter__()
            self._bar.start = self._bar.last_eta = time.time() - (now - said.since)
        self._bar.show_percent = self._bar.show_eta = said.share is not None
        self._bar.current_item = _describe_rate(said, now)
        self._bar.make_step(int((said.share or 0) * _STEPS) - self._bar.pos)
        self._bar.render_progress()  # also where nothing but the seconds has changed

    def _end_bar(self, *, is_done: bool) -> None:
        if self._bar is not None:
            if is_done:
                self._bar.update(_STEPS - self._bar.pos)
            self._bar.__exit__(None, None, None)
            self._bar = None

    def close(self, *, is_done: bool = True) -> None:
        """End the line of a bar, which is full where the work `is_done`."""
        try:
            self._end_bar(is_done=is_done)
        except (OSError, ValueError):
            self._bar = None


def _describe_rate(said: _Progress, now: float) -> str:
    seconds = now - said.since
    if not said.done or seconds <= 0:
        return f"{seconds:,.0f} seconds so far"
    return f"{said.done:,} so far, {said.done / seconds:,.0f} a second"


def _describe_time_left(said: _Progress, now: float) -> str:
    if not said.share or not said.done:
        return ""
    return f", {(now - said.since) * (1 - said.share) / said.share:,.0f} seconds left"
