"""What a text states: a mention of a figure, and what looks like one and is none.

A `Mention` says what is printed, never what is true: its words and where they stand, the number
with the precision of its print, the hedge, what kind of figure it is, and the interval these state.
Offsets count characters, the end is left out.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final, Literal

from indicators.model.hedges import Qualifier
from indicators.model.quantity import PrintedNumber, Quantity, quantity_of

Measure = Literal["level", "growth", "share", "ratio", "rank", "change", "multiple", "streak"]
UnitKind = Literal["money", "count", "percent", "points", "rank", "area", "duration", "times", "other"]
#: Why digits are no figure.
Reason = Literal[
    "date",
    "time",
    "period",
    "duration",
    "name",
    "edition",
    "plan",
    "document",
    "address",
    "contact",
    "list",
    "page",
    "code",
    "score",
    "place",
    "threshold",
    "ceiling",
    "capacity",
    "entitlement",
    "rate of exchange",
    "price of the paper",
    "arithmetic",
    "unread",
]
#: Reasons why a number that measures something is no outcome: in words that are known to state a figure, it is one.
MEASURING_REASONS: Final[frozenset[Reason]] = frozenset(
    ("duration", "edition", "threshold", "ceiling", "capacity", "entitlement", "price of the paper", "unread")
)


#: Of a number printed below zero a comparison speaks as it stands, a hedge of its size: below -5 is over 5.
TURNED: dict[Qualifier, Qualifier] = {
    "over": "under",
    "under": "over",
    "at_least": "at_most",
    "at_most": "at_least",
}


@dataclass(frozen=True, slots=True)
class Unit:
    """What the number counts.

    `name` is normalised English ("yuan", "US dollars", "percent", "points", "times", "rank", "years",
    "people", "square metres", "enterprises"); a unit no table knows keeps its printed words.
    `currency` is ISO 4217 for money; `per` what a rate is told for ("person", "month"), as printed.
    """

    name: str
    kind: UnitKind
    currency: str | None = None
    per: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """One stated figure.

    `start` to `end` are the whole stated words: hedge and direction word where they stand beside the
    number, the number, its unit; `number_start` to `number_end` the numeral alone (fractions and ranges
    whole). `stated` and `number` are those words.

    `printed` is the number with the precision of its print, of a range the first, with the second in
    `printed_to`; of a fall they are its size, and `falls` says so. A stated margin (± 0.7) is in `margin`.
    `against` is what it is measured against, where that is said beside it ("year on year").
    """

    start: int
    end: int
    stated: str
    number_start: int
    number_end: int
    number: str
    printed: PrintedNumber
    qualifier: Qualifier
    measure: Measure
    unit: Unit
    printed_to: PrintedNumber | None = None
    margin: Decimal | None = None
    falls: bool = False
    against: str | None = None
    line: int = 1

    def moved(self, line: int, span: tuple[int, int], number: tuple[int, int], text: str) -> Mention:
        """The same words where they stand in `text`; said in full, since every figure of a text goes through here."""
        return Mention(
            span[0],
            span[1],
            text[span[0] : span[1]],
            number[0],
            number[1],
            text[number[0] : number[1]],
            self.printed,
            self.qualifier,
            self.measure,
            self.unit,
            self.printed_to,
            self.margin,
            self.falls,
            self.against,
            line,
        )

    @property
    def value(self) -> Decimal:
        """The stated number in base units, percent as percent; of a range the lower end, of a fall negative."""
        return min(self._ends)

    @property
    def value_high(self) -> Decimal | None:
        """The upper end of a range; None where one number is stated."""
        return max(self._ends) if self.printed_to else None

    @property
    def _ends(self) -> list[Decimal]:
        sizes = [end.value for end in (self.printed, self.printed_to) if end]
        return [-size for size in sizes] if self.falls else sizes

    @property
    def quantity(self) -> Quantity:
        """The interval that the words state, by the rules of `model/quantity`."""
        printed = replace(self.printed, margin=self.margin)
        if self.printed_to:
            low, high = sorted((self.printed, self.printed_to), key=lambda end: end.value)
            printed = replace(printed, value=(low.value + high.value) / 2, form="range", ends=(low, high))
        kind = "other" if self.unit.kind == "times" else self.unit.kind
        can_fall = self.measure in ("growth", "change")
        return quantity_of(
            -printed if self.falls else printed, self.qualifier, kind, "growth" if can_fall else "level"
        )

    @property
    def low(self) -> Decimal | None:
        """The lower end of the interval; None when there is none."""
        return self.quantity.low

    @property
    def high(self) -> Decimal | None:
        """The upper end of the interval; None when there is none."""
        return self.quantity.high


@dataclass(frozen=True, slots=True)
class Excused:
    """Digits or number words that state no figure, and why."""

    start: int
    end: int
    text: str
    reason: Reason
    line: int = 1


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read, in reading order; no two spans of mentions overlap.

    Every ASCII digit of the text stands in a mention or in something excused: what nobody could
    read is excused as "unread", never dropped in silence; a table or worse as a whole.
    """

    mentions: tuple[Mention, ...] = ()
    excused: tuple[Excused, ...] = ()
