"""What a reader types → which records it names, ranked, and which figures it asks for.

Every word of a query must be found, in any order; traditional characters count as simplified ones. A word is looked for as it is written; what
is written nowhere is looked for as pinyin, and what does not sound like anything as a slip of
the pen. Words that together are a name count as that name too, so "Nan Sha" finds Nansha.

`suggest` ranks records for lists of suggestions; `resolve` gives the conditions that a figure
must fulfil, in ids and words, for any engine to filter with. Knows nothing of tables and pages.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import cached_property, lru_cache
from itertools import accumulate, pairwise

from indicators.folding import folded, is_han
from indicators.model import Dataset
from indicators.pinyin import heard, plain
from indicators.slips import Slips
from indicators.terms import Part, Term, terms
from indicators.traditional import simplified

#: Words that ask for nothing when others stand beside them.
_LITTLE = frozenset(
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
        "the",
        "to",
        "with",
        *"的和与及",
    ]
)
#: Kinds that a word in their midst does not ask for: a place is not the newspaper called after it.
_NAMED_WHOLE = frozenset({"plan", "source"})
#: Shorter words are whole words or beginnings of words, never found inside one.
_INSIDE = 4
_MAX_WORDS = 12
_MAX_PARTED = 40


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
class Hit:
    """A record that a query names; `spans` are the parts of `text`, one of its texts, that did it."""

    kind: str
    id: str
    tier: Tier
    part: Part
    text: str
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Wanted:
    """What one word asks of a figure: one of the ids in the column of their kind, or one of the texts in its words.

    The words of a figure are compared as `folding.spaced` writes them.
    """

    ids: Mapping[str, tuple[str, ...]]
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Found:
    """The places of one word; `meant` are the words it was taken for when it is written nowhere."""

    matches: tuple[Match, ...]
    meant: tuple[str, ...] = ()


class Index:
    """The terms of a dataset, ready to be asked by any number of threads."""

    def __init__(self, dataset: Dataset) -> None:
        self._terms = tuple(terms(dataset))
        self._named = tuple(term for term in self._terms if term.part != "definition")
        self._places = {key: n for n, key in enumerate(dict.fromkeys((t.kind, t.id) for t in self._terms))}
        self._words = frozenset(word for term in self._named for word in term.folded.words)
        self._written = "\n".join(term.folded.compact for term in self._terms)
        self._starts = list(accumulate((len(t.folded.compact) + 1 for t in self._terms), initial=0))
        self._names = "\n".join(term.folded.compact for term in self._named)
        self.look = lru_cache(maxsize=4096)(self._look)
        self.resolve = lru_cache(maxsize=1024)(self._resolve)
        self.suggest = lru_cache(maxsize=1024)(self._suggest)

    # -- what is asked -----------------------------------------------------------------------

    def _resolve(self, query: str) -> tuple[Wanted, ...]:
        """The conditions that a figure must fulfil, all of them; () when nothing is asked.

        Signs alone ask for what cannot be: a condition that no figure fulfils.
        """
        words = self.split(query)
        if not words:
            return (Wanted({}, ()),) if query.strip() else ()
        together = self._together(words)
        conditions = []
        for place in _asked(words):
            found = self.look(words[place])
            ids = _ids(found.matches, alone=True)
            texts = [self._needle(word) for word in (words[place], *found.meant)]
            for start, end, matches in together:
                if start <= place < end:
                    for kind, more in _ids(matches, alone=False).items():
                        ids[kind] = ids.get(kind, set()) | more
                    if all(map(is_han, words[start:end])):
                        texts.append("".join(words[start:end]))
            conditions.append(
                Wanted({kind: tuple(sorted(some)) for kind, some in ids.items()}, tuple(dict.fromkeys(texts)))
            )
        return tuple(conditions)

    def _suggest(self, query: str) -> tuple[Hit, ...]:
        """The records that hold every word in their names, aliases or definitions, the best first."""
        words = self.split(query)
        asked = _asked(words)
        places: dict[tuple[str, str], dict[int, list[Match]]] = {}
        for start, end, matches in [
            *((place, place + 1, self.look(words[place]).matches) for place in asked),
            *self._together(words),
        ]:
            for match in matches:
                mine = places.setdefault((match.term.kind, match.term.id), {})
                for place in range(start, end):
                    mine.setdefault(place, []).append(match)
        whole = [(key, mine) for key, mine in places.items() if all(place in mine for place in asked)]
        hits = [(_hit(key, [mine[place] for place in asked]), self._places[key]) for key, mine in whole]
        return tuple(hit for (_, hit), _ in sorted(hits, key=lambda each: (each[0][0], each[1])))

    def slips(self, query: str) -> Mapping[str, tuple[str, ...]]:
        """The words of `query` that are written nowhere → the words they were taken for."""
        found = {word: self.look(word).meant for word in self.split(query)}
        return {word: meant for word, meant in found.items() if meant}

    def spans(self, query: str, said: str) -> tuple[tuple[int, int], ...]:
        """The parts of a text, such as the printed words of a figure, that hold words of `query`."""
        words, text = self.split(query), folded(said)
        sought = [other for n in _asked(words) for other in (words[n], *self.look(words[n]).meant)]
        found = [(text.find(word, whole=self._is_whole(word)), len(word)) for word in sought]
        spans = [text.span(at[0], at[0] + n) for at, n in found if at and (at[1] or n >= _INSIDE)]
        return _merged(sorted(spans))

    def written(self, word: str) -> str:
        """A compared name or word as it is written in the dataset."""
        return self._shown.get(word, word)

    def instead(self, query: str) -> tuple[str, ...]:
        """Queries that may find something when `query` does not: slips mended, words left out."""
        words = self.split(query)
        known = [word for word in words if word not in _LITTLE and self.look(word).matches]
        unknown = [simplified(word) if is_han(word) else word for word in words if word not in known]
        close = [word for other in unknown for word in self._slips.nearest(other)]
        offers = [*self._slips.nearest("".join(words)), *close, " ".join(known), *known]
        shown = (self.written(offer) for offer in offers if offer)
        return tuple(offer for offer in dict.fromkeys(shown) if folded(offer).words != words)

    # -- the words of a query ------------------------------------------------------------------

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
                if rest is None or not (part in _LITTLE or (len(part) > 1 and part in self._names)):
                    continue
                if start not in ways or len(rest) + 1 < len(ways[start]):
                    ways[start] = [part, *rest]
        return ways.get(0, [run])

    def _needle(self, word: str) -> str:
        """What to look for in the words of a figure."""
        if is_han(word) or (len(word) >= _INSIDE and not word[0].isdigit()):
            return word
        return f" {word} " if self._is_whole(word) else f" {word}"

    def _is_whole(self, word: str) -> bool:
        """Whether a short `word` is one of the names, so that it is not the beginning of another: AI, not aim."""
        return len(word) < _INSIDE and word in self._words and not is_han(word)

    # -- where they are found ------------------------------------------------------------------

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
        whole, least = self._is_whole(word), _INSIDE
        found = []
        for term in self._holding(word):
            place = term.folded.find(word, whole=whole)
            if place and (place[1] or len(word) >= least):
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

    def _together(self, words: tuple[str, ...]) -> list[tuple[int, int, tuple[Match, ...]]]:
        """The runs of several words that are one name, each with its places."""
        found = []
        for start in range(len(words)):
            for end in range(start + 2, len(words) + 1):
                is_all = end - start == len(words)
                if matches := self._run(words[start:end], is_all=is_all):
                    found.append((start, end, matches))
        return found

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

    @cached_property
    def _syllables(self) -> frozenset[str]:
        return frozenset(each for term in self._named for known in term.sounds[0] for each in known)

    @cached_property
    def _shown(self) -> Mapping[str, str]:
        """Names and their words as they are written."""
        shown = {term.folded.compact: term.text for term in reversed(self._named)}
        for term in reversed(self._named):
            starts = [*sorted(term.folded.starts), len(term.folded.compact)]
            for start, end in pairwise(starts):
                first, last = term.folded.span(start, end)
                shown.setdefault(term.folded.compact[start:end], term.text[first:last])
        return shown

    @cached_property
    def _slips(self) -> Slips:
        spellings = {word: word for word in sorted(self._words) if not is_han(word)}
        for term in self._named:
            spellings[term.folded.compact] = term.folded.compact
            if sounds := term.sounds[0]:
                spellings.setdefault(plain(sounds), term.folded.compact)
        return Slips(spellings)


def _asked(words: tuple[str, ...]) -> list[int]:
    """The places of the words that ask for something."""
    places = [place for place, word in enumerate(words) if word not in _LITTLE]
    return places or list(range(len(words)))


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
    return match.tier == Tier.EXACT or (match.term.kind in _NAMED_WHOLE and match.tier < Tier.INSIDE)


def _weakened(matches: Iterable[Match]) -> tuple[Match, ...]:
    """The same as slips of the pen."""
    return tuple(replace(match, tier=Tier.FUZZY) for match in matches)


def _ids(matches: Iterable[Match], *, alone: bool) -> dict[str, set[str]]:
    """The ids that make a figure fit; a word `alone` names a source or plan only if it names nothing else.

    What a topic is described by is not what every figure of the topic is about.
    """
    named = [
        match for match in matches if not (match.term.kind == "topic" and match.term.part == "definition")
    ]
    if alone and any(m.term.kind not in _NAMED_WHOLE and m.term.part != "definition" for m in named):
        named = [m for m in named if m.term.kind not in _NAMED_WHOLE or m.tier == Tier.EXACT]
    elif alone and any(m.tier == Tier.EXACT for m in named):
        named = [m for m in named if m.tier == Tier.EXACT or m.term.kind not in _NAMED_WHOLE]
    ids: dict[str, set[str]] = {}
    for match in named:
        ids.setdefault(match.term.kind, set()).add(match.term.id)
    return ids


def _hit(key: tuple[str, str], places: list[list[Match]]) -> tuple[tuple[int, bool, int], Hit]:
    """The record `key` with the matches of each word: how to rank it, and the text of it that shows most of them."""
    worst = max(min(match.rank for match in matches) for matches in places)
    shown: dict[Term, list[Match]] = {}
    for matches in places:
        for term in dict.fromkeys(match.term for match in matches):
            best = min((m for m in matches if m.term is term), key=lambda m: m.rank)
            shown.setdefault(term, []).append(best)
    term, parts = min(shown.items(), key=lambda each: (-len(each[1]), max(m.rank for m in each[1])))
    spans = tuple(sorted({match.span for match in parts}))
    return worst, Hit(*key, Tier(worst[0]), term.part, term.text, _merged(spans))


def _merged(spans: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Spans that touch or overlap made one, in order."""
    found: list[tuple[int, int]] = []
    for start, end in spans:
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return tuple(found)
