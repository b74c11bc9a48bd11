"""What is taken along of a page: every figure of it with hedge, period and source, sources numbered as they come."""

from __future__ import annotations

from dataclasses import replace

import pytest

from indicators import text
from indicators.i18n import load_messages
from indicators.query import Selection
from indicators.web.brief.compose_brief import BRIEF_PAGES, NoSubject, compose_brief, find_brief_subject
from indicators.web.brief.parts import Passage
from indicators.web.composition.choices import ALL_TOPICS
from indicators.web.composition.subjects import compose_subject
from tests.briefs import DAY, SITE, brief_from, brief_of, drawings, grids, sections
from tests.composing import CATALOGUE, DATASET, view_of

LANGUAGES = ("en", "zh")


def subjects():
    """Every subject that has figures."""
    for dimension in BRIEF_PAGES:
        for id, n in CATALOGUE.facets()[dimension].items():
            if n:
                yield dimension, id


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_has_title_sentence_and_every_chart_of_the_page_with_all_topics(language):
    brief = brief_of("region", "guangzhou", language)
    page = compose_subject(view_of("regions", Selection(region=("guangzhou",)), language, show=ALL_TOPICS))

    assert (brief.title, brief.lead) == (page.title, page.lead)
    assert [each.chart.id for each in drawings(brief)] == [chart.id for chart in page.charts()]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_last_table_has_every_figure_as_it_is_printed_with_its_period_and_source(language):
    brief, say = brief_of("region", "guangzhou", language), load_messages(language)
    table = grids(brief)[-1]
    records = CATALOGUE.records(CATALOGUE.rows_to_draw(Selection(region=("guangzhou",))).rows)
    places = [table.columns.index(say(name)) for name in ("Figure", "Period", "Source")]
    numbers = {reference.citation: reference.number for reference in brief.references}

    assert [tuple(row[place].text for place in places[:2]) for row in table.rows] == [
        (text.format_figure(row, DATASET, say), text.period_label(row, DATASET, language)) for row in records
    ]
    assert [row[places[2]].note for row in table.rows] == [
        numbers[text.format_citation(DATASET.sources[row.source], say)] for row in records
    ]
    assert table.rows[0][places[0]].href == f"{SITE}/f/{records[0].observation_id}?lang={language}"


def test_sources_are_numbered_in_the_order_in_which_they_are_cited():
    brief = brief_of("region", "guangzhou")
    cited = []
    for part in brief.parts:
        cited += part.notes if isinstance(part, Passage) else ()
    tables = [cell.note for grid in grids(brief) for row in grid.rows for cell in row if cell.note]

    assert [reference.number for reference in brief.references] == list(range(1, len(brief.references) + 1))
    assert {*cited, *tables} == {reference.number for reference in brief.references}
    assert tables[0] == 1


@pytest.mark.parametrize(("dimension", "id"), list(subjects()))
def test_every_page_of_its_kinds_can_be_taken_along_in_both_languages(dimension, id):
    for language in LANGUAGES:
        brief = brief_of(dimension, id, language)

        assert grids(brief)[-1].is_wide
        assert brief.references
        assert all(len(row) == len(grid.columns) for grid in grids(brief) for row in grid.rows)


@pytest.mark.parametrize(
    ("language", "facts"),
    [
        (
            "en",
            (
                ("Version", DATASET.version),
                ("Taken on", "3 Feb 2026"),
                ("Licence", "CC-BY-4.0"),
                ("Address", f"{SITE}/regions?region=nansha&lang=en"),
            ),
        ),
        (
            "zh",
            (
                ("版本", DATASET.version),
                ("取用日期", "2026年2月3日"),
                ("许可", "CC-BY-4.0"),
                ("网址", f"{SITE}/regions?region=nansha&lang=zh"),
            ),
        ),
    ],
)
def test_it_says_of_which_edition_it_is_on_which_day_and_from_where_it_was_taken(language, facts):
    assert brief_of("region", "nansha", language).facts == facts


def test_without_a_site_it_names_no_address_and_leads_nowhere():
    brief = brief_of("region", "nansha", site="")

    assert [term for term, _ in brief.facts] == ["Version", "Taken on", "Licence"]
    assert {cell.href for grid in grids(brief) for row in grid.rows for cell in row} == {""}


def test_filters_are_named_and_hold_for_every_table():
    whole = brief_from(CATALOGUE, "region", "guangzhou")
    brief = brief_from(CATALOGUE, "region", "guangzhou", topic=("trade",))

    assert "What is chosen: Foreign trade" in [part.text for part in brief.parts if isinstance(part, Passage)]
    assert 0 < len(grids(brief)[-1].rows) < len(grids(whole)[-1].rows)
    assert brief.address == f"{SITE}/regions?region=guangzhou&topic=trade&lang=en"


def test_filters_that_no_figure_fits_are_said_to():
    brief = brief_from(CATALOGUE, "region", "nansha", q="zeppelin")

    assert brief.parts[-1] == Passage("No figure in our sources fits these filters together.")
    assert brief.references == ()


@pytest.mark.parametrize(
    ("names", "selection", "found"),
    [
        (("region",), Selection(region=("nansha",)), "region"),
        (("topic", "region"), Selection(region=("nansha",), topic=("trade",)), "topic"),
        (("q", "plan"), Selection(plan=("14",), q="trade"), "plan"),
    ],
)
def test_it_is_about_what_is_named_first(names, selection, found):
    assert find_brief_subject(names, selection) == found


@pytest.mark.parametrize(
    ("names", "selection", "found"),
    [
        ((), Selection(), "none"),
        (("indicator",), Selection(indicator=("gdp",)), "none"),
        (("region",), Selection(region=("nansha", "guangzhou")), "2 of region"),
    ],
)
def test_it_is_about_one_thing(names, selection, found):
    with pytest.raises(NoSubject) as raised:
        find_brief_subject(names, selection)

    assert str(raised.value) == f"a brief is about one of region, sector, plan, topic; found {found}"


def test_the_address_of_a_site_may_end_in_a_slash():
    selection = Selection(region=("nansha",))
    with_slash = compose_brief(CATALOGUE, "region", selection, "en", DAY, f"{SITE}/")

    assert replace(with_slash, parts=()) == replace(brief_of("region", "nansha"), parts=())
    assert sections(with_slash) == sections(brief_of("region", "nansha"))
