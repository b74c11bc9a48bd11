"""One running server: how it is set up, the catalogue that it shares, whether it is warm, and which pages run."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from indicators.paths import DATA_FILE
from indicators.web.api.work_queue import WorkQueues
from indicators.web.live_catalogue import LiveCatalogue
from indicators.web.middleware import Readiness
from indicators.web.page_runs import MAX_ASKING_SCRIPTS_AT_ONCE, MAX_SCRIPTS_AT_ONCE, PageRuns
from indicators.web.settings import Settings
from indicators.yamlfile.progress import Report, report_nothing


@dataclass(frozen=True)
class Server:
    """What pages, API and middleware of one server have in common; made once and handed to each."""

    settings: Settings
    live: LiveCatalogue
    readiness: Readiness = field(default_factory=Readiness)
    pages: PageRuns = field(default_factory=PageRuns)

    @cached_property
    def queues(self) -> WorkQueues:
        """In which programs and assistants wait for their turn."""
        return WorkQueues(self.pages)


def open_server(settings: Settings, report: Report = report_nothing) -> Server:
    """A server of the data file, or packed dataset, of `settings`; raises when that cannot be served."""
    data = settings.data or DATA_FILE
    live = LiveCatalogue(data, settings.engine, report)
    at_once = MAX_ASKING_SCRIPTS_AT_ONCE if data.is_dir() else MAX_SCRIPTS_AT_ONCE
    return Server(settings, live, pages=PageRuns(at_once))
