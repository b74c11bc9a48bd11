"""How a text is compared when it is searched: as letters and digits alone, folded (`letters`), Chinese simplified.

A compared text keeps the places where words begin and the way back to the text as written, so that
a match can be shown where it stands.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Final

from indicators.i18n.letters import fold_letters, is_silent_mark
from indicators.query.simplified_chinese import simplify_character

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_LETTER = rf"[^\W_{_HAN}]"
#: Vowels of Indian scripts, voicing of kana: no letters to Unicode, but part of their words.
_VOWELS = "".join(
    char
    for char in map(chr, range(0x300, 0x10000))
    if unicodedata.category(char) in ("Mn", "Mc") and not is_silent_mark(char)
)
_RUN = rf"{_LETTER}+(?:[{_VOWELS}]+{_LETTER}*)*"
#: What may stand inside a word: R&D, 1.609, 93,200, Xi'an; but the s of Xi'an's is a word of its own.
_INSIDE = rf"(?:&|(?<=\d)[.,](?=\d)|'(?!s(?!{_LETTER})))"
#: Groups of three digits with spaces between them are one number: 1 250. A year begins none: in 2020 250 firms.
_GROUPED = r"(?<![\d/:])[1-9]\d{0,2}(?: \d{3})+(?!\d)"
_WORD = re.compile(rf"[{_HAN}]+|(?:{_GROUPED}(?:{_RUN})?|{_RUN})(?:{_INSIDE}{_RUN})*")
_IGNORED = frozenset("', ")
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

    def words_as_written(self, text: str) -> Iterator[tuple[str, str]]:
        """Each word with the part of `text`, which this is the compared form of, that it comes from."""
        ends = [*sorted(self.starts), len(self.compact)]
        for start, end in pairwise(ends):
            first, last = self.span(start, end)
            yield self.compact[start:end], text[first:last]

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

    >>> normalise_text("Xi’an's R&D: ＄93,200").words
    ('xian', 's', 'r&d', '93200')
    """
    written = () if text.isascii() else tuple(_written_places(text))
    compact: list[str] = []
    places: list[tuple[int, int]] = []
    starts: list[int] = []
    for word in _WORD.finditer(_fold(text)):
        starts.append(len(compact))
        for place, char in enumerate(word.group(), word.start()):
            if char not in _IGNORED:
                compact.append(char)
                places.append(written[place] if written else (place, place + 1))
    return NormalisedText("".join(compact), frozenset(starts), tuple(places))


def normalise_words(text: str) -> str:
    """The words of `text` with a space before, between and after: ``" w "`` in it means the word w.

    >>> normalise_words("surpassed $93,200")
    ' surpassed 93200 '
    """
    words = (_strip_silent(word) for word in _WORD.findall(_fold(text)))
    return f" {' '.join(words)} "


def _strip_silent(word: str) -> str:
    return word if word.isalnum() else "".join(char for char in word if char not in _IGNORED)


def _fold(text: str) -> str:
    return fold_letters(text) if text.isascii() else text.translate(_COMPARED)


def _written_places(text: str) -> Iterator[tuple[int, int]]:
    """Where each character of the folded text came from, with the marks written over it."""
    start = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or _COMPARED[ord(text[end])]:
            yield from [(start, end)] * len(_COMPARED[ord(text[start])])
            start = end


class _ComparedCharacters(dict[int, str]):
    """Characters → what a search compares them as, each looked up once."""

    def __missing__(self, code: int) -> str:
        folded = fold_letters(chr(code))
        self[code] = folded = simplify_character(folded) if is_han(folded) else folded
        return folded


_COMPARED: Final = _ComparedCharacters()
