"""The addresses of pages: they say exactly what they show, in the reader's language."""

from __future__ import annotations

from dataclasses import replace

import pytest

from indicators.query import EVERYTHING, Selection
from indicators.web.composition.choices import PageChoices
from indicators.web.composition.site_pages import SITE_PAGES
from indicators.web.composition.view import ServedAddresses
from tests.noting import CATALOGUE, here


def test_every_page_has_its_own_path_and_the_first_is_the_root():
    assert [ServedAddresses().page_path(page.slug) for page in SITE_PAGES] == [
        "/",
        *(f"/{page.slug}" for page in SITE_PAGES[1:]),
    ]


@pytest.mark.parametrize("base", ["stats", "/stats/", "stats/"])
def test_paths_lie_below_the_path_of_the_site(base):
    addresses = ServedAddresses(base)

    assert addresses.page_path("data") == "/stats/data"
    assert addresses.page_path("overview") == "/stats"


@pytest.mark.parametrize("language", [None, "en", "zh"])
def test_an_address_holds_the_filters_it_names_the_language_and_nothing_else_of_the_reader(language):
    now = here(
        CATALOGUE,
        "regions",
        "en",
        Selection(topic=("talent",)),
        figure="gdp.hengqin.2009",
        show="trade",
        chart="gdp-of-regions",
    )
    now = replace(now, choices=replace(now.choices, language=language).with_view("axes", "own"))
    lang = f"&lang={language}" if language else ""

    assert (
        now.address_of("data", now.selection, region=("maoming",))
        == f"/data?region=maoming&topic=talent{lang}"
    )
    assert now.address_of("compare", EVERYTHING, series=("a.b", "c.d")) == (
        f"/compare?{lang[1:]}&series=a.b&series=c.d".replace("?&", "?")
    )
    assert now.address_of("data", EVERYTHING, figure="x") == f"/data?{lang[1:]}&figure=x".replace("?&", "?")
    assert now.address_of("overview", EVERYTHING, chart="c") == f"/?{lang[1:]}&chart=c".replace("?&", "?")


def test_an_address_without_any_choice_has_no_question_mark():
    now = here(CATALOGUE)
    now = replace(now, choices=PageChoices())

    assert now.address_of("sources", EVERYTHING) == "/sources"
