"""A finding as people read it: the arithmetic in one line, the verdict with its reason.

"1.609 million ÷ 4.22 million = 38.07–38.19%; stated 38.05–38.15% → reconciles". Every number keeps
its hedge.
"""

from __future__ import annotations

from typing import Final

from indicators import text
from indicators.consistency.audit import Finding
from indicators.consistency.verdicts import VERDICTS
from indicators.i18n import Messages
from indicators.model import Implied, Relation, RelationKindId
from indicators.model.interval import Interval
from indicators.model.observation import Subject
from indicators.model.relation_kinds import RELATION_KINDS
from indicators.query import Catalogue
from indicators.query.table import Row, localised_column


def format_finding(finding: Finding, catalogue: Catalogue, say: Messages) -> str:
    """The arithmetic of a finding in one line that ends with its verdict."""
    return f"{_format_equation(finding, catalogue, say)} → {format_verdict(finding, say)}"


def format_verdict(finding: Finding, say: Messages) -> str:
    """The verdict in words; a relation that implies a figure and has nothing to meet says so."""
    return say("implied") if finding.reason == "unstated" else say(VERDICTS[finding.verdict].label)


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
    relation = finding.relation
    if relation.implies:
        return text.describe_subject(_subject_of(relation.implies), catalogue.dataset, say.language)
    stated = relation.members.get(finding.role)
    if isinstance(stated, str):
        return text.describe_subject(catalogue.find(stated), catalogue.dataset, say.language)
    return _compared_figures(relation).describe_subject(relation, catalogue, say)


def _subject_of(figure: Implied) -> Subject:
    period = figure.period.text if figure.period else None
    return Subject(figure.indicator, figure.region, figure.sector, figure.counterpart, period)


def format_interval_name(index: int, finding: Finding, catalogue: Catalogue, say: Messages) -> str:
    """What an interval of a finding is: of one member computed or stated, else of one of several figures."""
    figure, _ = finding.spans[index]
    if not RELATION_KINDS[finding.relation.kind].formulas:
        return _compared_figures(finding.relation).format_name(catalogue.find(figure), catalogue, say)
    if index == 0:
        return say("implied") if finding.reason == "unstated" else say("computed")
    if finding.stated is None:
        return say("implied elsewhere")
    return say("stated") if figure else say("possible")


class _ComparedFigures:
    """How figures that are compared with each other are written; kinds that do it otherwise have their own."""

    def describe_subject(self, relation: Relation, catalogue: Catalogue, say: Messages) -> str:
        """What they are about."""
        return text.describe_subject(catalogue.find(relation.figures[0]), catalogue.dataset, say.language)

    def format_line(self, finding: Finding, catalogue: Catalogue, say: Messages) -> list[str]:
        """The figures in the line of arithmetic."""
        return [_format_operand(catalogue.find(id), catalogue, say) for id in finding.relation.figures]

    def format_name(self, row: Row, catalogue: Catalogue, say: Messages) -> str:
        """A figure beside its interval."""
        return text.format_figure(row, catalogue.dataset, say)


class _Streak(_ComparedFigures):
    """Ranks and the streak that they are of, each with when it was held."""

    def describe_subject(self, relation: Relation, catalogue: Catalogue, say: Messages) -> str:
        row = catalogue.find(relation.figures_of("ranks")[0])
        return text.describe_subject(row, catalogue.dataset, say.language)

    def format_line(self, finding: Finding, catalogue: Catalogue, say: Messages) -> list[str]:
        return [_format_dated(catalogue.find(id), catalogue, say) for id in finding.relation.figures]


class _Exchange(_ComparedFigures):
    """Conversions of one source."""

    def describe_subject(self, relation: Relation, catalogue: Catalogue, say: Messages) -> str:
        row = catalogue.find(relation.figures[0])
        return str(getattr(row, localised_column("source_short", say.language)))

    def format_line(self, finding: Finding, catalogue: Catalogue, say: Messages) -> list[str]:
        return [_format_conversion(id, span, finding, catalogue, say) for id, span in finding.spans]

    def format_name(self, row: Row, catalogue: Catalogue, say: Messages) -> str:
        return _format_amount(row, catalogue, say)


_COMPARED_FIGURES: Final[dict[RelationKindId, _ComparedFigures]] = {
    "streak": _Streak(),
    "exchange": _Exchange(),
}


def _compared_figures(relation: Relation) -> _ComparedFigures:
    return _COMPARED_FIGURES.get(relation.kind, _ComparedFigures())


def _format_equation(finding: Finding, catalogue: Catalogue, say: Messages) -> str:
    relation = finding.relation
    if finding.role == "":
        return text.join_clauses(
            _compared_figures(relation).format_line(finding, catalogue, say), say.language
        )
    operands = {id: _format_operand(catalogue.find(id), catalogue, say) for id in relation.figures}
    roles = {role: " + ".join(operands[id] for id in relation.figures_of(role)) for role in relation.members}
    formula, result = (
        RELATION_KINDS[relation.kind].formulas[finding.role],
        _format_computed(finding, catalogue, say),
    )
    if relation.open_role:
        left = say(relation.open_role.template, **roles)
        return f"{left} = {result}" if finding.role == relation.open_role.role else left
    signed = {role: f"({operand})" if _has_sign(operand) else operand for role, operand in roles.items()}
    n = sum(len(listed) for listed in relation.members.values() if isinstance(listed, tuple))
    left = say(formula.template, years=relation.years, n=n, **signed)
    return _add_stated_side(f"{left} = {result}" if formula.shows_result else left, finding, catalogue, say)


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


def _format_operand(row: Row, catalogue: Catalogue, say: Messages) -> str:
    """A stated number with its hedge, and with its sign of percent: "over 30%", "1/9", "4.22 million"."""
    unit, language = catalogue.dataset.units[row.unit], say.language
    if "/" in row.printed:
        return text.add_hedge(row.printed, row, say)

    def add_percent(number: str) -> str:
        return text.add_unit(number, unit, language) if unit.kind == "percent" else number

    return text.add_hedge(text.format_printed(row, say, add=add_percent), row, say)


def _format_dated(row: Row, catalogue: Catalogue, say: Messages) -> str:
    """A rank or a streak and when it was held."""
    figure, period = (
        text.format_figure(row, catalogue.dataset, say),
        text.period_label(row, catalogue.dataset, say.language),
    )
    if row.measure == "streak":
        return say("{figure} to {period}", figure=figure, period=period)
    return say("{figure} in {period}", figure=figure, period=period)


def _format_conversion(id: str, span: Interval, finding: Finding, catalogue: Catalogue, say: Messages) -> str:
    row = catalogue.find(id)
    amount, dollars = _format_amount(row, catalogue, say), text.format_dollars(row.usd, say.language)
    return f"{amount} ÷ {dollars} = {format_finding_interval(span, finding, catalogue, say)}"


def _format_amount(row: Row, catalogue: Catalogue, say: Messages) -> str:
    """The printed number with its unit, without its hedge."""
    unit = catalogue.dataset.units[row.unit]
    return text.format_printed(row, say, add=lambda number: text.add_unit(number, unit, say.language))
