"""Search as a reader meets it: ranked links with the found part marked, the same rows everywhere, something near instead of nothing."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from indicators.cli import main
from indicators.query import Selection
from indicators.ui.search_results import cut_excerpt, highlight_spans
from tests.asgi import waited
from tests.opening import page
from tests.real import real
from tests.serving import api

ROOT = Path(__file__).parents[2]
CATALOGUE = real()


def panel(app: AppTest) -> str:
    """The results as HTML; none when there are none."""
    return next((e.proto.body for e in app.get("html") if "ri-found" in e.proto.body.split("<style")[0]), "")


def links(app: AppTest) -> list[tuple[str, str]]:
    found = re.findall(r'<a href="([^"]*)" target="_self">(.*?)</a>', panel(app))
    return [(href, label) for href, label in found if "<img" not in label]


def pages(app: AppTest) -> list[str]:
    """The headings of the pages that are named."""
    return [heading for heading in headings(app) if heading not in ("Charts", "Figures")]


def headings(app: AppTest) -> list[str]:
    return re.findall("<h2>(.*?)</h2>", panel(app))


class TestResults:
    def test_a_place_by_another_name_leads_to_its_page_and_shows_that_name(self):
        app = page(q="GBA")

        assert pages(app) == ["Regions"]
        assert ("/regions?region=greater-bay-area", "Greater Bay Area") in links(app)
        assert '<div class="ri-meta"><mark>GBA</mark></div>' in panel(app)
        assert ("/data?q=GBA", "All 12 figures") in links(app)

    def test_kinds_stand_in_the_order_of_their_best_result(self):
        assert pages(page(q="china daily"))[0] == "Sources"
        assert pages(page(q="guangzhou"))[0] == "Regions"
        assert pages(page(q="enterprises"))[0] == "Topics"

    def test_printed_words_lead_to_the_card_of_the_figure(self):
        app = page("data", q="93,200")

        assert links(app) == [
            (
                "/data?q=93%2C200&amp;figure=patents-granted.guangdong.strategic-clusters.2024-01--2024-10",
                "“<mark>93,200</mark>”",
            )
        ]

    def test_a_slip_is_told(self):
        app = page(q="guangzou")

        assert "Nothing here is called “guangzou”; you see what is close to it: Guangzhou." in panel(app)
        assert ("/regions?region=guangzhou", "<mark>Guangzhou</mark>") in links(app)

    def test_results_speak_the_language_of_the_reader(self):
        app = page(q="nansha", lang="zh")

        assert headings(app) == ["数据", "区域"]
        assert ("/regions?region=nansha&amp;lang=zh", "南沙") in links(app)

    def test_no_search_has_no_results(self):
        assert panel(page()) == panel(page("data")) == ""

    def test_what_a_reader_types_is_never_markup(self):
        app = page(q="<b>GBA</b><script>alert(1)</script>")

        assert "<script>" not in panel(app)
        assert "<b>" not in panel(app)


class TestWhatReadersCameFor:
    """Questions of readers: what is on the page after one search is the answer, or one click from it."""

    def ask(self, query, language="en"):
        app = page(lang=language)
        app.text_input(key="w_q").input(query).run()
        assert not app.exception
        return app

    def test_the_trade_of_a_city_by_partner_is_the_first_picture(self):
        found = re.findall(
            '<a href="([^"]*)" target="_self"><span class="ri-title"',
            panel(self.ask("Guangzhou trade by partner")),
        )

        assert found == ["/charts?lang=en&amp;chart=guangzhou-trade-growth"]

    @pytest.mark.parametrize(("query", "language"), [("targets for 2025 and whether they were met", "en"), ("2025 target", "en"), ("2025年目标", "zh")])  # fmt: skip
    def test_targets_of_a_year_stand_with_what_came_of_them(self, query, language):
        shown = panel(self.ask(query, language))

        assert "1 million college graduates" in shown
        assert {"en": "no outcome in our sources", "zh": "所收资料中未见对应的实际值"}[language] in shown

    def test_a_number_as_the_chinese_page_prints_it_leads_to_its_words(self):
        app = self.ask("9.32万", "zh")

        assert "“<mark>93,200</mark>”" in panel(app)
        assert "9.32万件" in panel(app)

    @pytest.mark.parametrize(("query", "language"), [("GDP of regions", "en"), ("各地区经济总量", "zh")])
    def test_the_output_of_regions_is_a_chart(self, query, language):
        assert "chart=gdp-of-regions" in panel(self.ask(query, language)).partition("</li>")[0]

    def test_a_search_on_a_page_of_something_else_is_folded_above_it(self):
        app = page("regions", region="guangdong")
        app.text_input(key="w_q").input("talent").run()

        assert '<details class="ri-found-fold"><summary>Found for “talent”</summary>' in panel(app)


class TestNothingFound:
    def test_something_near_is_offered_and_taken_by_a_click(self):
        app = page("data", q="guangzuo")
        expected = len(CATALOGUE.observations(q="guangzhou"))
        [offer] = [button for button in app.button if str(button.key).startswith("instead_")]

        assert offer.label == f"Did you mean “Guangzhou”? {expected} figures"
        offer.click().run()
        assert len(app.dataframe[0].value) == expected

    def test_words_that_are_never_together_are_offered_one_by_one(self):
        labels = [button.label for button in page("data", q="hengqin marathon").button]

        assert {"Did you mean “Hengqin”? 3 figures", "Did you mean “marathon”? 2 figures"} <= set(labels)

    @pytest.mark.parametrize("params", [{"q": "xyzzy"}, {"q": "hengqin", "topic": "talent"}])
    def test_nothing_is_offered_when_nothing_is_near_or_other_filters_are_the_reason(self, params):
        assert not [b for b in page("data", **params).button if str(b.key).startswith("instead_")]


@pytest.mark.parametrize("query", ["南沙", "Nan Sha", "guangzou", "广州外贸", "xnyqc", "R&D", "xyzzy"])
def test_page_api_and_command_line_find_the_same_rows(query):
    expected = list(CATALOGUE.observations(q=query)["observation_id"])

    async def asked() -> httpx.Response:
        transport = httpx.ASGITransport(api())
        async with httpx.AsyncClient(transport=transport, base_url="http://here.test") as client:
            return await client.get(f"/api/v1/observations.csv?q={quote(query)}")

    told = CliRunner().invoke(main, ["export", "observations", "--format", "csv", "--out", "-", "--q", query])
    for text in (waited(asked()).text, told.stdout):
        assert [row["observation_id"] for row in csv.DictReader(io.StringIO(text))] == expected
    assert sum(CATALOGUE.facets(Selection(q=query))["region"].values()) == len(expected)


class TestMarking:
    def test_marks_the_spans_and_escapes_everything(self):
        assert (
            highlight_spans("a <b> & c", ((2, 5), (8, 9))) == "a <mark>&lt;b&gt;</mark> &amp; <mark>c</mark>"
        )

    def test_a_long_text_is_cut_between_words_around_what_was_found(self):
        text = "Enterprises of an industry above the size from which they report to the office one by one, and the thresholds of which were raised in 2024."
        start = text.index("report")

        assert cut_excerpt(text, ((start, start + 6),)) == (
            "…an industry above the size from which they report to the office one by one, and the…",
            ((44, 50),),
        )

    @given(st.text(min_size=1, max_size=200), st.data())
    def test_an_excerpt_holds_what_was_found(self, text, data):
        start = data.draw(st.integers(0, len(text) - 1))
        end = data.draw(st.integers(start + 1, len(text)))
        shown, [(a, b)] = cut_excerpt(text, ((start, end),))

        assert shown[a:b] == text[start:end]
