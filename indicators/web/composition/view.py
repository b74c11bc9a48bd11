"""What a page is composed for: a catalogue, the choices in an address, a language, and how addresses are written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Protocol
from urllib.parse import urlencode

from indicators.i18n import Language, Messages
from indicators.model import Dataset
from indicators.query import Catalogue, Selection
from indicators.web.composition.choices import PageChoices
from indicators.web.composition.site_pages import SITE_PAGES


class Addresses(Protocol):
    """How the site that a page stands on writes the addresses of its pages."""

    def page_address(self, slug: str, choices: PageChoices) -> str:
        """Where the page `slug` shows these choices."""
        ...

    def figure_address(self, id: str, language: Language) -> str:
        """Where the figure `id` is told of, in this language."""
        ...


@dataclass(frozen=True, slots=True)
class ServedAddresses:
    """Addresses of a running server, whose pages may lie below a `base` path."""

    base: str = ""

    def page_path(self, slug: str) -> str:
        """Where the page `slug` lies on this site; the first page is at its root."""
        own = "" if slug == SITE_PAGES[0].slug else slug
        return "/" + "/".join(part for part in (self.base.strip("/"), own) if part)

    def page_address(self, slug: str, choices: PageChoices) -> str:
        """Its path, and the choices as parameters."""
        return f"{self.page_path(slug)}?{urlencode(choices.params())}".removesuffix("?")

    def figure_address(self, id: str, language: Language) -> str:
        """The short link of the figure."""
        return f"/f/{id}?lang={language}"


@dataclass(frozen=True)
class View:
    """One page as it is asked for; equal choices of one catalogue give equal pages."""

    catalogue: Catalogue
    choices: PageChoices
    say: Messages
    page: str
    addresses: Addresses = ServedAddresses()

    @property
    def dataset(self) -> Dataset:
        """The records behind the ids."""
        return self.catalogue.dataset

    @property
    def selection(self) -> Selection:
        """The filters of this reader."""
        return self.choices.selection

    @property
    def language(self) -> Language:
        """The language of this reader."""
        return self.say.language

    def address_of(self, slug: str, base: Selection, **filters: Any) -> str:
        """Where the page `slug` shows `base` with `filters` changed; it may also name `series`, `chart`, `figure`, `show`."""
        others = {
            name: filters.pop(name) for name in ("series", "chart", "figure", "show") if name in filters
        }
        choices = PageChoices(replace(base, **filters), self.choices.language, **others)
        return self.addresses.page_address(slug, choices)

    def address_with(self, **changed: Any) -> str:
        """Where this page shows the same with some of its choices changed."""
        return self.addresses.page_address(self.page, replace(self.choices, figure="", **changed))

    def select_figures(self, ids: Iterable[str], among: Selection) -> Selection:
        """The selection of the figures with these ids: `among` where it has no others."""
        found = tuple(sorted(ids))
        if len(found) == self.catalogue.count(among) == len(self.catalogue.rows_among(among, found)):
            return among
        return Selection(observation=found)
