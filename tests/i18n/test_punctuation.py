"""Digits, lists and marks, in both languages."""

import pytest

from indicators import i18n
from indicators.i18n import Messages


@pytest.mark.parametrize(
    ("number", "english", "chinese"),
    [
        ("0", "0", "0"),
        ("999", "999", "999"),
        ("5,100", "5,100", "5100"),
        ("-5,100.25", "-5,100.25", "-5100.25"),
        ("12,345", "12,345", "12,345"),
        ("0.123456", "0.123456", "0.123456"),
    ],
)
def test_chinese_groups_digits_from_five_on(number, english, chinese):
    assert [i18n.group_digits(number, language) for language in i18n.LANGUAGES] == [english, chinese]


@pytest.mark.parametrize(
    ("function", "english", "chinese"),
    [
        (i18n.join_list, "a, b", "a、b"),
        (i18n.join_clauses, "a; b", "a；b"),
        (i18n.join_phrases, "a, b", "a，b"),
        (i18n.join_sentences, "a b", "ab"),
    ],
)
def test_parts_are_joined_as_the_language_joins_them(function, english, chinese):
    assert [function(iter("ab"), language) for language in i18n.LANGUAGES] == [english, chinese]


@pytest.mark.parametrize(
    ("function", "texts", "english", "chinese"),
    [
        (i18n.add_label, ("{a}", "b"), "{a}: b", "{a}：b"),
        (i18n.add_brackets, ("a", "{b}"), "a ({b})", "a（{b}）"),
        (i18n.quote, ("{a}",), "“{a}”", "“{a}”"),
        (i18n.mark_title, ("{a}",), "“{a}”", "《{a}》"),
    ],
)
def test_marks_are_those_of_the_language_and_braces_stay_as_they_are(function, texts, english, chinese):
    assert [function(*texts, language) for language in i18n.LANGUAGES] == [english, chinese]


def test_a_catalogue_says_itself_which_form_a_number_takes():
    """In French, none and one are of one form."""
    messages = Messages("en", {"{n} figure": ("{n} chiffre", "{n} chiffres")}, lambda n: int(n > 1))

    assert [messages.plural("{n} figure", "{n} figures", n) for n in (0, 1, 2)] == [
        "0 chiffre",
        "1 chiffre",
        "2 chiffres",
    ]
