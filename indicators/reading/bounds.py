"""The interval that a hedged number of prose states.

As `quantity` for exact, over, at_least and about; beyond it:

=========  =====================================  ==============================  ==============
qualifier  printed as                             low                             high
=========  =====================================  ==============================  ==============
nearly     nearly, almost, close to, just under   value - one unit (closed)       value (open)
under      under, below, less than                none, or 0                      value (open)
at_most    at most, up to, no more than           none, or 0                      value (closed)
between    between 5 and 5.5 percent; 5-5.5 %     lower printed end (closed)      upper (closed)
=========  =====================================  ==============================  ==============

The unit of *nearly* is that of the last significant digit (of a fraction: one in its denominator).
The low end of *under* and *at_most* is 0 for what cannot be negative. A stated margin (± 0.7) is the
interval itself. The hedge of a fall speaks of its size: "down by more than a fifth" is below -20.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from indicators.model.code_lists import UnitKind
from indicators.model.hedges import Qualifier
from indicators.model.quantity import PrintedNumber, quantity_of

#: hedge → whether its low and its high end are included, where there are such ends
_INCLUDED = {
    "exact": (True, True),
    "over": (False, True),
    "at_least": (True, True),
    "nearly": (True, False),
    "under": (True, False),
    "at_most": (True, True),
    "about": (True, True),
    "between": (True, True),
}
#: hedges whose interval `quantity` knows
_KNOWN: dict[str, Qualifier] = {"exact": "exact", "over": "over", "at_least": "at_least", "about": "about"}


@dataclass(frozen=True, slots=True)
class Bounds:
    """Low and high end, None where there is none, and whether each is one of the numbers."""

    low: Decimal | None
    high: Decimal | None
    low_included: bool = True
    high_included: bool = True

    def mirrored(self) -> Bounds:
        """The same size below zero."""
        low, high = (None if end is None else -end for end in (self.high, self.low))
        return Bounds(low, high, self.high_included, self.low_included)


def bounds(
    printed: PrintedNumber,
    qualifier: str,
    kind: UnitKind,
    *,
    can_fall: bool,
    falls: bool = False,
    high: Decimal | None = None,
    margin: Decimal | None = None,
) -> Bounds:
    """The interval of `printed` under `qualifier`, by the rules at the top of this module.

    `can_fall`: the figure may be negative (growth, change). `falls`: `printed` is the size of a fall;
    `high` is then the greater size.
    """
    floor = Decimal(0) if falls or not can_fall else None
    low, top = _ends(printed, qualifier, kind, floor, high, margin)
    size = Bounds(low, top, *_INCLUDED[qualifier])
    return size.mirrored() if falls else size


def _ends(
    printed: PrintedNumber,
    qualifier: str,
    kind: UnitKind,
    floor: Decimal | None,
    high: Decimal | None,
    margin: Decimal | None,
) -> tuple[Decimal | None, Decimal | None]:
    value = printed.value
    if margin is not None:
        return value - margin, value + margin
    if qualifier == "between":
        return value, high
    if qualifier in ("under", "at_most"):
        return (floor if value >= 0 else None), value
    if qualifier == "nearly":
        return quantity_of(printed, "about", kind, "level").low, value
    stated = quantity_of(printed, _KNOWN[qualifier], kind, "level")
    return stated.low, stated.high
