"""The page of relations: figures that must fit together, how they came out, and what they imply."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from indicators.consistency.audit import Finding
from indicators.consistency.verdicts import VERDICTS
from indicators.text import finding_text
from indicators.text.audit_report import count_verdicts
from indicators.web.composition.blocks import (
    Block,
    Document,
    Download,
    FilterSwitch,
    FindingCards,
    Heading,
    Link,
    Links,
    Paragraph,
    TextTable,
    ViewChoice,
)
from indicators.web.composition.choices import VIEW_VALUES
from indicators.web.composition.filters_chosen import compose_choices
from indicators.web.composition.findings import (
    describe_verdicts,
    figures_of_findings,
    select_findings,
)
from indicators.web.composition.view import View

_ANY = VIEW_VALUES["verdict"][0]


def compose_consistency(view: View) -> Document:
    """The relations under the filters, those of one verdict where the reader picks it."""
    findings = select_findings(view)
    title = view.say("Consistency")
    lead = view.say(
        "Figures that must fit together by arithmetic, checked within the precision and hedge they were printed with. A mismatch can be innocent, and each card says how."
    )
    chips = tuple(compose_choices(view))
    if not findings:
        return Document(title, lead, chips, is_empty=True)
    return Document(title, lead, (*chips, *_compose_body(view, findings)))


def _compose_body(view: View, findings: Sequence[Finding]) -> Iterator[Block]:
    yield Paragraph(describe_verdicts(view, findings))
    verdict = view.choices.view("verdict")
    yield _compose_verdict_choice(view, findings, verdict)
    shown = [finding for finding in findings if verdict in (_ANY, finding.verdict)]
    if not shown:
        yield Paragraph(view.say("None of these relations came out this way."), "notice")
        yield Links((Link(view.say("Show all verdicts"), _address_of_verdict(view, _ANY)),))
        return
    ids = figures_of_findings(view, shown)["observation_id"]
    yield Download(view.select_figures(ids, replace(view.selection, implied=True)))
    checked = tuple(finding.relation.id for finding in shown if finding.reason != "unstated")
    if checked:
        yield FindingCards(checked)
    yield from _compose_implied_figures(view, shown)
    yield Heading(view.say("All relations"), "relations")
    yield _compose_table(view, shown)


def _compose_verdict_choice(view: View, findings: Sequence[Finding], verdict: str) -> ViewChoice:
    counts = {_ANY: len(findings), **count_verdicts(findings)}
    names = {_ANY: view.say("all"), **{id: view.say(name) for id, name in VERDICTS.labels.items()}}
    links = tuple(
        (id, Link(names[id], _address_of_verdict(view, id), n))
        for id, n in counts.items()
        if n or id == verdict
    )
    return ViewChoice("verdict", view.say("Verdict"), links, verdict)


def _address_of_verdict(view: View, verdict: str) -> str:
    return view.address_with(views=view.choices.with_view("verdict", verdict).views)


def _compose_implied_figures(view: View, shown: Sequence[Finding]) -> Iterator[Block]:
    """The figures nobody stated, with a switch to show them on every page and in files, or not."""
    silent = tuple(finding.relation.id for finding in shown if finding.reason == "unstated")
    if not silent:
        return
    yield Heading(
        view.say("Implied figures"),
        "implied",
        view.say(
            "Nobody stated these; the figures named on each card imply them. They are never added to stated figures."
        ),
    )
    other = replace(view.selection, implied=not view.selection.implied)
    yield FilterSwitch(
        "implied",
        Link(
            view.say("Show implied figures in charts, tables and files"), view.address_with(selection=other)
        ),
        is_on=view.selection.implied,
    )
    yield FindingCards(silent)


def _compose_table(view: View, shown: Sequence[Finding]) -> TextTable:
    say = view.say
    rows = tuple(
        (
            finding_text.format_verdict(finding, say),
            finding_text.finding_subject(finding, view.catalogue, say),
            finding_text.format_finding(finding, view.catalogue, say),
        )
        for finding in shown
    )
    return TextTable(
        "findings_table",
        say.plural("Table of {n} relation", "Table of {n} relations", len(shown)),
        (say("Verdict"), say("About"), say("Arithmetic")),
        rows,
        tuple(-VERDICTS[finding.verdict].urgency for finding in shown),
    )
