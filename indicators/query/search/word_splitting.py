"""A query → its words: Chinese without spaces is parted where its parts are known.

Knows the texts that there are, all in one; nothing of where in them a word stands or what it names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence

from indicators.query.simplified_chinese import to_simplified
from indicators.query.text_normalisation import is_han, normalise_text

#: Words that ask for nothing when others stand beside them.
STOP_WORDS = frozenset(
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
#: Pinyin with numbers for its tones: guang3zhou1.
_TONED = re.compile(r"(?:[a-z]{2,6}[1-5])+")
_TONE = re.compile(r"[1-5]")
_MAX_WORDS = 12
_MAX_SPLIT_LENGTH = 40


def content_word_places(words: Sequence[str], fillers: Collection[str] = STOP_WORDS) -> list[int]:
    """The places of the words that ask for something: all but `fillers`, of which alone all do."""
    places = [place for place, word in enumerate(words) if word not in fillers]
    return places or list(range(len(words)))


class QuerySplitter:
    """Splits queries in the light of every text that is `written`, and of those that are `names`.

    `parts` are words that a run may be parted at beside them, however short they are. `is_syllable` says whether a word is how a character of a name sounds.
    """

    def __init__(
        self,
        written: str,
        names: str,
        is_syllable: Callable[[str], bool],
        parts: Collection[str] = STOP_WORDS,
    ) -> None:
        self._written, self._names, self._is_syllable = written, names, is_syllable
        self._parts = frozenset(parts)

    def split(self, query: str) -> tuple[str, ...]:
        """The words of `query`; Chinese without spaces is parted where its parts are known and it is not."""
        found: list[str] = []
        for word, printed in normalise_text(query).words_as_written(query):
            if is_han(word):
                found += self._split_into_mainland_words(word, printed) or self._split_chinese(word)
            else:
                found.append(self._without_tones(word))
        return tuple(found[:_MAX_WORDS])

    def _without_tones(self, word: str) -> str:
        """`word` without the numbers of its tones, where it is pinyin and written nowhere."""
        if not _TONED.fullmatch(word) or word in self._written:
            return word
        syllables = _TONE.split(word)[:-1]
        return "".join(syllables) if all(map(self._is_syllable, syllables)) else word

    def _split_into_mainland_words(self, run: str, printed: str) -> list[str]:
        """The parts of `run`, which was `printed` so, in the mainland's words, where it is written only so.

        Also where its own parts are names of other things: 人工智慧 is one name, not 人工 and 智慧.
        """
        if run in self._written:
            return []
        own = self._split_chinese(run)
        parts = [
            part
            for other in normalise_text(to_simplified(printed)).words
            for part in self._split_chinese(other)
        ]
        if len(own) > 1 and len(parts) >= len(own):
            return []
        return parts if any(part in self._written for part in parts) else []

    def _split_chinese(self, run: str) -> list[str]:
        if not 2 < len(run) <= _MAX_SPLIT_LENGTH or run in self._written:
            return [run]
        ways: dict[int, list[str]] = {len(run): []}  # from a place to the end, in the fewest parts
        for start in reversed(range(len(run))):
            for end in range(start + 1, len(run) + 1):
                part, rest = run[start:end], ways.get(end)
                if rest is None or not (part in self._parts or (len(part) > 1 and part in self._names)):
                    continue
                if start not in ways or len(rest) + 1 < len(ways[start]):
                    ways[start] = [part, *rest]
        return ways.get(0, [run])
