"""What a server hands to the API and to the pages, as tests have it: a catalogue, settings, and no file to watch."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any, cast

from starlette.applications import Starlette
from starlette.types import ASGIApp

from indicators.paths import DATA_FILE
from indicators.query import Catalogue
from indicators.ui import session
from indicators.web.api import ApiDispatcher
from indicators.web.live_catalogue import LiveCatalogue, ServingState
from indicators.web.page_runs import PageRuns
from indicators.web.server import Server
from indicators.web.settings import Settings
from tests.real import real


class Served:
    """Stands where the live catalogue does; `catalogue` and `is_fresh` are what the test says."""

    def __init__(self, catalogue: Catalogue | None = None, path: Path = DATA_FILE) -> None:
        self.catalogue = real() if catalogue is None else catalogue  # one without figures is one too
        self.path, self.is_fresh = path, True

    def state(self) -> ServingState:
        return ServingState(self.catalogue)

    look = state

    def watching(self) -> AbstractContextManager[None]:
        return nullcontext()

    @property
    def now(self) -> ServingState:
        return self.state()


def live_of(served: Served | LiveCatalogue) -> LiveCatalogue:
    """`served` where a live catalogue is asked for."""
    return cast("LiveCatalogue", served)


def api(served: Served | LiveCatalogue | None = None, beside: ASGIApp | None = None) -> ApiDispatcher:
    """The API of what is served, the real data if nothing is said."""
    return ApiDispatcher(beside or Starlette(), live=live_of(served or Served()), pages=PageRuns())


def server(served: Served | LiveCatalogue | None = None, **settings: Any) -> Server:
    """A server of what is served, the real data if nothing is said."""
    return Server(Settings(**settings), live_of(served or Served()))


@contextmanager
def serving(served: Served | LiveCatalogue | None = None, **settings: Any) -> Iterator[Server]:
    """Pages are those of this server meanwhile."""
    before = session._served[:]
    session.set_server(found := server(served, **settings))
    yield found
    session._served[:] = before
