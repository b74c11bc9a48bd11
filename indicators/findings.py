"""All findings together: as a table, as a report for a person or a program, and how many have each verdict.

Knows nothing of how one of them is worded, nothing of widgets or files.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TypeAlias

import pandas as pd

from indicators.arithmetic import VERDICT_NAMES, line
from indicators.audit import Finding
from indicators.formulas import VERDICTS
from indicators.interval import Interval
from indicators.language import mark, messages
from indicators.select import Catalogue

COLUMNS: dict[str, tuple[str, str]] = {
    "relation": ("str", mark("id of the relation")),
    "kind": ("str", mark("growth, cagr, share, difference, sum, count, same, streak or exchange")),
    "verdict": ("str", mark("reconciles, reconciles-if, does-not-reconcile or cannot-check")),
    "reason": ("str", mark("why the verdict is not simply yes or no; empty otherwise")),
    "computed_low": ("float64", mark("lower bound of what the other figures make; empty when open")),
    "computed_high": ("float64", mark("upper bound of what the other figures make; empty when open")),
    "stated_low": ("float64", mark("lower bound of what was stated; empty when open or not stated")),
    "stated_high": ("float64", mark("upper bound of what was stated; empty when open or not stated")),
    "unit": ("str", mark("unit of the bounds; empty for an exchange rate")),
    "figures": ("str", mark("ids of the stated figures, joined with ;")),
    "implies": ("str", mark("id of the figure that the relation implies")),
    "arithmetic_en": ("str", mark("the arithmetic in one line, in English")),
    "arithmetic_zh": ("str", mark("the arithmetic in one line, in Chinese")),
    "note_en": ("str", mark("innocent reasons for a mismatch, in English")),
    "note_zh": ("str", mark("innocent reasons for a mismatch, in Chinese")),
    "acknowledged_en": ("str", mark("why a mismatch is left as it is, in English")),
    "acknowledged_zh": ("str", mark("why a mismatch is left as it is, in Chinese")),
}


def table(findings: Iterable[Finding], catalogue: Catalogue) -> pd.DataFrame:
    """One row a finding, with `COLUMNS`."""
    english, chinese = messages("en"), messages("zh")
    rows = [
        {
            "relation": finding.relation.id,
            "kind": finding.relation.kind,
            "verdict": finding.verdict,
            "reason": finding.reason,
            **_bounds("computed", finding.computed),
            **_bounds("stated", finding.stated),
            "unit": finding.unit,
            "figures": ";".join(finding.relation.figures),
            "implies": finding.relation.implies.key if finding.relation.implies else None,
            "arithmetic_en": line(finding, catalogue, english),
            "arithmetic_zh": line(finding, catalogue, chinese),
            "note_en": finding.relation.note.en,
            "note_zh": finding.relation.note.zh,
            "acknowledged_en": finding.relation.acknowledged.en if finding.relation.acknowledged else None,
            "acknowledged_zh": finding.relation.acknowledged.zh if finding.relation.acknowledged else None,
        }
        for finding in findings
    ]
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    return frame.astype({name: dtype for name, (dtype, _) in COLUMNS.items()})


def by_verdict(findings: Iterable[Finding]) -> dict[str, int]:
    """How many findings have each verdict, also those that none has."""
    found = Counter(finding.verdict for finding in findings)
    return {verdict: found[verdict] for verdict in VERDICTS}


Place: TypeAlias = tuple[int, int]


def report(findings: Iterable[Finding], catalogue: Catalogue, style: str, places: Mapping[str, Place]) -> str:
    """The findings for a person (``plain``), GitHub or a program (``json``), each with its line and column."""
    say, file, found = messages("en"), catalogue.dataset.file, list(findings)
    if style == "json":
        records = table(found, catalogue).astype(object)
        listed = records.where(records.notna(), None).to_dict("records")
        for record in listed:
            record["file"], (record["line"], record["column"]) = file, places[record["relation"]]
        return json.dumps(listed, ensure_ascii=False, indent=2) + "\n"
    lines = []
    for finding in found:
        row, column = places[finding.relation.id]
        told = f"{finding.relation.id}: {line(finding, catalogue, say)}"
        told += " (acknowledged)" if finding.verdict == "does-not-reconcile" and finding.agrees else ""
        if style == "github" and finding.verdict == "does-not-reconcile":
            kind = "notice" if finding.agrees else "warning"
            escaped = told.replace("%", "%25")
            lines.append(f"::{kind} file={file},line={row},col={column}::{escaped}")
        elif style == "plain":
            lines.append(f"{file}:{row}:{column}: {told}")
    return "".join(f"{told}\n" for told in lines)


def summary(findings: Iterable[Finding]) -> str:
    """How many findings have each verdict, on one line."""
    found = by_verdict(findings)
    parts = [f"{VERDICT_NAMES[verdict]}: {n}" for verdict, n in found.items() if n]
    n = sum(found.values())
    return f"{n} relation{'' if n == 1 else 's'}: {', '.join(parts) or 'nothing to check'}"


def _bounds(name: str, interval: Interval | None) -> dict[str, float | None]:
    low, high = interval.ends if interval else (None, None)
    return {f"{name}_low": low, f"{name}_high": high}
