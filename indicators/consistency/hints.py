"""What a curator may have missed: hints, right or wrong, that no reader ever sees.

- *undeclared*: figures of one region that satisfy a formula and stand in no relation together;
- *slip*: a relation that would reconcile if one figure were ten, a hundred … times as large
  (万 and 亿 are four zeros apart), or two figures with the same digits and another scale;
- *two-values*: the same figure in two sources with values that cannot both be true;
- *dollars*: a dollar value far from the rate of its article;
- what `record_hints` says of single records.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, permutations
from statistics import median

from indicators.consistency.audit import Finding, audit_dataset
from indicators.consistency.hint import CuratorHint
from indicators.consistency.record_hints import find_record_hints
from indicators.model import Dataset, Indicator, Observation
from indicators.model.interval import Interval, UndefinedResult, interval_of, point_interval
from indicators.model.relation_kinds import RELATION_KINDS

#: A hint needs figures known to at least this part of their size; "over" and "about a fifth" fit anything.
_MAX_RELATIVE_WIDTH = Fraction(6, 100)
_SLIPPED_ZEROS = range(1, 9)
_MAX_RATE_DEVIATION = 0.02


@dataclass(frozen=True, slots=True)
class _StatedFigure:
    id: str
    indicator: Indicator
    observation: Observation
    interval: Interval

    @property
    def is_sharp(self) -> bool:
        low, high = self.interval.low, self.interval.high
        return low is not None and high is not None and low > 0 and high - low <= _MAX_RELATIVE_WIDTH * high

    @property
    def end(self) -> object:
        return self.observation.period.end if self.observation.period else None


def find_hints(dataset: Dataset) -> list[CuratorHint]:
    """Every hint, in a steady order."""
    found = [
        _StatedFigure(o.key(i.id), i, o, interval_of(dataset.quantity_of(i, o)))
        for i, o in dataset.observations()
    ]
    declared = [frozenset(relation.figures) for relation in dataset.relations.values()]
    hints = [
        *_find_undeclared(found, declared, dataset),
        *_find_scale_slips(audit_dataset(dataset).findings),
        *_find_digit_twins(found),
        *_find_contradictions(found, declared),
        *_find_odd_dollar_rates(found, dataset),
        *find_record_hints(dataset),
    ]
    return sorted(set(hints), key=lambda hint: (hint.hint, hint.figures))


def _find_undeclared(
    found: list[_StatedFigure], declared: list[frozenset[str]], dataset: Dataset
) -> Iterator[CuratorHint]:
    """Shares that two levels of one time make, and growths that two levels of one indicator make."""
    sharp = [one for one in found if one.is_sharp]
    levels = [one for one in sharp if one.indicator.measure == "level" and one.observation.value.value >= 0]
    for rate in sharp:
        if rate.indicator.measure not in ("share", "growth"):
            continue
        place, topic = rate.observation.region, rate.indicator.topic
        near = [o for o in levels if o.observation.region == place and o.indicator.topic == topic]
        for one, other in permutations(near, 2):
            ids = (one.id, other.id, rate.id)
            if any(group.issuperset(ids) for group in declared) or not _could_meet(one, other, rate, dataset):
                continue
            kind, roles = (
                ("share", {"part": one, "whole": other})
                if rate.indicator.measure == "share"
                else ("growth", {"earlier": one, "later": other})
            )
            formula = RELATION_KINDS[kind].formulas["share" if kind == "share" else "rate"]
            made = formula.compute({name: (member.interval,) for name, member in roles.items()}, 1)
            if made.intersect(rate.interval):
                yield CuratorHint("undeclared", f"these may be a {kind}", ids)


def _could_meet(one: _StatedFigure, other: _StatedFigure, rate: _StatedFigure, dataset: Dataset) -> bool:
    """Whether part, whole and share – or earlier, later and rate – speak of what they would have to."""
    if one.indicator.unit != other.indicator.unit:
        return False
    if rate.indicator.measure == "share":
        return one.end == other.end == rate.end and _is_inside_sector(
            one.observation, other.observation, dataset
        )
    return one.indicator.id == other.indicator.id and other.end == rate.end and one.end != other.end


def _is_inside_sector(part: Observation, whole: Observation, dataset: Dataset) -> bool:
    """Whether the branch that one figure speaks of lies in that of the other: services hold no factories."""
    return whole.sector is None or (
        part.sector is not None and part.sector in dataset.sectors_under(whole.sector)
    )


def _find_scale_slips(findings: tuple[Finding, ...]) -> Iterator[CuratorHint]:
    """Relations that do not reconcile, and would with some zeros more or fewer."""
    for finding in findings:
        if not finding.is_mismatch or not (finding.computed and finding.stated):
            continue
        for zeros in _SLIPPED_ZEROS:
            for factor in (Fraction(10**zeros), Fraction(1, 10**zeros)):
                if _would_reconcile(finding, factor):
                    message = f"relation {finding.relation.id!r} would reconcile with a figure {_format_factor(factor)} as large"
                    yield CuratorHint("slip", message, finding.relation.figures)


def _would_reconcile(finding: Finding, factor: Fraction) -> bool:
    """Whether the ratio behind a finding, `factor` times as large, would meet what was stated."""
    years = finding.relation.years or 1
    if (
        finding.computed is None
        or finding.stated is None
        or not RELATION_KINDS[finding.relation.kind].formulas
    ):
        return False
    try:
        if finding.role == "rate":
            ratio = (finding.computed.scale(Fraction(1, 100)) + point_interval(1)).power(years).scale(factor)
            computed = (ratio.root(years) - point_interval(1)).scale(100)
        else:
            computed = finding.computed.scale(factor)
    except UndefinedResult:
        return False
    return computed.intersect(finding.stated) is not None


def _format_factor(factor: Fraction) -> str:
    return f"{factor.numerator:,} times" if factor > 1 else f"1/{factor.denominator:,}"


def _find_digit_twins(found: list[_StatedFigure]) -> Iterator[CuratorHint]:
    """Levels of one indicator and region with the same two or more digits and another scale."""
    for one, other in _figure_pairs(found):
        small, large = sorted((one.observation.value.value, other.observation.value.value))
        if one.indicator.measure != "level" or small <= 0 or small == large:
            continue
        digits = [value.normalize().as_tuple().digits for value in (small, large)]
        if len(digits[0]) > 1 and digits[0] == digits[1]:
            message = f"the same digits, {large / small:,.0f} times as large"
            yield CuratorHint("slip", message, (one.id, other.id))


def _find_contradictions(found: list[_StatedFigure], declared: list[frozenset[str]]) -> Iterator[CuratorHint]:
    """One figure of one time in two sources, with intervals that share no number."""
    for one, other in _figure_pairs(found):
        a, b = one.observation, other.observation
        alike = (a.sector, a.counterpart, a.status) == (b.sector, b.counterpart, b.status)
        apart = a.source != b.source and one.interval.intersect(other.interval) is None
        dated_apart = a.period and b.period and a.period != b.period
        if alike and apart and not dated_apart and not any({one.id, other.id} <= g for g in declared):
            message = "two sources state values that cannot both be true"
            yield CuratorHint("two-values", message, (one.id, other.id))


def _figure_pairs(found: list[_StatedFigure]) -> Iterator[tuple[_StatedFigure, _StatedFigure]]:
    """Every two figures of one indicator and region."""
    groups: dict[tuple[str, str], list[_StatedFigure]] = {}
    for one in found:
        groups.setdefault((one.indicator.id, one.observation.region), []).append(one)
    for group in groups.values():
        yield from combinations(group, 2)


def _find_odd_dollar_rates(found: list[_StatedFigure], dataset: Dataset) -> Iterator[CuratorHint]:
    """Printed dollars whose rate is far from the middle one of their currency, in their article or in all."""
    rates = {
        one.id: float(one.observation.value.value / one.observation.usd.value)
        for one in found
        if one.observation.usd and one.observation.usd.value
    }
    by_currency: dict[str, list[_StatedFigure]] = {}
    by_source: dict[tuple[str, str], list[_StatedFigure]] = {}
    for one in found:
        if one.id in rates:
            currency = dataset.units[one.indicator.unit].currency or one.indicator.unit
            by_currency.setdefault(currency, []).append(one)
            by_source.setdefault((currency, one.observation.source), []).append(one)
    everywhere = {
        currency: median(rates[one.id] for one in figures) for currency, figures in by_currency.items()
    }
    for (currency, _), figures in by_source.items():
        usual = median(rates[one.id] for one in figures) if len(figures) > 2 else everywhere[currency]
        for one in figures:
            off = rates[one.id] / usual - 1
            if abs(off) > (_MAX_RATE_DEVIATION if len(figures) > 2 else 5 * _MAX_RATE_DEVIATION):
                unit = dataset.units[one.indicator.unit].name.en
                message = f"{rates[one.id]:.3f} {unit} a dollar is {off:+.1%} from the usual {usual:.3f}"
                yield CuratorHint("dollars", message, (one.id,))
