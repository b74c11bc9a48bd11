"""The reading desk as its reader sees it: paste, decide with a button or a key, take the fragment away."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from indicators.curation.reading_desk import MAX_ARTICLE_LENGTH
from indicators.ui import desk_session
from tests.noting import noting
from tests.opening import ROOT, html, page
from tests.real import real
from tests.serving import Served, serving

ARTICLE = (
    "Shenzhen in numbers\n\n"
    "Shenzhen's GDP exceeded 3.8 trillion yuan in 2025. The city has 26,000 high-tech enterprises.\n"
    "Its imports and exports of goods grew by 4.5 percent in 2025, as officials said on March 3, 2026.\n"
)
KNOWN = "The GDP of Beijing-Tianjin-Hebei was 11.5 trillion yuan in 2024."
KNOWN_ID = "gdp.beijing-tianjin-hebei.2024"
SERVED = (ROOT / "data" / "indicators.yaml").read_text(encoding="utf-8")
SOURCE = "guangzhou-press-conference"


@pytest.fixture(autouse=True)
def _offered():
    with serving(workbench=True):
        yield


def press(app, icon):
    app.button(key=f"w_desk_{icon}").click().run()
    assert not app.exception, [error.value for error in app.exception]
    return app


def reading(text=ARTICLE, source=SOURCE, **params):
    app = page("workbench", **params)
    app.text_area(key="w_desk_text").input(text).run()
    app.selectbox(key="w_desk_source").set_value(source).run()
    return press(app, "read")


def told(app):
    return [one.value.replace("\\", "") for one in app.markdown]


def fragment(app):
    return app.code[0].value


class TestReading:
    def test_a_figure_whose_draft_is_right_costs_one_press_and_the_next_comes_by_itself(self):
        app = reading()
        assert "to be decided: 3" in told(app)
        press(app, "check")

        assert "to be decided: 2 · accepted: 1" in told(app)
        assert "- indicator: gdp\n" in fragment(app)
        assert [one.value for one in app.success] == [f"No faults: {len(real()) + 1} figures"]
        assert "The city has <mark>26,000 high-tech enterprises</mark>." in html(app)

    def test_every_decision_has_a_key(self):
        app = reading()
        keys = {button.label: button.proto.shortcut for button in app.button if button.proto.shortcut}

        assert (keys["Accept"], keys["Edit"], keys["Not a figure"]) == ("a", "e", "x")
        assert (keys["Previous figure"], keys["Next figure"]) == ("k", "j")
        assert [key for label, key in keys.items() if " · " in label] == ["1", "2", "3"]

    def test_the_card_that_the_draft_would_make_is_shown_before_it_is_accepted(self):
        app = reading()

        assert '<div class="ri-figure">over CN¥3.8 trillion</div>' in html(app) or "3.8 trillion" in html(app)
        assert "gdp.shenzhen.2025" in html(app)
        assert not app.code

    def test_what_is_no_figure_is_left_out_and_can_be_taken_back(self):
        app = press(reading(), "block")
        assert "to be decided: 2 · no figure: 1" in told(app)
        press(press(app, "arrow_back"), "undo")

        assert "to be decided: 3" in told(app)

    def test_fields_are_filled_in_and_what_is_changed_is_accepted_at_once(self):
        app = press(reading(), "edit")
        assert app.selectbox(key="w_desk_0_region").value == "shenzhen"
        assert app.text_input(key="w_desk_0_period").value == "2025"
        app.text_input(key="w_desk_0_period").set_value("2024")
        app.selectbox(key="w_desk_0_qualifier").set_value("nearly")
        app.button(key="w_desk_0_send").click().run()

        assert not app.exception
        assert "period: 2024\n" in fragment(app)
        assert "qualifier: nearly\n" in fragment(app)
        assert "to be decided: 2 · accepted: 1" in told(app)

    def test_a_draft_that_lacks_something_opens_its_fields_and_says_what(self):
        app = press(reading("The port's revenue reached 3.4 billion yuan in 2025."), "check")

        assert "Region" in app.warning[0].value
        assert "accepted" not in " ".join(told(app))
        assert app.selectbox(key="w_desk_0_region").value is None

    def test_another_indicator_is_one_key_away(self):
        app = reading()
        second = app.button(key="w_desk_candidate_2").label
        app.button(key="w_desk_candidate_2").click().run()

        assert not app.exception
        assert f"<dd>{second.rpartition(' · ')[0]}" in html(app).replace(' translate="no"', "")

    def test_the_end_is_told(self):
        app = reading()
        for _ in range(3):
            press(app, "check")

        assert "Every figure is decided." in [one.value for one in app.success]

    def test_a_new_source_comes_with_its_publisher_and_day(self):
        app = page("workbench")
        app.text_input(key="w_desk_published").input("2026-03-03").run()
        app.text_input(key="w_desk_publisher").input("City Gazette").run()
        app.text_area(key="w_desk_text").input(ARTICLE).run()
        press(press(app, "read"), "check")

        assert "  - id: shenzhen-in-numbers\n" in fragment(app)
        assert [one.value for one in app.success] == [f"No faults: {len(real()) + 1} figures"]

    def test_it_speaks_chinese(self):
        app = press(reading("2025年深圳地区生产总值超3.8万亿元。", lang="zh"), "check")

        assert "已采纳：1" in told(app)
        assert "所有数据均已处理。" in [one.value for one in app.success]


class TestMarks:
    def test_a_mark_says_what_it_is_and_a_figure_of_the_dataset_leads_to_its_card(self):
        shown = html(
            reading("Shenzhen's GDP exceeded 3.8 trillion yuan on March 3, 2026.\n" + KNOWN, source="")
        )

        assert (
            '<mark class="ri-mark ri-draft" title="to be decided: Gross domestic product" data-draft="0" aria-current="true">'
            in shown
        )
        assert 'title="no figure: a date">March 3, 2026</mark>' in shown
        assert f'<a href="/f/{KNOWN_ID}?lang=en" data-figure="{KNOWN_ID}"' in shown

    def test_a_number_that_a_curator_excused_is_marked_with_the_reason(self, tmp_path):
        (tmp_path / "not-figures.csv").write_text(
            f'source,line,token,reason\n{SOURCE},3,"26,000",rounded\n', encoding="utf-8"
        )
        with serving(Served(path=saving_place(tmp_path)[0]), workbench=True):
            app = reading()

        assert 'title="rounded" data-draft="1">26,000 high-tech enterprises</mark>' in html(app)
        assert "to be decided: 2 · no figure: 1" in told(app)

    def test_an_article_cannot_put_anything_on_the_page(self):
        shown = html(reading("<script>alert(1)</script> <b>GDP</b> was 3 trillion yuan in 2025."))

        assert "<script>alert" not in shown
        assert "<b>GDP" not in shown


class TestWhatIsNotRead:
    @pytest.mark.parametrize(
        ("text", "sentence"),
        [
            ("", "There is no text to read."),
            ("The city is beautiful in spring.", "This text states no figure."),
            (
                "x" * (MAX_ARTICLE_LENGTH + 1),
                "This text has 200,001 characters, more than the 200,000 that are read here.",
            ),
        ],
    )
    def test_a_sentence_says_why_and_the_text_stays(self, text, sentence):
        app = reading(text)

        assert [one.value.replace("\\", "") for one in app.error] == [sentence]
        assert app.text_area(key="w_desk_text").value == text

    def test_a_document_is_read_and_one_that_cannot_be_leaves_the_text(self):
        def upload(content, name):
            return SimpleNamespace(getvalue=lambda: content, name=name)

        with noting(state={desk_session.FILE_KEY: upload(ARTICLE.encode(), "a.txt")}) as written:
            desk_session.store_document()
            assert desk_session.current_article().text == ARTICLE
            written.state[desk_session.FILE_KEY] = upload(b"\xff", "b.txt")
            desk_session.store_document()
            assert str(desk_session.desk_fault()) == "b.txt: not UTF-8 text (byte 0)"
            written.state[desk_session.FILE_KEY] = upload(b"x" * (MAX_ARTICLE_LENGTH + 1), "c.txt")
            desk_session.store_document()
            assert desk_session.desk_fault().values == {"n": 200_001, "most": 200_000}
            assert desk_session.current_article().text == ARTICLE


class TestWhatIsKept:
    def test_a_text_is_drafted_once(self, monkeypatch):
        drafted = []
        open_desk = desk_session.open_desk
        monkeypatch.setattr(
            desk_session, "open_desk", lambda *given, **more: drafted.append(1) or open_desk(*given, **more)
        )
        app = reading()
        press(press(app, "check"), "block")

        assert drafted == [1]

    def test_another_article_begins_with_nothing(self):
        app = press(press(reading(), "check"), "another")

        assert app.text_area(key="w_desk_text").value == ""
        assert not app.code


def saving_place(folder, **settings):
    """A server of a copy of the real data file, for readers on its own machine."""
    path = folder / "indicators.yaml"
    path.write_text(SERVED, encoding="utf-8")
    return path, serving(Served(path=path), workbench=True, **{"host": "127.0.0.1"} | settings)


class TestSaving:
    def test_what_was_accepted_is_saved_in_the_file_and_is_known_from_then_on(self, tmp_path):
        path, place = saving_place(tmp_path)
        with place:
            app = press(press(reading(), "check"), "save")
            told_now = told(app)
            success = [one.value for one in app.success]

        assert "stated: exceeded 3.8 trillion yuan\n" in path.read_text(encoding="utf-8")
        assert success == ["1 figure is saved in the file."]
        assert "to be decided: 2 · in the dataset: 1" in told_now
        assert not app.code

    def test_nothing_is_saved_over_a_file_that_was_changed_meanwhile(self, tmp_path):
        path, place = saving_place(tmp_path)
        with place:
            app = press(reading(), "check")
            path.write_text(SERVED + "# more\n", encoding="utf-8")
            press(app, "save")

        assert [one.value for one in app.error] == ["Nothing was saved."]
        assert "was changed meanwhile; nothing was written" in html(app)
        assert path.read_text(encoding="utf-8") == SERVED + "# more\n"
        assert "accepted: 1" in " ".join(told(app))

    @pytest.mark.parametrize(
        "settings",
        [{"host": "0.0.0.0"}, {"allowed_hosts": ("example.org",)}, {"trusted_proxies": ("*",)}],
    )
    def test_a_server_that_others_may_reach_does_not_offer_it(self, tmp_path, settings):
        _, place = saving_place(tmp_path, **settings)
        with place:
            app = press(reading(), "check")

        assert "w_desk_save" not in [button.key for button in app.button]


class TestAPackedDataset:
    def test_there_is_nothing_to_add_to(self, tmp_path):
        with serving(Served(path=tmp_path), workbench=True):
            app = page("workbench")

        assert [one.value for one in app.error] == ["This text cannot be tried out."]
        assert not app.text_area


class TestSavedArticles:
    def test_the_text_of_a_source_is_there_when_it_is_chosen(self, tmp_path):
        (tmp_path / f"{SOURCE}.txt").write_text(ARTICLE, encoding="utf-8")
        with serving(workbench=True, articles=tmp_path):
            app = page("workbench")
            app.selectbox(key="w_desk_source").set_value(SOURCE).run()
            assert app.text_area(key="w_desk_text").value == ARTICLE
            app.selectbox(key="w_desk_source").set_value("").run()
            assert app.text_area(key="w_desk_text").value == ""

    def test_a_text_that_was_pasted_stays(self, tmp_path):
        (tmp_path / f"{SOURCE}.txt").write_text(ARTICLE, encoding="utf-8")
        with serving(workbench=True, articles=tmp_path):
            app = page("workbench")
            app.text_area(key="w_desk_text").input("GDP grew 5 percent.").run()
            app.selectbox(key="w_desk_source").set_value(SOURCE).run()

        assert app.text_area(key="w_desk_text").value == "GDP grew 5 percent."
