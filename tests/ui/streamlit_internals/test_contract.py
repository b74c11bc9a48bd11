"""What we lean on in Streamlit though it does not promise it: each test says what changed, and what breaks for readers.

What only a browser can see (routing by the history, words in their places, the order of drawing) is
held by `tests/browser` as well; here it is read in Streamlit's scripts, so that a new release is
judged in seconds.
"""

from __future__ import annotations

import inspect
import re
import tomllib
from functools import cache
from pathlib import Path
from unittest.mock import MagicMock

import pytest
import streamlit as st
from streamlit import config, dataframe_util
from streamlit.components.v2.component_manager import BidiComponentManager
from streamlit.runtime import Runtime
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.websocket_session_manager import WebsocketSessionManager
from streamlit.testing.v1 import AppTest
from streamlit.web.server.app_discovery import discover_asgi_app

from indicators.charts import theme
from indicators.ui import style
from indicators.ui.startup import MAIN_SCRIPT
from indicators.ui.streamlit_internals import browser_scripts
from indicators.ui.streamlit_internals.addresses import STREAMLIT_ADDRESSES
from indicators.ui.streamlit_internals.index_page import (
    INDEX_PAGE_PARTS,
    STATIC_FOLDER,
    index_page,
    inline_scripts,
)
from indicators.ui.streamlit_internals.script_preload import (
    EAGER_SCRIPTS,
    FIRST_VIEW_SCRIPTS,
    find_script,
    scripts_with_imports,
)
from indicators.ui.streamlit_internals.source_watching import watch_sources_as_configured
from indicators.ui.streamlit_internals.streamlit_words import STREAMLIT_WORDS

ROOT = Path(__file__).parents[3]
ASSETS = {
    path.name: path.read_text(encoding="utf-8") for path in (ROOT / "indicators/ui/assets").glob("*.js")
}
RULES = {"the style sheet": style._CSS, "the print style sheet": style.PRINT_CSS, **ASSETS}


def changed(what: str, breaks: str) -> str:
    return f"Streamlit {st.__version__} {what}, so {breaks}"


@cache
def scripts() -> str:
    """All of Streamlit's scripts."""
    files = sorted((STATIC_FOLDER / "static" / "js").glob("*.js"))
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


def is_literal(text: str) -> bool:
    """Whether a text stands in Streamlit's scripts as one string."""
    return any(f"{quote}{text}{quote}" in scripts() for quote in "`\"'")


class TestAddresses:
    @pytest.fixture
    def routes(self, monkeypatch):
        """The paths that Streamlit answers at; what makes them says that a runtime is there, which ends with the test."""
        monkeypatch.setattr(Runtime, "_instance", None)
        found = st.App(MAIN_SCRIPT)._build_starlette_app().routes
        return {path.partition("/{")[0] for route in found if (path := getattr(route, "path", None))}

    def test_every_address_of_streamlit_is_open_or_closed_on_purpose(self, routes):
        listed = tuple(each.path for each in STREAMLIT_ADDRESSES)
        unlisted = {
            path for path in routes if not f"{path}/".startswith(tuple(f"{each}/" for each in listed))
        }

        assert unlisted == set(), changed(
            f"answers at {sorted(unlisted)}",
            "decide in `addresses` whether readers need them; below /_stcore they are closed, elsewhere open",
        )

    def test_what_is_open_is_there(self, routes):
        gone = {
            each.path
            for each in STREAMLIT_ADDRESSES
            if each.opened
            and each.path != "/static"
            and not any(path.startswith(each.path) for path in routes)
        }

        assert gone == set(), changed(
            f"no longer answers at {sorted(gone)}", "what took their place is closed, and pages stay empty"
        )

    def test_what_pages_ask_for_below_the_core_path_is_open(self):
        asked = {
            path.partition("/")[0] for path in re.findall(r"_stcore/([\w-]+(?:/[\w-]+)*)", scripts())
        } - {"agent"}
        listed = {each.path.removeprefix("/_stcore/") for each in STREAMLIT_ADDRESSES}

        assert "stream" in asked
        assert asked <= listed, changed(
            f"asks for {sorted(asked - listed)} from its page", "the page cannot connect while it is closed"
        )


class TestPage:
    @pytest.mark.parametrize("part", INDEX_PAGE_PARTS)
    def test_each_part_of_the_page_that_is_replaced_is_there_once(self, part):
        assert len(INDEX_PAGE_PARTS[part].findall(index_page())) == 1, changed(
            f"writes the part {part!r} of its page otherwise",
            "pages have Streamlit's own there: name, language, icon or advice for readers without scripts",
        )

    def test_the_scripts_in_the_page_itself_are_the_one_that_is_known(self):
        assert [script.strip() for script in inline_scripts(index_page())] == [
            "window.prerenderReady = false"
        ], changed(
            "has other scripts in its page",
            "look what they do: they are run by the content security policy, named by their hashes",
        )

    def test_there_is_one_head_for_what_a_page_fetches_ahead(self):
        assert index_page().count("</head>") == 1, changed("has no single head", "no script is fetched ahead")


class TestScripts:
    @pytest.mark.parametrize("element", FIRST_VIEW_SCRIPTS)
    def test_the_script_of_an_element_bears_its_name(self, element):
        assert find_script(STATIC_FOLDER, element), changed(
            f"names the script of {element} otherwise",
            "pages with charts wait for it, as long as they used to",
        )

    @pytest.mark.parametrize("name", EAGER_SCRIPTS)
    def test_scripts_that_are_compiled_whole_bear_their_names(self, name):
        assert list((STATIC_FOLDER / "static" / "js").glob(f"{name}*.js")), changed(
            f"has no script {name}*.js",
            "browsers compile the first view function by function, and it comes later",
        )

    def test_a_scripts_imports_stand_at_its_beginning(self):
        imported = scripts_with_imports(STATIC_FOLDER, [find_script(STATIC_FOLDER, "PlotlyChart")])

        assert {name.partition(".")[0] for name in imported} >= {"protobuf", "react-dom"}, changed(
            "writes imports otherwise", "what a chart's script needs is not fetched ahead"
        )

    def test_the_page_says_on_its_first_element_when_it_is_connected(self):
        assert '"data-test-connection-state":' in scripts(), changed(
            "no longer says whether it is connected",
            "the script of charts runs late, and a page does not come back by itself after the server was away",
        )
        assert is_literal("CONNECTED")

    def test_going_back_in_the_history_leads_to_a_page(self):
        assert "addEventListener(`popstate`,this.onHistoryChange" in scripts(), changed(
            "follows the history otherwise",
            "links in cards, maps and search results load Streamlit anew, or nothing",
        )
        assert "findPageByUrlPath(document.location.pathname)" in scripts(), changed(
            "reads the page elsewhere than in the address",
            "links in cards, maps and search results lead nowhere",
        )

    def test_an_element_is_drawn_when_it_comes(self):
        assert re.search(r"handleDeltaMsg=\([\w,]+\)=>\{this\.setState\(", scripts()), changed(
            "gathers elements before it draws them",
            "the pause after the first chart may be too short to let a reader see it first, or for nothing",
        )

    def test_a_widgets_key_becomes_a_class(self):
        assert re.search(r"`st-key-`\+\w\.trim\(\)\.replaceAll\(/\[\^a-zA-Z0-9_-\]/g,`-`\)", scripts()), (
            changed(
                "makes classes of keys otherwise",
                "pictures of charts are not found, charts are dark on paper, and our scripts take room on the page",
            )
        )

    def test_streamlit_sets_in_a_plot_what_our_plots_have_already(self):
        compared = re.search(
            r"n\.layout\.clickmode===\w&&n\.layout\.hovermode===\w&&n\.layout\.dragmode===\w\?", scripts()
        )
        values = [theme._STREAMLIT_LAYOUT[name] for name in ("clickmode", "hovermode", "dragmode")]

        assert compared, changed(
            "compares other properties of a plot with its own",
            "each chart is drawn twice where one of them differs",
        )
        [defaults] = re.findall(
            r"\.layout\.clickmode\|\|\(\w=\w\?`([\w+]+)`:.{1,60}hovermode\|\|\(\w=`(\w+)`\).{1,40}dragmode\|\|\(\w=\w\?`(\w+)`",
            scripts(),
        ) or [()]

        assert defaults == tuple(values), changed(
            "gives a plot other properties", "each chart is drawn twice, and a click may do something else"
        )


#: Words that Streamlit puts together, and the pieces.
COMPOSED = {
    "{n} option available.": ("option`", " available.`"),
    "{n} options available.": ("options`", " available.`"),
    "add icon": ("} icon`",),
    "The page that you have requested does not seem to exist. Running the app's main page.": (
        "`The page that you have requested does not seem to exist`",
        "}. Running the app's main page.`",
    ),
}


#: A name of an element that Streamlit puts together, and the pieces.
COMPOSED_NAMES = {"stMainMenuItem-recordScreencast": ("`stMainMenuItem-${", "key:`recordScreencast`")}


class TestWords:
    @pytest.mark.parametrize("word", STREAMLIT_WORDS)
    def test_streamlit_still_says_it(self, word):
        label, colon, _ = word.partition(": {label}")
        if word in COMPOSED:
            missing = [piece for piece in COMPOSED[word] if piece not in scripts()]
        elif colon:  # a button of a toolbar, and what it belongs to
            missing = [label] if not is_literal(label) and f"{label}: $" not in scripts() else []
        else:
            pieces = [re.escape(piece) for piece in re.split(r"\{\w+\}", word)]
            missing = [] if re.search(rf"[`\"'}}]{'.{1,40}?'.join(pieces)}[`\"'$]", scripts()) else [word]

        assert missing == [], changed(
            f"no longer says {word!r}", "readers of other languages meet English there"
        )


class TestElements:
    def rules(self, sign: str) -> dict[str, list[str]]:
        """What our rules name by `sign` → where."""
        found: dict[str, list[str]] = {}
        for where, text in RULES.items():
            for name in re.findall(sign, text):
                found.setdefault(name, []).append(where)
        return found

    def test_every_element_that_our_rules_name_is_there(self):
        named = self.rules(r'data-testid="([^"]+)"') | self.rules(r"\.(st[A-Z]\w+)")
        gone = {
            name: where
            for name, where in named.items()
            if not is_literal(name)
            and not all(part in scripts() for part in COMPOSED_NAMES.get(name, [f"`{name}`"]))
        }

        assert len(named) > 40
        assert gone == {}, changed(
            "no longer has the elements named here",
            f"rules for them do nothing, on the page or on paper: {gone}",
        )

    @pytest.mark.parametrize("name", ["js-plotly-plot", "svg-container", "main-svg", "plot-container"])
    def test_the_parts_of_a_plot_bear_their_names(self, name):
        assert name in scripts(), changed(
            f"brings a plotly without .{name}",
            "charts are cut on paper",
        )


class TestPython:
    def test_html_is_taken_as_it_stands(self):
        def script():
            from markupsafe import Markup

            from indicators.ui.markup import show_html

            show_html(Markup("  <b>a</b>\n    <i>b</i> "))

        app = AppTest.from_function(script).run()

        assert [element.proto.body for element in app.get("html")] == ["  <b>a</b>\n    <i>b</i> "], changed(
            "no longer takes HTML by `_repr_html_`",
            "every piece of HTML is searched line by line, on each click",
        )

    def test_a_table_has_words_to_show_beside_what_it_sorts_by(self):
        def script():
            import streamlit as st

            from indicators.ui.streamlit_internals.sortable_table import sortable_table

            words = ["10 million", "2 million", "unknown"]
            st.dataframe(
                sortable_table({"Figure": words, "Name": ["a", "b", "c"]}, {"Figure": [10, 2, None]})
            )

        [element] = AppTest.from_function(script).run().dataframe
        styler = element.proto.arrow_data.styler
        shown = dataframe_util.convert_arrow_bytes_to_pandas_df(styler.display_values)

        assert (list(element.value["Figure"]), list(shown["Figure"]), list(shown["Name"])) == (
            ["\ue00110 million", "\ue0002 million", "\ue002unknown"],
            ["10 million", "2 million", "unknown"],
            ["a", "b", "c"],
        ), changed(
            "no longer shows the display values of a pandas Styler",
            "figures and periods in tables begin with an unknown sign",
        )

    def test_a_components_folder_is_taken_from_a_manifest(self, monkeypatch):
        manager, used = BidiComponentManager(), []
        monkeypatch.setattr(browser_scripts, "get_bidi_component_manager", lambda: manager)
        monkeypatch.setattr(st.components.v2, "component", lambda name, js: used.append((name, js)))
        for name in browser_scripts._SCRIPT_NAMES:
            browser_scripts.browser_component(name)
        browser_scripts._register_component.cache_clear()
        folders = {name: manager.get_component_path(name) for name, _ in used}

        assert {f"{Path(str(folders[name])).name}/{script}" for name, script in used} == {
            f"assets/{name}" for name in ASSETS
        }, changed(
            "takes components otherwise",
            "our scripts are not served: Streamlit speaks English, links load it anew, no picture is saved",
        )

    def test_streamlit_run_finds_the_application_in_the_text_of_the_file(self):
        found = discover_asgi_app(ROOT / "app.py")

        assert (found.is_asgi_app, found.import_string) == (True, "app:app"), changed(
            "finds applications otherwise", "`streamlit run app.py` serves a page that never has content"
        )

    def test_a_session_that_comes_back_is_kept_from_watching_source_files(self, monkeypatch):
        monkeypatch.setattr(AppSession, "register_file_watchers", AppSession.register_file_watchers)
        watch_sources_as_configured.__wrapped__()
        session = MagicMock(spec=AppSession, _local_sources_watcher=None)

        AppSession.register_file_watchers(session)

        assert session._local_sources_watcher is None
        assert "register_file_watchers" in inspect.getsource(WebsocketSessionManager), changed(
            "begins to watch source files by another way when a reader connects again",
            "200 readers who come back would wait for a minute while the files of all modules are looked at",
        )

    def test_sources_are_watched_where_the_configuration_says_so(self, monkeypatch):
        registered = []
        monkeypatch.setattr(AppSession, "register_file_watchers", registered.append)
        watch_sources_as_configured.__wrapped__()
        monkeypatch.setattr(config, "get_option", {"server.fileWatcherType": "poll"}.get)

        AppSession.register_file_watchers("a session")

        assert registered == ["a session"]

    def test_every_option_of_our_configuration_is_one_of_streamlits(self):
        text = (ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8")
        unknown = [
            f"{section}.{name}"
            for section, options in tomllib.loads(text).items()
            for name, value in options.items()
            if not isinstance(value, dict) and f"{section}.{name}" not in config._config_options_template
        ]

        assert unknown == [], changed(
            f"has no options {unknown}",
            "they do nothing: colours, speed or what readers see of faults change",
        )
