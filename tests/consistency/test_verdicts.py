"""Verdicts and reasons as closed lists: every word has its object, and pages order verdicts by urgency."""

from typing import get_args

from indicators.consistency.verdicts import REASONS, VERDICTS, ReasonId, VerdictId
from indicators.model.interval import UndefinedReason


def test_every_verdict_has_its_object_in_the_order_of_counts():
    assert tuple(VERDICTS) == get_args(VerdictId)
    assert all(id == verdict.id for id, verdict in VERDICTS.items())


def test_every_reason_has_its_sentence_those_of_arithmetic_too():
    own, *_ = get_args(ReasonId)

    assert tuple(REASONS) == (*get_args(own), *get_args(UndefinedReason))
    assert all(reason.description.endswith(".") for reason in REASONS.values())


def test_what_contradicts_is_the_most_urgent_and_what_cannot_be_checked_the_least():
    assert sorted(VERDICTS, key=lambda id: -VERDICTS[id].urgency) == [
        "does-not-reconcile",
        "reconciles-if",
        "reconciles",
        "cannot-check",
    ]
