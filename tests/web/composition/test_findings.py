"""Relations on pages: which are shown, how many there are, how they came out, where they are read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from indicators.query import EVERYTHING, Selection
from indicators.text import finding_text
from indicators.web.composition import findings
from tests.noting import CATALOGUE, here

FINDINGS = list(CATALOGUE.audit.findings)
ORDER = ("does-not-reconcile", "reconciles-if", "reconciles", "cannot-check")


def figures(finding):
    implied = [finding.relation.implies.key] if finding.relation.implies else []
    return {*finding.relation.figures, *implied}


def some(*verdicts, unstated=0):
    """Findings that came out so, and as many that imply a figure nobody stated."""
    base = next(finding for finding in FINDINGS if finding.reason != "unstated")
    silent = next(finding for finding in FINDINGS if finding.reason == "unstated")
    return [*(replace(base, verdict=verdict) for verdict in verdicts), *([silent] * unstated)]


def of(selection=EVERYTHING, **others):
    return findings.select_findings(here(CATALOGUE, "consistency", selection=selection, **others))


@pytest.mark.parametrize(
    "selection",
    [
        Selection(),
        Selection(region=("hengqin",)),
        Selection(topic=("talent",)),
        Selection(status=("target",)),
        Selection(source=("cgtn-regional-innovation",)),
        Selection(region=("maoming",), topic=("talent",)),
    ],
)
def test_relations_with_a_figure_among_those_that_fit_are_shown_the_worst_first(selection):
    ids = set(CATALOGUE.rows(replace(selection, implied=True))["observation_id"])
    found = of(selection)

    assert {finding.relation.id for finding in found} == {
        finding.relation.id for finding in FINDINGS if figures(finding) & ids
    }
    assert [ORDER.index(finding.verdict) for finding in found] == sorted(
        ORDER.index(finding.verdict) for finding in found
    )


def test_a_selection_may_be_given_in_place_of_the_readers():
    now = here(CATALOGUE, "consistency", selection=Selection(region=("maoming",), topic=("talent",)))

    assert findings.select_findings(now) == []
    assert len(findings.select_findings(now, Selection())) == len(FINDINGS)


def test_the_figures_of_relations_are_those_that_fit_implied_ones_too():
    now = here(CATALOGUE, "consistency", selection=Selection(region=("guangzhou",)))
    rows = findings.figures_of_findings(now, FINDINGS)
    every = set().union(*map(figures, FINDINGS))
    fitting = set(CATALOGUE.rows(Selection(region=("guangzhou",), implied=True))["observation_id"])

    assert set(rows["observation_id"]) == every & fitting
    assert "implied" in set(rows["basis"])
    assert set(findings.figures_of_findings(now, FINDINGS, Selection())["observation_id"]) == every


@pytest.mark.parametrize(
    ("relations", "english"),
    [
        (some("reconciles"), "1 relation checked · reconciles: 1"),
        (
            some("reconciles", "reconciles", "does-not-reconcile", unstated=1),
            "3 relations checked · reconciles: 2 · does not reconcile: 1 · 1 more implies a figure nobody stated",
        ),
        (
            some("cannot-check", unstated=2),
            "1 relation checked · cannot check: 1 · 2 more imply a figure nobody stated",
        ),
        (some(unstated=1), "0 relations checked · 1 more implies a figure nobody stated"),
        ([], "0 relations checked"),
    ],
)
def test_the_sum_says_how_many_were_checked_and_how_they_came_out(relations, english):
    assert findings.describe_verdicts(here(CATALOGUE), relations) == english


def test_the_sum_is_said_in_chinese():
    told = findings.describe_verdicts(here(CATALOGUE, language="zh"), some("reconciles", unstated=1))

    assert told == "1组核对关系 · 相符：1 · 另有1组可推算出未见陈述的数据"


def test_the_quiet_lines_of_a_card_are_the_relations_the_figure_is_in_the_first_under_its_term():
    now = here(CATALOGUE)
    for id in CATALOGUE.rows(Selection(implied=True))["observation_id"]:
        mine = [finding for finding in FINDINGS if id in figures(finding)]
        told = findings.describe_checks(now, id)
        assert sorted(line for _, line in told) == sorted(
            finding_text.format_finding(finding, CATALOGUE, now.say) for finding in mine
        )
        assert [term for term, _ in told] == ["Checks", *[""] * (len(mine) - 1)][: len(mine)]
