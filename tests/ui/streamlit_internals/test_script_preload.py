"""Scripts fetched ahead: found by name in the installed Streamlit, with all they import."""

from __future__ import annotations

import re

from indicators.ui.streamlit_internals import script_preload
from indicators.ui.streamlit_internals.index_page import STATIC_FOLDER, index_page
from indicators.ui.streamlit_internals.script_preload import (
    early_run_script,
    find_script,
    preload_links,
    scripts_with_imports,
)

TEMPLATE = index_page()


def in_template():
    return re.findall(r'href="\./static/js/([^"]+)"', TEMPLATE)


class TestOfTheInstalledStreamlit:
    def test_the_script_of_a_chart_is_found_with_all_it_imports(self):
        script = find_script(STATIC_FOLDER, "PlotlyChart")
        scripts = scripts_with_imports(STATIC_FOLDER, [script])

        assert re.fullmatch(r"PlotlyChart\.[\w-]+\.js", script)
        assert scripts[0] == script
        assert len(scripts) == len(set(scripts)) > 10
        assert {name.partition(".")[0] for name in scripts} >= {
            "withFullScreenWrapper",
            "protobuf",
            "react-dom",
        }

    def test_what_streamlit_does_not_ship_is_not_named(self):
        assert find_script(STATIC_FOLDER, "NoSuchChart") == ""

    def test_only_what_the_page_does_not_fetch_itself_is_fetched_ahead(self):
        links = re.findall(
            r'href="\./static/js/([^"]+)"', preload_links(TEMPLATE, ["protobuf.1f.js", *in_template()])
        )

        assert links == ["protobuf.1f.js"]

    def test_the_script_runs_once_the_page_waits_for_the_server(self):
        text = early_run_script("PlotlyChart.1f.js")

        assert 'import("./static/js/PlotlyChart.1f.js")' in text
        assert '[data-test-connection-state="CONNECTED"]' in text


class TestOfSomeFolder:
    def test_a_script_is_found_only_where_one_is_named_so(self, tmp_path):
        scripts = tmp_path / "static" / "js"
        scripts.mkdir(parents=True)
        for name in ("Chart.1.js", "Chart.1.css", "Charts.2.js", "Two.1.js", "Two.2.js"):
            (scripts / name).write_text("", encoding="utf-8")

        assert [script_preload.find_script(tmp_path, name) for name in ("Chart", "Two", "None")] == [
            "Chart.1.js",
            "",
            "",
        ]

    def test_all_it_imports_is_needed_once_and_in_order(self, tmp_path):
        scripts = tmp_path / "static" / "js"
        scripts.mkdir(parents=True)
        for name, text in {
            "a.js": 'import{x}from"./b.js";import"./c.js";import("./later.js");',
            "b.js": 'import{y}from"./c.js";import{z}from"./a.js";',
            "c.js": " " * 20_000 + 'import"./far.js"',
        }.items():
            (scripts / name).write_text(text, encoding="utf-8")

        assert script_preload.scripts_with_imports(tmp_path, ["a.js", "b.js"]) == ("a.js", "b.js", "c.js")

    def test_links_and_script(self):
        template = '<script src="./static/js/a.js"></script>'

        assert script_preload.preload_links(template, ["a.js", "b.js"]) == (
            '    <link rel="modulepreload" crossorigin href="./static/js/b.js">\n'
        )
        assert '() => import("./static/js/b.js")' in script_preload.early_run_script("b.js")
