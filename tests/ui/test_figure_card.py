"""The figure card says all that is known of a figure, each thing once and in the reader's language."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import cache

import pytest
from markupsafe import escape

from indicators import text
from indicators.i18n import load_messages
from indicators.model.code_lists import STATUSES, TIMINGS
from indicators.model.hedges import HEDGES
from indicators.query import Catalogue, Selection
from indicators.text import citations
from indicators.text.finding_text import format_finding
from indicators.text.text_fragment import add_text_fragment
from indicators.ui.figure_card import figure_permalink, show_figure_card
from tests import world
from tests.noting import CATALOGUE, SITE, asked, bare, facts, here, links, noting

EVERY = CATALOGUE.records(CATALOGUE.rows(Selection(implied=True)))


def sort_of(row):
    """What decides which lines a card has and in which words."""
    parts = (
        row.usd,
        row.speaker,
        row.note,
        row.base_period,
        row.sector,
        CATALOGUE.dataset.indicators[row.indicator].of,
    )
    facts = (row.qualifier, row.status, row.basis, row.timing, row.measure, row.source)
    return (*facts, *(isinstance(part, str) or part == part for part in parts), ";" in row.locator)


#: One figure of each sort.
FIGURES = list({sort_of(row): row for row in EVERY}.values())
TERMS = (
    *("Figure", "Range", "Hedge", "Printed in dollars", "Definition", "Share of", "Period", "Timing"),
    *("Measured against", "Status", "Source", "Printed on", "Implied by figures on"),
    *("Read by the curator as", "Said by", "Note", "Other statements"),
)
#: What a curator vouches for, by the id of the figure.
READINGS = {one.key(indicator.id): one.reading for indicator, one in CATALOGUE.dataset.observations()}

#: The figures that our sources state twice, and what their cards say of the other statement.
OTHERS = {
    "cluster-revenue.guangdong.new-energy.2024": {
        "en": "also stated as at least 1 trillion yuan, Mar 2025",
        "zh": "亦表述为至少1万亿元（2025年3月）",
    },
    "cluster-revenue.guangdong.new-energy.2024.threshold": {
        "en": "also stated as 1.1 trillion yuan, Mar 2025",
        "zh": "亦表述为1.1万亿元（2025年3月）",
    },
    "competition-high-tech-enterprises.guangzhou.2021--2025": {
        "en": "also stated as over 3,000 enterprises, 17 Dec 2025",
        "zh": "亦表述为超3000家（2025年12月17日）",
    },
    "competition-high-tech-enterprises.guangzhou.2021--2025.headline": {
        "en": "also stated as 3,056 enterprises, 17 Dec 2025",
        "zh": "亦表述为3056家（2025年12月17日）",
    },
    "land-share.greater-bay-area.undated": {
        "en": "later stated as under 0.6%, 22 Dec 2025",
        "zh": "后来表述为不足0.6%（2025年12月22日）",
    },
    "land-share.greater-bay-area.undated.cgtn-regional-innovation": {
        "en": "first stated as under 1%, Mar 2025",
        "zh": "首次表述为不足1%（2025年3月）",
    },
}


@cache
def card(id, language="en"):
    """The card of a figure as it is written."""
    now = here(CATALOGUE, "data", language, figure=id)
    with noting(now) as written:
        show_figure_card(now)
    return written


def of(id):
    return next(row for row in EVERY if row.observation_id == id)


def told(cell):
    return isinstance(cell, str) and bool(cell)


def both(language, written):
    """What is said in the steps of both languages, that of the page first, once where both are alike."""
    own, other = ("en", "zh") if language == "en" else ("zh", "en")
    first, second = written(load_messages(own)), written(load_messages(other))
    return [each for each in dict.fromkeys((first, second)) if each]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_card_says_what_is_known_of_its_figure_and_nothing_else(language):
    say, dataset, is_english = load_messages(language), CATALOGUE.dataset, language == "en"
    tag = {"en": "zh-Hans", "zh": "en"}[language]
    for row in FIGURES:
        shown = facts(card(row.observation_id, language).html)
        indicator, stated = dataset.indicators[row.indicator], row.basis == "stated"
        expected = [
            both(language, lambda say, row=row: text.format_figure(row, dataset, say)),
            both(language, lambda say, row=row: text.format_bounds(row, dataset, say)),
            [say(HEDGES[row.qualifier].meaning)] if stated else [],
            []
            if math.isnan(row.usd)
            else both(language, lambda say, row=row: text.format_dollars(row.usd, say.language)),
            [indicator.definition[language]],
            [indicator.of[language]] if indicator.of else [],
            [text.format_period(row.period, language)],
            [say(TIMINGS[row.timing].label)],
            [text.format_period(row.base_period, language)] if told(row.base_period) else [],
            [say(STATUSES[row.status].label)],
            [text.format_citation(dataset.sources[row.source], say)],
            [text.describe_lines(row.locator, say)] if stated else [],
            [] if stated else [text.describe_lines(row.locator, say)],
            [reading[language]] if (reading := READINGS.get(row.observation_id)) else [],
            [speaker] if told(speaker := row.speaker if is_english else row.speaker_zh) else [],
            [note] if told(note := row.note if is_english else row.note_zh) else [],
            [OTHERS[row.observation_id][language]] if row.observation_id in OTHERS else [],
        ]
        pairs = [
            (
                say(term),
                str(escape(parts[0]))
                + "".join(f' · <span lang="{tag}">{escape(p)}</span>' for p in parts[1:]),
            )
            for term, parts in zip(TERMS, expected, strict=True)
            if parts
        ]
        found = [
            format_finding(finding, CATALOGUE, say)
            for finding in CATALOGUE.audit.findings_about(row.observation_id)
        ]
        checks = [("" if index else say("Checks"), escape(each)) for index, each in enumerate(found)]

        assert shown == pairs + checks, row.observation_id


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_card_begins_with_the_figure_and_the_words_it_was_printed_in(language):
    for row in FIGURES:
        written = card(row.observation_id, language)
        subject = text.describe_subject(row, CATALOGUE.dataset, language, frozenset({"indicator"}))
        figure = text.format_figure(row, CATALOGUE.dataset, load_messages(language))
        [drawer] = written.of("dialog")

        assert (
            bare(drawer["title"].replace("\\", ""))
            == CATALOGUE.dataset.indicators[row.indicator].name[language]
        )
        assert written.html.startswith(
            f'<div class="ri-figure">{escape(figure)}</div><div class="ri-meta">{escape(subject)}</div>'
        )
        quote = f'<p class="ri-quote" lang="en">“{escape(row.stated or "")}”</p>'
        assert (quote in written.html) is (row.basis == "stated")
        assert ('class="ri-quote"' in written.html) is (row.basis == "stated")


def test_a_quote_is_read_aloud_in_the_language_it_was_printed_in(small):
    now = here(small, figure="catch.bay.salmon.2024")
    with noting(now) as written:
        show_figure_card(now)

    assert '<p class="ri-quote" lang="zh-Hans">“1,250 tonnes”</p>' in written.html


@pytest.mark.parametrize(("language", "term"), [("en", "Read by the curator as"), ("zh", "数据维护者解读为")])
def test_a_reading_for_which_a_curator_vouches_stands_on_the_card(language, term):
    reading = {"en": "Two of the three.", "zh": "三者中的两者。"}
    made = world.catalogue([world.figure("gdp", 1, reading=reading), world.figure("gdp", 2, period="2023")])

    def card_of(id):
        now = here(made, "data", language, figure=id)
        with noting(now) as written:
            show_figure_card(now)
        return dict(facts(written.html))

    assert card_of("gdp.land.2024")[term] == reading[language]
    assert term not in card_of("gdp.land.2023")


@pytest.mark.parametrize(
    ("spoken", "lang"), [("en", "en"), ("zh", "zh-Hans"), ("zh-Hant", "zh-Hant"), ("de", "de")]
)
def test_a_quote_says_its_language_whatever_that_is(spoken, lang):
    sources = [world.source("gazette", "2025-03", language=spoken)]
    made = world.catalogue([world.figure("gdp", 1, source="gazette")], sources=sources)
    now = here(made, figure="gdp.land.2024")
    with noting(now) as written:
        show_figure_card(now)

    assert f'<p class="ri-quote" lang="{lang}">“printed 1”</p>' in written.html


def test_a_card_in_words():
    shown = facts(card("goods-trade.guangzhou.2025-01--2025-10").html)

    assert shown[:4] == [
        ("Figure", 'over 1 trillion yuan · <span lang="zh-Hans">超1万亿元</span>'),
        ("Range", 'above 1 trillion yuan · <span lang="zh-Hans">大于1万亿元</span>'),
        ("Hedge", "lower bound (over, more than, exceeded)"),
        ("Printed in dollars", 'US$141.55 billion · <span lang="zh-Hans">1415.5亿美元</span>'),
    ]


def test_an_upper_bound_is_below_its_number_and_not_from_nothing_to_it():
    row = next(row for row in FIGURES if row.qualifier == "under" and row.low == 0)
    shown = dict(facts(card(row.observation_id).html))

    assert shown["Range"].startswith("below ")


def test_a_figure_that_nobody_stated_has_no_hedge_no_quote_and_says_what_implies_it():
    row = next(row for row in FIGURES if row.basis == "implied")
    english, chinese = (facts(card(row.observation_id, language).html) for language in ("en", "zh"))

    assert {"Hedge", "Printed on"}.isdisjoint(dict(english))
    assert "Implied by figures on" in dict(english)
    assert {"限定语", "刊载行"}.isdisjoint(dict(chinese))


def test_a_card_leads_to_the_pages_of_its_indicator_region_sector_and_source():
    for row in FIGURES:
        ways = [href for href, _ in links(card(row.observation_id).html) if not href.startswith("http")]
        known = [told(row.indicator), told(row.region), told(row.sector)]
        slugs = [
            slug
            for slug, is_known in zip(("indicators", "regions", "sectors"), known, strict=True)
            if is_known
        ]

        assert [asked(href)[0] for href in ways] == [f"/{slug}" for slug in [*slugs, "sources"]]
        for href in ways:
            path, pairs = asked(href)
            dimension = path.strip("/").removesuffix("s")
            assert pairs == [(dimension, getattr(row, dimension)), ("lang", "en")]


def test_a_card_leads_to_the_printed_words_where_its_article_has_an_address():
    for row in FIGURES:
        url = CATALOGUE.dataset.sources[row.source].url
        ways = [href for href, _ in links(card(row.observation_id).html) if href.startswith("http")]

        assert ways == ([add_text_fragment(url, row.stated)] if url and row.basis == "stated" else [])


def test_the_ways_of_a_card_are_named_in_the_language_of_the_page():
    id = "goods-trade-growth.guangzhou.asean.2025-01--2025-10"

    assert [label for _, label in links(card(id).html)] == [
        "Open the article at these words",
        CATALOGUE.dataset.indicators["goods-trade-growth"].name.en,
        "Guangzhou",
        "People's Daily Online",
    ]
    assert [label for _, label in links(card(id, "zh").html)] == [
        "打开文章，定位到这些词句",
        CATALOGUE.dataset.indicators["goods-trade-growth"].name.zh,
        "广州",
        "人民网",
    ]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_link_and_citations_are_those_of_the_figure_in_the_language_of_the_page(language):
    id, say = "goods-trade.guangzhou.2025-01--2025-10", load_messages(language)
    row, link = of(id), f"{SITE}/f/{id}"
    codes = [given["body"] for given in card(id, language).of("code")]

    assert codes[:5] == [
        link,
        citations.cite_figure(row, CATALOGUE.dataset, say),
        citations.figure_bibtex(row, CATALOGUE.dataset, link, say),
        citations.figure_csl(row, CATALOGUE.dataset, link, say),
        f"{SITE}/api/v1/observations/{id}.json",
    ]
    assert {given["language"] for given in card(id, language).of("code")} == {None}
    with noting():
        assert figure_permalink(row) == link


def test_who_doubts_a_figure_writes_to_the_curators_or_else_to_whoever_runs_the_site(small):
    about = small.dataset.about.model_copy(update={"contact": "desk@figures.example"})
    reached = Catalogue(replace(small.dataset, about=about))
    alone, known = (here(catalogue, figure="catch.bay.salmon.2024") for catalogue in (small, reached))
    with noting(alone) as without:
        show_figure_card(alone)
    with noting(known) as written:
        show_figure_card(known)

    assert [given["body"] for given in without.of("caption")] == [
        "Send this to whoever runs this site, with what you found:"
    ]
    assert not without.of("link_button")
    [button] = written.of("link_button")
    assert button["label"] == "Write to the curators"
    assert button["url"].startswith("mailto:desk@figures.example?subject=catch.bay.salmon.2024&body=")
    assert not written.of("caption")
    assert written.of("code")[-1]["body"].startswith("This figure seems wrong:")


def test_closing_the_card_takes_the_figure_out_of_the_address():
    now = here(CATALOGUE, figure="gdp.hengqin.2009", selection=Selection(region=("hengqin",)))
    with noting(now) as written:
        show_figure_card(now)
        written.of("dialog")[0]["on_dismiss"]()

    assert written.choices == here(CATALOGUE, selection=Selection(region=("hengqin",))).choices


def test_no_card_is_open_where_no_figure_is_chosen():
    now = here(CATALOGUE)
    with noting(now) as written:
        show_figure_card(now)

    assert written.calls == []
