"""How the server starts: refuse bad data with all its faults, stand guard, warm up, watch the file."""

from __future__ import annotations

import asyncio
import gc
import logging
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, Final

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from streamlit.runtime import Runtime

from indicators.charts.chart_cache import charts_of_selection
from indicators.charts.theme import PALETTES
from indicators.errors import IndicatorsError, InvalidDataset, count_faults
from indicators.i18n import LANGUAGES, Language
from indicators.query import EVERYTHING, Catalogue
from indicators.query.simplified_chinese import to_simplified
from indicators.ui.chart_colours import chart_palette, paper_look
from indicators.ui.session import set_server
from indicators.ui.streamlit_internals.addresses import UPLOAD_ADDRESS, closed_paths, open_paths
from indicators.ui.streamlit_internals.index_page import (
    INDEX_PAGE_PARTS,
    STATIC_FOLDER,
    font_address,
    index_page,
    inline_scripts,
)
from indicators.ui.streamlit_internals.script_preload import (
    CHART_SCRIPT,
    EAGER_SCRIPTS,
    FIRST_VIEW_SCRIPTS,
    early_run_script,
    find_script,
    preload_links,
    scripts_with_imports,
)
from indicators.ui.streamlit_internals.source_watching import watch_sources_as_configured
from indicators.ui.streamlit_internals.upload_store import bound_uploads
from indicators.web import api
from indicators.web.composition.site_pages import SITE_PAGES, SitePage, available_pages
from indicators.web.live_catalogue import POLL_SECONDS
from indicators.web.mcp.endpoint import MCP_PATH, McpDispatcher
from indicators.web.mcp.stdio import has_protocol
from indicators.web.middleware import (
    CompressedFiles,
    CompressedFolder,
    HealthChecks,
    HtmlShell,
    RequestLimits,
    SecurityHeaders,
    TrustedHosts,
)
from indicators.web.paper.first_view import (
    FIRST_VIEW_SCRIPT,
    FirstView,
    PaperSite,
    find_first_view,
    paper_style,
)
from indicators.web.previews import find_preview
from indicators.web.server import Server, open_server
from indicators.web.settings import read_settings

log = logging.getLogger(__name__)

#: After so many seconds a thread that works lets another do so. With Python's own five milliseconds a page,
#: which gives up its turn at every look into a table, would wait as long each time beside a file that is made.
THREAD_SWITCH_SECONDS: Final = 0.0005
MAIN_SCRIPT = Path(__file__).with_name("main.py")
_ICON: Final = Path(__file__).parent / "assets" / "icon.svg"


def open_server_or_exit() -> Server:
    """The server that the environment describes; where it cannot serve, the process ends.

    It then names every fault of the data file, one a line, or every wrong setting.
    """
    try:
        return open_server(read_settings())
    except IndicatorsError as error:
        count = (
            f"\n{count_faults(error.problems)} problems: not serving"
            if isinstance(error, InvalidDataset)
            else ""
        )
        sys.exit(f"{error}{count}")


def build_app(server: Server) -> st.App:
    """The dashboard and the API of `server` as one ASGI application."""
    return st.App(MAIN_SCRIPT, **app_options(server))


def app_options(server: Server) -> dict[str, Any]:
    """What Streamlit's application is given, besides its script, to serve `server`."""
    set_server(server)

    @asynccontextmanager
    async def lifespan(_: Any) -> AsyncIterator[None]:
        """Warm up beside the first answers, bound uploads, and look at the data file until the end."""
        sys.setswitchinterval(THREAD_SWITCH_SECONDS)
        watch_sources_as_configured()
        if Runtime.exists():
            runtime = Runtime.instance()
            bound_uploads(runtime.uploaded_file_mgr, runtime.is_active_session)
        with server.live.watching():
            watching = asyncio.create_task(_watch_data(server))
            yield
            watching.cancel()
            with suppress(asyncio.CancelledError):
                await watching

    return {"lifespan": lifespan, "middleware": build_middleware(server), "routes": extra_routes()}


def build_middleware(server: Server) -> list[Middleware]:
    """What stands around the dashboard, the outermost first."""
    chosen = server.settings
    template = index_page()
    heads, scripts = _preload_heads(template)
    return [
        Middleware(
            SecurityHeaders,
            scripts=[*inline_scripts(template), *scripts, FIRST_VIEW_SCRIPT],
            embedders=chosen.allow_embedding,
            hsts=chosen.hsts,
        ),
        Middleware(HealthChecks, readiness=server.readiness),
        Middleware(
            TrustedHosts,
            host=chosen.host or st.get_option("server.address") or "*",
            allowed=chosen.allowed_hosts,
            own_paths=(MCP_PATH,),
        ),
        Middleware(
            RequestLimits,
            closed=closed_paths(),
            opened=open_paths(chosen),
            uploads=UPLOAD_ADDRESS.path if UPLOAD_ADDRESS.is_open(chosen) else "",
        ),
        *([Middleware(McpDispatcher, live=server.live, queues=server.queues)] if has_protocol() else []),
        Middleware(
            api.ApiDispatcher,
            live=server.live,
            pages=server.pages,
            queues=server.queues,
            palettes={scheme: chart_palette(scheme) for scheme in PALETTES},
        ),
        Middleware(CompressedFiles, folder=_streamlit_files()),
        Middleware(
            HtmlShell,
            template=template,
            parts=INDEX_PAGE_PARTS,
            icon=_ICON.read_bytes(),
            pages={
                _page_path(page): (page.title, page.help)
                for page in available_pages(workbench=chosen.workbench)
            },
            heads=heads,
            other_paths=open_paths(chosen),
            about=lambda: server.live.now.catalogue.dataset.about,
            preview=lambda query, language: find_preview(server.live.now.catalogue, query, language),
            first_view=_first_views(server, template),
        ),
    ]


def _first_views(server: Server, template: str) -> Callable[[str, str, str, Language], FirstView]:
    """The function that finds the first view of the page at a path of the site at an address."""
    site = PaperSite(
        available_pages(workbench=server.settings.workbench),
        paper_style({scheme: paper_look(scheme) for scheme in PALETTES}, font_address(template)),
        str(st.get_option("server.baseUrlPath") or ""),
    )

    def find(address: str, path: str, query: str, language: Language) -> FirstView:
        slug, called = path.strip("/") or SITE_PAGES[0].slug, replace(site, address=address)
        return find_first_view(server.live.now.catalogue, called, slug, query, language)

    return find


@cache
def _streamlit_files() -> CompressedFolder:
    """The scripts and styles of the installed Streamlit, packed for whoever asks."""
    return CompressedFolder(STATIC_FOLDER, eager_scripts=EAGER_SCRIPTS)


def extra_routes() -> list[Route]:
    """Addresses that Streamlit does not know: the first page by its name, though it is at the root."""
    return [Route(f"/{SITE_PAGES[0].slug}", _redirect_to_root)]


def _redirect_to_root(request: Request) -> Response:
    return RedirectResponse(
        f"{request.scope.get('root_path', '')}/?{request.url.query}".removesuffix("?"), 308
    )


def _page_path(page: SitePage) -> str:
    return "/" + ("" if page is SITE_PAGES[0] else page.slug)


def _preload_heads(template: str) -> tuple[dict[str, str], list[str]]:
    """What stands in the head of each page that begins with charts, and the texts of the scripts therein."""
    chart = find_script(STATIC_FOLDER, CHART_SCRIPT)
    if not chart:
        return {}, []
    links, run = (
        preload_links(template, scripts_with_imports(STATIC_FOLDER, [chart])),
        early_run_script(chart),
    )
    head = f"{links}    <script>{run}</script>\n  "
    return {_page_path(page): head for page in SITE_PAGES if page.charts}, [run]


async def _watch_data(server: Server) -> None:
    """Look at the file so that no reader has to; what is new is warm as soon as it is served."""
    warm: Catalogue | None = None
    while True:
        catalogue = (await asyncio.to_thread(server.live.look)).catalogue
        if catalogue is not warm:
            warm = catalogue  # before it is warmed: the one until now goes, and is not frozen
            try:
                await asyncio.to_thread(_warm_up, catalogue)
            except Exception:  # one chart that cannot be drawn must not take the other pages away
                log.exception("warming up ended early")
            server.readiness.set_ready()
            await asyncio.to_thread(to_simplified, "")  # reads its words for a second; few searches need them
        await asyncio.sleep(POLL_SECONDS)


def _warm_up(catalogue: Catalogue) -> None:
    """Do once what the first reader would wait for: imports, queries, charts, scripts.

    Then freeze: Streamlit collects garbage after every run, and what lives for ever need not be walked.
    """
    for language in LANGUAGES:
        charts_of_selection(catalogue, EVERYTHING, language)
    catalogue.facets()
    catalogue.index.rank_records("the first search makes the table of sounds")
    files, template = _streamlit_files(), index_page()
    files.precompress(
        path
        for address, path in files.files.items()
        if address in template or path.name.startswith(FIRST_VIEW_SCRIPTS)
    )
    gc.unfreeze()
    gc.collect()
    gc.freeze()
