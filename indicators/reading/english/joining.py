"""English numbers that belong together: lists that share a unit, ranges, stated margins."""

from __future__ import annotations

from indicators.reading.english import directions
from indicators.reading.english.figure import Figure
from indicators.reading.english.numbers import Numeral
from indicators.reading.english.tokens import Tokens
from indicators.reading.numeral import numeral

_LIST = frozenset((",", "and", "or", "&", "to", "-", "–", "—", "~", "from", "between", "by"))
_RANGE = frozenset(("-", "–", "—", "~", "to"))
_MARGINS = (
    ["±"],
    ["(", "±"],
    ["（", "±"],
    ["+", "/", "-"],
    ["plus", "or", "minus"],
    ["give", "or", "take"],
    ["with", "a", "margin", "of", "error", "of"],
)


_BRACKETS = frozenset("()（）")


def share_units(tokens: Tokens, figures: list[Figure]) -> None:
    """Give a number without a unit that of the next one in a list or range: 3, 4 and 5 percent; 5 to 6 million."""
    for index in range(len(figures) - 2, -1, -1):
        one, after = figures[index], figures[index + 1]
        if one.numeral.form != "number" or after.numeral.form != "number":
            continue
        if not after.own:
            _take_sign(tokens, one, after)
            continue
        between = tokens.words[one.right + 1 : after.core]
        if not between or len(between) > 2 or not _LIST.issuperset(between):
            continue
        if after.unit.kind in ("percent", "points") and (
            one.numeral.scale != 1 or len(one.numeral.whole) > 3
        ):
            continue  # "143,600, or 7.7%"
        if not one.own:
            one.unit, one.factor, one.own, one.giver = after.unit, after.factor, True, after.giver or after
            _share_scale(one, after)
        elif one.currency and after.unit == one.unit:
            _share_scale(one, after)


def _take_sign(tokens: Tokens, one: Figure, after: Figure) -> None:
    """Give the sign of money before a range to its upper end: $2-3 billion."""
    between = tokens.words[one.right + 1 : after.core]
    if one.currency and len(between) == 1 and between[0] in _RANGE:
        after.unit, after.own = one.unit, True
        _share_scale(one, after)


def _share_scale(one: Figure, after: Figure) -> None:
    mine, its = one.numeral, after.numeral
    if mine.scale != 1 or its.scale == 1 or len(mine.whole) > 3:
        return
    one.printed = numeral(mine.printed.text, mine.whole, mine.decimals, its.scale)
    one.numeral = Numeral(
        mine.first, mine.last, one.printed, "number", mine.spelt, its.scale, mine.whole, mine.decimals
    )


def join(tokens: Tokens, figures: list[Figure]) -> list[Figure]:
    """The figures with ranges and margins made one."""
    joined: list[Figure] = []
    for one in figures:
        before = joined[-1] if joined else None
        if not (
            before
            and _may_join(before, one)
            and (_margin(tokens, before, one) or _range(tokens, before, one))
        ):
            joined.append(one)
    return joined


def _may_join(one: Figure, after: Figure) -> bool:
    return (
        one.printed_to is None and one.margin is None and one.numeral.form == after.numeral.form == "number"
    )


def _margin(tokens: Tokens, one: Figure, after: Figure) -> bool:
    """Make `after` the margin of `one` where the words between say so."""
    between = tokens.words[one.right + 1 : after.core]
    if between[:1] == [","]:
        between = between[1:]
    if between not in _MARGINS:
        return False
    one.margin = after.printed.value * after.factor
    one.right = after.right + (between[0] in _BRACKETS and tokens.words[after.right + 1] in _BRACKETS)
    if not one.own:
        _share_scale(one, after)
        one.unit, one.own, one.factor = after.unit, after.own, after.factor
    return True


def _range(tokens: Tokens, one: Figure, after: Figure) -> bool:
    """Make `after` the upper end of `one` where they are a range."""
    words, low, high = tokens.words, one.printed, after.printed
    between = words[one.right + 1 : after.core]
    falls = tokens.is_minus(one.core - 1)
    opener = words[one.core - 1 - falls]
    if falls and between[1:] == ["-"]:  # -5.5 to -5: of sizes, the greater stands first
        between, low, high = between[:1], high, low
    elif falls:  # -3 to 2
        low = -low
    if between == ["and"]:
        if opener != "between":
            return False
    elif between == ["or"]:
        if after.printed.value - one.printed.value != one.printed.significant:
            return False
    elif len(between) != 1 or between[0] not in _RANGE:
        return False
    if not _same_unit(one, after) or low.value * one.factor >= high.value * after.factor:
        return False
    if between == ["to"] and opener != "between" and not _is_range(tokens, one, after, opener, falls=falls):
        return False
    one.core -= falls
    one.first -= falls
    _extend(one, after, opener)
    one.printed, one.printed_to = low, high
    return True


def _same_unit(one: Figure, after: Figure) -> bool:
    return one.unit.name == after.unit.name or not one.own


def _is_range(tokens: Tokens, one: Figure, after: Figure, opener: str, *, falls: bool) -> bool:
    """Whether "4 to 6" is a range: not when something rose from 4 to 6, or by 4 to 6."""
    start = one.core - 1 - falls - (opener == "from")
    if opener == "from":
        return not _moves(tokens, start)
    lean = directions.before(tokens, start)
    if not lean.sign:
        return True
    if one.currency and one.numeral.last > one.numeral.bare and lean.link != "by":
        return False  # rose $300 million to $2.1 billion
    return not one.right > one.last and after.own


def _moves(tokens: Tokens, start: int) -> bool:
    """Whether the clause that ends with token `start` says that something moved."""
    for at in range(start, max(start - 10, -1), -1):
        word = tokens.words[at]
        if tokens.stops(at):
            return False
        if word in directions.SIGNS or word in _GOES:
            return True
    return False


_GOES = frozenset(
    (
        "went",
        "go",
        "goes",
        "gone",
        "moved",
        "move",
        "moves",
        "changed",
        "shifted",
        "revised",
        "turned",
        "passed",
        "going",
    )
)


def _extend(one: Figure, after: Figure, opener: str) -> None:
    if opener in ("between", "from"):
        one.left = one.core - 1
        one.core = one.left
    else:
        one.left = one.core
    one.printed_to, one.right, one.last = after.printed, after.right, after.last
    one.bare = after.bare
    one.qualifier = "between"
    if not one.own:
        one.unit, one.factor, one.own = after.unit, after.factor, after.own
