"""An article that is being read: a draft for every figure, what its curator decided of each, and the fragment so far.

Nothing here knows of pages. A `ReadingDesk` belongs to one reader and changes as they decide; it holds texts, ids and
drafts, never the dataset, which is given where it is asked for.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, Literal

from indicators.curation.coverage import Excuse
from indicators.curation.draft_fragment import excuse_finder, write_fragment
from indicators.curation.layout import DATA_FILE_LAYOUT
from indicators.errors import IndicatorsError
from indicators.i18n import TEXT_LOCALES, gettext_noop, guess_language, tag_of
from indicators.model import Dataset
from indicators.model.period import parse_period
from indicators.model.quantity import parse_printed_number
from indicators.reading import read
from indicators.reading.drafting import Draft, Drafter, DraftField, IndicatorProposal, UnitProposal
from indicators.reading.drafting.indicator_proposal import make_slug
from indicators.reading.mention import Excused, Reason
from indicators.reading.other_languages import guess_other_language
from indicators.reading.place_names import chinese_places
from indicators.yamlfile import emit_list_item, to_tree

#: Characters of an article that is read at the desk.
MAX_ARTICLE_LENGTH: Final = 200_000
_SENTENCE_END: Final = re.compile(r"[.!?][\"”’)]*\s+(?=[\"“‘(]?[A-Z])|[。！？；\n\r]")
#: Characters of a sentence that are shown before and after its figure.
_MAX_BESIDE: Final = 300

Decision = Literal["open", "accepted", "rejected"]
MarkId = Literal["draft", "accepted", "known", "excused", "unread"]
#: Fields of a draft that name a record → the section of the dataset where it is.
REFERENCES: Final[Mapping[str, str]] = {
    "indicator": "indicators",
    "region": "regions",
    "sector": "sectors",
    "counterpart": "counterparts",
}
#: References without which there is no figure.
_NEEDED: Final = ("indicator", "region")
#: Fields of a draft that are text; the others are `DraftField`s.
_PLAIN: Final = ("value", "stated", "qualifier")
#: Fields that may be guesses.
_GUESSED: Final = (*REFERENCES, "unit", "period", "base_period", "timing", "status")
#: A record that is not in the dataset, as a data file has it.
NewRecord = dict[str, Any]
_REGION_KINDS: Final = {
    "country": "country",
    "province": "province",
    "prefecture": "city",
    "city": "city",
    "zone": "zone",
}
_REGION_ENDS: Final = (
    ("District", "district"),
    ("区", "district"),
    ("County", "county"),
    ("县", "county"),
    ("City", "city"),
    ("市", "city"),
)
_MAX_TITLE, _MAX_SOURCE_ID = 200, 60


class UnreadableArticle(IndicatorsError):
    """There is nothing to read; the message is a sentence for readers, to be translated with `values`."""

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message)
        self.message, self.values = message, values


@dataclass(frozen=True, slots=True)
class MarkKind:
    """What a marked number of an article is: `label` says it to readers (a message to translate)."""

    id: MarkId
    label: str


MARK_KINDS: Final = (
    MarkKind("draft", gettext_noop("to be decided")),
    MarkKind("accepted", gettext_noop("accepted")),
    MarkKind("known", gettext_noop("in the dataset")),
    MarkKind("excused", gettext_noop("no figure")),
    MarkKind("unread", gettext_noop("not read")),
)


@dataclass(frozen=True, slots=True)
class Mark:
    """The characters `start` to `end` of the article; `index` is the draft's, `reason` why they are no figure."""

    start: int
    end: int
    kind: MarkId
    index: int | None = None
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """The sentence of a figure: its words between what stands before and after them there."""

    before: str
    words: str
    after: str


class ReadingDesk:
    """The drafts of one text, in reading order, and the one at the cursor: None where the text has no figure.

    `excused` are the numbers that the reader of prose takes for no figures.
    """

    def __init__(self, text: str, drafts: Sequence[Draft], excused: Sequence[Excused] = ()) -> None:
        self.text = text
        self.drafts = list(drafts)
        self.excused = tuple(excused)
        self.decisions: list[Decision] = ["open"] * len(self.drafts)
        self.source: NewRecord | None = None
        self.records: dict[str, dict[str, NewRecord]] = {}
        self.cursor: int | None = 0 if drafts else None
        self.cursor = self._next_open(-1)

    # --- where the reader is ---------------------------------------------------------------------

    @property
    def draft(self) -> Draft | None:
        """The draft at the cursor."""
        return None if self.cursor is None else self.drafts[self.cursor]

    @property
    def is_done(self) -> bool:
        """Whether every figure is decided, or known."""
        return not any(map(self._is_open, range(len(self.drafts))))

    def go_to(self, index: int) -> None:
        """Put the cursor on a draft."""
        if self.drafts:
            self.cursor = min(max(index, 0), len(self.drafts) - 1)

    def step(self, by: int) -> None:
        """Put the cursor on the draft before (-1) or after (1) it, whatever was decided of it."""
        if self.cursor is not None:
            self.go_to(self.cursor + by)

    def _is_open(self, index: int) -> bool:
        return self.decisions[index] == "open" and self.drafts[index].state == "new"

    def _next_open(self, after: int) -> int | None:
        """The next draft to be decided, else the first that was left out; where all are decided, the one at the cursor."""
        order = [*range(after + 1, len(self.drafts)), *range(after + 1)]
        return next((index for index in order if self._is_open(index)), self.cursor)

    # --- what is decided -------------------------------------------------------------------------

    def accept(self) -> None:
        """Take the draft at the cursor into the fragment, and go to the next one: what was a guess no longer is."""
        if self.draft is not None:
            self.change(_vouch(self.draft))
        self._decide("accepted")

    def reject(self) -> None:
        """The number at the cursor is no figure of the dataset; go to the next one."""
        self._decide("rejected")

    def reopen(self) -> None:
        """Take back what was decided of the draft at the cursor, and stay there."""
        if self.cursor is not None:
            self.decisions[self.cursor] = "open"

    def _decide(self, decision: Decision) -> None:
        if self.cursor is not None:
            self.decisions[self.cursor] = decision
            self.cursor = self._next_open(self.cursor)

    def change(self, draft: Draft) -> None:
        """Put `draft` in the place of the one at the cursor."""
        if self.cursor is not None:
            self.drafts[self.cursor] = draft

    def fill_in(self, words: Mapping[str, str]) -> None:
        """Let fields of the draft at the cursor hold `words`, "" for nothing; they are no guesses any more.

        A new indicator, which must be among the records, brings its unit and measure.
        """
        if self.draft is None:
            return
        changes: dict[str, Any] = {}
        for name, said in words.items():
            plain = said.strip()
            changes[name] = plain if name in _PLAIN else DraftField(plain or None)
        record = self.records.get("indicators", {}).get(words.get("indicator", ""))
        if record:
            changes |= {"unit": DraftField(record["unit"]), "measure": record["measure"]}
            proposal = self.draft.proposal
            if proposal and proposal.new_unit and record["unit"] == proposal.new_unit.id:
                self.add_record("units", new_unit(proposal.new_unit))
        self.change(replace(self.draft, **changes))

    def name_source(self, record: NewRecord) -> None:
        """Let the article be one that the dataset does not have, described by `record`."""
        self.source = record
        self.drafts = [replace(draft, source=str(record["id"])) for draft in self.drafts]

    def take_over(self, before: ReadingDesk) -> None:
        """Decide as on the desk of the same text `before`, but for what the dataset has by now."""
        decided = {
            draft.mention.start: (draft, decision)
            for draft, decision in zip(before.drafts, before.decisions, strict=True)
            if decision != "open"
        }
        undecided: Decision = "open"
        for index, draft in enumerate(self.drafts):
            old, decision = decided.get(draft.mention.start, (draft, undecided))
            if draft.state != "known" and decision != "open":
                self.drafts[index], self.decisions[index] = replace(old, source=draft.source), decision
        self.records = before.records
        self.cursor = before.cursor

    def name_region(self, words: str, record: NewRecord) -> None:
        """Let `words` of the text be a region that the dataset does not have: of every figure that names it so."""
        self.add_record("regions", record)
        self.drafts = [
            replace(draft, region=DraftField(record["id"]))
            if not draft.region.is_known and draft.region.value == words
            else draft
            for draft in self.drafts
        ]

    def settle(self, dataset: Dataset) -> None:
        """What was accepted is in `dataset` by now: its figures are known, and no longer a part of the fragment."""
        ids = {
            (one.source, one.stated, line): one.key(head.id)
            for head, one in dataset.observations()
            for line in one.at
        }
        for index, draft in enumerate(self.drafts):
            id = ids.get((draft.source or "", draft.stated, draft.line))
            if self.decisions[index] == "accepted" and id:
                self.drafts[index] = replace(draft, state="known", known_ids=(id,))
                self.decisions[index] = "open"

    def add_record(self, section: str, record: NewRecord) -> None:
        """Have a record that drafts may name and the dataset does not have; one of the same id is replaced."""
        self.records.setdefault(section, {})[str(record["id"])] = record

    # --- what there is ---------------------------------------------------------------------------

    @property
    def accepted(self) -> tuple[Draft, ...]:
        """The drafts that were accepted, in reading order."""
        pairs = zip(self.drafts, self.decisions, strict=True)
        return tuple(draft for draft, decision in pairs if decision == "accepted")

    @property
    def accepted_with_current(self) -> tuple[Draft, ...]:
        """The accepted drafts and the one at the cursor: what there will be when it is accepted."""
        return tuple(
            draft
            for index, (draft, decision) in enumerate(zip(self.drafts, self.decisions, strict=True))
            if decision == "accepted" or index == self.cursor
        )

    def find_gaps(self, dataset: Dataset) -> tuple[str, ...]:
        """The fields without which the draft at the cursor makes no record, or that hold what none can."""
        draft = self.draft
        if draft is None:
            return ()
        gaps = [
            name
            for name, section in REFERENCES.items()
            if not self._is_resolved(name, section, getattr(draft, name), dataset)
        ]
        checks = (
            ("period", draft.period.value, parse_period),
            ("base_period", draft.base_period.value, parse_period),
            ("value", draft.value, parse_printed_number),
        )
        gaps += [name for name, value, parse in checks if value is not None and not _is_parsed(value, parse)]
        return (*gaps, *(() if draft.stated.strip() else ("stated",)))

    def _is_resolved(self, name: str, section: str, field: DraftField, dataset: Dataset) -> bool:
        if field.value is None:
            return name not in _NEEDED
        return field.value in getattr(dataset, section) or field.value in self.records.get(section, {})

    def write_fragment(self, drafts: Sequence[Draft]) -> str:
        """`drafts` as a fragment for `indicators add`, with those of the new records that they name."""
        if not drafts:
            return ""
        regions = self._used("regions", (draft.region.value for draft in drafts))
        indicators = self._used("indicators", (draft.indicator.value for draft in drafts))
        units = self._used("units", (str(record["unit"]) for record in indicators))
        sources = [self.source] if self.source else []
        added = {"sources": sources, "regions": regions, "units": units, "indicators": indicators}
        lines: list[str] = []
        for section, records in added.items():
            lines += [f"{section}:"] if records else []
            for record in records:
                lines += emit_list_item(to_tree(record), 2, (section,), DATA_FILE_LAYOUT)
        decided = [replace(draft, state="new") for draft in drafts]
        figures = write_fragment(decided, (), drafts[0].source, are_decided=True)
        return "".join(f"{line}\n" for line in lines) + figures

    def _used(self, section: str, ids: Iterable[str | None]) -> list[NewRecord]:
        there = self.records.get(section, {})
        return [there[id] for id in dict.fromkeys(ids) if id in there]

    @property
    def counts(self) -> Counter[MarkId]:
        """How many figures are what."""
        return Counter(map(self.mark_of, range(len(self.drafts))))

    def mark_of(self, index: int) -> MarkId:
        """What the figure of a draft is marked as."""
        match self.decisions[index], self.drafts[index].state:
            case "accepted", _:
                return "accepted"
            case "rejected", _:
                return "excused"
            case _, "new":
                return "draft"
            case _, state:
                return "known" if state == "known" else "excused"

    @property
    def marks(self) -> list[Mark]:
        """Every marked number of the text, in reading order, no two overlapping."""
        found = [
            Mark(draft.mention.start, draft.mention.end, self.mark_of(index), index)
            for index, draft in enumerate(self.drafts)
        ]
        for one in self.excused:
            kind: MarkId = "unread" if one.reason == "unread" else "excused"
            found.append(Mark(one.start, one.end, kind, reason=one.reason))
        found.sort(key=lambda mark: (mark.start, -mark.end))
        apart: list[Mark] = []
        for mark in found:
            if not apart or mark.start >= apart[-1].end:
                apart.append(mark)
        return apart

    @property
    def sentence(self) -> Sentence | None:
        """The sentence of the figure at the cursor, cut where it is very long."""
        if self.draft is None:
            return None
        start, end = self.draft.mention.start, self.draft.mention.end
        first = max(0, start - _MAX_BESIDE)
        begin = max((match.end() for match in _SENTENCE_END.finditer(self.text, first, start)), default=first)
        last = min(len(self.text), end + _MAX_BESIDE)
        stop = _SENTENCE_END.search(self.text, end, last)
        before, after = self.text[begin:start], self.text[end : stop.end() if stop else last]
        return Sentence(
            f"… {before.lstrip()}" if begin == first > 0 else before.lstrip(),
            self.text[start:end],
            after.rstrip() if stop or last == len(self.text) else f"{after.rstrip()} …",
        )


def _vouch(draft: Draft) -> Draft:
    fields = {name: getattr(draft, name) for name in _GUESSED}
    return replace(draft, **{name: replace(each, guessed=False, remark="") for name, each in fields.items()})


def choose_indicator(draft: Draft, id: str, dataset: Dataset) -> Draft:
    """`draft` as a figure of an indicator of the dataset: its value is written in the unit of that one."""
    indicator = dataset.indicators[id]
    unit = dataset.units[indicator.unit]
    return replace(
        draft,
        indicator=DraftField(id),
        unit=DraftField(unit.id),
        measure=indicator.measure,
        value=draft.value_in(unit),
    )


def new_region(words: str) -> NewRecord:
    """A record for a region that the dataset does not have; in both languages where it is a known place of China."""
    names = {words, words.removesuffix(" City"), words.removesuffix(" Province")}
    for place in chinese_places():
        if names & {place.name, place.full_name, place.english}:
            kind = _REGION_KINDS.get(place.kind, "other")
            return {
                "id": make_slug(place.english),
                "name": _texts(place.english, place.full_name),
                "kind": kind,
            }
    ends = next((kind for end, kind in _REGION_ENDS if words.endswith(end)), "other")
    return {"id": make_slug(words), "name": _texts(words, words), "kind": ends}


def new_indicator(proposal: IndicatorProposal) -> NewRecord:
    """The record of a new indicator as far as the text says it: what it defines is the curator's."""
    return {
        "id": proposal.id,
        "name": _texts(proposal.name, proposal.name),
        "definition": _texts("", ""),
        "topic": proposal.topic,
        "unit": proposal.unit,
        "measure": proposal.measure,
    }


def new_unit(proposal: UnitProposal) -> NewRecord:
    """The record of a new unit."""
    record: NewRecord = {
        "id": proposal.id,
        "name": _texts(proposal.name, proposal.name),
        "kind": proposal.kind,
    }
    return record | ({"currency": proposal.currency} if proposal.currency else {})


def _texts(english: str, chinese: str) -> dict[str, str]:
    """A text in the languages of the dataset."""
    return dict(zip((locale.id for locale in TEXT_LOCALES), (english, chinese), strict=True))


def new_source(text: str, publisher: str, published: str, accessed: date) -> NewRecord:
    """The record of the source of a text, titled by its first line."""
    title = next((line.strip() for line in text.split("\n") if line.strip()), "")[:_MAX_TITLE].strip()
    language = guess_language(text)
    return {
        "id": make_slug(title)[:_MAX_SOURCE_ID].strip("-"),
        "title": {locale.id: title for locale in TEXT_LOCALES},
        "publisher": publisher,
        "published": published,
        "language": tag_of(language),
        "accessed": accessed.isoformat(),
    }


def _is_parsed(text: str, parse: Callable[[str], object]) -> bool:
    try:
        parse(text)
    except ValueError:
        return False
    return True


def check_article_length(text: str) -> None:
    """Raise UnreadableArticle for a text that is longer than what is read at the desk."""
    if len(text) > MAX_ARTICLE_LENGTH:
        raise UnreadableArticle(
            gettext_noop("This text has {n} characters, more than the {most} that are read here."),
            n=len(text),
            most=MAX_ARTICLE_LENGTH,
        )


def open_desk(
    text: str,
    drafter: Drafter,
    *,
    published: date | None = None,
    source_id: str | None = None,
    excuses: Iterable[Excuse] = (),
) -> ReadingDesk:
    """The desk for a text; see `Drafter.draft`. Raises UnreadableArticle where there is nothing to be drafted."""
    check_article_length(text)
    if not text.strip():
        raise UnreadableArticle(gettext_noop("There is no text to read."))
    if guess_other_language(text):
        raise UnreadableArticle(
            gettext_noop(
                "This text is in neither English nor Chinese; articles in other languages are not read."
            )
        )
    drafts = drafter.draft(
        text, published=published, source_id=source_id, find_excuse=excuse_finder(excuses, source_id)
    )
    excused = read(text).excused
    if not drafts and not any(one.reason == "unread" for one in excused):
        raise UnreadableArticle(gettext_noop("This text states no figure."))
    return ReadingDesk(text, drafts, excused)
