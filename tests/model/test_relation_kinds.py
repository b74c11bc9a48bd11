"""The kinds of relations: each is served wherever relations are checked, computed, written or drawn."""

from __future__ import annotations

import re
from string import Formatter
from typing import get_args

import pytest

from indicators.i18n import LOCALES, load_messages
from indicators.model.json_schema import build_json_schema
from indicators.model.relation_kinds import RELATION_KINDS, RelationKindId
from indicators.text import finding_text
from indicators.web.paper.relation_card import relation_card_html
from tests import world


def of(indicator, value, id, period="2024", **fields):
    return world.figure(indicator, value, id=id, period=period, **fields)


FIGURES = [
    of("gdp", 5, "then", "2020", usd="1"),
    of("gdp", 6, "now", usd="1.2"),
    of("trade", 3, "part"),
    of("trade", 3, "rest"),
    of("growth", 20, "rate", base_period="2020"),
    of("growth", "4.7", "yearly", base_period="2020"),
    of("change", 1, "more", base_period="2020"),
    of("share", 50, "half"),
    of("centres", 2, "centres"),
    of("streak", 3, "streak"),
    of("rank", 1, "first", "2023"),
    of("rank", 1, "first-too"),
]
#: kind → members, other fields, the line of arithmetic
EXAMPLES = {
    "growth": ({"earlier": "then", "later": "now", "rate": "rate"}, {}, "6 ÷ 5 − 1 = up to 44.45%; stated 19.5–20.5%"),
    "cagr": (
        {"first": "then", "last": "now", "rate": "yearly"}, {"years": 4}, "(6 ÷ 5)^(1/4) − 1 = up to 9.629%; stated 4.65–4.75%"),
    "share": ({"part": "part", "whole": "now", "share": "half"}, {}, "3 ÷ 6 = 38–64%; stated 49.5–50.5%"),
    "difference": ({"earlier": "then", "later": "now", "change": "more"}, {}, "6 − 5 = up to 2 crowns; stated 0.5–1.5 crowns"),
    "sum": ({"parts": ["part", "rest"], "total": "now"}, {}, "3 + 3 = 5–7 crowns; stated 5.5–6.5 crowns"),
    "count": ({"count": "centres", "items": ["now", "part"]}, {}, "2 listed; stated 2 centres"),
    "same": ({"figures": ["part", "rest"]}, {}, "3; 3"),
    "streak": (
        {"streak": "streak", "ranks": ["first", "first-too"]}, {}, "3 years in a row to 2024; No. 1 in 2023; No. 1 in 2024"),
    "exchange": (
        {"figures": ["then", "now"]}, {}, "5 crowns ÷ US$1 = 3.3–10; 6 crowns ÷ US$1.2 = 4.8–5.22"),
}  # fmt: skip


@pytest.fixture(scope="module")
def examples():
    relations = [world.relation(id, id, members, **more) for id, (members, more, _) in EXAMPLES.items()]
    return world.catalogue(FIGURES, relations)


def test_the_kinds_are_those_that_the_data_file_may_name():
    assert tuple(RELATION_KINDS) == get_args(RelationKindId) == tuple(EXAMPLES)
    assert [
        word["const"] for word in build_json_schema()["$defs"]["Relation"]["properties"]["kind"]["oneOf"]
    ] == [*RELATION_KINDS]
    assert re.split(", | or ", RELATION_KINDS.summary) == [*RELATION_KINDS]


@pytest.mark.parametrize("id", RELATION_KINDS)
def test_a_kind_is_checked_computed_and_written_and_has_a_card_in_every_language(examples, id):
    (finding,) = (finding for finding in examples.audit.findings if finding.relation.id == id)

    assert finding.verdict == "reconciles"
    assert (
        finding_text.format_finding(finding, examples, load_messages("en"))
        == f"{EXAMPLES[id][-1]} → reconciles"
    )
    for language in (locale.id for locale in LOCALES):
        say = load_messages(language)
        assert say(RELATION_KINDS[id].label) in relation_card_html(examples, id, language)
        assert "{" not in finding_text.format_finding(finding, examples, say)


@pytest.mark.parametrize("kind", RELATION_KINDS.values(), ids=RELATION_KINDS)
def test_what_a_kind_says_of_its_roles_names_them(kind):
    roles = {role.id for role in kind.roles}

    assert roles == set(re.split(r", | \(a list\)(?:, )?", kind.description.partition(": ")[2])) - {""}
    assert set(kind.formulas) <= {role.id for role in kind.roles if not role.is_list}
    for formula in kind.formulas.values():
        assert {name for _, name, _, _ in Formatter().parse(formula.template) if name} <= roles | {
            "years",
            "n",
        }


def test_only_kinds_that_compare_figures_write_them_in_a_way_of_their_own():
    assert [id for id in finding_text._COMPARED_FIGURES if RELATION_KINDS[id].formulas] == []
