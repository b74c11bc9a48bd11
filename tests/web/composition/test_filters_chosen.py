"""What is chosen stands above a page, each with the address of the page without it."""

from __future__ import annotations

import pytest

from indicators.model.dimensions import FILTER_DIMENSIONS
from indicators.query import EVERYTHING, FILTER_NAMES, Selection
from indicators.web.composition.filters_chosen import compose_choices
from indicators.web.composition.site_pages import SITE_PAGES
from tests.composing import DATASET, led, view_of
from tests.noting import asked

#: A filter of each kind that is no dimension → the chip of each language.
OTHERS = [
    (Selection(from_=2020), "from 2020", "2020年起"),
    (Selection(to=2024), "to 2024", "至2024年"),
    (Selection(q="a <b>"), "“a <b>”", "“a <b>”"),
    (Selection(within=True), "With everything inside it", "含其范围内各区域"),
    (Selection(implied=True), "Implied figures too", "含推算数据"),
    (Selection(vintage="all"), "All statements of a figure", "同一数据的全部表述"),
    (Selection(vintage="current"), "Current statements alone", "仅当前表述"),
    (Selection(observation=("gdp.hengqin.2009",)), "Only 1 chosen figure", "只显示指定的1条数据"),
    (
        Selection(observation=("gdp.hengqin.2009", "gdp.hengqin.2024")),
        "Only 2 chosen figures",
        "只显示指定的2条数据",
    ),
]


def chosen(selection, page="data", language="en", **others):
    return list(compose_choices(view_of(page, selection, language, **others)))


@pytest.mark.parametrize("page", [page.slug for page in SITE_PAGES])
def test_where_nothing_is_chosen_nothing_is_said_of_it(page):
    assert chosen(EVERYTHING, page) == []


def test_each_value_is_taken_away_by_itself_and_all_together():
    [row] = chosen(Selection(region=("guangzhou", "maoming"), topic=("trade",)), "overview", "zh", show="x")
    kept = [("lang", "zh"), ("show", "x")]

    assert led(row.links) == [
        (("/", [("region", "maoming"), ("topic", "trade"), *kept]), "广州", None),
        (("/", [("region", "guangzhou"), ("topic", "trade"), *kept]), "茂名", None),
        (
            ("/", [("region", "guangzhou"), ("region", "maoming"), *kept]),
            DATASET.topics["trade"].name.zh,
            None,
        ),
    ]
    assert led([row.clear]) == [(("/", kept), "清除全部筛选", None)]


def test_one_choice_needs_no_second_link_that_takes_it_away():
    [row] = chosen(Selection(topic=("trade",)))

    assert led(row.links) == [(("/data", [("lang", "en")]), DATASET.topics["trade"].name.en, None)]
    assert row.clear is None


@pytest.mark.parametrize("slug", [page.slug for page in SITE_PAGES if page.subject])
def test_what_a_page_is_about_is_no_filter_and_stays_when_all_are_cleared(slug):
    subject = next(page.subject for page in SITE_PAGES if page.slug == slug)
    id = next(iter(getattr(DATASET, f"{subject}s")))
    own = {subject: (id,)}

    assert chosen(Selection(**own), slug) == []
    [row] = chosen(Selection(**own, q="gdp", within=True), slug)
    assert led([row.clear])[0][0] == (f"/{slug}", [(subject, id), ("lang", "en")])
    assert all((subject, id) in asked(link.href)[1] for link in row.links)


@pytest.mark.parametrize(("selection", "en", "zh"), OTHERS)
def test_a_filter_that_is_no_dimension_is_said_in_words(selection, en, zh):
    for language, text in (("en", en), ("zh", zh)):
        [row] = chosen(selection, language=language)
        [link] = row.links
        assert asked(link.href) == ("/data", [("lang", language)])
        assert link.text == text


def test_every_filter_can_be_taken_away():
    """A filter that is not seen cannot be taken away: figures would be left out without a word."""
    samples = {name: selection for selection, *_ in OTHERS for name, _ in selection.params()}
    for dimension in FILTER_DIMENSIONS:
        id = next(iter(dimension.ids(DATASET)))
        samples[dimension.id] = Selection(**{dimension.id: (id,)})

    assert set(samples) == set(FILTER_NAMES)
    for selection in samples.values():
        [row] = chosen(selection)
        assert [asked(link.href) for link in row.links][-1][0] == "/data"


def test_the_open_card_of_a_figure_does_not_follow_a_choice_that_is_taken_away():
    [row] = chosen(Selection(topic=("trade",)), figure="gdp.hengqin.2009", series=("gdp.china",))

    assert asked(row.links[0].href) == ("/data", [("lang", "en"), ("series", "gdp.china")])
