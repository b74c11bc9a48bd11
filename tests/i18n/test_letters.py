"""Letters as they are compared: what of a character counts, in every script; the nearest valid name."""

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.i18n.letters import find_nearest, fold_letters

LATIN = [
    char
    for char in map(chr, range(0x80, 0x250))
    if unicodedata.name(char, "").startswith("LATIN SMALL LETTER")
]


@pytest.mark.parametrize(
    ("written", "compared"),
    [
        ("Đà Nẵng", "da nang"),
        ("São Tomé", "sao tome"),
        ("Ångström", "angstrom"),
        ("A\u030angstro\u0308m", "angstrom"),
        ("Łódź", "lodz"),
        ("Tromsø", "tromso"),
        ("Straße STRAẞE", "strasse strasse"),
        ("Ærø", "aero"),
        ("Cœur", "coeur"),
        ("Þingvellir Reykjavíkurborg Ísafjörður", "thingvellir reykjavikurborg isafjordur"),
        ("Iğdır İZMİR", "igdir izmir"),
        ("Ħal Qormi", "hal qormi"),
        ("ŋ Ŋ", "n n"),
        ("Kaɗuna Ɓauchi", "kaduna bauchi"),
        ("Gəncə", "gence"),
        ("Guǎngzhōu Lǚshùn", "guangzhou lushun"),
        ("Қазақстан Ёлкин", "казакстан елкин"),
        ("Ἀθῆναι ΛΑΡΙΣΑΣ", "αθηναι λαρισασ"),
        ("ＡＢＣ１２", "abc12"),
        ("ﬁﬂ ⅓ № ①", "fifl 1⁄3 no 1"),
        ("٣٤ १२", "34 12"),
        ("مُحَمَّد", "محمد"),
        ("Hawaiʻi Xi’an", "hawai'i xi'an"),
        ("soft\u00adly ze\u200bro \ufeffmark w\u2060j \u2067bi\u2069di e\ufe0fm", "softly zero mark wj bidi em"),
        ("广州廣州", "广州廣州"),
        ("ｶﾞ", "ガ"),
    ],
)  # fmt: skip
def test_a_text_is_compared_by_its_plain_letters(written, compared):
    assert fold_letters(written) == unicodedata.normalize("NFKD", compared)


def test_every_latin_letter_of_europe_and_vietnam_is_compared_as_plain_ones():
    kept = {char for char in LATIN if not fold_letters(char).isascii()}

    assert {unicodedata.name(char) for char in kept if ord(char) < 0x180} == set()
    assert [chr(code) for code in range(0x1EA0, 0x1EFA) if not fold_letters(chr(code)).isascii()] == []


def test_folding_any_character_again_changes_nothing():
    for code in range(sys.maxunicode + 1):
        if unicodedata.category(chr(code)) not in ("Cn", "Co", "Lo", "Cs"):
            folded = fold_letters(chr(code))
            assert fold_letters(folded) == folded


@given(st.text(), st.text())
def test_parts_fold_to_parts_of_the_whole(one, other):
    assert fold_letters(one + other) == fold_letters(one) + fold_letters(other)


@given(st.text(st.characters(categories=("Lu", "Ll", "Mn"), max_codepoint=0x24FF), max_size=8))
def test_a_text_with_marks_apart_is_compared_as_one_with_marks_in_its_letters(text):
    composed, apart = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))

    assert sorted(fold_letters(composed)) == sorted(fold_letters(apart))


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("guangzou", "guangzhou"),
        ("Guangzhou", "guangzhou"),
        ("hongkong", "hong-kong"),
        ("sheznhen", "shenzhen"),
        ("Guǎngzhōu", "guangzhou"),
        ("ＨＯＮＧ－ＫＯＮＧ", "hong-kong"),
        ("Shen\u00adzhen", "shenzhen"),
        ("qqq", None),
        ("", None),
        ("广州", None),
    ],
)
def test_nearest_ignores_case_and_small_slips_and_does_not_guess_wildly(word, meant):
    assert find_nearest(word, ["guangzhou", "hong-kong", "shenzhen"]) == meant


def test_nearest_of_nothing_is_nothing():
    assert find_nearest("guangzhou", []) is None


def test_nearest_does_not_depend_on_the_order_of_the_valid_words():
    assert find_nearest("ab", ["abd", "abc"]) == find_nearest("ab", ["abc", "abd"])
