"""A word, or several that are one name, → the places in names, aliases and definitions where it stands.

As it is written, else as it sounds, else as what it may be a slip of. Knows nothing of whole
queries or of what is asked for with them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import cached_property, lru_cache
from itertools import accumulate

from indicators.folding import Folded, is_han
from indicators.search.pinyin import heard, plain
from indicators.search.slips import Slips
from indicators.search.terms import Term, compared

#: Kinds that a word in their midst does not ask for: a place is not the newspaper called after it.
NAMED_WHOLE = frozenset({"plan", "source"})
#: Shorter words are whole words or beginnings of words, never found inside one.
_INSIDE = 4


class Tier(IntEnum):
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
class Match:
    """A word found in a term: how well, and the part of its text."""

    term: Term
    tier: Tier
    span: tuple[int, int]

    @property
    def rank(self) -> tuple[int, bool, int]:
        """To sort by: how well, names before aliases, short texts before long ones."""
        return self.tier, self.term.part != "name", len(self.term.folded.compact)


@dataclass(frozen=True)
class Found:
    """The places of one word; `meant` are the words it was taken for when it is written nowhere."""

    matches: tuple[Match, ...]
    meant: tuple[str, ...] = ()


class Matcher:
    """Finds words in some terms; `named` are those of them that are names or aliases."""

    def __init__(self, terms: tuple[Term, ...], named: tuple[Term, ...]) -> None:
        self._terms, self._named = terms, named
        self._words = frozenset(word for term in named for word in term.folded.words)
        self._written = compared(terms)
        self._starts = list(accumulate((len(term.folded.compact) + 1 for term in terms), initial=0))
        self.look = lru_cache(maxsize=4096)(self._look)

    def together(self, words: tuple[str, ...]) -> list[tuple[int, int, tuple[Match, ...]]]:
        """The runs of several words that are one name, each with its places."""
        found = []
        for start in range(len(words)):
            for end in range(start + 2, len(words) + 1):
                is_all = end - start == len(words)
                if matches := self._run(words[start:end], is_all=is_all):
                    found.append((start, end, matches))
        return found

    def span(self, word: str, text: Folded) -> tuple[int, int] | None:
        """The part of any text that holds `word`, by the rules for the terms."""
        at = _place(word, text, whole=self._is_whole(word))
        return text.span(at[0], at[0] + len(word)) if at else None

    def needle(self, word: str) -> str:
        """What to look for in the words of a figure, as `folding.spaced` writes them."""
        if is_han(word) or (len(word) >= _INSIDE and not word[0].isdigit()):
            return word
        return f" {word} " if self._is_whole(word) else f" {word}"

    def nearest(self, word: str) -> tuple[str, ...]:
        """What `word` may have been meant to be, the most likely first."""
        return self._slips.nearest(word)

    def _look(self, word: str) -> Found:
        """The places of `word`: as written, else as it sounds, else as what it may be a slip of."""
        if found := self._strict(word):
            return Found(found)
        if word.isascii() and (found := self._heard(word)):
            return Found(found)
        meant = self._slips.of(word)
        matches = [m for other in meant for m in self._strict(other) if m.term.part != "definition"]
        return Found(_weakened(matches), meant)

    def _strict(self, word: str) -> tuple[Match, ...]:
        whole, found = self._is_whole(word), []
        for term in self._holding(word):
            if place := _place(word, term.folded, whole=whole):
                at, is_start = place
                span = term.folded.span(at, at + len(word))
                found.append(Match(term, _tier(term, word, at, is_start=is_start), span))
        return tuple(found)

    def _holding(self, word: str) -> Iterator[Term]:
        """The terms with the letters of `word` anywhere in them, in their order: one look at all of them."""
        at = self._written.find(word)
        while at >= 0:
            place = bisect_right(self._starts, at)
            yield self._terms[place - 1]
            at = self._written.find(word, self._starts[place])

    def _heard(self, word: str) -> tuple[Match, ...]:
        found = []
        for term in self._named:
            sounds, places = term.sounds
            if sounds and (part := heard(word, sounds)):
                found.append(Match(term, Tier.PINYIN, (places[part[0]], places[part[1] - 1] + 1)))
        return tuple(found)

    def _run(self, words: tuple[str, ...], *, is_all: bool) -> tuple[Match, ...]:
        """The terms that several words name together; all the words of a query may be a slip too."""
        run = "".join(words)
        found = [match for match in self._strict(run) if is_all or _is_whole_name(match)]
        if not found and all(word in self._syllables for word in words):
            found = list(self._heard(run))
        if not found and is_all:
            meant = [match for other in self._slips.of(run) for match in self._strict(other)]
            found = list(_weakened(match for match in meant if match.tier == Tier.EXACT))
        return tuple(found)

    def _is_whole(self, word: str) -> bool:
        """Whether a short `word` is one of the names, so that it is not the beginning of another: AI, not aim."""
        return len(word) < _INSIDE and word in self._words and not is_han(word)

    @cached_property
    def _syllables(self) -> frozenset[str]:
        return frozenset(each for term in self._named for known in term.sounds[0] for each in known)

    @cached_property
    def _slips(self) -> Slips:
        spellings = {word: word for word in sorted(self._words) if not is_han(word)}
        for term in self._named:
            spellings[term.folded.compact] = term.folded.compact
            if sounds := term.sounds[0]:
                spellings.setdefault(plain(sounds), term.folded.compact)
        return Slips(spellings)


def _place(word: str, text: Folded, *, whole: bool) -> tuple[int, bool] | None:
    """Where `word` stands in `text`, and whether a word begins there; a short one is not sought inside words."""
    place = text.find(word, whole=whole)
    return place if place and (place[1] or len(word) >= _INSIDE) else None


def _tier(term: Term, word: str, at: int, *, is_start: bool) -> Tier:
    if term.part == "definition":
        return Tier.DEFINITION
    if len(word) == len(term.folded.compact):
        return Tier.EXACT
    if not is_start:
        return Tier.INSIDE
    if term.part == "alias":
        return Tier.ALIAS
    return Tier.WORD if at else Tier.PREFIX


def _is_whole_name(match: Match) -> bool:
    """Whether words inside a longer query count as this name: all of it, or a phrase of a title."""
    return match.tier == Tier.EXACT or (match.term.kind in NAMED_WHOLE and match.tier < Tier.INSIDE)


def _weakened(matches: Iterable[Match]) -> tuple[Match, ...]:
    """The same as slips of the pen."""
    return tuple(replace(match, tier=Tier.FUZZY) for match in matches)
