"""How texts are compared: words, their places, and the way back to what was written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.query.text_normalisation import normalise_text, normalise_words

TEXTS = st.text() | st.text("Aa1é ́ﬁ½ß南沙灣薴'’&.,-—“Ａ９ŁđæŊʻ\u00ad\u200bｶﾞ", max_size=12)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Greater Bay Area", ("greater", "bay", "area")),
        ("Jing-Jin-Ji", ("jing", "jin", "ji")),
        ("R&D expenditure", ("r&d", "expenditure")),
        ("Xi’an's and mayors' forum", ("xian", "s", "and", "mayors", "forum")),
        ("$93,200 or 1.609 million.", ("93200", "or", "1.609", "million")),
        ("ＧＤＰ增长5％", ("gdp", "增长", "5")),
        ("“十四五”规划", ("十四五", "规划")),
        ("5G工厂", ("5g", "工厂")),
        ("STRASSE Straße", ("strasse", "strasse")),
        ("… – !", ()),
        ("", ()),
    ],
)
def test_words_are_letters_and_digits(text, words):
    assert normalise_text(text).words == words
    assert normalise_words(text).split() == list(words)


def test_a_word_is_found_at_the_beginning_of_words_and_inside_one_but_not_across_two():
    name = normalise_text("High-tech enterprises")

    assert name.find("hightech") == (0, True)
    assert name.find("enter") == (8, True)
    assert name.find("prise") == (13, False)
    assert name.find("chenter") is None
    assert name.find("enter", whole=True) is None
    assert name.find("enterprises", whole=True) == (8, True)


def test_in_chinese_a_word_begins_anywhere():
    assert normalise_text("粤港澳大湾区").find("大湾区") == (3, True)


def test_a_match_leads_back_to_the_text_as_written():
    text = "ＧＤＰ of Xi’an’s ½ “大湾区”"
    name = normalise_text(text)

    def written(word):
        at, _ = name.find(word)
        return text[slice(*name.span(at, at + len(word)))]

    assert written("gdp") == "ＧＤＰ"
    assert written("xian") == "Xi’an"
    assert written("大湾区") == "大湾区"


@given(TEXTS)
def test_folding_again_changes_nothing(text):
    words = normalise_text(text).words

    assert normalise_text(" ".join(words)).words == words


@given(TEXTS)
def test_places_run_through_the_text_in_order(text):
    places = normalise_text(text).places

    assert len(places) == len(normalise_text(text).compact)
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert list(places) == sorted(places)


@given(TEXTS, st.data())
def test_every_part_of_a_word_is_found_and_leads_back_to_where_it_stands(text, data):
    found = normalise_text(text)
    for written, word in [(word, word) for word in found.words] + [
        (printed, word) for word, printed in found.words_as_written(text)
    ]:
        start = data.draw(st.integers(0, len(written) - 1))
        end = data.draw(st.integers(start + 1, len(written)))
        part = normalise_text(written[start:end]).compact
        if part and part in word:  # a comma between digits is none at their end
            place = found.find(part)
            assert place is not None
            first, last = found.span(place[0], place[0] + len(part))
            assert part in normalise_text(text[first:last]).compact


@given(TEXTS)
def test_what_nobody_sees_and_accents_do_not_change_what_is_compared(text):
    disguised = "".join(f"{char}\u200b\u0301" for char in text)

    assert normalise_text(disguised).words == normalise_text(text).words
    assert normalise_words(disguised) == normalise_words(text)
