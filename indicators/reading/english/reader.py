"""English prose → mentions: find the numerals, join what belongs together, read the words around them."""

from __future__ import annotations

from indicators.reading.english import joining, noise
from indicators.reading.english.completing import complete
from indicators.reading.english.figure import Figure
from indicators.reading.english.finding import NUMBER_WORDS, find
from indicators.reading.english.tokens import Tokens
from indicators.reading.mention import Excused, Mention, Reading

#: A line of so many characters that has a number within every few of them is no prose.
_LONG = 3000
_APART = 12


def read(segment: str, *, stated: bool = False) -> Reading:
    """The figures of a segment and the numbers it excuses; with `stated` small and unmeasured numbers are figures."""
    tokens = Tokens(segment)
    if _is_table(tokens):
        return Reading((), (Excused(0, len(segment), segment, "unread"),))
    found = find(tokens, stated=stated)
    joining.share_units(tokens, found.figures)
    said: list[Mention] = []
    before: Figure | None = None
    for one in joining.join(tokens, found.figures):
        complete(tokens, one, before, tokens.low)
        if not stated and (reason := noise.other_kind(tokens, one)):
            if reason != "unread" or not one.numeral.spelt:
                found.excuse(one.first, one.last, reason)
        elif not before or one.left > before.right:
            said.append(one.mention(tokens))
            before = one
    return Reading(tuple(said), tuple(found.excused))


def _is_table(tokens: Tokens) -> bool:
    """Whether a long line has numbers as close together as only a dump of data has: no prose, nothing is read."""
    if len(tokens.text) < _LONG:
        return False
    numbers = sum(1 for word in tokens.words if word in NUMBER_WORDS or "0" <= word[:1] <= "9")
    return numbers * _APART > len(tokens.text)
