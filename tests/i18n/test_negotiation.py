"""A reader who chose no language gets the one liked best among those there are, and never one refused."""

import pytest

from indicators.i18n import guess_language, negotiate_language, parse_accept_language


@pytest.mark.parametrize(
    ("header", "tags"),
    [
        ("", []),
        ("zh", ["zh"]),
        ("en, zh", ["en", "zh"]),
        ("zh;q=0.5, en;q=0.5", ["zh", "en"]),
        ("en;q=0.4, zh-CN;q=0.5, *;q=0.1", ["zh-CN", "en", "*"]),
        ("zh ; Q = 0.9 , en", ["en", "zh"]),
        ("zh;q=0", []),
        ("zh;q=0, en", ["en"]),
        ("zh;q=0.000", []),
        ("zh;q=2, en;q=0.001", ["en", "zh"]),
        ("zh;q=-1", ["zh"]),
        ("zh;q=x", ["zh"]),
        ("zh;", ["zh"]),
        (",,;q=1", []),
    ],
)
def test_tags_are_sorted_by_weight_and_refused_ones_left_out(header, tags):
    assert parse_accept_language(header) == tags


@pytest.mark.parametrize(
    ("liked", "language"),
    [
        ([], "en"),
        ([""], "en"),
        (["zh"], "zh"),
        (["ZH-cn"], "zh"),
        (["zh-Hant-TW"], "zh"),
        (["zho"], "en"),
        (["zhx-CN"], "en"),
        (["en-US", "zh"], "en"),
        (["fr", "zh", "en"], "zh"),
        (["fr", "de"], "en"),
        (["*"], "en"),
    ],
)
def test_the_first_language_that_is_here_is_taken_else_english(liked, language):
    assert negotiate_language(liked) == language


@pytest.mark.parametrize(
    ("text", "language"), [("Port", "en"), ("", "en"), ("93,200", "en"), ("港口", "zh"), ("R&D经费", "zh")]
)
def test_the_language_of_a_text_is_known_by_its_letters(text, language):
    assert guess_language(text) == language
