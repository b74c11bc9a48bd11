"""How a text is compared when it is searched: case, width and punctuation ignored.

A folded text is its letters and digits alone, with the places where words begin and the way
back to the text as written, so that a match can be shown where it stands.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_LETTER = rf"[^\W_{_HAN}]"
#: What may stand inside a word: R&D, 1.609, 93,200, Xi'an; but the s of Xi'an's is a word of its own.
_INSIDE = rf"(?:&|(?<=\d)[.,](?=\d)|['’‘ʼ](?!s(?!{_LETTER})))"
_WORD = re.compile(rf"[{_HAN}]+|{_LETTER}+(?:{_INSIDE}{_LETTER}+)*")
_IGNORED = frozenset("'’‘ʼ,")
_IS_HAN = re.compile(f"[{_HAN}]")


def is_han(text: str) -> bool:
    """Whether `text` begins with a Chinese character: such texts have no spaces between words."""
    return bool(_IS_HAN.match(text))


@dataclass(frozen=True)
class NormalisedText:
    """The compared form of a text.

    `compact` holds its letters and digits; `starts` are the places in it where a word begins;
    `places` are where each of them stands in the text as written.
    """

    compact: str
    starts: frozenset[int]
    places: tuple[tuple[int, int], ...]

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words in order; a run of Chinese characters is one."""
        ends = [*sorted(self.starts), len(self.compact)]
        return tuple(self.compact[a:b] for a, b in pairwise(ends))

    def _is_end(self, place: int) -> bool:
        return place == len(self.compact) or place in self.starts

    def find(self, word: str, *, whole: bool = False) -> tuple[int, bool] | None:
        """Where `word` stands, and whether at the beginning of a word rather than inside one.

        `whole` asks for it to end with a word too. In Chinese a word begins anywhere.
        """
        inside, at = None, self.compact.find(word)
        while at >= 0:
            end, is_start = at + len(word), at in self.starts or is_han(word)
            if is_start and (not whole or self._is_end(end)):
                return at, True
            if inside is None and not whole and not self.starts.intersection(range(at, end)):
                inside = at
            at = self.compact.find(word, at + 1)
        return None if inside is None else (inside, False)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """From a place in `compact` and its end to those in the text as written."""
        return self.places[start][0], self.places[end - 1][1]


def normalise_text(text: str) -> NormalisedText:
    """The compared form of `text`.

    >>> folded("Xi’an's R&D: ＄93,200").words
    ('xian', 's', 'r&d', '93200')
    """
    normal, written = _normalise_characters(text)
    compact: list[str] = []
    places: list[tuple[int, int]] = []
    starts: list[int] = []
    for word in _WORD.finditer(normal):
        starts.append(len(compact))
        for place, char in enumerate(word.group(), word.start()):
            if char not in _IGNORED:
                compact.append(char)
                places.append(written[place] if written else (place, place + 1))
    return NormalisedText("".join(compact), frozenset(starts), tuple(places))


def normalise_words(text: str) -> str:
    """The words of `text` with a space before, between and after: ``" w "`` in it means the word w.

    >>> spaced("surpassed $93,200")
    ' surpassed 93200 '
    """
    words = (_strip_silent(word) for word in _WORD.findall(_normalise_characters(text)[0]))
    return f" {' '.join(words)} "


def _strip_silent(word: str) -> str:
    return word if word.isalnum() else "".join(char for char in word if char not in _IGNORED)


def _normalise_characters(text: str) -> tuple[str, Sequence[tuple[int, int]]]:
    """`text` without differences of case and width, and where each character came from if not from the same place."""
    small = text.casefold()
    if len(small) == len(text) and (text.isascii() or unicodedata.is_normalized("NFKC", small)):
        return small, ()
    chars: list[str] = []
    places: list[tuple[int, int]] = []
    for start, end in _combining_clusters(text):
        plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text[start:end]).casefold())
        chars.append(plain)
        places += [(start, end)] * len(plain)
    return "".join(chars), places


def _combining_clusters(text: str) -> Iterator[tuple[int, int]]:
    """Where the letters of `text` stand, each with the marks written over it."""
    start = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or not unicodedata.combining(text[end]):
            yield start, end
            start = end
