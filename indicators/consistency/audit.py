"""Relations → findings: do stated figures fit together, and what do they imply of unstated ones?

Each stated figure is the interval its print and hedge allow. A relation computes one member
from the others; where the computed interval and the stated one share a number, the figures can
all be true. The verdicts, never the word "error":

- *reconciles*: they overlap;
- *reconciles only if*: they overlap, but either in one shared end point alone (*touch*), or only
  because an open-ended hedge ("over", "at least", "under", "at most") reaches far beyond its printed number:
  read as "about" that number it would not fit (*hedge*);
- *does not reconcile*: they have no number in common;
- *cannot check*: there is nothing to compare, and the reason says why - a member was never
  stated (*unstated*), an open end leaves every value possible (*open*), or the arithmetic has no
  answer (*zero-divisor*, *negative-root*).

Where one member was never stated, the relation implies it; two relations that imply the same
figure are checked against each other there. Implied figures are never inputs.

Dollars printed beside amounts of another currency are conversions of the printed number, hedge and all: an *exchange*
compares the rates that the printed numbers give, to the last printed digit of the dollars.
A *streak* of n years binds the ranks of its last n years only: one of the year after may differ.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from indicators.consistency.verdicts import ReasonId, VerdictId, compare_intervals
from indicators.model import Dataset, Implied, Indicator, Observation, Relation
from indicators.model.code_lists import Measure
from indicators.model.hedges import HEDGES
from indicators.model.interval import (
    ALL_NUMBERS,
    Interval,
    UndefinedResult,
    closed_interval,
    intersect_all,
    interval_above,
    interval_of,
)
from indicators.model.quantity import quantity_of
from indicators.model.relation_kinds import RELATION_KINDS, MemberValues, RelationKind

_PERCENT = closed_interval(0, 100)
#: What a figure of a measure can be at all; other measures can be anything.
_POSSIBLE_VALUES: dict[Measure, Interval] = {
    "level": interval_above(0),
    "share": _PERCENT,
    "growth": interval_above(-100),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """What the arithmetic of one relation says.

    `role` is the member that was computed ("" where figures are compared with each other),
    `computed` what the others make of it, `stated` what was stated of it; `spans` are the
    intervals to draw side by side, each with the figure it is of ("" for a computed one).
    `unit` is the unit of them all, None for a rate of exchange.
    """

    relation: Relation
    verdict: VerdictId
    reason: ReasonId | None
    role: str
    computed: Interval | None
    stated: Interval | None
    spans: tuple[tuple[str, Interval], ...]
    unit: str | None

    @property
    def is_mismatch(self) -> bool:
        """Whether the figures contradict each other."""
        return self.verdict == "does-not-reconcile"

    @property
    def is_settled(self) -> bool:
        """Whether nothing is left to explain: no mismatch, or one that is acknowledged."""
        return not self.is_mismatch or self.relation.acknowledged is not None


@dataclass(frozen=True, slots=True)
class ImpliedFigure:
    """A figure nobody stated, as the relations that imply it allow it together."""

    subject: Implied
    relations: tuple[Relation, ...]
    interval: Interval

    @property
    def figures(self) -> tuple[str, ...]:
        """The ids of the stated figures it comes from."""
        return tuple(dict.fromkeys(id for relation in self.relations for id in relation.figures))


@dataclass(frozen=True, slots=True)
class Audit:
    """Every finding in the order of the file, and the figures that relations imply."""

    findings: tuple[Finding, ...]
    implied: tuple[ImpliedFigure, ...]

    def findings_about(self, figure: str) -> tuple[Finding, ...]:
        """The findings in which a stated figure has a part, or that imply this one."""
        return tuple(
            finding
            for finding in self.findings
            if figure in finding.relation.figures
            or (finding.relation.implies is not None and finding.relation.implies.key == figure)
        )


# --- from records to intervals -----------------------------------------------------------------


def audit_dataset(dataset: Dataset) -> Audit:
    """Every relation of `dataset` evaluated."""
    figures = {o.key(i.id): (i, o) for i, o in dataset.observations()}
    findings = [
        _RelationEvaluation(dataset, relation, figures).evaluate() for relation in dataset.relations.values()
    ]
    return _add_implied(findings)


def _add_implied(findings: list[Finding]) -> Audit:
    """The implied figures; relations that imply the same one are checked against each other there."""
    groups: dict[str, list[tuple[Finding, Implied, Interval]]] = {}
    for finding in findings:
        implies = finding.relation.implies
        if implies and finding.computed and finding.reason == "unstated":
            groups.setdefault(implies.key, []).append((finding, implies, finding.computed))
    implied: list[ImpliedFigure] = []
    settled = {finding.relation.id: finding for finding in findings}
    for group in groups.values():
        intervals = [interval for _, _, interval in group]
        if overlap := intersect_all(intervals):
            implied.append(ImpliedFigure(group[0][1], tuple(f.relation for f, _, _ in group), overlap))
        if len(group) > 1:
            verdict, reason = compare_intervals(intervals, intervals)
            for index, (finding, _, own) in enumerate(group):
                others = intervals[:index] + intervals[index + 1 :]
                spans = tuple(("", one) for one in (own, *others))
                checked = replace(finding, verdict=verdict, reason=reason, spans=spans)
                settled[finding.relation.id] = checked
    return Audit(tuple(settled.values()), tuple(implied))


@dataclass(frozen=True, slots=True)
class _RelationEvaluation:
    """One relation with the records it needs."""

    dataset: Dataset
    relation: Relation
    figures: Mapping[str, tuple[Indicator, Observation]]

    @property
    def kind(self) -> RelationKind:
        """The kind of the relation."""
        return RELATION_KINDS[self.relation.kind]

    def evaluate(self) -> Finding:
        return self._solve_relation() if self.kind.formulas else self._compare_figures()

    def _compare_figures(self) -> Finding:
        kind, ids = self.kind, list(self.relation.figures)
        if kind.choose_compared:
            members = self.relation.find_members(self.figures, self.dataset.indicators)
            ids = [member.id for member in kind.choose_compared(members)]
        unit: str | None = None
        if kind.conversion_rate:
            intervals = [kind.conversion_rate(self.figures[id][1]) for id in ids]
            plain = intervals
        else:
            unit = self.figures[ids[0]][0].unit
            intervals = [self._figure_interval(id) for id in ids]
            plain = [self._interval_as_about(id) for id in ids]
        verdict, reason = compare_intervals(intervals, plain)
        spans = tuple(zip(ids, intervals, strict=True))
        return Finding(self.relation, verdict, reason, "", intersect_all(intervals), None, spans, unit)

    def _solve_relation(self) -> Finding:
        """The relation solved for the member never stated, else for the first that has an answer."""
        members, years = self.relation.members, self.relation.years or 1
        values, plain = map(self._values, (self._figure_interval, self._interval_as_about))
        unstated = [role for role in self.relation.unstated_roles if role not in values]
        why: ReasonId | None = None
        for role in unstated or self.kind.formulas:
            compute = self.kind.formulas[role].compute
            try:
                raw, read_plainly = (compute(v, years) for v in (values, plain))
            except UndefinedResult as error:
                why = why or error.reason
                continue
            indicator = self._role_indicator(role)
            possible = _POSSIBLE_VALUES.get(indicator.measure, ALL_NUMBERS) if indicator else _PERCENT
            unit = indicator.unit if indicator else "percent"
            computed, stated = raw.intersect(possible) or raw, None if unstated else values[role][0]
            verdict: VerdictId = "cannot-check"
            if computed.contains(possible):
                why = "open"
            elif stated is None:
                why = "unstated"
            else:
                verdict, why = compare_intervals([raw, stated], [read_plainly, plain[role][0]])
            listed = members[role]
            own = listed if isinstance(listed, str) else ""
            spans = (("", computed), *([(own, stated)] if stated else []))
            return Finding(self.relation, verdict, why, role, computed, stated, spans, unit)
        return Finding(self.relation, "cannot-check", why, "", None, None, (), None)

    def _values(self, of: Callable[[str], Interval]) -> MemberValues:
        """What is stated of each role; an open one that nobody asks for is what it may be at all."""
        values = {
            role: tuple(of(id) for id in self.relation.figures_of(role))
            for role, listed in self.relation.members.items()
            if listed is not None
        }
        open_role = self.relation.open_role
        return values if open_role is None else {open_role.role: (open_role.values,), **values}

    def _role_indicator(self, role: str) -> Indicator | None:
        """The indicator of the figure in `role`; None for a share of no indicator."""
        listed, implies = self.relation.members[role], self.relation.implies
        if isinstance(listed, str):
            return self.figures[listed][0]
        return self.dataset.indicators[implies.indicator] if implies else None

    def _figure_interval(self, id: str) -> Interval:
        indicator, observation = self.figures[id]
        return _cap_share(interval_of(self.dataset.quantity_of(indicator, observation)), indicator.measure)

    def _interval_as_about(self, id: str) -> Interval:
        """The figure read as "about" what was printed when an open-ended hedge stood before it."""
        indicator, observation = self.figures[id]
        if not HEDGES[observation.qualifier].is_bound:
            return self._figure_interval(id)
        kind = self.dataset.units[indicator.unit].kind
        return _cap_share(
            interval_of(
                quantity_of(
                    observation.value,
                    "about",
                    kind,
                    indicator.measure,
                    can_be_negative=indicator.can_be_negative,
                )
            ),
            indicator.measure,
        )


def _cap_share(found: Interval, measure: Measure) -> Interval:
    """A share ends at the whole, also when it was stated as "over 30 %"."""
    return (found.intersect(_PERCENT) or found) if measure == "share" else found
