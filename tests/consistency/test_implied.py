"""Figures that nobody stated: what they are, between what ends, of which source and day, and what is said of them."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from indicators import text
from indicators.errors import InvalidDataset
from indicators.i18n import load_messages
from indicators.text import citations, finding_text, problem_report
from tests import world

SAY = {language: load_messages(language) for language in ("en", "zh")}


def implied(kind, members, of, figures, **fields):
    """The catalogue of a relation that implies a figure, and that figure."""
    subject = {"region": "land", "period": "2024", "timing": "during"} | of
    head = world.figure(
        subject["indicator"], 1, region="coast", period="2016"
    )  # each indicator states something
    made = world.catalogue(
        [*figures, head], [world.relation("told", kind, members, implies=subject, **fields)]
    )
    [key] = [each.subject.key for each in made.audit.implied]
    return made, made.find(key)


def gdp(value, period="2024", **fields):
    return world.figure("gdp", value, period=period, **fields)


EARLIER = {"indicator": "gdp", "period": "2020"}
GROWN = {"indicator": "growth", "base_period": "2020"}
#: what is implied → how, and what stands in its row: value, low, high, hedge, precision, and its words
CASES = {
    "a fall": (
        ("growth", {"earlier": "gdp.land.2020", "later": "gdp.land.2024", "rate": None}, GROWN),
        [gdp("2.40 trillion", "2020"), gdp("2.00 trillion")],
        (-16.665870945620426, -17.04781704781705, -16.2839248434238, "about", 0.1),
        ("-17.05 to -16.28% (implied)", "-17.05%～-16.28%（推算）"),
    ),
    "a rise": (
        ("growth", {"earlier": "gdp.land.2020", "later": "gdp.land.2024", "rate": None}, GROWN),
        [gdp("2.00 trillion", "2020"), gdp("2.40 trillion")],
        (20.0013747936937, 19.45137157107232, 20.551378446115287, "about", 1.0),
        ("19.4–20.6% (implied)", "19.4%～20.6%（推算）"),
    ),
    "a rise by more than so much": (
        ("growth", {"earlier": "gdp.land.2020", "later": "gdp.land.2024", "rate": None}, GROWN),
        [gdp("2.00 trillion", "2020"), gdp("2.40 trillion", qualifier="over")],
        (19.7007481296758, 19.7007481296758, None, "over", 0.1),
        ("over 19.7% (implied)", "超19.7%（推算）"),
    ),
    "a rise by so much at least": (
        ("growth", {"earlier": "gdp.land.2020", "later": "gdp.land.2024", "rate": None}, GROWN),
        [gdp("2.00 trillion", "2020"), gdp("2.40 trillion", qualifier="at_least")],
        (19.7007481296758, 19.7007481296758, None, "at_least", 0.1),
        ("at least 19.7% (implied)", "至少19.7%（推算）"),
    ),
    "what it was before a fall": (
        ("growth", {"earlier": None, "later": "gdp.land.2024", "rate": "growth.land.2024"}, EARLIER),
        [gdp("2.40 trillion"), world.figure("growth", "-4.7", base_period="2020")],
        (2518366509902.046, 2511798636601.9927, 2524934383202.0996, "about", 1e10),
        ("2.511–2.525 trillion crowns (implied)", "2.511万亿～2.525万亿克朗（推算）"),
    ),
    "a share": (
        ("share", {"part": "gdp.north.2024", "whole": "gdp.land.2024", "share": None}, {"indicator": "share", "region": "north"}),
        [gdp("500 billion", region="north"), gdp("2.40 trillion")],
        (20.833467159145656, 20.76923076923077, 20.897703549060545, "about", 0.1),
        ("20.76–20.9% (implied)", "20.76%～20.9%（推算）"),
    ),
    "a share of what has no upper end": (
        ("share", {"part": "gdp.north.2024", "whole": "gdp.land.2024", "share": None}, {"indicator": "share", "region": "north"}),
        [gdp("500 billion", region="north"), gdp("2.40 trillion", qualifier="over")],
        (20.854166666666668, 0, 20.854166666666668, "under", 0.1),
        ("under 20.86% (implied)", "不足20.86%（推算）"),
    ),
    "a whole": (
        ("share", {"part": "gdp.north.2024", "whole": None, "share": "share.north.2024"}, {"indicator": "gdp"}),
        [gdp("500 billion", region="north", qualifier="over"), world.figure("share", "1/5", region="north")],
        (2.25e12, 2.25e12, None, "over", 1e10),
        ("over 2.25 trillion crowns (implied)", "超2.25万亿克朗（推算）"),
    ),
    "a part below a bound": (
        ("share", {"part": None, "whole": "gdp.land.2024", "share": "share.north.2024"}, {"indicator": "gdp", "region": "north"}),
        [gdp("500 billion"), world.figure("share", "25", region="north", qualifier="under")],
        (125.125e9, 0, 125.125e9, "under", 1e9),
        ("under 125.2 billion crowns (implied)", "不足1252亿克朗（推算）"),
    ),
    "a part up to so much and that itself": (
        ("share", {"part": None, "whole": "gdp.land.2024", "share": "share.north.2024"}, {"indicator": "gdp", "region": "north"}),
        [gdp("500 billion"), world.figure("share", "1", region="north", qualifier="about")],
        (5.005e9, 0, 10.01e9, "about", 1e10),
        ("up to 10.01 billion crowns (implied)", "至多100.1亿克朗（推算）"),
    ),
    "what it was before it grew by more than so much": (
        ("difference", {"earlier": None, "later": "gdp.land.2024", "change": "change.land.2024"}, EARLIER),
        [gdp("2.00 trillion"), world.figure("change", "400 billion", base_period="2020", qualifier="over")],
        (1.605e12, 0, 1.605e12, "under", 1e10),
        ("under 1.605 trillion crowns (implied)", "不足1.605万亿克朗（推算）"),
    ),
    "what changed to more than before": (
        ("difference", {"earlier": "gdp.land.2020", "later": "gdp.land.2024", "change": None}, {"indicator": "change", "base_period": "2020"}),
        [gdp("2.00 trillion", "2020", qualifier="over"), gdp("1.50 trillion")],
        (-495e9, None, -495e9, "over", 1e9),
        ("below -495 billion crowns (implied)", "小于-4950亿克朗（推算）"),
    ),
    "a sum of counts": (
        ("sum", {"parts": ["jobs.north.2024", "jobs.south.2024"], "total": None}, {"indicator": "jobs"}),
        [world.figure("jobs", 10, region="north"), world.figure("jobs", 22, region="south")],
        (32, 32, 32, "exact", 1.0),
        ("32 people (implied)", "32人（推算）"),
    ),
    "an average growth over years": (
        ("cagr", {"first": "gdp.land.2020", "last": "gdp.land.2024", "rate": None}, GROWN),
        [gdp("2.00 trillion", "2020"), gdp("2.40 trillion")],
        (4.663607632542555, 4.5436804194663, 4.7835348456148, "about", 0.1),
        ("4.54–4.79% (implied)", "4.54%～4.79%（推算）"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_an_implied_figure_is_its_interval_and_the_hedge_that_says_it(name):
    how, figures, (value, low, high, qualifier, precision), words = CASES[name]
    made, row = implied(*how, figures, **({"years": 4} if how[0] == "cagr" else {}))

    assert (row.low if low is not None else math.isnan(row.low)) == (
        pytest.approx(low) if low is not None else True
    )
    assert (row.high if high is not None else math.isnan(row.high)) == (
        pytest.approx(high) if high is not None else True
    )
    assert (row.value, row.precision) == (pytest.approx(value), pytest.approx(precision))
    assert (row.qualifier, row.basis, row.printed, row.stated) == (qualifier, "implied", "", "")
    assert tuple(text.format_figure(row, made.dataset, say) for say in SAY.values()) == words
    assert text.format_bounds(row, made.dataset, SAY["en"]) == ""


class TestWhatStandsInItsRow:
    """A share of the North in Iron abroad, aimed at, from the parts of three sources."""

    @pytest.fixture(scope="class")
    @staticmethod
    def both():
        of = {"sector": "iron", "counterpart": "abroad", "status": "target"}
        figures = [
            gdp("500 billion", region="north", **of, source="yearly", at=[12, 7]),
            gdp("2.40 trillion", "2024", **of, source="daily", at=[3]),
        ]
        members = {
            "part": "gdp.north.iron.abroad.2024.target",
            "whole": "gdp.land.iron.abroad.2024.target",
            "share": None,
        }
        return implied("share", members, {"indicator": "share", "region": "north"} | of, figures)

    def test_is_what_its_relation_says_it_is_of(self, both):
        _, row = both

        assert row.observation_id == "share.north.iron.abroad.2024.target.implied"
        assert (row.indicator, row.region, row.sector, row.counterpart) == (
            "share",
            "north",
            "iron",
            "abroad",
        )
        assert (row.period, row.timing, row.status, row.plan) == ("2024", "during", "target", "2")
        assert (row.measure, row.unit, row.topic) == ("share", "percent", "output")
        assert (row.period_start, row.period_end) == (pd.Timestamp("2024-01-01"), pd.Timestamp("2024-12-31"))
        assert row.series == "share|north|iron|abroad|during|year|implied"

    def test_is_of_the_source_that_was_published_last_and_the_lines_there(self, both):
        _, row = both

        assert (row.source, row.published, row.locator, row.line) == ("yearly", "2026", "7;12", 7)
        assert (row.source_title, row.source_title_zh) == ("yearly title", "yearly题")
        assert (row.publisher, row.publisher_zh) == ("yearly office", "yearly社")

    def test_says_that_it_was_never_stated_and_what_implies_it_from_what(self, both):
        _, row = both
        ids = ("gdp.north.iron.abroad.2024.target", "gdp.land.iron.abroad.2024.target")

        assert row.note == f"Never stated: implied by told from {ids[0]}; {ids[1]}."
        assert row.note_zh == f"未见陈述，由{ids[0]}、{ids[1]}推算（依据核对关系：told）。"
        assert (row.implied_by, row.implied_from) == ("told", ";".join(ids))
        assert row.search == " told 2024 "

    def test_is_told_as_what_was_never_stated_wherever_it_is_told(self, both):
        made, row = both
        dataset, subject = (
            made.dataset,
            ("North · Share · Iron · Abroad · 2024", "北省 · 占比 · 铁 · 国外 · 2024年"),
        )

        assert text.describe_origin(row, SAY["en"]) == "never stated; implied by figures in yearly office"
        assert text.describe_origin(row, SAY["zh"]) == "未见陈述，由yearly社的数据推算"
        assert citations.cite_figure(row, dataset, SAY["en"]) == (
            f"{subject[0]}: 20.76–20.9% (implied). yearly office, “yearly title”, 2026, read 3 Feb 2026. "
            "In: Sample, share.north.iron.abroad.2024.target.implied."
        )
        assert problem_report.compose_problem_report(row, dataset, "https://x.example", SAY["zh"]) == (
            f"此数据疑有误：\n{subject[1]}：20.76%～20.9%（推算）\n未见陈述，由yearly社的数据推算\n"
            "share.north.iron.abroad.2024.target.implied\nhttps://x.example\n\n哪里有误，依据是什么：\n"
        )

    def test_has_no_place_among_the_stated_ones(self, both):
        made, row = both

        assert row.position == 3
        assert len(made) == 3
        assert row.is_latest


def test_two_relations_that_imply_one_figure_are_both_named_and_leave_what_both_allow():
    figures = [gdp(v, region=region, source=source, at=[line]) for v, region, source, line in [
        ("1.00 trillion", "north", "daily", 4), ("1.40 trillion", "south", "monthly", 5),
        ("0.60 trillion", "town", "daily", 6), ("1.80 trillion", "coast", "daily", 9)]]  # fmt: skip
    subject = {"indicator": "gdp", "region": "land", "period": "2024", "timing": "during"}
    relations = [
        world.relation(
            id, "sum", {"parts": [f"gdp.{one}.2024", f"gdp.{other}.2024"], "total": None}, implies=subject
        )
        for id, one, other in [("b", "north", "south"), ("a", "coast", "town")]
    ]
    made = world.catalogue(figures, relations)
    row = made.find("gdp.land.2024.implied")

    assert (row.implied_by, row.implied_from) == (
        "b;a",
        "gdp.north.2024;gdp.south.2024;gdp.coast.2024;gdp.town.2024",
    )
    assert row.note.startswith("Never stated: implied by b; a from gdp.north.2024; gdp.south.2024; ")
    assert "（依据核对关系：b、a）" in row.note_zh
    assert (row.source, row.locator) == ("monthly", "5")
    assert (row.low, row.high) == (2.39e12, 2.41e12)
    assert [(f.verdict, f.reason) for f in made.audit.findings_about(row.observation_id)] == [
        ("reconciles", None)
    ] * 2
    one, other = made.audit.findings_about(row.observation_id)
    assert one.spans == (("", one.computed), ("", other.computed))
    assert other.spans == (("", other.computed), ("", one.computed))
    assert [finding_text.format_finding(one, made, say) for say in SAY.values()] == [
        "1.00 trillion + 1.40 trillion = 2.39–2.41 trillion crowns; implied elsewhere as 2.39–2.41 trillion crowns → reconciles",
        "1.00万亿 + 1.40万亿 = 2.39万亿～2.41万亿克朗；另处推算为2.39万亿～2.41万亿克朗 → 相符",
    ]


def test_an_undated_figure_may_be_implied():
    figures = [
        world.figure("jobs", n, region=region, period=None) for region, n in (("north", 10), ("south", 5))
    ]
    _, row = implied(
        "sum",
        {"parts": ["jobs.north.undated", "jobs.south.undated"], "total": None},
        {"indicator": "jobs", "period": None},
        figures,
    )

    assert row.observation_id == "jobs.land.undated.implied"
    assert (row.value, row.qualifier, row.series) == (15, "exact", "jobs|land|||during|undated|implied")
    assert row.period_end is pd.NaT


def test_what_was_stated_is_not_implied():
    figures = [gdp("1 trillion", region="north"), gdp("1 trillion", region="south"), gdp("2 trillion")]
    subject = {"indicator": "gdp", "region": "land", "period": "2024", "timing": "during"}
    members = {"parts": ["gdp.north.2024", "gdp.south.2024"], "total": None}

    with pytest.raises(InvalidDataset, match=r"this figure was stated: name 'gdp\.land\.2024' as a member"):
        world.catalogue(figures, [world.relation("told", "sum", members, implies=subject)])
