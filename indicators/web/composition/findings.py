"""What came out of the relations between figures, as pages say it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import pandas as pd

from indicators import text
from indicators.consistency.audit import Finding
from indicators.consistency.verdicts import VERDICTS
from indicators.query import Catalogue, Selection
from indicators.query.caches import cached_on_owner
from indicators.text import finding_text
from indicators.text.audit_report import count_verdicts
from indicators.web.composition.view import View


def select_findings(view: View, selection: Selection | None = None) -> list[Finding]:
    """The findings that have a figure among those that fit the filters, worst first."""
    every = view.catalogue.audit.findings
    ids = set(figures_of_findings(view, every, selection)["observation_id"])
    found = [finding for finding in every if ids.intersection(_figure_ids(finding))]
    return sorted(found, key=lambda finding: -VERDICTS[finding.verdict].urgency)


def figures_of_findings(
    view: View, findings: Iterable[Finding], selection: Selection | None = None
) -> pd.DataFrame:
    """The rows of the figures that the findings speak of and that fit the filters, implied ones too."""
    ids = [id for finding in findings for id in _figure_ids(finding)]
    return view.catalogue.rows_among(replace(selection or view.selection, implied=True), ids)


def _figure_ids(finding: Finding) -> tuple[str, ...]:
    implies = finding.relation.implies
    return (*finding.relation.figures, *([implies.key] if implies else []))


def describe_verdicts(view: View, findings: Sequence[Finding]) -> str:
    """How many relations there are and how they came out, in one sentence."""
    say = view.say
    checked = [finding for finding in findings if finding.reason != "unstated"]
    counts = count_verdicts(checked)
    parts = [
        say.plural("{n} relation checked", "{n} relations checked", len(checked)),
        *(
            text.add_label(say(VERDICTS[verdict].label), str(counts[verdict]), view.language)
            for verdict in VERDICTS
            if counts[verdict]
        ),
    ]
    if silent := len(findings) - len(checked):
        parts.append(
            say.plural(
                "{n} more implies a figure nobody stated", "{n} more imply a figure nobody stated", silent
            )
        )
    return " · ".join(parts)


def describe_checks(view: View, figure: str) -> list[tuple[str, str]]:
    """The quiet lines of a figure card: the arithmetic of every relation the figure is in."""
    lines = [
        finding_text.format_finding(finding, view.catalogue, view.say)
        for finding in view.catalogue.audit.findings_about(figure)
    ]
    return [("" if index else view.say("Checks"), line) for index, line in enumerate(lines)]


@cached_on_owner(maxsize=512)
def findings_of_indicator(catalogue: Catalogue, indicator: str) -> tuple[Finding, ...]:
    """What came out of the relations that speak of a figure of the indicator."""
    only, every = Selection(indicator=(indicator,), implied=True), catalogue.audit.findings
    related = [id for finding in every for id in _figure_ids(finding)]
    ids = set(catalogue.rows_among(only, related)["observation_id"])
    return tuple(finding for finding in every if ids.intersection(_figure_ids(finding)))
