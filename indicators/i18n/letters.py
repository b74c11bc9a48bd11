"""Letters as they are compared: without case, width, accents, strokes and what nobody sees; the nearest valid name.

Each character is folded for itself, so that the parts of a text fold to the parts of its folded form.
Scripts stay what they are: nothing is romanised.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

#: Letters of their own that people who lack them on their keyboard write in another way.
_WRITTEN_AS: Final = {
    "æ": "ae",
    "œ": "oe",
    "ð": "d",
    "þ": "th",
    "ı": "i",
    "ȷ": "j",
    "ŋ": "n",
    "ĸ": "q",
    "ŀ": "l",
    "ə": "e",
    "ɛ": "e",
    "ɔ": "o",
    "ɣ": "g",
    "ɩ": "i",
    "ʋ": "v",
} | dict.fromkeys("‘’‛´′ʹʻʼʽʾʿˈ", "'")
#: Scripts whose letters are called after the plain one: LATIN SMALL LETTER D WITH STROKE.
_NAMED_AFTER_THE_PLAIN: Final = ("LATIN ", "GREEK ", "CYRILLIC ")
#: What nobody sees although it is no mark of format: fillers and the joiner of graphemes.
_UNSEEN: Final = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0")
#: Classes of marks without which a text is still read: strokes over a letter, Hebrew and Arabic vowels,
#: and all that is set above, below and across. Vowels and voicing of other scripts are letters.
_OVERLAY: Final = 1
_POINTS: Final = range(10, 37)
_ATTACHED: Final = 202


def fold_letters(text: str) -> str:
    """`text` with each character in the form in which it is compared.

    >>> fold_letters("Đà Nẵng, Łódź, STRAẞE, Hǎikǒu, Ａ９")
    'da nang, lodz, strasse, haikou, a9'
    """
    return text.lower() if text.isascii() else text.translate(_FOLDED)


def is_silent_mark(char: str) -> bool:
    """Whether a character adds nothing that is compared: an accent of its own, or what nobody sees."""
    code, kind = ord(char), unicodedata.combining(char)
    return (
        unicodedata.category(char) in ("Cf", "Me")
        or char in _UNSEEN
        or 0xFE00 <= code <= 0xFE0F
        or 0xE0100 <= code <= 0xE01EF
        or kind == _OVERLAY
        or kind in _POINTS
        or kind >= _ATTACHED
    )


def _fold_once(char: str) -> str:
    if is_silent_mark(char):
        return ""
    if char in _WRITTEN_AS:
        return _WRITTEN_AS[char]
    if char.isdecimal():
        return str(unicodedata.decimal(char))
    for plain in (unicodedata.normalize("NFKD", char), char.casefold()):
        if plain != char:
            return plain
    return _plain_letter(char)


def _plain_letter(char: str) -> str:
    """The letter that `char` is with a stroke, hook or tail, where its name says so."""
    name, _, addition = unicodedata.name(char, "").partition(" WITH ")
    if addition and name.startswith(_NAMED_AFTER_THE_PLAIN):
        try:
            return unicodedata.lookup(name).casefold()
        except KeyError:
            return char
    return char


class _FoldedCharacters(dict[int, str]):
    """Characters → what they are compared as, each looked up in Unicode once."""

    def __missing__(self, code: int) -> str:
        folded = chr(code)
        while (again := "".join(map(_fold_once, folded))) != folded:
            folded = again
        self[code] = folded
        return folded


_FOLDED: Final = _FoldedCharacters()

#: More than this part of the letters (0-1) must stand as they should, else a suggestion would puzzle.
MIN_SIMILARITY = 0.6


def find_nearest(word: str, valid: Iterable[str]) -> str | None:
    """The entry of `valid` most like `word`, or None when none is like it.

    Counted are letters that are wrong, missing, too many, or changed with their neighbour; not their case,
    their width or what is written over them.
    """
    folded = {entry: fold_letters(entry) for entry in sorted(valid)}
    found = process.extractOne(
        fold_letters(word), folded, scorer=OSA.normalized_similarity, score_cutoff=MIN_SIMILARITY
    )
    return found[2] if found else None
