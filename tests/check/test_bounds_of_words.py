"""Ids, addresses and lists of lines have bounds, and hide nothing from a reader."""

from __future__ import annotations

import re

import pytest

from indicators.check import check_document
from indicators.errors import format_problems
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


def faults_of_ids(east=4, herald=6, old="", new=""):
    """The faults of the small dataset whose region `east` and source `herald` have ids of so many letters."""
    assert not old or SMALL.count(old) == 1
    text = SMALL.replace(old, new) if old else SMALL
    for word, length in (("east", east), ("herald", herald)):
        text = re.sub(rf"(?<![\w-]){word}(?![\w-])", word[0] * length, text)
    return format_problems(check_document(parse_document(text, "f.yaml"))[1]).splitlines()


def long_id(length, remedy="give it an 'id' of its own"):
    return f"the id made for it has {length} characters; expected at most 120: {remedy} [id]"


GDP = f"f.yaml:137:9: indicator 'gdp', observation 2: {long_id(121)}"
JOBS = f"f.yaml:199:9: indicator 'jobs-change', observation 1: {long_id(121)}"
IMPLIED = f"f.yaml:221:14: relation 'east-of-ostland': {long_id(121, 'give shorter ids to what it is of')}"


@pytest.mark.parametrize(
    ("length", "found"),
    [
        (97, []),
        (98, [JOBS, IMPLIED]),
        (112, [GDP, JOBS.replace("121", "135"), IMPLIED.replace("121", "135")]),
    ],
)
def test_an_id_that_is_made_of_others_is_as_short_and_a_fault_of_its_figure_or_relation(length, found):
    assert faults_of_ids(east=length) == found


def test_a_figure_with_an_id_of_its_own_may_be_of_what_has_long_ids():
    old = "{region: east, period: 2016/2019,"

    assert faults_of_ids(98, old=old, new=f"{old} id: jobs-of-the-east,") == [IMPLIED]


@pytest.mark.parametrize(
    ("length", "given", "found"),
    [
        (106, "", []),
        (107, "", [f"f.yaml:138:9: indicator 'gdp', observation 3: {long_id(121)}"]),
        (107, "id: gdp-later, ", []),
    ],
)
def test_so_is_the_id_of_a_later_statement_which_its_source_is_part_of(length, given, found):
    line = SMALL.splitlines()[136]
    later = line.replace("source: gazette", "source: herald").replace("{region", f"{{{given}region")
    assert later != line

    assert faults_of_ids(herald=length, old=line, new=f"{line}\n{later}") == found


@pytest.mark.parametrize(
    ("old", "found"),
    [
        ("a" * 120, []),
        ("a" * 121, ["expected an id of at most 120 characters; found 121"]),
        ('"a b"', ["expected an id such as gdp.east.2025-01--2025-10; found 'a b'"]),
        ('"a\u202eb"', ["expected an id such as gdp.east.2025-01--2025-10; found 'a\\u202eb'"]),
    ],
)
def test_an_id_of_old_is_an_id(old, found):
    told = faults_of_ids(old="relations:\n", new=f"renamed: {{{old}: bay}}\nrelations:\n")

    assert [fault.partition(": renamed: ")[2].partition(": ")[2] for fault in told] == [
        f"{each} [id]" for each in found
    ]
