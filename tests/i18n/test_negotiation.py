"""A reader who chose no language gets the one liked best among those there are, and never one refused."""

import pytest

from indicators.i18n import find_language, guess_language, negotiate_language, parse_accept_language


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
        ("fr,zh;q=0.2", ["fr", "zh"]),
        ("en;q=0, *", ["zh"]),
        ("zh-CN;q=0, *;q=0.5, fr", ["fr", "en"]),
        ("*, fr;q=0", ["*"]),
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


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        *((tag, "zh") for tag in ("zh", "ZH", "Zh", "zh-CN", "zh-cn", "zh_CN", "zh-Hans", "zh-hant-tw", "zh-Hans-CN-x-a")),
        *((tag, "en") for tag in ("en", "EN", "en-GB", "en-us-posix", "en_US")),
        *((tag, None) for tag in ("", "-", "zh-", "-zh", "zhx", "zho", "fr", "*", "zh CN", "zh;q=1", "中文", "zh-é")),
    ],
)  # fmt: skip
def test_a_tag_names_a_language_of_the_site_in_whatever_letters_with_whatever_script_and_region(
    tag, language
):
    assert find_language(tag) == language


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("fr,zh;q=0.2", "zh"),
        ("fr, zh-Hans-CN;q=0.2, en;q=0.1", "zh"),
        ("zh;q=0", "en"),
        ("zh;q=0, *", "en"),
        ("en;q=0, *;q=0.1", "zh"),
        ("en-GB;q=0.5, ZH-tw;q=0.6", "zh"),
        ("fr", "en"),
        ("*", "en"),
        ("", "en"),
    ],
)
def test_a_browser_gets_the_language_that_it_likes_best_of_those_here(header, language):
    assert negotiate_language(parse_accept_language(header)) == language
