"""A finding as people read it: the arithmetic in one line, the verdict with its reason.

"1.609 million ÷ 4.22 million = 38.07–38.19%; stated 38.05–38.15% → reconciles". Every number keeps
its hedge.
"""

from __future__ import annotations

from indicators import text
from indicators.consistency.audit import Finding
from indicators.consistency.interval import Interval
from indicators.i18n import Messages, gettext_noop
from indicators.model import Relation
from indicators.query import Catalogue
from indicators.query.table import Row, localised_column

VERDICT_LABELS = {
    "reconciles": gettext_noop("reconciles"),
    "reconciles-if": gettext_noop("reconciles only if …"),
    "does-not-reconcile": gettext_noop("does not reconcile"),
    "cannot-check": gettext_noop("cannot check"),
}
RELATION_KIND_LABELS = {
    "growth": gettext_noop("Growth"),
    "cagr": gettext_noop("Average growth a year"),
    "share": gettext_noop("Share of a whole"),
    "difference": gettext_noop("Difference"),
    "sum": gettext_noop("Sum"),
    "count": gettext_noop("Count and list"),
    "same": gettext_noop("One figure stated twice"),
    "streak": gettext_noop("Rank and streak"),
    "exchange": gettext_noop("Exchange rate"),
}
REASON_LABELS = {
    "touch": gettext_noop("They meet in one number only: both would have to stand exactly there."),
    "hedge": gettext_noop(
        "They meet only where an “over”, “at least” or “nearly” reaches beyond the number printed after it."
    ),
    "unstated": gettext_noop("One of the figures was never stated; the others imply it."),
    "open": gettext_noop("The figures are open-ended, so that no value could contradict them."),
    "zero-divisor": gettext_noop("It would take a division by something that may be zero."),
    "negative-root": gettext_noop("It would take the root of something that may be negative."),
}
#: kind → computed role → how it is written
_FORMULA_TEMPLATES = {
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


def format_finding(finding: Finding, catalogue: Catalogue, say: Messages) -> str:
    """The arithmetic of a finding in one line that ends with its verdict."""
    return f"{_format_equation(finding, catalogue, say)} → {format_verdict(finding, say)}"


def format_verdict(finding: Finding, say: Messages) -> str:
    """The verdict in words; a relation that implies a figure and has nothing to meet says so."""
    return say("implied") if finding.reason == "unstated" else say(VERDICT_LABELS[finding.verdict])


def format_finding_interval(interval: Interval, finding: Finding, catalogue: Catalogue, say: Messages) -> str:
    """An interval of the finding with its unit."""
    unit = catalogue.dataset.units[finding.unit] if finding.unit else None
    low, high = interval.ends
    if unit and unit.kind == "rank" and interval.is_point and low is not None:
        return say("No. {n}", n=int(low))
    ends = ("(" if interval.low_open else "[") + (")" if interval.high_open else "]")
    return text.format_interval(low, high, unit, say, ends=ends)


def finding_subject(finding: Finding, catalogue: Catalogue, say: Messages) -> str:
    """What a relation is about: the figure that is computed, else the first of those compared."""
    relation, language = finding.relation, say.language
    if relation.kind == "exchange":
        row = catalogue.find(relation.figures[0])
        return str(getattr(row, localised_column("source_short", language)))
    if relation.implies:
        row = relation.implies
        row = row.model_copy(update={"period": row.period.text if row.period else None})
    else:
        stated = relation.members.get(finding.role)
        first = relation.figures[1 if relation.kind == "streak" else 0]
        row = catalogue.find(stated if isinstance(stated, str) else first)
    return text.describe_subject(row, catalogue.dataset, language)


def _format_equation(finding: Finding, catalogue: Catalogue, say: Messages) -> str:
    relation = finding.relation
    operands = {id: _format_operand(catalogue.find(id), catalogue, say) for id in relation.figures}
    if relation.kind == "exchange":
        return text.join_clauses(
            [_format_conversion(id, span, finding, catalogue, say) for id, span in finding.spans],
            say.language,
        )
    if relation.kind == "streak":
        return text.join_clauses(
            [_format_dated(catalogue.find(id), catalogue, say) for id in relation.figures], say.language
        )
    if finding.role == "":
        return text.join_clauses([*operands.values()], say.language)
    roles = {role: _join_operands(listed, operands) for role, listed in relation.members.items()}
    if _compares_part_with_whole(relation):
        left = say("{part} of {whole}", **{role: roles[role] for role in ("part", "whole")})
        return f"{left} = {_format_computed(finding, catalogue, say)}" if finding.role == "share" else left
    if relation.kind == "count":
        left = say("{n} listed", n=len(relation.members["items"] or ()))
    else:
        roles = {role: f"({operand})" if _has_sign(operand) else operand for role, operand in roles.items()}
        left = _FORMULA_TEMPLATES[relation.kind][finding.role].format(years=relation.years, **roles)
        left = f"{left} = {_format_computed(finding, catalogue, say)}"
    return _add_stated_side(left, finding, catalogue, say)


def _has_sign(operand: str) -> bool:
    """Whether an operand would be misread among the signs of a formula: a fraction, a number below zero."""
    return "/" in operand or "-" in operand


def _add_stated_side(left: str, finding: Finding, catalogue: Catalogue, say: Messages) -> str:
    """The equation, and what it is to be compared with."""
    if finding.stated is not None:
        stated = format_finding_interval(finding.stated, finding, catalogue, say)
        return say("{equation}; stated {stated}", equation=left, stated=stated)
    others = [format_finding_interval(span, finding, catalogue, say) for _, span in finding.spans[1:]]
    if not others:
        return left
    return say(
        "{equation}; implied elsewhere as {others}",
        equation=left,
        others=text.join_clauses(others, say.language),
    )


def _format_computed(finding: Finding, catalogue: Catalogue, say: Messages) -> str:
    return format_finding_interval(finding.computed, finding, catalogue, say) if finding.computed else "?"


def _compares_part_with_whole(relation: Relation) -> bool:
    """Whether all that is asked is that the part is no larger than its whole."""
    return relation.kind == "share" and relation.members.get("share") is None and not relation.implies


def _join_operands(listed: str | tuple[str, ...] | None, operands: dict[str, str]) -> str:
    if isinstance(listed, str):
        return operands[listed]
    return " + ".join(operands[id] for id in listed or ())


def _format_operand(row: Row, catalogue: Catalogue, say: Messages) -> str:
    """A stated number with its hedge, and with its sign of percent: "over 30%", "1/9", "4.22 million"."""
    unit, language = catalogue.dataset.units[row.unit], say.language
    number = row.printed if "/" in row.printed else text.format_number(row.value, row.precision, language)
    in_percent = unit.kind == "percent" and "/" not in row.printed
    return text.add_hedge(text.add_unit(number, unit, language) if in_percent else number, row, say)


def _format_dated(row: Row, catalogue: Catalogue, say: Messages) -> str:
    """A rank or a streak and when it was held."""
    figure, period = (
        text.format_figure(row, catalogue.dataset, say),
        text.format_period(row.period, say.language),
    )
    if row.measure == "streak":
        return say("{figure} to {period}", figure=figure, period=period)
    return say("{figure} in {period}", figure=figure, period=period)


def _format_conversion(id: str, span: Interval, finding: Finding, catalogue: Catalogue, say: Messages) -> str:
    row = catalogue.find(id)
    unit, number = (
        catalogue.dataset.units[row.unit],
        text.format_number(row.value, row.precision, say.language),
    )
    amount, dollars = text.add_unit(number, unit, say.language), text.format_dollars(row.usd, say.language)
    return f"{amount} ÷ {dollars} = {format_finding_interval(span, finding, catalogue, say)}"
