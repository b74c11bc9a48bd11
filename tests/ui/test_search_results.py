"""What a search shows: a few results of each kind, how many more, and never more than is promised."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from types import SimpleNamespace

import pytest
from markupsafe import escape

from indicators.charts.chart_cache import curated_chart
from indicators.charts.chart_search import search_charts
from indicators.query import EVERYTHING, MAX_QUERY_LENGTH, Selection
from indicators.ui import search_results
from indicators.ui.search_results import (
    MAX_CHART_RESULTS,
    MAX_FIGURE_RESULTS,
    MAX_QUERY_SUGGESTIONS,
    MAX_RECORD_RESULTS,
    cut_excerpt,
    highlight_spans,
    show_query_suggestions,
    show_search_box,
)
from tests import world
from tests.noting import CATALOGUE, Variant, asked, bare, here, links, noting

A_HIT = CATALOGUE.index.rank_records("guangzhou")[0]


def searched(q, page="overview", language="en", catalogue=CATALOGUE, **filters):
    now = here(catalogue, page, language, Selection(q=q, **filters))
    with noting(now) as written:
        show_search_box(now)
    return written


def blocks(html):
    """The heading of each block and its items, as HTML."""
    return {
        unescape(heading): re.findall("<li.*?</li>", items)
        for heading, items in re.findall(r"<section><h2>(.*?)</h2><ul>(.*?)</ul></section>", html)
    }


def answering(hits=(), offers=(), slips=None):
    """The data, searched by an index that gives these answers."""
    index = SimpleNamespace(
        rank_records=lambda _: list(hits),
        suggest_queries=lambda _: list(offers),
        corrections=lambda _: slips or {},
        written_form=lambda word: word.title(),
        find_spans=CATALOGUE.index.find_spans,
        named_records=lambda _: [],
        parse=lambda _: (),
    )
    return Variant(
        index=index,
        count=lambda selection: (
            7 if selection.q in ("one", "x") else 1 if selection.q.startswith("near") else 0
        ),
    )


def hit(kind, id, text, *spans):
    return replace(A_HIT, kind=kind, id=id, text=text, spans=spans)


def hits(kind, n):
    counts = CATALOGUE.facets(EVERYTHING)[kind]
    ids = [id for id in counts if counts[id]][:n]
    records = getattr(CATALOGUE.dataset, f"{kind}s")
    assert len(ids) == n
    return [hit(kind, id, records[id].name.en, (0, 2)) for id in ids]


@pytest.mark.parametrize(
    "n", [1, MAX_RECORD_RESULTS - 1, MAX_RECORD_RESULTS, MAX_RECORD_RESULTS + 1, MAX_RECORD_RESULTS + 3]
)
def test_of_one_kind_the_first_results_are_shown_and_the_others_counted(n):
    html = searched("x", catalogue=answering(hits("indicator", n))).html
    items = blocks(html)["Indicators"]

    assert len(items) == min(n, MAX_RECORD_RESULTS) + (n > MAX_RECORD_RESULTS)
    assert ("and" in bare(items[-1])) is (n > MAX_RECORD_RESULTS)
    if n > MAX_RECORD_RESULTS:
        assert items[-1] == f'<li class="ri-meta">and {n - MAX_RECORD_RESULTS} more</li>'


@pytest.mark.parametrize(
    ("kind", "heading", "slug"),
    [
        ("region", "Regions", "regions"),
        ("sector", "Sectors", "sectors"),
        ("topic", "Topics", "topics"),
        ("plan", "Plan periods", "plans"),
        ("indicator", "Indicators", "indicators"),
        ("source", "Sources", "sources"),
    ],
)
def test_a_result_leads_to_the_page_of_its_kind_with_all_of_its_figures(kind, heading, slug):
    counts = CATALOGUE.facets(EVERYTHING)[kind]
    id = next(id for id, n in counts.items() if n)
    record = getattr(CATALOGUE.dataset, f"{kind}s")[id]
    name = (record.title if kind == "source" else record.name).en
    found = blocks(searched("x", catalogue=answering([hit(kind, id, name, (0, 1))]), topic=("trade",)).html)
    [item] = found[heading]
    (href, label) = links(item)[0]

    assert asked(href) == (f"/{slug}", [(kind, id), ("lang", "en")])
    assert label == name
    assert bare(item) == f"{name}\xa0·\xa0{counts[id]}"
    assert f"<mark>{escape(name[:1])}</mark>{escape(name[1:])}" in item


def test_what_has_no_figures_and_what_has_no_page_is_no_result():
    none = hit("region", "tianjin", "Tianjin", (0, 2))
    other = hit("counterpart", "asean", "ASEAN", (0, 2))

    assert "Regions" not in blocks(searched("x", catalogue=answering([none, other])).html)


def test_a_text_in_the_other_language_is_told_to_screen_readers():
    english = searched("羊城").html
    chinese = searched("Canton", language="zh").html
    same = searched("GBA").html

    assert '<div class="ri-meta" lang="zh-Hans"><mark>羊城</mark></div>' in english
    assert '<div class="ri-meta" lang="en"><mark>Canton</mark>' in chinese
    assert '<div class="ri-meta"><mark>GBA</mark></div>' in same


@pytest.mark.parametrize("language", ["en", "zh"])
def test_figures_are_quoted_in_their_own_language_with_what_they_are_of(language):
    html = searched("93,200", language=language).html
    item = blocks(html)[{"en": "Figures", "zh": "数据"}[language]][0]
    row = next(row for row in CATALOGUE.records(CATALOGUE.rows()) if "93,200" in row.stated)
    names = {"en": "Guangdong", "zh": "广东"}

    assert asked(links(item)[0][0]) == (
        "/data",
        [("q", "93,200"), ("lang", language), ("figure", row.observation_id)],
    )
    assert ('lang="en"' in item) is (language == "zh")
    name = CATALOGUE.dataset.indicators[row.indicator].name[language]
    assert f"{name} · {names[language]} · " in bare(item)
    assert bare(item).endswith({"en": "93,200 patents", "zh": "9.32万件"}[language])


@pytest.mark.parametrize("q", ["trillion", "guangzhou", "over", "percent", "93,200"])
def test_at_most_three_figures_are_quoted_those_with_most_of_the_search_first(q):
    figures = [item for item in blocks(searched(q, "data").html).get("Figures", []) if "“" in item]
    rows = CATALOGUE.rows(Selection(q=q))
    spans = {
        row.observation_id: CATALOGUE.index.find_spans(q, row.stated) for row in rows.head(100).itertuples()
    }
    having = sorted(spans, key=lambda id: -len(spans[id]))
    shown = [dict(asked(links(item)[0][0])[1])["figure"] for item in figures]

    assert shown == having[:MAX_FIGURE_RESULTS]
    for item, id in zip(figures, shown, strict=True):
        stated = CATALOGUE.find(id).stated
        assert f"“{highlight_spans(stated, spans[id])}”" in item


@pytest.mark.parametrize(("language", "told"), [("en", "All {n} figures"), ("zh", "全部{n}条数据")])
def test_all_figures_are_one_click_away_but_on_the_page_that_has_them(language, told):
    n = CATALOGUE.count(Selection(q="guangzhou", topic=("talent",)))
    found = links(searched("guangzhou", language=language, topic=("talent",)).html)

    assert (["/data", [("topic", "talent"), ("q", "guangzhou"), ("lang", language)]], told.format(n=n)) in [
        (list(asked(href)), label) for href, label in found
    ]
    assert "All " not in searched("guangzhou", "data").html


def test_one_figure_is_one():
    q = next(q for q in ("US$141.55", "141.55", "93,200") if CATALOGUE.count(Selection(q=q)) == 1)

    assert "All 1 figure" in [label for _, label in links(searched(q).html)]


def test_a_search_that_names_nothing_says_nothing():
    assert searched("").calls[0][0] == "text_input"
    assert len(searched("").calls) == len(searched("zzzz9").calls) == 1


def test_the_box_shows_the_search_and_changes_it():
    written = searched("gdp", topic=("trade",))
    given = written.keyed("w_q")

    assert written.state["w_q"] == "gdp"
    assert (given["label"], given["label_visibility"], given["max_chars"]) == (
        "Search figures",
        "collapsed",
        MAX_QUERY_LENGTH,
    )
    assert written.chooses("w_q", " a \n b ").selection == Selection(q="a b", topic=("trade",))
    assert written.chooses("w_q", None).selection.q == ""


def test_slips_are_told_before_the_results_and_named_as_they_are_written():
    slips = {"<gz>": ("guangzhou", "guangdong")}
    html = searched("x", catalogue=answering(hits("topic", 1), slips=slips)).html

    assert html.startswith(
        '<p class="ri-meta">Nothing here is called “&lt;gz&gt;”; you see what is close to it: Guangzhou, Guangdong.</p>'
        '<nav class="ri-found" aria-label="Found for “x”">'
    )


class TestInstead:
    def offered(self, selection, **answers):
        now = here(answering(**answers), "data", selection=selection)
        with noting(now) as written:
            show_query_suggestions(now)
        return written

    @pytest.mark.parametrize(
        "n", [0, MAX_QUERY_SUGGESTIONS - 1, MAX_QUERY_SUGGESTIONS, MAX_QUERY_SUGGESTIONS + 1]
    )
    def test_at_most_four_offers_are_made(self, n):
        written = self.offered(Selection(q="zz"), offers=["nothing", *(f"near {k}" for k in range(n))])

        assert [given["label"] for given in written.of("button")] == [
            f"Did you mean “near {k}”? 1 figure" for k in range(min(n, MAX_QUERY_SUGGESTIONS))
        ]

    def test_an_offer_is_taken_by_a_click_and_leaves_the_other_filters(self):
        written = self.offered(Selection(q="zz", topic=("trade",)), offers=["one"])

        assert written.keyed("instead_one")["label"] == "Did you mean “one”? 7 figures"
        assert written.clicks("instead_one").selection == Selection(q="one", topic=("trade",))

    @pytest.mark.parametrize("q", ["", "one"])
    def test_nothing_is_offered_where_nothing_is_searched_or_the_search_finds_something(self, q):
        assert not self.offered(Selection(q=q, topic=("trade",)), offers=["near 1"]).calls


class TestExcerpts:
    def test_a_text_that_fits_is_shown_whole(self):
        whole = "x" * 45 + "found" + "y" * 45

        assert cut_excerpt(whole, ((45, 50),)) == (whole, ((45, 50),))

    @pytest.mark.parametrize(("before", "is_cut"), [(52, False), (53, True)])
    def test_a_few_letters_more_at_the_beginning_are_not_cut_off(self, before, is_cut):
        told, ((start, _),) = cut_excerpt("a" * before + "found", ((before, before + 5),))

        assert told.startswith("…") is is_cut
        assert start == (46 if is_cut else before)

    @pytest.mark.parametrize(("after", "is_cut"), [(52, False), (53, True)])
    def test_a_few_letters_more_at_the_end_are_not_cut_off(self, after, is_cut):
        told, spans = cut_excerpt("found" + "b" * after, ((0, 5),))

        assert told.endswith("…") is is_cut
        assert len(told) == (5 + 45 + 1 if is_cut else 5 + after)
        assert spans == ((0, 5),)

    def test_a_long_text_is_cut_between_words(self):
        words = " ".join(f"word{n}" for n in range(40))
        start = words.index("word20")
        told, ((a, b),) = cut_excerpt(words, ((start, start + 6),))

        assert (
            told
            == "…word14 word15 word16 word17 word18 word19 word20 word21 word22 word23 word24 word25 word26…"
        )
        assert told[a:b] == "word20"

    def test_what_else_was_found_is_marked_where_it_is_shown(self):
        whole = f"one {'x ' * 10}two {'y ' * 60}three"
        two, three = whole.index("two"), whole.index("three")
        told, spans = cut_excerpt(whole, ((0, 3), (two, two + 3), (three, three + 5)))

        assert [told[a:b] for a, b in spans] == ["one", "two"]


def test_nothing_is_marked_where_nothing_was_found():
    assert highlight_spans("a & b", ()) == "a &amp; b"
    assert highlight_spans("ab", ((0, 2),)) == "<mark>ab</mark>"
    assert highlight_spans("abcd", ((0, 1), (2, 3))) == "<mark>a</mark>b<mark>c</mark>d"


def test_only_so_many_figures_are_looked_at(monkeypatch):
    monkeypatch.setattr(search_results, "_MAX_SEARCHED_FIGURES", 1)
    q = "trillion"
    rows = CATALOGUE.rows(Selection(q=q))
    shown = [item for item in blocks(searched(q, "data").html).get("Figures", []) if "“" in item]

    assert len(rows) > 1
    assert len(shown) <= 1


def test_results_are_for_everything_and_figures_for_the_filters():
    found = searched("guangzhou", topic=("talent",))
    n = CATALOGUE.counts(EVERYTHING, "region")["guangzhou"]

    assert f"</a>&nbsp;·&nbsp;{n}</li>" in found.html
    every = f"All {CATALOGUE.count(replace(EVERYTHING, q='guangzhou', topic=('talent',)))} figures"
    assert every in [label for _, label in links(found.html)]


def headings(html):
    return re.findall("<h2>(.*?)</h2>", html)


class TestCharts:
    def test_charts_come_first_then_figures_then_pages(self):
        assert headings(searched("talent").html)[:3] == ["Charts", "Figures", "Topics"]
        assert headings(searched("人才", language="zh").html)[:3] == ["图表", "数据", "主题"]

    @pytest.mark.parametrize("language", ["en", "zh"])
    def test_a_declared_chart_is_a_picture_that_leads_to_its_page(self, language):
        html = searched("Guangzhou trade by partner", language=language).html
        [picture] = re.findall(
            '<a href="([^"]*)" target="_self"><span class="ri-title">.*?<img src="([^"]*)" alt="([^"]*)"',
            html,
        )
        chart = curated_chart(CATALOGUE, "guangzhou-trade-growth", language)

        assert asked(unescape(picture[0])) == ("/charts", [("lang", language), ("chart", chart.id)])
        assert unescape(picture[1]).startswith(f"/api/v1/charts/{chart.id}.svg?")
        assert unescape(picture[2]) == chart.alt

    def test_a_chart_of_the_figures_found_is_found_again_by_the_search(self):
        html = searched("forbes").html or searched("marathon").html
        pictures = re.findall('<img src="([^"]*)"', html)
        charts = search_charts(CATALOGUE, "marathon", "en")

        assert [f"/api/v1/charts/{chart.id}.svg?q=marathon" in unescape(src) for chart, src in zip(charts, pictures, strict=False)] == [True] * min(len(charts), MAX_CHART_RESULTS)  # fmt: skip

    @pytest.mark.parametrize("q", ["guangzhou", "talent", "rank"])
    def test_at_most_three_are_shown(self, q):
        assert len(search_charts(CATALOGUE, q, "en")) > MAX_CHART_RESULTS
        assert searched(q).html.count("<img ") == MAX_CHART_RESULTS


class TestTargets:
    def test_a_target_stands_with_what_came_of_it_and_the_way_to_its_plan(self):
        html = searched("2025 target").html

        assert "1 million people · Target · no outcome in our sources" in unescape(bare(html))
        assert (("/plans", [("plan", "14"), ("lang", "en")]), "14th Five-Year Plan") in [
            (asked(href.partition("#")[0]), label) for href, label in links(html)
        ]
        assert "#targets" in html

    def test_in_chinese_too(self):
        assert "目标" in bare(searched("2025年目标", language="zh").html)

    def test_other_searches_lead_to_no_targets(self):
        assert "#targets" not in searched("guangzhou 2025").html


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("9.32万", "“<mark>93,200</mark>”"),
        ("对东盟进出口", "31.1 percent"),
        ("GDP of regions", "chart=gdp-of-regions"),
        ("2025年目标", "1 million college graduates"),
    ],
)
def test_what_readers_ask_is_among_the_first_results(query, shown):
    """Queries of readers, word for word."""
    for language in ("en", "zh"):
        assert shown in searched(query, language=language).html


def test_pages_of_what_all_of_the_search_names_come_before_those_of_what_a_part_does():
    found = blocks(searched("Guangzhou vs Shenzhen").html)

    assert [bare(item).partition("\xa0")[0] for item in found["Regions"]] == [
        "Shenzhen–Hong Kong–Guangzhou innovation cluster",
        "Guangzhou",
        "Shenzhen",
    ]


def test_pages_are_those_that_a_part_of_the_search_names_where_none_is_named_by_all():
    found = blocks(searched("Guangzhou trade by partner").html)

    assert [bare(item).partition("\xa0")[0] for item in found["Regions"]] == ["Guangzhou"]
    assert [bare(item).partition("\xa0")[0] for item in found["Topics"]] == ["Foreign trade"]


@pytest.mark.parametrize(
    ("spoken", "language", "attribute"),
    [
        ("en", "en", ""),
        ("en", "zh", ' lang="en"'),
        ("zh", "zh", ""),
        ("zh-Hans", "zh", ""),
        ("zh-Hant", "zh", ' lang="zh-Hant"'),
        ("de", "en", ' lang="de"'),
    ],
)
def test_printed_words_say_their_language_where_it_is_not_that_of_the_page(spoken, language, attribute):
    sources = [world.source("gazette", "2025-03", language=spoken)]
    made = world.catalogue([world.figure("gdp", 1, source="gazette")], sources=sources)
    shown = searched("printed", language=language, catalogue=made).html

    assert f' target="_self"{attribute}>“<mark>printed</mark> 1”</a>' in shown
