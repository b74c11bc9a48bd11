"""The page of one source: what it is, its article, its figures in reading order."""

from __future__ import annotations

import pytest

from indicators import text
from indicators.i18n import load_messages
from indicators.query import DrawnRows, Selection
from indicators.web.composition import source
from indicators.web.composition.blocks import (
    Article,
    Choices,
    Download,
    Facts,
    FigureTable,
    Heading,
    SubjectChoice,
)
from indicators.web.composition.source import compose_source
from tests.composing import CATALOGUE, DATASET, blocks_of, view_of


def composed(id, language="en", **filters):
    return compose_source(view_of("sources", Selection(source=(id,), **filters), language))


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("id", DATASET.sources)
def test_the_facts_of_a_source(id, language):
    say, record, page = load_messages(language), DATASET.sources[id], composed(id, language)

    assert (page.title, page.lead) == (record.title[language], "")
    assert blocks_of(page, Facts) == [
        Facts(
            (
                (say("Publisher"), record.publisher[language]),
                (say("Published"), text.format_day(record.published, language)),
                (say("Read on"), text.format_day(record.accessed, language)),
                (say("Cite as"), text.format_citation(record, say)),
                (say("Note"), record.note[language] if record.note else ""),
                (say("Id"), id),
            )
        )
    ]
    assert blocks_of(page, Article) == [Article(id)]


@pytest.mark.parametrize("id", DATASET.sources)
def test_its_figures_stand_in_the_order_they_were_printed(id):
    page = composed(id)
    [table] = blocks_of(page, FigureTable)
    rows = CATALOGUE.rows(Selection(source=(id,)))
    n = len(rows)

    assert blocks_of(page, Heading) == [
        Heading(f"{n} figure{'' if n == 1 else 's'} in reading order", "figures")
    ]
    assert set(table.rows["observation_id"]) == set(rows["observation_id"])
    assert list(table.rows["line"]) == sorted(rows["line"])
    assert list(table.rows.index) == list(range(n))
    assert table.in_reading_order
    assert (table.leave_out, table.label) == (frozenset({"source"}), "")
    assert [block.selection for block in blocks_of(page, Download)] == [Selection(source=(id,))]


@pytest.mark.parametrize(
    ("n", "heading"),
    [
        (1, "1 figure in reading order"),
        (2, "2 figures in reading order"),
        (1234, "1,234 figures in reading order"),
    ],
)
def test_reading_order_is_said_with_the_number_of_figures(n, heading):
    rows = CATALOGUE.rows().head(1)
    blocks = list(source._compose_body(view_of("sources"), Selection(), DrawnRows(rows, n)))

    assert [block.text for block in blocks_of(blocks, Heading)] == [heading]


def test_a_source_of_which_no_figure_fits_still_says_what_it_is():
    page = composed(next(iter(DATASET.sources)), q="xyzzy")

    assert page.is_empty
    assert [type(block) for block in page.blocks] == [SubjectChoice, Choices, Facts, Article]
