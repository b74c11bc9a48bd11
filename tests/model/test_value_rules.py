"""Which forms of print go with a measure: of a range each end is looked at."""

from __future__ import annotations

from itertools import product

import pytest

from indicators.model.code_lists import MEASURES
from indicators.model.quantity import parse_printed_number
from indicators.model.value_rules import find_value_fault

FRACTION, MULTIPLE = (
    "a fraction states a share, and this is a {}",
    "a multiple states a growth, and this is a {}",
)
#: form of print → the measure that can be stated so, what is said of the others
OF_ONE_MEASURE = {
    "1/5": ("share", FRACTION),
    "1/5–1/4": ("share", FRACTION),
    "1/5–30": ("share", FRACTION),
    "20–1/4": ("share", FRACTION),
    "2x": ("growth", MULTIPLE),
    "2x–3x": ("growth", MULTIPLE),
    "2x–300": ("growth", MULTIPLE),
    "50–3x": ("growth", MULTIPLE),
}


@pytest.mark.parametrize(("text", "measure"), list(product(OF_ONE_MEASURE, MEASURES)))
def test_fractions_state_shares_and_multiples_growth_as_ends_of_a_range_too(text, measure):
    only, message = OF_ONE_MEASURE[text]

    fault = find_value_fault(parse_printed_number(text), measure)

    assert fault == (None if measure == only else message.format(measure))


@pytest.mark.parametrize("measure", MEASURES)
def test_no_measure_is_stated_from_a_fraction_to_a_multiple(measure):
    assert find_value_fault(parse_printed_number("1/4–2x"), measure) in (
        FRACTION.format(measure),
        MULTIPLE.format(measure),
    )


def test_a_place_is_one_number():
    assert find_value_fault(parse_printed_number("1–3"), "rank") == "a rank is a whole number from 1"
