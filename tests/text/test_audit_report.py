"""All findings together: the table, the report for people and programs, and the count of verdicts."""

from __future__ import annotations

import json

import pandas as pd
import pytest

from indicators.text import audit_report
from tests import world

FIGURES = [
    world.figure("gdp", "2.00 trillion", period="2020"),
    world.figure("gdp", "2.40 trillion"),
    world.figure("growth", 20, base_period="2020"),
    world.figure("growth", 90, base_period="2020", id="growth.other"),
    world.figure("growth", "5", base_period="2020", id="growth.third", qualifier="over"),
    world.figure("share", 20, region="north"),
    world.figure("gdp", "7 trillion", region="coast", usd="1.00 trillion"),
    world.figure("trade", "7.2 trillion", region="coast", usd="1.0 trillion"),
]
_LEVELS = {"earlier": "gdp.land.2020", "later": "gdp.land.2024"}
RELATIONS = [
    world.relation("fits", "growth", _LEVELS | {"rate": "growth.land.2024"}),
    world.relation("apart", "growth", _LEVELS | {"rate": "growth.other"}),
    world.relation("known", "growth", _LEVELS | {"rate": "growth.other"}, acknowledged=world.both("By then.", "届时。")),
    world.relation("if", "growth", _LEVELS | {"rate": "growth.third"}),
    world.relation(
        "told",
        "share",
        {"part": None, "whole": "gdp.land.2024", "share": "share.north.2024"},
        implies={"indicator": "gdp", "region": "north", "period": "2024", "timing": "during"},
    ),
    world.relation("rates", "exchange", {"figures": ["gdp.coast.2024", "trade.coast.2024"]}),
]  # fmt: skip
PLACES = {relation["id"]: (10 * n, n) for n, relation in enumerate(RELATIONS, start=1)}
APART = "2.40 trillion ÷ 2.00 trillion − 1 = 19.4–20.6%; stated 89.5–90.5% → does not reconcile"
FITS = "2.40 trillion ÷ 2.00 trillion − 1 = 19.4–20.6%; stated 19.5–20.5% → reconciles"
IF = "2.40 trillion ÷ 2.00 trillion − 1 = 19.4–20.6%; stated over 5% → reconciles only if …"
TOLD = "2.40 trillion × 20% = 467–494 billion crowns → implied"
RATES = "7 trillion crowns ÷ US$1 trillion = 6.965–7.036; 7.2 trillion crowns ÷ US$1 trillion = 6.85–7.58 → reconciles"


@pytest.fixture(scope="module")
def made():
    return world.catalogue(FIGURES, RELATIONS)


def test_the_table_has_a_row_for_each_with_bounds_figures_words_and_reasons(made):
    table = audit_report.findings_table(made.audit.findings, made)
    rows = table.astype(object).where(table.notna(), None).set_index("relation").to_dict("index")

    assert {name: str(dtype) for name, dtype in table.dtypes.items()} == {
        name: dtype for name, (dtype, _) in audit_report.FINDING_COLUMNS.items()
    }
    assert rows["fits"] == {
        "kind": "growth",
        "verdict": "reconciles",
        "reason": None,
        "computed_low": pytest.approx(19.45137157107232),
        "computed_high": pytest.approx(20.551378446115287),
        "stated_low": 19.5,
        "stated_high": 20.5,
        "unit": "percent",
        "figures": "gdp.land.2020;gdp.land.2024;growth.land.2024",
        "implies": None,
        "arithmetic_en": FITS,
        "arithmetic_zh": "2.40万亿 ÷ 2.00万亿 − 1 = 19.4%～20.6%；所述为19.5%～20.5% → 相符",
        "note_en": "note of fits",
        "note_zh": "fits注",
        "acknowledged_en": None,
        "acknowledged_zh": None,
    }
    assert (rows["known"]["acknowledged_en"], rows["known"]["acknowledged_zh"]) == ("By then.", "届时。")
    assert (rows["if"]["verdict"], rows["if"]["reason"]) == ("reconciles-if", "hedge")
    assert (rows["if"]["stated_low"], rows["if"]["stated_high"]) == (5, None)
    assert (rows["told"]["verdict"], rows["told"]["reason"]) == ("cannot-check", "unstated")
    assert (rows["told"]["implies"], rows["told"]["stated_low"]) == ("gdp.north.2024.implied", None)
    assert (rows["told"]["unit"], rows["rates"]["unit"]) == ("crown", None)
    assert rows["rates"]["computed_low"] == pytest.approx(7 / 1.005)


def test_a_report_for_a_person_has_a_line_for_each_with_its_place(made):
    told = audit_report.format_findings(made.audit.findings, made, "plain", PLACES)

    assert told == (
        f"indicators.yaml:10:1: fits: {FITS}\n"
        f"indicators.yaml:20:2: apart: {APART}\n"
        f"indicators.yaml:30:3: known: {APART} (acknowledged)\n"
        f"indicators.yaml:40:4: if: {IF}\n"
        f"indicators.yaml:50:5: told: {TOLD}\n"
        f"indicators.yaml:60:6: rates: {RATES}\n"
    )


def test_a_report_for_github_has_the_mismatches_alone_and_a_notice_where_one_is_acknowledged(made):
    told, escaped = (
        audit_report.format_findings(made.audit.findings, made, "github", PLACES),
        APART.replace("%", "%25"),
    )

    assert told == (
        f"::warning file=indicators.yaml,line=20,col=2::apart: {escaped}\n"
        f"::notice file=indicators.yaml,line=30,col=3::known: {escaped} (acknowledged)\n"
    )


def test_a_report_for_a_program_is_the_table_with_places(made):
    told = audit_report.format_findings(made.audit.findings, made, "json", PLACES)
    records = json.loads(told)

    assert told.endswith("\n]\n")
    assert "届时。" in told
    assert [list(record) for record in records] == [
        [*audit_report.FINDING_COLUMNS, "file", "line", "column"]
    ] * 6
    assert [(r["relation"], r["file"], r["line"], r["column"]) for r in records] == [
        (id, "indicators.yaml", *place) for id, place in PLACES.items()
    ]
    assert records[4]["stated_low"] is records[0]["implies"] is records[5]["unit"] is None


def test_a_report_of_nothing_is_empty(made):
    assert (
        audit_report.format_findings([], made, "plain", {})
        == audit_report.format_findings([], made, "github", {})
        == ""
    )
    assert audit_report.format_findings([], made, "json", {}) == "[]\n"


def test_verdicts_are_counted_also_those_that_none_has(made):
    assert audit_report.count_verdicts(made.audit.findings) == {
        "reconciles": 2,
        "reconciles-if": 1,
        "does-not-reconcile": 2,
        "cannot-check": 1,
    }
    assert audit_report.count_verdicts([]) == dict.fromkeys(
        ("reconciles", "reconciles-if", "does-not-reconcile", "cannot-check"), 0
    )


@pytest.mark.parametrize(
    ("which", "told"),
    [
        (
            slice(None),
            "6 relations: reconciles: 2, reconciles only if …: 1, does not reconcile: 2, cannot check: 1",
        ),
        (slice(1), "1 relation: reconciles: 1"),
        (slice(0), "0 relations: nothing to check"),
    ],
)
def test_a_summary_says_how_many_have_which_verdict(made, which, told):
    assert audit_report.summarise_findings(made.audit.findings[which]) == told


def test_only_a_mismatch_that_nobody_acknowledged_is_left_to_explain(made):
    assert [finding.relation.id for finding in made.audit.findings if not finding.is_settled] == ["apart"]


@pytest.mark.parametrize(
    ("figure", "about"),
    [
        ("growth.other", ["apart", "known"]),
        ("share.north.2024", ["told"]),
        ("gdp.north.2024.implied", ["told"]),
        ("gdp.coast.2024", ["rates"]),
        ("gdp.land.2024.implied", []),
    ],
)
def test_the_findings_about_a_figure_are_those_it_has_a_part_in_or_that_imply_it(made, figure, about):
    assert [finding.relation.id for finding in made.audit.findings_about(figure)] == about


def test_a_table_of_no_findings_has_every_column(made):
    table = audit_report.findings_table([], made)

    assert list(table) == list(audit_report.FINDING_COLUMNS)
    assert pd.api.types.is_float_dtype(table["stated_low"])
