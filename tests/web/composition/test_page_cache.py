"""Pages that are kept: the same for all who choose alike, and nothing of what one reader searches for."""

from __future__ import annotations

import gc
from dataclasses import replace

from indicators.query import Catalogue, Selection
from indicators.web.composition.blocks import Document
from indicators.web.composition.page_cache import compose_once
from indicators.web.composition.view import ServedAddresses
from tests.composing import CATALOGUE, view_of


def test_who_chooses_alike_gets_the_same_page_whatever_figure_is_open():
    made = []

    def compose(view):
        made.append(view)
        return Document(view.page, "", ())

    view = view_of("regions", Selection(region=("guangzhou",)))
    first = compose_once(compose, view)
    open_card = replace(view, choices=replace(view.choices, figure="gdp.hengqin.2009"))
    others = [
        view_of("topics", Selection(region=("guangzhou",))),
        view_of("regions", Selection(region=("guangdong",))),
        view_of("regions", Selection(region=("guangzhou",)), "zh"),
        view_of("regions", Selection(region=("guangzhou",)), show="all"),
        replace(view, addresses=ServedAddresses("below")),
    ]

    assert compose_once(compose, view) is compose_once(compose, open_card) is first
    assert len({id(compose_once(compose, other)) for other in others} - {id(first)}) == len(others)
    assert len(made) == 1 + len(others)
    assert all(view.choices.figure == "" for view in made)


def test_the_words_of_a_search_are_not_kept():
    made = []

    def compose(view):
        made.append(view)
        return Document("", "", ())

    view = view_of("data", Selection(q="what I look for"))
    compose_once(compose, view)
    compose_once(compose, view)

    assert len(made) == 2
    assert "look for" not in repr(CATALOGUE.caches)


def test_what_is_kept_goes_with_its_catalogue():
    catalogue = Catalogue(CATALOGUE.dataset)
    compose_once(lambda view: Document(view.page, "", ()), view_of("regions", catalogue=catalogue))
    kept = [each for each in gc.get_referrers(catalogue) if isinstance(each, tuple | dict)]

    assert not [each for each in kept if isinstance(each, tuple) and "regions" in map(str, each)]
