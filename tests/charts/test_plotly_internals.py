"""What we lean on in plotly though it does not promise it: each test says what changed, and what breaks for readers."""

from __future__ import annotations

import json

import plotly
from plotly.io import to_json
from plotly.tools import return_figure_from_figure_or_data

from indicators.charts.plotly_internals import PlainFigure

PLAIN = {"data": [{"type": "bar", "x": [1], "y": [2]}], "layout": {"height": 100}}


def changed(what: str, breaks: str) -> str:
    return f"plotly {plotly.__version__} {what}, so {breaks}"


def test_a_plain_figure_is_taken_as_it_stands():
    taken = return_figure_from_figure_or_data(PlainFigure(PLAIN), validate_figure=True)

    assert taken is PLAIN, changed(
        "copies or checks figures of its own class", "every page with charts takes several times as long"
    )


def test_plain_data_are_checked_and_copied_which_is_why_ours_are_a_figure():
    taken = return_figure_from_figure_or_data(PLAIN, validate_figure=True)

    assert taken is not PLAIN, changed("takes plain data as they stand", "`PlainFigure` has become needless")


def test_a_plain_figure_becomes_the_text_that_plotlys_own_becomes():
    plain = json.loads(to_json(PlainFigure(PLAIN).to_dict(), validate=False))

    assert plain == PLAIN, changed("writes figures otherwise", "charts in the browser lack data or layout")
