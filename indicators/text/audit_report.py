"""All findings together: as a table, as a report for a person or a program, and how many have each verdict."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TypeAlias

import pandas as pd

from indicators.consistency.audit import Finding
from indicators.consistency.verdicts import REASONS, VERDICTS
from indicators.i18n import DEFAULT_LANGUAGE, TEXT_LOCALES, gettext_noop, load_messages
from indicators.model import Text
from indicators.model.interval import Interval
from indicators.model.relation_kinds import RELATION_KINDS
from indicators.query import Catalogue
from indicators.text.finding_text import format_finding

FINDING_COLUMNS: dict[str, tuple[str, str]] = {
    "relation": ("str", gettext_noop("id of the relation")),
    "kind": ("str", RELATION_KINDS.summary),
    "verdict": ("str", VERDICTS.summary),
    "reason": ("str", REASONS.summary),
    "computed_low": ("float64", gettext_noop("lower bound of what the other figures make; empty when open")),
    "computed_high": ("float64", gettext_noop("upper bound of what the other figures make; empty when open")),
    "stated_low": ("float64", gettext_noop("lower bound of what was stated; empty when open or not stated")),
    "stated_high": ("float64", gettext_noop("upper bound of what was stated; empty when open or not stated")),
    "unit": ("str", gettext_noop("unit of the bounds; empty for an exchange rate")),
    "figures": ("str", gettext_noop("ids of the stated figures, joined with ;")),
    "implies": ("str", gettext_noop("id of the figure that the relation implies")),
    "arithmetic_en": ("str", gettext_noop("the arithmetic in one line, in English")),
    "arithmetic_zh": ("str", gettext_noop("the arithmetic in one line, in Chinese")),
    "note_en": ("str", gettext_noop("innocent reasons for a mismatch, in English")),
    "note_zh": ("str", gettext_noop("innocent reasons for a mismatch, in Chinese")),
    "acknowledged_en": ("str", gettext_noop("why a mismatch is left as it is, in English")),
    "acknowledged_zh": ("str", gettext_noop("why a mismatch is left as it is, in Chinese")),
}


def findings_table(findings: Iterable[Finding], catalogue: Catalogue) -> pd.DataFrame:
    """One row a finding, with `FINDING_COLUMNS`."""
    messages = {locale.id: load_messages(locale.id) for locale in TEXT_LOCALES}
    rows = [
        {
            "relation": finding.relation.id,
            "kind": finding.relation.kind,
            "verdict": finding.verdict,
            "reason": finding.reason,
            **_bound_columns("computed", finding.computed),
            **_bound_columns("stated", finding.stated),
            "unit": finding.unit,
            "figures": ";".join(finding.relation.figures),
            "implies": finding.relation.implies.key if finding.relation.implies else None,
            **{
                f"arithmetic_{language}": format_finding(finding, catalogue, say)
                for language, say in messages.items()
            },
            **_text_columns("note", finding.relation.note),
            **_text_columns("acknowledged", finding.relation.acknowledged),
        }
        for finding in findings
    ]
    frame = pd.DataFrame(rows, columns=list(FINDING_COLUMNS))
    return frame.astype({name: dtype for name, (dtype, _) in FINDING_COLUMNS.items()})


def count_verdicts(findings: Iterable[Finding]) -> dict[str, int]:
    """How many findings have each verdict, also those that none has."""
    found: Counter[str] = Counter(finding.verdict for finding in findings)
    return {verdict: found[verdict] for verdict in VERDICTS}


Place: TypeAlias = tuple[int, int]


def format_findings(
    findings: Iterable[Finding], catalogue: Catalogue, style: str, places: Mapping[str, Place]
) -> str:
    """The findings for a person (``plain``), GitHub or a program (``json``), each with its line and column."""
    say, file, found = load_messages(DEFAULT_LANGUAGE), catalogue.dataset.file, list(findings)
    if style == "json":
        records = findings_table(found, catalogue).astype(object)
        listed = records.where(records.notna(), None).to_dict("records")
        for record in listed:
            record["file"], (record["line"], record["column"]) = file, places[record["relation"]]
        return json.dumps(listed, ensure_ascii=False, indent=2) + "\n"
    lines = []
    for finding in found:
        row, column = places[finding.relation.id]
        line = f"{finding.relation.id}: {format_finding(finding, catalogue, say)}"
        line += " (acknowledged)" if finding.is_mismatch and finding.is_settled else ""
        if style == "github" and finding.is_mismatch:
            kind = "notice" if finding.is_settled else "warning"
            escaped = line.replace("%", "%25")
            lines.append(f"::{kind} file={file},line={row},col={column}::{escaped}")
        elif style == "plain":
            lines.append(f"{file}:{row}:{column}: {line}")
    return "".join(f"{line}\n" for line in lines)


def summarise_findings(findings: Iterable[Finding]) -> str:
    """How many findings have each verdict, on one line."""
    found = count_verdicts(findings)
    parts = [f"{VERDICTS[verdict].label}: {n}" for verdict, n in found.items() if n]
    n = sum(found.values())
    return f"{n} relation{'' if n == 1 else 's'}: {', '.join(parts) or 'nothing to check'}"


def _text_columns(name: str, text: Text | None) -> dict[str, str | None]:
    return {f"{name}_{locale.id}": text[locale.id] if text else None for locale in TEXT_LOCALES}


def _bound_columns(name: str, interval: Interval | None) -> dict[str, float | None]:
    low, high = interval.ends if interval else (None, None)
    return {f"{name}_low": low, f"{name}_high": high}
