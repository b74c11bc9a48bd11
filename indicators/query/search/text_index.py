"""Which of many texts hold a word: an inverted index of the words in them, each of which is kept and looked at once.

Texts are compared forms, as `normalise_words` writes them: words with a space around each.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import reduce
from itertools import accumulate
from typing import Final

import numpy as np
from numpy.typing import NDArray

#: Places of texts, rising.
TextPlaces = NDArray[np.int32]

_NONE: Final[TextPlaces] = np.empty(0, dtype=np.int32)


class TextIndex:
    """The words of `texts` and where each stands. Never changed, so that any thread may ask."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        found: dict[str, list[int]] = {}
        for place, text in enumerate(texts):
            for word in set(text.split(" ")):
                found.setdefault(word, []).append(place)
        found.pop("", None)
        self._written = f" {' '.join(found)} "
        #: Where in `_written` the space before each word stands.
        self._starts = list(accumulate((len(word) + 1 for word in found), initial=0))
        self._ends = np.fromiter(accumulate(map(len, found.values()), initial=0), dtype=np.int64)
        self._places = np.fromiter((place for some in found.values() for place in some), dtype=np.int32)

    def find(self, part: str) -> TextPlaces:
        """The places of the texts that hold `part`: letters of one word, or words with a space between them.

        A space before or behind it asks for a word to begin or end there.

        >>> TextIndex([" over 25 billion ", " 25.3 percent ", " 125 "]).find(" 25").tolist()
        [0, 1]
        """
        *words, last = part.split(" ")
        if not any(words):
            return self._holding(part)
        # The end of a word, whole words, the beginning of one: each is in a text, and they follow each other.
        first, *inner = words
        pieces = [f"{first} "] * bool(first) + [f" {word} " for word in inner] + [f" {last}"] * bool(last)
        near = reduce(np.intersect1d, map(self._holding, pieces))
        if pieces == [part]:
            return near
        return near[[part in self._texts[place] for place in near.tolist()]]

    def _holding(self, part: str) -> TextPlaces:
        """The texts with a word that holds `part`, which has spaces at its ends alone."""
        some = [self._places[self._ends[word] : self._ends[word + 1]] for word in self._words_holding(part)]
        return np.unique(np.concatenate(some)) if some else _NONE

    def _words_holding(self, part: str) -> Iterator[int]:
        at = self._written.find(part)
        while at >= 0:
            word = bisect_right(self._starts, at) - 1
            yield word
            at = self._written.find(part, self._starts[word + 1])
