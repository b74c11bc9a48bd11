"""English text cut into words, numbers and signs, all in small letters, each with its place.

`words` is padded: an index a little before the first or after the last token finds "".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import accumulate
from operator import sub
from typing import Generic, TypeVar

_TOKEN = re.compile(
    r"(?:us|hk|nt|nz|au|ca|mop|s|a|c|r)?\$|u\.s\.|[0-9]+(?:[.,][0-9]+)*|[^\W\d_]+|\S",
)
_PIECE = re.compile(rf"\s*(?:{_TOKEN.pattern})")
_SMALL = {upper: upper + 32 for upper in range(ord("A"), ord("Z") + 1)}
_PADDING = 16
_Value = TypeVar("_Value")


def listed(words: str) -> tuple[str, ...]:
    """The words of a table that is easier to read as one line."""
    return tuple(words.split())


#: What ends a sentence, or stands between two that have nothing to do with one another.
STOPS = frozenset({".", ";", "!", "?", "|", ""})
#: A full stop after one of these ends nothing.
ABBREVIATIONS = frozenset(
    listed(
        "jan feb mar apr jun jul aug sep sept oct nov dec no nos rs approx ca c p pp vs st mr mrs ms dr prof "
        "inc ltd corp co fig vol art sec est dept gov etc e g i u s a m y t sq cu"
    )
)


class Tokens:
    """The tokens of one segment: `words[i]` stands from `starts[i]` to `ends[i]` of `text`."""

    __slots__ = ("ends", "length", "low", "starts", "text", "words")

    def __init__(self, text: str) -> None:
        low = text.lower()
        if len(low) != len(text):
            low = text.translate(_SMALL)
        pieces = _PIECE.findall(low.rstrip())  # every token with the space before it: nothing is left out
        ends = list(accumulate(map(len, pieces)))
        words = list(map(str.lstrip, pieces))
        self.text = text
        self.low = low
        self.length = len(words)
        self.words = words + [""] * _PADDING
        self.starts = [*map(sub, ends, map(len, words))] + [len(text)] * _PADDING
        self.ends = ends + [len(text)] * _PADDING

    def glued(self, i: int) -> bool:
        """Whether nothing stands between token `i` and the one before it."""
        return 0 < i < self.length and self.ends[i - 1] == self.starts[i]

    def is_minus(self, i: int) -> bool:
        """Whether token `i` is the minus of the number behind it, and no hyphen or dash."""
        return (
            self.words[i] in ("-", "–")
            and self.glued(i + 1)
            and not (self.glued(i) and self.words[i - 1].isalnum())
        )

    def hyphenates(self, i: int) -> bool:
        """Whether token `i` is a hyphen between two words, and no minus."""
        return self.words[i] == "-" and not self.is_minus(i)

    def printed(self, first: int, last: int) -> str:
        """The text from token `first` to token `last`."""
        return self.text[self.starts[first] : self.ends[last]]

    def is_capital(self, i: int) -> bool:
        """Whether token `i` begins with a capital letter."""
        return 0 <= i < self.length and self.text[self.starts[i]].isupper()

    def has_capital(self, i: int) -> bool:
        """Whether a letter of token `i` is a capital: a name."""
        return (
            0 <= i < self.length
            and not self.text[self.starts[i] : self.ends[i]].islower()
            and self.words[i].isalpha()
        )

    def last_before(self, end: int, i: int) -> int:
        """The last token, from `i` on, that begins before character `end`."""
        while i + 1 < self.length and self.starts[i + 1] < end:
            i += 1
        return i

    def next_word(self, i: int, sought: tuple[str, ...]) -> int:
        """The place of the first of `sought` within two tokens behind `i`; `i` where there is none."""
        return next((at for at in (i + 1, i + 2) if self.words[at] in sought), i)

    def word_around(self, first: int, last: int) -> tuple[int, int]:
        """The tokens of the name that `first` to `last` are in: EH216-S, 5G."""
        while self.glued(first) and (self.words[first - 1].isalpha() or self.words[first - 1] == "-"):
            first -= 1
        while self.glued(last + 1) and (self.words[last + 1].isalnum() or self._is_hyphen(last + 1)):
            last += 1
        return first, last

    def _is_hyphen(self, i: int) -> bool:
        return self.words[i] == "-" and self.glued(i + 1) and self.words[i + 1].isalnum()

    def stops(self, i: int) -> bool:
        """Whether a sentence ends with token `i`."""
        word = self.words[i]
        return word in STOPS and not (word == "." and self.words[i - 1] in ABBREVIATIONS)


class Phrases(Generic[_Value]):
    """A table of phrases ("no more than") → value, found among tokens, the longest first."""

    def __init__(self, table: Mapping[str, _Value]) -> None:
        cut = {
            tuple(match.group() for match in _TOKEN.finditer(words)): says for words, says in table.items()
        }
        ordered = sorted(cut.items(), key=lambda entry: -len(entry[0]))
        self._first = _grouped((words[0], words, says) for words, says in ordered)
        self._last = _grouped((words[-1], words, says) for words, says in ordered)

    def ahead(self, words: list[str], i: int) -> tuple[int, _Value] | None:
        """The phrase that begins with token `i`: how many tokens it has, and its value."""
        for phrase, says in self._first.get(words[i], ()):
            if len(phrase) == 1 or tuple(words[i : i + len(phrase)]) == phrase:
                return len(phrase), says
        return None

    def behind(self, words: list[str], i: int) -> tuple[int, _Value] | None:
        """The phrase that ends with token `i`."""
        for phrase, says in self._last.get(words[i], ()) if i >= 0 else ():
            if len(phrase) == 1 or (
                i + 1 >= len(phrase) and tuple(words[i + 1 - len(phrase) : i + 1]) == phrase
            ):
                return len(phrase), says
        return None


def _grouped(
    entries: Iterable[tuple[str, tuple[str, ...], _Value]],
) -> dict[str, list[tuple[tuple[str, ...], _Value]]]:
    found: dict[str, list[tuple[tuple[str, ...], _Value]]] = {}
    for key, words, says in entries:
        found.setdefault(key, []).append((words, says))
    return found
