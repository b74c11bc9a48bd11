"""The catalogue that a running server shares: read once per content, replaced when the file changes.

A bad, half-written or missing file never replaces a good one: the last good catalogue keeps
serving and `fault` says what is wrong until the file is good again. Safe to call from many
threads.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock

from indicators.check.bounded_loading import load_bounded
from indicators.errors import DataFileError, IndicatorsError, InvalidDataset, count_faults, format_problems
from indicators.query import Catalogue
from indicators.query.opening import open_catalogue
from indicators.query.packed_dataset import MANIFEST_NAME, read_manifest
from indicators.query.row_files import check_row_files
from indicators.yamlfile import files
from indicators.yamlfile.progress import Report, report_nothing

log = logging.getLogger(__name__)

#: A file is looked at (not read) at most this often.
POLL_SECONDS = 1.0
#: A file that was written to more recently may still be written to: it is read at a later look.
SETTLING_SECONDS = 1.0


#: Faults of a file that are logged one by one.
MAX_LOGGED_PROBLEMS = 10


def summarise_fault(fault: IndicatorsError) -> str:
    """What is wrong with a file, in lines for an operator: of many faults the first few, and how many more there are."""
    if not isinstance(fault, InvalidDataset) or len(fault.problems) <= MAX_LOGGED_PROBLEMS:
        return str(fault)
    listed = fault.problems[:MAX_LOGGED_PROBLEMS]
    more = count_faults(fault.problems) - count_faults(listed)
    return f"{format_problems(listed)}and {more:,} more faults: indicators check lists them"


@dataclass(frozen=True, slots=True)
class ServingState:
    """What to serve: the last good catalogue, and the fault of a newer file if it has one.

    `since` is when this state began.
    """

    catalogue: Catalogue
    fault: IndicatorsError | None = None
    since: datetime = field(default_factory=lambda: datetime.now(UTC))


class LiveCatalogue:
    """Watches one data file, or the manifest of a packed dataset, whose rows `engine` keeps.

    Raises on construction, of which `report` is told how far it is, when there is no good content to start from.
    """

    def __init__(self, path: Path, engine: str = "", report: Report = report_nothing) -> None:
        self.path, self.engine = path, engine
        self._lock = Lock()
        self._mark = self._signature()
        self._state = ServingState(self._load(report=report))
        self._looked = time.monotonic()
        self._is_watched = False
        self._logged = ""

    @property
    def is_fresh(self) -> bool:
        """Whether `state` answers at once: somebody watches the file, or it was looked at just now."""
        return self._is_watched or time.monotonic() - self._looked < POLL_SECONDS

    @property
    def now(self) -> ServingState:
        """The state as it was at the last look; never waits."""
        return self._state

    def state(self) -> ServingState:
        """The state now. Never waits for a read in progress; where nobody watches, the caller takes a look."""
        return self._state if self._is_watched else self.look()

    def look(self) -> ServingState:
        """Look at the file, every POLL_SECONDS at most and one at a time, read it when it has changed; the state then.

        A file that was written to less than SETTLING_SECONDS ago is left for a later look.
        """
        if time.monotonic() - self._looked >= POLL_SECONDS and self._lock.acquire(blocking=False):
            try:
                if time.monotonic() - self._looked >= POLL_SECONDS:
                    self._looked = time.monotonic()
                    self._reload_if_changed()
            finally:
                self._lock.release()
        return self._state

    @contextmanager
    def watching(self) -> Iterator[None]:
        """For this time somebody looks every POLL_SECONDS, so that nobody who asks has to."""
        self._is_watched = True
        try:
            yield
        finally:
            self._is_watched = False

    def _signature(self) -> tuple[int, ...] | None:
        return files.file_signature(self.path / MANIFEST_NAME if self.path.is_dir() else self.path)

    def _load(
        self, served: Catalogue | None = None, *, found: bool = True, report: Report = report_nothing
    ) -> Catalogue:
        """The content there is now; the one that is `served` when it holds the same."""
        if not found:
            raise DataFileError(self.path, "the data file is gone")
        if self.path.is_dir():
            if served is not None and read_manifest(self.path).digest == served.dataset.digest:
                return served
            report("checking the rows", None, 0)
            check_row_files(self.path)
        if served is None or self.path.is_dir():
            return open_catalogue(self.path, self.engine, load_bounded, report)
        dataset = load_bounded(self.path)
        return served if dataset.digest == served.dataset.digest else Catalogue(dataset)

    def _reload_if_changed(self) -> None:
        mark = self._signature()
        if mark == self._mark or (mark and 0 <= time.time() - mark[0] / 1e9 < SETTLING_SECONDS):
            return
        self._mark = mark
        try:
            catalogue = self._load(self._state.catalogue, found=mark is not None)
        except MemoryError:
            self._keep_last_good(DataFileError(self.path, "what it holds takes more memory than there is"))
        except IndicatorsError as fault:
            self._keep_last_good(fault)
        except Exception:
            # A fault of ours, not of the file: whoever asked gets the last good data all the same.
            log.exception("keeping the last good data: reading %s failed", self.path)
            self._state = ServingState(self._state.catalogue, DataFileError(self.path, "cannot be taken in"))
        else:
            self._logged = ""
            log.info("now serving %s, version %s", self.path, catalogue.dataset.version)
            replaced, self._state = self._state.catalogue, ServingState(catalogue)
            if replaced is not catalogue:  # a run of a page may still hold it, and needs no answers it had
                replaced.caches.clear()

    def _keep_last_good(self, fault: IndicatorsError) -> None:
        """Serve on, and log what is wrong: once however often the file is written, of many faults the first few."""
        self._state = ServingState(self._state.catalogue, fault)
        told = summarise_fault(fault)
        if told != self._logged:
            log.error("keeping the last good data:\n%s", told)
            self._logged = told
