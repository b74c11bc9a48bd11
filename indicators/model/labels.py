"""What readers choose by: the name of a record, with what tells it apart from others of the same name.

Two regions can both be called Port; a list that shows names alone would offer one of them twice. So a label is
the name and, only where another record has the same, in brackets what differs: the parent, the measure, the
publisher … and the id where nothing else does. Labels of one kind of record are unlike in each language. Files
hold plain names; whatever shows names to choose or to read asks `Labels`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from indicators.i18n import Language, add_brackets, isolate_direction, join_list, load_messages
from indicators.model.code_lists import MEASURES, REGION_KINDS, CodeList

#: section of the dataset → its records by id
Sections = Mapping[str, Mapping[str, Any]]
#: The records of one name → of each what may tell it apart, in some language.
Distinction = Callable[[Sequence[Any], Sections, Language], list[str]]


def _name_of(records: Mapping[str, Any], id: str, language: Language) -> str:
    return isolate_direction(records[id].name[language]) if id in records else ""


def _by_parents(section: str, field: str, *, deep: bool = False) -> Distinction:
    """The parents that not all of them have, or – `deep` – these and theirs, from the nearest on."""

    def direct(record: Any) -> list[str]:
        found = getattr(record, field, None) or ()
        return [found] if isinstance(found, str) else list(found)

    def parents(record: Any, records: Mapping[str, Any]) -> tuple[str, ...]:
        found = direct(record)
        for id in found if deep else ():  # grows while it is read
            found += [above for above in direct(records.get(id)) if above not in found]
        return tuple(found)

    def describe(twins: Sequence[Any], sections: Sections, language: Language) -> list[str]:
        records = sections[section]
        found = [parents(twin, records) for twin in twins]
        shared = set(found[0]).intersection(*found[1:])
        return [
            join_list((_name_of(records, id, language) for id in ids if id not in shared), language)
            for ids in found
        ]

    return describe


def _by_code(field: str, codes: CodeList[Any]) -> Distinction:
    return lambda twins, _, language: [
        load_messages(language)(codes[getattr(twin, field)].label) for twin in twins
    ]


def _by_text(field: str) -> Distinction:
    """A field in both languages."""
    return lambda twins, _, language: [
        str(text[language]) if (text := getattr(twin, field)) else "" for twin in twins
    ]


def _by_reference(field: str, section: str) -> Distinction:
    return lambda twins, sections, language: [
        _name_of(sections[section], getattr(twin, field), language) for twin in twins
    ]


def _by_value(*fields: str) -> Distinction:
    """Fields that are the same in every language."""
    return lambda twins, _, __: [
        "–".join(f"{value:04}" if isinstance(value, int) else str(value) for value in values if value)
        for values in ([getattr(twin, field) for field in fields] for twin in twins)
    ]


@dataclass(frozen=True)
class _Labelled:
    """A section whose records have labels: what tells them apart, the best first, and the field of the name."""

    distinctions: tuple[Distinction, ...] = ()
    name_field: str = "name"


LABELLED_SECTIONS: Final[Mapping[str, _Labelled]] = {
    "regions": _Labelled(
        (
            _by_parents("regions", "within"),
            _by_parents("regions", "within", deep=True),
            _by_code("kind", REGION_KINDS),
            _by_value("code"),
        )
    ),
    "sectors": _Labelled((_by_parents("sectors", "group"), _by_parents("sectors", "group", deep=True))),
    "topics": _Labelled(),
    "units": _Labelled((_by_text("per"), _by_value("currency"))),
    "counterparts": _Labelled(),
    "plans": _Labelled((_by_value("start", "end"),)),
    "indicators": _Labelled(
        (
            _by_code("measure", MEASURES),
            _by_text("of"),
            _by_reference("unit", "units"),
            _by_reference("topic", "topics"),
        )
    ),
    "sources": _Labelled((_by_text("publisher"), _by_value("published"), _by_value("language")), "title"),
}


def _seen(name: str) -> str:
    """A name as eyes compare it: without what is not seen, and without the width of its letters."""
    folded = unicodedata.normalize("NFKC", name)
    return " ".join("".join(char for char in folded if unicodedata.category(char) != "Cf").split())


def _find_alike(texts: Mapping[str, str]) -> list[list[str]]:
    """The ids whose texts look alike, group by group."""
    found: dict[str, list[str]] = {}
    for id, text in texts.items():
        found.setdefault(_seen(text), []).append(id)
    return [group for group in found.values() if len(group) > 1]


def _names(section: str, sections: Sections, language: Language) -> dict[str, str]:
    named = LABELLED_SECTIONS[section].name_field
    return {
        id: isolate_direction(getattr(record, named)[language]) for id, record in sections[section].items()
    }


def find_twins(section: str, sections: Sections, language: Language) -> list[list[str]]:
    """The ids of a section that have one name in a language, group by group."""
    return _find_alike(_names(section, sections, language))


def find_indistinct(section: str, sections: Sections, language: Language) -> list[list[str]]:
    """The groups of ids whose records have one name and nothing but the id that tells them apart."""
    found: list[list[str]] = []
    for twins in find_twins(section, sections, language):
        _distinguish(twins, section, sections, language, found)
    return found


def make_labels(section: str, sections: Sections, language: Language) -> dict[str, str]:
    """The label of every id of a section in a language; no two look alike."""
    labels = _names(section, sections, language)
    for twins in find_twins(section, sections, language):
        for id, notes in _distinguish(twins, section, sections, language, []).items():
            labels[id] = add_brackets(labels[id], join_list(notes, language), language)
    return distinct_labels(labels, language)  # a name may be written like the label of another


def distinct_labels(labels: Mapping[str, str], language: Language) -> dict[str, str]:
    """Labels by id, those that look like another with the id in brackets."""
    found = dict(labels)
    while alike := _find_alike(found):
        found |= {id: add_brackets(found[id], id, language) for group in alike for id in group}
    return found


def _distinguish(
    twins: Sequence[str], section: str, sections: Sections, language: Language, indistinct: list[list[str]]
) -> dict[str, list[str]]:
    """What tells each of several records of one name apart; notes in `indistinct` those that only the id does."""
    records, notes = sections[section], {id: list[str]() for id in twins}
    groups = [list(twins)]
    for distinction in LABELLED_SECTIONS[section].distinctions:
        split: list[list[str]] = []
        for group in groups:
            found = dict(
                zip(group, distinction([records[id] for id in group], sections, language), strict=True)
            )
            if len(set(found.values())) == 1:
                split.append(group)
                continue
            for id, note in found.items():
                notes[id] += [note] if note and note not in notes[id] else []
            split += _find_alike(found)
        groups = split
    indistinct += groups
    for id in (id for group in groups for id in group):
        notes[id].append(id)
    for id in (id for id in twins if not notes[id]):  # the one without a parent
        notes[id].append(_own_note(id, section, sections, language))
    return notes


def _own_note(id: str, section: str, sections: Sections, language: Language) -> str:
    """The first thing that can be said of a record at all."""
    record = sections[section][id]
    found = (each([record], sections, language)[0] for each in LABELLED_SECTIONS[section].distinctions)
    return next(filter(None, found), id)


class Labels(Mapping[str, Mapping[str, str]]):
    """Of one language: section → id → label, made when first asked for."""

    def __init__(self, sections: Sections, language: Language) -> None:
        self._sections, self._language = sections, language
        self._made: dict[str, dict[str, str]] = {}

    def __getitem__(self, section: str) -> Mapping[str, str]:
        if section not in self._made:
            self._made[section] = make_labels(section, self._sections, self._language)
        return self._made[section]

    def __iter__(self) -> Iterator[str]:
        return iter(LABELLED_SECTIONS)

    def __len__(self) -> int:
        return len(LABELLED_SECTIONS)
