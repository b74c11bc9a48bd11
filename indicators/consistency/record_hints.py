"""Records that a statistical editor would not sign: hints at what a figure is said to be, not at its number.

- *early-flow*: what happened in a period that was not over when its source was published, and no note says
  how far it goes;
- *undated-target*: a target without a year and without a note: perhaps a list that exists, and no target;
- *each-of*: words that speak of each of several, in a unit that is not per something;
- *a-year*: words that say "annually" of a period of several years, whose timing is not average;
- *unit-noun*: a unit that says again what the name of the indicator ends with, where units are measure words;
- *prices*: a definition that asserts at which prices something is measured, which articles seldom say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from indicators.consistency.hint import CuratorHint, HintKind
from indicators.i18n import TEXT_LOCALES
from indicators.model import Dataset, Indicator, Observation
from indicators.model.code_lists import STATUSES, TIMINGS
from indicators.model.vocabulary import Source

_EACH: Final = re.compile(r"\b(?:each|apiece|every one)\b|每[个家项座只所]|各自|均超|均达", re.IGNORECASE)
_OF_EACH: Final = re.compile(r"\bfor each of\b|各自的下限|中每一个", re.IGNORECASE)
_A_YEAR: Final = re.compile(
    r"\b(?:annual(?:ly)?|yearly|(?:a|per|each|every) year)\b|每年|年均", re.IGNORECASE
)
_PRICES: Final = re.compile(
    r"\b(?:at|in) (?:current|constant|comparable) \w+|(?:当年|现行|不变|可比)价", re.IGNORECASE
)
#: Words by which a definition says that the source leaves it open.
_LEFT_OPEN: Final = re.compile(
    r"\b(?:usually|presumably|mostly|(?:not|nor|neither)\b.*\b(?:state|say|name)|(?:not|nor) (?:stated|named))|未说明|一般|通常|推测|多为",
    re.IGNORECASE,
)
_LEAST_REPEATED: Final = 2


def find_record_hints(dataset: Dataset) -> Iterator[CuratorHint]:
    """Every hint at a record, in file order."""
    for indicator in dataset.indicators.values():
        yield from _check_unit(indicator, dataset)
        yield from _check_prices(indicator)
        for observation in indicator.observations:
            hints = (
                _check_end(observation, dataset.sources[observation.source]),
                _check_target(observation),
                _check_each(indicator, observation, dataset),
                _check_average(observation),
            )
            for kind, message in filter(None, hints):
                yield CuratorHint(kind, message, (observation.key(indicator.id),))


def _check_unit(indicator: Indicator, dataset: Dataset) -> Iterator[CuratorHint]:
    """The Chinese of a count is a measure word: 件, not 件专利, behind the name 专利授权量; 人次 is one itself.

    Percentage points have a noun that a name need not say before them: 提高幅度 3个百分点.
    """
    unit = dataset.units[indicator.unit]
    for locale in TEXT_LOCALES:
        noun, name = unit.name[locale.id], indicator.name[locale.id]
        if unit.kind not in ("count", "points") or not locale.has_measure_words:
            continue
        ends = (noun[start:] for start in range(1, len(noun) - _LEAST_REPEATED + 1))
        if said := next((end for end in ends if end in name), ""):
            message = f"the unit {noun!r} says {said!r} again, which the name {name!r} has"
            yield CuratorHint("unit-noun", message, (indicator.id,))


def _check_prices(indicator: Indicator) -> Iterator[CuratorHint]:
    for locale in TEXT_LOCALES:
        definition = indicator.definition[locale.id]
        if (found := _PRICES.search(definition)) and not _LEFT_OPEN.search(definition):
            message = f"the definition asserts {found[0]!r}: do its sources say so?"
            yield CuratorHint("prices", message, (indicator.id,))


def _check_end(observation: Observation, source: Source) -> tuple[HintKind, str] | None:
    """The end of a flow, and the day of its source as far as that is known."""
    period = observation.period
    if period is None or observation.note or not STATUSES[observation.status].is_outcome:
        return None
    if not TIMINGS[observation.timing].is_flow and observation.timing != "unclear":
        return None
    told = source.note and any(str(period.end.year) in source.note[locale.id] for locale in TEXT_LOCALES)
    if told or source.published >= period.end.isoformat()[: len(source.published)]:
        return None
    return (
        "early-flow",
        f"{period.text} was not over when its source was published ({source.published}): leave it undated, or say in its note how far it goes",
    )


def _check_target(observation: Observation) -> tuple[HintKind, str] | None:
    if observation.period is not None or observation.note or STATUSES[observation.status].is_outcome:
        return None
    return (
        "undated-target",
        f"{observation.status} without a year and without a note: or does it exist already?",
    )


def _check_each(
    indicator: Indicator, observation: Observation, dataset: Dataset
) -> tuple[HintKind, str] | None:
    unit = dataset.units[indicator.unit]
    notes = [observation.note[locale.id] for locale in TEXT_LOCALES] if observation.note else []
    found = _EACH.search(observation.stated) or next(filter(None, map(_OF_EACH.search, notes)), None)
    if not found or unit.per or indicator.measure != "level":
        return None
    return (
        "each-of",
        f"{found[0]!r} speaks of each of several: a unit that is per something keeps it from totals",
    )


def _check_average(observation: Observation) -> tuple[HintKind, str] | None:
    period, found = observation.period, _A_YEAR.search(observation.stated)
    if not found or period is None or observation.timing in ("average", "unclear"):
        return None
    if period.months <= 12:
        return None
    return (
        "a-year",
        f"{found[0]!r} of {period.text}: timing {observation.timing} reads as if of the whole period",
    )
