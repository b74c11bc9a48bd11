"""The hedges: how words around a printed number open or widen the interval that it states.

Everything that depends on a hedge – arithmetic, words, signs in charts, rules, files – asks its `Hedge`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from indicators.i18n import gettext_noop
from indicators.model.code_lists import Code, CodeList

Qualifier = Literal["exact", "over", "at_least", "nearly", "about"]
#: How a hedge is drawn: without a sign, as a lower or upper bound, as a rounded number.
HedgeMark = Literal["exact", "lower", "upper", "rounded"]


@dataclass(frozen=True, slots=True)
class EndRule:
    """Where an end of the interval lies, and whether it belongs to it; `words` say so (a message).

    ``value``: at the printed number; ``half unit``, ``one unit``: as far outside of it; ``floor``: at 0,
    or nowhere for what can be negative; ``open``: nowhere.
    """

    words: str
    at: Literal["value", "half unit", "one unit", "floor", "open"]
    is_included: bool = True


HALF_BELOW = EndRule(gettext_noop("value - half a unit"), "half unit")
HALF_ABOVE = EndRule(gettext_noop("value + half a unit"), "half unit")
UNIT_BELOW = EndRule(gettext_noop("value - one unit"), "one unit")
UNIT_ABOVE = EndRule(gettext_noop("value + one unit"), "one unit")
VALUE_OPEN = EndRule(gettext_noop("value (open)"), "value", is_included=False)
VALUE_CLOSED = EndRule(gettext_noop("value (closed)"), "value")
FLOOR = EndRule(gettext_noop("none, or 0"), "floor")
NOWHERE = EndRule(gettext_noop("none"), "open")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hedge(Code):
    """A hedge: `low` and `high` end of the interval; `template` says it around a figure, `meaning` what it is.

    `description` lists the words that print it; `examples` are those of a number without any.
    """

    meaning: str
    template: str
    low: EndRule
    high: EndRule
    mark: HedgeMark
    examples: str = ""

    @property
    def printed_as(self) -> str:
        """What is printed where it stands."""
        return self.examples or self.description

    @property
    def side(self) -> int:
        """The side of the printed number on which the true figure lies: 1 above, -1 below, 0 around it."""
        return {"lower": 1, "upper": -1}.get(self.mark, 0)

    @property
    def is_bound(self) -> bool:
        """Whether it says of one end alone where it lies."""
        return not {self.low.at, self.high.at}.isdisjoint(("open", "floor"))

    @property
    def brackets(self) -> str:
        """The brackets of its interval, as mathematics writes them: "(" leaves an end out."""
        return ("[" if self.low.is_included else "(") + ("]" if self.high.is_included else ")")


HEDGES: Final = CodeList(
    Hedge(
        id="exact",
        label=gettext_noop("exact"),
        meaning=gettext_noop("exact as stated"),
        template="{figure}",
        description="no hedge: 38.1 percent, 1.609 million",
        examples=gettext_noop("38.1 percent; 1.609 million; 93,200"),
        low=HALF_BELOW,
        high=HALF_ABOVE,
        mark="exact",
    ),
    Hedge(
        id="over",
        label=gettext_noop("over"),
        meaning=gettext_noop("lower bound (over, more than, exceeded)"),
        template=gettext_noop("over {figure}"),
        description=gettext_noop("over, more than, exceeded, surpassed, +"),
        low=VALUE_OPEN,
        high=NOWHERE,
        mark="lower",
    ),
    Hedge(
        id="at_least",
        label=gettext_noop("at least"),
        meaning=gettext_noop("lower bound (at least)"),
        template=gettext_noop("at least {figure}"),
        description=gettext_noop("at least, or more, double-digit"),
        low=VALUE_CLOSED,
        high=NOWHERE,
        mark="lower",
    ),
    Hedge(
        id="nearly",
        label=gettext_noop("nearly"),
        meaning=gettext_noop("upper bound (nearly, almost, less than)"),
        template=gettext_noop("nearly {figure}"),
        description=gettext_noop("nearly, almost, less than"),
        low=FLOOR,
        high=VALUE_OPEN,
        mark="upper",
    ),
    Hedge(
        id="about",
        label=gettext_noop("about"),
        meaning=gettext_noop("rounded (about, approximately)"),
        template=gettext_noop("about {figure}"),
        description=gettext_noop("about, approximately"),
        low=UNIT_BELOW,
        high=UNIT_ABOVE,
        mark="rounded",
    ),
    summary=gettext_noop("exact, over, at_least, nearly or about"),
)


def hedge_of_bound(mark: Literal["lower", "upper"], *, is_included: bool) -> Hedge:
    """The hedge that states this bound and no other; the first where none treats its end as asked."""
    bounds = [hedge for hedge in HEDGES.values() if hedge.mark == mark and hedge.is_bound]
    ends = [hedge.low if mark == "lower" else hedge.high for hedge in bounds]
    return next(
        (bound for bound, end in zip(bounds, ends, strict=True) if end.is_included == is_included), bounds[0]
    )
