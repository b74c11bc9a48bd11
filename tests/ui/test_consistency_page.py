"""Relations on pages: which are shown, how many there are, how they came out, where they are read."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from indicators.consistency.verdicts import VERDICTS
from indicators.i18n import load_messages
from indicators.query import EVERYTHING, Selection
from indicators.text import finding_text
from indicators.ui import consistency_page
from indicators.ui.streamlit_internals.sortable_table import displayed_columns
from tests.noting import CATALOGUE, asked, here, links, noting

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
    return consistency_page.selected_findings(here(CATALOGUE, "consistency", selection=selection, **others))


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

    assert consistency_page.selected_findings(now) == []
    assert len(consistency_page.selected_findings(now, Selection())) == len(FINDINGS)


def test_the_figures_of_relations_are_those_that_fit_implied_ones_too():
    now = here(CATALOGUE, "consistency", selection=Selection(region=("guangzhou",)))
    rows = consistency_page.figures_of_findings(now, FINDINGS)
    every = set().union(*map(figures, FINDINGS))
    fitting = set(CATALOGUE.rows(Selection(region=("guangzhou",), implied=True))["observation_id"])

    assert set(rows["observation_id"]) == every & fitting
    assert "implied" in set(rows["basis"])
    assert set(consistency_page.figures_of_findings(now, FINDINGS, Selection())["observation_id"]) == every


@pytest.mark.parametrize(
    ("findings", "english"),
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
def test_the_sum_says_how_many_were_checked_and_how_they_came_out(findings, english):
    assert consistency_page.describe_verdicts(here(CATALOGUE), findings) == english


def test_the_sum_is_said_in_chinese():
    told = consistency_page.describe_verdicts(here(CATALOGUE, language="zh"), some("reconciles", unstated=1))

    assert told == "1组核对关系 · 相符：1 · 另有1组可推算出未见陈述的数据"


@pytest.mark.parametrize("verdict", ["any", *VERDICTS])
def test_a_verdict_shows_its_relations_alone_and_every_verdict_says_how_many(verdict):
    now = here(CATALOGUE, "consistency", selection=Selection())
    now = replace(now, choices=now.choices.with_view("verdict", verdict))
    with noting(now) as written:
        shown = consistency_page.show_verdict_choice(now, FINDINGS)
    counts = Counter(finding.verdict for finding in FINDINGS)
    given = written.keyed("w_verdict")

    assert shown == [finding for finding in FINDINGS if verdict in ("any", finding.verdict)]
    assert given["options"] == ["any", *(id for id in VERDICTS if counts[id] or id == verdict)]
    assert [given["format_func"](id) for id in given["options"]] == [
        f"all · {len(FINDINGS)}" if id == "any" else f"{VERDICTS[id].label} · {counts[id]}"
        for id in given["options"]
    ]
    assert written.state["w_verdict"] == verdict
    assert given["required"] is True
    assert written.chooses("w_verdict", "reconciles").view("verdict") == "reconciles"
    assert written.chooses("w_verdict", None).view("verdict") == "any"


def test_where_no_relation_came_out_so_all_are_one_click_away():
    now = here(CATALOGUE, "consistency", selection=Selection(topic=("talent",)))
    now = replace(now, choices=now.choices.with_view("verdict", "reconciles-if"))
    with noting(now) as written:
        consistency_page.show_no_findings(now)

    assert [given["body"] for given in written.of("info")] == ["None of these relations came out this way."]
    assert written.keyed("drop_verdict")["label"] == "Show all verdicts"
    assert written.clicks("drop_verdict") == now.choices.with_view("verdict", "any")


@pytest.mark.parametrize("chosen", [False, True])
def test_implied_figures_stand_apart_with_a_switch(chosen):
    silent = [finding for finding in FINDINGS if finding.reason == "unstated"]
    now = here(CATALOGUE, "consistency", selection=Selection(implied=chosen))
    with noting(now) as written:
        consistency_page.show_implied_figures(now, silent)

    assert [given["body"] for given in written.of("header")] == ["Implied figures"]
    assert written.of("markdown")[0]["body"].startswith(
        "Nobody stated these; the figures named on each card imply them"
    )
    assert written.state["w_implied_here"] is chosen
    assert written.html.count('ri-card"') == len(silent)
    assert written.chooses("w_implied_here", not chosen).selection == Selection(implied=not chosen)


def test_without_implied_figures_there_is_no_word_of_them():
    now = here(CATALOGUE, "consistency")
    with noting(now) as written:
        consistency_page.show_implied_figures(now, [])

    assert written.calls == []


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_table_has_every_relation_one_a_line(language):
    now, say = here(CATALOGUE, "consistency", language), load_messages(language)
    with noting(now) as written:
        consistency_page.show_findings_table(now, FINDINGS)
        consistency_page.show_findings_table(now, FINDINGS[:1])
    many, one = written.of("dataframe")

    shown = displayed_columns(many["data"].data)

    assert list(shown) == [say("Verdict"), say("About"), say("Arithmetic")]
    assert [list(line) for line in zip(*shown.values(), strict=True)] == [
        [
            finding_text.format_verdict(finding, say),
            finding_text.finding_subject(finding, CATALOGUE, say),
            finding_text.format_finding(finding, CATALOGUE, say),
        ]
        for finding in FINDINGS
    ]
    assert [many["alt"], one["alt"]] == [
        say.plural("Table of {n} relation", "Table of {n} relations", n) for n in (len(FINDINGS), 1)
    ]
    assert many["hide_index"] is True
    by_urgency = many["data"].data.sort_values(say("Verdict"), kind="stable").index
    urgencies = [VERDICTS[FINDINGS[place].verdict].urgency for place in by_urgency]
    assert urgencies == sorted(urgencies, reverse=True)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_an_indicator_page_says_how_its_relations_came_out_and_leads_to_them(language):
    now = here(CATALOGUE, "indicators", language, Selection(region=("maoming",)))
    silent = 0
    spoken_of = [CATALOGUE.find(finding.relation.figures[-1]).indicator for finding in FINDINGS[::4]]
    for indicator in dict.fromkeys([*spoken_of, *list(CATALOGUE.dataset.indicators)[:4]]):
        with noting(now) as written:
            consistency_page.show_indicator_checks(now, indicator)
        only = Selection(indicator=(indicator,))
        found = of(only)
        if not found:
            silent += 1
            assert written.calls == []
            continue
        [(href, label)] = links(written.html)
        head = {"en": "Checks: ", "zh": "核对："}[language]
        assert asked(href) == ("/consistency", [("indicator", indicator), ("lang", language)])
        assert label == head + consistency_page.describe_verdicts(here(CATALOGUE, language=language), found)
    assert silent


def test_the_quiet_lines_of_a_card_are_the_relations_the_figure_is_in_the_first_under_its_term():
    now = here(CATALOGUE)
    for id in CATALOGUE.rows(Selection(implied=True))["observation_id"]:
        mine = [finding for finding in FINDINGS if id in figures(finding)]
        told = consistency_page.check_lines(now, id)
        assert sorted(line for _, line in told) == sorted(
            finding_text.format_finding(finding, CATALOGUE, now.say) for finding in mine
        )
        assert [term for term, _ in told] == ["Checks", *[""] * (len(mine) - 1)][: len(mine)]
