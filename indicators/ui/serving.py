"""How the server starts: refuse bad data with all its faults, stand guard, warm up, watch the file.

Knows nothing of pages but their names.
"""

from __future__ import annotations

import asyncio
import gc
import logging
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any, Final

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from indicators import api
from indicators.errors import IndicatorsError, InvalidDataset
from indicators.figures import charts
from indicators.language import LANGUAGES, messages
from indicators.live import LOOK_EVERY_SECONDS, shared
from indicators.search.traditional import simplified
from indicators.select import Catalogue
from indicators.settings import settings
from indicators.ui.site import PAGES, Page, pages
from indicators.web import (
    Bundles,
    Headers,
    Health,
    Hosts,
    Limits,
    Readiness,
    Shell,
    files_in,
    inline_scripts,
    needed,
    preloads,
    prepare,
    run_ahead,
    script_of,
)

log = logging.getLogger(__name__)

MAIN_SCRIPT = Path(__file__).with_name("main.py")
#: What Streamlit sends to browsers: its page, scripts and styles.
_STREAMLIT: Final = Path(st.__file__).parent / "static"
_ICON: Final = Path(__file__).parent / "assets" / "icon.svg"
#: Scripts of the first view that the page itself does not name.
_FIRST: Final = ("PlotlyChart", "DataFrame")


def refuse_what_is_wrong() -> None:
    """End the process with every fault of the data file, one a line, or the wrong setting, when it cannot serve."""
    try:
        settings()
        shared()
    except IndicatorsError as error:
        count = f"\n{len(error.problems)} problems: not serving" if isinstance(error, InvalidDataset) else ""
        sys.exit(f"{error}{count}")


@cache
def readiness() -> Readiness:
    """What this process still waits for."""
    return Readiness()


def middleware() -> list[Middleware]:
    """What stands around the dashboard, the outermost first."""
    chosen = settings()
    template = (_STREAMLIT / "index.html").read_text(encoding="utf-8")
    heads, scripts = _ahead(template)
    return [
        Middleware(
            Headers,
            scripts=[*inline_scripts(template), *scripts],
            embedders=chosen.allow_embedding,
            hsts=chosen.hsts,
        ),
        Middleware(Health, readiness=readiness()),
        Middleware(
            Hosts, host=chosen.host or st.get_option("server.address") or "*", allowed=chosen.allowed_hosts
        ),
        Middleware(Limits, uploads=chosen.workbench, metrics=chosen.metrics),
        Middleware(api.Beside),
        Middleware(Bundles, folder=_STREAMLIT),
        Middleware(
            Shell,
            template=template,
            icon=_ICON.read_bytes(),
            pages={_path(page): (page.title, page.help) for page in pages()},
            heads=heads,
            about=lambda: shared().now.catalogue.dataset.about,
        ),
    ]


def routes() -> list[Route]:
    """Addresses that Streamlit does not know: the first page by its name, though it is at the root."""
    return [Route(f"/{PAGES[0].slug}", _first_page)]


def _first_page(request: Request) -> Response:
    return RedirectResponse(
        f"{request.scope.get('root_path', '')}/?{request.url.query}".removesuffix("?"), 308
    )


def _path(page: Page) -> str:
    return "/" + ("" if page is PAGES[0] else page.slug)


def _ahead(template: str) -> tuple[dict[str, str], list[str]]:
    """What stands in the head of each page that begins with charts, and the texts of the scripts therein."""
    chart = script_of(_STREAMLIT, "PlotlyChart")
    if not chart:
        return {}, []
    links, run = preloads(template, needed(_STREAMLIT, [chart])), run_ahead(chart)
    head = f"{links}    <script>{run}</script>\n  "
    return {_path(page): head for page in PAGES if page.charts}, [run]


@asynccontextmanager
async def lifespan(_: Any) -> AsyncIterator[None]:
    """Warm up beside the first answers, and look at the data file until the end."""
    watching = asyncio.create_task(_watch())
    yield
    watching.cancel()
    with suppress(asyncio.CancelledError):
        await watching


async def _watch() -> None:
    """Look at the file so that no reader has to; what is new is warm before the next reader asks for it."""
    warm: Catalogue | None = None
    while True:
        catalogue = (await asyncio.to_thread(shared().state)).catalogue
        if catalogue is not warm:
            try:
                await asyncio.to_thread(_warm_up, catalogue)
            except Exception:  # one chart that cannot be drawn must not take the other pages away
                log.exception("warming up ended early")
            warm = catalogue
            readiness().reached()
            await asyncio.to_thread(simplified, "")  # reads its words for a second; few searches need them
        await asyncio.sleep(LOOK_EVERY_SECONDS)


def _warm_up(catalogue: Catalogue) -> None:
    """Do once what the first reader would wait for: imports, queries, figures, scripts.

    Then freeze: Streamlit collects garbage after every run, and what lives for ever need not be walked.
    """
    for language in LANGUAGES:
        charts(catalogue.shown().rows, catalogue.dataset, messages(language))
    catalogue.facets()
    catalogue.index.suggest("the first search makes the table of sounds")
    template = (_STREAMLIT / "index.html").read_text(encoding="utf-8")
    prepare(
        path
        for address, path in files_in(_STREAMLIT).items()
        if address in template or path.name.startswith(_FIRST)
    )
    gc.unfreeze()
    gc.collect()
    gc.freeze()
