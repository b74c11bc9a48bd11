"""Names of records where a text says them: the longest name at a place, in any script, as whole words."""

from __future__ import annotations

import re
from collections.abc import Mapping

from indicators.i18n import TEXT_LOCALES
from indicators.query.simplified_chinese import simplify_character
from indicators.query.text_normalisation import is_han

#: Names of fewer letters are abbreviations, which are written in capitals.
_SHORT = 3


def simplify(text: str) -> str:
    """The text in simplified characters, each in its place."""
    return text if text.isascii() else "".join(map(simplify_character, text))


class NameFinder:
    """Finds the records of one section by their names and aliases."""

    def __init__(self, records: Mapping[str, object]) -> None:
        self._ids: dict[str, str] = {}
        for id, record in records.items():
            name = getattr(record, "name")  # noqa: B009 - a region, sector or counterpart
            for text in (*(name[locale.id] for locale in TEXT_LOCALES), *getattr(record, "aliases", ())):
                if len(text) > 1:
                    self._ids.setdefault(_fold(text), id)
        forms = sorted(self._ids, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(_form_pattern, forms)) or r"(?!)")

    def find(self, text: str) -> list[tuple[int, str]]:
        """Where a name begins in `text`, and the id of its record."""
        found = (
            (match.start(), self._ids.get(_fold(match[0])) or self._ids.get(_fold(match[0]).rstrip("s")))
            for match in self._pattern.finditer(simplify(text))
        )
        return [(start, id) for start, id in found if id]


def _fold(name: str) -> str:
    name = " ".join(simplify(name).replace("“", "").replace("”", "").replace("–", "-").split())
    return name if len(name) <= _SHORT and name.isupper() else name.casefold()


def _form_pattern(name: str) -> str:
    if is_han(name):
        return re.escape(name)
    words = re.escape(name).replace(r"\ ", r"[\s-]+").replace(r"\-", "[-–—]")
    return (
        rf"(?<![A-Za-z]){words}s?(?![A-Za-z])"
        if name.isupper()
        else rf"(?<![A-Za-z])(?i:{words})s?(?![A-Za-z])"
    )
