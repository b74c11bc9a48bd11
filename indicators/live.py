"""The catalogue that a running server shares: read once per content, replaced when the file changes.

A bad, half-written or missing file never replaces a good one: the last good catalogue keeps
serving and `fault` says what is wrong until the file is good again. Safe to call from many
threads. Knows nothing of Streamlit or HTTP.
"""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from threading import Lock

from indicators import files
from indicators.errors import DataFileError, IndicatorsError
from indicators.load import parse
from indicators.opening import opened
from indicators.packed import MANIFEST, manifest_of
from indicators.resources import DATA_FILE
from indicators.select import Catalogue
from indicators.settings import settings
from indicators.yamlfile import text_of

log = logging.getLogger(__name__)

#: A file is looked at (not read) at most this often.
LOOK_EVERY_SECONDS = 1.0
#: A file that was written to more recently may still be written to: it is read at a later look.
SETTLED_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class State:
    """What to serve: the last good catalogue, and the fault of a newer file if it has one.

    `since` is when this state began.
    """

    catalogue: Catalogue
    fault: IndicatorsError | None = None
    since: datetime = field(default_factory=lambda: datetime.now(UTC))


class LiveCatalogue:
    """Watches one data file, or the manifest of a packed dataset, whose rows `engine` keeps.

    Raises on construction when there is no good content to start from.
    """

    def __init__(self, path: Path, engine: str = "") -> None:
        self.path, self.engine = path, engine
        self._lock = Lock()
        self._mark = self._look_at()
        self._state = State(self._read())
        self._looked = time.monotonic()

    @property
    def is_fresh(self) -> bool:
        """Whether `state` answers at once, because the file was looked at just now."""
        return time.monotonic() - self._looked < LOOK_EVERY_SECONDS

    @property
    def now(self) -> State:
        """The state as it was at the last look; never waits."""
        return self._state

    def state(self) -> State:
        """The state now; looks at the file at most every LOOK_EVERY_SECONDS."""
        if self.is_fresh:
            return self._state
        with self._lock:
            if time.monotonic() - self._looked >= LOOK_EVERY_SECONDS:
                self._looked = time.monotonic()
                self._look()
        return self._state

    def _look_at(self) -> tuple[int, int, int] | None:
        return files.mark(self.path / MANIFEST if self.path.is_dir() else self.path)

    def _read(self, served: Catalogue | None = None, *, found: bool = True) -> Catalogue:
        """The content there is now; the one that is `served` when it holds the same."""
        if not found:
            raise DataFileError(self.path, "the data file is gone")
        if served is None:
            return opened(self.path, self.engine)
        if self.path.is_dir():
            same = manifest_of(self.path).digest == served.dataset.digest
            return served if same else opened(self.path, self.engine)
        dataset = parse(text_of(self.path), str(self.path))
        return served if dataset.digest == served.dataset.digest else Catalogue(dataset)

    def _look(self) -> None:
        mark = self._look_at()
        if mark == self._mark or (mark and 0 <= time.time() - mark[0] / 1e9 < SETTLED_SECONDS):
            return
        self._mark = mark
        try:
            catalogue = self._read(self._state.catalogue, found=mark is not None)
        except IndicatorsError as fault:
            log.error("keeping the last good data:\n%s", fault)  # noqa: TRY400 - located, no traceback
            self._state = State(self._state.catalogue, fault)
        except Exception:
            # A fault of ours, not of the file: whoever asked gets the last good data all the same.
            log.exception("keeping the last good data: reading %s failed", self.path)
            self._state = State(self._state.catalogue, DataFileError(self.path, "cannot be taken in"))
        else:
            log.info("now serving %s, version %s", self.path, catalogue.dataset.version)
            self._state = State(catalogue)


@cache
def shared() -> LiveCatalogue:
    """The one catalogue of this process; its file is named by INDICATORS_DATA, else the bundled one."""
    given = settings()
    return LiveCatalogue(given.data or DATA_FILE, given.engine)
