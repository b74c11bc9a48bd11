"""Links within the dashboard: they say exactly what they show, in the reader's language."""

from __future__ import annotations

from dataclasses import replace

import pytest
import streamlit as st

from indicators.errors import UnknownId
from indicators.i18n import load_messages
from indicators.query import EVERYTHING, MAX_QUERY_LENGTH, Selection
from indicators.ui import navigation
from indicators.ui.navigation import SITE_PAGES
from indicators.ui.url_state import (
    ALL_TOPICS,
    PARAMETER_LABELS,
    VIEW_VALUES,
    PageChoices,
    RenamedId,
    describe_unknown_id,
    read_choices,
)
from tests.noting import CATALOGUE, here, noting


@pytest.fixture
def under(monkeypatch):
    """Streamlit as it is when the site lies below a path."""

    def at(base):
        option = st.get_option
        monkeypatch.setattr(
            st, "get_option", lambda name: base if name == "server.baseUrlPath" else option(name)
        )

    return at


def test_every_page_has_its_own_path_and_the_first_is_the_root():
    assert [navigation.page_path(page.slug) for page in SITE_PAGES] == [
        "/",
        *(f"/{page.slug}" for page in SITE_PAGES[1:]),
    ]


@pytest.mark.parametrize("base", ["stats", "/stats/", "stats/"])
def test_paths_lie_below_the_path_of_the_site(under, base):
    under(base)

    assert navigation.page_path("data") == "/stats/data"
    assert navigation.page_path("overview") == "/stats"


@pytest.mark.parametrize("language", [None, "en", "zh"])
def test_an_address_holds_the_filters_it_names_the_language_and_nothing_else_of_the_reader(language):
    now = here(
        CATALOGUE,
        "regions",
        "en",
        Selection(topic=("talent",)),
        figure="gdp.hengqin.2009",
        show="trade",
        chart="gdp-of-regions",
    )
    now = replace(now, choices=replace(now.choices, language=language).with_view("axes", "own"))
    lang = f"&lang={language}" if language else ""

    assert (
        navigation.page_address(now, "data", now.selection, region=("maoming",))
        == f"/data?region=maoming&topic=talent{lang}"
    )
    assert navigation.page_address(now, "compare", EVERYTHING, series=("a.b", "c.d")) == (
        f"/compare?{lang[1:]}&series=a.b&series=c.d".replace("?&", "?")
    )
    assert navigation.page_address(
        now, "data", EVERYTHING, figure="x"
    ) == f"/data?{lang[1:]}&figure=x".replace("?&", "?")
    assert navigation.page_address(now, "overview", EVERYTHING, chart="c") == f"/?{lang[1:]}&chart=c".replace(
        "?&", "?"
    )


def test_an_address_without_any_choice_has_no_question_mark():
    now = here(CATALOGUE)
    now = replace(now, choices=PageChoices())

    assert navigation.page_address(now, "sources", EVERYTHING) == "/sources"


def test_a_row_of_links_escapes_its_texts_and_stands_after_its_label():
    with noting() as written:
        navigation.show_links([("/a?b=1&c=2", "<b>A</b> & B"), ("/d", "D")], "In <i>")
        navigation.show_links([], "Nothing")
        navigation.show_links(iter([("/e", "E")]))

    assert written.html.split("\n") == [
        '<div class="ri-row"><b>In &lt;i&gt;</b><a href="/a?b=1&amp;c=2" target="_self">&lt;b&gt;A&lt;/b&gt; &amp; B</a>'
        '<a href="/d" target="_self">D</a></div>',
        '<div class="ri-row"><a href="/e" target="_self">E</a></div>',
    ]


ASKED = {
    "lang": ("en", "xx"),
    "axes": ("own", "ovn"),
    "verdict": ("reconciles", "reconcile"),
    "tried": ("additions", "addition"),
    "show": ("talent", "talnet"),
    "chart": ("gdp-of-regions", "gdp-of-region"),
    "series": ("gdp.greater-bay-area", "gdp.greater-bay-are"),
    "figure": ("gdp.hengqin.2009", "gdp.hengqin.2010"),
    "region": ("guangzhou", "guangzou"),
    "status": ("target", "targt"),
}


@pytest.mark.parametrize("name", list(ASKED))
def test_what_there_is_is_taken_silently_and_what_there_is_not_is_left_out_and_told(name):
    good, bad = ASKED[name]
    rest = (("topic", "trade"), ("lang", "zh")) if name != "lang" else (("topic", "trade"),)
    taken, silent = read_choices(((name, good), *rest), CATALOGUE, None)
    left, told = read_choices(((name, bad), *rest), CATALOGUE, None)
    alone, _ = read_choices(rest, CATALOGUE, None)

    assert silent == ()
    assert sorted(taken.params()) == sorted([(name, good), *rest])
    assert left == alone
    [unknown] = told
    assert (unknown.kind, unknown.id) == (name, bad)
    assert unknown.nearest == (None if name == "lang" else good)
    assert not isinstance(unknown, RenamedId)


@pytest.mark.parametrize("name", [*sorted({*ASKED} - {"lang"}), "lang"])
def test_what_is_told_of_a_value_is_no_longer_than_a_search(name):
    [unknown] = read_choices(((name, "x" * (MAX_QUERY_LENGTH + 1)),), CATALOGUE, None)[1]

    assert unknown.id == "x" * MAX_QUERY_LENGTH


def test_all_topics_can_be_asked_for_and_an_unread_language_keeps_the_one_before():
    assert read_choices((("show", ALL_TOPICS),), CATALOGUE, None) == (PageChoices(show="all"), ())
    assert read_choices((("lang", "xx"),), CATALOGUE, "zh")[0] == PageChoices(language="zh")
    assert read_choices((("lang", "en"),), CATALOGUE, "zh")[0] == PageChoices(language="en")
    assert read_choices((), CATALOGUE, "zh")[0] == PageChoices(language="zh")


def test_a_series_named_twice_is_compared_once_in_the_order_of_the_link():
    one, other = "gdp.greater-bay-area", "gdp.beijing-tianjin-hebei"
    made, _ = read_choices((("series", one), ("series", other), ("series", one)), CATALOGUE, None)

    assert made.series == (one, other)


def test_parameters_stand_in_one_order():
    made = PageChoices(
        Selection(region=("guangzhou",), q="gdp"), "zh", "f", ("s", "t"), "c", (("axes", "own"),), "talent"
    )

    assert made.params() == [
        *[("region", "guangzhou"), ("q", "gdp"), ("lang", "zh"), ("series", "s"), ("series", "t")],
        *[("axes", "own"), ("show", "talent"), ("chart", "c"), ("figure", "f")],
    ]


@pytest.mark.parametrize("name", list(VIEW_VALUES))
def test_a_view_has_a_default_that_is_not_written(name):
    default, *others = VIEW_VALUES[name]
    chosen = PageChoices().with_view(name, others[0])

    assert PageChoices().view(name) == default
    assert chosen.view(name) == others[0]
    assert chosen.params() == [(name, others[0])]
    assert chosen.with_view(name, default) == PageChoices()


@pytest.mark.parametrize("kind", list(PARAMETER_LABELS))
def test_a_notice_names_what_was_asked_for_in_words(kind):
    say, speak = load_messages("en"), load_messages("zh")
    name = PARAMETER_LABELS[kind]

    assert describe_unknown_id(UnknownId(kind, "x", None), say) == (
        f"The link asks for {name} “x”, which does not exist here; it was left out."
    )
    assert describe_unknown_id(UnknownId(kind, "x", "y"), say).endswith("it was left out. Did you mean “y”?")
    chinese = describe_unknown_id(UnknownId(kind, "x", "y"), speak)
    assert speak(name) in chinese
    assert name not in chinese
    assert " " not in chinese


def test_a_switch_that_is_neither_on_nor_off_is_told_by_its_own_name():
    told = read_choices((("within", "yes"),), CATALOGUE, None)[1]

    assert [describe_unknown_id(each, load_messages("en")) for each in told] == [
        "The link asks for within “yes”, which does not exist here; it was left out. Did you mean “1”?"
    ]
