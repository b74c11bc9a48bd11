"""The catalogue that a running server shares: read once per content, replaced when the file changes.

A bad, half-written or missing file never replaces a good one: the last good catalogue keeps
serving and `fault` says what is wrong until the file is good again. Safe to call from many
threads. Knows nothing of Streamlit or HTTP.
"""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock

from indicators.errors import DataFileError, IndicatorsError
from indicators.load import parse
from indicators.resources import DATA_FILE
from indicators.select import Catalogue
from indicators.settings import settings
from indicators.yamlfile import text_of

log = logging.getLogger(__name__)

#: A file is looked at (not read) at most this often.
LOOK_EVERY_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class State:
    """What to serve: the last good catalogue, and the fault of a newer file if it has one."""

    catalogue: Catalogue
    fault: IndicatorsError | None = None


class LiveCatalogue:
    """Watches one data file. Raises on construction when there is no good content to start from."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = Lock()
        self._mark = self._signature()
        self._state = State(Catalogue(parse(text_of(path), str(path))))
        self._looked = time.monotonic()

    @property
    def is_fresh(self) -> bool:
        """Whether `state` answers at once, because the file was looked at just now."""
        return time.monotonic() - self._looked < LOOK_EVERY_SECONDS

    def state(self) -> State:
        """The state now; looks at the file at most every LOOK_EVERY_SECONDS."""
        if self.is_fresh:
            return self._state
        with self._lock:
            if time.monotonic() - self._looked >= LOOK_EVERY_SECONDS:
                self._looked = time.monotonic()
                self._look()
        return self._state

    def _signature(self) -> tuple[int, int] | None:
        try:
            stat = self.path.stat()
        except OSError:
            return None
        return stat.st_mtime_ns, stat.st_size

    def _look(self) -> None:
        mark = self._signature()
        if mark == self._mark:
            return
        self._mark = mark
        try:
            if mark is None:
                raise DataFileError(f"{self.path}: the data file is gone")
            dataset = parse(text_of(self.path), str(self.path))
        except IndicatorsError as fault:
            log.error("keeping the last good data:\n%s", fault)  # noqa: TRY400 - located, no traceback
            self._state = State(self._state.catalogue, fault)
            return
        if dataset.digest == self._state.catalogue.dataset.digest:
            self._state = State(self._state.catalogue)
            return
        log.info("now serving %s (%s)", self.path, dataset.digest)
        self._state = State(Catalogue(dataset))


@cache
def shared() -> LiveCatalogue:
    """The one catalogue of this process; its file is named by INDICATORS_DATA, else the bundled one."""
    return LiveCatalogue(settings().data or DATA_FILE)
