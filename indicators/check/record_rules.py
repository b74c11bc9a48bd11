"""Rules about a record in the light of others: pure functions from records to faults."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

from indicators.check.rules import DatasetRule
from indicators.errors import Fault
from indicators.model import IndicatorHead, Observation, Plan, Source, Unit
from indicators.model.code_lists import MEASURES, STATUSES
from indicators.model.fields import MAX_ID_LENGTH
from indicators.model.hedges import HEDGES
from indicators.model.period import parse_period
from indicators.model.value_rules import AMOUNT_FORMS, find_value_fault

#: What helps a figure whose id is too long.
GIVE_ID: Final = "give it an 'id' of its own"


def check_made_id(id: str, remedy: str) -> Iterator[Fault]:
    """A fault of a figure whose `id` was made of what it is of, and is too long for addresses and names of files."""
    if len(id) > MAX_ID_LENGTH:
        message = f"the id made for it has {len(id):,} characters; expected at most {MAX_ID_LENGTH}: {remedy}"
        yield Fault(DatasetRule.ID, (), message)


def check_observation(
    observation: Observation, indicator: IndicatorHead, unit: Unit | None, source: Source | None
) -> Iterator[Fault]:
    """Faults of one figure in the light of its indicator, unit and source (None: not known)."""
    for rule in _OBSERVATION_RULES:
        yield from rule(observation, indicator, unit, source)


def _check_id(o: Observation, i: IndicatorHead, *_: Any) -> Iterator[Fault]:
    yield from check_made_id(o.key(i.id), GIVE_ID)


def _check_value(o: Observation, i: IndicatorHead, *_: Any) -> Iterator[Fault]:
    if message := find_value_fault(o.value, i.measure, can_be_negative=i.can_be_negative):
        yield Fault(DatasetRule.VALUE, ("value",), f"{message}; found {o.value.text!r}")


def _check_hedge(o: Observation, i: IndicatorHead, *_: Any) -> Iterator[Fault]:
    if o.value.ends and o.qualifier != "between":
        message = f"a range is between its ends; expected the qualifier between, found {o.qualifier!r}"
        yield Fault(DatasetRule.VALUE, ("qualifier",), message)
    elif o.qualifier == "between" and not o.value.ends:
        message = f"between needs a range such as 5–5.5; found {o.value.text!r}"
        yield Fault(DatasetRule.VALUE, ("value",), message)
    elif o.value.margin is not None and o.qualifier != "exact":
        message = f"a margin says how far the figure may lie off; expected the qualifier exact, found {o.qualifier!r}"
        yield Fault(DatasetRule.VALUE, ("qualifier",), message)
    elif o.value.margin is not None and MEASURES[i.measure].is_counted:
        message = f"a {i.measure} is counted and has no margin; found {o.value.text!r}"
        yield Fault(DatasetRule.VALUE, ("value",), message)
    if o.value.value == 0 and HEDGES[o.qualifier].is_below and not i.can_be_negative:
        message = f"a {i.measure} cannot be negative, so none is below 0; found {o.qualifier} {o.value.text}"
        yield Fault(DatasetRule.VALUE, ("value",), message)


def _check_periods(o: Observation, i: IndicatorHead, _: Any, source: Source | None) -> Iterator[Fault]:
    if o.base_period and not MEASURES[i.measure].has_base:
        message = f"only a growth, a change or a share has a base period, and this is a {i.measure}"
        yield Fault(DatasetRule.BASE_PERIOD, ("base_period",), message)
    if o.base_period and o.period and o.base_period.end >= o.period.end:
        message = f"the base period {o.base_period} is not before the period {o.period}"
        yield Fault(DatasetRule.BASE_PERIOD, ("base_period",), message)
    if source and o.period and o.status == "actual" and o.period.start > parse_period(source.published).end:
        message = f"the period {o.period} begins after the source was published ({source.published}); expected status expected or target"
        yield Fault(DatasetRule.STATUS, ("period",), message)


def _check_release(o: Observation, *_: Any) -> Iterator[Fault]:
    if o.release and not STATUSES[o.status].is_outcome:
        outcomes = " or ".join(id for id, status in STATUSES.items() if status.is_outcome)
        message = f"only an outcome is preliminary, revised or final, and this has status {o.status}; expected status {outcomes}, or no release"
        yield Fault(DatasetRule.RELEASE, ("release",), message)


def _check_dollars(o: Observation, _: Any, unit: Unit | None, __: Any) -> Iterator[Fault]:
    if o.usd and unit and unit.kind != "money":
        message = f"a dollar value stands beside money only, and the unit {unit.id!r} is of kind {unit.kind}"
        yield Fault(DatasetRule.USD, ("usd",), message)
    if o.usd and (o.usd.margin is not None or o.usd.form not in AMOUNT_FORMS):
        message = f"the dollars beside a figure are one number; found {o.usd.text!r}"
        yield Fault(DatasetRule.USD, ("usd",), message)
    elif o.usd and o.usd.value * o.value.value < 0:
        message = f"the dollars beside a figure have its sign; found {o.usd.text!r} beside {o.value.text!r}"
        yield Fault(DatasetRule.USD, ("usd",), message)


_OBSERVATION_RULES: tuple[Callable[..., Iterator[Fault]], ...] = (
    _check_id,
    _check_value,
    _check_hedge,
    _check_periods,
    _check_release,
    _check_dollars,
)


def check_indicator(indicator: IndicatorHead, unit: Unit | None) -> Iterator[Fault]:
    """Faults of an indicator in the light of its unit (None: not known)."""
    kinds = MEASURES[indicator.measure].unit_kinds
    if unit is not None and unit.kind not in kinds:
        needed = " or ".join(kinds)
        message = f"a {indicator.measure} needs a unit of kind {needed}; {unit.id!r} is of kind {unit.kind}"
        yield Fault(DatasetRule.MEASURE_UNIT, ("unit",), message)
    if indicator.negative and indicator.measure != "level":
        message = f"only a level says that it can be negative, and this is a {indicator.measure}"
        yield Fault(DatasetRule.NEGATIVE, ("negative",), message)
    if indicator.measure == "share" and indicator.of is None:
        yield Fault(DatasetRule.SHARE_OF, (), "a share needs 'of', the whole it is a share of")


def check_unit(unit: Unit) -> Iterator[Fault]:
    """Faults of a unit: only money has a currency."""
    if unit.currency and unit.kind != "money":
        message = f"only a unit of kind money has a currency, and this is of kind {unit.kind}"
        yield Fault(DatasetRule.CURRENCY, ("currency",), message)


def check_plans(plans: Iterable[Plan]) -> Iterator[tuple[Plan, Fault]]:
    """Plans that end before they start or overlap."""
    before: Plan | None = None  # of those seen, the one that ends last
    for plan in sorted(plans, key=lambda plan: (plan.start, plan.end)):
        if plan.end < plan.start:
            message = f"ends in {plan.end}, before it starts in {plan.start}"
            yield plan, Fault(DatasetRule.PLAN, ("end",), message)
        elif before is not None and plan.start <= before.end:
            message = f"starts in {plan.start}, before plan {before.id!r} has ended"
            yield plan, Fault(DatasetRule.PLAN, ("start",), message)
        if before is None or plan.end > before.end:
            before = plan


def find_cycles(parents: Mapping[str, Iterable[str]]) -> list[str]:
    """The ids from which following parents leads back to themselves."""

    def reaches_itself(start: str) -> bool:
        seen: set[str] = set()
        todo = list(parents[start])
        while todo:
            current = todo.pop()
            if current == start:
                return True
            if current not in seen:
                seen.add(current)
                todo.extend(parents.get(current, ()))
        return False

    return [identifier for identifier in parents if reaches_itself(identifier)]
