"""Problems as values, the exceptions and the three formats."""

import json

import pytest

from indicators.errors import (
    MAX_MESSAGE_LENGTH,
    DataFileError,
    Fault,
    FieldRule,
    IndicatorsError,
    InvalidDataset,
    Problem,
    RelatedPlace,
    UnknownId,
    format_problems,
)

LATER = Problem("a.yaml", 12, 3, "100% wrong\nand again", "value")
EARLIER = Problem("a.yaml", 2, 30, "there is no region 'x'", "unknown-id")


def test_a_problem_reads_as_file_line_column_message_and_rule():
    assert str(EARLIER) == "a.yaml:2:30: there is no region 'x' [unknown-id]"


def test_a_message_that_quotes_something_huge_keeps_its_beginning_and_its_end():
    message = Problem(
        "a.yaml", 1, 1, f"there is no region '{'9' * 9_999}'; expected one of a, b", "unknown-id"
    ).message

    assert len(message) == MAX_MESSAGE_LENGTH - 1
    assert message.startswith("there is no region '999")
    assert " … 9" in message
    assert message.endswith("9'; expected one of a, b")


def test_problems_sort_by_file_line_and_column_as_numbers():
    other = Problem("b.yaml", 1, 1, "m", "r")

    assert sorted([other, LATER, EARLIER]) == [EARLIER, LATER, other]


def test_plain_format_is_one_line_for_each_problem_in_file_order():
    assert format_problems([LATER, EARLIER]) == f"{EARLIER}\n{LATER}\n"


def test_github_format_escapes_what_would_end_the_command():
    assert format_problems([LATER], "github") == (
        "::error file=a.yaml,line=12,col=3::100%25 wrong%0Aand again [value]\n"
    )


def test_json_format_is_a_list_of_objects_with_their_own_characters():
    problem = Problem("a.yaml", 1, 2, "没有", "value")

    written = format_problems([problem], "json")

    assert json.loads(written) == [
        {"file": "a.yaml", "line": 1, "column": 2, "message": "没有", "rule": "value"}
    ]
    assert "没有" in written


def test_json_format_names_the_other_places_that_a_message_speaks_of():
    first = RelatedPlace("old.yaml", 7, 5, "the first")
    problem = Problem("a.yaml", 1, 2, "taken on line 7 of old.yaml", "duplicate-id", (first,))

    assert json.loads(format_problems([problem], "json"))[0]["related"] == [
        {"file": "old.yaml", "line": 7, "column": 5, "label": "the first"}
    ]
    assert format_problems([problem]) == "a.yaml:1:2: taken on line 7 of old.yaml [duplicate-id]\n"


@pytest.mark.parametrize(("file", "called"), [("old.yaml", "line 7"), ("a.yaml", "line 7 of old.yaml")])
def test_a_related_place_names_its_file_where_that_is_another(file, called):
    assert RelatedPlace("old.yaml", 7, 5, "the first").line_seen_from(file) == called


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (
            Fault(FieldRule("at"), ("at", 0), "expected a whole number", names_field=True),
            "figure 1: at.1: expected a whole number",
        ),
        (Fault(FieldRule("at"), ("at", 0), "expected a whole number"), "figure 1: expected a whole number"),
        (Fault(FieldRule("at"), (), "expected a mapping", names_field=True), "figure 1: expected a mapping"),
    ],
)
def test_a_fault_is_told_of_its_record_and_its_field(fault, sentence):
    assert fault.describe("figure 1") == sentence


@pytest.mark.parametrize(("style", "text"), [("plain", ""), ("github", ""), ("json", "[]\n")])
def test_no_problems_are_no_lines(style, text):
    assert format_problems([], style) == text


def test_invalid_dataset_holds_every_problem_in_file_order_and_prints_them():
    error = InvalidDataset([LATER, EARLIER])

    assert error.problems == (EARLIER, LATER)
    assert str(error) == f"{EARLIER}\n{LATER}"


def test_unknown_id_names_the_nearest_valid_one():
    error = UnknownId("region", "guangzou", "guangzhou")

    assert str(error) == "there is no region 'guangzou'; did you mean 'guangzhou'?"
    assert (error.kind, error.id, error.nearest) == ("region", "guangzou", "guangzhou")


def test_unknown_id_without_anything_near():
    assert str(UnknownId("plan", "99")) == "there is no plan '99'"


@pytest.mark.parametrize("error", [DataFileError, InvalidDataset, UnknownId])
def test_everything_the_package_raises_has_one_base(error):
    assert issubclass(error, IndicatorsError)
