"""A query → its words: Chinese without spaces is parted where its parts are known.

Knows the texts that there are, all in one; nothing of where in them a word stands or what it names.
"""

from __future__ import annotations

from collections.abc import Sequence

from indicators.folding import folded, is_han
from indicators.search.traditional import simplified

#: Words that ask for nothing when others stand beside them.
LITTLE = frozenset(
    [
        "a",
        "an",
        "and",
        "at",
        "by",
        "for",
        "from",
        "in",
        "of",
        "on",
        "or",
        "the",
        "s",
        "to",
        "with",
        *"的和与及",
    ]
)
_MAX_WORDS = 12
_MAX_PARTED = 40


def asking(words: Sequence[str]) -> list[int]:
    """The places of the words that ask for something."""
    places = [place for place, word in enumerate(words) if word not in LITTLE]
    return places or list(range(len(words)))


class Splitter:
    """Splits queries in the light of every text that is `written`, and of those that are `names`."""

    def __init__(self, written: str, names: str) -> None:
        self._written, self._names = written, names

    def split(self, query: str) -> tuple[str, ...]:
        """The words of `query`; Chinese without spaces is parted where its parts are known and it is not."""
        found: list[str] = []
        for word in folded(query).words:
            found += (self._simplified(word) or self._parted(word)) if is_han(word) else [word]
        return tuple(found[:_MAX_WORDS])

    def _simplified(self, run: str) -> list[str]:
        """The parts of `run` in simplified characters and the mainland's words, where it is written only so.

        Also where its own parts are names of other things: 人工智慧 is one name, not 人工 and 智慧.
        """
        if run in self._written:
            return []
        own = self._parted(run)
        parts = [part for other in folded(simplified(run)).words for part in self._parted(other)]
        if len(own) > 1 and len(parts) >= len(own):
            return []
        return parts if any(part in self._written for part in parts) else []

    def _parted(self, run: str) -> list[str]:
        if not 2 < len(run) <= _MAX_PARTED or run in self._written:
            return [run]
        ways: dict[int, list[str]] = {len(run): []}  # from a place to the end, in the fewest parts
        for start in reversed(range(len(run))):
            for end in range(start + 1, len(run) + 1):
                part, rest = run[start:end], ways.get(end)
                if rest is None or not (part in LITTLE or (len(part) > 1 and part in self._names)):
                    continue
                if start not in ways or len(rest) + 1 < len(ways[start]):
                    ways[start] = [part, *rest]
        return ways.get(0, [run])
