"""The hedges: how words around a printed number open or widen the interval that it states.

Everything that depends on a hedge – arithmetic, words, signs in charts, rules, files – asks its `Hedge`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from indicators.i18n import gettext_noop
from indicators.model.code_lists import Code, CodeList

Qualifier = Literal["exact", "over", "at_least", "nearly", "under", "at_most", "about", "between"]
#: How a figure is drawn: without a sign, as a lower or upper bound, as what lies just below its number, as
#: a rounded number, as a range, as a number with a stated margin (which no hedge says, but the print).
HedgeMark = Literal["exact", "lower", "upper", "below", "rounded", "range", "margin"]


@dataclass(frozen=True, slots=True)
class EndRule:
    """Where an end of the interval lies, and whether it belongs to it; `words` say so (a message).

    ``value``: at the printed number, of a range the lower one; ``upper end``: at the upper one of a range;
    ``half unit``, ``one unit``: as far outside of the number; ``floor``: at 0, or nowhere for what can be
    negative; ``open``: nowhere.
    """

    words: str
    at: Literal["value", "upper end", "half unit", "one unit", "floor", "open"]
    is_included: bool = True


HALF_BELOW = EndRule(gettext_noop("value - half a unit"), "half unit")
HALF_ABOVE = EndRule(gettext_noop("value + half a unit"), "half unit")
UNIT_BELOW = EndRule(gettext_noop("value - one unit"), "one unit")
UNIT_ABOVE = EndRule(gettext_noop("value + one unit"), "one unit")
VALUE_OPEN = EndRule(gettext_noop("value (open)"), "value", is_included=False)
VALUE_CLOSED = EndRule(gettext_noop("value (closed)"), "value")
LOWER_END = EndRule(gettext_noop("lower printed end (closed)"), "value")
UPPER_END = EndRule(gettext_noop("upper printed end (closed)"), "upper end")
FLOOR = EndRule(gettext_noop("none, or 0"), "floor")
NOWHERE = EndRule(gettext_noop("none"), "open")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hedge(Code):
    """A hedge: `low` and `high` end of the interval; `template` says it around a figure, `meaning` what it is.

    `fall_template` says it around a number below zero, where it would be misread: "over -5" is below it.

    `description` lists the words that print it, `said` those with which readers search, before a number or behind it;
    `examples` are those of a number without any.
    """

    meaning: str
    template: str
    fall_template: str = ""
    low: EndRule
    high: EndRule
    mark: HedgeMark
    examples: str = ""
    said: tuple[str, ...] = ()

    @property
    def printed_as(self) -> str:
        """What is printed where it stands."""
        return self.examples or self.description

    @property
    def is_bound(self) -> bool:
        """Whether it says of one end alone where it lies."""
        return not {self.low.at, self.high.at}.isdisjoint(("open", "floor"))

    @property
    def is_below(self) -> bool:
        """Whether a figure from zero up lies below its number and is never that number."""
        return self.high.at == "value" and not self.high.is_included

    def side(self, value: float) -> int:
        """The side of a printed number on which the true figure lies: 1 above, -1 below, 0 around it.

        The hedge of a fall speaks of its size: "down by over 5 %" is below -5.
        """
        side = {"lower": 1, "upper": -1, "below": -1}.get(self.mark, 0)
        return -side if value < 0 else side

    def template_for(self, value: float) -> str:
        """The message that says the hedge around a figure of this value."""
        return (self.fall_template if value < 0 else "") or self.template

    def ends(self, value: float) -> tuple[EndRule, EndRule]:
        """The rules of the low and of the high end under a printed number: those of a fall are turned."""
        return (self.high, self.low) if value < 0 else (self.low, self.high)

    def brackets(self, value: float) -> str:
        """The brackets of the interval of a printed number, as mathematics writes them: "(" leaves an end out."""
        low, high = self.ends(value)
        return ("[" if low.is_included else "(") + ("]" if high.is_included else ")")


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
        fall_template=gettext_noop("below {figure}"),
        description=gettext_noop("over, more than, exceeded, topped, surpassed, +"),
        said=(
            "over",
            "more than",
            "above",
            "exceed",
            "exceeds",
            "exceeded",
            "exceeding",
            "surpassed",
            "topped",
            "超",
            "超过",
            "超出",
            "逾",
            "突破",
            "大于",
            "多",
            "余",
        ),
        low=VALUE_OPEN,
        high=NOWHERE,
        mark="lower",
    ),
    Hedge(
        id="at_least",
        label=gettext_noop("at least"),
        meaning=gettext_noop("lower bound (at least)"),
        template=gettext_noop("at least {figure}"),
        fall_template=gettext_noop("{figure} or less"),
        description=gettext_noop("at least, or more, no fewer than, double-digit"),
        said=("at least", "no fewer than", "no less than", "至少", "不少于", "不低于", "以上"),
        low=VALUE_CLOSED,
        high=NOWHERE,
        mark="lower",
    ),
    Hedge(
        id="nearly",
        label=gettext_noop("nearly"),
        meaning=gettext_noop("just below (nearly, almost, close to)"),
        template=gettext_noop("nearly {figure}"),
        description=gettext_noop("nearly, almost, close to, just under"),
        said=("nearly", "almost", "close to", "just under", "近", "接近", "将近"),
        low=UNIT_BELOW,
        high=VALUE_OPEN,
        mark="below",
    ),
    Hedge(
        id="under",
        label=gettext_noop("under"),
        meaning=gettext_noop("upper bound (under, below, less than)"),
        template=gettext_noop("under {figure}"),
        fall_template=gettext_noop("above {figure}"),
        description=gettext_noop("under, below, less than"),
        said=("under", "below", "less than", "fewer than", "不足", "不到", "低于", "少于"),
        low=FLOOR,
        high=VALUE_OPEN,
        mark="upper",
    ),
    Hedge(
        id="at_most",
        label=gettext_noop("at most"),
        meaning=gettext_noop("upper bound (at most, up to)"),
        template=gettext_noop("up to {figure}"),
        fall_template=gettext_noop("{figure} or more"),
        description=gettext_noop("at most, up to, no more than, as many as"),
        said=("at most", "up to", "no more than", "至多", "最多", "不超过", "以内"),
        low=FLOOR,
        high=VALUE_CLOSED,
        mark="upper",
    ),
    Hedge(
        id="about",
        label=gettext_noop("about"),
        meaning=gettext_noop("rounded (about, approximately)"),
        template=gettext_noop("about {figure}"),
        description=gettext_noop("about, approximately, around, some, roughly"),
        said=("about", "approximately", "around", "roughly", "约", "大约", "左右", "上下"),
        low=UNIT_BELOW,
        high=UNIT_ABOVE,
        mark="rounded",
    ),
    Hedge(
        id="between",
        label=gettext_noop("between"),
        meaning=gettext_noop("range (between, from … to)"),
        template="{figure}",
        description=gettext_noop("a range: between 5 and 5.5 percent, 5-5.5 percent"),
        examples=gettext_noop("between 5 and 5.5 percent; 5-5.5 percent"),
        low=LOWER_END,
        high=UPPER_END,
        mark="range",
    ),
    summary=gettext_noop("exact, over, at_least, nearly, under, at_most, about or between"),
)


def hedge_of_bound(end: Literal["low", "high"], value: float, *, is_included: bool) -> Hedge:
    """The hedge that says no more than that a figure ends at `value`, at its low or its high end.

    Of a negative value a hedge speaks as of a fall: what lies above -5 is "a fall of under 5".
    """
    is_lower = (end == "low") != (value < 0)
    bounds = {
        (hedge.low if is_lower else hedge.high).is_included: hedge
        for hedge in HEDGES.values()
        if hedge.mark == ("lower" if is_lower else "upper")
    }
    return bounds[is_included]
