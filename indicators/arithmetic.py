"""A finding as people read it: the arithmetic in one line, the verdict with its reason.

"1.609 million ÷ 4.22 million = 38.07–38.19%; stated 38.05–38.15% → reconciles". Every number keeps
its hedge. Knows nothing of several findings, widgets or files.
"""

from __future__ import annotations

from typing import Any

from indicators import text
from indicators.audit import Finding
from indicators.interval import Interval
from indicators.language import Messages, mark
from indicators.model import Relation
from indicators.select import Catalogue

VERDICT_NAMES = {
    "reconciles": mark("reconciles"),
    "reconciles-if": mark("reconciles only if …"),
    "does-not-reconcile": mark("does not reconcile"),
    "cannot-check": mark("cannot check"),
}
KINDS = {
    "growth": mark("Growth"),
    "cagr": mark("Average growth a year"),
    "share": mark("Share of a whole"),
    "difference": mark("Difference"),
    "sum": mark("Sum"),
    "count": mark("Count and list"),
    "same": mark("One figure stated twice"),
    "streak": mark("Rank and streak"),
    "exchange": mark("Exchange rate"),
}
REASONS = {
    "touch": mark("They meet in one number only: both would have to stand exactly there."),
    "hedge": mark(
        "They meet only where an “over”, “at least” or “nearly” reaches beyond the number printed after it."
    ),
    "unstated": mark("One of the figures was never stated; the others imply it."),
    "open": mark("The figures are open-ended, so that no value could contradict them."),
    "zero-divisor": mark("It would take a division by something that may be zero."),
    "negative-root": mark("It would take the root of something that may be negative."),
}
#: kind → computed role → how it is written
_FORMULAS = {
    "growth": {
        "rate": "{later} ÷ {earlier} − 1",
        "later": "{earlier} × (1 + {rate})",
        "earlier": "{later} ÷ (1 + {rate})",
    },
    "cagr": {
        "rate": "({last} ÷ {first})^(1/{years}) − 1",
        "last": "{first} × (1 + {rate})^{years}",
        "first": "{last} ÷ (1 + {rate})^{years}",
    },
    "share": {
        "share": "{part} ÷ {whole}",
        "part": "{whole} × {share}",
        "whole": "{part} ÷ {share}",
    },
    "difference": {
        "change": "{later} − {earlier}",
        "later": "{earlier} + {change}",
        "earlier": "{later} − {change}",
    },
    "sum": {"total": "{parts}"},
}


def line(finding: Finding, catalogue: Catalogue, say: Messages) -> str:
    """The arithmetic of a finding in one line that ends with its verdict."""
    return f"{_sum(finding, catalogue, say)} → {verdict(finding, say)}"


def verdict(finding: Finding, say: Messages) -> str:
    """The verdict in words; a relation that implies a figure and has nothing to meet says so."""
    return say("implied") if finding.reason == "unstated" else say(VERDICT_NAMES[finding.verdict])


def written(interval: Interval, finding: Finding, catalogue: Catalogue, say: Messages) -> str:
    """An interval of the finding with its unit."""
    unit = catalogue.dataset.units[finding.unit] if finding.unit else None
    low, high = interval.ends
    if unit and unit.kind == "rank" and interval.is_point and low is not None:
        return say("No. {n}", n=int(low))
    ends = ("(" if interval.low_open else "[") + (")" if interval.high_open else "]")
    return text.span(low, high, unit, say, ends=ends)


def subject(finding: Finding, catalogue: Catalogue, say: Messages) -> str:
    """What a relation is about: the figure that is computed, else the first of those compared."""
    relation, language = finding.relation, say.language
    if relation.kind == "exchange":
        row = catalogue.find(relation.figures[0])
        return str(row.source_short_en if language == "en" else row.source_short_zh)
    if relation.implies:
        row = relation.implies
        row = row.model_copy(update={"period": row.period.text if row.period else None})
    else:
        stated = relation.members.get(finding.role)
        first = relation.figures[1 if relation.kind == "streak" else 0]
        row = catalogue.find(stated if isinstance(stated, str) else first)
    return text.subject(row, catalogue.dataset, language)


def _sum(finding: Finding, catalogue: Catalogue, say: Messages) -> str:
    relation = finding.relation
    operands = {id: _operand(catalogue.find(id), catalogue, say) for id in relation.figures}
    if relation.kind == "exchange":
        return text.clauses(
            [_conversion(id, span, finding, catalogue, say) for id, span in finding.spans], say.language
        )
    if relation.kind == "streak":
        return text.clauses(
            [_dated(catalogue.find(id), catalogue, say) for id in relation.figures], say.language
        )
    if finding.role == "":
        return text.clauses([*operands.values()], say.language)
    roles = {role: _together(listed, operands) for role, listed in relation.members.items()}
    if _is_part_of_whole(relation):
        left = say("{part} of {whole}", **{role: roles[role] for role in ("part", "whole")})
        return f"{left} = {_computed(finding, catalogue, say)}" if finding.role == "share" else left
    if relation.kind == "count":
        left = say("{n} listed", n=len(relation.members["items"] or ()))
    else:
        roles = {role: f"({operand})" if _has_sign(operand) else operand for role, operand in roles.items()}
        left = _FORMULAS[relation.kind][finding.role].format(years=relation.years, **roles)
        left = f"{left} = {_computed(finding, catalogue, say)}"
    return _compared(left, finding, catalogue, say)


def _has_sign(operand: str) -> bool:
    """Whether an operand would be misread among the signs of a formula: a fraction, a number below zero."""
    return "/" in operand or "-" in operand


def _compared(left: str, finding: Finding, catalogue: Catalogue, say: Messages) -> str:
    """The equation, and what it is to be compared with."""
    if finding.stated is not None:
        stated = written(finding.stated, finding, catalogue, say)
        return say("{equation}; stated {stated}", equation=left, stated=stated)
    others = [written(span, finding, catalogue, say) for _, span in finding.spans[1:]]
    if not others:
        return left
    return say(
        "{equation}; implied elsewhere as {others}", equation=left, others=text.clauses(others, say.language)
    )


def _computed(finding: Finding, catalogue: Catalogue, say: Messages) -> str:
    return written(finding.computed, finding, catalogue, say) if finding.computed else "?"


def _is_part_of_whole(relation: Relation) -> bool:
    """Whether all that is asked is that the part is no larger than its whole."""
    return relation.kind == "share" and relation.members.get("share") is None and not relation.implies


def _together(listed: str | tuple[str, ...] | None, operands: dict[str, str]) -> str:
    if isinstance(listed, str):
        return operands[listed]
    return " + ".join(operands[id] for id in listed or ())


def _operand(row: Any, catalogue: Catalogue, say: Messages) -> str:
    """A stated number with its hedge, and with its sign of percent: "over 30%", "1/9", "4.22 million"."""
    unit, language = catalogue.dataset.units[row.unit], say.language
    number = row.printed if "/" in row.printed else text.number(row.value, row.precision, language)
    in_percent = unit.kind == "percent" and "/" not in row.printed
    return text.hedged(text.with_unit(number, unit, language) if in_percent else number, row, say)


def _dated(row: Any, catalogue: Catalogue, say: Messages) -> str:
    """A rank or a streak and when it was held."""
    figure, period = text.figure(row, catalogue.dataset, say), text.period(row.period, say.language)
    if row.measure == "streak":
        return say("{figure} to {period}", figure=figure, period=period)
    return say("{figure} in {period}", figure=figure, period=period)


def _conversion(id: str, span: Interval, finding: Finding, catalogue: Catalogue, say: Messages) -> str:
    row = catalogue.find(id)
    unit, number = catalogue.dataset.units[row.unit], text.number(row.value, row.precision, say.language)
    amount, dollars = text.with_unit(number, unit, say.language), text.dollars(row.usd, say.language)
    return f"{amount} ÷ {dollars} = {written(span, finding, catalogue, say)}"
