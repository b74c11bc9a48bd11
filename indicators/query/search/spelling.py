"""What a mistyped word was meant to be, among the words there are.

Few letters may differ: none in a short word, one in a longer one, two in a long name. Digits
never do: 10 billion is not 100 billion.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from indicators.query.text_normalisation import is_han

_DIGIT = re.compile(r"\d")
#: What is less like the word than this (0-100) would puzzle more than help.
_MIN_LIKENESS = 75
_MAX_SUGGESTIONS = 3


class SpellingIndex:
    """Finds the right spellings; `spellings` leads from each to the words it stands for."""

    def __init__(self, spellings: Mapping[str, str]) -> None:
        self._spellings = spellings
        self._all = list(spellings)

    def of(self, word: str) -> tuple[str, ...]:
        """What `word` was surely meant to be: the closest there are, if close enough."""
        like = process.extract(word, self._all, scorer=OSA.distance, score_cutoff=2, limit=None)
        close = [(found, gap) for found, gap, _ in like if gap <= _max_errors(word, found)]
        least = min((gap for _, gap in close), default=0)
        found = [spelling for spelling, gap in close if gap == least]
        # The first letter is seldom wrong: it decides between words that are equally close.
        found = [spelling for spelling in found if spelling[0] == word[0]] or found
        return tuple(dict.fromkeys(self._spellings[spelling] for spelling in found))

    def nearest(self, word: str) -> tuple[str, ...]:
        """What `word` may have been meant to be, the most likely first; none when it is like nothing."""
        close = process.extract(
            word, self._all, scorer=fuzz.ratio, score_cutoff=_MIN_LIKENESS, limit=_MAX_SUGGESTIONS
        )
        meant = dict.fromkeys(self._spellings[found] for found, _, _ in close)
        return tuple(other for other in meant if is_han(other) == is_han(word)) or tuple(meant)


def _max_errors(word: str, meant: str) -> int:
    """How many letters of `word` may be wrong, missing, too many or swapped."""
    if _DIGIT.findall(word) != _DIGIT.findall(meant):
        return 0
    length = max(len(word), len(meant))
    if is_han(word) or is_han(meant):
        return int(length >= 6)
    return 0 if length < 6 else 1 if length < 12 else 2
