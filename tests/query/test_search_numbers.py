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


#: what follows a number without being a multiple of it
OWN_WORDS = [
    "百分点",
    "百分比",
    "百货",
    "百度",
    "百色",
    "百姓",
    "百科",
    "百济神州",
    "千米",
    "千克",
    "千瓦",
    "千瓦时",
    "千伏",
    "千帕",
    "千卡",
    "千焦",
    "千赫",
    "千升",
    "千禧",
    "千岛湖",
    "千灯",
    "万科",
    "万达",
    "万宁",
    "万州",
    "亿航",
    "亿纬锂能",
    "兆瓦",
    "兆瓦时",
    "兆帕",
    "兆赫",
    "兆字节",
    "十堰",
    "十字路口",
]
#: what is one, with the size of its multiplier
MULTIPLES = {
    "万元": 10**4,
    "萬元": 10**4,
    "万人": 10**4,
    "万亿元": 10**12,
    "亿元": 10**8,
    "亿欧元": 10**8,
    "千人": 10**3,
    "千吨": 10**3,
    "千欧元": 10**3,
    "千卡车": 10**3,
    "百家": 100,
    "百人": 100,
    "百强": 100,
    "百科技人员": 100,
    "万科技人员": 10**4,
    "万达标企业": 10**4,
    "亿航空旅客": 10**8,
    "万户": 10**4,
    "百万千瓦": 10**6,
    "万千瓦时": 10**4,
    "千万千米": 10**7,
    "兆元": 10**12,
}


@pytest.mark.parametrize("word", OWN_WORDS)
@pytest.mark.parametrize("space", ["", " "])
def test_a_word_that_begins_with_a_multiplier_multiplies_nothing(word, space):
    assert values(f"5{space}{word}") == []
    assert values(f"93,200{space}{word}") == [93_200]
    assert values(f"5.5万{word}") == [55_000]


@pytest.mark.parametrize(("word", "size"), MULTIPLES.items())
def test_a_multiplier_before_a_unit_multiplies(word, size):
    assert values(f"5{word}") == [5 * size]


def test_each_number_of_a_query_is_told_with_what_follows_it():
    numbers = find_numbers(normalise_text("1.1万亿元 from 2 million").words)

    assert [(number.start, number.end, number.rest) for number in numbers] == [(0, 2, "元"), (3, 5, "")]


def test_numbers_side_by_side_stay_two():
    assert values("5万6万") == [50_000, 60_000]


@given(st.text(alphabet="0123456789.,万亿兆千百 kmbtn元", max_size=40))
def test_any_text_is_answered(query):
    assert all(0 <= number.start < number.end for number in find_numbers(normalise_text(query).words))
