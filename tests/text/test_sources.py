"""Where figures were printed and when they are of, as it is cited, in both languages."""

from __future__ import annotations

import pytest

from indicators import text
from indicators.i18n import load_messages
from indicators.text import problem_report
from tests import world

SAY = {language: load_messages(language) for language in ("en", "zh")}


@pytest.mark.parametrize(
    ("iso", "english", "chinese"),
    [
        ("1953", "1953", "1953年"),
        ("2024-01", "Jan 2024", "2024年1月"),
        ("2024-12", "Dec 2024", "2024年12月"),
        ("2024-09", "Sept 2024", "2024年9月"),
        ("2024-02-29", "29 Feb 2024", "2024年2月29日"),
        ("2024-01-01", "1 Jan 2024", "2024年1月1日"),
        ("2024-01/2024-03", "Q1 2024", "2024年一季度"),
        ("2024-07/2024-12", "second half of 2024", "2024年下半年"),
        ("2024-08/2024-12", "Aug–Dec 2024", "2024年8—12月"),
        ("2024-03-15/2024-04-14", "15 Mar 2024 – 14 Apr 2024", "2024年3月15日—2024年4月14日"),
        ("2024-03-15/2024-03-31", "15 Mar 2024 – 31 Mar 2024", "2024年3月15日—2024年3月31日"),
        ("2023/2024", "2023–2024", "2023—2024年"),
        ("1953/2035", "1953–2035", "1953—2035年"),
        ("2023-04/2024-03", "Apr 2023 – Mar 2024", "2023年4月—2024年3月"),
        ("2023-12-31/2024-01-01", "31 Dec 2023 – 1 Jan 2024", "2023年12月31日—2024年1月1日"),
    ],
)
def test_a_period_of_any_kind_is_written_as_people_write_it(iso, english, chinese):
    assert text.format_period(iso, "en") == english
    assert text.format_period(iso, "zh") == chinese


SOURCES = [
    world.source("old", "2024", short=world.both("Old", "旧")),
    world.source("mid", "2025-03", url="https://mid.example/?a=1&b=2"),
    world.source("new", "2025-03-07"),
]


@pytest.fixture(scope="module")
def made():
    printed = [
        world.figure("gdp", 1, source="new", at=[3], region="north"),
        world.figure("gdp", 2, source="old", at=[28, 33], region="south", qualifier="over"),
        world.figure("gdp", 3, source="mid", at=[1, 2, 3]),
    ]
    return world.catalogue(printed, sources=SOURCES)


@pytest.mark.parametrize(
    ("id", "english", "chinese"),
    [
        ("gdp.north.2024", "new office, 7 Mar 2025, line 3", "new社，2025年3月7日，存档文本第3行"),
        ("gdp.south.2024", "Old, 2024, lines 28, 33", "旧，2024年，存档文本第28、33行"),
        ("gdp.land.2024", "mid office, Mar 2025, lines 1, 2, 3", "mid社，2025年3月，存档文本第1、2、3行"),
    ],
)
def test_a_figure_was_printed_in_its_source_by_its_short_name_on_a_day_and_some_lines(
    made, id, english, chinese
):
    assert text.describe_origin(made.find(id), SAY["en"]) == english
    assert text.describe_origin(made.find(id), SAY["zh"]) == chinese


@pytest.mark.parametrize(
    ("locator", "lines", "english", "chinese"),
    [
        ("7", ("7", "7"), "line 7 of the saved text", "存档文本第7行"),
        ("7;9", ("7, 9", "7、9"), "lines 7, 9 of the saved text", "存档文本第7、9行"),
        ("7;9;10", ("7, 9, 10", "7、9、10"), "lines 7, 9, 10 of the saved text", "存档文本第7、9、10行"),
    ],
)
def test_the_lines_of_a_figure_are_listed(locator, lines, english, chinese):
    assert (text.format_lines(locator, "en"), text.format_lines(locator, "zh")) == lines
    assert text.describe_lines(locator, SAY["en"]) == english
    assert text.describe_lines(locator, SAY["zh"]) == chinese


@pytest.mark.parametrize(
    ("id", "english", "chinese"),
    [
        (
            "old",
            "old office, “old title”, 2024, read 3 Feb 2026",
            "old社，“old title”（译：old题），2024年，2026年2月3日查阅",
        ),
        (
            "mid",
            "mid office, “mid title”, Mar 2025, https://mid.example/?a=1&b=2, read 3 Feb 2026",
            "mid社，“mid title”（译：mid题），2025年3月，https://mid.example/?a=1&b=2，2026年2月3日查阅",
        ),
    ],
)
def test_a_source_is_cited_with_its_publisher_title_day_address_and_the_day_it_was_read(
    made, id, english, chinese
):
    assert text.format_citation(made.dataset.sources[id], SAY["en"]) == english
    assert text.format_citation(made.dataset.sources[id], SAY["zh"]) == chinese


def test_the_sources_of_some_figures_are_named_once_each_the_oldest_first(made):
    rows = [*made.rows().itertuples(), *made.rows().itertuples()]

    assert text.format_sources(rows, SAY["en"]) == (
        "Sources: Old (2024); mid office (Mar 2025); new office (7 Mar 2025)"
    )
    assert text.format_sources(rows, SAY["zh"]) == (
        "资料来源：旧（2024年）；mid社（2025年3月）；new社（2025年3月7日）"
    )
    assert text.format_sources(rows[:1], SAY["en"]) == "Source: new office (7 Mar 2025)"


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (
            "en",
            "This figure seems wrong:\nSouth · GDP · 2024: over 2 crowns\nPrinted words: “printed 2”\n"
            "Old, 2024, lines 28, 33\ngdp.south.2024\nhttps://x.example\n\nWhat is wrong, and how you know:\n",
        ),
        (
            "zh",
            "此数据疑有误：\n南省 · 生产总值 · 2024年：超2克朗\n英文原文：“printed 2”\n"
            "旧，2024年，存档文本第28、33行\ngdp.south.2024\nhttps://x.example\n\n哪里有误，依据是什么：\n",
        ),
    ],
)
def test_a_doubt_is_written_in_the_language_of_the_reader(made, language, told):
    assert (
        problem_report.compose_problem_report(
            made.find("gdp.south.2024"), made.dataset, "https://x.example", SAY[language]
        )
        == told
    )


@pytest.mark.parametrize(
    ("contact", "sent"),
    [
        ("a+b@x.example", "mailto:a%2Bb@x.example?subject=i%26d&body=what%20is%0Awrong%20%26%20%23"),
        ("https://x.example/new", "https://x.example/new"),
        (
            "https://x.example/new?t={id}&b={report}&l={link}&again={id}",
            "https://x.example/new?t=i%26d&b=what%20is%0Awrong%20%26%20%23&l=https%3A%2F%2Fo.example%2F%3Fa%3D1&again=i%26d",
        ),
    ],
)
def test_it_is_sent_with_every_sign_that_an_address_would_take_for_its_own_escaped(contact, sent):
    assert (
        problem_report.report_address(contact, "i&d", "https://o.example/?a=1", "what is\nwrong & #") == sent
    )
