"""Pages as they are composed, and the parts of them that tests look at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from indicators.i18n import load_messages
from indicators.query import EVERYTHING, Catalogue, Selection
from indicators.web.composition.blocks import Block, Columns, Document, Heading, Link
from indicators.web.composition.choices import PageChoices
from indicators.web.composition.view import View
from tests.noting import asked
from tests.real import real

#: The real data, read once for all tests of pages: ask it, never change it.
CATALOGUE = real()
DATASET = CATALOGUE.dataset
_B = TypeVar("_B")


def view_of(
    page: str = "data",
    selection: Selection = EVERYTHING,
    language: Any = "en",
    catalogue: Catalogue = CATALOGUE,
    **others: Any,
) -> View:
    """The page `page` in `language` under these filters; `others` are further choices."""
    return View(catalogue, PageChoices(selection, language, **others), load_messages(language), page)


def every_block(blocks: Iterable[Block]) -> Iterator[Block]:
    """Blocks in the order they are read, those in columns too."""
    for block in blocks:
        if isinstance(block, Columns):
            for column in block.columns:
                yield from every_block(column)
        else:
            yield block


def blocks_of(found: Document | Iterable[Block], kind: type[_B]) -> list[_B]:
    """The blocks of one kind, on a page or among some blocks."""
    given = found.blocks if isinstance(found, Document) else found
    return [block for block in every_block(given) if isinstance(block, kind)]


def section(document: Document, anchor: str) -> list[Block]:
    """What follows one heading of a page, up to the next."""
    found, is_inside = [], False
    for block in document.blocks:
        if isinstance(block, Heading):
            is_inside = block.anchor == anchor
        elif is_inside:
            found.append(block)
    return found


def led(links: Iterable[Link]) -> list[tuple[tuple[str, list[tuple[str, str]]], str, int | None]]:
    """Where each link leads, its text and its count."""
    return [(asked(link.href), link.text, link.count) for link in links]
