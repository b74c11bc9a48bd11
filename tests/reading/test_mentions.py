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


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("three categories", "3"), ("the ninth one", "9"), ("120 of which", "120"), ("12-hour", "12"),
        ("only two", "2"), ("top region", "1"), ("leading position", "1"), ("continuing to lead the nation", "1"),
        ("10 millionth", "10000000"), ("for five years", "5"), ("六大产业", "6"), ("第八个集群", "8"), ("全国唯一", "1"),
        ("首个", "1"), ("其中25", "25"),
    ],
)  # fmt: skip
def test_words_that_are_known_to_state_a_figure_may_state_what_prose_leaves_aside(words, value):
    assert [str(mention.value) for mention in read(words, stated=True).mentions][:1] == [value]


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("on 3 May 2024", "date"), ("5G", "name"), ("14th Five-Year Plan", "plan"), ("2024年", "date"), ("5G基站", "name"),
        ("“十四五”规划", None), ("dozens of firms", None), ("quarter of a million jobs", None), ("数百家", None),
    ],
)  # fmt: skip
def test_words_that_state_no_figure_state_none_even_if_they_are_known_to(words, reason):
    reading = read(words, stated=True)

    assert reading.mentions == ()
    assert [excused.reason for excused in reading.excused][:1] == [reason][: reason is not None]


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
