"""The frame of the reader: lines, places, languages, and what nobody could read."""

import pytest

from indicators.reading import read
from indicators.reading.plain import lines


def test_a_place_counts_characters_of_the_whole_text():
    text = "Nothing here.\r\nOutput rose 4 percent.\nTrade fell 2 percent."

    first, second = read(text).mentions

    assert (first.line, text[first.start : first.end]) == (2, "rose 4 percent")
    assert (second.line, text[second.start : second.end]) == (3, "fell 2 percent")


def test_characters_without_width_are_read_over_and_kept_in_the_words():
    text = "Output\u200b rose 1\u00ad2.\u200b5 per\u00adcent."

    (mention,) = read(text).mentions

    assert mention.stated == "rose 1\u00ad2.\u200b5 per\u00adcent"
    assert mention.number == "1\u00ad2.\u200b5"
    assert str(mention.value) == "12.5"


def test_full_width_digits_and_wide_spaces_are_plain_ones():
    (mention,) = read("Output\u3000rose\u00a0４．５％.").mentions

    assert (str(mention.value), mention.stated) == ("4.5", "rose\u00a0４．５％")


def test_a_line_is_read_in_the_language_that_has_most_of_its_words():
    english, chinese = read("GDP (生产总值) grew by 4 percent last year.\n工业增加值增长5.2%。").mentions

    assert (english.stated, chinese.stated) == ("grew by 4 percent", "增长5.2%")


def test_a_line_in_two_languages_is_read_sentence_by_sentence():
    text = "全市生产总值增长5.2%。 The output of the whole city grew by 5.2 percent."

    assert [mention.stated for mention in read(text).mentions] == ["增长5.2%", "grew by 5.2 percent"]


def test_digits_that_no_rule_reads_are_told_as_unread():
    text = "Nobody knows 1.2.3.4,5 here."

    reading = read(text, "en")

    assert reading.mentions == ()
    assert "".join(found.text for found in reading.excused if found.reason) == "1.2.3.4,5"


def test_an_unknown_language_is_refused_by_name():
    with pytest.raises(ValueError, match=r"^no language 'de': there are auto, en, zh$"):
        read("Das Wachstum betrug 3 Prozent.", "de")


@pytest.mark.parametrize(
    "text", ["", "\n", "\ud800", "\u202e\u202d", "\x00", "\u200b\n\u200b", "İ 5 percent"]
)
def test_any_text_has_an_answer(text):
    assert read(text) == read(text)


def test_lines_end_where_an_editor_ends_them():
    assert [(line.number, line.start, line.text) for line in lines("a\rb\r\nc\n")] == [
        (1, 0, "a"),
        (2, 2, "b"),
        (3, 5, "c"),
        (4, 7, ""),
    ]
