"""What an address asks for that there is, and what of it there is not."""

from __future__ import annotations

import pytest

from indicators.errors import UnknownId
from indicators.i18n import load_messages
from indicators.query import MAX_QUERY_LENGTH, Selection
from indicators.web.composition.choices import (
    ALL_TOPICS,
    PARAMETER_LABELS,
    VIEW_VALUES,
    PageChoices,
    RenamedId,
    describe_unknown_id,
    read_choices,
)
from tests.noting import CATALOGUE

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
