"""How far long work is, on standard error: a bar with rate and time left on a terminal, now and then a line elsewhere.

Short work says nothing, and nothing of it ever stands on standard output.
"""

from __future__ import annotations

import sys
import time
from typing import Any, Final

import click

#: Seconds of work without a word, and between two lines where there is no terminal.
PATIENCE_SECONDS: Final = 2.0
LINE_SECONDS: Final = 15.0
_STEPS: Final = 1000


class ProgressReport:
    """Called with a phase of the work, the share of it that is done (0–1) and how many rows that are."""

    def __init__(self) -> None:
        self._phase, self._begun, self._told = "", 0.0, 0.0
        self._bar: Any = None

    def __call__(self, phase: str, share: float, rows: int) -> None:
        """Say it, unless the phase is young or a line was written lately."""
        now = time.monotonic()
        if phase != self._phase:
            self.close()
            self._phase, self._begun, self._told = phase, now, now
        seconds = now - self._begun
        if seconds < PATIENCE_SECONDS:
            return
        rate = f"{rows / seconds:,.0f} rows a second"
        if sys.stderr.isatty():
            self._draw_bar(share, rate)
        elif now - self._told >= LINE_SECONDS:
            self._told = now
            left = f", {seconds * (1 - share) / share:,.0f} seconds left" if share > 0 else ""
            click.echo(f"{phase}: {share:.0%}, {rows:,} rows, {rate}{left}", err=True)

    def _draw_bar(self, share: float, rate: str) -> None:
        if self._bar is None:
            self._bar = click.progressbar(
                length=_STEPS, label=self._phase, file=sys.stderr, item_show_func=lambda item: item
            )
            self._bar.__enter__()
            self._bar.start = self._bar.last_eta = self._begun
        self._bar.update(int(share * _STEPS) - self._bar.pos, rate)

    def close(self) -> None:
        """End the line of a bar."""
        if self._bar is not None:
            self._bar.__exit__(None, None, None)
            self._bar = None
