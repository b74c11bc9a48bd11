"""Two printed numbers of one thing: what the one in a draft is to the source's."""

from __future__ import annotations

import pytest

from indicators.model.quantity import parse_printed_number, quantity_of
from indicators.reading.claims.verdicts import VERDICTS, Comparison, StatedNumber, compare_numbers


def number(words: str, kind: str = "money") -> StatedNumber:
    qualifier, _, text = words.partition(" ")
    printed = parse_printed_number(text)
    return StatedNumber(printed, qualifier, quantity_of(printed, qualifier, kind, "level"))


@pytest.mark.parametrize(
    ("draft", "source", "verdict"),
    [
        ("over 2 trillion", "over 2 trillion", "agrees"),
        ("over 1,000 billion", "over 1 trillion", "agrees"),
        ("at_least 1 trillion", "over 1 trillion", "agrees"),
        ("exact 160.9万", "exact 1.609 million", "agrees"),
        ("exact 93,200", "exact 93,200", "agrees"),
        ("exact 1.6 million", "exact 1.609 million", "rounded"),
        ("about 1.6 million", "exact 1.609 million", "rounded"),
        ("over 1.6 million", "exact 1.609 million", "rounded"),
        ("exact 420万", "exact 4.22 million", "rounded"),
        ("nearly 600", "exact 586", "rounded"),
        ("over 1 million", "exact 1.609 million", "rounded"),
        ("over 14 trillion", "exact 16.5 trillion", "weaker"),
        ("at_least 1.9 trillion", "over 2 trillion", "weaker"),
        ("under 20,000", "nearly 20,000", "weaker"),
        ("about 20,000", "nearly 20,000", "weaker"),
        ("about 2 trillion", "over 2 trillion", "weaker"),
        ("exact 2 trillion", "over 2 trillion", "stronger"),
        ("exact 510 billion", "about 510 billion", "stronger"),
        ("exact 600", "nearly 600", "stronger"),
        ("over 1.5 trillion", "at_least 1 trillion", "stronger"),
        ("over 1.1 trillion", "exact 1.1 trillion", "stronger"),
        ("exact 1.690 million", "exact 1.609 million", "differs"),
        ("exact 4 billion", "over 18 billion", "differs"),
        ("over 1.8 billion", "over 18 billion", "differs"),
        ("nearly 4 billion", "nearly 400 million", "differs"),
        ("nearly 2 trillion", "over 2 trillion", "differs"),
        ("exact 14.4 trillion", "exact 14.5 trillion", "differs"),
        ("between 5–6 billion", "exact 5.5 billion", "weaker"),
        ("between 5–6 billion", "between 5–6 billion", "agrees"),
    ],
)
def test_a_number_of_a_draft_is_judged_by_what_both_numbers_allow(draft, source, verdict):
    assert compare_numbers(Comparison(number(draft, "count"), number(source, "count"))).id == verdict


@pytest.mark.parametrize(
    ("draft", "source", "verdict"),
    [
        ("exact 11.1", "exact 1/9", "agrees"),
        ("about 11", "exact 1/9", "rounded"),
        ("about 20", "about 1/5", "agrees"),
        ("exact 25", "exact 1/4", "agrees"),
        ("exact 1/4", "exact 24.75", "rounded"),
        ("exact 20", "about 1/5", "stronger"),
        ("over 2/5", "exact 44", "weaker"),
        ("exact 12", "exact 1/9", "differs"),
    ],
)
def test_a_fraction_is_the_percentages_that_it_rounds_to(draft, source, verdict):
    assert compare_numbers(Comparison(number(draft, "percent"), number(source, "percent"))).id == verdict


def test_no_verdict_both_accuses_and_is_supported():
    assert [one.id for one in VERDICTS.values() if one.accuses and one.is_supported] == []
    assert [one.id for one in VERDICTS.values() if not one.accuses and not one.is_supported] == ["not-found"]
