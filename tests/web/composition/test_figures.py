"""One figure as a page says it: what, how much, of whom and when, where it was printed, what else was stated."""

from __future__ import annotations

import pytest

from indicators import text
from indicators.i18n import load_messages
from indicators.model.code_lists import STATUSES
from indicators.query import Selection
from indicators.web.composition.figures import StatedFigure, describe_figure
from tests.composing import CATALOGUE, DATASET, view_of

RECORDS = CATALOGUE.records(CATALOGUE.rows(Selection(implied=True)))


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("leave_out", [frozenset(), frozenset({"region"})])
def test_a_figure_says_what_how_much_of_whom_and_where_it_was_printed(language, leave_out):
    view, say = view_of("regions", language=language), load_messages(language)
    mark = {"en": "; ", "zh": "；"}[language]
    for row in RECORDS:
        statements = CATALOGUE.vintages_of([row]).get(row.observation_id, ())
        assert describe_figure(view, row, leave_out) == StatedFigure(
            row.observation_id,
            DATASET.indicators[row.indicator].name[language],
            text.format_figure(row, DATASET, say),
            text.describe_subject(row, DATASET, language, leave_out | {"indicator"}),
            text.format_period(row.period, language),
            text.describe_origin(row, say),
            "" if row.status == "actual" else say(STATUSES[row.status].label),
            mark.join(text.describe_other_statements(row, statements, DATASET, say)),
        )


def test_a_figure_that_is_no_outcome_says_first_what_it_is():
    figure = StatedFigure("id", "Name", "5%", "Port · 2025", "2025", "Herald")

    assert figure.subject == "Port · 2025"
    assert (
        StatedFigure("id", "Name", "5%", "Port · 2025", "2025", "Herald", "target").subject
        == "target · Port · 2025"
    )
    assert StatedFigure("id", "Name", "5%", "", "2025", "Herald", "target").subject == "target"
