"""Whole pages, run as Streamlit runs them: what stands around each, and how the server begins."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path
from types import SimpleNamespace
from weakref import ref

import pytest

from indicators.errors import DataFileError, InvalidDataset, Problem
from indicators.i18n import LANGUAGES
from indicators.query import EVERYTHING
from indicators.ui import startup
from indicators.ui.session import current_server
from indicators.web.composition.site_pages import SITE_PAGES, WORKBENCH_PAGE
from tests.noting import CATALOGUE, bare
from tests.opening import html, page
from tests.serving import Served, server, serving

ROOT = Path(__file__).parents[2]
ABOUT = CATALOGUE.dataset.about


def test_the_foot_of_a_page_says_version_and_licence():
    told = {}
    for language in ("en", "zh"):
        foot = html(page("about", lang=language)).split('<div class="ri-meta ri-foot">')[1]
        told[language] = bare(foot.split("</div>")[0])
    version, licence = CATALOGUE.dataset.version, ABOUT.licence

    assert told["en"] == f"{ABOUT.title.en} · version {version} · data {licence}, code MIT"
    assert told["zh"].startswith(f"{ABOUT.title.zh} · ")
    assert version in told["zh"]
    assert licence in told["zh"]
    assert "version" not in told["zh"]


def test_language_and_filters_stand_beside_the_page_and_the_card_over_it():
    app = page("regions", region="guangdong", figure="gdp.hengqin.2009", topic="talent")
    keys = [widget.key for widget in app.sidebar.multiselect]

    assert app.sidebar.button_group(key="w_lang").value == "en"
    assert keys == ["w_sector", "w_topic", "w_plan", "w_measure"]
    assert [box.key for box in app.text_input] == ["w_q"]
    assert not app.sidebar.text_input
    assert "“285 million yuan”" in html(app)
    assert app.session_state["_written"] == (
        *(("region", "guangdong"), ("topic", "talent"), ("figure", "gdp.hengqin.2009")),
    )


def test_the_workbench_has_no_filters_and_no_card_of_what_is_served():
    with serving(workbench=True):
        app = page("workbench", topic="talent")

    assert app.sidebar.button_group(key="w_lang").value == "en"
    assert not app.sidebar.multiselect
    assert app.title[0].value == "Workbench"


def test_the_language_of_a_page_is_switched_with_all_that_is_chosen():
    app = page("data", topic="talent")
    app.button_group(key="w_lang").set_value("zh").run()

    assert not app.exception
    assert app.title[0].value == "数据查询"
    assert app.session_state["_written"] == (("topic", "talent"), ("lang", "zh"))


class TestTheServer:
    def layer(self, kind, **settings):
        """The middleware of this kind, as a server with these settings has it."""
        return next(each for each in startup.build_middleware(server(**settings)) if each.cls is kind)

    def test_every_page_has_its_address_name_and_words_in_its_head(self):
        shell = self.layer(startup.HtmlShell)
        named = {"/" if page.slug == "overview" else f"/{page.slug}": page for page in SITE_PAGES}

        assert shell.kwargs["pages"] == {path: (page.title, page.help) for path, page in named.items()}
        assert shell.kwargs["about"]() is ABOUT
        assert set(shell.kwargs["heads"]) in ({path for path, page in named.items() if page.charts}, set())
        assert f"/{WORKBENCH_PAGE.slug}" in self.layer(startup.HtmlShell, workbench=True).kwargs["pages"]

    def test_what_guards_stands_before_what_answers(self):
        layers = [layer.cls for layer in startup.build_middleware(server())]

        assert layers == [
            *(startup.SecurityHeaders, startup.HealthChecks, startup.TrustedHosts, startup.RequestLimits),
            *([startup.McpDispatcher] if startup.has_protocol() else []),
            *(startup.api.ApiDispatcher, startup.CompressedFiles, startup.HtmlShell),
        ]

    @pytest.mark.parametrize(
        ("given", "address", "host"),
        [("a.example", "b.example", "a.example"), ("", "b.example", "b.example"), ("", None, "*")],
    )
    def test_hosts_are_those_of_the_settings_else_of_streamlit_else_any(
        self, given, address, host, monkeypatch
    ):
        option = startup.st.get_option
        monkeypatch.setattr(
            startup.st, "get_option", lambda name: address if name == "server.address" else option(name)
        )
        hosts = self.layer(startup.TrustedHosts, host=given)

        assert hosts.kwargs["host"] == host

    def test_the_first_page_is_found_by_its_name_below_another_path_too(self):
        request = SimpleNamespace(scope={"root_path": "/stats"}, url=SimpleNamespace(query="a=b"))
        plain = SimpleNamespace(scope={}, url=SimpleNamespace(query=""))

        assert startup._redirect_to_root(request).headers["location"] == "/stats/?a=b"
        assert startup._redirect_to_root(plain).headers["location"] == "/"
        assert startup._redirect_to_root(plain).status_code == 308

    def test_a_browser_without_the_script_of_charts_is_sent_none_ahead(self, monkeypatch):
        monkeypatch.setattr(startup, "find_script", lambda *_: "")

        assert startup._preload_heads("<html>") == ({}, [])

    def test_bad_data_ends_the_process_with_every_fault_and_their_number(self, monkeypatch):
        faults = [Problem("f.yaml", n, 1, f"fault {n}", "rule") for n in (1, 2)]
        for error, told in (
            (InvalidDataset(faults), "2 problems: not serving"),
            (DataFileError("f.yaml", "is gone"), "gone"),
        ):

            def broken(_, error=error):
                raise error

            monkeypatch.setattr(startup, "open_server", broken)
            with pytest.raises(SystemExit) as ended:
                startup.open_server_or_exit()
            assert str(ended.value.code).endswith(told)
            assert ("not serving" in str(ended.value.code)) is isinstance(error, InvalidDataset)

    def test_charts_of_each_language_counts_and_search_are_warm_before_the_first_reader(self, monkeypatch):
        drawn, prepared = [], []
        monkeypatch.setattr(
            startup, "charts_of_selection", lambda _, chosen, language: drawn.append((chosen, language))
        )
        monkeypatch.setattr(startup._streamlit_files(), "precompress", prepared.extend)
        monkeypatch.setattr(startup, "gc", SimpleNamespace(unfreeze=list, collect=list, freeze=list))
        asked = []
        catalogue = SimpleNamespace(
            facets=lambda: asked.append("facets"),
            index=SimpleNamespace(rank_records=lambda _: asked.append("search")),
        )
        startup._warm_up(catalogue)

        assert drawn == [(EVERYTHING, language) for language in LANGUAGES]
        assert asked == ["facets", "search"]
        template = startup.index_page()
        names = {path.name for path in prepared}
        assert any(name.startswith("PlotlyChart") for name in names)
        assert any(name.startswith("index.") and name in template for name in names)
        assert all(name in template or name.startswith(("PlotlyChart", "DataFrame")) for name in names)

    def watched(self, monkeypatch, looks, fails=False, note=lambda catalogue: catalogue, served=None):
        """What is warmed while the file, another at the third look, is looked at so many times, as `note` notes it."""
        warmed, slept, served = [], [], served or Served()

        async def sleep(seconds):
            slept.append(seconds)
            if len(slept) == looks:
                raise asyncio.CancelledError
            served.catalogue = SimpleNamespace(other=True) if len(slept) > 1 else served.catalogue

        async def to_thread(function, *given):
            return function(*given)

        def warm(catalogue):
            warmed.append(note(catalogue))
            if fails:
                raise ValueError

        monkeypatch.setattr(
            startup,
            "asyncio",
            SimpleNamespace(sleep=sleep, to_thread=to_thread, CancelledError=asyncio.CancelledError),
        )
        monkeypatch.setattr(startup, "_warm_up", warm)
        monkeypatch.setattr(startup, "to_simplified", lambda _: "")
        watched = server(served)
        assert watched.readiness.waits_for
        with pytest.raises(asyncio.CancelledError):
            asyncio.run(startup._watch_data(watched))
        return warmed, not watched.readiness.waits_for

    def test_what_is_new_is_warmed_once_and_then_the_server_is_ready(self, monkeypatch):
        assert self.watched(monkeypatch, 2) == ([CATALOGUE], True)
        assert self.watched(monkeypatch, 3) == ([CATALOGUE, SimpleNamespace(other=True)], True)

    def test_what_was_served_before_is_let_go_before_what_is_new_is_warmed_and_frozen(self, monkeypatch):
        served = Served(type("Catalogue", (), {})())
        first = ref(served.catalogue)
        warmed, _ = self.watched(monkeypatch, 3, note=lambda _: first() is None, served=served)

        assert warmed == [False, True]

    def test_a_chart_that_cannot_be_drawn_does_not_keep_the_server_from_being_ready(
        self, monkeypatch, caplog
    ):
        with caplog.at_level(logging.ERROR, "indicators.ui.startup"):
            warmed, is_ready = self.watched(monkeypatch, 2, fails=True)

        assert (len(warmed), is_ready) == (1, True)
        assert [record.message for record in caplog.records] == ["warming up ended early"]

    def test_the_watching_ends_with_the_server(self, monkeypatch):
        seen = []

        async def watch(_):
            seen.append("begins")
            try:
                await asyncio.Event().wait()
            finally:
                seen.append("ends")

        async def serve():
            async with startup.app_options(current_server())["lifespan"](None):
                await asyncio.sleep(0)
                seen.append("serves")

        monkeypatch.setattr(startup, "_watch_data", watch)
        asyncio.run(serve())

        assert seen == ["begins", "serves", "ends"]
