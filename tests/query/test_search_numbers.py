"""The numbers of a query: what each says, in whatever scale it is printed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.query.search.numbers import find_numbers
from indicators.query.text_normalisation import normalise_text


def values(query):
    return [number.value for number in find_numbers(normalise_text(query).words)]


@pytest.mark.parametrize(
    ("query", "value"),
    [
        ("93,200", 93_200),
        ("93.2 thousand", 93_200),
        ("9.32万", 93_200),
        ("9.32萬", 93_200),
        ("93.2k", 93_200),
        ("US$1.1tn", 1_100_000_000_000),
        ("1.1万亿", 1_100_000_000_000),
        ("1.1兆元", 1_100_000_000_000),
        ("11000亿", 1_100_000_000_000),
        ("3兆3757.93亿", 3_375_793_000_000),
        ("28.83 lakh crore", 28_830_000_000_000),
        ("5百", 500),
        ("2 million", 2_000_000),
    ],
)
def test_a_number_is_worth_what_it_says(query, value):
    assert values(query) == [value]


@pytest.mark.parametrize("query", ["38.1", "14", "five million", "5G", "R&D", "万亿", "1.2.3", "9" * 40, ""])
def test_what_can_be_printed_in_one_way_alone_is_found_as_words(query):
    assert values(query) == []


def test_each_number_of_a_query_is_told_with_what_follows_it():
    numbers = find_numbers(normalise_text("1.1万亿元 from 2 million").words)

    assert [(number.start, number.end, number.rest) for number in numbers] == [(0, 2, "元"), (3, 5, "")]


def test_numbers_side_by_side_stay_two():
    assert values("5万6万") == [50_000, 60_000]


@given(st.text(alphabet="0123456789.,万亿兆千百 kmbtn元", max_size=40))
def test_any_text_is_answered(query):
    assert all(0 <= number.start < number.end for number in find_numbers(normalise_text(query).words))
