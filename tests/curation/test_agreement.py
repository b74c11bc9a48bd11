"""What the words of a new figure propose: their number as a record writes it, and nothing where they are not sure."""

import pytest

from indicators.check.dataset_file import parse_dataset
from indicators.curation.agreement import is_same_number, propose_mention
from indicators.model.quantity import parse_printed_number
from indicators.reading.article import words_alone
from indicators.reading.record_value import write_value
from tests import world

UNITS = parse_dataset(world.text([world.figure("gdp", 1)])).units


def proposed(words, unit):
    """Value and hedge that `words` propose for an indicator in a unit of this id."""
    one = propose_mention(words_alone(words), UNITS[unit])
    return one and (write_value(one, UNITS[unit].kind), one.qualifier)


@pytest.mark.parametrize(
    ("words", "unit", "value", "qualifier"),
    [
        ("over 3 trillion crowns", "crown", "3 trillion", "over"),
        ("Rs 28.83 lakh crore", "crown", "28.83 lakh crore", "exact"),
        ("€331m", "crown", "331 million", "exact"),
        ("half a million crowns", "crown", "0.5 million", "exact"),
        ("a minimum of 12.345m yuan", "crown", "12.345 million", "at_least"),
        ("超过2400亿元", "crown", "2400亿", "over"),
        ("3万4757.93亿元", "crown", "34757.93亿", "exact"),
        ("超十二万亿元", "crown", "12万亿", "over"),
        ("$2-3 billion", "crown", "2 billion–3 billion", "between"),
        ("seven other 1-trillion-yuan clusters", "crown", "1 trillion", "at_least"),
        ("seven other 1-trillion-yuan clusters", "centre", "7", "exact"),
        ("1,23,456 people", "person", "123,456", "exact"),
        ("two dozen centres", "centre", "24", "exact"),
        ("1200余名", "person", "1,200", "over"),
        ("down 2.6 %", "percent", "-2.6", "exact"),
        ("下降近两成", "percent", "-20", "nearly"),
        ("近6成", "percent", "60", "nearly"),
        ("5-5.5 percent", "percent", "5–5.5", "between"),
        ("down by 3 to 4 percent", "percent", "-4–-3", "between"),
        ("74.5% ± 1.4", "percent", "74.5 ± 1.4", "exact"),
        ("more than doubled", "percent", "2x", "over"),
        ("翻两番", "percent", "4x", "exact"),
        ("增长1.5倍", "percent", "150", "exact"),
        ("one in five", "percent", "1/5", "exact"),
        ("down by a third", "percent", "-33.3", "exact"),
        ("7.2 per thousand", "percent", "0.72", "exact"),
        ("down 25 basis points", "point", "-0.25", "exact"),
        ("ranked third", "place", "3", "exact"),
        ("连续40年", "year", "40", "exact"),
    ],
)
def test_words_propose_what_they_say(words, unit, value, qualifier):
    assert proposed(words, unit) == (value, qualifier)


MORE_UNITS = parse_dataset(
    world.text(
        [world.figure("gdp", 1)],
        units=[
            *world.UNITS,
            {"id": "bp", "name": {"en": "basis points", "zh": "个基点"}, "kind": "points"},
            {"id": "mille", "name": {"en": "per thousand", "zh": "‰"}, "kind": "other"},
            {"id": "m2", "name": {"en": "square metres", "zh": "平方米"}, "kind": "area"},
            *(
                {"id": code.lower(), "name": {"en": code, "zh": code}, "kind": "money", "currency": code}
                for code in ("AUD", "JPY", "USD", "CNY", "PKR")
            ),
        ],
    )
).units


@pytest.mark.parametrize(
    ("words", "unit", "value"),
    [
        ("7,434 square km", "km2", "7,434"), ("about 1.2 million square kilometers", "km2", "1.2 million"),
        ("7434平方公里", "km2", "7,434"), ("7,434 square metres", "m2", "7,434"), ("cut by 25 basis points", "bp", "-25"),
        ("cut by 25 basis points", "point", "-0.25"), ("降低15个基点", "bp", "-15"), ("7.2 per thousand", "mille", "7.2"),
        ("7.2‰", "mille", "7.2"), ("7.2‰", "percent", "0.72"),
    ],
)  # fmt: skip
def test_words_say_their_number_in_the_unit_of_the_dataset(words, unit, value):
    one = propose_mention(words_alone(words), MORE_UNITS[unit])

    assert one
    assert write_value(one, MORE_UNITS[unit].kind) == value
    assert is_same_number(parse_printed_number(value), one, MORE_UNITS[unit].kind, "change")


@pytest.mark.parametrize(
    ("words", "unit", "fits"),
    [
        ("$3 billion", "aud", True), ("3 billion dollars", "aud", True), ("US$3 billion", "aud", False),
        ("3 billion US dollars", "aud", False), ("$3 billion", "usd", True), ("A$3 billion", "usd", False),
        ("¥3 billion", "jpy", True), ("3 billion yuan", "jpy", False), ("Rs 3 crore", "pkr", True), ("₹3 crore", "pkr", False),
        ("3亿元", "cny", True), ("3亿美元", "cny", False), ("€3 billion", "usd", False),
    ],
)  # fmt: skip
def test_a_bare_sign_may_be_of_any_currency_that_it_stands_for(words, unit, fits):
    assert (propose_mention(words_alone(words), MORE_UNITS[unit]) is not None) is fits


@pytest.mark.parametrize(
    ("words", "unit"),
    [
        ("dozens of firms", "person"), ("数百家", "person"), ("quarter of a million jobs", "person"), ("5G", "person"),
        ("from 4.2 percent to 3.1 percent", "percent"), ("up 0.3 points", "percent"), ("up 3 percent", "point"),
        ("30 centres", "percent"), ("4 percent", "person"), ("in 2024", "person"), ("the 14th Five-Year Plan", "place"),
        ("", "person"),
    ],
)  # fmt: skip
def test_words_that_cannot_be_read_or_say_two_things_propose_nothing(words, unit):
    assert proposed(words, unit) is None
