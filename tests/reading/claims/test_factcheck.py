"""Figures of a text against the stock dataset."""

import pytest

import indicators
from indicators.reading.claims import claim_record, factcheck

DRAFT = (
    "Guangdong's gross ocean product reached 2 trillion yuan in 2024, about one-fifth of the national total.\n"
    "Guangzhou had 4.22 million skilled workers in 2025. A bakery sold 71 cakes."
)


@pytest.fixture(scope="module")
def claims():
    return factcheck(DRAFT)


def test_each_figure_of_a_text_has_a_verdict_and_its_figures(claims):
    assert [(one.printed, one.verdict.id, one.observations[:1]) for one in claims] == [
        ("2 trillion yuan", "stronger", ("marine-gdp.guangdong.marine-economy.2024",)),
        (
            "about one-fifth",
            "agrees",
            ("marine-gdp-share.guangdong.marine-economy.2024",),
        ),
        ("4.22 million skilled workers", "agrees", ("skilled-talent.guangzhou.2025",)),
        ("71 cakes", "not-found", ()),
    ]


def test_a_claim_says_what_the_source_says_in_both_languages(claims):
    assert claims[0].says("en") == "The source says over 2 trillion yuan, for 2024; the text says more."
    assert claims[0].says("zh") == "资料来源（2024年）说超2万亿元；文中说得比资料来源多。"
    assert claims[3].says("en") == "The dataset has no such figure."


def test_only_what_has_to_change_has_a_suggestion(claims):
    assert [one.suggestion for one in claims] == ["over 2 trillion yuan", "", "", ""]


def test_a_claim_stands_where_it_is_printed(claims):
    assert [DRAFT[one.start : one.end] for one in claims] == [one.printed for one in claims]
    assert [one.line for one in claims] == [1, 1, 2, 2]


def test_a_record_has_the_fields_of_the_contract(claims):
    record = claim_record(claims[2])
    assert list(record) == [
        "line", "start", "end", "printed", "reading", "verdict", "observations", "says", "suggestion"
    ]  # fmt: skip
    assert record["reading"]["indicator"] == "skilled-talent"
    assert record["reading"]["region"] == "guangzhou"
    assert record["says"] == "The source says 4.22 million people, for 2025."


def test_the_library_checks_a_text_against_the_dataset_that_ships_with_it(claims):
    assert [one.verdict.id for one in indicators.factcheck(DRAFT)] == [one.verdict.id for one in claims]


def test_a_language_that_nobody_reads_is_an_error():
    with pytest.raises(ValueError, match="no language 'de': there are auto, en, zh"):
        factcheck("71", language="de")
