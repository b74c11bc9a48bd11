"""What a figure speaks of, and the series it belongs to."""

import re

import pytest
from pydantic import TypeAdapter, ValidationError

from indicators.model.fields import StatedWords
from indicators.model.observation import SUBJECT_IDS, SeriesKey, Subject

STATED = TypeAdapter(StatedWords)


def test_the_key_of_a_series_begins_with_the_ids_of_what_it_speaks_of():
    assert SeriesKey._fields[: len(SUBJECT_IDS)] == SUBJECT_IDS
    assert Subject._fields == (*SUBJECT_IDS, "period")


@pytest.mark.parametrize(
    "words",
    [
        "over 3 trillion yuan",
        "a " * 12,
        "增" * 30,
        "全年实现地区生产总值3万4757.93亿元，同比增长5.2%",
        "增 " * 12,
    ],
)
def test_words_of_a_figure_are_twelve_words_or_thirty_chinese_characters(words):
    assert STATED.validate_python(words) == words.strip()
    assert re.search(STATED.json_schema()["pattern"], words)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("a " * 13, "12 at most; found 13 words"),
        ("增" * 31, "30 Chinese characters at most; found 31"),
        ("增长5.2%，" * 16, "30 Chinese characters at most; found 32"),
        ("增 " * 13, "12 at most; found 13 words"),
    ],
)
def test_more_are_no_words_of_a_figure_alone(words, told):
    with pytest.raises(ValidationError, match=f"expected the printed words of the figure alone, {told}"):
        STATED.validate_python(words)
    assert not re.search(STATED.json_schema()["pattern"], words)
