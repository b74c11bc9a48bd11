"""English prose → mentions: find the numerals, join what belongs together, read the words around them."""

from __future__ import annotations

import re

from indicators.reading.english import joining, noise
from indicators.reading.english.completing import complete
from indicators.reading.english.figure import Figure
from indicators.reading.english.finding import STARTS, find
from indicators.reading.english.tokens import Tokens
from indicators.reading.mention import Mention, Reading

_ANY = re.compile(
    r"[^ -/:-@\[-`{-~a-z]|" + "|".join(sorted(rf"\b{word}" for word in STARTS if word.isascii()))
)


def read(segment: str) -> Reading:
    """The figures of a segment and the numbers it excuses."""
    tokens = Tokens(segment)
    found = find(tokens, tokens.low)
    joining.share_units(tokens, found.figures)
    said: list[Mention] = []
    before: Figure | None = None
    for one in joining.join(tokens, found.figures):
        complete(tokens, one, before, tokens.low)
        if reason := noise.other_kind(tokens, one):
            found.excuse(one.first, one.last, reason)
        elif not before or one.left > before.right:
            said.append(one.mention(tokens))
            before = one
    return Reading(tuple(said), tuple(found.excused))
