"""Drafts of figures as a fragment that `indicators add` takes: what they share first, then an observation a figure.

What a curator must look at stands in comments that begin with `GUESS_MARK`, before the figure it is about, and
`indicators add` asks for each to be deleted. Comments that begin with `NOTE_MARK` tell what is not in the fragment:
figures the dataset already has, excused ones, numbers that could not be read. They are not taken over.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from indicators.curation.coverage import Excuse
from indicators.curation.fragment_defaults import DEFAULTS_KEY, GUESS_MARK, NOTE_MARK
from indicators.i18n import TEXT_LOCALES, locale_of
from indicators.model import DatasetFile, IndicatorHead, Observation, Record, Unit
from indicators.model.code_lists import MEASURES
from indicators.model.period import parse_period
from indicators.reading import Excused, Mention
from indicators.reading.drafting import DOLLARS_BESIDE, Draft, DraftField, IndicatorProposal
from indicators.yamlfile import (
    AttachedComments,
    LayoutPath,
    MappingNode,
    SequenceNode,
    YamlLayout,
    emit_document,
    to_tree,
)

_OBSERVATIONS: Final = "observations"
#: Fields that most figures of an article share.
_SHARED_FIELDS: Final = ("region", "period", "timing", "source")
_FIELDS: Final = ("indicator", *Observation.model_fields)


@dataclass(frozen=True, slots=True)
class _DraftRecord:
    """An observation as it is written, with the remarks that stand before it."""

    fields: dict[str, Any]
    guesses: tuple[str, ...]


def write_fragment(
    drafts: Sequence[Draft],
    unread: Iterable[Excused],
    source: str | None,
    source_note: str = "",
    *,
    are_decided: bool = False,
) -> str:
    """The text of a fragment with every draft that is new; `unread` are numbers that nobody could read.

    `source` is the id of the article, None where it is the curator's to name; `source_note` says why it is a guess.
    Drafts that `are_decided` by a curator hold no guesses, and name no record that has to be proposed.
    """
    new = [draft for draft in drafts if draft.state == "new"]
    records = [_record_of(draft, source) for draft in new]
    if are_decided:
        records = [replace(record, guesses=()) for record in records]
    records = list(_merge_repetitions(records))
    proposals = {draft.proposal.id: draft.proposal for draft in new if draft.proposal and not are_decided}
    shared = _shared_values(record.fields for record in records)
    comments = AttachedComments()
    root = MappingNode((1, 1))
    root[DEFAULTS_KEY] = defaults = to_tree(shared)
    if source_note and "source" in shared:
        comments.before[id(defaults), "source"] = [_comment(GUESS_MARK, source_note)]
    _add_new_records(root, comments, list(proposals.values()))
    root[_OBSERVATIONS] = listed = SequenceNode((1, 1))
    for index, record in enumerate(records):
        own = {name: value for name, value in record.fields.items() if shared.get(name, ...) != value}
        listed.append(to_tree({name: own[name] for name in _FIELDS if name in own}))
        if record.guesses:
            comments.before[id(listed), index] = [_comment(GUESS_MARK, "; ".join(record.guesses))]
    if not shared:
        del root[DEFAULTS_KEY]
    comments.head = list(_notes(drafts, unread))
    if not records:
        return "".join(f"{line}\n" for line in comments.head)
    return emit_document(root, comments, _FRAGMENT_LAYOUT)


def excuse_finder(excuses: Iterable[Excuse], source: str | None) -> Callable[[Mention], str | None]:
    """What says why a number of the article `source` is no figure of the dataset."""
    own = [excuse for excuse in excuses if excuse.source == source]

    def find_excuse(mention: Mention) -> str | None:
        for excuse in own:
            if excuse.first <= mention.line <= excuse.last and excuse.token in ("*", mention.number):
                return excuse.reason
        return None

    return find_excuse


def _record_of(draft: Draft, source: str | None) -> _DraftRecord:
    """A draft as a record; every field that is a guess is named."""
    fields: dict[str, Any] = {"indicator": draft.indicator.value}
    named = {
        "region": draft.region,
        "sector": draft.sector,
        "counterpart": draft.counterpart,
        "period": draft.period,
        "timing": draft.timing,
    }
    fields |= {
        name: field.value
        for name, field in named.items()
        if field.value is not None or name in _SHARED_FIELDS
    }
    fields["value"] = draft.value
    if draft.qualifier != "exact":
        fields["qualifier"] = draft.qualifier
    named["status"] = draft.status
    if draft.status.value != "actual":
        fields["status"] = draft.status.value
    if _has_base(draft):
        named["base_period"] = draft.base_period
        fields["base_period"] = draft.base_period.value
    fields |= {"usd": draft.usd} if draft.usd else {}
    fields |= {"stated": draft.stated, "source": source, "at": [str(draft.line)]}
    guesses = [*_indicator_guess(draft), *_field_guesses(named)]
    return _DraftRecord(fields, tuple(guesses))


def _has_base(draft: Draft) -> bool:
    """Whether the figure has a base period, which lies before its own."""
    base, period = draft.base_period.value, draft.period.value
    if base is None or not MEASURES[draft.measure].has_base:
        return False
    return period is None or parse_period(base).end < parse_period(period).end


def _indicator_guess(draft: Draft) -> Iterator[str]:
    if draft.proposal:
        others = ", ".join(f"{one.id} ({one.score:.2f})" for one in draft.candidates)
        yield "indicator is new" + (f", or {others}" if others else "")
    elif draft.indicator.guessed:
        first, *more = draft.candidates
        others = "".join(f", or {one.id} ({one.score:.2f})" for one in more)
        yield f"indicator ({first.score:.2f}){others}"


def _field_guesses(named: Mapping[str, DraftField]) -> Iterator[str]:
    for name, field in named.items():
        if not field.is_known:
            yield f"the dataset has no {name} {field.value!r}" + (f", {field.remark}" if field.remark else "")
        elif field.value is None and name in ("region", "period"):
            yield f"{name} is not said"
        elif field.guessed:
            yield f"{name} {field.remark}".rstrip()


def _merge_repetitions(records: Iterable[_DraftRecord]) -> Iterator[_DraftRecord]:
    """The records, those that say the same once, with every line on which they stand."""
    found: dict[tuple[str, ...], _DraftRecord] = {}
    for record in records:
        key = tuple(
            f"{name} {value}" for name, value in record.fields.items() if name not in ("at", "stated")
        )
        if (first := found.setdefault(key, record)) is not record:
            first.fields["at"] = list(dict.fromkeys([*first.fields["at"], *record.fields["at"]]))
    return iter(found.values())


def _shared_values(records: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """What at least half of the records have alike, where several do; the source, which all have."""
    listed = list(records)
    shared: dict[str, Any] = {}
    for name in _SHARED_FIELDS:
        counts = Counter(record[name] for record in listed)
        for value, number in counts.most_common(1):
            if name == "source" or (number > 1 and 2 * number >= len(listed) and value is not None):
                shared[name] = value
    return shared


def _add_new_records(
    root: MappingNode, comments: AttachedComments, proposals: Collection[IndicatorProposal]
) -> None:
    """New units and indicators, with null for what only a curator can write."""
    units = {one.new_unit.id: one for one in proposals if one.new_unit}
    if units:
        root["units"] = listed = SequenceNode((1, 1))
    for index, one in enumerate(units.values()):
        unit = one.new_unit
        if unit is None:
            continue
        record = {"id": unit.id, "name": _in_one_language(unit.name, "en"), "kind": unit.kind}
        listed.append(to_tree(record | ({"currency": unit.currency} if unit.currency else {})))
        comments.before[id(listed), index] = [
            _comment(GUESS_MARK, "the unit is new: name it in both languages")
        ]
    if proposals:
        root["indicators"] = heads = SequenceNode((1, 1))
    for index, one in enumerate(proposals):
        head: dict[str, Any] = {
            "id": one.id,
            "name": _in_one_language(one.name, one.language),
            "definition": _in_one_language(None, one.language),
            "topic": one.topic,
            "unit": one.unit,
            "measure": one.measure,
        }
        if one.measure == "share":
            head["of"] = _in_one_language(None, one.language)
        heads.append(to_tree(head))
        missing = " and ".join(
            locale_of(locale.id).english_name for locale in TEXT_LOCALES if locale.id != one.language
        )
        words = f"the indicator is new: id, topic and unit; its name in {missing} and its definition are to be written"
        comments.before[id(heads), index] = [_comment(GUESS_MARK, words)]


def _in_one_language(text: str | None, language: str) -> dict[str, str | None]:
    return {locale.id: text if locale.id == language else None for locale in TEXT_LOCALES}


def _notes(drafts: Iterable[Draft], unread: Iterable[Excused]) -> Iterator[str]:
    """What is not in the fragment, in the order of its lines."""
    told = [
        (draft.line, f"line {draft.line}: {draft.stated}: the dataset has it: {', '.join(draft.known_ids)}")
        for draft in drafts
        if draft.state == "known"
    ]
    told += [
        (draft.line, f"line {draft.line}: {draft.stated}: excused: {draft.excuse}")
        for draft in drafts
        if draft.state == "excused" and draft.excuse != DOLLARS_BESIDE
    ]
    told += [(one.line, f"line {one.line}: {one.text}: not read") for one in unread]
    yield from (_comment(NOTE_MARK, words) for _, words in sorted(told, key=lambda each: each[0]))


def _comment(mark: str, words: str) -> str:
    """A comment on one line, whatever the words of the text are."""
    return f"{mark} {' '.join(''.join(char if char.isprintable() else ' ' for char in words).split())}"


def _key_order(where: LayoutPath) -> Sequence[str]:
    if not where:
        return (DEFAULTS_KEY, *(name for name in DatasetFile.model_fields), _OBSERVATIONS)
    kinds: dict[str, type[Record]] = {"units": Unit, "indicators": IndicatorHead}
    return _FIELDS if where[0] in (DEFAULTS_KEY, _OBSERVATIONS) else tuple(kinds[str(where[0])].model_fields)


_FRAGMENT_LAYOUT: Final = YamlLayout(
    keys=lambda where: (
        _key_order(where) if len(where) in (0, 1, 2) else tuple(locale.id for locale in TEXT_LOCALES)
    ),
    is_block=lambda where: len(where) <= 1 or where[1:] == (None,),
    sort_order=lambda _, items: range(len(items)),
)
