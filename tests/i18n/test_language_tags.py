"""Tags of languages: what BCP 47 takes, in its usual letters, and which tag was meant by what it does not."""

from __future__ import annotations

import pytest

from indicators.i18n import check_language_tag, tag_of


@pytest.mark.parametrize(
    "tag",
    [
        "en",
        "zh-Hans",
        "zh-Hant",
        "zh-Hant-HK",
        "zh-yue",
        "de",
        "de-AT",
        "de-1996",
        "es-419",
        "sl-rozaj-biske",
        "en-u-ca-buddhist",
        "yue",
        "iw",
        "x-ours",
        "de-x-ours",
        "i-klingon",
        "en-GB-oed",
    ],
)
def test_a_tag_of_bcp_47_is_taken(tag):
    assert check_language_tag(tag) == tag


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("EN", "en"),
        ("zh-hans", "zh-Hans"),
        ("zh_CN", "zh-CN"),
        ("ZH-HANT-hk", "zh-Hant-HK"),
        ("EN-U-CA-Buddhist", "en-u-ca-buddhist"),
        ("english", "en"),
        ("Chinese", "zh"),
        ("simplified chinese", "zh-Hans"),
        ("germn", "de"),
        ("中文", "zh"),
        ("jp", "ja"),
        ("cn", "zh"),
    ],
)
def test_what_is_no_tag_is_told_the_one_that_is_meant(text, meant):
    with pytest.raises(ValueError, match="expected") as caught:
        check_language_tag(text)

    assert str(caught.value) == (
        f"expected a language tag of BCP 47, such as en, zh-Hans or de; found {text!r}; did you mean {meant!r}?"
    )


@pytest.mark.parametrize("text", ["", "q", "xx", "en-", "en--US", "en-a", "zh-Hans-toolongforasubtag"])
def test_nothing_is_guessed_where_no_language_looks_like_it(text):
    with pytest.raises(ValueError, match="expected") as caught:
        check_language_tag(text)

    assert str(caught.value) == (
        f"expected a language tag of BCP 47, such as en, zh-Hans or de; found {text!r}"
    )


def test_browsers_are_told_the_tag_of_the_pages_for_a_language_of_the_site_and_else_its_own():
    assert [tag_of(language) for language in ("en", "zh", "zh-Hans", "zh-Hant", "de")] == [
        "en",
        "zh-Hans",
        "zh-Hans",
        "zh-Hant",
        "de",
    ]
