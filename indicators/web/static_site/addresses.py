"""Where the pages of a static site lie, and which of them is meant by an address of a running server.

Pages are composed and written with the addresses of a server. What a folder of files cannot answer – filters, a
comparison, files of a selection – leads to the nearest page there is, or is no link.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from typing import Final
from urllib.parse import parse_qs, quote, urlsplit

from indicators.i18n import DEFAULT_LANGUAGE, LANGUAGES, Language, load_messages
from indicators.model.dimensions import DIMENSIONS_BY_ID
from indicators.query import Catalogue, Selection
from indicators.web.api.sitemap import site_choices
from indicators.web.composition.choices import PageChoices
from indicators.web.composition.overview import charts_to_hang
from indicators.web.composition.site_pages import SITE_PAGES
from indicators.web.composition.view import View
from indicators.web.site_links import SHORT_LINKS

#: Pages that are nothing without a program that answers.
SERVED_ONLY_PAGES: Final = ("compare",)
#: The pages that a static site has.
STATIC_PAGES: Final = tuple(page for page in SITE_PAGES if page.slug not in SERVED_ONLY_PAGES)
#: The page that a search leads to, the folders of what a dataset has many of.
SEARCH_PAGE, FIGURES, CHARTS = "search", "figures", "charts"
_SLUG_OF_DIMENSION: Final = {page.subject: page.slug for page in STATIC_PAGES if page.subject}
#: Rows that are fetched at once.
_PART_ROWS: Final = 10_000
#: Of several filters, the one whose page is nearest to what they ask for.
_NEAREST_FIRST: Final = ("indicator", "region", "sector", "topic", "plan", "source")


def language_folder(language: Language) -> str:
    """Where the pages of a language lie below the folder of the site: those of the default one at its root."""
    return "" if language == DEFAULT_LANGUAGE else f"{language}/"


def file_path(name: str, language: Language) -> str:
    """Where a file of the data lies, in a language."""
    return f"{language_folder(language)}files/{name}"


@dataclass(frozen=True, slots=True, order=True)
class PageKey:
    """One page of the site: its slug, and the id of what it is about, empty where it is about no one thing."""

    slug: str
    id: str = ""

    def path(self, language: Language, extension: str = "html") -> str:
        """Where it lies below the folder of the site, as an address: the default language at its root."""
        slug = "index" if self.slug == SITE_PAGES[0].slug else self.slug
        return f"{language_folder(language)}{slug}{f'/{quote(self.id)}' if self.id else ''}.{extension}"


@dataclass(frozen=True, slots=True)
class StaticAddresses:
    """Every page that a static site has, and its files."""

    choices: Mapping[PageKey, PageChoices] = field(repr=False)
    figures: frozenset[str] = field(repr=False)
    files: frozenset[str] = frozenset()

    def keys(self) -> list[PageKey]:
        """All pages, those of figures last."""
        return [*self.choices, *(PageKey(FIGURES, id) for id in sorted(self.figures))]

    def find(self, address: str, language: Language) -> str:
        """The path below the folder of what `address` of a server asks for in a page of `language`; empty where nothing is near."""
        path, asked = _parse_address(address)
        named = asked.get("lang", [language])[0]
        spoken = next((each for each in LANGUAGES if each == named), language)
        folder, _, last = path.strip("/").rpartition("/")
        if path.startswith("/api/"):
            is_whole = last in self.files and not asked.keys() - {"lang", "bom"}
            return file_path(last, spoken) if is_whole else ""
        key = self._find_key(folder, last, asked)
        if key is None:
            return ""
        anchor = asked.get("topic", [""])[0] if key.slug in ("regions", "plans", "sectors") else ""
        return key.path(spoken) + (f"#{anchor}" if anchor else "")

    def _find_key(self, folder: str, last: str, asked: Mapping[str, list[str]]) -> PageKey | None:
        if folder in SHORT_LINKS:
            slug, parameter = SHORT_LINKS[folder]
            asked = {parameter: [last]}
        else:
            slug = last or SITE_PAGES[0].slug
        if figure := asked.get("figure", [""])[0]:
            return PageKey(FIGURES, figure) if figure in self.figures else None
        if chart := asked.get("chart", [""])[0]:
            key = PageKey(CHARTS, chart)
            return key if key in self.choices else None
        own = next((page.subject for page in STATIC_PAGES if page.slug == slug), None)
        for dimension in (*((own,) if own else ()), *_NEAREST_FIRST):
            ids = asked.get(dimension, [])
            key = PageKey(_SLUG_OF_DIMENSION[dimension], ids[0]) if len(ids) == 1 else PageKey("")
            if key in self.choices:
                return key
        return key if (key := PageKey(slug)) in self.choices else None


@lru_cache(maxsize=16_384)
def _parse_address(address: str) -> tuple[str, Mapping[str, list[str]]]:
    """The path and the parameters of an address: most of a page stand on all others of its kind too."""
    parts = urlsplit(address)
    return parts.path, parse_qs(parts.query)


def plan_site(catalogue: Catalogue, language: Language, files: Iterable[str]) -> StaticAddresses:
    """The pages of a dataset: those of the navigation, of each subject, of each chart and of each figure."""
    found: dict[PageKey, PageChoices] = {}
    known = {page.slug: page for page in STATIC_PAGES}
    for slug, choices in site_choices(catalogue.dataset):
        if page := known.get(slug):
            ids = getattr(choices.selection, page.subject) if page.subject else ()
            if not choices.chart and (
                not page.subject or DIMENSIONS_BY_ID[page.subject].ids(catalogue.dataset)
            ):
                found[PageKey(slug, ids[0] if ids else "")] = choices
    view = View(catalogue, PageChoices(), load_messages(language), CHARTS)
    for chart in charts_to_hang(view):
        for id in (chart.id, *(each.chart.id for each in chart.views)):
            found[PageKey(CHARTS, id)] = PageChoices(chart=id)
    parts = catalogue.parts(Selection(implied=True), _PART_ROWS)
    figures = frozenset(chain.from_iterable(part["observation_id"] for part in parts))
    return StaticAddresses(found, figures, frozenset(files))


def relative_address(path: str, page: str) -> str:
    """The address of `path` as the file `page` writes it; both lie below one folder."""
    file, sign, anchor = path.partition("#")
    if file == page and anchor:
        return sign + anchor
    return _relative_path(file, posixpath.dirname(page)) + sign + anchor


@lru_cache(maxsize=16_384)
def _relative_path(file: str, folder: str) -> str:
    return posixpath.relpath(file, folder or ".")
