"""What a reader who doubts a figure sends, and where to."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from indicators.check.dataset_file import parse_dataset
from indicators.errors import InvalidDataset
from indicators.i18n import load_messages
from indicators.text import problem_report

ID = "marine-gdp.guangdong.marine-economy.2024"
LINK = f"https://example.org/data?figure={ID}"


def test_a_report_holds_the_words_the_source_the_id_and_the_link(catalogue):
    assert problem_report.compose_problem_report(
        catalogue.find(ID), catalogue.dataset, LINK, load_messages("en")
    ) == (
        "This figure seems wrong:\n"
        "Guangdong · Gross ocean product · Marine economy · 2024: over 2 trillion yuan\n"
        "Printed words: “surpassed 2 trillion yuan”\n"
        "China Daily, Mar 2025, line 152\n"
        f"{ID}\n"
        f"{LINK}\n"
        "\n"
        "What is wrong, and how you know:\n"
    )


def test_a_mail_address_gets_a_letter_that_is_written_already():
    sent = urlsplit(problem_report.report_address("data@example.org", ID, LINK, "100% & more\nhere"))

    assert (sent.scheme, sent.path) == ("mailto", "data@example.org")
    assert parse_qs(sent.query) == {"subject": [ID], "body": ["100% & more\nhere"]}


def test_an_address_of_the_web_gets_what_it_asks_for():
    contact = "https://example.org/issues/new?title={id}&body={report}&about={link}"
    sent = urlsplit(problem_report.report_address(contact, ID, LINK, "a {id} & b"))

    assert parse_qs(sent.query) == {"title": [ID], "body": ["a {id} & b"], "about": [LINK]}


@pytest.mark.parametrize(
    "contact", ["data@example.org", "https://example.org/new?title={id}", "https://example.org/contact"]
)
def test_a_contact_is_a_mail_address_or_an_address_of_the_web(small_file, contact):
    assert parse_dataset(_with_contact(small_file, contact)).about.contact == contact


@pytest.mark.parametrize(
    ("contact", "told"),
    [
        ("ask us", "expected a mail address or one that begins with https://; found 'ask us'"),
        ("https://example.org/{figure}", "expected no braces but {id}, {link} and {report}; found"),
        ("javascript:alert(1)@x.y", "expected a mail address or one that begins with https://; found"),
    ],
)
def test_any_other_contact_is_refused_with_its_place(small_file, contact, told):
    with pytest.raises(InvalidDataset, match=r":\d+:\d+: ") as refused:
        parse_dataset(_with_contact(small_file, contact))

    assert told in str(refused.value)


def _with_contact(small_file, contact):
    text = small_file.read_text(encoding="utf-8")
    return text.replace("dataset:\n", f"dataset:\n  contact: '{contact}'\n", 1)
