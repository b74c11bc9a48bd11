"""The valid value that a mistyped one most likely meant. Knows only strings."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

#: More than this part of the letters (0-1) must stand as they should, else a suggestion would puzzle.
LIKENESS = 0.6


def nearest(word: str, valid: Iterable[str]) -> str | None:
    """The entry of `valid` most like `word`, or None when none is like it.

    Counted are letters that are wrong, missing, too many, or changed with their neighbour.
    """
    likeness = OSA.normalized_similarity
    found = process.extractOne(word.casefold(), sorted(valid), scorer=likeness, score_cutoff=LIKENESS)
    return found[0] if found else None
