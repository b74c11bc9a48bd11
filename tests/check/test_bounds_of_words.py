"""Ids, addresses and lists of lines have bounds, and hide nothing from a reader."""

from __future__ import annotations

import pytest

from indicators.check import check_document
from indicators.yamlfile import parse_document
from tests.conftest import TESTS

SMALL = (TESTS / "data" / "small.yaml").read_text(encoding="utf-8")
UNSEEN = {"\\u202e": "U+202E", "\\u200b": "U+200B", "\\x07": "U+0007", "\\u2066": "U+2066", "\\xad": "U+00AD"}


def faults(old, new):
    assert SMALL.count(old) == 1
    return [
        f"{problem.message} [{problem.rule}]"
        for problem in check_document(parse_document(SMALL.replace(old, new), "f.yaml"))[1]
    ]


@pytest.mark.parametrize(("sign", "name"), UNSEEN.items())
def test_an_address_hides_nothing(sign, name):
    [fault] = faults("url: https://gazette.example/2025/03", f'url: "https://gazette.example/{sign}2025"')

    assert f"expected visible text; found {name}" in fault
    assert fault.endswith("[url]")


@pytest.mark.parametrize(("sign", "name"), UNSEEN.items())
@pytest.mark.parametrize("contact", ["https://desk.example/{}x", "de{}sk@desk.example"])
def test_a_contact_hides_nothing(sign, name, contact):
    [fault] = faults("  licence: CC0-1.0", f'  licence: CC0-1.0\n  contact: "{contact.replace("{}", sign)}"')

    assert f"expected visible text; found {name}" in fault
    assert fault.endswith("[contact]")


def test_an_address_is_no_longer_than_any_text():
    assert faults("url: https://gazette.example/2025/03", f"url: https://gazette.example/{'a' * 2_000}") == [
        "source 'gazette': url: expected at most 2,000 characters; found 2,024 [url]"
    ]


@pytest.mark.parametrize(("length", "refused"), [(120, False), (121, True), (5_000, True)])
def test_an_id_is_short_enough_for_names_of_files(length, refused):
    found = faults(
        "  - id: ostland\n    name: {en: Ostland, zh", f"  - id: {'a' * length}\n    name: {{en: Ostland, zh"
    )

    told = f"expected an id of at most 120 characters; found {length:,}"
    assert any(told in fault for fault in found) is refused


@pytest.mark.parametrize(("lines", "refused"), [(100, False), (101, True), (100_000, True)])
def test_a_figure_stands_on_no_more_lines_than_any_does(lines, refused):
    line = next(
        line
        for line in SMALL.split("\n")
        if "at: [" in line and "source: " in line and SMALL.count(line) == 1
    )
    start, _, rest = line.partition("at: [")
    told = faults(line, f"{start}at: [{', '.join(map(str, range(1, lines + 1)))}]{rest.partition(']')[2]}")

    assert [fault.partition("at: ")[2] for fault in told if "at:" in fault] == (
        [f"expected at most 100 lines; found {lines:,} [at]"] if refused else []
    )
