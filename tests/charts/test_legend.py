"""The legend tells the marks that a chart has."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from indicators.charts.legend import legend_entries
from indicators.charts.marks import HEDGE_SIGNS
from indicators.charts.svg_sheet import _SIGNS


@pytest.mark.parametrize(
    ("marks", "kind", "exact", "legend"),
    [
        ((), "bars", True, []),
        (("lower",), "bars", True, ["■ exact as stated", "|→ lower bound (over, more than, at least)"]),
        (("lower",), "bars", False, ["|→ lower bound (over, more than, at least)"]),
        (("lower",), "dots", True, ["● exact as stated", "|→ lower bound (over, more than, at least)"]),
        (("lower", "upper"), "line", False, ["|→ lower bound (over, more than, at least)", "←| upper bound (under, less than, at most)"]),
        (("range", "margin"), "bars", True, ["■ exact as stated", "├━┤ range (between, from … to)", "├●┤ stated with a margin (±)"]),
        (("below", "rounded"), "line", False, ["▷ just below (nearly, almost, close to)", "◇ rounded (about, approximately)"]),
        *((("rounded",), kind, True, ["■ exact as stated", "◇ rounded (about, approximately)"]) for kind in ("growth", "shares", "whole", "nested")),
        (("lower", "rounded"), "tiles", True, []),  # squares have no signs, their hedges stand in words
        *((("rounded",), kind, True, ["● exact as stated", "◇ rounded (about, approximately)"]) for kind in ("then-now", "line", "series")),
    ],
)  # fmt: skip
def test_the_legend_tells_the_marks_that_a_hedged_chart_has_and_no_others(marks, kind, exact, legend):
    chart = SimpleNamespace(marks=marks, kind=kind, has_exact=exact)

    assert list(legend_entries(chart, lambda words: words)) == legend


def test_every_sign_of_a_legend_is_drawn_in_a_picture():
    assert {sign.legend.split()[0] for sign in HEDGE_SIGNS.values()} | {"■"} == set(_SIGNS)
