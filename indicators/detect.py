"""What a curator may have missed: hints, right or wrong, that no reader ever sees.

- *undeclared*: figures of one region that satisfy a formula and stand in no relation together;
- *slip*: a relation that would reconcile if one figure were ten, a hundred … times as large
  (万 and 亿 are four zeros apart), or two figures with the same digits and another scale;
- *two-values*: the same figure in two sources with values that cannot both be true;
- *dollars*: a dollar value far from the rate of its article.

Knows nothing of languages or pages.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, permutations
from statistics import median
from typing import Literal

from indicators.audit import Finding, audit
from indicators.formulas import FORMULAS, solve
from indicators.interval import Interval, NoAnswer, interval, point
from indicators.model import Dataset, Indicator, Observation

Hint = Literal["undeclared", "slip", "two-values", "dollars"]
#: A hint needs figures known to at least this part of their size; "over" and "about a fifth" fit anything.
_SHARP = Fraction(6, 100)
_ZEROS = range(1, 9)
_FAR_RATE = 0.02


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One hint: its kind, what to look at, and the figures it is about."""

    hint: Hint
    message: str
    figures: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.hint}: {self.message} [{', '.join(self.figures)}]"


@dataclass(frozen=True, slots=True)
class _Stated:
    id: str
    indicator: Indicator
    observation: Observation
    interval: Interval

    @property
    def is_sharp(self) -> bool:
        low, high = self.interval.low, self.interval.high
        return low is not None and high is not None and low > 0 and high - low <= _SHARP * high

    @property
    def end(self) -> object:
        return self.observation.period.end if self.observation.period else None


def suggestions(dataset: Dataset) -> list[Suggestion]:
    """Every hint, in a steady order."""
    found = [_Stated(o.key(i.id), i, o, interval(dataset.quantity(i, o))) for i, o in dataset.observations()]
    declared = [frozenset(relation.figures) for relation in dataset.relations.values()]
    hints = [
        *_undeclared(found, declared, dataset),
        *_slips_in(audit(dataset).findings),
        *_slips_between(found),
        *_two_values(found, declared),
        *_dollars(found, dataset),
    ]
    return sorted(set(hints), key=lambda hint: (hint.hint, hint.figures))


def _undeclared(
    found: list[_Stated], declared: list[frozenset[str]], dataset: Dataset
) -> Iterator[Suggestion]:
    """Shares that two levels of one time make, and growths that two levels of one indicator make."""
    sharp = [one for one in found if one.is_sharp]
    levels = [one for one in sharp if one.indicator.measure == "level"]
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
            role = "share" if kind == "share" else "rate"
            made = solve(kind, role, {name: (member.interval,) for name, member in roles.items()})
            if made.meet(rate.interval):
                yield Suggestion("undeclared", f"these may be a {kind}", ids)


def _could_meet(one: _Stated, other: _Stated, rate: _Stated, dataset: Dataset) -> bool:
    """Whether part, whole and share – or earlier, later and rate – speak of what they would have to."""
    if one.indicator.unit != other.indicator.unit:
        return False
    if rate.indicator.measure == "share":
        return one.end == other.end == rate.end and _inside(one.observation, other.observation, dataset)
    return one.indicator.id == other.indicator.id and other.end == rate.end and one.end != other.end


def _inside(part: Observation, whole: Observation, dataset: Dataset) -> bool:
    """Whether the branch that one figure speaks of lies in that of the other: services hold no factories."""
    return whole.sector is None or (part.sector is not None and part.sector in dataset.branch(whole.sector))


def _slips_in(findings: tuple[Finding, ...]) -> Iterator[Suggestion]:
    """Relations that do not reconcile, and would with some zeros more or fewer."""
    for finding in findings:
        if finding.verdict != "does-not-reconcile" or not (finding.computed and finding.stated):
            continue
        for zeros in _ZEROS:
            for factor in (Fraction(10**zeros), Fraction(1, 10**zeros)):
                if _fits_with(finding, factor):
                    message = f"relation {finding.relation.id!r} would reconcile with a figure {_times(factor)} as large"
                    yield Suggestion("slip", message, finding.relation.figures)


def _fits_with(finding: Finding, factor: Fraction) -> bool:
    """Whether the ratio behind a finding, `factor` times as large, would meet what was stated."""
    years = finding.relation.years or 1
    if finding.computed is None or finding.stated is None or finding.relation.kind not in FORMULAS:
        return False
    try:
        if finding.role == "rate":
            ratio = (finding.computed.scaled(Fraction(1, 100)) + point(1)).power(years).scaled(factor)
            computed = (ratio.root(years) - point(1)).scaled(100)
        else:
            computed = finding.computed.scaled(factor)
    except NoAnswer:
        return False
    return computed.meet(finding.stated) is not None


def _times(factor: Fraction) -> str:
    return f"{factor.numerator:,} times" if factor > 1 else f"1/{factor.denominator:,}"


def _slips_between(found: list[_Stated]) -> Iterator[Suggestion]:
    """Levels of one indicator and region with the same two or more digits and another scale."""
    for one, other in _pairs(found):
        small, large = sorted((one.observation.value.value, other.observation.value.value))
        if one.indicator.measure != "level" or small <= 0 or small == large:
            continue
        digits = [value.normalize().as_tuple().digits for value in (small, large)]
        if len(digits[0]) > 1 and digits[0] == digits[1]:
            message = f"the same digits, {large / small:,.0f} times as large"
            yield Suggestion("slip", message, (one.id, other.id))


def _two_values(found: list[_Stated], declared: list[frozenset[str]]) -> Iterator[Suggestion]:
    """One figure of one time in two sources, with intervals that share no number."""
    for one, other in _pairs(found):
        a, b = one.observation, other.observation
        alike = (a.sector, a.counterpart, a.status) == (b.sector, b.counterpart, b.status)
        apart = a.source != b.source and one.interval.meet(other.interval) is None
        dated_apart = a.period and b.period and a.period != b.period
        if alike and apart and not dated_apart and not any({one.id, other.id} <= g for g in declared):
            message = "two sources state values that cannot both be true"
            yield Suggestion("two-values", message, (one.id, other.id))


def _pairs(found: list[_Stated]) -> Iterator[tuple[_Stated, _Stated]]:
    """Every two figures of one indicator and region."""
    groups: dict[tuple[str, str], list[_Stated]] = {}
    for one in found:
        groups.setdefault((one.indicator.id, one.observation.region), []).append(one)
    for group in groups.values():
        yield from combinations(group, 2)


def _dollars(found: list[_Stated], dataset: Dataset) -> Iterator[Suggestion]:
    """Printed dollars whose rate is far from the middle one of their article, or of all of its year."""
    rates = {
        one.id: float(one.observation.value.value / one.observation.usd.value)
        for one in found
        if one.observation.usd and one.observation.usd.value
    }
    by_source: dict[str, list[_Stated]] = {}
    for one in found:
        if one.id in rates:
            by_source.setdefault(one.observation.source, []).append(one)
    everywhere = median(rates.values()) if rates else 0.0
    for figures in by_source.values():
        usual = median(rates[one.id] for one in figures) if len(figures) > 2 else everywhere
        for one in figures:
            off = rates[one.id] / usual - 1
            if abs(off) > (_FAR_RATE if len(figures) > 2 else 5 * _FAR_RATE):
                unit = dataset.units[one.indicator.unit].name.en
                message = f"{rates[one.id]:.3f} {unit} a dollar is {off:+.1%} from the usual {usual:.3f}"
                yield Suggestion("dollars", message, (one.id,))
