"""What pages say of their subject, in sentences with the right number, and the links to others like it."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest

from indicators import text
from indicators.charts.comparison import MAX_SERIES
from indicators.i18n import load_messages
from indicators.model.code_lists import MEASURES
from indicators.model.hedges import HEDGES
from indicators.query import EVERYTHING, Catalogue, Selection
from indicators.query.series_index import series_names
from indicators.text import citations
from indicators.ui import profile_pages
from indicators.ui.profile_pages import MAX_COMPARED_FIGURES
from tests.noting import CATALOGUE, Variant, asked, bare, facts, here, links, noting

DATASET = CATALOGUE.dataset


def written(function, *given, page="regions", language="en", selection=EVERYTHING, opened=False):
    now = here(CATALOGUE, page, language, selection)
    with noting(now, opened=opened) as noted:
        function(now, *given)
    return noted


class TestRegions:
    @pytest.mark.parametrize(
        ("id", "n", "language", "selection", "told"),
        [
            (
                "guangdong",
                38,
                "en",
                EVERYTHING,
                "province-level unit, code 440000 · 38 figures in our sources",
            ),
            ("guangdong", 38, "zh", EVERYTHING, "省级行政区，行政区划代码440000 · 收录数据38条"),
            ("nansha", 3, "en", EVERYTHING, "district, code 440115 · 3 figures in our sources"),
            ("hengqin", 3, "en", EVERYTHING, "zone · 3 figures in our sources"),
            (
                "guangdong",
                2,
                "en",
                Selection(topic=("talent",)),
                "province-level unit, code 440000 · 2 of 38 figures in our sources",
            ),
            ("nansha", 0, "en", EVERYTHING, "district, code 440115 · 0 of 3 figures in our sources"),
        ],
    )
    def test_a_region_says_its_kind_its_code_and_how_many_figures(self, id, n, language, selection, told):
        found = profile_pages.describe_region(here(CATALOGUE, "regions", language, selection), id, n)

        assert found == told

    def test_with_everything_inside_it_counts_that_too_and_implied_figures_where_they_are_shown(self):
        for within in (False, True):
            for implied in (False, True):
                selection = Selection(within=within, implied=implied)
                n = CATALOGUE.count(replace(selection, region=("guangdong",)))
                told = profile_pages.describe_region(
                    here(CATALOGUE, "regions", selection=selection), "guangdong", n
                )
                assert told.endswith(f" · {n} figures in our sources")

    @pytest.mark.parametrize("language", ["en", "zh"])
    def test_a_region_leads_to_what_it_is_in_and_to_what_is_in_it(self, language):
        selection = Selection(topic=("trade",), region=("guangzhou",))
        for id, record in DATASET.regions.items():
            found = written(profile_pages.show_region_links, id, language=language, selection=selection)
            inside = [(r, DATASET.regions[r].name[language]) for r in record.within]
            holds = [(r.id, r.name[language]) for r in DATASET.regions.values() if id in r.within]
            rows = found.html.split("\n") if found.html else []
            expected = [
                (load_messages(language)(label), pairs)
                for label, pairs in (("Inside", inside), ("Holds", holds))
                if pairs
            ]
            assert [re.search("<b>(.*?)</b>", row)[1] for row in rows] == [label for label, _ in expected]
            for row, (_, pairs) in zip(rows, expected, strict=True):
                assert [label for _, label in links(row)] == [name for _, name in pairs]
                assert [asked(href) for href, _ in links(row)] == [
                    ("/regions", [("region", r), ("topic", "trade"), ("lang", language)]) for r, _ in pairs
                ]

    @pytest.mark.parametrize("language", ["en", "zh"])
    @pytest.mark.parametrize("id", ["guangzhou", "guangdong", "china", "greater-bay-area", "shenzhen"])
    def test_what_is_stated_of_others_too_stands_beside_it_its_own_figures_first(self, id, language):
        found = written(profile_pages.show_region_comparison, id, language=language)
        shared = CATALOGUE.shared_indicators(id)
        cards = re.findall(r'<div class="ri-card">(.*?)</a></div>', found.html, re.DOTALL)
        say = load_messages(language)

        assert len(cards) == len(shared)
        if not shared:
            assert found.calls == []
            return
        assert [given["anchor"] for given in found.of("header")] == ["others"]
        for card, (indicator, rows) in zip(cards, shared.items(), strict=True):
            records = CATALOGUE.records(rows)
            own = [r for r in records if r.region == id]
            ordered = own + [r for r in records if r.region != id]
            assert f"<b>{DATASET.indicators[indicator].name[language]}</b>" in unescape(card)
            assert facts(unescape(card)) == [
                (
                    text.describe_subject(row, DATASET, language, frozenset({"indicator"})),
                    text.format_figure(row, DATASET, say),
                )
                for row in ordered[:MAX_COMPARED_FIGURES]
            ]
            [(href, label)] = links(card + "</a>")
            assert label == {"en": "Compare", "zh": "对比"}[language] or label == say("Compare")
            path, pairs = asked(href)
            assert path == "/compare"
            assert [value for name, value in pairs if name == "series"] == list(
                dict.fromkeys(series_names(rows))
            )[:MAX_SERIES]
            more = len(ordered) - MAX_COMPARED_FIGURES
            assert ("more figure" in card) is (more > 0 and language == "en")

    @pytest.mark.parametrize(("n", "told"), [(6, None), (7, "and 1 more figure"), (8, "and 2 more figures")])
    def test_of_one_indicator_six_figures_stand_side_by_side_and_the_others_are_counted(self, n, told):
        rows = CATALOGUE.rows().head(n)
        other = Variant(shared_indicators=lambda _: {"gdp": rows})
        [beside] = profile_pages._shared_indicators(other, "china", "en")

        assert beside.html.count("<dt") == min(n, MAX_COMPARED_FIGURES)
        assert re.findall('<div class="ri-meta">(.*?)</div>', beside.html) == ([told] if told else [])
        assert len(beside.series) <= MAX_SERIES


class TestSectors:
    def test_a_sector_says_in_which_regions_it_is(self):
        now = here(CATALOGUE, "sectors")
        for id in ("automobiles", "data-industry", "exhibition-industry"):
            selection = Selection(sector=(id,))
            rows = CATALOGUE.rows(selection)
            names = [r.name.en for r in DATASET.regions.values() if r.id in set(rows["region"])]
            n = len(rows)
            assert (
                profile_pages.describe_sector(now, selection)
                == f"{n} figures in our sources · {', '.join(names)}"
            )
        assert (
            profile_pages.describe_sector(
                here(CATALOGUE, "sectors", "zh"), Selection(sector=("automobiles",))
            ).count("、")
            == len(CATALOGUE.rows(Selection(sector=("automobiles",)))["region"].unique()) - 1
        )

    def test_a_sector_of_which_some_figures_fit_says_of_how_many(self):
        selection = Selection(sector=("data-industry",), qualifier=("over",))
        n, total = CATALOGUE.count(selection), CATALOGUE.count(selection.without("qualifier"))

        assert 0 < n < total
        assert profile_pages.describe_sector(
            here(CATALOGUE, "sectors", selection=selection), selection
        ).startswith(f"{n} of {total} figures in our sources · ")

    def test_a_sector_without_figures_names_no_region(self):
        assert (
            profile_pages.describe_sector(here(CATALOGUE), Selection(sector=("pillar-clusters",)))
            == "0 figures in our sources"
        )

    @pytest.mark.parametrize(("n", "told"), [(40, "R39"), (41, "41 regions")])
    def test_more_regions_than_can_be_named_are_counted(self, n, told):
        regions = {
            f"r{k}": DATASET.regions["china"].model_copy(
                update={
                    "id": f"r{k}",
                    "name": DATASET.regions["china"].name.model_copy(update={"en": f"R{k}"}),
                }
            )
            for k in range(50)
        }
        other = type("Other", (), {})()
        other.dataset = replace(DATASET, regions=regions)
        other.counts = lambda *_: {f"r{k}": 1 if k < n else 0 for k in range(50)}
        other.count = lambda _: n
        now = here(CATALOGUE)
        now = replace(now, catalogue=other)

        assert profile_pages.describe_sector(now, Selection(sector=("x",))).startswith(
            f"{n} figures in our sources · "
        )
        assert profile_pages.describe_sector(now, Selection(sector=("x",))).endswith(told)

    def test_a_sector_leads_to_its_group_and_to_its_parts_that_have_figures(self):
        selection = Selection(
            sector=("new-energy",), topic=("industry-clusters",), source=("china-daily-gd-today",)
        )
        found = written(profile_pages.show_sector_links, "new-energy", page="sectors", selection=selection)
        group = DATASET.sectors["new-energy"].group
        parts = written(profile_pages.show_sector_links, group, page="sectors", selection=selection)
        counts = CATALOGUE.facets(selection.without("sector"))["sector"]
        expected = [s for s in DATASET.sectors.values() if s.group == group and counts[s.id]]

        assert [(asked(href), label) for href, label in links(found.html)] == [
            (
                (
                    "/sectors",
                    [
                        ("sector", group),
                        ("topic", "industry-clusters"),
                        ("source", "china-daily-gd-today"),
                        ("lang", "en"),
                    ],
                ),
                DATASET.sectors[group].name.en,
            )
        ]
        assert "<b>Part of</b>" in found.html
        held = parts.html.split("<b>Holds</b>")[1]
        assert [label for _, label in links(held)] == [s.name.en for s in expected]
        nothing = written(
            profile_pages.show_sector_links, group, page="sectors", selection=Selection(topic=("trade",))
        )
        assert "Holds" not in nothing.html
        top = written(profile_pages.show_sector_links, "strategic-clusters", page="sectors")
        assert "Part of" not in top.html


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("plan", ["13", "14", "15"])
def test_a_plan_says_its_years_and_how_many_outcomes_expectations_and_targets(plan, language):
    selection = Selection(plan=(plan,))
    rows, say = CATALOGUE.rows(selection), load_messages(language)
    counts = [int((rows["status"] == status).sum()) for status in ("actual", "expected", "target")]
    told = profile_pages.describe_plan(here(CATALOGUE, "plans", language), plan, selection).split(" · ")
    names = ("outcome", "expectation", "target")

    if language == "en":
        record = DATASET.plans[plan]
        assert told == [
            f"{record.start}–{record.end}",
            *(f"{n} {name}{'' if n == 1 else 's'}" for n, name in zip(counts, names, strict=True)),
        ]
    else:
        assert [re.findall(r"\d+", part) for part in told[1:]] == [[str(n)] for n in counts]
        assert told[1:] == [
            say.plural(f"{{n}} {name}", f"{{n}} {name}s", n) for n, name in zip(counts, names, strict=True)
        ]


class TestIndicators:
    @pytest.mark.parametrize("language", ["en", "zh"])
    def test_the_facts_of_an_indicator(self, language):
        say = load_messages(language)
        mark = {"en": ", ", "zh": "、"}[language]
        semicolon = {"en": "; ", "zh": "；"}[language]
        for id, record in list(DATASET.indicators.items())[::5]:
            rows = CATALOGUE.rows(Selection(indicator=(id,)))
            found = written(
                profile_pages.show_indicator_facts, id, rows, page="indicators", language=language
            )
            counts = rows["qualifier"].value_counts()
            hedges = [
                say("{n} × {hedge}", n=say.format_count(counts[name]), hedge=say(hedge.meaning))
                for name, hedge in HEDGES.items()
                if counts.get(name, 0)
            ]
            expected = [
                ("Topic", DATASET.topics[record.topic].name[language]),
                ("Measure", say(MEASURES[record.measure].label)),
                ("Unit", text.unit_name(DATASET.units[record.unit], language)),
                ("Share of", record.of[language] if record.of else ""),
                ("Hedges", semicolon.join(hedges)),
                ("Also called", mark.join(record.aliases)),
                ("Id", id),
            ]
            shown = [(term, unescape(told)) for term, told in facts(found.html)]
            assert shown == [(say(term), told) for term, told in expected if told]
            assert [given["anchor"] for given in found.of("header")] == ["about"]

    def test_hedges_in_words(self):
        rows = CATALOGUE.rows(Selection(indicator=("goods-trade-growth",)))
        told = dict(facts(written(profile_pages.show_indicator_facts, "goods-trade-growth", rows).html))

        assert told["Hedges"] == "3 × exact as stated; 2 × lower bound (over, more than, exceeded)"

    def test_other_indicators_of_the_topic_are_linked_twelve_at_most(self):
        for id, record in list(DATASET.indicators.items())[::5]:
            found = written(
                profile_pages.show_related_indicators,
                id,
                page="indicators",
                selection=Selection(region=("guangzhou",)),
            )
            others = [o for o in DATASET.indicators.values() if o.topic == record.topic and o.id != id]
            assert [label for _, label in links(found.html)] == [o.name.en for o in others[:12]]
            assert [asked(href) for href, _ in links(found.html)] == [
                ("/indicators", [("region", "guangzhou"), ("indicator", o.id), ("lang", "en")])
                for o in others[:12]
            ]
        assert max(sum(o.topic == t for o in DATASET.indicators.values()) for t in DATASET.topics) > 13


class TestSources:
    @pytest.mark.parametrize("language", ["en", "zh"])
    def test_the_facts_of_a_source(self, language):
        say = load_messages(language)
        for id, record in DATASET.sources.items():
            expected = [
                ("Publisher", record.publisher[language]),
                ("Published", text.format_day(record.published, language)),
                ("Read on", text.format_day(record.accessed, language)),
                ("Cite as", text.format_citation(record, say)),
                ("Note", record.note[language] if record.note else ""),
                ("Id", id),
            ]
            shown = facts(written(profile_pages.show_source_facts, id, language=language).html)
            assert [(term, unescape(told)) for term, told in shown] == [
                (say(term), told) for term, told in expected if told
            ]

    @pytest.mark.parametrize("language", ["en", "zh"])
    def test_the_sources_of_a_page_can_be_cited_each_once_in_three_ways(self, language):
        rows, say = CATALOGUE.rows(Selection(indicator=("gdp",))), load_messages(language)
        ids = list(dict.fromkeys(rows["source"]))
        found = written(profile_pages.show_source_citations, rows, language=language, opened=True)
        closed = written(profile_pages.show_source_citations, rows, language=language)

        assert [bare(each) for each in found.html.split("\n")] == [
            text.add_brackets(
                DATASET.sources[id].title[language], DATASET.sources[id].publisher[language], language
            )
            for id in ids
        ]
        assert [given["body"] for given in found.of("code")] == [
            code
            for id in ids
            for code in (
                citations.cite_source(DATASET.sources[id], say),
                citations.source_bibtex(DATASET.sources[id]),
                citations.source_csl(DATASET.sources[id]),
            )
        ]
        assert not closed.of("code")
        assert [given["key"] for given in closed.of("expander")] == [f"cite_{id}" for id in ids]

    @pytest.mark.parametrize(
        ("n", "language", "told"),
        [
            (1, "en", "1 figure in reading order"),
            (2, "en", "2 figures in reading order"),
            (1234, "en", "1,234 figures in reading order"),
        ],
    )
    def test_reading_order_is_said_with_the_number_of_figures(self, n, language, told):
        assert [
            given["body"]
            for given in written(profile_pages.show_reading_order_heading, n, language=language).of("header")
        ] == [told]


@pytest.mark.parametrize(("n", "label"), [(1, "Table of 1 figure"), (2, "Table of 2 figures")])
def test_the_table_that_closes_a_page_is_made_when_it_is_opened(n, label):
    rows = CATALOGUE.rows(Selection(region=("guangdong",))).head(n)
    closed = written(profile_pages.show_folded_table, rows, frozenset({"region"}))
    opened = written(profile_pages.show_folded_table, rows, frozenset({"region"}), opened=True)

    assert [given["label"] for given in closed.of("expander")] == [label]
    assert [given["body"] for given in closed.of("header")] == ["All figures of this page"]
    assert not closed.of("dataframe")
    [table] = opened.of("dataframe")
    assert table["key"] == "regions_table"
    assert len(table["data"].data) == n
    assert "Region" not in table["data"].data


def test_what_stands_beside_a_region_is_kept_for_each_language_and_dataset(small):
    assert profile_pages._shared_indicators(CATALOGUE, "guangdong", "en") != profile_pages._shared_indicators(
        CATALOGUE, "guangdong", "zh"
    )
    assert isinstance(small, Catalogue)
    assert profile_pages._shared_indicators(small, "port", "en") != profile_pages._shared_indicators(
        small, "port", "zh"
    )
