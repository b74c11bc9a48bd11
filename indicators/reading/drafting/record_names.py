"""The records of a dataset by what people call them: "the Guangzhou city", 广州市, guangzhou → guangzhou."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from typing import Final

from indicators.i18n import TEXT_LOCALES
from indicators.model import Dataset
from indicators.query.text_normalisation import normalise_text

#: What a place may be called beside its name.
_KIND_OF_PLACE: Final = re.compile(
    r"\s+(?:city|province|municipality|district|county|prefecture|state|region|proper)$"
    r"|(?<=..)(?:市|省|区|县|自治区|特别行政区|地区|全市|全省)$",
    re.IGNORECASE,
)


def index_names(records: Mapping[str, object]) -> dict[str, str]:
    """Names, aliases and ids of records as they are compared → id; a name that two have leads to neither."""
    found: dict[str, set[str]] = defaultdict(set)
    for id, record in records.items():
        name = getattr(record, "name")  # noqa: B009 - a region, sector or counterpart
        for text in (*(name[locale.id] for locale in TEXT_LOCALES), *getattr(record, "aliases", ()), id):
            found[normalise_text(text).compact].add(id)
    return {text: next(iter(ids)) for text, ids in found.items() if text and len(ids) == 1}


def find_record(words: str, names: Mapping[str, str]) -> str | None:
    """The id of the record that `words` name, with or without the article or the kind of place it is."""
    words = " ".join(words.split())
    for text in (words, words.removeprefix("the ").removeprefix("The "), _KIND_OF_PLACE.sub("", words)):
        if id := names.get(normalise_text(text).compact):
            return id
    return None


def list_place_names(dataset: Dataset) -> frozenset[str]:
    """The names of its regions, those of one letter or character left out."""
    return frozenset(
        name
        for region in dataset.regions.values()
        for name in (*(region.name[locale.id] for locale in TEXT_LOCALES), *region.aliases)
        if len(name) > 1
    )
