"""Which figures of a dataset may a mention be of, and how well does each fit?

1. **The same kind of quantity**: unit and measure, as `drafting/indicator_match` tells them.
2. **Words**: how well those around the mention say the indicator, and the sector where it has several.
3. **What the text says besides**: region, period, counterpart, status. One of them may be another's; then the figure
   is a match only where the number is the same, and the verdict names what is another's.

A number that is equal by chance is no match: without the words there is none.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Final

from indicators.model import Dataset, Unit
from indicators.model.period import Period
from indicators.model.quantity import PrintedNumber, parse_printed_number, quantity_of
from indicators.reading.claims.figures import StatedFigure, index_figures
from indicators.reading.claims.record_names import NameFinder
from indicators.reading.claims.verdicts import VERDICTS, Comparison, StatedNumber, Verdict, compare_numbers
from indicators.reading.drafting.indicator_match import IndicatorMatcher, split_words
from indicators.reading.drafting.record_names import index_names, list_place_names
from indicators.reading.drafting.surroundings import Surroundings, has_words
from indicators.reading.mention import Mention
from indicators.reading.record_value import in_steps_of, signed_by, write_value

_CANDIDATES: Final = 12
#: A candidate below this reaches no threshold, whatever else fits.
_LEAST_CANDIDATE: Final = 0.12
#: Figures of one indicator that are compared, whatever the text says of them.
_POOL: Final = 40
#: How likely a figure must be by its words: one whose number the text says, and one of which it says another.
LEAST_SAME: Final = 0.17
LEAST_OTHER: Final = 0.36
#: … and one that is of another region, period, subject or status.
LEAST_ANOTHER: Final = 0.32
LEAST_WHOLLY_ANOTHER: Final = 0.6
#: What a figure counts of which the text has the number, or rounds it; and one that is hundreds of times as much.
_SAME_NUMBER, _ROUNDED, _FAR = 1.35, 1.2, 0.6
_FAR_FACTOR: Final = 100
_CARRIED_PERIOD: Final = 0.85
#: What a figure counts for what is not as the text says it.
_UNSAID_SECTOR, _OTHER_SUBJECT, _OTHER_PERIOD, _OTHER_REGION, _OTHER_STATUS = 0.7, 0.6, 0.8, 0.85, 0.85
#: … and a figure of an indicator that no partner has, of which the text names one.
_UNKNOWN_PARTNER: Final = 0.6
#: What it adds that the figure before is of a thing of that name.
_SAME_TOPIC: Final = 0.2
_RELATED: Final = 0.4
#: … but by words that so many indicators have.
_COMMON_WORD: Final = 40
#: How likely is one of that name that no word says.
_UNSAID: Final = 0.15
#: What an earlier figure counts where the text names no period.
_EARLIER: Final = 0.93
_LEAST_BARE_SUM: Final = 1_000_000
#: Words of sectors that name none.
_SECTOR_WORDS: Final = re.compile(
    r"^(?:industr|econom|sector|modern|产业|经济|现代|工业|制造)", re.IGNORECASE
)
_EACH: Final = re.compile(r"\b(?:each|every|apiece|per)\b|每|均|各")
_EACH_UNSAID: Final = 0.6
#: What an indicator of an increase counts of a number that something has reached.
_REACHED: Final = 0.4
_REACHING: Final = re.compile(r"(?:\b(?:to|at|reach\w*|total\w*)|[至到达])\s*$", re.IGNORECASE)
_PRONOUN: Final = re.compile(r"\b(?:it|its|they|their|them|these|those|there)\b|其|它|该", re.IGNORECASE)
_WORLD: Final = re.compile(r"\b(?:world|global)|全球|世界", re.IGNORECASE)
_NATION: Final = re.compile(r"\bnation|\bcountry\b|\bChin(?:a|ese)\b|全国|国内|各省", re.IGNORECASE)
_PROVINCE: Final = re.compile(
    r"\b(?:in|across|within|of) the province\b|\bprovincial|\bprovince-?wide|\b\w+ cities\b|\bcities (?:of|in) \w+|全省|省内|本省",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class DraftFigure:
    """A mention of a draft with all that was read of it.

    `regions` are those it may speak of, the likeliest first; `is_elsewhere` says that it names a place which is none
    of the dataset. `is_own_period` is False where its period is another figure's before it. `since` says that its period only begins then. `before` is the sentence before its own.
    """

    mention: Mention
    around: Surroundings
    before: str = ""
    regions: tuple[str, ...] = ()
    is_elsewhere: bool = False
    counterpart: str | None = None
    period: Period | None = None
    is_own_period: bool = True
    base_period: Period | None = None
    since: bool = False
    status: str = "actual"
    topic: str | None = None

    @property
    def is_each(self) -> bool:
        """Whether its sentence says that each of several has it."""
        return bool(_EACH.search(self.around.sentence))


@dataclass(frozen=True)
class Match:
    """A figure that a mention may be of: `score` by the words, the verdict on the numbers, and what is another's."""

    figure: StatedFigure
    score: float
    numbers: Verdict
    pair: Comparison
    others: tuple[str, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """What is another's, else what the numbers say."""
        return VERDICTS[self.others[0]] if self.others else self.numbers

    @property
    def has_same_number(self) -> bool:
        """Whether the text has the number of the source, be it rounded or without its hedge."""
        return self.pair.is_same_number or self.numbers.id in ("agrees", "rounded")


@dataclass(frozen=True)
class _Names:
    """Sectors and counterparts that the words of a mention name, near it and in its sentences."""

    sectors: frozenset[str]
    sectors_around: frozenset[str]
    partners: frozenset[str]
    partners_around: frozenset[str]
    words: frozenset[str]
    scopes: frozenset[str]
    shares: dict[str, float] = field(default_factory=dict)


class FigureMatcher:
    """The figures of one dataset, to be asked which of them a mention is of. Made once, asked often."""

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset
        self._figures = index_figures(dataset)
        self._indicators = IndicatorMatcher(dataset)
        self.regions, self.counterparts = index_names(dataset.regions), index_names(dataset.counterparts)
        self.region_finder, self.place_names = NameFinder(dataset.regions), list_place_names(dataset)
        self._named: dict[str, tuple[frozenset[str], frozenset[str]]] = {}
        self._sectors, self._partners = NameFinder(dataset.sectors), NameFinder(dataset.counterparts)
        self._sector_words = {
            id: [
                words
                for name in (one.name.en, one.name.zh, *one.aliases)
                if (words := tuple(w for w in split_words(name) if not _SECTOR_WORDS.match(w)))
            ]
            for id, one in dataset.sectors.items()
        }
        self._related = _relate(dataset)
        self._latest = _find_latest(self._figures)
        self._by_region: dict[tuple[str, str], list[StatedFigure]] = defaultdict(list)
        self._by_value: dict[tuple[str, Decimal], list[StatedFigure]] = defaultdict(list)
        for id, figures in self._figures.items():
            for one in figures:
                self._by_region[id, one.observation.region].append(one)
                self._by_value[id, one.observation.value.value].append(one)
        self._own_sectors = {
            id: frozenset(one.observation.sector for one in figures if one.observation.sector)
            for id, figures in self._figures.items()
        }
        self.members = {
            region: frozenset(id for id, one in dataset.regions.items() if region in one.within)
            for region in dataset.regions
        }
        self._has_partners = {
            id: any(self._is_partner(one.observation.counterpart) for one in figures)
            for id, figures in self._figures.items()
        }

    def forget_texts(self) -> None:
        """Keep no word of the texts whose figures were looked for."""
        self._indicators.forget_texts()
        self._named.clear()

    def find(self, draft: DraftFigure) -> list[Match]:
        """What `draft` may be of, best first; none where nothing is like it."""
        found = list(self._matches(draft))
        found.sort(key=lambda one: -one.score)
        return found

    def compare(self, draft: DraftFigure, figure: StatedFigure, score: float) -> Match | None:
        """`draft` beside one figure; None where it is none of it, or has no number, such as dollars that nobody printed."""
        number = _number_of(draft.mention, figure)
        return self._compare(draft, figure, score, self._names_in(draft), number) if number else None

    def _matches(self, draft: DraftFigure) -> Iterator[Match]:
        mention = draft.mention
        if mention.unit.currency == "USD":
            mention = replace(mention, unit=replace(mention.unit, name="yuan", currency=None))
        around, goes_on = draft.around, _goes_on(mention)
        if goes_on or _PRONOUN.search(around.sentence):
            around = replace(around, sentence=f"{draft.before} {around.sentence}")
        names = self._names_in(draft)
        scores = self._indicators.score(mention, around, _CANDIDATES)
        if goes_on and draft.topic and not _says_itself(draft):
            self._add_topic(scores, mention, draft.topic, around)
        for id, score in scores.items():
            if score < _LEAST_CANDIDATE or _is_too_small(
                mention, self.dataset.units[self.dataset.indicators[id].unit]
            ):
                continue
            figures = self._pool(draft, id)
            number = _number_of(draft.mention, figures[0]) if figures else None
            for figure in figures:
                if number and (match := self._compare(draft, figure, score, names, number)):
                    yield match

    def _pool(self, draft: DraftFigure, indicator: str) -> Sequence[StatedFigure]:
        """The figures of an indicator that are compared: of very many those of the regions, and of the number."""
        figures = self._figures.get(indicator, ())
        if len(figures) <= _POOL:
            return figures
        regions = {*draft.regions, *(id for id, some in self.members.items() if some & {*draft.regions})}
        near = [one for region in regions for one in self._by_region.get((indicator, region), ())]
        pool = near if draft.regions else figures
        if len(pool) > _POOL and draft.period:
            pool = [one for one in pool if not _fit_period(draft, one)[1]]
        elif len(pool) > _POOL:
            pool = [one for one in pool if one.id in self._latest]
        number = _number_of(draft.mention, figures[0])
        same = self._by_value.get((indicator, number.value), ()) if number else ()
        return list({one.id: one for one in (*pool[:_POOL], *same[:_POOL])}.values())

    def _add_topic(
        self, scores: dict[str, float], mention: Mention, topic: str, around: Surroundings
    ) -> None:
        """Count the figure before: indicators of that thing are likelier, where the words speak of nothing else."""
        possible = self._indicators.find_possible(mention, around)
        for id in self._related[topic]:
            if id in self._figures and self._indicators.explains(id, around.about):
                likely = scores.get(id) or _UNSAID * possible.get(id, 0.0)
                if likely:
                    scores[id] = likely + _SAME_TOPIC

    def _compare(
        self, draft: DraftFigure, figure: StatedFigure, score: float, names: _Names, number: StatedNumber
    ) -> Match | None:
        in_dollars = draft.mention.unit.currency == "USD"
        source = figure.dollars if in_dollars else figure.number
        if source is None:
            return None
        fit, others = self._fit(draft, figure, names)
        score *= fit
        if score * _SAME_NUMBER < (LEAST_ANOTHER if others else LEAST_SAME):
            return None
        pair = Comparison(number, source)
        if others and not pair.may_be_same_number:
            return None
        verdict = compare_numbers(pair)
        if in_dollars and pair.is_same_number and number.qualifier in ("exact", "about"):
            verdict = VERDICTS["agrees"]
        older = next((one for one in figure.older if _agrees(number, one.number)), None)
        if older and verdict.is_supported:
            figure, pair, verdict = older, Comparison(number, older.number), VERDICTS["agrees"]
        if pair.is_same_number:
            score *= _SAME_NUMBER
        elif verdict.id == "rounded":
            score *= _ROUNDED
        elif verdict.id in ("differs", "stronger") and not pair.has_slipped and _is_far(pair):
            score *= _FAR
        if figure.dataset.units[figure.indicator.unit].per and not draft.mention.unit.per:
            score *= _EACH_UNSAID if not draft.is_each else 1.0
        if figure.indicator.measure == "change" and draft.mention.measure == "level" and _reaches(draft):
            score *= _REACHED
        if figure.id not in self._latest and draft.period is None:
            score *= _EARLIER
        return Match(figure, score, verdict, pair, others)

    def _fit(self, draft: DraftFigure, figure: StatedFigure, names: _Names) -> tuple[float, tuple[str, ...]]:
        """How well a figure fits what the text says besides the words, and what of it is another's."""
        score, others = 1.0, []
        for fit, other in (
            self._fit_region(draft, figure),
            _fit_period(draft, figure),
            self._fit_subject(figure, names),
            _fit_status(draft, figure),
        ):
            score *= fit
            others += [other] if other else []
        return score, tuple(others)

    def _names_in(self, draft: DraftFigure) -> _Names:
        around = draft.around
        parts = [around.about, around.before, around.own, around.after]
        if not around.before.strip(" ,，、；;和及"):
            parts.insert(0, around.head)
        near = self._find_names(" ".join(parts))
        far = [self._find_names(part) for part in (around.head, around.sentence, draft.before)]
        scopes = [
            name
            for name, pattern in (("world", _WORLD), ("nation", _NATION), ("province", _PROVINCE))
            if pattern.search(f"{around.before} {around.own} {around.after}")
        ]
        partners = near[1] or (frozenset((draft.counterpart,)) if draft.counterpart else near[1])
        return _Names(
            sectors=near[0],
            sectors_around=near[0].union(*(sectors for sectors, _ in far)),
            partners=partners,
            partners_around=near[1].union(*(partners for _, partners in far)),
            words=frozenset(word for part in parts for word in split_words(part)),
            scopes=frozenset(scopes),
        )

    def _find_names(self, text: str) -> tuple[frozenset[str], frozenset[str]]:
        """The sectors and the counterparts that a text names."""
        if (known := self._named.get(text)) is None:
            found = (
                frozenset(one.id for one in finder.find(text)) for finder in (self._sectors, self._partners)
            )
            known = self._named[text] = (next(found), next(found))
        return known

    def _is_partner(self, counterpart: str | None) -> bool:
        return bool(counterpart) and self.dataset.counterparts[counterpart or ""].kind == "partner"

    def _fit_region(self, draft: DraftFigure, figure: StatedFigure) -> tuple[float, str]:
        region = figure.observation.region
        if draft.is_elsewhere:
            return _OTHER_REGION, "other-region"
        if not draft.regions:
            return 0.9, ""
        if draft.regions[0] == region:
            return 1.0, ""
        if region in draft.regions:
            return 0.93, ""
        if len(self.members[region] & set(draft.regions)) > 1:
            return 0.9, ""
        return _OTHER_REGION, "other-region"

    def _fit_subject(self, figure: StatedFigure, names: _Names) -> tuple[float, str]:
        fit, other = self._fit_sector(figure, names)
        again, another = self._fit_counterpart(figure, names)
        return fit * again, other or another

    def _fit_sector(self, figure: StatedFigure, names: _Names) -> tuple[float, str]:
        sector, siblings = figure.observation.sector, self._own_sectors[figure.indicator.id]
        if sector is None:
            return (_OTHER_SUBJECT, "other-subject") if names.sectors & siblings else (1.0, "")
        if sector in names.sectors:
            return 1.0, ""
        if others := (names.sectors & siblings) - {sector}:
            return _OTHER_SUBJECT, "other-subject" if others else ""
        if (said := names.shares.get(sector)) is None:
            words = self._sector_words[sector]
            said = max((_share_said(each, names.words) for each in words), default=0.0)
            names.shares[sector] = said
        if said >= 0.5:
            return 0.9 + 0.1 * said, ""
        if sector in names.sectors_around:
            return 0.95, ""
        if len(siblings) == 1 and len(self._figures[figure.indicator.id]) == 1:
            return 1.0, ""
        return (
            (_UNSAID_SECTOR, "") if not names.sectors_around & siblings else (_OTHER_SUBJECT, "other-subject")
        )

    def _fit_counterpart(self, figure: StatedFigure, names: _Names) -> tuple[float, str]:
        counterpart = figure.observation.counterpart
        if counterpart is None:
            if not names.partners:
                return 1.0, ""
            if self._has_partners[figure.indicator.id]:
                return _OTHER_SUBJECT, "other-subject"
            return _UNKNOWN_PARTNER, ""
        if self._is_partner(counterpart):
            if counterpart in names.partners:
                return 1.0, ""
            if counterpart in names.partners_around and not names.partners:
                return 0.95, ""
            return _OTHER_SUBJECT, "other-subject"
        scope = _scope_of(self.dataset.counterparts[counterpart].name.en)
        if not names.scopes or scope is None or scope in names.scopes:
            return 1.0, ""
        return _OTHER_SUBJECT, "other-subject"


def _reaches(draft: DraftFigure) -> bool:
    """Whether the words before a number say that something came to it: "grew to", 增至."""
    return bool(_REACHING.search(draft.around.before))


def _relate(dataset: Dataset) -> dict[str, tuple[str, ...]]:
    """Each indicator → those of things of that name, itself among them: exports, their growth and rank."""
    names = {
        id: frozenset(split_words(f"{one.name.en} {one.name.zh}")) for id, one in dataset.indicators.items()
    }
    having: dict[str, list[str]] = defaultdict(list)
    for id, words in names.items():
        for word in words:
            having[word].append(id)
    found: dict[str, tuple[str, ...]] = {}
    for id, words in names.items():
        shared = Counter(
            other for word in words for other in having[word] if len(having[word]) <= _COMMON_WORD
        )
        found[id] = tuple(
            other for other, n in shared.items() if n >= _RELATED * min(len(words), len(names[other]))
        )
    return found


def _find_latest(figures: Mapping[str, tuple[StatedFigure, ...]]) -> frozenset[str]:
    """The ids of figures of which no later one is of the same indicator, region, sector and counterpart."""
    last: dict[tuple[str | None, ...], date] = {}
    series: list[tuple[StatedFigure, tuple[str | None, ...]]] = []
    for id, some in figures.items():
        for figure in some:
            one = figure.observation
            key = (id, one.region, one.sector, one.counterpart)
            series.append((figure, key))
            if one.period:
                last[key] = max(last.get(key, date.min), one.period.end)
    return frozenset(
        figure.id
        for figure, key in series
        if not figure.observation.period or figure.observation.period.end == last[key]
    )


def _goes_on(mention: Mention) -> bool:
    """Whether what it is of may have been said in the sentence before: a place, a share, a bare number."""
    return mention.measure not in ("level", "change") or not mention.unit.name


def _says_itself(draft: DraftFigure) -> bool:
    """Whether words that stand beside a bare number say what it is of."""
    return draft.mention.measure == "level" and has_words(f"{draft.around.before} {draft.around.after}")


def _is_too_small(mention: Mention, unit: Unit) -> bool:
    """Whether a bare number is too small to be money."""
    return not mention.unit.name and unit.kind == "money" and abs(mention.value) < _LEAST_BARE_SUM


def _share_said(words: Sequence[str], said: Collection[str]) -> float:
    """The part of a name that a text says, in any form of its words."""
    hits = sum(word in said or any(_is_form(word, other) for other in said) for word in words)
    return hits / len(words)


def _is_form(word: str, other: str) -> bool:
    if word == other or not word.isascii():
        return word == other
    stem = max(5, len(word) - 4)
    return len(word) > 5 and other[:stem] == word[:stem]


def _scope_of(name: str) -> str | None:
    patterns: Mapping[str, re.Pattern[str]] = {"world": _WORLD, "nation": _NATION, "province": _PROVINCE}
    return next((scope for scope, pattern in patterns.items() if pattern.search(name)), None)


def _fit_status(draft: DraftFigure, figure: StatedFigure) -> tuple[float, str]:
    said, own = draft.status, figure.observation.status
    if said == own:
        return 1.0, ""
    if "actual" not in (said, own) or (figure.observation.period is None and own == "actual"):
        return 0.95, ""
    return _OTHER_STATUS, "other-status"


def _fit_period(draft: DraftFigure, figure: StatedFigure) -> tuple[float, str]:
    one = figure.observation
    said, own = draft.period, one.period
    base, own_base = draft.base_period, one.base_period
    if (
        base
        and own_base
        and not _overlap(base, own_base)
        and draft.mention.measure in ("growth", "change", "multiple")
    ):
        return _OTHER_PERIOD, "other-period"
    if said is None or own is None:
        return (1.0 if said is own else 0.97), ""
    if said == own:
        return 1.03, ""
    if draft.since:
        return (0.98, "") if own.end >= said.start else (_OTHER_PERIOD, "other-period")
    is_inside = said.start <= own.start and own.end <= said.end
    holds = own.start <= said.start and said.end <= own.end
    is_long = said.end.year > said.start.year
    if is_inside and (is_long or one.timing in ("at", "unclear")):
        return 0.95, ""
    if holds and (one.timing == "at" or own.end == said.end or own.end.year > own.start.year):
        return 0.95, ""
    if said.end == own.end and is_long:
        return 0.95, ""
    if not draft.is_own_period:
        return _CARRIED_PERIOD, ""
    return _OTHER_PERIOD, "other-period"


def _agrees(draft: StatedNumber, source: StatedNumber) -> bool:
    return Comparison(draft, source).agrees


def _is_far(pair: Comparison) -> bool:
    """Whether one number is hundreds of times the other."""
    draft, source = abs(pair.draft.value), abs(pair.source.value)
    return not draft or not source or max(draft, source) > _FAR_FACTOR * min(draft, source)


def _overlap(one: Period, other: Period) -> bool:
    return one.start <= other.end and other.start <= one.end


def _number_of(mention: Mention, figure: StatedFigure) -> StatedNumber | None:
    """The number of a mention in the unit of a figure, as a record of it would have it; None where it has none."""
    unit = figure.dataset.units[figure.indicator.unit]
    one = in_steps_of(unit, mention)
    if one.unit.kind == "times" or one.printed_to or one.margin is not None:
        try:
            printed = parse_printed_number(write_value(one, unit.kind))
        except ValueError:
            return None
    else:
        printed = signed_by(one, one.printed)
    printed = _as_fraction(printed)
    quantity = quantity_of(
        printed,
        one.qualifier,
        unit.kind,
        figure.indicator.measure,
        can_be_negative=figure.indicator.can_be_negative,
    )
    return StatedNumber(printed, one.qualifier, quantity)


def _as_fraction(printed: PrintedNumber) -> PrintedNumber:
    """A fraction whose text the rules of quantities can read; else the number it is, known to one percent."""
    if printed.form == "fraction" and not re.fullmatch(r"[1-9]\d*/[1-9]\d*", printed.text):
        return replace(printed, form="decimal")
    return printed
