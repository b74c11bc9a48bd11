"""The texts of a dataset that can be searched for: names, aliases and definitions of its records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from indicators.i18n import TEXT_LOCALES
from indicators.model import Dataset, Record, Text
from indicators.model.dimensions import DIMENSIONS_BY_ID
from indicators.query.search.chinese import Readings, pinyin_readings
from indicators.query.text_normalisation import NormalisedText, is_han, normalise_text

#: What can be named; each is a column of a figure that holds the id of such a record.
SEARCHED_KINDS = ("indicator", "region", "sector", "counterpart", "topic", "plan", "source")

TermPart = Literal["name", "alias", "definition"]


@dataclass(frozen=True, eq=False)
class Term:
    """One text of one record."""

    kind: str
    id: str
    part: TermPart
    text: str
    folded: NormalisedText = field(repr=False)

    @cached_property
    def pinyin(self) -> tuple[Readings, tuple[int, ...]]:
        """How its Chinese characters sound, if it has several, and where in the text they stand."""
        places = tuple(place for place, char in enumerate(self.text) if is_han(char))
        found = pinyin_readings("".join(self.text[place] for place in places)) if len(places) > 1 else ()
        return (found, places) if len(found) == len(places) else ((), ())


def list_terms(dataset: Dataset) -> Iterator[Term]:
    """Every text once a record, records in the order of `SEARCHED_KINDS` and of the file, the better parts first."""
    for kind in SEARCHED_KINDS:
        for id, record in DIMENSIONS_BY_ID[kind].records(dataset).items():
            seen: set[str] = set()
            for part, text in _record_texts(kind, id, record):
                compared = normalise_text(text)
                if compared.compact and compared.compact not in seen:
                    seen.add(compared.compact)
                    yield Term(kind, id, part, text, compared)


def join_normalised(terms: Iterable[Term]) -> str:
    """The compared forms of some texts, one a line: one look finds whether any of them holds a word."""
    return "\n".join(term.folded.compact for term in terms)


def _record_texts(kind: str, id: str, record: Record) -> Iterator[tuple[TermPart, str]]:
    yield from _in_both_languages("name", getattr(record, DIMENSIONS_BY_ID[kind].name_field))
    for also in (getattr(record, "short", None), getattr(record, "publisher", None)):
        yield from _in_both_languages("alias", also)
    yield from (("alias", text) for text in getattr(record, "aliases", ()))
    if kind != "plan":  # its id is a number, and a number means itself
        yield "alias", id
    yield from _in_both_languages(
        "definition", getattr(record, "definition", None) or getattr(record, "description", None)
    )


def _in_both_languages(part: TermPart, text: Text | None) -> Iterable[tuple[TermPart, str]]:
    return ((part, text[locale.id]) for locale in TEXT_LOCALES) if text else ()
