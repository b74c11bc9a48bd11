"""The Workbench page: only where it is offered, only for who uses it, nothing typed is lost."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from indicators.curation.layout import format_data_file
from indicators.ui import workbench_drafts
from indicators.web.composition.site_pages import WORKBENCH_PAGE, available_pages
from tests.opening import ROOT, page
from tests.real import real
from tests.serving import serving

SERVED = (ROOT / "data" / "indicators.yaml").read_text(encoding="utf-8")
NEW = SERVED.replace("value: 71\n", "value: 72\n").replace("stated: 71\n", 'stated: "72"\n', 1)


@pytest.fixture(scope="module", autouse=True)
def _texts_tried_once():
    """Many tests try the same text, which is read, checked and compared in a second; what came of it is frozen."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("try_file", "try_addition"):
            patch.setattr(workbench_drafts, name, cache(getattr(workbench_drafts, name)))
        yield


@pytest.fixture
def offered():
    with serving(workbench=True):
        yield


def workbench(**params: str) -> AppTest:
    return page("workbench", **{"tried": "file"} | params)


def typed(app: AppTest, text: str) -> AppTest:
    app.text_area(key="w_workbench").input(text).run()
    assert not app.exception, [error.value for error in app.exception]
    return app


def opened(app: AppTest, figure: str) -> AppTest:
    """As when the browser tells that the link of a card was followed."""
    assert f'data-figure="{figure}"' in html(app)
    app.session_state["_choices"] = replace(app.session_state["_choices"], figure=figure)
    app.session_state["_touched"] = True
    return app.run()


def html(app: AppTest) -> str:
    return "\n".join(element.proto.body for element in app.get("html") if "<style" not in element.proto.body)


def served_figures() -> int:
    return len(real())


class TestWhereItIsNotOffered:
    def test_the_page_does_not_exist(self):
        app = page()

        with pytest.raises(ValueError, match="Could not find a navigation page"):
            app.switch_page(str(ROOT / "pages" / "workbench.py"))
        assert WORKBENCH_PAGE not in available_pages(workbench=False)


@pytest.mark.usefixtures("offered")
class TestTheDesk:
    def test_it_starts_from_the_served_file_and_changes_nothing(self):
        app = workbench()

        assert app.title[0].value == "Workbench"
        assert app.text_area(key="w_workbench").value == SERVED
        assert [told.value for told in app.success] == [f"No faults: {served_figures()} figures"]
        assert "Nothing\\: this is what is served." in [told.value for told in app.markdown]

    def test_faults_stand_beside_the_text_with_their_lines_and_nothing_is_lost(self):
        bad = SERVED.replace("      - region: guangzhou\n", "      - region: guangzou\n", 1)
        app = typed(workbench(), bad)
        line = bad.split("\n").index("      - region: guangzou") + 1

        assert [told.value for told in app.error] == ["1 fault"]
        assert f"Line {line}, column 17" in html(app)
        assert "did you mean" in html(app)
        assert f"→ {line} │       - region: guangzou" in html(app)
        assert f'tabindex="0" aria-label="Line {line}, column 17"><pre' in html(app)
        assert app.text_area(key="w_workbench").value == bad
        assert "What would change" not in [header.value for header in app.header]

    def test_many_faults_are_counted_and_the_first_shown(self):
        app = typed(workbench(), SERVED.replace("timing: at\n", "timing: atop\n"))
        n = SERVED.count("timing: at\n")

        assert app.error[0].value == f"{n} faults"
        assert html(app).count('<pre class="ri-excerpt"') == 30

    def test_no_text_raises(self):
        app = workbench()
        for text in ("", "[" * 5000, "a: b: c", "<script>alert(1)</script>"):
            assert typed(app, text).error
            assert "<script>" not in html(app)

    def test_a_good_edit_is_shown_as_the_figure_it_makes(self):
        app = typed(workbench(), NEW)
        shown = html(app)

        assert app.success[0].value == f"No faults: {served_figures()} figures"
        assert "Figures · revised: 1 · edited: 1" in [told.value.replace("\\", "") for told in app.markdown]
        assert "71 people → " in shown
        assert '<div class="ri-figure">72 people</div>' in shown
        assert len(app.get("plotly_chart")) <= 6

    def test_the_card_of_a_figure_that_is_not_served_opens_and_may_be_edited_away(self):
        added = SERVED.replace(
            "    aliases: [CAS, CAE, 两院院士]\n    observations:\n",
            "    aliases: [CAS, CAE, 两院院士]\n    observations:\n"
            "      - {region: shenzhen, period: 2025, timing: at, value: 5, qualifier: exact, stated: five, "
            "source: guangzhou-press-conference, at: [14]}\n",
        )
        app = typed(workbench(), added)
        opened(app, "academicians.shenzhen.2025")

        assert not app.exception
        assert "“five”" in html(app)
        for text in (SERVED, "[", added):
            typed(app, text)

    def test_a_verdict_that_changes_is_told(self):
        changed = SERVED.replace("value: 4.22 million", "value: 5.22 million").replace(
            "stated: 4.22 million", "stated: 5.22 million"
        )
        app = typed(workbench(), changed)

        assert re.search(r"reconciles before, does not reconcile now", html(app))

    def test_the_download_is_the_text_byte_for_byte(self, monkeypatch):
        given = {}
        monkeypatch.setattr(st, "download_button", lambda label, **rest: given.update({label: rest["data"]}))
        typed(workbench(), NEW)

        assert given["Download the text"] == NEW.encode()

    def test_an_uploaded_file_takes_the_place_of_the_text_and_a_bad_one_does_not(self):
        app = workbench()
        app.file_uploader(key="w_workbench_file").upload("mine.yaml", NEW.encode(), "application/yaml").run()
        assert app.text_area(key="w_workbench").value == NEW

        app.file_uploader(key="w_workbench_file").upload("bad.yaml", b"\xff\xfe", "application/yaml").run()
        assert not app.exception
        assert app.text_area(key="w_workbench").value == NEW
        assert [told.value for told in app.error] == ["This text cannot be tried out."]
        assert '<p class="ri-sum" lang="en">not UTF-8 text (byte 0)</p>' in html(app)

    def test_starting_again_brings_back_the_served_file(self):
        app = typed(workbench(), "gone")
        app.button(key="w_workbench_again").click().run()

        assert app.text_area(key="w_workbench").value == SERVED

    def test_the_text_waits_while_another_page_is_looked_at(self):
        app = typed(workbench(), NEW)
        app.switch_page(str(ROOT / "pages" / "data.py")).run()
        app.switch_page(str(ROOT / "pages" / "workbench.py")).run()

        assert app.text_area(key="w_workbench").value == NEW

    def test_another_reader_and_the_served_catalogue_are_untouched(self):
        typed(
            workbench(), SERVED.replace("name: {en: Guangdong, zh: 广东}", "name: {en: Elsewhere, zh: 别处}")
        )

        assert workbench().text_area(key="w_workbench").value == SERVED
        assert "Elsewhere" not in html(page())
        assert real().dataset.regions["guangdong"].name.en == "Guangdong"

    def test_it_speaks_chinese(self):
        app = typed(workbench(lang="zh"), NEW)

        assert app.title[0].value == "工作台"
        assert "将发生的变化" in [header.value for header in app.header]


ADDED = """\
# South Gazette, 3 March 2026
sources:
  - id: south-gazette-2026-03
    title: {en: The delta's year, zh: 三角洲的一年}
    publisher: {en: South Gazette, zh: 南方公报}
    published: 2026-03-03
    language: en
    accessed: 2026-03-04
observations:
  - indicator: gdp
    region: shenzhen
    period: 2025
    timing: during
    value: 3.9 trillion
    qualifier: nearly
    stated: nearly 3.9 trillion yuan
    source: south-gazette-2026-03
    at: [4]
"""


def adding(text: str, **params: str) -> AppTest:
    app = workbench(tried="additions", **params)
    app.text_area(key="w_workbench_added").input(text).run()
    assert not app.exception, [error.value for error in app.exception]
    return app


@pytest.mark.usefixtures("offered")
class TestAdditions:
    def test_what_may_be_added_is_shown_by_an_example_in_ids_of_the_dataset(self):
        app = workbench(tried="additions")

        assert app.text_area(key="w_workbench_added").value == ""
        assert app.code[0].value.startswith("- indicator: above-scale-enterprises\n  region: china\n")
        assert adding(app.code[0].value).success[0].value == f"No faults: {served_figures() + 1} figures"

    def test_faults_stand_at_the_lines_of_what_was_typed(self):
        app = adding(ADDED.replace("region: shenzhen", "region: shenzen"))

        assert [told.value for told in app.error] == ["1 fault"]
        assert "**In what is added**" in [told.value for told in app.markdown]
        assert "Line 11, column 13" in html(app)
        assert "region: there is no region &#39;shenzen&#39;; did you mean &#39;shenzhen&#39;?" in html(app)
        assert "→ 11 │     region: shenzen" in html(app)
        assert "What would change" not in [header.value for header in app.header]
        assert app.button(key="w_workbench_go_on").disabled

    def test_faults_of_the_file_are_told_from_those_that_the_additions_cause(self):
        old = SERVED.replace("\nrenamed:\n", "\nrenamed:\n  gdp.shenzhen.2025: gdp.greater-bay-area.2024\n")
        app = typed(workbench(), old.replace("timing: at\n", "timing: atop\n", 1))
        app.segmented_control(key="w_workbench_tried").set_value("additions").run()
        app.text_area(key="w_workbench_added").input(ADDED).run()
        told = [told.value for told in app.markdown]

        assert app.error[0].value == "2 faults"
        assert "**In the file, because of what is added**" in told
        assert "**In the file, whatever is added**" in told
        assert "**In what is added**" not in told
        assert "still in use" in html(app)

    def test_cards_charts_and_verdicts_are_those_of_the_file_with_the_additions(self):
        app = adding(ADDED)

        assert app.success[0].value == f"No faults: {served_figures() + 1} figures"
        assert "Figures · added: 1" in [told.value.replace("\\", "") for told in app.markdown]
        assert "sources: south-gazette-2026-03" in html(app)
        assert '<div class="ri-figure">nearly 3.9 trillion yuan</div>' in html(app)
        assert [header.value for header in app.header] == [
            "What would change",
            "Figure cards",
            "Charts",
            "Consistency",
        ]
        assert app.get("plotly_chart")

    def test_the_download_is_the_whole_file_in_its_layout_with_all_comments(self, monkeypatch):
        given = {}
        monkeypatch.setattr(st, "download_button", lambda label, **rest: given.update({label: rest["data"]}))
        adding(ADDED)
        text = given["Download the whole file"].decode()

        lines = text.split("\n")
        at = lines.index("  # South Gazette, 3 March 2026")
        assert lines[at + 1] == "  - id: south-gazette-2026-03"
        assert len(lines) == len(SERVED.split("\n")) + 7 + 8
        assert format_data_file(text, "f.yaml") == text

    def test_more_is_added_to_what_came_of_it(self):
        app = adding(ADDED)
        app.button(key="w_workbench_go_on").click().run()

        assert "south-gazette-2026-03" in app.text_area(key="w_workbench").value
        assert app.success[0].value == f"No faults: {served_figures() + 1} figures"
        app.segmented_control(key="w_workbench_tried").set_value("additions").run()
        assert app.text_area(key="w_workbench_added").value == ""
        app.text_area(key="w_workbench_added").input(ADDED.replace("2025\n", "2023\n")).run()
        assert app.success[0].value == f"No faults: {served_figures() + 2} figures"

    def test_an_uploaded_file_takes_the_place_of_the_additions_only(self):
        app = workbench(tried="additions")
        app.file_uploader(key="w_workbench_file").upload(
            "mine.yaml", ADDED.encode(), "application/yaml"
        ).run()
        assert app.text_area(key="w_workbench_added").value == ADDED

        app.segmented_control(key="w_workbench_tried").set_value("file").run()
        assert app.text_area(key="w_workbench").value == SERVED

    @pytest.mark.parametrize("text", ["[" * 5000, "a: b: c", "<script>alert(1)</script>", "<<<<<<< HEAD\n"])
    def test_no_text_raises(self, text):
        app = adding(text)

        assert app.error
        assert "<script>" not in html(app)

    def test_it_speaks_chinese(self):
        app = adding(ADDED.replace("shenzhen", "shenzen"), lang="zh")

        assert "**在补充内容中**" in [told.value for told in app.markdown]
        assert app.button(key="w_workbench_go_on").label == "以合并后的文件继续"
