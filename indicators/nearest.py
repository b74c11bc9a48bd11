"""The valid value that a mistyped one most likely meant. Knows only strings."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz, process

#: Below this likeness (0-100) a suggestion would puzzle more than help.
LIKENESS = 60


def nearest(word: str, valid: Iterable[str]) -> str | None:
    """The entry of `valid` most like `word`, or None when none is like it."""
    found = process.extractOne(word.casefold(), sorted(valid), scorer=fuzz.ratio, score_cutoff=LIKENESS)
    return found[0] if found else None
