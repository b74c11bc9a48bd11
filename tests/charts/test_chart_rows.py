"""Comparable runs of figures: in which order, and whether they may be joined."""

import pandas as pd
import pytest

from indicators.charts.chart_rows import can_be_joined, is_dated, sort_by_time, sorted_runs
from tests.charted import row


def when(period, **fields):
    end = pd.Timestamp(f"{period}-12-31") if period else pd.NaT
    return row(period=period, period_end=end, **fields)


def test_a_run_is_in_time_order_the_undated_first():
    found = sort_by_time([when("2024"), when("2022"), when(None), when("2023")])

    assert [one.period for one in found] == [None, "2022", "2023", "2024"]
    assert [is_dated(one) for one in found] == [False, True, True, True]


def test_runs_stand_in_the_order_of_their_first_figure():
    found = sorted_runs(
        [when("2024", status="target"), when("2024"), when("2022", status="target"), when("2021")]
    )

    assert [[(one.status, one.period) for one in run] for run in found] == [
        [("target", "2022"), ("target", "2024")],
        [("actual", "2021"), ("actual", "2024")],
    ]


@pytest.mark.parametrize(
    ("periods", "measure", "joined"),
    [
        (("2023", "2024"), "level", True),
        (("2023", "2024"), "growth", True),
        (("2023", "2024"), "share", True),
        (("2023", "2024"), "change", False),
        (("2023", "2024"), "rank", False),
        (("2024",), "level", False),
        (("2024", "2024"), "level", False),
        (("2024", None), "level", False),
    ],
)
def test_only_figures_of_periods_of_their_own_that_are_no_change_are_joined(periods, measure, joined):
    assert can_be_joined([when(period, measure=measure) for period in periods]) is joined
