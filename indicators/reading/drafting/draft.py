"""A draft of a figure for each mention of a text: what a record of the dataset would say, and what of it is a guess.

`draft_figures` is the front door. It reads the text and its contexts, asks the matcher for indicators, and turns
names into ids where the dataset has them. A figure that the dataset already has is named with the ids of its
observations, one that the file of excuses explains with the reason there.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Final, Literal

from indicators.model import Dataset, Indicator, Observation, Unit
from indicators.model.code_lists import Measure, Timing
from indicators.model.fields import MAX_STATED_CHARACTERS, MAX_STATED_WORDS
from indicators.model.hedges import Qualifier
from indicators.model.period import Period, parse_period
from indicators.model.quantity import PrintedNumber, parse_printed_number
from indicators.query import Catalogue
from indicators.query.caches import cached_on_owner
from indicators.query.text_normalisation import is_han, normalise_text
from indicators.reading import forget_numbers, read, read_context
from indicators.reading.context import Clue, Context
from indicators.reading.drafting.indicator_match import (
    LEAST_LIKELY,
    IndicatorCandidate,
    IndicatorMatcher,
)
from indicators.reading.drafting.indicator_proposal import IndicatorProposal, propose_indicator
from indicators.reading.drafting.record_names import find_record, index_names, list_place_names
from indicators.reading.drafting.surroundings import Surroundings, find_surroundings
from indicators.reading.mention import Mention, Reading
from indicators.reading.record_value import fits_unit, in_steps_of, write_value

#: new: to be decided; known: the dataset has it; excused: a curator said that it is none.
DraftState = Literal["new", "known", "excused"]
#: A likelihood from which, and a lead over the second by which, an indicator is no guess.
_CERTAIN: Final = 0.5
_CLEAR_LEAD: Final = 0.1
#: Why dollars in brackets behind another money are no figure of their own.
DOLLARS_BESIDE: Final = "the dollars beside the figure before it"
_BRACKET: Final = re.compile(
    r"\s*[(（]\s*(?:or|i\.e\.|equal to|equivalent to)?\s*(?:about|约|合|折合)*\s*\\?$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class DraftField:
    """One field of a draft: `value` is an id or what the field holds (a period, a status), None where nothing says it.

    Where the dataset has no record of that name, `is_known` is False and `value` holds the words of the text.
    `guessed` says that a curator should look, `remark` why: "from the headline", "from line 3".
    """

    value: str | None = None
    is_known: bool = True
    guessed: bool = False
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A figure of a text as a record of the dataset would have it.

    `value` is written for the likeliest indicator, or else for the unit of `proposal`; `value_in` gives it for
    another. `candidates` are the likeliest indicators, best first; `proposal` is a new one where none is likely.
    `usd` is the dollar value printed beside it, which is a draft of its own, excused with `DOLLARS_BESIDE`.
    `indicator` is what a fragment would name. `known_ids` are the observations that say it already.
    """

    mention: Mention
    line: int
    stated: str
    value: str
    qualifier: Qualifier
    measure: Measure
    indicator: DraftField
    candidates: tuple[IndicatorCandidate, ...]
    proposal: IndicatorProposal | None
    region: DraftField
    sector: DraftField
    counterpart: DraftField
    unit: DraftField
    period: DraftField
    base_period: DraftField
    timing: DraftField
    status: DraftField
    usd: str | None = None
    source: str | None = None
    state: DraftState = "new"
    known_ids: tuple[str, ...] = ()
    excuse: str = ""

    @property
    def ids(self) -> dict[str, str]:
        """The ids by which the dataset knows its fields, by the names of `MENTION_FIELDS`."""
        fields = {"region": self.region, "counterpart": self.counterpart, "indicator": self.indicator}
        return {name: field.value for name, field in fields.items() if field.is_known and field.value}

    def value_in(self, unit: Unit) -> str:
        """The value as a record of an indicator in `unit` has it: 2x of growth in percent for "doubled"."""
        return write_value(in_steps_of(unit, self.mention), unit.kind)


def draft_figures(
    text: str,
    dataset: Dataset | Catalogue,
    *,
    language: str = "auto",
    published: date | None = None,
    source_id: str | None = None,
    find_excuse: Callable[[Mention], str | None] = lambda _: None,
) -> tuple[Draft, ...]:
    """A draft for every figure that `text` states, in reading order.

    `published` is the day the text appeared, that of the source `source_id` where the dataset has it. `find_excuse`
    says why a number is no figure of the dataset, None where nobody excused it. ValueError for a language there
    is none of. Whoever drafts often for one dataset keeps a `Drafter`.
    """
    dataset = dataset.dataset if isinstance(dataset, Catalogue) else dataset
    return Drafter(dataset).draft(
        text, language=language, published=published, source_id=source_id, find_excuse=find_excuse
    )


@cached_on_owner(maxsize=1)
def drafter_of(catalogue: Catalogue) -> Drafter:
    """The drafter for the dataset of a catalogue that is served."""
    return Drafter(catalogue.dataset)


class Drafter:
    """Drafts figures for one dataset: made once, asked often."""

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset
        self._matcher = IndicatorMatcher(dataset)
        self._regions = index_names(dataset.regions)
        self._counterparts = index_names(dataset.counterparts)
        self._sectors = index_names(dataset.sectors)

    def draft(
        self,
        text: str,
        *,
        language: str = "auto",
        published: date | None = None,
        source_id: str | None = None,
        find_excuse: Callable[[Mention], str | None] = lambda _: None,
    ) -> tuple[Draft, ...]:
        """See `draft_figures`."""
        reading = read(text, language)
        contexts = read_context(
            text,
            reading,
            language,
            published=published or self._day_of(source_id),
            known_places=self.place_names,
        )
        return self.draft_mentions(text, reading, contexts, source_id=source_id, find_excuse=find_excuse)

    def draft_mentions(
        self,
        text: str,
        reading: Reading,
        contexts: tuple[Context, ...],
        *,
        source_id: str | None = None,
        find_excuse: Callable[[Mention], str | None] = lambda _: None,
    ) -> tuple[Draft, ...]:
        """A draft for each mention of `text`, which was read already, with what surrounds each."""
        lines = _LinesOfText(text)
        around = find_surroundings(text, reading.mentions, contexts)
        drafts = [
            self._draft_one(mention, context, near, lines, source_id, find_excuse)
            for mention, context, near in zip(reading.mentions, contexts, around, strict=True)
        ]
        return tuple(_doubt_rivals(_join_dollars(drafts, text)))

    def forget_texts(self) -> None:
        """Keep nothing of the texts that were drafted, which may be nobody else's business."""
        self._matcher.forget_texts()
        forget_numbers()

    @cached_property
    def place_names(self) -> frozenset[str]:
        """What the dataset calls its regions, as a help for finding them in a text."""
        return list_place_names(self.dataset)

    def _day_of(self, source_id: str | None) -> date | None:
        source = self.dataset.sources.get(source_id or "")
        parts = [int(part) for part in source.published.split("-")] if source else []
        return date(parts[0], parts[1], parts[2]) if len(parts) == 3 else None

    def _draft_one(
        self,
        mention: Mention,
        context: Context,
        around: Surroundings,
        lines: _LinesOfText,
        source_id: str | None,
        find_excuse: Callable[[Mention], str | None],
    ) -> Draft:
        candidates = self._matcher.rank(mention, around)
        likely = candidates[0] if candidates and candidates[0].score >= LEAST_LIKELY else None
        proposal = None if likely else propose_indicator(mention, around, candidates, self.dataset)
        indicator = self.dataset.indicators[likely.id] if likely else None
        region = _field_of(context.region, mention, lines, self._regions)
        counterpart = _field_of(context.counterpart, mention, lines, self._counterparts)
        period = _field_of(context.period, mention, lines)
        status = _field_of(context.status, mention, lines)
        value = self._value_of(mention, indicator, proposal)
        known = self._find_known(mention, source_id, candidates, region, period, status, value)
        excuse = find_excuse(mention)
        return Draft(
            mention=mention,
            line=mention.line,
            stated=_short_words(mention),
            value=value,
            qualifier=mention.qualifier,
            measure=indicator.measure if indicator else proposal.measure if proposal else "level",
            indicator=_indicator_field(candidates, proposal),
            candidates=candidates,
            proposal=proposal,
            region=region,
            sector=self._sector_of(indicator, around),
            counterpart=counterpart,
            unit=_unit_field(indicator, proposal),
            period=period,
            base_period=_field_of(context.base_period, mention, lines),
            timing=_timing_of(indicator, period.value, mention),
            status=status if status.value else DraftField("actual"),
            source=source_id,
            state="known" if known else "excused" if excuse else "new",
            known_ids=known,
            excuse=excuse or "",
        )

    def _value_of(
        self, mention: Mention, indicator: Indicator | None, proposal: IndicatorProposal | None
    ) -> str:
        unit = self.dataset.units.get(indicator.unit if indicator else proposal.unit if proposal else "")
        return write_value(in_steps_of(unit, mention), unit.kind) if unit else write_value(mention)

    def _sector_of(self, indicator: Indicator | None, around: Surroundings) -> DraftField:
        """The sector of all figures of the indicator; else one of them that the sentence names."""
        if indicator is None:
            return DraftField()
        sectors = {one.sector for one in indicator.observations}
        if sectors == {None}:
            return DraftField()
        said = normalise_text(f"{around.head} {around.before} {around.own} {around.after}").compact
        named = {id for name, id in self._sectors.items() if len(name) > 1 and name in said} & sectors
        if len(named) == 1:
            return DraftField(named.pop(), guessed=len(sectors) > 1)
        if len(sectors) == 1:
            return DraftField(sectors.pop(), guessed=True, remark="as other figures of the indicator")
        return DraftField()

    @cached_property
    def _by_number(self) -> Mapping[Decimal, list[tuple[Indicator, Observation]]]:
        """The figures of the dataset by their numbers, those of ranges by their middles."""
        found: dict[Decimal, list[tuple[Indicator, Observation]]] = defaultdict(list)
        for indicator, one in self.dataset.observations():
            found[one.value.value].append((indicator, one))
        return found

    def _find_known(
        self,
        mention: Mention,
        source_id: str | None,
        candidates: tuple[IndicatorCandidate, ...],
        region: DraftField,
        period: DraftField,
        status: DraftField,
        value: str,
    ) -> tuple[str, ...]:
        """The ids of the observations that say the same: of this source on this line, or of another source."""
        printed = _parse_or_none(value)
        sizes = {mention.value} | ({printed.value} if printed else set())
        alike = [each for number in sizes for each in self._by_number.get(number, ())]
        own = [
            one.key(head.id)
            for head, one in alike
            if one.source == source_id
            and mention.line in one.at
            and fits_unit(mention, self.dataset.units[head.unit])
        ]
        if own:
            return tuple(dict.fromkeys(own))
        ids = {one.id for one in candidates}
        elsewhere = [
            one.key(head.id)
            for head, one in alike
            if head.id in ids
            and one.region == region.value
            and (one.period.text if one.period else None) == period.value
            and one.status == (status.value or "actual")
        ]
        return tuple(dict.fromkeys(elsewhere))


def _doubt_rivals(drafts: Iterable[Draft]) -> list[Draft]:
    """The drafts, with the indicator a guess where a text would state unlike numbers of one thing.

    Exports, imports and trade may look like one indicator; of one figure a text states one number.
    """
    found = list(drafts)
    numbers: dict[object, set[object]] = defaultdict(set)
    for draft in found:
        numbers[_thing_of(draft)].add((draft.mention.value, draft.mention.value_high))
    return [
        replace(
            draft, indicator=replace(draft.indicator, guessed=True, remark="as another figure of the text")
        )
        if draft.state == "new" and draft.indicator.is_known and len(numbers[_thing_of(draft)]) > 1
        else draft
        for draft in found
    ]


def _thing_of(draft: Draft) -> tuple[str | None, ...]:
    """What a figure is of: two of one thing are statements of the same."""
    fields = (
        draft.indicator,
        draft.region,
        draft.sector,
        draft.counterpart,
        draft.unit,
        draft.period,
        draft.status,
    )
    return tuple(field.value for field in fields)


def _join_dollars(drafts: list[Draft], text: str) -> list[Draft]:
    """The drafts, each figure of other money with the dollars that stand in brackets behind it."""
    for index in range(1, len(drafts)):
        figure, dollars = drafts[index - 1], drafts[index]
        currency = figure.mention.unit.currency
        if not currency or currency == "USD" or dollars.mention.unit.currency != "USD":
            continue
        if _BRACKET.fullmatch(text[figure.mention.end : dollars.mention.start]):
            drafts[index - 1] = replace(figure, usd=write_value(dollars.mention))
            state: DraftState = "known" if figure.state == "known" else "excused"
            drafts[index] = replace(
                dollars, state=state, known_ids=figure.known_ids, excuse=DOLLARS_BESIDE, proposal=None
            )
    return drafts


class _LinesOfText:
    """Where a clue stands: in the headline, on another line."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._headline = len(text) - len(text.lstrip())
        end = text.find("\n", self._headline)
        self._headline_end = len(text) if end < 0 else end

    def describe_place(self, clue: Clue, mention: Mention) -> str:
        """How far from `mention` the words of `clue` stand; empty where they are on its line, or are none."""
        if clue.start is None:
            return ""
        if "\n" not in self._text[min(clue.start, mention.start) : max(clue.start, mention.start)]:
            return ""
        if clue.start < self._headline_end:
            return "from the headline"
        number = mention.line - self._text.count("\n", clue.start, mention.start)
        return f"from line {number}" if clue.start < mention.start else ""


def _field_of(
    clue: Clue | None, mention: Mention, lines: _LinesOfText, names: Mapping[str, str] | None = None
) -> DraftField:
    """A clue as a field; `names` are those of the records it may name."""
    if clue is None:
        return DraftField()
    remark = lines.describe_place(clue, mention) if clue.guessed else ""
    if names is None:
        return DraftField(clue.value, guessed=clue.guessed, remark=remark)
    if id := find_record(clue.value, names):
        return DraftField(id, guessed=clue.guessed, remark=remark)
    return DraftField(" ".join(clue.value.split()), is_known=False, guessed=True, remark=remark)


def _indicator_field(
    candidates: tuple[IndicatorCandidate, ...], proposal: IndicatorProposal | None
) -> DraftField:
    if proposal:
        return DraftField(proposal.id, is_known=False, guessed=True, remark="new")
    first = candidates[0]
    lead = first.score - candidates[1].score if len(candidates) > 1 else first.score
    return DraftField(first.id, guessed=first.score < _CERTAIN or lead < _CLEAR_LEAD)


def _unit_field(indicator: Indicator | None, proposal: IndicatorProposal | None) -> DraftField:
    if indicator:
        return DraftField(indicator.unit)
    if proposal is None:
        return DraftField()
    return DraftField(proposal.unit, is_known=proposal.new_unit is None, guessed=True)


def _timing_of(indicator: Indicator | None, period: str | None, mention: Mention) -> DraftField:
    """How the figure lies in its period: as the other figures of its indicator do, else a guess by what it counts."""
    length = _length_of(period)
    if indicator:
        alike = {
            one.timing
            for one in indicator.observations
            if _length_of(one.period.text if one.period else None) == length
        }
        if len(alike) == 1:
            return DraftField(next(iter(alike)))
    if period is None:
        return DraftField("unclear", guessed=True)
    timing: Timing = "during"
    if length == "day" or mention.measure in ("rank", "streak"):
        timing = "at"
    elif mention.measure == "level" and length == "years":
        timing = "cumulative"
    elif mention.measure in ("level", "share", "ratio") and mention.unit.kind in ("count", "area"):
        timing = "at"
    return DraftField(timing, guessed=True)


def _length_of(period: str | None) -> str:
    """day, part of a year, year or years; empty for none."""
    if period is None:
        return ""
    parsed: Period = parse_period(period)
    if parsed.start == parsed.end:
        return "day"
    return "part" if parsed.months < 12 else "year" if parsed.months == 12 else "years"


def _short_words(mention: Mention) -> str:
    """The printed words, as many as a record may have; of more, the number with what stands behind it."""
    words = " ".join(mention.stated.split())
    if len(words.split()) <= MAX_STATED_WORDS and sum(map(is_han, words)) <= MAX_STATED_CHARACTERS:
        return words
    return " ".join(mention.number.split())


def _parse_or_none(value: str) -> PrintedNumber | None:
    try:
        return parse_printed_number(value)
    except ValueError:
        return None
