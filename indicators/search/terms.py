"""The texts of a dataset that can be searched for: names, aliases and definitions of its records.

Knows nothing of queries.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from indicators.folding import Folded, folded, is_han
from indicators.model import Dataset, Text
from indicators.search.pinyin import Readings, readings

#: What can be named; each is a column of a figure that holds the id of such a record.
KINDS = ("indicator", "region", "sector", "counterpart", "topic", "plan", "source")

Part = Literal["name", "alias", "definition"]


@dataclass(frozen=True, eq=False)
class Term:
    """One text of one record."""

    kind: str
    id: str
    part: Part
    text: str
    folded: Folded = field(repr=False)

    @cached_property
    def sounds(self) -> tuple[Readings, tuple[int, ...]]:
        """How its Chinese characters sound, if it has several, and where in the text they stand."""
        places = tuple(place for place, char in enumerate(self.text) if is_han(char))
        found = readings("".join(self.text[place] for place in places)) if len(places) > 1 else ()
        return (found, places) if len(found) == len(places) else ((), ())


def terms(dataset: Dataset) -> Iterator[Term]:
    """Every text once a record, records in the order of KINDS and of the file, the better parts first."""
    for kind in KINDS:
        for record in getattr(dataset, f"{kind}s").values():
            seen: set[str] = set()
            for part, text in _texts(kind, record):
                compared = folded(text)
                if compared.compact and compared.compact not in seen:
                    seen.add(compared.compact)
                    yield Term(kind, record.id, part, text, compared)


def compared(terms: Iterable[Term]) -> str:
    """The compared forms of some texts, one a line: one look finds whether any of them holds a word."""
    return "\n".join(term.folded.compact for term in terms)


def _texts(kind: str, record: Any) -> Iterator[tuple[Part, str]]:
    yield from _both("name", record.title if kind == "source" else record.name)
    for also in (getattr(record, "short", None), getattr(record, "publisher", None)):
        yield from _both("alias", also)
    yield from (("alias", text) for text in getattr(record, "aliases", ()))
    if kind != "plan":  # its id is a number, and a number means itself
        yield "alias", record.id
    yield from _both(
        "definition", getattr(record, "definition", None) or getattr(record, "description", None)
    )


def _both(part: Part, text: Text | None) -> Iterable[tuple[Part, str]]:
    return ((part, text.en), (part, text.zh)) if text else ()
