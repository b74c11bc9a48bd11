"""A word, or several that are one name, → the places in names, aliases and definitions where it stands.

As it is written, else as it sounds, else as what it may be a slip of.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import cached_property
from itertools import accumulate

from indicators.query.search.chinese import find_by_sound, join_first_readings, join_initials
from indicators.query.search.spelling import SpellingIndex
from indicators.query.search.terms import Term, join_normalised
from indicators.query.text_normalisation import NormalisedText, is_han

#: Kinds that a word in their midst does not ask for: a place is not the newspaper called after it.
WHOLE_NAME_KINDS = frozenset({"plan", "source"})
#: Shorter words are whole words or beginnings of words, never found inside one.
_MIN_INSIDE_LENGTH = 4


class MatchTier(IntEnum):
    """How well something was found, the best first."""

    EXACT = 0
    PREFIX = 1
    WORD = 2
    ALIAS = 3
    INSIDE = 4
    PINYIN = 5
    FUZZY = 6
    DEFINITION = 7


@dataclass(frozen=True)
class TermMatch:
    """A word found in a term: how well, and the part of its text."""

    term: Term
    tier: MatchTier
    span: tuple[int, int]

    @property
    def rank(self) -> tuple[int, bool, int]:
        """To sort by: how well, names before aliases, short texts before long ones."""
        return self.tier, self.term.part != "name", len(self.term.folded.compact)


@dataclass(frozen=True)
class WordMatches:
    """The places of one word; `meant` are the words it was taken for when it is written nowhere."""

    matches: tuple[TermMatch, ...]
    meant: tuple[str, ...] = ()


class TermMatcher:
    """Finds words in some terms; `named` are those of them that are names or aliases."""

    def __init__(self, terms: tuple[Term, ...], named: tuple[Term, ...]) -> None:
        self._terms, self._named = terms, named
        self._words = frozenset(word for term in named for word in term.folded.words)
        self._written = join_normalised(terms)
        self._starts = list(accumulate((len(term.folded.compact) + 1 for term in terms), initial=0))

    def find_phrases(self, words: tuple[str, ...]) -> list[tuple[int, int, tuple[TermMatch, ...]]]:
        """The runs of several words that are one name, each with its places."""
        found = []
        for start in range(len(words)):
            for end in range(start + 2, len(words) + 1):
                is_all = end - start == len(words)
                if matches := self._find_phrase(words[start:end], is_all=is_all):
                    found.append((start, end, matches))
        return found

    def find_span(self, word: str, text: NormalisedText) -> tuple[int, int] | None:
        """The part of any text that holds `word`, by the rules for the terms."""
        at = _find_place(word, text, whole=self._is_whole(word))
        return text.span(at[0], at[0] + len(word)) if at else None

    def search_pattern(self, word: str) -> str:
        """What to look for in the words of a figure, as `normalise_words` writes them."""
        if is_han(word) or (len(word) >= _MIN_INSIDE_LENGTH and not word[0].isdigit()):
            return word
        return f" {word} " if self._is_whole(word) else f" {word}"

    def suggest_words(self, word: str) -> tuple[str, ...]:
        """What `word` may have been meant to be, the most likely first."""
        return self._spelling.nearest(word)

    def is_syllable(self, word: str) -> bool:
        """Whether `word` is how a Chinese character of a name sounds."""
        return word in self._syllables

    def find_word(self, word: str) -> WordMatches:
        """The places of `word`: as written, else as it sounds, else as what it may be a slip of."""
        if found := self._find_as_written(word):
            return WordMatches(found)
        if word.isascii() and (found := self._find_by_sound(word)):
            return WordMatches(found)
        meant = self._spelling.of(word)
        matches = [m for other in meant for m in self._find_as_written(other) if m.term.part != "definition"]
        return WordMatches(_as_misspelt(matches), meant)

    def _find_as_written(self, word: str) -> tuple[TermMatch, ...]:
        whole, found = self._is_whole(word), []
        for term in self._terms_holding(word):
            if place := _find_place(word, term.folded, whole=whole):
                at, is_start = place
                span = term.folded.span(at, at + len(word))
                found.append(TermMatch(term, _match_tier(term, word, at, is_start=is_start), span))
        return tuple(found)

    def _terms_holding(self, word: str) -> Iterator[Term]:
        """The terms with the letters of `word` anywhere in them, in their order: one look at all of them."""
        at = self._written.find(word)
        while at >= 0:
            place = bisect_right(self._starts, at)
            yield self._terms[place - 1]
            at = self._written.find(word, self._starts[place])

    def _find_by_sound(self, word: str) -> tuple[TermMatch, ...]:
        found = []
        near = {n for end in range(1, len(word) + 1) for n in self._sounding.get(word[:end], ())}
        for term in (self._named[n] for n in sorted(near)):
            sounds, places = term.pinyin
            if part := find_by_sound(word, sounds):
                found.append(TermMatch(term, MatchTier.PINYIN, (places[part[0]], places[part[1] - 1] + 1)))
        return tuple(found)

    def _find_phrase(self, words: tuple[str, ...], *, is_all: bool) -> tuple[TermMatch, ...]:
        """The terms that several words name together; all the words of a query may be a slip too."""
        run = "".join(words)
        found = [match for match in self._find_as_written(run) if is_all or _is_whole_name(match)]
        if not found and all(word in self._syllables for word in words):
            found = list(self._find_by_sound(run))
        if not found and is_all:
            meant = [match for other in self._spelling.of(run) for match in self._find_as_written(other)]
            found = list(_as_misspelt(match for match in meant if match.tier == MatchTier.EXACT))
        return tuple(found)

    def _is_whole(self, word: str) -> bool:
        """Whether a short `word` is one of the names, so that it is not the beginning of another: AI, not aim."""
        return len(word) < _MIN_INSIDE_LENGTH and word in self._words and not is_han(word)

    @cached_property
    def _sounding(self) -> dict[str, list[int]]:
        """How a character sounds, and the first letters of all of a name → the places of the names, in `_named`.

        A word that sounds like a name begins with how one of its characters does.
        """
        found: dict[str, list[int]] = {}
        for n, term in enumerate(self._named):
            if sounds := term.pinyin[0]:
                for heard in {join_initials(sounds), *(each for known in sounds for each in known)}:
                    found.setdefault(heard, []).append(n)
        return found

    @cached_property
    def _syllables(self) -> frozenset[str]:
        return frozenset(each for term in self._named for known in term.pinyin[0] for each in known)

    @cached_property
    def _spelling(self) -> SpellingIndex:
        spellings = {word: word for word in sorted(self._words) if not is_han(word)}
        for term in self._named:
            spellings[term.folded.compact] = term.folded.compact
            if sounds := term.pinyin[0]:
                spellings.setdefault(join_first_readings(sounds), term.folded.compact)
        return SpellingIndex(spellings)


def _find_place(word: str, text: NormalisedText, *, whole: bool) -> tuple[int, bool] | None:
    """Where `word` stands in `text`, and whether a word begins there; a short one is not sought inside words."""
    place = text.find(word, whole=whole)
    return place if place and (place[1] or len(word) >= _MIN_INSIDE_LENGTH) else None


def _match_tier(term: Term, word: str, at: int, *, is_start: bool) -> MatchTier:
    if term.part == "definition":
        return MatchTier.DEFINITION
    if len(word) == len(term.folded.compact):
        return MatchTier.EXACT
    if not is_start:
        return MatchTier.INSIDE
    if term.part == "alias":
        return MatchTier.ALIAS
    return MatchTier.WORD if at else MatchTier.PREFIX


def _is_whole_name(match: TermMatch) -> bool:
    """Whether words inside a longer query count as this name: all of it, or a phrase of a title."""
    return match.tier == MatchTier.EXACT or (
        match.term.kind in WHOLE_NAME_KINDS and match.tier < MatchTier.INSIDE
    )


def _as_misspelt(matches: Iterable[TermMatch]) -> tuple[TermMatch, ...]:
    """The same as slips of the pen."""
    return tuple(replace(match, tier=MatchTier.FUZZY) for match in matches)
