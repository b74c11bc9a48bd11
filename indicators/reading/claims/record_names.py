"""Names of records where a text says them: the longest name at a place, in any script, as whole words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from indicators.i18n import TEXT_LOCALES
from indicators.query.simplified_chinese import simplify_character
from indicators.query.text_normalisation import is_han

#: Names of fewer letters are abbreviations, which are written in capitals.
_SHORT = 3
#: What joins the parts of a name: Beijing–Tianjin–Hebei is "Beijing, Tianjin and Hebei" too.
_JOINTS = re.compile(r"[-–—]|,?\s+and\s+|,\s*")
#: A name of several words that all begin with a capital, which is abbreviated by these: European Union.
_CAPITALISED = re.compile(r"[A-Z][\w'’]+(?:\s+[A-Z][\w'’]+)+")


def simplify(text: str) -> str:
    """The text in simplified characters, each in its place."""
    return text if text.isascii() else "".join(map(_simplify, text))


@lru_cache(maxsize=8192)
def _simplify(char: str) -> str:
    return simplify_character(char) if is_han(char) else char


class NamedRecord(NamedTuple):
    """Where a text names a record."""

    start: int
    end: int
    id: str


class NameFinder:
    """Finds the records of one section by their names and aliases."""

    def __init__(self, records: Mapping[str, object]) -> None:
        self._ids: dict[str, str] = {}
        initials: dict[str, set[str]] = {}
        for id, record in records.items():
            name = getattr(record, "name")  # noqa: B009 - a region, sector or counterpart
            names = (*(name[locale.id] for locale in TEXT_LOCALES), *getattr(record, "aliases", ()))
            for text in names:
                if len(key := _fold(text)) > 1:
                    self._ids.setdefault(key, id)
                if _CAPITALISED.fullmatch(text):
                    initials.setdefault("".join(re.findall("[A-Z]", text)), set()).add(id)
        for (
            letters,
            ids,
        ) in initials.items():  # those of two records are of neither, and a name goes before them
            if len(ids) == 1 and letters.casefold() not in self._ids:
                self._ids.setdefault(_fold(letters), next(iter(ids)))
        forms = sorted(self._ids, key=len, reverse=True)
        han = [re.escape(name) for name in forms if is_han(name)]
        caps = [_spaced(name) for name in forms if not is_han(name) and name.isupper()]
        latin = [_spaced(name) for name in forms if not is_han(name) and not name.isupper()]
        self._pattern = re.compile(
            rf"{'|'.join(han) or '(?!)'}|(?<![A-Za-z])(?:(?i:{'|'.join(latin) or '(?!)'})|{'|'.join(caps) or '(?!)'})s?(?![A-Za-z$])"
        )

    def find(self, text: str) -> list[NamedRecord]:
        """The names in `text`, in order."""
        found = []
        for match in self._pattern.finditer(simplify(text)):
            id = self._ids.get(_fold(match[0])) or self._ids.get(_fold(match[0].removesuffix("s")))
            found += [NamedRecord(match.start(), match.end(), id)] if id else []
        return found


def _fold(name: str) -> str:
    name = " ".join(_JOINTS.sub(" ", simplify(name).replace("“", "").replace("”", "")).split())
    return name if len(name) <= _SHORT and name.isupper() else name.casefold()


def _spaced(name: str) -> str:
    """A name of several words, with whatever joins them."""
    return re.escape(name).replace(r"\ ", r"(?:[\s–—-]+|,?\s+and\s+|,\s*)")
