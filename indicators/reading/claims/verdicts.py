"""What a draft's figure is to the stated one: the closed list of verdicts, and the interval rules that give them.

A draft's words state an interval, and so do the source's. Of two figures of one thing

* the draft's **agrees** when it says the same number with the same hedge, or a synonym of it;
* it is **rounded** when the source's number lies in what the draft says and is near the printed one;
* it is **weaker** when it allows more than the source, further off;
* it is **stronger** when it claims more than the source: a hedge dropped, a bound moved;
* it **differs** when both cannot be true, or a number slipped by a power of ten.

Where the number is right and its region, period, subject or status is another's, the verdict says whose it is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Final, Literal

from indicators.i18n import gettext_noop
from indicators.model.code_lists import Code, CodeList
from indicators.model.hedges import Qualifier
from indicators.model.interval import Interval, interval_of
from indicators.model.quantity import PrintedNumber, Quantity

VerdictId = Literal[
    "agrees",
    "rounded",
    "weaker",
    "stronger",
    "differs",
    "other-period",
    "other-region",
    "other-subject",
    "other-status",
    "not-found",
]
#: Hedges that say one thing in other words.
_SYNONYMS: Final = ({"over", "at_least"}, {"under", "at_most"})
#: Hedges that say where a figure ends, or that it lies just below a number.
_BOUNDS: Final[frozenset[Qualifier]] = frozenset(("over", "at_least", "nearly", "under", "at_most"))
#: Zeros that end a number may be no digits of it where they make less than one part in so many.
_ROUNDED_TO: Final = 100


@dataclass(frozen=True)
class StatedNumber:
    """A number as somebody printed it, its hedge, and the interval both state."""

    printed: PrintedNumber
    qualifier: Qualifier
    quantity: Quantity

    @cached_property
    def interval(self) -> Interval:
        """Every number that it allows."""
        return interval_of(self.quantity)

    @property
    def value(self) -> Decimal:
        """The printed number; of a range its middle."""
        return self.printed.value


@dataclass(frozen=True)
class Comparison:
    """The number of a draft beside that of a source, both in one unit."""

    draft: StatedNumber
    source: StatedNumber

    @cached_property
    def is_same_number(self) -> bool:
        """Whether one number is printed, a fraction being the percentages that it rounds to."""
        draft, source = self.draft.printed, self.source.printed
        if bool(draft.ends) != bool(source.ends):
            return False
        if draft.ends:
            return draft.ends[0].value == source.ends[0].value if source.ends else False
        if "fraction" in (draft.form, source.form) and draft.form != source.form:
            unit = min(one.unit for one in (draft, source) if one.form != "fraction")
            return abs(draft.value - source.value) * 2 <= unit
        return draft.value == source.value

    @property
    def agrees(self) -> bool:
        """Whether one number is told with one hedge."""
        return self.is_same_number and self.has_same_hedge

    @property
    def may_be_same_number(self) -> bool:
        """Whether it is not yet sure that the draft has neither the source's number nor one that rounds it."""
        return self.is_same_number or self.is_rounded_further or self.is_implied

    @property
    def has_slipped(self) -> bool:
        """Whether the digits are the same and the number a power of ten too large or small."""
        draft, source = self.draft.value, self.source.value
        if not draft or not source or draft == source:
            return False
        ratio = (draft / source).normalize()
        return ratio > 0 and ratio.as_tuple().digits == (1,) and ratio != 1

    @property
    def has_same_hedge(self) -> bool:
        """Whether the hedges are one, or say one thing."""
        both = {self.draft.qualifier, self.source.qualifier}
        return len(both) == 1 or any(both <= same for same in _SYNONYMS)

    @property
    def is_nearby(self) -> bool:
        """Whether the source's number is less than one unit of the draft's last significant digit away."""
        return abs(self.draft.value - self.source.value) < self.draft.printed.significant

    @property
    def is_rounded_further(self) -> bool:
        """Whether both are exact and the draft's, ending in zeros, is the source's to the last digit before these."""
        draft, source = self.draft, self.source
        if {draft.qualifier, source.qualifier} != {"exact"} or draft.printed.form not in ("scaled", "whole"):
            return False
        off = abs(draft.value - source.value)
        return off * 2 <= draft.printed.significant and off * _ROUNDED_TO <= abs(source.value)

    @cached_property
    def is_implied(self) -> bool:
        """Whether the draft is true whatever the source's number is exactly, or of the number as printed."""
        if self.draft.interval.contains(self.source.interval):
            return True
        printed = self.draft.qualifier not in ("over", "under", "nearly")
        return self.source.qualifier == "exact" and printed and self.source.value in self.draft.interval

    @cached_property
    def is_possible(self) -> bool:
        """Whether both can be true; of two exact numbers the draft's must lie in what the source says."""
        if not self.draft.interval.meets(self.source.interval):
            return False
        return self.draft.qualifier != "exact" or self.draft.value in self.source.interval


Rule = Callable[[Comparison], bool]


def _has_dropped_hedge(pair: Comparison) -> bool:
    return pair.is_same_number and pair.draft.qualifier == "exact"


def _is_rounded(pair: Comparison) -> bool:
    draft, source = pair.draft.qualifier, pair.source.qualifier
    if pair.is_same_number and (draft, source) == ("about", "exact"):
        return True
    if pair.is_rounded_further and pair.source.quantity.low != pair.source.quantity.high:
        return True
    if pair.has_slipped or not pair.is_implied or draft == "between":
        return False
    if draft in _BOUNDS:
        return source in ("exact", "about") and pair.is_nearby and draft not in ("at_least", "at_most")
    return source in ("exact", "about") or not pair.is_same_number


def _is_weaker(pair: Comparison) -> bool:
    if pair.is_same_number and pair.draft.qualifier == "about" and pair.source.qualifier in _BOUNDS:
        return True
    return pair.is_implied and not pair.has_slipped


def _is_stronger(pair: Comparison) -> bool:
    return pair.is_possible and not pair.has_slipped


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict(Code):
    """A verdict: `sign` stands before its label, `says` is the sentence, `rule` asks whether two numbers are so.

    `accuses` says that the draft would have to be changed; `is_supported` that the source bears it out. A verdict
    on whose number it is has no rule: that is found out by the words around it.
    """

    sign: str
    says: str
    undated: str = ""
    rule: Rule | None = None
    accuses: bool = False
    is_supported: bool = False


VERDICTS: Final = CodeList(
    Verdict(
        id="agrees",
        label=gettext_noop("agrees"),
        description="the same number with the same hedge",
        sign="✓",
        says=gettext_noop("The source says {figure}, for {period}."),
        undated=gettext_noop("The source says {figure}."),
        rule=lambda pair: pair.agrees,
        is_supported=True,
    ),
    Verdict(
        id="rounded",
        label=gettext_noop("agrees, rounded"),
        description="the source's number, rounded",
        sign="≈",
        says=gettext_noop("The source says {figure}, for {period}; the text rounds it."),
        undated=gettext_noop("The source says {figure}; the text rounds it."),
        rule=_is_rounded,
        is_supported=True,
    ),
    Verdict(
        id="weaker",
        label=gettext_noop("says less than the source"),
        description="true, and less than the source says",
        sign="≤",
        says=gettext_noop("The source says {figure}, for {period}; the text says less."),
        undated=gettext_noop("The source says {figure}; the text says less."),
        rule=_is_weaker,
        is_supported=True,
    ),
    Verdict(
        id="stronger",
        label=gettext_noop("says more than the source"),
        description="more than the source says: a hedge dropped, a bound moved",
        sign="!",
        says=gettext_noop("The source says {figure}, for {period}; the text says more."),
        undated=gettext_noop("The source says {figure}; the text says more."),
        rule=_is_stronger,
        accuses=True,
    ),
    Verdict(
        id="differs",
        label=gettext_noop("differs"),
        description="another number than the source's",
        sign="✕",
        says=gettext_noop("The source says {figure}, for {period}; the text has another number."),
        undated=gettext_noop("The source says {figure}; the text has another number."),
        rule=lambda _: True,
        accuses=True,
    ),
    Verdict(
        id="other-period",
        label=gettext_noop("of another period"),
        description="the source's number of another period",
        sign="◷",
        says=gettext_noop("The source says {figure} for {period}, not for {claimed}."),
        undated=gettext_noop("The source says {figure} without a date, not for {claimed}."),
        accuses=True,
    ),
    Verdict(
        id="other-region",
        label=gettext_noop("of another region"),
        description="the source's number of another region",
        sign="⌖",
        says=gettext_noop("The source says {figure} of another region: {region}, {period}."),
        undated=gettext_noop("The source says {figure} of another region: {region}."),
        accuses=True,
    ),
    Verdict(
        id="other-subject",
        label=gettext_noop("of another subject"),
        description="the source's number of something else",
        sign="≠",
        says=gettext_noop("The source says {figure} of something else: {subject}."),
        accuses=True,
    ),
    Verdict(
        id="other-status",
        label=gettext_noop("of another status"),
        description="a target or expectation told as an outcome, or the other way round",
        sign="◇",
        says=gettext_noop("The source says {figure}, for {period}, as: {status}."),
        undated=gettext_noop("The source says {figure}, as: {status}."),
        accuses=True,
    ),
    Verdict(
        id="not-found",
        label=gettext_noop("not found"),
        description="no figure of the dataset is of this",
        sign="○",
        says=gettext_noop("The dataset has no such figure."),
    ),
)
#: Where no figure is of what a text says.
NOT_FOUND: Final = VERDICTS["not-found"]
#: In the order in which they are asked: a dropped hedge before all that the numbers alone would allow.
_NUMBER_RULES: Final[tuple[tuple[Rule, str], ...]] = (
    (lambda pair: pair.agrees, "agrees"),
    (_has_dropped_hedge, "stronger"),
    *((verdict.rule, verdict.id) for verdict in VERDICTS.values() if verdict.rule and verdict.id != "agrees"),
)


def compare_numbers(pair: Comparison) -> Verdict:
    """What the number of a draft is to a source's of the same thing."""
    return VERDICTS[next(id for rule, id in _NUMBER_RULES if rule(pair))]
