"""Passages written for these tests: what of them is found, judged and accused."""

from __future__ import annotations

import pytest

import indicators
from indicators.reading.claims import VERDICTS, FactChecker
from tests.reading.claims.passages import read_passages


@pytest.fixture(scope="module")
def checker():
    return FactChecker(indicators.load())


@pytest.fixture(scope="module", params=["en", "zh"])
def checked(request, checker):
    """Each passage of a language with its claims."""
    return [(passage, checker.check(passage.text)) for passage in read_passages(request.param)]


@pytest.fixture(scope="module")
def pairs(checked):
    """What a passage claims, beside what was found there."""
    found = [(one, one.find(claims)) for passage, claims in checked for one in passage.claims]
    return [(one, claim) for one, claim in found if claim]


def test_of_a_hundred_claims_ninety_five_are_found_and_as_many_of_those_found_are_claims(checked, pairs):
    expected = sum(len(passage.claims) for passage, _ in checked)
    found = sum(len(claims) for _, claims in checked)

    assert len(pairs) >= 0.95 * expected
    assert len(pairs) >= 0.95 * found


def test_of_a_hundred_claims_ninety_five_get_the_right_verdict(pairs):
    assert sum(claim.verdict.id in one.verdicts for one, claim in pairs) >= 0.95 * len(pairs)


def test_of_a_hundred_claims_with_a_figure_ninety_five_are_matched_to_it(pairs):
    of_figures = [(one, claim) for one, claim in pairs if one.observations]

    assert sum(claim.observations[0] in one.observations
               for one, claim in of_figures if claim.observations) >= 0.95 * len(of_figures)  # fmt: skip


def test_no_claim_that_the_source_bears_out_is_accused(pairs):
    assert [
        (one.printed, claim.verdict.id)
        for one, claim in pairs
        if VERDICTS[one.verdicts[0]].is_supported
        and claim.verdict.accuses
        and claim.verdict.id not in one.verdicts
    ] == []


def test_no_number_that_a_figure_has_by_chance_is_matched(pairs):
    assert [
        (one.printed, claim.observations)
        for one, claim in pairs
        if one.verdicts == ("not-found",) and claim.observations
    ] == []
