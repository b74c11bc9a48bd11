"""The page of relations: verdicts to choose from, cards, implied figures apart, a table of all."""

from __future__ import annotations

from collections import Counter

import pytest

from indicators.consistency.verdicts import VERDICTS
from indicators.i18n import load_messages
from indicators.query import EVERYTHING, Selection
from indicators.text import finding_text
from indicators.ui import page_document
from indicators.ui.streamlit_internals.sortable_table import displayed_columns
from indicators.web.composition.blocks import (
    Download,
    FilterSwitch,
    FindingCards,
    Heading,
    Links,
    Paragraph,
    TextTable,
    ViewChoice,
)
from indicators.web.composition.consistency import compose_consistency
from indicators.web.composition.findings import describe_verdicts, findings_of_indicator, select_findings
from indicators.web.composition.indicator import compose_indicator
from tests.composing import CATALOGUE, blocks_of, led, view_of
from tests.noting import asked, here, noting

FINDINGS = list(CATALOGUE.audit.findings)
SILENT = {finding.relation.id for finding in FINDINGS if finding.reason == "unstated"}


def composed(selection=EVERYTHING, language="en", verdict="any"):
    views = () if verdict == "any" else (("verdict", verdict),)
    view = view_of("consistency", selection, language, views=views)
    return view, compose_consistency(view)


@pytest.mark.parametrize("verdict", ["any", *VERDICTS])
def test_a_verdict_shows_its_relations_alone_and_every_verdict_says_how_many(verdict):
    view, document = composed(verdict=verdict)
    [choice] = blocks_of(document, ViewChoice)
    counts = Counter(finding.verdict for finding in FINDINGS)
    ids = ["any", *(id for id in VERDICTS if counts[id] or id == verdict)]
    shown = [finding for finding in select_findings(view) if verdict in ("any", finding.verdict)]
    cards = [id for block in blocks_of(document, FindingCards) for id in block.relations]

    assert (choice.view, choice.chosen, [id for id, _ in choice.links]) == ("verdict", verdict, ids)
    assert [(link.text, link.count) for _, link in choice.links] == [
        ("all", len(FINDINGS)) if id == "any" else (VERDICTS[id].label, counts[id]) for id in ids
    ]
    for id, link in choice.links:
        pairs = [("lang", "en")] if id == "any" else [("lang", "en"), ("verdict", id)]
        assert asked(link.href) == ("/consistency", pairs)
    assert sorted(cards) == sorted(finding.relation.id for finding in shown)
    assert set(cards[len(cards) - len(SILENT.intersection(cards)) :]) == SILENT.intersection(cards)


def test_where_no_relation_came_out_so_all_are_one_click_away():
    _, document = composed(Selection(topic=("talent",)), verdict="reconciles-if")

    assert blocks_of(document, Paragraph)[-1] == Paragraph(
        "None of these relations came out this way.", "notice"
    )
    assert led(blocks_of(document, Links)[-1].links) == [
        (("/consistency", [("topic", "talent"), ("lang", "en")]), "Show all verdicts", None)
    ]
    assert blocks_of(document, FindingCards) == blocks_of(document, Download) == []


@pytest.mark.parametrize("chosen", [False, True])
def test_implied_figures_stand_apart_with_a_switch(chosen):
    view, document = composed(Selection(implied=chosen))
    heading = next(each for each in blocks_of(document, Heading) if each.anchor == "implied")
    [switch] = blocks_of(document, FilterSwitch)

    assert heading.text == "Implied figures"
    assert heading.note.startswith("Nobody stated these; the figures named on each card imply them")
    assert (switch.filter, switch.is_on) == ("implied", chosen)
    assert asked(switch.link.href)[1] == ([("lang", "en")] if chosen else [("implied", "1"), ("lang", "en")])
    assert set(blocks_of(document, FindingCards)[-1].relations) == SILENT
    with noting(here(CATALOGUE, "consistency", selection=view.selection)) as written:
        page_document.show_blocks(here(CATALOGUE, "consistency"), (switch,))
    assert written.state["w_implied_here"] is chosen
    assert written.chooses("w_implied_here", not chosen).selection == Selection(implied=not chosen)


def test_without_implied_figures_there_is_no_word_of_them():
    _, document = composed(verdict="does-not-reconcile")

    assert [each.anchor for each in blocks_of(document, Heading)] == ["relations"]
    assert blocks_of(document, FilterSwitch) == []


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_table_has_every_relation_one_a_line(language):
    view, document = composed(language=language)
    say, [table] = load_messages(language), blocks_of(document, TextTable)

    assert table.columns == (say("Verdict"), say("About"), say("Arithmetic"))
    assert list(table.rows) == [
        (
            finding_text.format_verdict(finding, say),
            finding_text.finding_subject(finding, CATALOGUE, say),
            finding_text.format_finding(finding, CATALOGUE, say),
        )
        for finding in select_findings(view)
    ]
    assert table.label == say.plural("Table of {n} relation", "Table of {n} relations", len(FINDINGS))


def test_the_table_is_sorted_by_verdict_as_urgent_as_each_is():
    view, document = composed()
    with noting(here(CATALOGUE, "consistency")) as written:
        page_document.show_blocks(here(CATALOGUE, "consistency"), tuple(blocks_of(document, TextTable)))
    [given] = written.of("dataframe")
    found = select_findings(view)
    by_urgency = given["data"].data.sort_values("Verdict", kind="stable").index
    urgencies = [VERDICTS[found[place].verdict].urgency for place in by_urgency]

    assert list(displayed_columns(given["data"].data)) == ["Verdict", "About", "Arithmetic"]
    assert urgencies == sorted(urgencies, reverse=True)
    assert (given["hide_index"], given["alt"]) == (True, f"Table of {len(FINDINGS)} relations")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_an_indicator_page_says_how_its_relations_came_out_and_leads_to_them(language):
    silent = 0
    spoken_of = [CATALOGUE.find(finding.relation.figures[-1]).indicator for finding in FINDINGS[::4]]
    head = {"en": "Checks: ", "zh": "核对："}[language]
    for indicator in dict.fromkeys([*spoken_of, *list(CATALOGUE.dataset.indicators)[:4]]):
        view = view_of("indicators", Selection(indicator=(indicator,)), language)
        found = findings_of_indicator(CATALOGUE, indicator)
        told = [link for block in blocks_of(compose_indicator(view), Links) for link in block.links]
        told = [link for link in told if asked(link.href)[0] == "/consistency"]
        silent += not found
        assert led(told) == [
            (
                ("/consistency", [("indicator", indicator), ("lang", language)]),
                head + describe_verdicts(view, found),
                None,
            )
        ] * bool(found)
    assert silent
