"""The site around its pages: their names and subjects, styles, scripts, colours, words of Streamlit's own, the About page."""

from __future__ import annotations

import re
from types import SimpleNamespace

import pytest
import streamlit as st
from markupsafe import Markup, escape

from indicators import text
from indicators.export import VOCABULARY_TABLES
from indicators.i18n import load_messages
from indicators.model.hedges import HEDGES
from indicators.ui import about_page, chart_colours, markup, style
from indicators.ui.streamlit_internals import browser_scripts, streamlit_words
from indicators.web.api.guides import code_examples
from indicators.web.composition.site_pages import PAGES_BY_SLUG, SITE_PAGES, WORKBENCH_PAGE, available_pages
from tests.noting import CATALOGUE, SITE, bare, facts, here, noting

ENGLISH, CHINESE = load_messages("en"), load_messages("zh")


class TestPages:
    def test_their_order_subjects_and_charts(self):
        assert [(page.slug, page.subject, page.charts) for page in SITE_PAGES] == [
            ("overview", None, False),
            ("charts", None, False),
            ("regions", "region", True),
            ("sectors", "sector", True),
            ("plans", "plan", True),
            ("topics", "topic", True),
            ("indicators", "indicator", True),
            ("compare", None, True),
            ("factcheck", None, False),
            ("data", None, False),
            ("consistency", None, False),
            ("sources", "source", False),
            ("about", None, False),
        ]

    def test_the_workbench_is_there_only_where_it_is_offered(self):
        assert available_pages(workbench=False) == SITE_PAGES
        assert available_pages(workbench=True) == (*SITE_PAGES, WORKBENCH_PAGE)
        assert PAGES_BY_SLUG["workbench"] is WORKBENCH_PAGE

    def test_every_page_is_named_and_explained_in_chinese(self):
        for page in (*SITE_PAGES, WORKBENCH_PAGE):
            for said in (page.title, page.help):
                assert CHINESE(said) != said


class TestStyle:
    @pytest.mark.parametrize("char", list(r"\`*_{}[]()<>#+-!|~$:&"))
    def test_what_markdown_acts_on_is_escaped(self, char):
        assert style.escape_markdown(f"a{char}b") == f"a\\{char}b"

    @pytest.mark.parametrize(
        "text_", ["plain words", "to 38.1%", "广州", "a.b", "a, b; c?", "=1", '"x"', "x = y"]
    )
    def test_what_it_does_not_act_on_is_left(self, text_):
        assert style.escape_markdown(text_) == text_

    def test_a_number_at_the_beginning_of_any_line_is_no_list(self):
        assert style.escape_markdown("1. a\n 12. b\nc 3. d") == "1\\. a\n 12\\. b\nc 3. d"

    def test_templates_are_filled_with_escaped_texts(self):
        assert markup.fill_template('<a title="{t}">{n}</a>', t='"<', n=3) == '<a title="&#34;&lt;">3</a>'
        with noting() as written:
            markup.show_template("<p>{a}</p>", a="<b>")
            markup.show_html(Markup("<p><b></p>"))
            markup.show_facts([("T", "<i>")])
        assert written.html.split("\n") == [
            "<p>&lt;b&gt;</p>",
            "<p><b></p>",
            '<dl class="ri-facts"><dt>T</dt><dd>&lt;i&gt;</dd></dl>',
        ]

    def test_facts_leave_out_what_is_empty_and_mark_what_is_no_word(self):
        assert markup.facts_html(
            [("A", ""), ("B", {}), ("at_least", "gdp.x-y"), ("<T>", {"en": "<a>", "zh-Hans": "甲&"})]
        ) == (
            '<dl class="ri-facts"><dt translate="no">at_least</dt><dd translate="no">gdp.x-y</dd>'
            '<dt>&lt;T&gt;</dt><dd>&lt;a&gt; · <span lang="zh-Hans">甲&amp;</span></dd></dl>'
        )

    @pytest.mark.parametrize(
        ("told", "is_word"),
        [
            ("gdp", True),
            ("gdp.x", False),
            ("a-b", False),
            ("Ab-c", True),
            ("a b-c", True),
            ("a.", True),
            ("2025-10", False),
        ],
    )
    def test_an_id_is_a_text_of_several_parts(self, told, is_word):
        assert ('<dd translate="no">' in markup.facts_html([("T", told)])) is not is_word

    def test_the_sheet_holds_the_rules_for_paper(self):
        with noting() as written:
            style.write_style_sheet()

        assert written.html.startswith("<style>")
        assert written.html.endswith("</style>")
        assert written.html.count("</style>") == 1
        assert style.PRINT_CSS in written.html

    def test_paper_has_no_controls_and_cuts_nothing_in_two(self):
        hidden = re.search(r"^(.*) \{ display: none !important; \}$", style.PRINT_CSS, re.MULTILINE)[1]

        for part in ("stSidebar", "stHeader", "stPopover", "stSelectbox", "stMultiSelect", "stTextInput"):
            assert f'[data-testid="{part}"]' in hidden
        assert ".ri-menu, .ri-open" in hidden
        assert '[data-testid="stExpander"]:not(:has(details[open]))' in hidden
        assert style.PRINT_CSS.strip().startswith("@media print {")
        assert ".ri-facts { break-inside: avoid; }" in style.PRINT_CSS
        assert "color: #11161D !important" in style.PRINT_CSS


class TestColours:
    @pytest.mark.parametrize(("theme", "expected"), [("light", "light"), ("dark", "dark"), (None, "light")])
    def test_charts_follow_the_theme_of_the_reader(self, theme, expected):
        with noting(theme=theme):
            assert chart_colours.colour_scheme() == expected

    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_the_colours_are_those_of_the_settings(self, scheme, monkeypatch):
        options = {
            f"theme.{scheme}.chartCategoricalColors": ["#111111", "#222222"],
            f"theme.{scheme}.textColor": "#333333",
            f"theme.{scheme}.backgroundColor": "#444444",
            f"theme.{scheme}.borderColor": "#555555",
            "theme.font": "Serif",
        }
        monkeypatch.setattr(st, "get_option", options.get)
        found = chart_colours.chart_palette.__wrapped__(scheme)

        assert (found.series, found.ink, found.ground, found.grid, found.font) == (
            ("#111111", "#222222"),
            *("#333333", "#444444", "#555555", "Serif"),
        )

    @pytest.mark.parametrize(
        ("scheme", "expected"),
        [("light", ("#31333F", "#FFFFFF", "#E6EAF1")), ("dark", ("#FAFAFA", "#0E1117", "#31333F"))],
    )
    def test_without_settings_they_are_streamlits_own(self, scheme, expected, monkeypatch):
        monkeypatch.setattr(st, "get_option", lambda _: None)
        found = chart_colours.chart_palette.__wrapped__(scheme)

        assert (found.ink, found.ground, found.grid) == expected
        assert (len(found.series), found.series[0], found.series[-1], found.font) == (
            9,
            "#0068C9",
            "#808495",
            "sans-serif",
        )


@pytest.fixture
def scripts(monkeypatch):
    """Our scripts as they are put on the page, while a server runs."""
    given = {}

    def component(name):
        return lambda **named: given.update({name: named})

    for module in (streamlit_words, browser_scripts):
        monkeypatch.setattr(module, "browser_component", component)
        monkeypatch.setattr(module, "runtime", SimpleNamespace(exists=lambda: True))
    return given


class TestScripts:
    def test_none_runs_where_there_is_no_server(self, scripts, monkeypatch):
        for module in (streamlit_words, browser_scripts):
            monkeypatch.setattr(module, "runtime", SimpleNamespace(exists=lambda: False))
        streamlit_words.translate_streamlit(ENGLISH, ["data"])
        browser_scripts.add_chart_menu_script()
        browser_scripts.add_reconnect_script()

        assert scripts == {}

    def test_streamlits_words_are_ours_on_a_chinese_page_and_its_own_on_an_english_one(self, scripts):
        streamlit_words.translate_streamlit(CHINESE, ["overview", "data"])
        chinese = scripts.pop("interface")
        streamlit_words.translate_streamlit(ENGLISH, ["overview", "data"])
        english = scripts["interface"]

        assert chinese["data"] == {
            "lang": "zh-Hans",
            "words": {word: CHINESE(word) for word in streamlit_words.STREAMLIT_WORDS},
            "pages": ["", "overview", "data"],
        }
        assert english["data"] == {"lang": "en", "words": {}, "pages": ["", "overview", "data"]}
        assert chinese["key"] == english["key"] == "interface"

    def test_every_word_has_its_own_in_chinese_with_the_same_places_to_fill(self):
        for word in streamlit_words.STREAMLIT_WORDS:
            assert CHINESE(word) != word
            assert re.findall(r"\{\w+\}", CHINESE(word)) == re.findall(r"\{\w+\}", word)

    @pytest.mark.parametrize(("told", "figure"), [("gdp.x", "gdp.x"), (None, "before"), ("", "before")])
    def test_a_link_to_a_figure_opens_its_card(self, scripts, told, figure):
        streamlit_words.translate_streamlit(ENGLISH, [])
        now = here(CATALOGUE, figure="before")
        with noting(now) as written:
            written.state["interface"] = SimpleNamespace(figure=told)

        assert written.does(scripts["interface"]["on_figure_change"]).figure == figure

    def test_a_page_goes_on_when_its_connection_is_back_with_all_that_was_chosen(self, scripts):
        browser_scripts.add_reconnect_script()
        now = here(CATALOGUE, figure="f")
        with noting(now) as written:
            pass

        assert set(scripts["reconnect"]) == {"key", "on_back_change"}
        assert scripts["reconnect"]["key"] == "reconnect"
        assert written.does(scripts["reconnect"]["on_back_change"]) == now.choices

    def test_the_menus_of_charts_are_given_nothing(self, scripts):
        browser_scripts.add_chart_menu_script()

        assert scripts == {"chart_menu": {"key": "chart_menu"}}


def test_our_scripts_are_files_of_our_own_made_known_before_they_are_used(monkeypatch):
    known = []

    class Manager:
        """What Streamlit keeps components in."""

        def register_from_manifest(self, manifest, folder):
            known.append(([component.name for component in manifest.components], folder))

    manager = Manager()
    used = []
    monkeypatch.setattr(browser_scripts, "get_bidi_component_manager", lambda: manager)
    monkeypatch.setattr(st.components.v2, "component", lambda name, js: used.append((name, js)) or len(known))
    made = browser_scripts.browser_component("chart_menu")
    browser_scripts._register_component.cache_clear()

    assert made == 1
    assert used == [("regional-indicators.chart_menu", "chart_menu.js")]
    [(names, folder)] = known
    assert names == ["chart_menu", "interface", "reconnect", "reading_desk"]
    assert all((folder / "assets" / f"{name}.js").is_file() for name in names)


class TestAbout:
    def written(self, function, language="en"):
        now = here(CATALOGUE, "about", language)
        with noting(now) as written:
            function(now)
        return written

    @pytest.mark.parametrize("language", ["en", "zh"])
    def test_the_method_is_said_in_the_language_of_the_page(self, language):
        [given] = self.written(about_page.show_method, language).of("markdown")
        lines = given["body"].replace("\\", "").split("\n")

        ours = {
            "en": "The articles are all in English; names and titles in other languages are ours.",
            "zh": "资料来源均为英文稿，其他语言的名称和标题为本站译名。",
        }
        said = [load_messages(language)(sentence) for sentence in about_page.METHOD_SENTENCES]
        assert lines == [f"- {sentence}" for sentence in (*said, ours[language])]
        assert len(lines) == 7

    @pytest.mark.parametrize("language", ["en", "zh"])
    def test_each_hedge_is_explained_and_has_a_figure_as_an_example_where_there_is_one(self, language):
        written, say = self.written(about_page.show_hedges, language), load_messages(language)
        first = written.of("html")[0]["body"]._repr_html_()
        cards = re.findall('data-figure="([^"]*)"', written.html)

        assert [told for _, told in facts(first)] == [escape(say(hedge.meaning)) for hedge in HEDGES.values()]
        assert sorted(CATALOGUE.find(id).qualifier for id in cards) == sorted(
            set(CATALOGUE.rows()["qualifier"])
        )
        assert [given["label"] for given in written.of("expander")] == [
            say("The exact rules, as the code states them")
        ]

    @pytest.mark.parametrize("language", ["en", "zh"])
    def test_the_exact_rules_are_a_table_of_each_hedge_and_what_a_unit_is(self, language):
        written, say = self.written(about_page.show_hedges, language), load_messages(language)
        table = next(
            given["body"]._repr_html_() for given in written.of("html") if "ri-rules" in str(given["body"])
        )
        rows = [
            [bare(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)]
            for row in re.findall("<tr>(.*?)</tr>", table)
        ]

        assert rows[0] == [say(head) for head in ("Hedge", "printed as", "low end", "high end")]
        for row, (name, hedge) in zip(rows[1:], HEDGES.items(), strict=True):
            cells = hedge.printed_as, hedge.low.words, hedge.high.words
            word = say(HEDGES[name].label)
            assert row[0] == (word if word == name else f"{word} {name}")
            assert row[1:] == [say(cell).replace(" - ", " − ") for cell in cells]
        steps = written.of("markdown")[-1]["body"].split("\n")
        assert len(steps) == len(about_page.UNIT_RULES)
        assert [step.startswith("  - ") for step in steps] == [
            rule[0].islower() for rule in about_page.UNIT_RULES
        ]
        assert [step.removeprefix("  ").removeprefix("- ") for step in steps] == [
            style.escape_markdown(say(rule).replace("->", "→").replace(" - ", " − "))
            for rule in about_page.UNIT_RULES
        ]
        assert "->" not in "".join(steps).replace("\\", "")
        assert "→" in "".join(steps)

    def test_the_ends_of_a_hedge_in_words(self):
        table = next(
            given["body"]._repr_html_()
            for given in self.written(about_page.show_hedges).of("html")
            if "ri-rules" in str(given["body"])
        )

        assert (
            '<th scope="row">exact</th><td>38.1 percent; 1.609 million; 93,200</td><td>value − half a unit</td>'
            in table
        )
        assert '<th scope="row">at least <code translate="no">at_least</code></th>' in table

    @pytest.mark.parametrize("language", ["en", "zh"])
    def test_programs_find_their_addresses_on_this_server(self, language):
        written, say = self.written(about_page.show_api_examples, language), load_messages(language)
        found = code_examples(CATALOGUE, SITE, language)
        said = [given["body"] for given in written.of("markdown")]

        assert [(given["body"], given["language"]) for given in written.of("code")] == [
            (each.code, each.language) for each in found
        ]
        kinds = {"kinds": text.join_list([".xlsx", ".json", ".parquet"], language), "last": ".sdmx.csv"}
        for path, told in about_page._API_ADDRESSES:
            sentence = style.escape_markdown(say(told, **kinds))
            assert f"- [`{path}`]({SITE}{path}) – {sentence}" in said[1].split("\n")
        assert len(said[1].split("\n")) == len(about_page._API_ADDRESSES)
        assert said[2] == style.escape_markdown(
            say(
                "{tables}: each as {kinds} and {last}.",
                tables=text.join_list(VOCABULARY_TABLES, language),
                kinds=text.join_list([".csv", ".xlsx", ".json"], language),
                last=".parquet",
            )
        )
        assert said[3:] == [style.escape_markdown(say(rule)) for rule in about_page._API_RULES]

    @pytest.mark.parametrize("language", ["en", "zh"])
    def test_the_licence_is_that_of_the_dataset(self, language):
        [given] = self.written(about_page.show_licence, language).of("markdown")

        assert CATALOGUE.dataset.about.licence in given["body"].replace("\\", "")
        assert (given["body"].startswith("The data compilation is under CC\\-BY\\-4.0")) is (language == "en")
