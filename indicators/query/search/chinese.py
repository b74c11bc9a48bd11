"""How Chinese names sound: the readings of their characters, without tones.

A character of several readings keeps them all (长 is chang and zhang), so that each finds it
and no table of phrases is needed.
"""

from __future__ import annotations

import os

#: For each character every reading it has, the most common first.
Readings = tuple[tuple[str, ...], ...]


def pinyin_readings(text: str) -> Readings:
    """The readings of the Chinese characters of `text`; what is no Chinese character has none.

    >>> pinyin_readings("南沙")
    (('nan', 'na'), ('sha', 'suo'))
    """
    # Without its table of phrases the library takes a quarter of the time and memory to import.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    os.environ.setdefault("PYPINYIN_NO_DICT_COPY", "true")
    from pypinyin import Style, pinyin

    found = pinyin(text, style=Style.NORMAL, heteronym=True, errors="ignore")
    return tuple(
        tuple(dict.fromkeys(spelling for each in one for spelling in _spellings(each))) for one in found
    )


def _spellings(syllable: str) -> tuple[str, ...]:
    """A syllable with ü as people type it: as on a keyboard, without its dots, as in passports."""
    head, umlaut, tail = syllable.partition("v")
    return (syllable, f"{head}u{tail}", f"{head}yu{tail}") if umlaut else (syllable,)


def join_first_readings(sounds: Readings) -> str:
    """The most common reading of each, joined: ``nansha``."""
    return "".join(each[0] for each in sounds)


def join_initials(sounds: Readings) -> str:
    """The first letters of the most common readings: ``ns``."""
    return "".join(each[0][0] for each in sounds)


def find_by_sound(word: str, sounds: Readings) -> tuple[int, int] | None:
    """From which to which character `word` is how they sound, at least two of them, the last perhaps cut short.

    The first letters of all of them will do as well.
    """
    for start in range(len(sounds) - 1):
        end = _match_sound_from(word, sounds, start)
        if end is not None and end - start > 1:
            return start, end
    return (0, len(sounds)) if len(word) > 1 and word == join_initials(sounds) else None


def _match_sound_from(word: str, sounds: Readings, place: int) -> int | None:
    """Where `word` is used up when read from `place` on, or None when it sounds otherwise."""
    if not word:
        return place
    if place == len(sounds):
        return None
    for each in sounds[place]:
        if each.startswith(word):
            return place + 1
        if (
            word.startswith(each)
            and (end := _match_sound_from(word[len(each) :], sounds, place + 1)) is not None
        ):
            return end
    return None
