"""Whether series can be compared, and what stands against it."""

import pytest

from indicators.charts import judge_comparability
from tests.charted import EN, ZH, fig, made, printed_under


def verdict(*figures, say=EN, change=None):
    rows, dataset = made(*figures)
    if change:
        rows = rows.copy()
        rows.loc[1, list(change)] = list(change.values())
    return judge_comparability(rows, dataset, say)


@pytest.mark.parametrize(
    ("figures", "kind", "reasons"),
    [
        ([fig("gdp", "1")], "no", ["Choose two series or more."]),
        ([fig("gdp", "1"), fig("gdp", "2", period="2023")], "no", ["Choose two series or more."]),
        ([fig("gdp", "1"), fig("gdp", "2", "b")], "yes", ["They have one definition, one unit and one period, and all are exact as stated."]),
        ([fig("firms", "1"), fig("rise", "2", "b")], "no", ["They measure in different ways: level, change.", "They have different definitions: Name of firms, Name of rise."]),
        ([fig("gdp", "1"), fig("firms", "2", "b")], "no", ["They are in different units: yuan, firms.", "They have different definitions: Name of gdp, Name of firms."]),
        ([fig("gdp", "1"), fig("gdp", "2", "b", timing="at")], "no", ["They relate to time in different ways: what happened in a period, a stock on a day."]),
        ([fig("gdp", "1", timing="average"), fig("gdp", "2", "b", timing="cumulative")], "no", ["They relate to time in different ways: an average a year, a sum over several years."]),
        ([fig("gdp", "1"), fig("gdp", "2", "b", timing="unclear")], "with-care", ["For some, the source does not say whether they are stocks or flows."]),
        ([fig("loans", "1", counterpart="towns"), fig("loans", "2", "b", counterpart="ports")], "no", ["A place in one ranking says nothing about a place in another."]),
        ([fig("loans", "1", counterpart="towns"), fig("loans", "2", "b", counterpart="towns")], "yes", None),
        ([fig("loans", "1"), fig("ships", "2", "b")], "no", ["A place in one ranking says nothing about a place in another.", "They have different definitions: Name of loans, Name of ships."]),
        ([fig("gdp", "1"), fig("gdp", "2", "b", "2024-01/2024-10")], "no", ["They cover periods of different lengths: a whole year, a part of a year.", "No period is common to all: 2024, Jan–Oct 2024."]),
        ([fig("gdp", "1", "a", "2024-01/2024-06"), fig("gdp", "2", "b", "2024-01/2024-10")], "no", ["They cover different parts of the year, or different numbers of years.", "No period is common to all: first half of 2024, Jan–Oct 2024."]),
        ([fig("gdp", "1", "a", "2024", timing="at"), fig("gdp", "2", "b", "2024-06-30", timing="at")], "with-care", ["No period is common to all: 2024, 30 Jun 2024."]),
        ([fig("part", "1"), fig("part", "2", "b", "2024-01/2024-10")], "with-care", ["No period is common to all: 2024, Jan–Oct 2024."]),
        ([fig("growth", "1", base_period="2023"), fig("growth", "2", "b", base_period="2019")], "no", ["They are measured over different numbers of years."]),
        ([fig("growth", "1", base_period="2023"), fig("growth", "2", "b", "2023", base_period="2022")], "with-care", ["No period is common to all: 2024, 2023."]),
        ([fig("growth", "1", base_period="2023"), fig("growth", "2", "b")], "yes", None),
        ([fig("part", "1"), fig("piece", "2", "b")], "with-care", ["They have different definitions: Name of part, Name of piece.", "They are shares of different wholes: land, sea."]),
        ([fig("part", "1"), fig("bit", "2", "b")], "with-care", ["They have different definitions: Name of part, Name of bit."]),
        ([fig("gdp", "1", period=None), fig("gdp", "2", "b")], "with-care", ["Some name no period."]),
        ([fig("gdp", "1"), fig("gdp", "2", period="2023"), fig("gdp", "2", "b", "2023")], "yes", None),
        ([fig("gdp", "1"), fig("gdp", "2", period="2023"), fig("gdp", "2", "b", "2022")], "with-care", ["No period is common to all: 2023, 2024, 2022."]),
        ([fig("gdp", "1"), fig("gdp", "2", "b", status="target")], "with-care", ["Some are targets or expectations, others are outcomes."]),
        ([fig("gdp", "1", status="expected"), fig("gdp", "2", "b", status="target")], "with-care", ["Some are targets or expectations, others are outcomes."]),
        ([fig("gdp", "1", status="target"), fig("gdp", "2", "b", status="target")], "yes", None),
        ([fig("gdp", "1", "b"), fig("gdp", "2", "c")], "with-care", ["Gamma lies inside Beta: the one is a part of the other."]),
        ([fig("gdp", "1", "c"), fig("gdp", "2", "b")], "with-care", ["Gamma lies inside Beta: the one is a part of the other."]),
        ([fig("gdp", "1", sector="boats"), fig("gdp", "2", sector="yachts")], "with-care", ["Yachts lies inside Boats: the one is a part of the other."]),
        ([fig("gdp", "1", sector="boats"), fig("gdp", "2", sector="cars")], "yes", None),
    ],
)  # fmt: skip
def test_what_stands_against_comparing_is_told_the_gravest_first(figures, kind, reasons):
    found = verdict(*figures)

    assert found.kind == kind
    if reasons is not None:
        assert list(found.reasons) == reasons


@pytest.mark.parametrize(
    ("qualifier", "reasons"),
    [
        ("exact", ["They have one definition, one unit and one period, and all are exact as stated."]),
        ("over", ["Some are bounds: the true figure lies on one side of them, and nobody knows how far."]),
        (
            "at_least",
            ["Some are bounds: the true figure lies on one side of them, and nobody knows how far."],
        ),
        ("under", ["Some are bounds: the true figure lies on one side of them, and nobody knows how far."]),
        ("at_most", ["Some are bounds: the true figure lies on one side of them, and nobody knows how far."]),
        ("nearly", ["Some are rounded."]),
        ("about", ["Some are rounded."]),
        ("between", ["Some are ranges, of which no one number was stated."]),
    ],
)
def test_hedges_ask_for_care(qualifier, reasons):
    found = verdict(fig("gdp", "1"), fig("gdp", printed_under(qualifier, "2"), "b"))

    assert list(found.reasons) == reasons
    assert found.kind == ("yes" if qualifier == "exact" else "with-care")


def test_a_margin_is_told_as_one():
    found = verdict(fig("gdp", "1"), fig("gdp", "2 ± 0.5", "b"))

    assert list(found.reasons) == ["Some are stated with a margin."]
    assert found.kind == "with-care"


def test_what_was_never_stated_asks_for_care():
    found = verdict(fig("gdp", "1"), fig("gdp", "2", "b"), change={"basis": "implied"})

    assert found.kind == "with-care"
    assert found.reasons == ("Some were never stated, but are implied by other figures.",)


def test_a_verdict_is_told_in_chinese():
    found = verdict(fig("gdp", "1"), fig("firms", "2", "b"), say=ZH)

    assert found.kind == "no"
    assert "元、家企业" in found.reasons[0]
    assert not any(word in "".join(found.reasons) for word in ("They", "different"))
