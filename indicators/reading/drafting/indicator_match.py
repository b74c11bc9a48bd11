"""Which indicator of a dataset does a figure belong to? Its words, unit and measure against names and definitions.

1. **What cannot be is left out**: a measure that the indicator does not have, a kind of unit, another currency. What
   is unlikely counts less: a multiple of people for a count of firms, a level for an indicator of a change.
2. **The words** that stand around the figure weigh by their distance: its own words and what it is about, its
   clause, its sentence; words behind another number belong to that one.
3. **Names** count by the part of them that these words say, rare words more than common ones; then the part of the
   words that the name, its aliases, definition and the printed words of earlier figures explain.

Words are those of search: folded letters, simplified characters. English words match in spite of their endings
(`rapidfuzz`), Chinese, which leaves no space between words, by pairs of characters. The cost of a figure is
bounded: so many words of the text, each compared once with the words of the dataset, which keep the indicators
and names that have them.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from rapidfuzz import fuzz, process

from indicators.i18n import DEFAULT_LANGUAGE, TEXT_LOCALES
from indicators.model import Dataset, Indicator, Unit
from indicators.model.code_lists import Measure
from indicators.query.text_normalisation import is_han, normalise_text
from indicators.reading.drafting.related_words import RELATED_WORDS
from indicators.reading.drafting.surroundings import Surroundings
from indicators.reading.drafting.weak_words import WEAK_WORDS
from indicators.reading.mention import Measure as MentionedMeasure
from indicators.reading.mention import Mention
from indicators.reading.mention_report import find_unit
from indicators.reading.record_value import fits_unit, unit_names

#: Candidates that are offered.
MAX_CANDIDATES: Final = 3
#: A candidate below this likelihood is no answer: a new indicator is proposed first.
LEAST_LIKELY: Final = 0.3

#: What a figure is in prose → how likely it is one of an indicator's measure; what is left out cannot be.
_MEASURES: Final[Mapping[MentionedMeasure, Mapping[Measure, float]]] = {
    "level": {"level": 1.0, "change": 0.75, "streak": 0.6},
    "growth": {"growth": 1.0, "level": 0.4},
    "share": {"share": 1.0, "level": 0.6, "growth": 0.4},
    "ratio": {"share": 0.9, "level": 1.0, "growth": 0.3},
    "rank": {"rank": 1.0},
    "change": {"change": 1.0, "level": 0.6, "growth": 0.2},
    "multiple": {"growth": 1.0, "level": 0.3},
    "streak": {"streak": 1.0, "level": 0.3},
}
#: What a word of the unit counts of one that is none: the unit is compared by itself.
_UNIT_WORD: Final = 0.3
#: What is less like than this is not offered at all.
_LEAST_SCORE: Final = 0.03
#: Words of a reason: as many, and no farther from the figure than this weight.
_WORDS_OF_REASON: Final = 4
_SPOKEN_FOR: Final = 0.5
#: How much a candidate loses whose unit is of the right kind and another one: people for enterprises.
_OTHER_UNIT: Final = 0.6
_WORD_ENDS: Final = 82  # how like a word must be (0-100) to be another form of it
_SHORTEST_FORM: Final = 4  # letters of a word that has forms
_MAX_WORDS: Final = 80
#: Signs of scales and sums, which name nothing.
_AMOUNT: Final = re.compile(r"[万亿兆]|.元")
#: Words that begin with a digit and name something: 5G.
_DIGIT_NAME: Final = re.compile(r"\d[a-z]")
#: Words that say of a sum that each of several has it.
_EACH: Final = re.compile(r"\b(?:each|apiece|every|per)\b|每|均|各", re.IGNORECASE)
#: Parts of the score: the best name, the words explained, all words around.
_NAME, _ABOUT, _AROUND = 0.5, 0.3, 0.2


@dataclass(frozen=True, slots=True)
class IndicatorCandidate:
    """An indicator that a figure may belong to: how likely (0 to 1), and why.

    `reason` names the words of the text that speak for it and the name that they say best, so it needs no language
    of its own: "imports, exports: Goods imports and exports".
    """

    id: str
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class _IndicatorText:
    """The words of one indicator: each of its names, and all of them with those of its definition."""

    indicator: Indicator
    names: tuple[tuple[str, frozenset[str], float], ...]
    words: frozenset[str]
    unit_words: frozenset[str]


@dataclass(frozen=True, slots=True)
class _WeighedWords:
    """The words around a figure: by distance (`near`), by distance and rarity (`heavy`), and those it is about."""

    near: Mapping[str, float]
    about: tuple[tuple[tuple[str, ...], float], ...]
    heavy: Mapping[str, float]
    all_about: float
    all_heavy: float


class IndicatorMatcher:
    """Ranks the indicators of a dataset for figures. `without` are sources whose figures are not looked at."""

    def __init__(self, dataset: Dataset, *, without: Iterable[str] = ()) -> None:
        self._units = dataset.units
        self._texts = [
            _read_indicator(one, dataset, frozenset(without)) for one in dataset.indicators.values()
        ]
        self._unit_words = {
            word for unit in dataset.units.values() for name in unit_names(unit) for word in split_words(name)
        }
        self._texts_by_id = {text.indicator.id: text for text in self._texts}
        self._by_kind: dict[tuple[Measure, str], list[str]] = defaultdict(list)
        for text in self._texts:
            self._by_kind[text.indicator.measure, text.indicator.unit].append(text.indicator.id)
        counts = Counter(word for text in self._texts for word in text.words)
        total = len(self._texts) + 1
        self._weights = {word: math.log(total / n) for word, n in counts.items()}
        self._unknown = math.log(total)
        self._latin = [word for word in self._weights if not is_han(word) and len(word) >= _SHORTEST_FORM]
        self._having: dict[str, list[str]] = defaultdict(list)
        self._names: list[tuple[str, str, float]] = []
        self._names_having: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for text in self._texts:
            for word in text.words:
                self._having[word].append(text.indicator.id)
            for name, words, worth in text.names:
                for word, weight in self._weigh_name(text, words).items():
                    self._names_having[word].append((len(self._names), weight))
                self._names.append((text.indicator.id, name, worth))
        self._forms: dict[str, tuple[str, ...]] = {}
        self._forms_in: dict[str, tuple[str, ...]] = {}

    def forget_texts(self) -> None:
        """Keep no word of the texts whose figures were ranked."""
        self._forms.clear()
        self._forms_in.clear()
        split_words.cache_clear()

    def rank(
        self, mention: Mention, around: Surroundings, limit: int = MAX_CANDIDATES
    ) -> tuple[IndicatorCandidate, ...]:
        """The likeliest indicators, best first, at most `limit`; none where none can be."""
        words = self._weighed(around)
        return tuple(
            IndicatorCandidate(id, score, self._reason(self._texts_by_id[id], name, words.near))
            for score, id, name in self._rank(mention, around, words)[:limit]
        )

    def score(self, mention: Mention, around: Surroundings, limit: int) -> dict[str, float]:
        """The ids of the likeliest indicators and how likely each is, best first: as `rank`, without reasons."""
        return {id: score for score, id, _ in self._rank(mention, around, self._weighed(around))[:limit]}

    def _rank(
        self, mention: Mention, around: Surroundings, words: _WeighedWords
    ) -> list[tuple[float, str, str]]:
        """Score, id and best name of each indicator that a figure may be of, best first."""
        likeness, names = self._likeness(words)
        found = [
            (score, id, names.get(id, ""))
            for id, possible in self.find_possible(mention, around).items()
            if (score := round(likeness[id] * possible, 3)) >= _LEAST_SCORE
        ]
        return sorted(found, key=lambda each: (-each[0], each[1]))

    def explains(self, id: str, words: str) -> bool:
        """Whether an indicator's words say any of `words`; True where these say nothing."""
        known = self._texts_by_id[id].words
        said = split_words(words)
        return not said or any(known.intersection(self._forms_of(word)) for word in said)

    def find_possible(self, mention: Mention, around: Surroundings) -> dict[str, float]:
        """The ids of indicators that a figure can be of by its measure and unit alone → how likely it is."""
        unit = find_unit(mention.unit, self._units.values())
        fitting = {id: own for id, own in self._units.items() if fits_unit(mention, own)}
        is_each, measures = _is_each(mention, around), _MEASURES[mention.measure]
        found: dict[str, float] = {}
        for (measure, of), ids in self._by_kind.items():
            if measure in measures and (own := fitting.get(of)):
                likely = measures[measure] * _likelihood_of_unit(mention, unit, own, is_each=is_each)
                if likely:
                    found.update(dict.fromkeys(ids, likely))
        return found

    def _weighed(self, around: Surroundings) -> _WeighedWords:
        near = self._weigh(around)
        forms = [self._forms_of(word) for word in self._words_about(around)]
        about = [
            (known, max((self._weights[form] for form in known), default=self._unknown)) for known in forms
        ]
        heavy = {word: self._weights[word] * weight for word, weight in near.items()}
        all_about = sum(weight for _, weight in about)
        return _WeighedWords(near, tuple(about), heavy, all_about or 1.0, sum(heavy.values()) or 1.0)

    def _weigh_name(self, text: _IndicatorText, words: Iterable[str]) -> dict[str, float]:
        """The part of a name that each of its words is, a little less than all of it together."""
        heavy = {word: self._weights[word] * (_UNIT_WORD if word in text.unit_words else 1) for word in words}
        whole = sum(heavy.values()) + 1.0
        return {word: weight / whole for word, weight in heavy.items()}

    def _words_about(self, around: Surroundings) -> tuple[str, ...]:
        """The words that name what is measured: as the context has it, else those it counts, else those before it."""
        if around.about:
            return split_words(around.about)
        counted = tuple(word for word in split_words(around.own) if word not in self._unit_words)
        return counted or split_words(around.before) or split_words(around.head)

    def _weigh(self, around: Surroundings) -> dict[str, float]:
        """Each word of the dataset that stands around → its weight by the nearest place."""
        parts = (
            (around.about, 1.0), (around.own, 1.0), (around.before, 0.8), (around.after, 0.8), (around.head, 0.5),
            (around.sentence, 0.25),
        )  # fmt: skip
        weights: dict[str, float] = {}
        for part, weight in parts:  # the heaviest first
            for form in self._forms_of_text(part):
                weights.setdefault(form, weight)
        return weights

    def _likeness(self, words: _WeighedWords) -> tuple[Mapping[str, float], Mapping[str, str]]:
        """How well the words say each indicator, and the name of it that they say best."""
        said: dict[int, float] = defaultdict(float)
        for word, near in words.near.items():
            for place, weight in self._names_having.get(word, ()):
                said[place] += weight * near
        best: dict[str, tuple[float, str]] = {}
        for number in sorted(said):
            id, name, worth = self._names[number]
            if (covered := worth * said[number]) > best.get(id, (0.0, ""))[0]:
                best[id] = (covered, name)
        found: dict[str, float] = defaultdict(float)
        for forms, weight in words.about:
            for id in {id for form in forms for id in self._having[form]}:
                is_unit = not self._texts_by_id[id].unit_words.isdisjoint(forms)
                found[id] += _ABOUT * weight * (_UNIT_WORD if is_unit else 1) / words.all_about
        for word, weight in words.heavy.items():
            for id in self._having[word]:
                found[id] += _AROUND * weight / words.all_heavy
        for id, (covered, _) in best.items():
            found[id] += _NAME * covered
        return found, {id: name for id, (_, name) in best.items()}

    def _reason(self, text: _IndicatorText, name: str, words: Mapping[str, float]) -> str:
        """The words around that speak for an indicator, the heaviest first, and the name that they say best."""
        said = [word for word in words if word in text.words and words[word] >= _SPOKEN_FOR]
        said.sort(key=lambda word: -self._weights[word] * words[word])
        name = name or text.indicator.name[DEFAULT_LANGUAGE]
        return f"{', '.join(said[:_WORDS_OF_REASON])}: {name}" if said else name

    def _forms_of_text(self, text: str) -> tuple[str, ...]:
        """The words of the dataset that are words of `text`, or forms of them."""
        if (known := self._forms_in.get(text)) is None:
            words = split_words(text)[:_MAX_WORDS]
            known = tuple(dict.fromkeys(form for word in words for form in self._forms_of(word)))
            self._forms_in[text] = known
        return known

    def _forms_of(self, word: str) -> tuple[str, ...]:
        """The words of the dataset that are `word` or another form of it."""
        if (known := self._forms.get(word)) is not None:
            return known
        forms = [word] if word in self._weights else []
        if not is_han(word) and len(word) >= _SHORTEST_FORM:
            like = process.extract(word, self._latin, scorer=fuzz.ratio, score_cutoff=_WORD_ENDS, limit=4)
            forms += [other for other, _, _ in like if other[:3] == word[:3] and other != word]
        related = RELATED_WORDS.get(word, ())
        forms += [other for other in related if other in self._weights and other not in forms]
        self._forms[word] = found = tuple(forms)
        return found


def _likelihood_of_unit(mention: Mention, unit: str | None, own: Unit, *, is_each: bool) -> float:
    """What a figure's unit, which is `unit` of the dataset where it is one, counts for an indicator in `own`."""
    if mention.unit.kind == "percent" and own.kind != "percent":
        return 0.0
    if unit == own.id or own.kind in ("percent", "rank", "points"):
        return 1.0
    if own.kind == "money":
        return 1.0 if (own.per is not None) == is_each else _OTHER_UNIT
    return _OTHER_UNIT if unit else 0.85


def _is_each(mention: Mention, around: Surroundings) -> bool:
    """Whether a sum is one that each of several has."""
    return bool(mention.unit.per or _EACH.search(f"{around.before} {around.own} {around.after}"))


@lru_cache(maxsize=4096)
def split_words(text: str) -> tuple[str, ...]:
    """The words of a text as they are compared; of a run of Chinese characters every pair."""
    found: list[str] = []
    for word in normalise_text(text).words:
        if is_han(word):
            pairs = ["".join(pair) for pair in pairwise(word)] or [word]
            found += [pair for pair in pairs if pair not in WEAK_WORDS and not _AMOUNT.search(pair)]
        elif word not in WEAK_WORDS and (not word[0].isdigit() or _DIGIT_NAME.fullmatch(word)):
            found.append(word)
    return tuple(dict.fromkeys(found))


def _read_indicator(indicator: Indicator, dataset: Dataset, without: frozenset[str]) -> _IndicatorText:
    names = [(indicator.name[locale.id], 1.0) for locale in TEXT_LOCALES]
    names.append((indicator.id.replace("-", " "), 0.9))
    names += [(alias, 0.8) for alias in indicator.aliases]
    parts = tuple((text, frozenset(words), worth) for text, worth in names if (words := split_words(text)))
    more = [indicator.definition[locale.id] for locale in TEXT_LOCALES]
    if indicator.of:
        more += [indicator.of[locale.id] for locale in TEXT_LOCALES]
    for one in indicator.observations:
        if one.source not in without:
            more.append(one.stated)
            if one.sector:
                more += [dataset.sectors[one.sector].name[locale.id] for locale in TEXT_LOCALES]
    of_names = frozenset(word for _, found, _ in parts for word in found)
    return _IndicatorText(
        indicator,
        parts,
        of_names | {word for text in more for word in split_words(text)},
        frozenset(word for text in unit_names(dataset.units[indicator.unit]) for word in split_words(text)),
    )
