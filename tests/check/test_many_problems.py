"""A file with more faults than anybody reads: a few hundred of a kind are listed, the rest counted, and checking ends."""

from __future__ import annotations

import pytest

from indicators.check import check_document
from indicators.errors import (
    MAX_FAULTS,
    MAX_PROBLEMS_OF_A_RULE,
    Problem,
    ProblemCollector,
    count_faults,
    format_problems,
)
from indicators.yamlfile import parse_document


def problems(text):
    return check_document(parse_document(text, "f.yaml"))[1]


def of_rule(found, rule):
    return [problem for problem in found if problem.rule == rule]


def test_a_few_hundred_of_a_kind_are_listed_and_the_rest_counted():
    assert (MAX_PROBLEMS_OF_A_RULE, MAX_FAULTS) == (300, 20_000)


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("key{n}: value\n", "unknown-key"),
        ("key: value\n", "yaml-duplicate-key"),
        ("key{n}: !tag value\n", "yaml-tag"),
        ("key{n}: &a value\n", "yaml-alias"),
        ("[]: value\n", "yaml-key"),
    ],
)
@pytest.mark.parametrize("n", [300, 301, 5_645])
def test_the_first_300_of_a_kind_are_listed_and_the_rest_counted_behind_them(line, rule, n):
    start = "key: value\n" if rule == "yaml-duplicate-key" else ""
    found = problems(start + "".join(line.format(n=i) for i in range(n)))
    of_kind = of_rule(found, rule)

    assert count_faults(of_kind) == n + (rule == "unknown-key" and bool(start))
    assert [problem.count for problem in of_kind[:300]] == [1] * 300
    if n == 300:
        assert len(of_kind) == 300
    else:
        last = of_kind[-1]
        assert (len(of_kind), last.line) == (301, 301 + bool(start))
        assert last.message == f"and {n - 300:,} more of this kind"
    assert len(found) <= 301 * 2 + 6, "those of other kinds are listed beside them"


def test_references_to_nothing_are_counted_and_their_nearest_ids_not_looked_for(monkeypatch):
    """For each one every id would be compared: a thousand records that name none of a thousand take minutes."""
    asked = []
    monkeypatch.setattr(
        "indicators.check.cross_records.suggest_valid_words", lambda word, _: asked.append(word) or ""
    )
    regions = "".join(
        f"  - {{id: r{n}, name: {{en: N{n}, zh: 名{n}}}, kind: city, within: [q{n}]}}\n" for n in range(900)
    )
    found = of_rule(problems(f"regions:\n{regions}"), "unknown-id")

    assert (len(found), found[-1].message, len(asked)) == (301, "and 600 more of this kind", 301)


def test_a_file_is_read_until_20000_faults():
    found = problems("- !a x\n" * 50_000)

    assert [problem.rule for problem in found[-2:]] == ["yaml-tag", "yaml-unread"]
    assert str(found[-1]) == (
        "f.yaml:20001:3: reading stops here, after 20,000 faults; mend these first [yaml-unread]"
    )
    assert count_faults(found) == 20_001


def test_records_are_checked_until_20000_faults():
    found = problems("sources:\n" + "  - x\n" * 50_000)
    [end] = of_rule(found, "unchecked")

    assert end.message == "checking stops here, after 20,000 faults; mend these first"
    assert end.line == 20_002 - len(of_rule(found, "missing"))
    assert of_rule(found, "type")[-1].message.startswith("and 19,6")


def test_figures_of_one_indicator_are_checked_until_20000_faults():
    found = problems("indicators:\n  - id: gdp\n    observations:\n" + "      - x\n" * 50_000)

    assert [problem.message for problem in of_rule(found, "unchecked")] == [
        "checking stops here, after 20,000 faults; mend these first"
    ]


def test_what_is_taken_back_is_not_counted():
    one, other = (Problem("f", n, 1, "m", "r") for n in (1, 2))
    found = ProblemCollector([one, other])
    found.remove(one)

    assert (found.to_list(), bool(found), bool(ProblemCollector())) == ([other], True, False)


def test_in_json_a_problem_says_for_how_many_it_stands_where_that_is_more_than_one():
    one, many = Problem("f", 1, 1, "m", "r"), Problem("f", 2, 1, "and 7 more of this kind", "r", count=7)

    written = format_problems([one, many], "json")

    assert written.count('"count"') == 1
    assert '"count": 7' in written
