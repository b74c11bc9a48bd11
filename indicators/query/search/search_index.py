"""What a query asks for: the records it names, ranked, and the conditions that a figure must fulfil.

`rank_records` ranks them for lists of suggestions; `resolve` gives the conditions in ids and words, for
any engine to filter with.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import Final

from indicators.model import Dataset
from indicators.model.code_lists import MEASURES
from indicators.query.caches import Caches, cached_on_owner
from indicators.query.search.matching import WHOLE_NAME_KINDS, MatchTier, TermMatch, TermMatcher, WordMatches
from indicators.query.search.meanings import (
    COMPARING_WORDS,
    FILLER_WORDS,
    PLAN_WORDS,
    WordMeanings,
    other_spellings,
)
from indicators.query.search.numbers import find_numbers
from indicators.query.search.quantities import (
    CHINESE_HEDGES,
    FractionPhrase,
    QuantityPhrase,
    UnitForms,
    find_fractions,
    find_quantities,
    find_years,
)
from indicators.query.search.terms import Term, TermPart, join_normalised, list_terms
from indicators.query.search.word_splitting import QuerySplitter, content_word_places
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
    as its value, however that was printed; `years` ask for a period between the first and the last of them.
    """

    ids: Mapping[str, tuple[str, ...]]
    texts: tuple[str, ...]
    numbers: tuple[float, ...] = ()
    years: tuple[int, int] | None = None


@dataclass(frozen=True)
class AskedPart:
    """Some words of a query, as a search compares them, and what they ask of a figure."""

    words: tuple[str, ...]
    condition: WordCondition


#: What a figure is of one of: several that a query names are alternatives.
_ALTERNATIVE_KINDS: Final = ("region", "counterpart", "plan")
#: Runs of words that are one name, each with its places.
Phrases = Iterable[tuple[int, int, tuple[TermMatch, ...]]]


class SearchIndex:
    """The terms of a dataset, ready to be asked by any number of threads."""

    def __init__(self, dataset: Dataset) -> None:
        every = tuple(list_terms(dataset))
        self._named = tuple(term for term in every if term.part != "definition")
        self._regions_within = dataset.regions_within
        self._units, self._meanings = UnitForms(dataset.units), WordMeanings(dataset)
        self._places = {key: n for n, key in enumerate(dict.fromkeys((t.kind, t.id) for t in every))}
        self._matcher = TermMatcher(every, self._named)
        self._splitter = QuerySplitter(
            join_normalised(every),
            join_normalised(self._named),
            self._matcher.is_syllable,
            FILLER_WORDS.union(self._meanings.words, CHINESE_HEDGES),
        )
        self.caches = Caches(self)

    def split(self, query: str) -> tuple[str, ...]:
        """The words of `query`."""
        return self._splitter.split(query)

    @cached_on_owner(maxsize=4096)
    def find_word(self, word: str) -> WordMatches:
        """The places of one word in the terms."""
        return self._matcher.find_word(word)

    def resolve(self, query: str) -> tuple[WordCondition, ...]:
        """The conditions that a figure must fulfil, all of them; () when nothing is asked.

        Signs alone ask for what cannot be: a condition that no figure fulfils.
        """
        return tuple(part.condition for part in self.parse(query))

    @cached_on_owner(maxsize=1024)
    def parse(self, query: str) -> tuple[AskedPart, ...]:
        """What `query` asks for, part by part: its words, its figures as they are printed, its years."""
        left, fractions = find_fractions(query)
        words = self.split(left)
        parts = [part for each in fractions for part in _fraction_parts(each)]
        if not words:
            return tuple(parts) or ((AskedPart((), WordCondition({}, ())),) if query.strip() else ())
        years, in_years = find_years(words)
        parts += [AskedPart(tuple(map(str, bounds)), WordCondition({}, (), (), bounds)) for bounds in years]
        quantities = [each for each in find_quantities(words, self._units) if each.number[0] not in in_years]
        taken = in_years | {place for each in quantities for place in range(each.start, each.end)}
        together = self._matcher.find_phrases(words)
        for each in quantities:
            parts += self._quantity_parts(words, each, together)
        fillers = FILLER_WORDS | (PLAN_WORDS if self._has_plan(words) else frozenset())
        places = [place for place in content_word_places(words, fillers) if place not in taken]
        if parts:  # beside a figure, little words ask for nothing
            places = [place for place in places if words[place] not in fillers]
        for some in self._group_alternatives(words, places, together):
            conditions = [self._word_condition(words, place, together) for place in some]
            parts.append(AskedPart(tuple(words[place] for place in some), _either(conditions)))
        return tuple(parts)

    def _group_alternatives(
        self, words: tuple[str, ...], places: Iterable[int], together: Phrases
    ) -> list[list[int]]:
        """`places`, those together of which a figure can be of one alone: two cities, two partners.

        A region that another one lies inside says only where that one is, unless the two are compared.
        """
        whole = [each for each in together if any(match.tier == MatchTier.EXACT for match in each[2])]
        joined = {place for start, end, _ in whole for place in range(start, end)}
        named: dict[str, dict[int, set[str]]] = {kind: {} for kind in _ALTERNATIVE_KINDS}
        for place in places:
            for match in () if place in joined else self.find_word(words[place]).matches:
                if match.tier == MatchTier.EXACT and match.term.kind in named:
                    named[match.term.kind].setdefault(place, set()).add(match.term.id)
        regions = named["region"]
        if COMPARING_WORDS.isdisjoint(words):
            inside = {
                place: set[str]().union(*(self._regions_within(id) - {id} for id in ids))
                for place, ids in regions.items()
            }
            around = {outer for outer in regions if any(ids <= inside[outer] for ids in regions.values())}
            places = [place for place in places if place not in around]
            named["region"] = {place: ids for place, ids in regions.items() if place not in around}
        groups = [sorted(some) for some in named.values() if len(some) > 1]
        grouped = {place for some in groups for place in some}
        return sorted([*groups, *([place] for place in places if place not in grouped)])

    def _has_plan(self, words: Iterable[str]) -> bool:
        """Whether one of `words` is the name of a plan."""
        matches = (match for word in words for match in self.find_word(word).matches)
        return any(match.term.kind == "plan" and match.tier == MatchTier.EXACT for match in matches)

    def _word_condition(self, words: tuple[str, ...], place: int, together: Phrases) -> WordCondition:
        """What the word at `place` asks for: what it names, what it means, or words that hold it."""
        word, meant = words[place], self._meanings.ids_of(words[place])
        found = self.find_word(word)
        matches = [m for m in found.matches if not meant or m.term.part != "definition"]
        ids = _matching_ids(matches, alone=True)
        plans = [
            m.term.id
            for other in other_spellings(word, words)
            for m in self.find_word(other).matches
            if m.term.kind == "plan"
        ]
        for kind, some in (*meant.items(), *([("plan", plans)] if plans else [])):
            ids[kind] = ids.get(kind, set()).union(some)
        texts = [self._matcher.search_pattern(each) for each in (word, *found.meant)]
        for start, end, named in together:
            if start <= place < end:
                for kind, more in _matching_ids(named, alone=False).items():
                    ids[kind] = ids.get(kind, set()) | more
                if all(map(is_han, words[start:end])):
                    texts.append("".join(words[start:end]))
        return WordCondition(
            {kind: tuple(sorted(some)) for kind, some in ids.items()}, tuple(dict.fromkeys(texts))
        )

    def _quantity_parts(
        self, words: tuple[str, ...], said: QuantityPhrase, together: Phrases
    ) -> Iterator[AskedPart]:
        """What a figure asks for: its number, its hedge, its unit, and what follows it in its last word."""
        first, last = said.number
        number = words[first:last]
        if said.is_plain:
            own = self._word_condition(words, first, together)
            condition = replace(own, numbers=tuple(sign * value for value in said.values for sign in (1, -1)))
        else:
            condition = self._number_condition(number, said)
        yield AskedPart(number, condition)
        if said.is_rank:
            yield AskedPart(words[said.start : first], WordCondition({"measure": (MEASURES["rank"].id,)}, ()))
        if said.qualifiers:
            named = self._named_ids(said.hedge.split())
            ids = named | {"qualifier": said.qualifiers}
            yield AskedPart((said.hedge,), WordCondition(ids, (f" {said.hedge} ",)))
        if said.units:
            unit_words = words[last : said.end]
            ids = self._named_ids(unit_words) | {"unit": said.units}
            yield AskedPart(unit_words, WordCondition(ids, (f" {' '.join(unit_words)}",)))
        if said.rest:
            yield from self.parse(said.rest)

    def _number_condition(self, number: tuple[str, ...], said: QuantityPhrase) -> WordCondition:
        """A number in a scale: its value, its words, or a name with them."""
        text = self._matcher.search_pattern(said.written) if len(number) == 1 else f" {said.written}"
        values = tuple(sign * value for value in said.values for sign in (1, -1))
        return WordCondition(self._named_ids(number), (text,), values)

    def _named_ids(self, words: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """The ids of what each of some words names."""
        named = [_matching_ids(self.find_word(word).matches, alone=True) for word in words]
        ids = {kind: set.intersection(*(each.get(kind, set()) for each in named)) for kind in named[0]}
        return {kind: tuple(sorted(some)) for kind, some in ids.items() if some}

    @cached_on_owner(maxsize=1024)
    def rank_records(self, query: str) -> tuple[SearchHit, ...]:
        """The records that hold every word in their names, aliases or definitions, the best first."""
        words = self.split(query)
        asked = content_word_places(words, FILLER_WORDS)
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
        asked = [word for part in self.parse(query) for word in part.words if word not in self._meanings]
        found = {word: self.find_word(word).meant for word in asked}
        return {word: meant for word, meant in found.items() if meant}

    def find_spans(self, query: str, said: str) -> tuple[tuple[int, int], ...]:
        """The parts of a text, such as the printed words of a figure, that hold words of `query`."""
        words, text = self.split(query), normalise_text(said)
        sought = [
            other
            for n in content_word_places(words, FILLER_WORDS)
            for other in (words[n], *self.find_word(words[n]).meant)
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

    def holds_words(self, said: str, words: tuple[str, ...]) -> bool:
        """Whether all of some compared words stand in a text, or the number that they say in another scale."""
        text = normalise_text(said)
        if words and all(self._matcher.find_span(word, text) for word in words):
            return True
        values = {number.value for number in find_numbers(words)}
        return bool(values) and not values.isdisjoint(number.value for number in find_numbers(text.words))

    @cached_on_owner(maxsize=1024)
    def named_records(self, query: str) -> tuple[SearchHit, ...]:
        """The records that a part of `query` names in full, in the order in which it does."""
        words = self.split(query)
        asked = content_word_places(words, FILLER_WORDS)
        named = [
            *((n, n + 1, self.find_word(words[n]).matches) for n in asked),
            *self._matcher.find_phrases(words),
        ]
        found: dict[tuple[str, str], SearchHit] = {}
        for _, _, matches in sorted(named, key=lambda each: (each[0] - each[1], each[0])):
            for match in matches:
                key = (match.term.kind, match.term.id)
                if match.tier == MatchTier.EXACT and key not in found:
                    found[key] = SearchHit(*key, match.tier, match.term.part, match.term.text, (match.span,))
        return tuple(found.values())

    def written_form(self, word: str) -> str:
        """A compared name or word as it is written in the dataset."""
        return self._written_forms.get(word, word)

    def suggest_queries(self, query: str) -> tuple[str, ...]:
        """Queries that may find something when `query` does not: slips mended, words left out."""
        words = self.split(query)
        known = [word for word in words if word not in FILLER_WORDS and self.find_word(word).matches]
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


def _either(conditions: Sequence[WordCondition]) -> WordCondition:
    """What figures fulfil that fulfil one of some conditions."""
    if len(conditions) == 1:
        return conditions[0]
    ids: dict[str, set[str]] = {}
    for kind, some in (item for each in conditions for item in each.ids.items()):
        ids.setdefault(kind, set()).update(some)
    texts = dict.fromkeys(text for each in conditions for text in each.texts)
    return WordCondition({kind: tuple(sorted(some)) for kind, some in ids.items()}, tuple(texts))


def _fraction_parts(said: FractionPhrase) -> Iterator[AskedPart]:
    """What a fraction asks for: its value or its words, and its hedge."""
    condition = WordCondition({}, (f" {said.written} ",), (said.value, -said.value))
    yield AskedPart(tuple(said.written.split()), condition)
    if said.qualifiers:
        yield AskedPart((), WordCondition({"qualifier": said.qualifiers}, ()))


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
