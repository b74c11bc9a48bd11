"""Addresses of the site that pages and API both write: the query string of a selection, and short links."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlencode

from indicators.i18n import DEFAULT_LANGUAGE, Language
from indicators.query import Selection

#: Letter of a short link → the page it leads to, and the parameter that takes its id.
SHORT_LINKS: Final = {"i": ("indicators", "indicator"), "r": ("regions", "region"), "f": ("data", "figure")}


#: Asks for CSV as Excel opens it.
BOM_QUERY: Final = "bom=1"


def selection_pairs(selection: Selection, language: Language) -> list[tuple[str, str]]:
    """The parameters that name `selection` and `language`, where they are not the default."""
    return selection.params() + ([("lang", language)] if language != DEFAULT_LANGUAGE else [])


def selection_query(selection: Selection, language: Language) -> str:
    """The shortest query string that asks for `selection` in `language`."""
    return urlencode(selection_pairs(selection, language), safe=",")
