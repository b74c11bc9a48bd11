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
from typing import Final, Literal, TypeAlias, get_args

from indicators.model.code_lists import UnitKind
from indicators.model.hedges import FLOOR, HEDGES, UNIT_BELOW, VALUE_CLOSED, VALUE_OPEN, EndRule
from indicators.model.quantity import PrintedNumber, end_of

ProseQualifier: TypeAlias = Literal[
    "exact", "over", "at_least", "nearly", "under", "at_most", "about", "between"
]
PROSE_QUALIFIERS: Final[tuple[ProseQualifier, ...]] = get_args(ProseQualifier)
#: hedge → the rules of its ends: those of data files, and what prose has beyond them
_END_RULES: Final[dict[str, tuple[EndRule, EndRule]]] = {
    **{id: (hedge.low, hedge.high) for id, hedge in HEDGES.items()},
    "nearly": (UNIT_BELOW, VALUE_OPEN),
    "under": (FLOOR, VALUE_OPEN),
    "at_most": (FLOOR, VALUE_CLOSED),
    "between": (VALUE_CLOSED, VALUE_CLOSED),
}


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
    qualifier: ProseQualifier,
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
    low_rule, high_rule = _END_RULES[qualifier]
    floor = Decimal(0) if (falls or not can_fall) and printed.value >= 0 else None
    ends = end_of(low_rule, -1, printed, kind, floor), end_of(high_rule, 1, printed, kind, floor)
    if margin is not None:
        ends = printed.value - margin, printed.value + margin
    elif qualifier == "between":
        ends = printed.value, high
    size = Bounds(*ends, low_rule.is_included, high_rule.is_included)
    return size.mirrored() if falls else size
