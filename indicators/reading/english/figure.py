"""A figure while it is being read: its numeral, its unit, and the words that were found to belong to it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from indicators.model.hedges import Qualifier
from indicators.model.quantity import PrintedNumber
from indicators.reading.english.numbers import Numeral
from indicators.reading.english.tokens import Tokens
from indicators.reading.english.units import NONE
from indicators.reading.mention import Measure, Mention, Unit


@dataclass(slots=True)
class Figure:
    """Tokens `left` to `right` are the stated words, `first` to `last` the numeral.

    `bare` is the numeral's last token without a scale word. `own`: it has a unit of its own. `core` is where number and currency begin, before any hedge.
    `giver` is the later member of a list whose unit it shares.
    """

    numeral: Numeral
    left: int
    right: int
    first: int
    last: int
    printed: PrintedNumber
    unit: Unit = NONE
    factor: Decimal = Decimal(1)
    own: bool = False
    currency: bool = False
    qualifier: Qualifier = "exact"
    measure: Measure | None = None
    falls: bool = False
    signed: bool = False
    printed_to: PrintedNumber | None = None
    margin: Decimal | None = None
    link: str = ""
    against: str | None = None
    core: int = 0
    bare: int = 0
    giver: Figure | None = None

    def mention(self, tokens: Tokens) -> Mention:
        """The figure as it is told to the world."""
        starts, ends, text = tokens.starts, tokens.ends, tokens.text
        start, end = starts[self.left], ends[self.right]
        first, last = starts[self.first], ends[self.bare]
        return Mention(
            start,
            end,
            text[start:end],
            first,
            last,
            text[first:last],
            _times(self.printed, self.factor),
            self.qualifier,
            self.measure or "level",
            self.unit,
            _times(self.printed_to, self.factor) if self.printed_to else None,
            self.margin,
            self.falls,
            self.against,
        )


def figure(numeral: Numeral) -> Figure:
    """The figure of a numeral without anything else."""
    first, last = numeral.first, numeral.last
    return Figure(numeral, first, last, first, last, numeral.printed, core=first, bare=numeral.bare)


def _times(printed: PrintedNumber, factor: Decimal) -> PrintedNumber:
    """`printed` in base units."""
    if factor == 1:
        return printed
    return PrintedNumber(
        printed.text,
        printed.value * factor,
        printed.unit * factor,
        printed.significant * factor,
        printed.form,
    )
