"""Pages kept for the next reader who asks for the same: composed once for all who choose alike in a language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from indicators.i18n import Language, load_messages
from indicators.query import Catalogue
from indicators.query.caches import cached_on_owner
from indicators.web.composition.blocks import Document
from indicators.web.composition.choices import PageChoices
from indicators.web.composition.view import Addresses, View


def compose_once(compose: Callable[[View], Document], view: View) -> Document:
    """What `compose` makes of the page; the words of a search are one reader's, and nothing of them is kept."""
    if view.selection.q:
        return compose(view)
    choices = replace(view.choices, figure="")
    return _compose(view.catalogue, compose, choices, view.language, view.page, view.addresses)


@cached_on_owner(maxsize=64)
def _compose(
    catalogue: Catalogue,
    compose: Callable[[View], Document],
    choices: PageChoices,
    language: Language,
    slug: str,
    addresses: Addresses,
) -> Document:
    return compose(View(catalogue, choices, load_messages(language), slug, addresses))
