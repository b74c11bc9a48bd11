"""Cards: what a figure says in little, which stand first, targets beside their outcomes, and the first page's sums."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from markupsafe import Markup, escape

from indicators import text
from indicators.check.dataset_file import parse_dataset
from indicators.i18n import load_messages
from indicators.model.code_lists import STATUSES
from indicators.query import EVERYTHING, Catalogue, Selection, chart_selection
from indicators.ui import cards, chart_panels, overview_page, targets
from tests.noting import CATALOGUE, asked, bare, here, links, noting, rows_of

DATASET = CATALOGUE.dataset
RECORDS = CATALOGUE.records(CATALOGUE.rows(Selection(implied=True)))


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("leave_out", [frozenset(), frozenset({"region"})])
def test_a_card_says_what_how_much_of_whom_and_where_it_was_printed(language, leave_out):
    now, say = here(CATALOGUE, "regions", language), load_messages(language)
    for row in RECORDS:
        about = text.describe_subject(row, DATASET, language, leave_out | {"indicator"})
        if row.status != "actual":
            about = f"{say(STATUSES[row.status].label)} · {about}"
        name, id = DATASET.indicators[row.indicator].name[language], row.observation_id
        lead = {"en": ": ", "zh": "："}[language]
        statements = CATALOGUE.vintages_of([row]).get(id, ())
        others = "".join(
            f'<div class="ri-meta">{each}</div>'
            for each in text.describe_other_statements(row, statements, DATASET, say)
        )
        assert cards.card_html(now, row, leave_out, Markup("<i>more</i>")) == (
            f'<div class="ri-card"><div class="ri-name">{escape(name)}</div>'
            f'<div class="ri-figure">{escape(text.format_figure(row, DATASET, say))}</div>\n'
            f'<div class="ri-meta">{escape(about)}</div>'
            f'<div class="ri-meta">{escape(text.describe_origin(row, say))}</div>{others}<i>more</i>'
            f'<a class="ri-open" href="/f/{id}?lang={language}" data-figure="{id}">'
            f"{say('About this figure')}<span>{lead}{escape(name)}</span></a></div>"
        )


def test_cards_hang_side_by_side_at_a_width():
    now = here(CATALOGUE)
    with noting(now) as written:
        cards.show_cards(now, RECORDS[:2], frozenset({"region"}))
        cards.show_cards(now, RECORDS[:1], width=300)
    one, other = written.of("html")

    assert one["body"]._repr_html_() == (
        f'<div class="ri-wall" style="--ri-card: 230px">'
        f"{cards.card_html(now, RECORDS[0], frozenset({'region'}))}{cards.card_html(now, RECORDS[1], frozenset({'region'}))}</div>"
    )
    assert other["body"]._repr_html_().startswith('<div class="ri-wall" style="--ri-card: 300px">')


@pytest.mark.parametrize(
    "selection",
    [
        EVERYTHING,
        Selection(region=("guangdong",)),
        Selection(region=("guangzhou",)),
        Selection(plan=("14",)),
        Selection(plan=("13",)),
        Selection(status=("target",)),
        Selection(topic=("land-people",)),
    ],
)
@pytest.mark.parametrize("most", [1, 4, 6, 100])
def test_headlines_are_the_curated_figures_and_then_one_of_each_other_topic_the_richest_first(
    selection, most
):
    records = CATALOGUE.records(CATALOGUE.rows(selection))
    curated = [id for id in DATASET.about.headlines if id in {r.observation_id for r in records}]
    told = {r.topic for r in records if r.observation_id in curated}
    left = [
        r
        for r in records
        if r.topic not in told and r.status == "actual" and r.measure in ("level", "share", "growth")
    ]
    rich = Counter(r.topic for r in left)
    found = cards.choose_headlines(CATALOGUE, selection, most)
    ids, rest = [r.observation_id for r in found], found[len(curated) :]

    assert len(ids) == min(most, len(curated) + len(rich))
    assert ids[: len(curated)] == curated[:most]
    assert [rich[r.topic] for r in rest] == sorted((rich[r.topic] for r in rest), reverse=True)
    assert len({r.topic for r in rest}) == len(rest)
    for row in rest:
        rivals = [r for r in left if r.topic == row.topic]
        order = ("level", "share", "growth")
        best = min(order.index(r.measure) for r in rivals)
        assert order.index(row.measure) == best
        days = [
            r.period_end for r in rivals if order.index(r.measure) == best and r.period_end == r.period_end
        ]
        days = [day for day in days if day is not None and str(day) != "NaT"]
        if days:
            assert row.period_end == max(days)


def test_six_headlines_stand_first_unless_a_page_says_otherwise():
    assert len(cards.choose_headlines(CATALOGUE, EVERYTHING)) == 6


def shown(function, *given, page="overview", language="en", selection=EVERYTHING, opened=False, **others):
    now = here(CATALOGUE, page, language, selection, **others)
    with noting(now, opened=opened) as written:
        function(now, *given)
    return written


class TestAims:
    @pytest.mark.parametrize("language", ["en", "zh"])
    @pytest.mark.parametrize("plan", ["13", "14", "15"])
    def test_every_target_and_expectation_stands_beside_what_came_of_it(self, plan, language):
        rows, say = CATALOGUE.rows(Selection(plan=(plan,))), load_messages(language)
        written = shown(targets.show_targets, rows, page="plans", language=language)
        aimed = [r for r in CATALOGUE.records(rows) if r.status != "actual"]
        found = re.findall(r'<div class="ri-card">.*?</a></div>', written.html, re.DOTALL)

        if not aimed:
            assert written.calls == []
            return
        assert written.of("header")[0]["anchor"] == "targets"
        assert [re.search('data-figure="(.*?)"', card)[1] for card in found] == [
            r.observation_id for r in aimed
        ]
        assert "--ri-card: 320px" in written.html
        for card, row in zip(found, aimed, strict=True):
            outcomes = CATALOGUE.outcomes(row)
            badge = f'<div class="ri-badge">{say("no outcome in our sources")}</div>'
            assert (badge in card) is (not outcomes)
            told = [bare(each) for each in re.findall(r'<div class="ri-name"><b>.*?</div>', card)]
            assert told == [
                f"{say('Outcome:')} {text.format_figure(o, DATASET, say)} · {text.format_period(o.period, language)}"
                for o in outcomes
            ]

    def test_an_outcome_is_set_beside_its_target(self):
        """The stock data has targets without outcomes; this plan has one that was met later."""
        small = outcome_of_a_target()
        rows = small.rows(Selection(region=("ostland",), indicator=("gdp",)))
        now = here(small, "plans")
        with noting(now) as written:
            targets.show_targets(now, rows)
        n = len(rows) - 2

        assert '<div class="ri-name"><b>Outcome:</b> 2.6 trillion crowns · 2025</div>' in written.html
        assert "no outcome in our sources" not in written.html
        assert n > 0
        assert [given["label"] for given in written.of("expander")] == [
            load_messages("en").plural(
                "{n} outcome of this plan has no stated target in our sources",
                "{n} outcomes of this plan have no stated target in our sources",
                n,
            )
        ]

    def test_outcomes_without_a_target_are_counted_and_listed_when_asked(self):
        rows = CATALOGUE.rows(Selection(plan=("14",)))
        aimed = rows[rows["status"] == "target"].head(1)
        one = CATALOGUE.rows()[
            CATALOGUE.rows()["observation_id"].isin([*aimed["observation_id"], "gdp.hengqin.2024"])
        ]
        assert len(one) == 2
        closed, opened = (shown(targets.show_targets, one, page="plans", opened=o) for o in (False, True))

        assert [given["label"] for given in closed.of("expander")] == [
            "1 outcome of this plan has no stated target in our sources"
        ]
        assert not closed.of("dataframe")
        assert len(opened.of("dataframe")[0]["data"].data) == 1
        assert not shown(targets.show_targets, aimed, page="plans").of("expander")


def outcome_of_a_target():
    """A dataset of one target, what came of it, and two outcomes nobody aimed at."""
    path = Path(__file__).parent.parent / "data" / "small.yaml"
    lines = path.read_text(encoding="utf-8")
    target = next(line for line in lines.split("\n") if "status: target" in line and "2.5 trillion" in line)
    met = target.replace("value: 2.5 trillion", "value: 2.6 trillion").replace(
        "qualifier: at_least", "qualifier: exact"
    )
    met = met.replace("status: target, ", "").replace("at least 2.5 trillion", "2.6 trillion")
    return Catalogue(parse_dataset(lines.replace(target, f"{met}\n{target}")))


class TestTheFirstPage:
    @pytest.mark.parametrize(
        ("selection", "language", "told"),
        [
            (EVERYTHING, "en", None),
            (Selection(region=("xiongan",)), "en", "1 figure · 1 indicator · 1 region · 1 source"),
            (Selection(region=("maoming",)), "en", None),
            (Selection(region=("maoming",)), "zh", None),
        ],
    )
    def test_how_much_there_is_of_each(self, selection, language, told):
        [given] = shown(overview_page.show_counts, language=language, selection=selection).of("markdown")
        rows = CATALOGUE.rows(selection)
        counts = [len(rows), *(rows[name].nunique() for name in ("indicator", "region", "source"))]

        assert [int(n) for n in re.findall(r"\d+", given["body"])] == counts
        if told:
            assert given["body"] == told
        elif language == "en":
            assert re.sub(r"\d+", "n", given["body"]).startswith("n figures · n indicators · n region")

    @pytest.mark.parametrize("language", ["en", "zh"])
    def test_regions_with_figures_are_linked_with_their_number_and_the_filters(self, language):
        selection = Selection(topic=("industry-clusters",))
        written = shown(overview_page.show_regions, language=language, selection=selection)
        counts = CATALOGUE.rows(selection)["region"].value_counts()
        row = written.html.split('class="ri-row">')[1]

        assert [(asked(href), label) for href, label in links(row)] == [
            (
                ("/regions", [("region", r.id), ("topic", "industry-clusters"), ("lang", language)]),
                f"{r.name[language]} · {counts[r.id]}",
            )
            for r in DATASET.regions.values()
            if counts.get(r.id, 0)
        ]
        assert [bare(each) for each in re.findall('<div class="ri-title">.*?</div>', written.html)] == [
            layout.name[language] for layout in DATASET.maps.values()
        ]
        for href, label in links(row):
            assert len(rows_of(CATALOGUE, href)) == int(label.rpartition(" · ")[2])

    def test_a_dataset_without_maps_and_charts_has_no_place_for_them(self, small):
        bare_data = Catalogue(replace(small.dataset, maps={}, charts={}))
        now = here(bare_data, "overview")
        with noting(now) as written:
            overview_page.show_regions(now)
            overview_page.show_curated_charts(now)

        assert [given["anchor"] for given in written.of("header")] == ["regions"]
        assert "ri-tiles" not in written.html

    @pytest.mark.parametrize("language", ["en", "zh"])
    def test_sources_stand_newest_first_with_their_number(self, language):
        selection = Selection(region=("guangzhou",))
        written = shown(overview_page.show_newest_sources, language=language, selection=selection)
        counts = CATALOGUE.rows(selection)["source"].value_counts()
        sources = sorted(DATASET.sources.values(), key=lambda s: s.published, reverse=True)

        assert [(asked(href), label) for href, label in links(written.html)] == [
            (
                ("/sources", [("region", "guangzhou"), ("source", s.id), ("lang", language)]),
                f"{text.format_day(s.published, language)} · {text.add_brackets(s.title[language], s.publisher[language], language)} · {counts[s.id]}",
            )
            for s in sources
            if counts.get(s.id, 0)
        ]

    @pytest.mark.parametrize("language", ["en", "zh"])
    def test_declared_charts_are_linked_and_the_one_of_the_address_is_drawn_with_its_rows(
        self, language, monkeypatch
    ):
        drawn = []
        monkeypatch.setattr(
            chart_panels, "show_chart", lambda _, chart, key: drawn.append((chart.title, key))
        )
        selection = Selection(topic=("trade",))
        for id in ("", *DATASET.charts, "no-chart"):
            drawn.clear()
            written = shown(
                overview_page.show_curated_charts, language=language, selection=selection, chart=id
            )
            known = id in DATASET.charts
            assert drawn == ([(DATASET.charts[id].title[language], "curated")] if known else [])
            assert ("download_curated" in written.keys) is known
            assert [(asked(href), label) for href, label in links(written.html)] == [
                (("/charts", [("topic", "trade"), ("lang", language), ("chart", c.id)]), c.title[language])
                for c in DATASET.charts.values()
            ]

    def test_the_download_of_a_declared_chart_holds_what_it_was_chosen_from(self, monkeypatch):
        monkeypatch.setattr(chart_panels, "show_chart", lambda *_: None)
        id = "gdp-of-regions"
        written = shown(overview_page.show_curated_charts, chart=id, opened=True)
        n = CATALOGUE.count(chart_selection(DATASET.charts[id]))

        assert written.of("markdown")[0]["body"] == f"**This view: {n} rows**"
        assert unescape(written.of("header")[0]["body"]) == "Curated charts"
