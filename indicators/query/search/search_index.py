"""What a query asks for: the records it names, ranked, and the conditions that a figure must fulfil.

`rank_records` ranks them for lists of suggestions; `resolve` gives the conditions in ids and words, for
any engine to filter with.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from indicators.i18n import TEXT_LOCALES
from indicators.model import Dataset
from indicators.query.caches import Caches, cached_on_owner
from indicators.query.search.matching import WHOLE_NAME_KINDS, MatchTier, TermMatch, TermMatcher, WordMatches
from indicators.query.search.numbers import NumberPhrase, find_numbers
from indicators.query.search.terms import Term, TermPart, join_normalised, list_terms
from indicators.query.search.word_splitting import STOP_WORDS, QuerySplitter, content_word_places
from indicators.query.simplified_chinese import to_simplified
from indicators.query.text_normalisation import is_han, normalise_text


@dataclass(frozen=True)
class SearchHit:
    """A record that a query names; `spans` are the parts of `text`, one of its texts, that did it."""

    kind: str
    id: str
    tier: MatchTier
    part: TermPart
    text: str
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class WordCondition:
    """What one word asks of a figure: one of the ids in the column of their kind, or one of the texts in its words.

    The words of a figure are compared as `normalise_words` writes them. A number also asks for one of `numbers`
    as its value, however that was printed.
    """

    ids: Mapping[str, tuple[str, ...]]
    texts: tuple[str, ...]
    numbers: tuple[float, ...] = ()


class SearchIndex:
    """The terms of a dataset, ready to be asked by any number of threads."""

    def __init__(self, dataset: Dataset) -> None:
        every = tuple(list_terms(dataset))
        self._named = tuple(term for term in every if term.part != "definition")
        self._units = dataset.units
        self._places = {key: n for n, key in enumerate(dict.fromkeys((t.kind, t.id) for t in every))}
        self._matcher = TermMatcher(every, self._named)
        self._splitter = QuerySplitter(
            join_normalised(every), join_normalised(self._named), self._matcher.is_syllable
        )
        self.caches = Caches(self)

    def split(self, query: str) -> tuple[str, ...]:
        """The words of `query`."""
        return self._splitter.split(query)

    @cached_on_owner(maxsize=4096)
    def find_word(self, word: str) -> WordMatches:
        """The places of one word in the terms."""
        return self._matcher.find_word(word)

    @cached_on_owner(maxsize=1024)
    def resolve(self, query: str) -> tuple[WordCondition, ...]:
        """The conditions that a figure must fulfil, all of them; () when nothing is asked.

        Signs alone ask for what cannot be: a condition that no figure fulfils.
        """
        words = self.split(query)
        if not words:
            return (WordCondition({}, ()),) if query.strip() else ()
        together = self._matcher.find_phrases(words)
        numbers = find_numbers(words)
        conditions = [each for number in numbers for each in self._number_conditions(words, number)]
        in_numbers = {place for number in numbers for place in range(number.start, number.end)}
        for place in content_word_places(words):
            if place in in_numbers:
                continue
            found = self.find_word(words[place])
            ids = _matching_ids(found.matches, alone=True)
            if (
                place - 1 in in_numbers and words[place] in self._unit_names
            ):  # 1.1 trillion crowns, 1.1万亿克朗
                ids["unit"] = set(self._unit_names[words[place]])
            texts = [self._matcher.search_pattern(word) for word in (words[place], *found.meant)]
            for start, end, matches in together:
                if start <= place < end:
                    for kind, more in _matching_ids(matches, alone=False).items():
                        ids[kind] = ids.get(kind, set()) | more
                    if all(map(is_han, words[start:end])):
                        texts.append("".join(words[start:end]))
            conditions.append(
                WordCondition(
                    {kind: tuple(sorted(some)) for kind, some in ids.items()}, tuple(dict.fromkeys(texts))
                )
            )
        return tuple(conditions)

    def _number_conditions(self, words: tuple[str, ...], number: NumberPhrase) -> Iterator[WordCondition]:
        """What a number asks for: its value, its words, or a name with them; and what follows it in its last word."""
        said = words[number.start : number.end]
        named = [_matching_ids(self.find_word(word).matches, alone=True) for word in said]
        ids = {kind: set.intersection(*(each.get(kind, set()) for each in named)) for kind in named[0]}
        written = " ".join(said).removesuffix(number.rest)
        text = self._matcher.search_pattern(written) if len(said) == 1 else f" {written}"
        found = {kind: tuple(sorted(some)) for kind, some in ids.items() if some}
        yield WordCondition(found, (text,), (number.value, -number.value))
        unit = next((name for name in self._unit_names if is_han(name) and number.rest.startswith(name)), "")
        is_counter = any(name.startswith(number.rest) for name in self._unit_names)
        yield from () if is_counter else self.resolve(number.rest.removeprefix(unit))

    @cached_property
    def _unit_names(self) -> Mapping[str, frozenset[str]]:
        """What stands behind a number → the units called so, the longest names first."""
        found: dict[str, set[str]] = {}
        for id, unit in self._units.items():
            for locale in TEXT_LOCALES:
                found.setdefault(normalise_text(unit.name[locale.id]).compact, set()).add(id)
        return {name: frozenset(found[name]) for name in sorted(found, key=len, reverse=True) if name}

    @cached_on_owner(maxsize=1024)
    def rank_records(self, query: str) -> tuple[SearchHit, ...]:
        """The records that hold every word in their names, aliases or definitions, the best first."""
        words = self.split(query)
        asked = content_word_places(words)
        places: dict[tuple[str, str], dict[int, list[TermMatch]]] = {}
        for start, end, matches in [
            *((place, place + 1, self.find_word(words[place]).matches) for place in asked),
            *self._matcher.find_phrases(words),
        ]:
            for match in matches:
                mine = places.setdefault((match.term.kind, match.term.id), {})
                for place in range(start, end):
                    mine.setdefault(place, []).append(match)
        whole = [(key, mine) for key, mine in places.items() if all(place in mine for place in asked)]
        hits = [(_best_hit(key, [mine[place] for place in asked]), self._places[key]) for key, mine in whole]
        return tuple(hit for (_, hit), _ in sorted(hits, key=lambda each: (each[0][0], each[1])))

    def corrections(self, query: str) -> Mapping[str, tuple[str, ...]]:
        """The words of `query` that are written nowhere → the words they were taken for."""
        found = {word: self.find_word(word).meant for word in self.split(query)}
        return {word: meant for word, meant in found.items() if meant}

    def find_spans(self, query: str, said: str) -> tuple[tuple[int, int], ...]:
        """The parts of a text, such as the printed words of a figure, that hold words of `query`."""
        words, text = self.split(query), normalise_text(said)
        sought = [
            other for n in content_word_places(words) for other in (words[n], *self.find_word(words[n]).meant)
        ]
        spans = [span for word in sought if (span := self._matcher.find_span(word, text))]
        values = {number.value for number in find_numbers(words)}
        starts = [*sorted(text.starts), len(text.compact)]
        spans += [
            text.span(starts[number.start], starts[number.end] - len(number.rest))
            for number in find_numbers(text.words)
            if number.value in values
        ]
        return _merge_spans(sorted(spans))

    def written_form(self, word: str) -> str:
        """A compared name or word as it is written in the dataset."""
        return self._written_forms.get(word, word)

    def suggest_queries(self, query: str) -> tuple[str, ...]:
        """Queries that may find something when `query` does not: slips mended, words left out."""
        words = self.split(query)
        known = [word for word in words if word not in STOP_WORDS and self.find_word(word).matches]
        unknown = [to_simplified(word) if is_han(word) else word for word in words if word not in known]
        close = [word for other in unknown for word in self._matcher.suggest_words(other)]
        offers = [*self._matcher.suggest_words("".join(words)), *close, " ".join(known), *known]
        shown = (self.written_form(offer) for offer in offers if offer)
        return tuple(offer for offer in dict.fromkeys(shown) if normalise_text(offer).words != words)

    @cached_property
    def _written_forms(self) -> Mapping[str, str]:
        """Names and their words as they are written."""
        shown = {term.folded.compact: term.text for term in reversed(self._named)}
        for term in reversed(self._named):
            starts = [*sorted(term.folded.starts), len(term.folded.compact)]
            for start, end in pairwise(starts):
                first, last = term.folded.span(start, end)
                shown.setdefault(term.folded.compact[start:end], term.text[first:last])
        return shown


def _matching_ids(matches: Iterable[TermMatch], *, alone: bool) -> dict[str, set[str]]:
    """The ids that make a figure fit; a word `alone` names a source or plan only if it names nothing else.

    What a topic is described by is not what every figure of the topic is about.
    """
    named = [
        match for match in matches if not (match.term.kind == "topic" and match.term.part == "definition")
    ]
    if alone and any(m.term.kind not in WHOLE_NAME_KINDS and m.term.part != "definition" for m in named):
        named = [m for m in named if m.term.kind not in WHOLE_NAME_KINDS or m.tier == MatchTier.EXACT]
    elif alone and any(m.tier == MatchTier.EXACT for m in named):
        named = [m for m in named if m.tier == MatchTier.EXACT or m.term.kind not in WHOLE_NAME_KINDS]
    ids: dict[str, set[str]] = {}
    for match in named:
        ids.setdefault(match.term.kind, set()).add(match.term.id)
    return ids


def _best_hit(key: tuple[str, str], places: list[list[TermMatch]]) -> tuple[tuple[int, bool, int], SearchHit]:
    """The record `key` with the matches of each word: how to rank it, and the text of it that shows most of them."""
    worst = max(min(match.rank for match in matches) for matches in places)
    shown: dict[Term, list[TermMatch]] = {}
    for matches in places:
        for term in dict.fromkeys(match.term for match in matches):
            best = min((m for m in matches if m.term is term), key=lambda m: m.rank)
            shown.setdefault(term, []).append(best)
    term, parts = min(shown.items(), key=lambda each: (-len(each[1]), max(m.rank for m in each[1])))
    spans = tuple(sorted({match.span for match in parts}))
    return worst, SearchHit(*key, MatchTier(worst[0]), term.part, term.text, _merge_spans(spans))


def _merge_spans(spans: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Spans that touch or overlap made one, in order."""
    found: list[tuple[int, int]] = []
    for start, end in spans:
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return tuple(found)
